// Conditions: `x > 0`, `-1 < x < 1`, `x > 0 and y = 1`, `x < 0 ∨ x > 1`.
extension StatementParser {
  /// A comparison of two expressions.
  struct Comparing {
    let left: Expression.ID
    let comparison: Comparison
  }

  /// Conditions that are being read.
  struct Conditions {
    /// What has to hold before the last "or": all conditions of one of these.
    private var before: [[Condition]] = []
    /// The same for what is read behind it.
    private var latest: [[Condition]] = [[]]
    /// The comparison whose right side is being read.
    var open: Comparing?

    /// What has to hold: all conditions of one of these.
    var alternatives: [[Condition]] { before + latest }

    /// Whether an "or" stands between them.
    var hasOr: Bool { !before.isEmpty }

    /// Whether a side of a condition is still to be read.
    var isOpen: Bool { open != nil || latest.contains { $0.isEmpty } }

    /// The one condition, where there are no more.
    var only: Condition? {
      before.isEmpty && latest.count == 1 && latest[0].count == 1 ? latest[0][0] : nil
    }

    /// Adds what has to hold as well.
    mutating func add(_ alternatives: [[Condition]]) {
      latest = latest.flatMap { old in alternatives.map { old + $0 } }
    }

    /// Begins behind an "or".
    mutating func beginAlternative() {
      before += latest
      latest = [[]]
    }
  }

  /// Goes on with conditions behind a side of one.
  ///
  /// - Returns: whether another side follows
  mutating func goesOn(
    _ conditions: inout Conditions,
    behindCommas commas: Bool
  ) throws(Diagnostic) -> Bool {
    if let open = conditions.open {
      conditions.add([[Condition(open.left, open.comparison, operand)]])
    } else if let comparison = currentComparison {
      conditions.open = Comparing(left: operand, comparison: comparison)
      advance()
      return true
    } else if let alternatives = takeBracketedCondition() {
      conditions.add(alternatives)
      guard conditions.alternatives.count <= Self.mostAlternatives else {
        throw tooManyAlternatives()
      }
    } else {
      throw noCondition()
    }
    conditions.open = nil
    if let comparison = currentComparison {
      // `-1 < x < 1`
      advance()
      conditions.open = Comparing(left: operand, comparison: comparison)
    } else if accept(.word(.or)) {
      conditions.beginAlternative()
    } else if accept(.word(.and)) {
      return true
    } else if commas, current.kind == .comma, hasMoreConditions {
      // `x < 0 or x > 1, y > 0` can be meant either way.
      guard !conditions.hasOr else { throw commaBehindOr() }
      advance()
      // `, and`
      _ = accept(.word(.and))
    } else {
      return false
    }
    return true
  }

  /// The most alternatives that brackets within conditions make.
  private static let mostAlternatives = 16

  /// The comparison here; below a sign `=` is one.
  private var currentComparison: Comparison? {
    switch current.kind {
    case .comparison(let comparison): comparison
    case .equals where openBrackets.last?.kind == .leftBrace: .equal
    default: nil
    }
  }

  /// Whether another condition follows the comma here, and not the end of the case.
  private var hasMoreConditions: Bool {
    switch following.kind {
    case .comma, .semicolon, .endEnvironment, .end: false
    default: true
    }
  }

  /// Takes back the number that a condition in brackets was read as, where it stands among others:
  /// `(x = 1) ∧ (y = 1)`.
  private mutating func takeBracketedCondition() -> [[Condition]]? {
    let reading = ReadingWriter(sources: sources, expressions: expressions)
    guard operand == expressions.count - 1,
      let (one, alternatives, zero) = reading.firstValue(of: operand),
      expressions[one].kind == .number(1), expressions[zero].kind == .number(0),
      expressions[one].range == expressions[operand].head.end
    else { return nil }
    // The two numbers stand before the choices, of which there is one for each condition.
    guard one == operand - alternatives.joined().count - 1, zero == one + 1 else { return nil }
    if warnings.last?.identifier == Self.conditionAsNumber,
      warnings.last?.range == expressions[operand].range
    {
      warnings.removeLast()
    }
    expressions.removeSubrange(one...)
    return alternatives
  }

  /// The choice of one of two values, by conditions.
  mutating func choose(
    _ conditions: Conditions,
    then value: Expression.ID,
    otherwise rest: Expression.ID,
    _ range: SourceRange,
    head: SourceRange,
    first: Expression.ID
  ) -> Expression.ID {
    var result = rest
    for alternative in conditions.alternatives.reversed() {
      var chosen = value
      for condition in alternative.reversed() {
        chosen = add(
          .choice(
            condition.comparison,
            condition.left,
            condition.right,
            then: chosen,
            otherwise: result
          ),
          range,
          head: head,
          first: first
        )
      }
      result = chosen
    }
    return result
  }

  // MARK: - In brackets

  /// Whether the brackets at a position have a comparison right in them.
  func hasCondition(in opening: Int) -> Bool {
    var depth = 0
    for token in tokens[opening...].prefix(64) {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      if depth == 0 { return false }
      if depth == 1, case .comparison = token.kind { return true }
      if depth == 1, case .word = token.kind { return true }
    }
    return false
  }

  /// Begins the right side of a condition in brackets, where a comparison or a word is here.
  mutating func beginsCondition(in opening: OpenBracket) throws(Diagnostic) -> Bool {
    switch current.kind {
    case .comparison, .word(.and), .word(.or): break
    default: return false
    }
    let first = expressions[operand].first
    var conditions = Conditions()
    _ = try goesOn(&conditions, behindCommas: false)
    pending.append(.condition(opening, conditions, first: first))
    return true
  }

  /// `(x > 0)`, which is 1 where it holds and else 0.
  mutating func condition(
    _ opening: OpenBracket,
    _ conditions: Conditions,
    first: Expression.ID
  ) throws(Diagnostic) -> Start? {
    var conditions = conditions
    // `𝟙[x > 0]` says itself that it is no list.
    let isPlain = sources.text(in: opening.range) == "("
    if try goesOn(&conditions, behindCommas: !isPlain) {
      pending.append(.condition(opening, conditions, first: first))
      return .sum
    }
    let range = opening.range.union(try close(opening).range)
    let one = add(.number(1), opening.range.end)
    let zero = add(.number(0), opening.range.end)
    operand = choose(
      conditions,
      then: one,
      otherwise: zero,
      range,
      head: opening.range,
      first: first
    )
    guard isPlain else { return nil }
    warnings.append(
      .warning(
        Self.conditionAsNumber,
        "a condition in brackets reads as 1 where it holds, and 0 elsewhere",
        at: range
      )
    )
    return nil
  }

  // MARK: - Messages

  private static let conditionAsNumber = "condition-as-number"

  private func noCondition() -> Diagnostic {
    .error(
      "condition-expected",
      "a case has a condition with one of < > ≤ ≥ = ≠",
      at: current.range,
      solutions: [.init(summary: "write it as x > 0, or -1 < x < 1")]
    )
  }

  private func tooManyAlternatives() -> Diagnostic {
    .error(
      "too-many-conditions",
      "conditions with 'or' in brackets come to at most \(Self.mostAlternatives) ways to hold",
      at: current.range,
      solutions: [.init(summary: "give the parts names of their own, and multiply them for 'and'")]
    )
  }

  private func commaBehindOr() -> Diagnostic {
    .error(
      "comma-behind-or",
      "a comma between conditions is an 'and', and behind an 'or' it could reach over one or over all",
      at: current.range,
      solutions: [
        .init(summary: "write 'and', which holds its two sides together before 'or' does")
      ]
    )
  }
}
