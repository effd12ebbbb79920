// Choices: `\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}`.
extension StatementParser {
  /// A choice whose cases are being read.
  struct Choice {
    let opening: OpenBracket
    /// Where its parts start in the arena.
    let first: Expression.ID
    var cases: [Case] = []
    /// Whether a value is being read, and not the conditions of one.
    var isAtValue = true
  }

  /// A value, and all that has to hold where it is chosen.
  struct Case {
    let value: Expression.ID
    var conditions = Conditions()
    let start: Token
    /// Whether it is chosen where no other is.
    var isRest = false
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
    guard choice.isAtValue else {
      guard try goesOn(&choice.cases[last].conditions, behindCommas: true) else {
        while accept(.comma) {}
        return try endCase(choice)
      }
      pending.append(.choice(choice))
      return .sum
    }
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
    while case .word(let word) = current.kind, !word.isRest, !word.joins { advance() }
    choice.cases.append(row)
    if row.isRest { return try endCase(choice) }
    choice.isAtValue = false
    pending.append(.choice(choice))
    return .sum
  }

  private mutating func endCase(_ choice: Choice) throws(Diagnostic) -> Start? {
    var choice = choice
    if accept(.semicolon), current.kind != choice.opening.token.closingKind {
      choice.isAtValue = true
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
    if !last.isRest {
      if !isOpposite(last, of: choice.cases) { warnAboutLastCase(last) }
      // The condition of the last case is not worked out.
      expressions.removeSubrange((last.value + 1)...)
    }
    var result = last.value
    for row in choice.cases.dropLast().reversed() {
      result = choose(
        row.conditions,
        then: row.value,
        otherwise: result,
        range,
        head: choice.opening.range,
        first: choice.first
      )
    }
    operand = result
  }

  /// Whether the last of two cases holds just where the first does not.
  private func isOpposite(_ last: Case, of cases: [Case]) -> Bool {
    guard cases.count == 2, let first = cases[0].conditions.only,
      let second = last.conditions.only
    else { return false }
    let reading = ReadingWriter(sources: sources, expressions: expressions)
    return reading.text(of: first.left) == reading.text(of: second.left)
      && reading.text(of: first.right) == reading.text(of: second.right)
      && (first.comparison.negated == second.comparison
        || first.comparison.side * second.comparison.side < 0)
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
