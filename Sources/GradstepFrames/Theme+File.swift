/// A theme from a small file: a colour on each line, as in `value #0a5cad`.
extension Theme {
  /// What is wrong with such a file.
  public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, counted from 1.
    public let line: Int
    /// What is wrong there and what would be right.
    public let description: String
  }

  /// The light theme with colours of one's own.
  ///
  /// Each line has what it colours and the colour, between blanks or behind `:` or `=`; a line `dark`
  /// begins with the colours of the dark theme instead, and what stands behind `//` is left out, as are
  /// empty lines.
  ///
  /// - Parameters:
  ///   - text: what stands in the file
  ///   - name: what the theme is called
  /// - Throws: `FileError` at the first line that is not understood
  public init(_ text: String, named name: String) throws(FileError) {
    self = Theme.light
    self.name = Self.identifier(name)
    summary = "colours of one's own"
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = Self.words(of: line)
      switch words.count {
      case 0: continue
      case 1 where words[0] == "dark": palette = .dark
      case 1 where words[0] == "light": palette = .light
      case 2:
        guard let ink = Ink(rawValue: words[0]) else {
          let names = Ink.allCases.map { $0.rawValue }.joined(separator: ", ")
          throw FileError(line: number + 1, description: "'\(words[0])' is none of \(names)")
        }
        guard let colour = Self.colour(words[1]) else {
          throw FileError(
            line: number + 1,
            description: "'\(words[1])' is no colour: write it as #rrggbb, such as #0a5cad"
          )
        }
        palette.set(ink, colour)
      default:
        throw FileError(
          line: number + 1,
          description: "a line has what it colours and the colour, such as 'value #0a5cad'"
        )
      }
    }
  }

  private static func words(of line: Substring) -> [String] {
    var words: [String] = [""]
    var last: Unicode.Scalar?
    for scalar in line.unicodeScalars {
      if scalar == "/", last == "/" {
        words[words.count - 1].removeLast()
        break
      }
      last = scalar
      switch scalar {
      case " ", "\t", "\r", ":", "=": words.append("")
      default: words[words.count - 1].unicodeScalars.append(scalar)
      }
    }
    return words.filter { !$0.isEmpty }
  }

  /// A colour as it is written into pictures, `#rrggbb`; one of three digits has each of them twice.
  private static func colour(_ text: String) -> String? {
    let digits = text.utf8.dropFirst()
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 3 || digits.count == 6 else {
      return nil
    }
    var colour = "#"
    for digit in digits {
      let scalar = Unicode.Scalar(digit | 0x20)
      guard "0"..."9" ~= scalar || "a"..."f" ~= scalar else { return nil }
      for _ in 0..<(digits.count == 3 ? 2 : 1) { colour.unicodeScalars.append(scalar) }
    }
    return colour
  }

  /// A name that can be a class of a style sheet.
  private static func identifier(_ name: String) -> String {
    var identifier = "own-"
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-": identifier.unicodeScalars.append(scalar)
      default: identifier += "_"
      }
    }
    return identifier
  }
}

extension Theme.Palette {
  /// Gives a meaning its colour.
  fileprivate mutating func set(_ ink: Theme.Ink, _ colour: String) {
    switch ink {
    case .ground: ground = colour
    case .ink: self.ink = colour
    case .dim: dim = colour
    case .pale: pale = colour
    case .line: line = colour
    case .leaf: leaf = colour
    case .operation: operation = colour
    case .value: value = colour
    case .gradient: gradient = colour
    case .positive: positive = colour
    case .negative: negative = colour
    }
  }
}
