import Gradstep

/// How characters are written where a terminal would obey them, hide them or cannot show them.
///
/// Text comes in stretches, one line or several; a stretch that becomes wider takes its columns from
/// the blanks behind it, so that what stands below each other goes on to do so.
struct Spelling {
  /// Whether a reader of this has nothing but ASCII.
  let isASCII: Bool
  /// What a text may hold that is no character to be seen.
  let scope: Scope

  /// Where a text comes from, and what it may do to a terminal.
  enum Scope {
    /// A line of text that may hold anything: a line break is a part of it.
    case line
    /// Several lines.
    case lines
    /// The program's own words and codes.
    case program
  }

  /// By how many columns what was written is wider than what was meant.
  private var debt = 0
  /// Whether the last character was a blank.
  private var isBehindBlank = false
  /// Whether the last character was a digit, behind which × stands in a shape: `2x3`.
  private var isBehindDigit = false
  /// The sign that has raised or lowered the last character; what follows at the same height does
  /// without one.
  private var height: Unicode.Scalar?

  init(_ scope: Scope, isASCII: Bool = Environment.isASCII) {
    self.scope = scope
    self.isASCII = isASCII
  }

  /// The next stretch as it is written.
  mutating func spell(_ string: String) -> String {
    // Nothing of what was written matters for characters that are their own spelling.
    guard isASCII || debt > 0 || string.unicodeScalars.contains(where: { !isCommon($0) }) else {
      return string
    }
    var spelled = String.UnicodeScalarView()
    for scalar in string.unicodeScalars { append(scalar, to: &spelled) }
    return String(spelled)
  }

  /// Characters for the same number of columns each, as of a line whose parts are pointed at.
  func spellInPlace(_ string: String) -> String {
    var spelled = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      if isCommon(scalar) {
        spelled.append(scalar)
        continue
      }
      let written = scalar == "…" ? "." : Self.picture(of: scalar, isASCII: isASCII)
      let columns = Self.columns(of: scalar)
      let isInPlace = written.unicodeScalars.count == columns
      spelled += (isInPlace ? written : String(repeating: "?", count: columns)).unicodeScalars
    }
    return String(spelled)
  }

  /// Whether a character is written as it is, and nothing before it changes that.
  private func isCommon(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: true
    case 0..<0x80 where scope == .program: true
    case 0x0A, 0x09: scope == .lines
    case 0..<0xA0: false
    default: !isASCII && !Self.isObeyedOrHidden(scalar)
    }
  }

  private mutating func append(
    _ scalar: Unicode.Scalar,
    to spelled: inout String.UnicodeScalarView
  ) {
    if scalar == " " {
      if isBehindBlank, debt > 0 { debt -= 1 } else { spelled.append(scalar) }
      (height, isBehindBlank, isBehindDigit) = (nil, true, false)
      return
    }
    if scalar == "\n", scope != .line { debt = 0 }
    let (sign, written) = spelling(of: scalar)
    let mark = sign == height ? "" : sign.map { String($0) } ?? ""
    spelled += (mark + written).unicodeScalars
    if !isCommon(scalar) {
      debt += mark.unicodeScalars.count + written.unicodeScalars.count - Self.columns(of: scalar)
    }
    (height, isBehindBlank) = (sign, false)
    isBehindDigit = "0"..."9" ~= scalar
  }

  /// What is written for a character, and the sign that raises or lowers it.
  private func spelling(of scalar: Unicode.Scalar) -> (sign: Unicode.Scalar?, written: String) {
    if isCommon(scalar) { return (nil, String(scalar)) }
    if isASCII, scalar == "×", isBehindDigit { return (nil, "x") }
    if isASCII, let (sign, base) = Self.heights[scalar] { return (sign, base) }
    return (nil, Self.picture(of: scalar, isASCII: isASCII))
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    Character(scalar).columns
  }

  /// Whether a terminal obeys a character, or it changes the order or the place of others unseen.
  ///
  /// These are the controls (C0, DEL, C1), the marks and overrides of direction, the separators of
  /// lines and paragraphs, and signs without width that make two names look the same. The joiners
  /// that Persian and pictures are spelled with are none of them.
  static func isObeyedOrHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x180E, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// What a character is shown as that is not written as it is.
  private static func picture(of scalar: Unicode.Scalar, isASCII: Bool) -> String {
    let code = { "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" }
    guard !isASCII else {
      if isObeyedOrHidden(scalar) { return code() }
      if let written = ascii[scalar] { return written }
      // A mark stands on the character before it, which is there.
      return String(repeating: "?", count: Self.columns(of: scalar))
    }
    switch scalar.value {
    case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? code()
    case 0x7F: return "\u{2421}"
    default: return code()
    }
  }
}
