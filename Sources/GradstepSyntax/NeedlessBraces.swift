/// Takes out braces that hold nothing together, as pages of an encyclopedia have them: `{\text{erf}}(x)`,
/// `v{_1}`, `{}`, `f({\vec {x}})`, `\sqrt[{n}]{x}`.
enum NeedlessBraces {
  /// The tokens without such braces.
  static func removed(from tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { $0.kind == .leftBrace }) else { return tokens }
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var position = 0
    while position < tokens.count {
      let inside = inside(tokens, at: position, behind: result.last?.kind)
      guard let inside else {
        result.append(tokens[position])
        position += 1
        continue
      }
      result += tokens[inside]
      position = inside.upperBound + 1
    }
    return result
  }

  /// What stands in needless braces; nothing where none start here.
  private static func inside(
    _ tokens: [Token],
    at position: Int,
    behind previous: Token.Kind?
  ) -> Range<Int>? {
    guard tokens[position].kind == .leftBrace, position + 1 < tokens.count else { return nil }
    switch previous {
    // What is raised, lowered, divided or rooted needs its braces.
    case .caret, .lowered, .fraction, .root, .rightBrace: return nil
    default: break
    }
    let first = position + 1
    if tokens[first].kind == .rightBrace { return first..<first }
    guard first + 1 < tokens.count else { return nil }
    if tokens[first].kind == .lowered || tokens[first].kind == .caret {
      let end = tokens[first + 1].kind == .leftBrace ? closing(tokens, at: first + 1) : first + 1
      guard let end, end + 1 < tokens.count, tokens[end + 1].kind == .rightBrace else { return nil }
      return first..<end + 1
    }
    guard case .name = tokens[first].kind else { return nil }
    let end = tokens[first + 1].kind == .prime ? first + 2 : first + 1
    guard end + 1 < tokens.count, tokens[end].kind == .rightBrace else { return nil }
    switch (previous, tokens[end + 1].kind) {
    case (_, .leftParenthesis): return first..<end
    case (.leftParenthesis, .comma), (.leftParenthesis, .semicolon),
      (.leftParenthesis, .rightParenthesis), (.comma, .comma), (.comma, .semicolon),
      (.comma, .rightParenthesis), (.semicolon, .rightParenthesis), (.leftBracket, .rightBracket):
      return first..<end
    default: return nil
    }
  }

  /// Where a brace closes that has no brace in it.
  private static func closing(_ tokens: [Token], at opening: Int) -> Int? {
    var position = opening + 1
    while position < tokens.count {
      switch tokens[position].kind {
      case .rightBrace: return position
      case .leftBrace, .newline, .end: return nil
      default: position += 1
      }
    }
    return nil
  }
}
