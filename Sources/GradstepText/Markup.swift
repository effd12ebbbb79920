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

  /// Whether a byte can belong to what is written otherwise.
  fileprivate static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<32, 0x7F, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\""), 0xC2, 0xEF:
      true
    default: false
    }
  }
}

/// A file that is being written: its bytes are appended once, and nothing is a string in between.
extension [UInt8] {
  /// Appends text, with what is put into it.
  package mutating func write(_ text: Written) { self += text.bytes }

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
    guard text.utf8.contains(where: { Markup.isSpecial($0) }) else {
      append(contentsOf: text.utf8)
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": write("&amp;")
      case "<": write("&lt;")
      case ">": write("&gt;")
      case "\"": write("&quot;")
      case "\t", "\n", "\r": write(" ")
      case _ where !Markup.canHold(scalar): write("\u{FFFD}")
      default: write(scalar: scalar)
      }
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
