// Conditions below a sign: `\sum_{i: y_i = 1}`, `\max_{i | y_i > 0}`, `\sum_{j = 1, j \ne i}^n`.
extension StatementParser {
  /// Bounds behind what is below the sign, up to its conditions.
  mutating func rest(
    of bounds: Bounds,
    _ opening: OpenBracket
  ) throws(Diagnostic) -> Start? {
    if let start = conditions(of: bounds, opening) { return start }
    _ = try close(opening)
    return try self.bounds(bounds)
  }

  /// Begins the conditions of an index, where a sign or a word before them is here.
  mutating func conditions(of bounds: Bounds, _ opening: OpenBracket) -> Start? {
    guard leadsCondition(current), following.kind != .rightBrace, !namesAnotherBound else {
      return nil
    }
    advance()
    pending.append(.indexConditions(bounds, opening, Conditions()))
    return .sum
  }

  /// `i > 2`, where the index is the left side itself.
  mutating func comparison(
    from index: Name,
    of bounds: Bounds,
    _ opening: OpenBracket
  ) throws(Diagnostic) -> Start? {
    operand = add(.name(index.text), index.range)
    return try indexConditions(bounds, opening, Conditions())
  }

  /// The `j` of `i < j`, where nothing else says what it is, so that the sum is one over pairs.
  var comparedLetter: Name? {
    guard case .comparison = current.kind, position + 2 < tokens.count, let name = following.name,
      name.count == 1, tokens[position + 2].kind == .rightBrace, names.indices.contains(name),
      !names.isValue(name), !leftLetters.contains(name)
    else { return nil }
    let isBound = pending.contains {
      guard case .reductionBody(let body) = $0 else { return false }
      return body.bounds.indices.contains { $0.text == name }
    }
    return isBound ? nil : Name(text: name, range: following.range)
  }

  /// Bounds behind a side of a condition.
  mutating func indexConditions(
    _ bounds: Bounds,
    _ opening: OpenBracket,
    _ conditions: Conditions
  ) throws(Diagnostic) -> Start? {
    var conditions = conditions
    if try goesOn(&conditions, behindCommas: true) {
      pending.append(.indexConditions(bounds, opening, conditions))
      return .sum
    }
    var bounds = bounds
    bounds.conditions = conditions.alternatives
    _ = try close(opening)
    return try self.bounds(bounds)
  }

  /// Whether a condition stands behind the comma here, and no other letter: `j, j \ne i`.
  func isCondition(behindCommaOf bounds: Bounds) -> Bool {
    guard current.kind == .comma, position + 2 < tokens.count else { return false }
    guard let name = following.name else { return true }
    switch tokens[position + 2].kind {
    case .comma, .rightBrace, .rightParenthesis, .equals, .element: return false
    case .comparison: return bounds.indices.contains { $0.text == name } || name.contains("_")
    default: return !leadsCondition(tokens[position + 2])
    }
  }

  /// Whether a token stands between an index and its conditions.
  func leadsCondition(_ token: Token) -> Bool {
    switch token.kind {
    case .colon, .bar, .comma: true
    case .name(let name): ["with", "where", "if"].contains(name) && !names.isKnown(name)
    case .prose:
      ["s.t.", "such that", "for which"].contains {
        sources.text(in: token.range).contains(scalars: $0)
      }
    default: false
    }
  }

  /// Whether a second index with its own bound follows, as in `i=1, j=1`.
  private var namesAnotherBound: Bool {
    current.kind == .comma && following.name?.count == 1 && position + 2 < tokens.count
      && tokens[position + 2].kind == .equals
  }
}
