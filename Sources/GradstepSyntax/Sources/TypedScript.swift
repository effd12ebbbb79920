/// Characters that stand for several: raised and lowered ones, fractions, the double prime.
enum TypedScript {
  /// Whether a scalar can be one of those.
  static func isRewritten(_ scalar: Unicode.Scalar) -> Bool {
    others[scalar] != nil || ScriptTable.allRaised[scalar] != nil
      || ScriptTable.allLowered[scalar] != nil
  }

  /// What the characters at a place stand for, behind them; nothing where the lexer reads them.
  ///
  /// `x²` and `x₁` are read as they are; `W⁽¹⁾` is `W^{(1)}` and `hₜ₋₁` is `h_{t-1}`.
  static func text(at cursor: inout SourceCursor, behind byte: UInt8?) -> String? {
    guard let scalar = cursor.current else { return nil }
    if let other = others[scalar] {
      cursor.advance()
      // `2½` is two and a half, and no product.
      let isMixed = byte.map { Unicode.Scalar($0).isDecimalDigit } ?? false
      return isMixed ? nil : other
    }
    if ScriptTable.allRaised[scalar] != nil {
      let run = run(at: &cursor, ScriptTable.allRaised)
      return run.unicodeScalars.allSatisfy { $0.isDecimalDigit || $0 == "+" || $0 == "-" }
        ? nil : "^{\(run)}"
    }
    let run = run(at: &cursor, ScriptTable.allLowered)
    return run.unicodeScalars.allSatisfy { $0.continuesName } ? nil : "_{\(run)}"
  }

  private static func run(
    at cursor: inout SourceCursor,
    _ table: [Unicode.Scalar: Unicode.Scalar]
  ) -> String {
    var run = ""
    while let scalar = cursor.current, let character = table[scalar] {
      run.unicodeScalars.append(character)
      cursor.advance()
    }
    return run
  }

  private static let others: [Unicode.Scalar: String] = [
    "½": "(1/2)", "⅓": "(1/3)", "⅔": "(2/3)", "¼": "(1/4)", "¾": "(3/4)", "⅕": "(1/5)",
    "⅛": "(1/8)", "″": "''",
  ]
}
