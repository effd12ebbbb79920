/// Pieces that SVG, MathML and the labels of DOT have in common.
package enum Markup {
  /// The text with the characters of markup written as entities.
  ///
  /// What XML cannot hold becomes U+FFFD. Scalars are looked at, and not characters: one of markup
  /// is one too behind a letter that takes the next along.
  package static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { isSpecial($0) }) else { return text }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r": escaped += " "
      case _ where !canHold(scalar): escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A coordinate with at most two digits behind the point.
  package static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    switch rest {
    case 0: return "\(sign)\(whole)"
    case _ where rest % 10 == 0: return "\(sign)\(whole).\(rest / 10)"
    default: return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
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
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<32, 0x7F, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\""), 0xC2, 0xEF:
      true
    default: false
    }
  }
}
