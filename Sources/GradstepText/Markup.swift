/// Pieces that SVG, MathML and the labels of DOT have in common.
package enum Markup {
  /// The text with the characters of markup written as entities.
  ///
  /// What XML cannot hold becomes U+FFFD. Scalars are looked at, and not characters: one of markup
  /// is one too behind a letter that takes the next along.
  package static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.write(escaped: text[...])
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the text of a document can have a scalar: no control character, of which XML has three
  /// and advises against the others, and no U+FFFE or U+FFFF, which are no characters.
  package static func canHold(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// What stands for the character that begins with these bytes, and how many of them it takes;
  /// `nil` for a character that stands for itself.
  fileprivate static func replacement(
    _ bytes: UnsafeBufferPointer<UInt8>.SubSequence
  ) -> (text: StaticString, count: Int)? {
    let start = bytes.startIndex
    switch bytes[start] {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return ("&quot;", 1)
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return (" ", 1)
    case 0..<0x20, 0x7F: return ("\u{FFFD}", 1)
    // U+0080 to U+009F, U+FFFE and U+FFFF.
    case 0xC2: return bytes[start + 1] < 0xA0 ? ("\u{FFFD}", 2) : nil
    case 0xEF: return bytes[start + 1] == 0xBF && bytes[start + 2] > 0xBD ? ("\u{FFFD}", 3) : nil
    default: return nil
    }
  }
}

/// A file that is being written: its bytes are appended once, and nothing is a string in between.
extension [UInt8] {
  /// Appends text, with what is put into it.
  package mutating func write(_ text: Written) { self += text.bytes }

  /// Appends words of the program; nothing is allocated for them.
  package mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends an attribute of an element: ` x="1.5"`.
  package mutating func add(_ attribute: StaticString, _ value: Double) {
    open(attribute)
    write(value)
    add("\"")
  }

  /// Appends an attribute of an element, ` class="node"`: a word of the program, which needs no entities.
  package mutating func add(_ attribute: StaticString, _ value: String) {
    open(attribute)
    append(contentsOf: value.utf8)
    add("\"")
  }

  private mutating func open(_ attribute: StaticString) {
    add(" ")
    add(attribute)
    add("=\"")
  }

  /// Appends one character.
  package mutating func write(scalar: Unicode.Scalar) {
    append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Appends a number with at most so many digits behind the point, by default two.
  package mutating func write(_ number: Double, digits: Int = 2) {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let parts = Int64((number * Double(scale)).rounded())
    if parts < 0 { append(UInt8(ascii: "-")) }
    var (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
    write(whole)
    guard rest > 0 else { return }
    append(UInt8(ascii: "."))
    var place = UInt64(scale)
    while rest > 0 {
      place /= 10
      append(UInt8(ascii: "0") + UInt8(rest / place))
      rest %= place
    }
  }

  /// Appends a whole number.
  package mutating func write(_ number: UInt64) {
    if number >= 10 { write(number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Appends text with the characters of markup written as entities, as `Markup.escaped` does.
  package mutating func write(escaped text: Substring) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        guard let (text, count) = Markup.replacement(bytes[index...]) else { continue }
        append(contentsOf: bytes[start..<index])
        text.withUTF8Buffer { append(contentsOf: $0) }
        start = index + count
      }
      append(contentsOf: bytes[start...])
    }
  }

  /// Appends text with the characters of markup written as entities.
  package mutating func write(escaped text: String) { write(escaped: text[...]) }
}

/// Text of a file with values put into it, none of which becomes a string in between.
package struct Written: ExpressibleByStringInterpolation {
  let bytes: [UInt8]

  package init(stringLiteral text: String) { bytes = Array(text.utf8) }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  /// What can be put into text.
  package struct StringInterpolation: StringInterpolationProtocol {
    package var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 8 * interpolationCount)
    }

    package mutating func appendLiteral(_ text: String) { bytes += text.utf8 }

    /// Text as it is.
    package mutating func appendInterpolation(_ text: String) { bytes += text.utf8 }

    /// Text with the characters of markup written as entities.
    package mutating func appendInterpolation(escaped text: String) { bytes.write(escaped: text) }

    /// Text with the characters of markup written as entities.
    package mutating func appendInterpolation(escaped text: Substring) {
      bytes.write(escaped: text)
    }

    /// What has been written already.
    package mutating func appendInterpolation(_ bytes: [UInt8]) { self.bytes += bytes }

    /// What has been written already.
    package mutating func appendInterpolation(_ text: Written) { bytes += text.bytes }

    /// A number with at most so many digits behind the point.
    package mutating func appendInterpolation(_ number: Double, digits: Int = 2) {
      bytes.write(number, digits: digits)
    }

    /// A whole number.
    package mutating func appendInterpolation(_ number: Int) { bytes.write(Double(number)) }
  }
}
