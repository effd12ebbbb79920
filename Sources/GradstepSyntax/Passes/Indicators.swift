/// Finds the conditions that stand for 1 where they hold and for 0 elsewhere: `1\{y = k\}`,
/// `\mathbb{1}[y_i = y_j]`, `\mathbf{1}_{x ≥ 0}`; and the words between conditions below a sign.
///
/// The sign before them is taken out, and what is left is a condition in brackets.
struct Indicators {
  private let source: Source
  private let tokens: [Token]
  private var kept: KeptTokens

  /// The tokens of a source, with `=` as a comparison in such conditions.
  static func read(_ tokens: [Token], of source: Source) -> [Token] {
    let mayHaveOne = tokens.contains {
      $0.kind == .ones || $0.kind == .number(1) || Self.word($0) != nil
    }
    guard mayHaveOne else { return tokens }
    var indicators = Indicators(source: source, tokens: tokens)
    indicators.read()
    return indicators.kept.tokens
  }

  private init(source: Source, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
    kept = KeptTokens(capacity: tokens.count)
  }

  private mutating func read() {
    var position = 0
    while position < tokens.count {
      if let end = endOfIndex(behind: position) {
        for token in tokens[position..<end] { kept.keep(token, as: Self.word(token)) }
        position = end
        continue
      }
      guard let condition = condition(behind: position) else {
        kept.keep(tokens[position])
        position += 1
        continue
      }
      keepOpening(from: position, to: condition.lowerBound)
      for token in tokens[condition].dropFirst().dropLast() { keepPart(token) }
      position = condition.upperBound - 1
      kept.keep(tokens[position], as: .rightParenthesis)
      position += 1
    }
  }

  /// Keeps a token of a condition, in which `=` compares and `and` and `or` are words.
  private mutating func keepPart(_ token: Token) {
    kept.keep(token, as: token.kind == .equals ? .comparison(.equal) : Self.word(token))
  }

  /// What a word between two conditions is.
  private static func word(_ token: Token) -> Token.Kind? {
    guard let word = token.name.flatMap(ConditionWord.init), word.joins else { return nil }
    return .word(word)
  }

  /// The position behind what is below a sign at a position, where that is more than a letter: it can
  /// have conditions in it.
  private func endOfIndex(behind position: Int) -> Int? {
    let start = position + 2
    guard start < tokens.count, tokens[position + 1].kind == .lowered,
      tokens[start].kind == .leftBrace
    else { return nil }
    switch tokens[position].kind {
    case .reduction: break
    case .name(let name) where Reduction(function: name) != nil: break
    default: return nil
    }
    var depth = 0
    for place in start..<min(start + Self.longestCondition, tokens.count) {
      if tokens[place].isOpening { depth += 1 }
      if tokens[place].isClosing { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return nil
  }

  /// Keeps the bracket of a condition with its sign, which says what it is.
  private mutating func keepOpening(from sign: Int, to bracket: Int) {
    let text = source.text(in: tokens[bracket].range.bytes)
    guard !text.hasPrefix("\\left") else {
      // A bracket with a size is closed by one with a size.
      for position in sign..<bracket { kept.drop(tokens[position]) }
      return kept.keep(tokens[bracket], as: .leftParenthesis)
    }
    kept.keep(
      Token(
        kind: .leftParenthesis,
        range: tokens[sign].range.union(tokens[bracket].range),
        triviaStart: tokens[sign].triviaStart
      )
    )
  }

  /// How far the end of a condition is searched for.
  private static let longestCondition = 64

  /// The brackets of a condition, brackets included, if the sign of one stands at a position.
  private func condition(behind position: Int) -> Range<Int>? {
    var opening = position + 1
    guard opening + 1 < tokens.count else { return nil }
    switch tokens[position].kind {
    case .ones:
      if tokens[opening].kind == .lowered { opening += 1 }
    case .number(1):
      // `1(x > 0)` can be a product, and `1\{x > 0\}` is none.
      guard source.text(in: tokens[opening].range.bytes).hasSuffix("\\{") else { return nil }
    default:
      return nil
    }
    guard tokens[opening].isOpening, !tokens[opening].hasSpaceBefore else { return nil }
    var depth = 0
    var compares = false
    for place in opening..<min(opening + Self.longestCondition, tokens.count) {
      let token = tokens[place]
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      if depth == 0 { return compares ? opening..<place + 1 : nil }
      switch token.kind {
      case .comparison where depth == 1, .equals where depth == 1: compares = true
      // `(x = 1) ∧ (y = 1)`
      case .word(.and) where depth == 1, .word(.or) where depth == 1: compares = true
      case .newline, .end: return nil
      default: break
      }
    }
    return nil
  }
}
