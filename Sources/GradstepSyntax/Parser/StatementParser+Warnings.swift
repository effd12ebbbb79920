extension StatementParser {
  /// A division and the factors written behind it without a sign.
  struct Quotient {
    let id: Expression.ID
    let denominator: Expression.ID
    /// The first of the factors, a few more than are shown.
    private(set) var factors: [Expression.ID] = []
    private(set) var last: Expression.ID?

    init(id: Expression.ID, denominator: Expression.ID) {
      self.id = id
      self.denominator = denominator
    }

    mutating func add(_ factor: Expression.ID) {
      last = factor
      if factors.count <= StatementParser.longestProduct { factors.append(factor) }
    }
  }

  /// The most factors of a product that a warning shows.
  private static let longestProduct = 6

  /// Says how `a/bc` is read, which people read both ways.
  mutating func warn(about quotient: Quotient?) {
    guard let quotient, let last = quotient.last else { return }
    let factors = product(of: quotient.factors)
    let denominator = product(of: [quotient.denominator] + quotient.factors)
    guard case .binary(_, let numerator, _) = expressions[quotient.id].kind else { return }
    let range = expressions[quotient.denominator].range.union(expressions[last].range)
    warnings.append(
      .warning(
        "division-before-product",
        "reads as (\(short(quotient.id)))·\(factors)",
        at: expressions[quotient.id].head.union(range),
        solutions: [
          .init(
            summary: "if all of it divides, write \(short(numerator, atLeast: .product))"
              + "/(\(denominator))",
            replacements: brackets(around: range)
          )
        ]
      )
    )
  }

  /// Says how far the argument of `sin 2x` goes.
  mutating func warn(aboutRun argument: Expression.ID, of function: Token, _ name: String) {
    let reading = "\(Reading.text(ofName: name))(\(short(argument)))"
    let range = expressions[argument].range
    warnings.append(
      .warning(
        "argument-without-brackets",
        "reads as \(reading)",
        at: function.range.union(range),
        solutions: [
          .init(summary: "write \(reading)", replacements: brackets(around: range))
        ]
      )
    )
  }

  /// Says that the argument of `\log \frac{p}{q} y` ends with the fraction.
  mutating func warnAboutFraction(_ fraction: Expression.ID, in function: Token, _ name: String) {
    let range = function.range.union(expressions[fraction].range)
    warnings.append(
      .warning(
        "argument-without-brackets",
        "reads as \(Reading.text(ofName: name))(\(short(fraction))), times what stands behind it",
        at: range,
        solutions: [.init(summary: "if that belongs to the argument, put all of it in brackets")]
      )
    )
  }

  /// Says that `x [1]` is not `x[1]`.
  mutating func warnAboutSpacedBracket(after operand: Expression.ID) {
    guard current.kind == .leftBracket, current.hasSpaceBefore, startsIndex(behind: position)
    else { return }
    let gap = expressions[operand].range.end.union(current.range.start)
    warnings.append(
      .warning(
        "list-as-factor",
        "reads as a product with a list",
        at: current.range,
        solutions: [
          .init(
            summary: "for a component, write the bracket without a blank before it",
            replacements: [.init(range: gap, text: "")]
          )
        ]
      )
    )
  }

  /// Says that `[1 -2]` has one component.
  mutating func warnAboutSpacedSign() {
    guard openBrackets.last?.kind == .leftBracket, current.hasSpaceBefore,
      !following.hasSpaceBefore
    else { return }
    warnings.append(
      .warning(
        "sign-in-list",
        "reads as one component, not as two",
        at: current.range,
        solutions: [
          .init(
            summary: "for two components, write ',' between them",
            replacements: [.init(range: current.range.start, text: ", ")]
          )
        ]
      )
    )
  }

  /// Whether what stands behind a bracket could be an index.
  func startsIndex(behind bracket: Int) -> Bool {
    guard bracket + 2 < tokens.count else { return true }
    let isClosed = tokens[bracket + 2].kind == .rightBracket
    switch tokens[bracket + 1].kind {
    case .number: return isClosed || tokens[bracket + 2].kind == .comma
    case .name: return isClosed
    default: return false
    }
  }

  private func product(of factors: [Expression.ID]) -> String {
    var texts = factors.prefix(Self.longestProduct).map { short($0, atLeast: .prefix) }
    if factors.count > texts.count { texts.append("…") }
    return texts.joined(separator: "·")
  }

  private func brackets(around range: SourceRange) -> [Diagnostic.Replacement] {
    [.init(range: range.start, text: "("), .init(range: range.end, text: ")")]
  }

  /// The reading of an expression, unless it is too long for a message.
  private func short(
    _ id: Expression.ID,
    atLeast precedence: ReadingWriter.Precedence = .sum
  ) -> String {
    let expression = expressions[id]
    guard id - expression.first < 40, expression.range.bytes.count < 80 else { return "…" }
    return ReadingWriter(sources: sources, expressions: expressions).text(
      of: id,
      atLeast: precedence
    )
  }
}
