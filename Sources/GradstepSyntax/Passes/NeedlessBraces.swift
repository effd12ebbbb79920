/// Takes out brackets that hold nothing together, as pages of an encyclopedia have them:
/// `{\text{erf}}(x)`, `v{_1}`, `{}`, `f({\vec {x}})`, `\sqrt[{n}]{x}`, `{\text{ for }}`, `[\mathbf{H}]_{i,j}`.
enum NeedlessBraces {
  /// The tokens without such braces.
  static func removed(from tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { $0.kind == .leftBrace || $0.kind == .leftBracket }) else {
      return tokens
    }
    let brackets = Brackets(tokens[...])
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var position = 0
    // The formulas in braces that the position is in, the innermost last.
    var formulas: [Formula] = []
    while position < tokens.count {
      if let formula = formulas.last, position >= formula.inside.upperBound {
        formulas.removeLast()
        position = max(position, formula.end)
        // In one pair of dollars nothing parts a formula in braces from the next.
        if position < tokens.count, tokens[position].kind == .leftBrace {
          result.append(Token(.newline, at: tokens[position].range.start))
        }
        continue
      }
      if tokens[position].kind == .leftBrace, startsClause(behind: result.last?.kind),
        let formula = formula(tokens, at: position, brackets)
      {
        formulas.append(formula)
        position = formula.inside.lowerBound
        continue
      }
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
    case .caret, .lowered, .fraction, .root: return nil
    case .rightBrace: return nameBeforeIndex(tokens, at: position)
    default: break
    }
    let first = position + 1
    if tokens[first].kind == .rightBrace { return first..<first }
    guard first + 1 < tokens.count else { return nil }
    if tokens[first].isSign, tokens[first + 1].kind == .rightBrace { return first..<first + 1 }
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
    case (_, .leftParenthesis), (_, .lowered): return first..<end
    case (.leftParenthesis, .comma), (.leftParenthesis, .semicolon),
      (.leftParenthesis, .rightParenthesis), (.comma, .comma), (.comma, .semicolon),
      (.comma, .rightParenthesis), (.semicolon, .rightParenthesis), (.leftBracket, .rightBracket):
      return first..<end
    default: return nil
    }
  }

  /// The name of `\mathbf{H}_{k}{\hat{x}}_{k}`.
  private static func nameBeforeIndex(_ tokens: [Token], at opening: Int) -> Range<Int>? {
    guard opening + 3 < tokens.count, tokens[opening + 1].name != nil,
      tokens[opening + 2].kind == .rightBrace, tokens[opening + 3].kind == .lowered
    else { return nil }
    return opening + 1..<opening + 2
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

  /// Whether a formula can start behind a token: on a new line, or behind a word such as "where".
  private static func startsClause(behind previous: Token.Kind?) -> Bool {
    switch previous {
    case nil, .newline?, .semicolon?, .prose?: true
    case .name(let name)?: Vocabulary.isKeyword(name)
    default: false
    }
  }

  /// What stands in braces that hold whole formulas, as `{\displaystyle {\begin{aligned}…}}`, and where
  /// they end.
  private struct Formula {
    let inside: Range<Int>
    let end: Int
  }

  private static func formula(_ tokens: [Token], at opening: Int, _ brackets: Brackets) -> Formula?
  {
    let count = tokens[opening...].prefix { $0.kind == .leftBrace }.count
    // In `{{f}(x) = x}` the inner braces are those of a name.
    return formula(tokens, at: opening, in: count, brackets)
      ?? (count > 1 ? formula(tokens, at: opening, in: 1, brackets) : nil)
  }

  private static func formula(
    _ tokens: [Token],
    at opening: Int,
    in count: Int,
    _ brackets: Brackets
  ) -> Formula? {
    let innermost = opening + count - 1
    guard let end = brackets.closing(of: opening), let innerEnd = brackets.closing(of: innermost),
      // `{{a} = b}` holds more than its inner braces do.
      tokens[innerEnd...end].allSatisfy({ $0.kind == .rightBrace || $0.kind == .newline }),
      brackets.inside(innermost).contains(where: { tokens[$0].defines })
    else { return nil }
    let next = end + 1 < tokens.count ? tokens[end + 1].kind : .end
    // `{a = b} + c` is no formula in braces.
    switch next {
    case .newline, .semicolon, .comma, .end, .rightBrace, .leftBrace, .name, .prose, .unknown:
      return Formula(inside: innermost + 1..<innerEnd, end: end + 1)
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

extension Token {
  /// Whether the token stands between operands.
  fileprivate var isSign: Bool {
    switch kind {
    case .plus, .minus, .product, .equals, .assign, .approximates, .comparison: true
    default: false
    }
  }

  /// Whether the token is words such as `for` that stand between formulas.
  fileprivate var isBetweenFormulas: Bool {
    if kind == .prose { return true }
    guard let name else { return false }
    return name == "if" || Vocabulary.isKeyword(name)
  }
}
