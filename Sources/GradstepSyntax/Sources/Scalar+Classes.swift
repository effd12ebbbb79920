// What the scalars of a source are to the language. Most are ASCII: they are told apart without the
// tables of Unicode.
extension Unicode.Scalar {
  /// Whether a line ends with the scalar.
  var isNewline: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether the scalar is a blank within a line.
  var isBlank: Bool {
    isASCII
      ? value == 0x20 || value == 0x09 : properties.isWhitespace && !isNewline || isInvisible
  }

  /// Whether the scalar takes no room in print: zero-width spaces, and what text processors put
  /// between the factors of a product.
  private var isInvisible: Bool {
    switch value {
    case 0x200B, 0x2060...0x2064, 0xFEFF, 0xAD: true
    default: false
    }
  }

  /// Whether the scalar is a digit of a number.
  var isDecimalDigit: Bool { (0x30...0x39).contains(value) }

  var isASCIILetter: Bool { (0x61...0x7A).contains(value | 0x20) }

  /// Whether a name can start with the scalar: XID_Start of Unicode Annex 31.
  var startsName: Bool {
    isASCII ? isASCIILetter : properties.isXIDStart && !isApart
  }

  /// Whether the scalar goes on a name, as a letter or a digit does: XID_Continue of Unicode Annex
  /// 31, but for marks, which stand on letters, and `_`.
  var continuesName: Bool {
    if isASCII { return isASCIILetter || isDecimalDigit }
    return properties.isXIDContinue && !isApart && !isMark
  }

  /// Whether the scalar is a mark that stands on a letter of a name.
  var marksName: Bool {
    !isASCII && isMark && properties.isXIDContinue && !isApart
  }

  /// Whether the scalar is drawn on the one before it.
  var isMark: Bool {
    guard !isASCII else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Whether the scalar changes the direction in which the text around it is shown, so that a source
  /// can look otherwise than it reads.
  var isBidiControl: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: true
    default: false
    }
  }

  /// The scalar as messages name what cannot be seen: `U+202E`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether a message can have the scalar: a terminal does not obey it, and it turns no text around.
  var isPrintable: Bool {
    if isASCII { return value >= 0x20 && value != 0x7F }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return false
    // Joiners shape the letters and pictures beside them.
    case .format: return value == 0x200C || value == 0x200D
    default: return true
    }
  }

  /// What identifiers have by Annex 31 and no name has: products such as `·`, raised and lowered
  /// letters, the digits of mathematical fonts, and what nobody sees.
  private var isApart: Bool {
    switch value {
    case 0xB7, 0x387, 0x30FB, 0xFF65, 0x1D7CE...0x1D7FF: true
    default:
      ScriptTable.raisedLetters[self] != nil || ScriptTable.lowered[self] != nil
        || properties.isDefaultIgnorableCodePoint
    }
  }
}
