// Sums over an index and the like: `\sum_{i=1}^n p_i \log q_i`, `\max_j z_j`.
extension StatementParser {
  /// A reduction whose bounds are being read.
  struct Bounds {
    let sign: Token
    let reduction: Reduction
    /// Where its parts start in the arena.
    let first: Expression.ID
    var indices: [Name] = []
    var lower: Expression.ID?
    var upper: Expression.ID?
    var excluded: Expression.ID?
    var members: Expression.ID?
    var conditions: [[Condition]] = []
    /// Whether the letters stand in brackets.
    var isInBrackets = false

    /// What binds one of the letters.
    func binder(_ letter: Name) -> Binder {
      var binder = Binder(index: letter.text)
      binder.lower = lower
      binder.upper = upper
      binder.excluded = excluded
      binder.members = members
      binder.conditions = conditions
      if indices.count > 1 { binder.letters = indices.map { $0.text } }
      binder.isInBrackets = isInBrackets
      return binder
    }
  }

  /// A reduction whose body is being read.
  struct ReductionBody {
    let bounds: Bounds
    let binders: [Expression.ID]
    /// The terms that have been read, as one, and the sign before the next.
    var left: Expression.ID?
    var sign = 0
  }

  /// `reduction = REDUCTION bounds product { ( "+" | "-" ) product }`, as long as a term has the index.
  mutating func reduction(_ reduction: Reduction) throws(Diagnostic) -> Start? {
    let sign = advance()
    try enter(at: sign)
    // What binds the first index stands before its bounds, so that a walk meets it first.
    let first = add(.binder(Binder(index: "")), sign.range)
    return try bounds(Bounds(sign: sign, reduction: reduction, first: first))
  }

  /// `bounds = { "_" index | "^" bound }`, up to the next expression.
  mutating func bounds(_ bounds: Bounds) throws(Diagnostic) -> Start? {
    var bounds = bounds
    while true {
      if current.kind == .lowered, bounds.indices.isEmpty, bounds.lower == nil {
        advance()
        if let start = lowerBoundAlone(of: bounds) { return start }
        if current.kind == .leftBrace {
          if let start = try index(&bounds) { return start }
        } else if names.unwrittenIndex != nil, case .number = current.kind {
          bounds.lower = try singleBound(of: bounds)
        } else {
          bounds.indices.append(try indexName(of: bounds))
        }
      } else if current.kind == .caret, bounds.upper == nil {
        advance()
        // `^\infty` is as far as there are components.
        if let end = endOfInfinity {
          position = end
          continue
        }
        if current.kind == .leftBrace {
          pending.append(.upperBound(bounds, try open()))
          return .sum
        }
        bounds.upper = try singleBound(of: bounds)
      } else {
        break
      }
    }
    if bounds.indices.isEmpty {
      // Without a letter a sum is over that of its terms, or over all components.
      bounds.indices = [Name(text: names.unwrittenIndex ?? "", range: bounds.sign.range)]
    }
    var binders: [Expression.ID] = []
    for name in bounds.indices {
      let binder = bounds.binder(name)
      if binders.isEmpty {
        expressions[bounds.first] = Expression(
          kind: .binder(binder),
          range: name.range,
          head: name.range,
          first: bounds.first
        )
        binders.append(bounds.first)
      } else {
        binders.append(add(.binder(binder), name.range))
      }
    }
    pending.append(.reductionBody(ReductionBody(bounds: bounds, binders: binders)))
    return .product
  }

  /// `index = "{" letters [ "=" sum | "∈" set | "≠" sum ] [ condition ] "}"`, up to the bound, with
  /// letters that may stand in brackets: `NAME { "," NAME }`.
  private mutating func index(_ bounds: inout Bounds) throws(Diagnostic) -> Start? {
    let opening = try open()
    bounds.isInBrackets = accept(.leftParenthesis)
    repeat {
      let name = try indexName(of: bounds)
      // `ij` is two letters.
      let isPair = name.text.unicodeScalars.count == 2 && !names.indices.contains(name.text)
      bounds.indices +=
        isPair ? name.text.map { Name(text: String($0), range: name.range) } : [name]
    } while !isCondition(behindCommaOf: bounds) && accept(.comma)
    if bounds.isInBrackets { _ = accept(.rightParenthesis) }
    if bounds.indices.count == 1, let letter = comparedLetter {
      let first = bounds.indices[0]
      bounds.indices.append(letter)
      return try comparison(from: first, of: bounds, opening)
    }
    switch current.kind {
    case .equals:
      advance()
      pending.append(.lowerBound(bounds, opening))
      return .sum
    case .element:
      advance()
      try set(of: &bounds)
    case .comparison(.notEqual) where bounds.indices.count == 1:
      advance()
      pending.append(.excludedIndex(bounds, opening))
      return .sum
    case .comparison:
      guard let index = bounds.indices.last else { break }
      return try comparison(from: index, of: bounds, opening)
    default: break
    }
    if let start = conditions(of: bounds, opening) { return start }
    _ = try close(opening)
    return nil
  }

  /// `set`: one name, or what says nothing of its members, which are then all.
  private mutating func set(of bounds: inout Bounds) throws(Diagnostic) {
    if let name = current.name, following.kind == .rightBrace || leadsCondition(following),
      !names.isFunction(name)
    {
      bounds.members = add(.name(name), advance().range)
      return
    }
    var depth = 0
    while current.kind != .end, depth > 0 || current.kind != .rightBrace {
      // The neighbours `N(i)` are not all that there are.
      if let name = current.name, !bounds.indices.contains(where: { $0.text == name }),
        names.indices.contains(name) || previous?.kind == .leftParenthesis
      {
        throw changingSet(name, current)
      }
      if current.isOpening { depth += 1 }
      if current.isClosing { depth -= 1 }
      // `i \in [1, n], i \ne j`
      let isMember = following.name.map { name in bounds.indices.contains { $0.text == name } }
      if depth == 0, current.kind == .comma || current.kind == .colon, isMember == true { return }
      advance()
    }
  }

  private func changingSet(_ name: String, _ token: Token) -> Diagnostic {
    .error(
      "changing-set",
      "an index runs over one set; this one hangs on '\(name)'",
      at: token.range,
      solutions: [
        .init(
          summary:
            "write a factor that is 1 for its members and else 0, as in \\sum_j A_{ij} h_j for"
            + " \\sum_{j \\in N(i)} h_j"
        )
      ]
    )
  }

  /// `\sum_{1}^n`, where the terms say the letter: the production of the bound in braces.
  private mutating func lowerBoundAlone(of bounds: Bounds) -> Start? {
    guard names.unwrittenIndex != nil, current.kind == .leftBrace, case .number = following.kind,
      position + 2 < tokens.count, tokens[position + 2].kind == .rightBrace,
      let opening = try? open()
    else { return nil }
    pending.append(.lowerBound(bounds, opening))
    return .sum
  }

  private mutating func indexName(of bounds: Bounds) throws(Diagnostic) -> Name {
    guard let name = current.name else {
      throw .error(
        "index-not-a-name",
        "the index of \(quoted(bounds.sign)) is a letter, as in \(quoted(bounds.sign))_{i=1}^n",
        at: current.kind == .end ? bounds.sign.range : current.range
      )
    }
    return Name(text: name, range: advance().range)
  }

  /// The position behind `∞`, with braces or without, where it is an upper bound.
  private var endOfInfinity: Int? {
    let isBraced = current.kind == .leftBrace
    let sign = position + (isBraced ? 1 : 0)
    guard sign + 1 < tokens.count, tokens[sign].kind == .unknown,
      ["∞", "\\infty"].contains(sources.text(in: tokens[sign].range))
    else { return nil }
    guard isBraced else { return sign + 1 }
    return tokens[sign + 1].kind == .rightBrace ? sign + 2 : nil
  }

  private mutating func singleBound(of bounds: Bounds) throws(Diagnostic) -> Expression.ID {
    let token = current
    switch token.kind {
    case .number(let value) where value.isFinite:
      advance()
      return add(.number(value), token.range)
    case .name(let name) where !names.isFunction(name):
      advance()
      return add(.name(name), token.range)
    default:
      throw .error(
        "bound-expected",
        "the upper bound of \(quoted(bounds.sign)) is a number, a name, or stands in braces",
        at: token.kind == .end ? bounds.sign.range : token.range
      )
    }
  }

  /// Bounds behind the lower one.
  mutating func lowerBound(_ bounds: Bounds, _ opening: OpenBracket) throws(Diagnostic) -> Start? {
    var bounds = bounds
    bounds.lower = operand
    // `i = 1, …, m` says both.
    if current.kind == .comma, Ellipsis.isOne(following, of: sources) {
      advance()
      advance()
      _ = accept(.comma)
      pending.append(.upperBound(bounds, opening))
      return .sum
    }
    return try rest(of: bounds, opening)
  }

  /// Bounds behind the upper one.
  mutating func upperBound(_ bounds: Bounds, _ opening: OpenBracket) throws(Diagnostic) -> Start? {
    var bounds = bounds
    bounds.upper = operand
    _ = try close(opening)
    return try self.bounds(bounds)
  }

  /// Bounds behind the index that is left out.
  mutating func excludedIndex(
    _ bounds: Bounds,
    _ opening: OpenBracket
  ) throws(Diagnostic) -> Start? {
    var bounds = bounds
    bounds.excluded = operand
    return try rest(of: bounds, opening)
  }

  /// A reduction behind one of its terms.
  mutating func reductionBody(_ body: ReductionBody) throws(Diagnostic) -> Start? {
    var body = body
    try checkLastFactor(of: body)
    if let left = body.left {
      let isSum = tokens[body.sign].kind == .plus
      operand = add(isSum ? .add : .subtract, left, operand, head: tokens[body.sign].range)
    }
    if current.kind == .plus || current.kind == .minus,
      hasIndex(of: body.bounds, inTermAt: position + 1)
    {
      body.left = operand
      body.sign = position
      advance()
      pending.append(.reductionBody(body))
      return .product
    }
    leave()
    let range = body.bounds.sign.range.union(expressions[operand].range)
    for binder in body.binders.reversed() {
      operand = add(
        .reduction(body.bounds.reduction, binder: binder, body: operand),
        range,
        head: body.bounds.sign.range,
        first: binder
      )
    }
    return nil
  }

  /// A factor without the index behind the last one that has it could be meant outside, but for a sum,
  /// which it makes no difference to.
  private func checkLastFactor(of body: ReductionBody) throws(Diagnostic) {
    guard [.product, .maximum, .minimum].contains(body.bounds.reduction),
      case .binary(let sign, let left, let right) = expressions[operand].kind,
      [.dot, .times, .juxtaposition, .hadamard, .divide].contains(sign),
      !mentions(body.bounds.indices, in: right), mentions(body.bounds.indices, in: left)
    else { return }
    // Brackets round all of it have said so already.
    let range = expressions[operand].range
    guard range.bytes.lowerBound == expressions[left].range.bytes.lowerBound else { return }
    let factor = expressions[right].range
    let whole = body.bounds.sign.range.union(factor)
    let text = (sources.text(in: whole), sources.text(in: range))
    let opening = text.0.dropLast(text.1.count)
    let kept = text.1.dropLast(sources.text(in: factor).count)
    let inner = sources.text(in: expressions[left].range)
    let between = kept.dropFirst(inner.count)
    func solution(_ summary: String, _ text: String) -> Diagnostic.Solution {
      Diagnostic.Solution(
        summary: "\(summary), write \(text)",
        replacements: [Diagnostic.Replacement(range: whole, text: text)]
      )
    }
    throw .error(
      "factor-behind-index",
      "a factor behind the last one with the index could belong to each term, or to the whole",
      at: factor,
      solutions: [
        solution("for the whole", "(\(opening)\(inner))\(between)\(sources.text(in: factor))"),
        solution("for each term", "\(opening)(\(text.1))"),
      ]
    )
  }

  /// Whether any of some letters stands in an expression, also below or above the line of a name.
  private func mentions(_ letters: [Name], in id: Expression.ID) -> Bool {
    (expressions[id].first...id).contains { part in
      guard case .name(let name) = expressions[part].kind else { return false }
      let parts = NameParts(name)
      return letters.contains { letter in
        letter.text == name
          || [parts.lower, parts.upper].contains { script in
            script.split { !$0.isLetter }.contains { $0 == letter.text }
          }
      }
    }
  }

  /// Whether a term has the index of a sum before it.
  private func hasIndex(of bounds: Bounds, inTermAt start: Int) -> Bool {
    var depth = 0
    // Within a sum over the same letter the letter is that sum's.
    var innerDepth: Int?
    for (position, token) in tokens[start...].enumerated() {
      if let inner = innerDepth, depth >= inner, !(depth == inner && token.isClosing) {
        if token.isOpening { depth += 1 }
        if token.isClosing { depth -= 1 }
        if depth > inner || !token.endsTerm { continue }
      }
      innerDepth = nil
      switch token.kind {
      case .reduction where rebinds(bounds, at: start + position): innerDepth = depth
      case .plus, .minus, .comma, .semicolon, .equals:
        if depth == 0 { return false }
      case .end: return false
      case .name(let name):
        if bounds.indices.contains(where: { $0.text == name }) { return true }
      default:
        if token.isOpening { depth += 1 }
        if token.isClosing { depth -= 1 }
        if depth < 0 { return false }
      }
    }
    return false
  }

  /// Whether a sum that starts at a token is over one of the same letters.
  private func rebinds(_ bounds: Bounds, at position: Int) -> Bool {
    if tokens[position + 1].kind != .lowered, tokens[position + 1].kind != .caret {
      return bounds.indices.contains { $0.text == names.unwrittenIndex ?? "" }
    }
    let letters = IndexLetters.bound(
      in: tokens[position..<min(position + 64, tokens.count)],
      of: sources
    )
    return bounds.indices.contains { letters.contains($0.text) }
  }

  /// The whole of a definition of all components, by its indices.
  mutating func stack(
    _ binders: [Expression.ID],
    _ body: Expression.ID
  ) -> Expression.ID {
    var whole = body
    for binder in binders.reversed() {
      whole = add(
        .reduction(.stack, binder: binder, body: whole),
        expressions[body].range,
        head: expressions[binder].range,
        first: binder
      )
    }
    return whole
  }
}

extension Token {
  /// Whether a term of a sum ends before the token.
  fileprivate var endsTerm: Bool {
    switch kind {
    case .plus, .minus, .comma, .semicolon, .equals, .end: true
    default: false
    }
  }
}
