/// A text to read, with the name that messages call it by.
public struct Source: Hashable, Sendable {
  /// The longest text that is read, in bytes.
  package static let sizeLimit = 16 * 1_048_576

  /// What messages call the source: a file's name, `-`, or `argument`.
  public let name: String

  /// The whole text, as it was given.
  public let text: String

  /// The bytes of the text, by whose offsets all places in it are known.
  let utf8: [UInt8]

  /// A source with a text at hand.
  public init(name: String, text: String) {
    var text = text
    // Byte offsets are looked up all the time: make sure that they cost nothing.
    text.makeContiguousUTF8()
    self.name = name
    self.text = text
    utf8 = Array(text.utf8)
  }

  /// A source from the bytes of a file.
  ///
  /// - Throws: `DiagnosticsError` for too many bytes, and for invalid UTF-8, pointing at the first
  ///   bad byte.
  public init(name: String, utf8 bytes: [UInt8]) throws(DiagnosticsError) {
    guard bytes.count <= Self.sizeLimit else {
      throw Self.tooLarge(name: name, size: bytes.count, start: bytes)
    }
    self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
    guard let offset = Self.firstInvalidByte(in: bytes) else { return }
    // Up to the bad byte the repaired text is the given one; there it has U+FFFD, of three bytes.
    let range = SourceRange(source: 0, bytes: offset..<offset + 3)
    let digits = String(bytes[offset], radix: 16, uppercase: true)
    let byte = "0x" + (digits.count == 1 ? "0" + digits : digits)
    throw DiagnosticsError(
      sources: [self],
      diagnostics: [
        .error(
          "invalid-encoding",
          "a source is UTF-8 text, and the byte \(byte) is not",
          at: range,
          solutions: [.init(summary: "save the file with the encoding UTF-8")]
        )
      ]
    )
  }

  /// The part of the text that a range of bytes covers.
  package func text(in bytes: Range<Int>) -> Substring {
    let start = index(at: bytes.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: bytes.count)]
  }

  /// The error for a file that is too large to be read.
  ///
  /// - Parameters:
  ///   - name: What messages call the source.
  ///   - size: How many bytes it has, if that is known.
  ///   - start: Its first bytes.
  /// - Returns: The error, with a source that has the start alone.
  package static func tooLarge(
    name: String,
    size: Int?,
    start: some Collection<UInt8>
  ) -> DiagnosticsError {
    let text = String(decoding: start.prefix(4_096), as: UTF8.self)
    return DiagnosticsError(
      sources: [Source(name: name, text: text)],
      diagnostics: [tooLarge(size: size, at: 0)]
    )
  }

  /// The error for a source of so many bytes, by its position in the list of sources.
  static func tooLarge(size: Int?, at position: Int) -> Diagnostic {
    .error(
      "source-too-large",
      "a source has at most \(sizeLimit) bytes, and this one has \(size.map(String.init) ?? "more")",
      at: SourceRange(source: position, bytes: 0..<0)
    )
  }

  private func index(at byte: Int) -> String.Index {
    text.utf8.index(text.startIndex, offsetBy: byte)
  }

  private static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
