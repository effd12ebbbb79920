// Choices: `\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}`.
extension StatementParser {
  /// A choice whose cases are being read.
  struct Choice {
    let opening: OpenBracket
    /// Where its parts start in the arena.
    let first: Expression.ID
    var cases: [Case] = []
    var part = Part.value

    /// What of a case is being read.
    enum Part {
      case value
      case left
      case right
    }
  }

  /// A value, and all that has to hold where it is chosen.
  struct Case {
    let value: Expression.ID
    var conditions: [Condition] = []
    let start: Token
    /// Whether it is chosen where no other is.
    var isRest = false
  }

  /// A comparison of two expressions.
  struct Condition {
    let left: Expression.ID
    let comparison: Comparison
    var right: Expression.ID?
  }

  /// `choice = "\begin{cases}" case { "\\" case } "\end{cases}"`.
  mutating func choice() throws(Diagnostic) -> Start? {
    let opening = try open()
    pending.append(.choice(Choice(opening: opening, first: expressions.count)))
    return .sum
  }

  /// A choice behind a value, or behind a side of a condition.
  mutating func choice(_ choice: Choice) throws(Diagnostic) -> Start? {
    var choice = choice
    let last = choice.cases.count - 1
    switch choice.part {
    case .value:
      var row = Case(value: operand, start: current)
      while accept(.comma) {}
      if case .word(let word) = current.kind, word.isRest {
        advance()
        row.isRest = true
        // `else if`
        if case .word(.if) = current.kind { row.isRest = false }
      }
      let isEnd = current.kind == .semicolon || current.kind == choice.opening.token.closingKind
      if isEnd { row.isRest = true }
      while case .word(let word) = current.kind, !word.isRest, word != .and { advance() }
      choice.cases.append(row)
      if row.isRest { return try endCase(choice) }
      choice.part = .left
    case .left:
      guard case .comparison(let comparison) = current.kind else { throw noCondition() }
      advance()
      choice.cases[last].conditions.append(Condition(left: operand, comparison: comparison))
      choice.part = .right
    case .right:
      let condition = choice.cases[last].conditions.count - 1
      choice.cases[last].conditions[condition].right = operand
      if case .comparison(let comparison) = current.kind {
        // `-1 < x < 1`
        advance()
        choice.cases[last].conditions.append(Condition(left: operand, comparison: comparison))
      } else if accept(.word(.and)) || (current.kind == .comma && hasMoreConditions) {
        _ = accept(.comma)
        choice.part = .left
      } else {
        while accept(.comma) {}
        return try endCase(choice)
      }
    }
    pending.append(.choice(choice))
    return .sum
  }

  /// Whether another condition follows the comma here, and not the end of the case.
  private var hasMoreConditions: Bool {
    switch following.kind {
    case .comma, .semicolon, .endEnvironment, .end: false
    default: true
    }
  }

  private mutating func endCase(_ choice: Choice) throws(Diagnostic) -> Start? {
    var choice = choice
    if accept(.semicolon), current.kind != choice.opening.token.closingKind {
      choice.part = .value
      pending.append(.choice(choice))
      return .sum
    }
    let range = choice.opening.range.union(try close(choice.opening).range)
    try build(choice, range)
    return nil
  }

  /// Puts the cases together, the last first.
  private mutating func build(_ choice: Choice, _ range: SourceRange) throws(Diagnostic) {
    guard choice.cases.count > 1, let last = choice.cases.last else { throw oneCase(range) }
    for row in choice.cases.dropLast() where row.isRest { throw restBeforeEnd(row.start.range) }
    if !last.conditions.isEmpty {
      if !isOpposite(last, of: choice.cases) { warnAboutLastCase(last) }
      // The condition of the last case is not worked out.
      expressions.removeSubrange((last.value + 1)...)
    }
    var result = last.value
    for row in choice.cases.dropLast().reversed() {
      var value = row.value
      for condition in row.conditions.reversed() {
        guard let right = condition.right else { continue }
        value = add(
          .choice(condition.comparison, condition.left, right, then: value, otherwise: result),
          range,
          head: choice.opening.range,
          first: choice.first
        )
      }
      result = value
    }
    operand = result
  }

  /// Whether the last of two cases holds just where the first does not.
  private func isOpposite(_ last: Case, of cases: [Case]) -> Bool {
    guard cases.count == 2, cases[0].conditions.count == 1, last.conditions.count == 1,
      let right = last.conditions[0].right, let other = cases[0].conditions[0].right
    else { return false }
    let reading = Reading(sources: sources, expressions: expressions)
    let (first, second) = (cases[0].conditions[0], last.conditions[0])
    return reading.text(of: first.left) == reading.text(of: second.left)
      && reading.text(of: other) == reading.text(of: right)
      && (first.comparison.negated == second.comparison
        || first.comparison.side * second.comparison.side < 0)
  }

  /// Whether the brackets at a position have a comparison right in them.
  func hasCondition(in opening: Int) -> Bool {
    var depth = 0
    for token in tokens[opening...].prefix(64) {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      if depth == 0 { return false }
      if depth == 1, case .comparison = token.kind { return true }
    }
    return false
  }

  /// Begins the right side of a condition in brackets, where a comparison is here.
  mutating func beginsCondition(in opening: OpenBracket) -> Bool {
    guard case .comparison(let comparison) = current.kind else { return false }
    advance()
    pending.append(.condition(opening, operand, comparison))
    return true
  }

  /// `(x > 0)`, which is 1 where it holds and else 0.
  mutating func condition(
    _ opening: OpenBracket,
    _ left: Expression.ID,
    _ comparison: Comparison
  ) throws(Diagnostic) -> Start? {
    let right = operand
    let range = opening.range.union(try close(opening).range)
    let one = add(.number(1), opening.range.end)
    let zero = add(.number(0), opening.range.end)
    operand = add(
      .choice(comparison, left, right, then: one, otherwise: zero),
      range,
      head: opening.range,
      first: expressions[left].first
    )
    // `𝟙[x > 0]` says so itself.
    guard sources.text(in: opening.range) == "(" else { return nil }
    warnings.append(
      .warning(
        "condition-as-number",
        "a condition in brackets reads as 1 where it holds, and 0 elsewhere",
        at: range
      )
    )
    return nil
  }

  // MARK: - Messages

  private mutating func warnAboutLastCase(_ last: Case) {
    warnings.append(
      .warning(
        "last-case",
        "the last case reads as that of all other values",
        at: last.start.range,
        solutions: [.init(summary: "if it does not hold for them, add a case for 'otherwise'")]
      )
    )
  }

  private func oneCase(_ range: SourceRange) -> Diagnostic {
    .error(
      "one-case",
      "a choice has at least two cases, parted by '\\\\'",
      at: range,
      solutions: [.init(summary: "add the value of all else: 0 & \\text{otherwise}")]
    )
  }

  private func restBeforeEnd(_ range: SourceRange) -> Diagnostic {
    .error(
      "case-without-condition",
      "each case but the last has a condition",
      at: range,
      solutions: [.init(summary: "write x & \\text{if } x > 0, and the case of all else last")]
    )
  }

  private func noCondition() -> Diagnostic {
    .error(
      "condition-expected",
      "a case has a condition with one of < > ≤ ≥ = ≠",
      at: current.range,
      solutions: [.init(summary: "write it as x > 0, or -1 < x < 1")]
    )
  }

  /// The error for a comparison that chooses nothing.
  func misplacedComparison(_ token: Token) -> Diagnostic {
    .error(
      "misplaced-comparison",
      "a comparison chooses between values, and stands in a case or in brackets",
      at: token.range,
      solutions: [
        .init(
          summary: "write { a if x > 0; b otherwise }, or max, min or relu"
        )
      ]
    )
  }
}

extension Comparison {
  /// Which side is the larger where the comparison holds; 0 for neither, or any.
  fileprivate var side: Int {
    switch self {
    case .less, .lessOrEqual: -1
    case .greater, .greaterOrEqual: 1
    case .equal, .notEqual: 0
    }
  }
}
