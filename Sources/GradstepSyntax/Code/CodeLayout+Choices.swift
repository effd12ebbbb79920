// Functions of code that choose between values: `if x > 0: return x`.
extension CodeLayout {
  /// A condition with the value that is given back where it holds.
  struct Condition {
    /// Where the condition starts and the colon behind it stands.
    let start: Int
    let colon: Int
    let value: Range<Int>
  }

  /// `if x > 0:` with a `return` behind it or in the next line; nothing for anything else.
  func condition(at place: Int, in statements: [Range<Int>]) -> Condition? {
    let statement = statements[place]
    guard [.name("if"), .name("elif")].contains(tokens[position].kind),
      let colon = colon(in: statement),
      let value = returned(behind: colon, of: place, in: statements), !isCompound(position..<colon)
    else { return nil }
    return Condition(start: position + 1, colon: colon, value: value)
  }

  /// Keeps a condition and its value as the start of a choice.
  mutating func choose(_ condition: Condition) {
    keep(as: .code(.choice))
    insert(.leftParenthesis)
    let isBracketed =
      tokens[position].kind == .leftParenthesis
      && closing(of: position, before: condition.colon) == condition.colon - 1
    if isBracketed { drop() }
    let end = isBracketed ? condition.colon - 1 : condition.colon
    let isComparison = tokens[position..<end].contains(where: Self.isComparison)
    keep(until: end)
    if isBracketed { drop() }
    if !isComparison {
      insert(.comparison(.notEqual))
      insert(.number(0))
    }
    keep(as: .comma)
    drop(until: condition.value.lowerBound)
    value(until: condition.value.upperBound)
    insert(.comma)
  }

  /// What stands behind `else:`, in the same line or the next.
  func lineBehindElse(_ place: Int, in statements: [Range<Int>], _ choices: Int) -> Range<Int>? {
    guard choices > 0, tokens[position].kind == .name("else"),
      tokens[position + 1].kind == .colon
    else { return nil }
    let behind = position + 2..<max(position + 2, statements[place].upperBound)
    if !behind.isEmpty { return behind }
    return place + 1 < statements.count ? statements[place + 1] : nil
  }

  /// Whether a line is `if mask is not None:` of a parameter that is None.
  func isUnset(_ statement: Range<Int>) -> Bool {
    let words = tokens[statement].prefix(6).map { $0.kind }
    guard words.count > 4, words[0] == .name("if"), case .name(let name) = words[1] else {
      return false
    }
    return unset.contains(name)
      && (words[2...4] == [.name("is"), .name("not"), .name("None")]
        || words[2...3] == [.comparison(.notEqual), .name("None")])
  }

  /// Skips a line and those that stand further right below it.
  mutating func skipLines(below place: Int, in statements: [Range<Int>]) {
    let margin = column(of: statements[place].lowerBound)
    var end = statements[place].upperBound
    for other in statements[(place + 1)...] {
      guard column(of: other.lowerBound) > margin else { break }
      end = other.upperBound
    }
    drop(until: end)
  }

  private func returned(
    behind colon: Int,
    of place: Int,
    in statements: [Range<Int>]
  ) -> Range<Int>? {
    var value = colon + 1..<statements[place].upperBound
    if value.isEmpty, place + 1 < statements.count { value = statements[place + 1] }
    guard value.count > 1, tokens[value.lowerBound].kind == .name("return") else { return nil }
    return value.dropFirst()
  }

  /// The first colon outside of brackets.
  func colon(in statement: Range<Int>) -> Int? {
    var depth = 0
    return statement.first { place in
      if tokens[place].isOpening { depth += 1 }
      if tokens[place].isClosing { depth -= 1 }
      return depth == 0 && tokens[place].kind == .colon
    }
  }

  private func isCompound(_ condition: Range<Int>) -> Bool {
    tokens[condition].contains { ["and", "or", "not", "is", "in"].contains($0.name) }
      || tokens[condition].filter(Self.isComparison).count > 1
  }

  private static func isComparison(_ token: Token) -> Bool {
    if case .comparison = token.kind { true } else { false }
  }

  static func linesBehindChoice(at range: SourceRange) -> Diagnostic {
    .error(
      "control-flow",
      "behind an 'if' a function of code has a 'return' alone",
      at: range,
      solutions: [.init(summary: "move this line before the 'if'")]
    )
  }
}
