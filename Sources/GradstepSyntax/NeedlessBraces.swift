/// Takes out brackets that hold nothing together, as pages of an encyclopedia have them:
/// `{\text{erf}}(x)`, `v{_1}`, `{}`, `f({\vec {x}})`, `\sqrt[{n}]{x}`, `{\text{ for }}`, `[\mathbf{H}]_{i,j}`.
enum NeedlessBraces {
  /// The tokens without such braces.
  static func removed(from tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { $0.kind == .leftBrace || $0.kind == .leftBracket }) else {
      return tokens
    }
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
    if tokens[position].kind == .leftBracket {
      return name(tokens, inBracketsAt: position, previous)
    }
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
    if tokens[first].isBetweenFormulas, tokens[first + 1].kind == .rightBrace {
      return first..<first + 1
    }
    // `{\text{; the output }y_t}` is a remark.
    if tokens[first].kind == .prose, let end = closing(tokens, at: position) { return first..<end }
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

  /// The name of `[\mathbf{H}]_{i,j}`, where it is no list.
  private static func name(
    _ tokens: [Token],
    inBracketsAt position: Int,
    _ previous: Token.Kind?
  ) -> Range<Int>? {
    guard position + 3 < tokens.count, tokens[position + 1].name != nil,
      tokens[position + 2].kind == .rightBracket, tokens[position + 3].kind == .lowered,
      !tokens[position + 3].hasSpaceBefore
    else { return nil }
    // Right behind a name the bracket chooses a component.
    if case .name? = previous, !tokens[position].hasSpaceBefore { return nil }
    return position + 1..<position + 2
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

extension Token {
  /// Whether the token is words such as `for` that stand between formulas, or a sign that stands
  /// between operands, as in `A \mathbin{@} B`.
  fileprivate var isBetweenFormulas: Bool {
    switch kind {
    case .prose, .product, .plus, .minus, .equals: return true
    default: break
    }
    guard let name else { return false }
    return name == "if" || Vocabulary.isKeyword(name)
  }
}
