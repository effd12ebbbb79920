/// Reads `t = 1, …, 4` and its like, with words before it and brackets around it.
struct TurnRangeReader {
  private var rest: ArraySlice<Token>
  private let sources: [Source]

  /// The range that tokens are; nothing where they are something else.
  static func read(_ tokens: ArraySlice<Token>, of sources: [Source]) -> TurnRange? {
    guard (3...longestRange).contains(tokens.count) else { return nil }
    var reader = TurnRangeReader(rest: tokens, sources: sources)
    reader.skip(while: reader.isLeadIn)
    let start = reader.rest
    var found = reader.assignment()
    if found == nil {
      reader.rest = start
      found = reader.comparison()
    }
    let isCondition = found == nil
    if isCondition {
      reader.rest = start
      found = reader.condition()
    }
    guard let (letter, turns) = found, let first = start.first else { return nil }
    let last = tokens[..<reader.rest.startIndex].last ?? first
    reader.skip(while: reader.isTail)
    guard reader.rest.isEmpty else { return nil }
    return TurnRange(
      letter: letter,
      turns: turns,
      range: first.range.union(last.range),
      isCondition: isCondition
    )
  }

  /// The most tokens that are looked at.
  static let longestRange = 200

  // MARK: - The forms

  /// `t = 1, …, 4`, `t ∈ {1, …, 4}`, `t from 1 to 4`.
  private mutating func assignment() -> (String, TurnRange.Turns)? {
    guard let letter = letter(), let sign = rest.popFirst() else { return nil }
    switch sign.kind {
    case .equals, .assign:
      return turns(isInterval: false).map { (letter, $0) }
    case .element, .name("in"), .name("from"):
      return set().map { (letter, $0) }
    default:
      return nil
    }
  }

  /// `{1, …, 4}`, `[1, 4]`, `[4]`, `range(1, 5)`, or bounds without brackets.
  private mutating func set() -> TurnRange.Turns? {
    let isCall = accept(.name("range"))
    guard let opening = rest.first, opening.isOpening else { return turns(isInterval: false) }
    rest.removeFirst()
    let isBracket = opening.kind == .leftBracket
    let bracket = rest
    if isBracket || isCall, let last = bound(), rest.first?.isClosing == true {
      rest.removeFirst()
      let first = TurnRange.Bound(name: nil, number: isCall ? 0 : 1)
      return .span(first, step: 1, last: isCall ? last.moved(by: -1) : last)
    }
    rest = bracket
    // A brace of LaTeX is written `\{` and has the kind of a round bracket.
    let isInterval = isBracket || sources.text(in: opening.range) == "("
    guard let turns = turns(isInterval: isInterval), rest.popFirst()?.isClosing == true else {
      return nil
    }
    guard isCall, case .span(let first, let step, let last) = turns else { return turns }
    return .span(first, step: step, last: last.moved(by: -1))
  }

  /// `1 ≤ t ≤ 4`, with `<` for either sign.
  private mutating func comparison() -> (String, TurnRange.Turns)? {
    guard let first = bound(), let isStrictBelow = less(), let letter = letter(),
      let isStrictAbove = less(), let last = bound()
    else { return nil }
    return (
      letter,
      .span(
        first.moved(by: isStrictBelow ? 1 : 0),
        step: 1,
        last: last.moved(by: isStrictAbove ? -1 : 0)
      )
    )
  }

  /// `t > 0` and `t ≥ 1`, which have no end.
  private mutating func condition() -> (String, TurnRange.Turns)? {
    guard let letter = letter(), case .comparison(let sign)? = rest.popFirst()?.kind,
      let bound = bound()
    else { return nil }
    switch sign {
    case .greater: return (letter, .endless(bound.moved(by: 1)))
    case .greaterOrEqual: return (letter, .endless(bound))
    case .less, .lessOrEqual, .equal, .notEqual: return nil
    }
  }

  // MARK: - Parts

  private mutating func letter() -> String? {
    guard let name = rest.first?.name, name.count == 1 else { return nil }
    rest.removeFirst()
    return name
  }

  /// `<` or `≤`: whether it is the first.
  private mutating func less() -> Bool? {
    switch rest.popFirst()?.kind {
    case .comparison(.less): true
    case .comparison(.lessOrEqual): false
    default: nil
    }
  }

  /// Bounds, with commas, dots or "to" between them.
  private mutating func turns(isInterval: Bool) -> TurnRange.Turns? {
    var bounds: [TurnRange.Bound] = []
    while let bound = bound() {
      bounds.append(bound)
      if acceptDots() {
        let last = self.bound()
        return Self.span(bounds, to: last)
      }
      let end = rest
      if acceptEnd() {
        if let last = self.bound() { return Self.span(bounds, to: last) }
        // A colon stands behind a range, too.
        rest = end
        break
      }
      guard accept(.comma) || accept(.name("and")) else { break }
      _ = accept(.name("and"))
      if acceptDots() {
        _ = accept(.comma)
        return Self.span(bounds, to: self.bound())
      }
    }
    guard bounds.count > 1 else { return nil }
    if isInterval, bounds.count == 2 { return .span(bounds[0], step: nil, last: bounds[1]) }
    return bounds.allSatisfy { $0.name == nil } ? .list(bounds) : nil
  }

  /// The turns from the bounds before the dots to the one behind them.
  private static func span(
    _ bounds: [TurnRange.Bound],
    to last: TurnRange.Bound?
  ) -> TurnRange.Turns? {
    var step: Int?
    if bounds.count > 1 {
      guard bounds[0].name == bounds[1].name, bounds[0].number != bounds[1].number else {
        return nil
      }
      step = bounds[1].number - bounds[0].number
    }
    return last.map { .span(bounds[0], step: step, last: $0) } ?? .endless(bounds[0])
  }

  /// `4`, `T`, `T-1`, `-1`.
  private mutating func bound() -> TurnRange.Bound? {
    let start = rest
    let isNegative = accept(.minus)
    guard let token = rest.popFirst() else { return nil }
    var bound = TurnRange.Bound(name: nil, number: 0)
    if let number = wholeNumber(token) {
      bound.number = isNegative ? -number : number
      return bound
    }
    guard !isNegative, let name = token.name, name.count == 1 else {
      rest = start
      return nil
    }
    bound.name = name
    let sign = rest.first?.kind
    if sign == .plus || sign == .minus, let next = rest.dropFirst().first,
      let number = wholeNumber(next)
    {
      rest = rest.dropFirst(2)
      bound.number = sign == .plus ? number : -number
    }
    return bound
  }

  /// The number of a token: to the lexer `1..4` is `1.` and `.4`.
  private func wholeNumber(_ token: Token) -> Int? {
    guard case .number = token.kind else { return nil }
    let digits = sources.text(in: token.range).drop { $0 == "." }
    let whole = digits.last == "." ? digits.dropLast() : digits
    return whole.utf8.count < 10 ? Int(whole) : nil
  }

  /// Dots; a number before or behind them may have taken one.
  private mutating func acceptDots() -> Bool {
    guard let next = rest.first else { return false }
    let written = sources.text(in: next.range)
    if Ellipsis.isOne(next, of: sources)
      || next.kind == .unknown && written.allSatisfy({ $0 == "." })
    {
      rest.removeFirst()
      return true
    }
    guard case .number = next.kind, !next.hasSpaceBefore else { return false }
    return written.hasPrefix(".")
  }

  /// What stands between the first number and the last.
  private mutating func acceptEnd() -> Bool {
    switch rest.first?.kind {
    case .colon, .name("to"), .name("through"), .name("until"), .arrow:
      rest.removeFirst()
    case .prose:
      guard let words = rest.first.map({ Vocabulary.words(in: sources.text(in: $0.range)) }),
        words == ["to"]
      else { return false }
      rest.removeFirst()
    default: return false
    }
    return true
  }

  private mutating func accept(_ kind: Token.Kind) -> Bool {
    guard rest.first?.kind == kind else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skip(while isSkipped: (Token) -> Bool) {
    rest = rest.drop(while: isSkipped)
  }

  /// Whether a token can stand before a range: a word, or the bracket around it.
  private func isLeadIn(_ token: Token) -> Bool {
    switch token.kind {
    case .prose, .forAll, .newline, .leftParenthesis: true
    case .name(let word): Self.leadIns.contains(word.lowercased())
    default: false
    }
  }

  /// Whether a token can stand behind a range.
  private func isTail(_ token: Token) -> Bool {
    switch token.kind {
    case .prose, .colon, .comma, .semicolon, .newline, .rightParenthesis, .name("do"): true
    default: token.isPunctuation(in: sources)
    }
  }

  private static let leadIns: Set<String> = [
    "for", "foreach", "forall", "each", "all", "any", "every", "where", "with", "when", "time",
    "times", "step", "steps", "timestep", "timesteps", "and", "repeat",
  ]
}
