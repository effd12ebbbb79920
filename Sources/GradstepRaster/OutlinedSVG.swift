/// An SVG with what Cairo drew of it in place of its own content.
struct OutlinedSVG {
  /// The bytes of the file.
  private(set) var bytes: [UInt8]
  /// What stands before every identifier.
  private let prefix: [UInt8]
  /// The identifiers of the drawing, and their numbers in the file: Cairo counts all that it makes
  /// while a program runs, which would be others in the next file.
  private var numbers: [[UInt8]: Int] = [:]

  /// Joins an SVG and a drawing of it.
  ///
  /// - Parameters:
  ///   - svg: gives its outermost element, title, description and style sheet, which keeps styles of
  ///     a page around it out
  ///   - drawing: the SVG that Cairo wrote
  ///   - name: what identifiers are to begin with
  init?(_ svg: [UInt8], drawing: [UInt8], name: String) {
    guard let end = Self.endOfHead(of: svg), let start = Self.endOfTag(of: drawing),
      let last = Self.last("</svg>", in: drawing), start <= last
    else { return nil }
    prefix = Self.identifier(name)
    bytes = Array(svg[..<end]) + Array("\n<g xmlns:xlink=\"http://www.w3.org/1999/xlink\">".utf8)
    write(drawing[start..<last])
    bytes += "</g>\n</svg>\n".utf8
  }

  // MARK: - Parts

  /// Behind what stands before the content of an SVG.
  private static func endOfHead(of svg: [UInt8]) -> Int? {
    for end in ["</style>", "</desc>", "</title>"] {
      if let place = first(end, in: svg[...]) { return place + end.utf8.count }
    }
    return endOfTag(of: svg)
  }

  /// Behind the tag of the outermost element.
  private static func endOfTag(of svg: [UInt8]) -> Int? {
    guard let start = first("<svg", in: svg[...]),
      let end = svg[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    return end + 1
  }

  private static func first(_ text: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let text = Array(text.utf8)
    return bytes.indices.first { bytes[$0] == text[0] && bytes[$0...].starts(with: text) }
  }

  private static func last(_ text: String, in bytes: [UInt8]) -> Int? {
    let text = Array(text.utf8)
    return bytes.indices.last { bytes[$0] == text[0] && bytes[$0...].starts(with: text) }
  }

  /// A name as the beginning of identifiers: letters and digits of ASCII, and all else as numbers.
  private static func identifier(_ name: String) -> [UInt8] {
    var identifier = Array("gradstep-".utf8)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        identifier.append(byte)
      default: identifier += "_\(byte)_".utf8
      }
    }
    return identifier + [UInt8(ascii: "-")]
  }

  // MARK: - Content

  /// Writes content with identifiers of its own, and with paths made shorter.
  private mutating func write(_ content: ArraySlice<UInt8>) {
    var place = content.startIndex
    while place < content.endIndex {
      let byte = content[place]
      bytes.append(byte)
      place += 1
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#") else { continue }
      if Self.openings.contains(where: { bytes.suffix($0.count).elementsEqual($0) }) {
        let end = content[place...].firstIndex {
          $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ")")
        }
        let identifier = Array(content[place..<(end ?? content.endIndex)])
        let number = numbers[identifier] ?? numbers.count
        numbers[identifier] = number
        bytes += prefix
        bytes += "\(number)".utf8
        place += identifier.count
      } else if bytes.suffix(Self.pathOpening.count).elementsEqual(Self.pathOpening) {
        let end = content[place...].firstIndex(of: UInt8(ascii: "\"")) ?? content.endIndex
        bytes += PathData(content[place..<end])?.bytes ?? Array(content[place..<end])
        place = end
      }
    }
  }

  /// What stands before an identifier, where it is given and where it is used.
  private static let openings = [" id=\"", "href=\"#", "url(#"].map { Array($0.utf8) }
  private static let pathOpening = Array(" d=\"".utf8)
}
