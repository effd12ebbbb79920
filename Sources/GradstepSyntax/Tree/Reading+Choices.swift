/// Choices, with all their cases side by side.
extension Reading {
  /// `{ x if x > 0; 0 otherwise }`, and the environment of LaTeX.
  func choice(_ id: Expression.ID) -> [Piece] {
    var pieces: [Piece] = [.text(isLaTeX ? "\\begin{cases} " : "{ ")]
    var rest = id
    while let (value, alternatives, otherwise) = firstValue(of: rest) {
      pieces += [.expression(value, atLeast: .sum), .text(isLaTeX ? " & \\text{if } " : " if ")]
      pieces += self.pieces(of: alternatives)
      pieces.append(.text(isLaTeX ? " \\\\ " : "; "))
      rest = otherwise
    }
    pieces.append(.expression(rest, atLeast: .sum))
    return pieces + [.text(isLaTeX ? " & \\text{otherwise} \\end{cases}" : " otherwise }")]
  }

  /// `x > 0 and y > 0 or x < -1`.
  func pieces(of alternatives: [[Condition]]) -> [Piece] {
    let (and, or) = isLaTeX ? (" \\text{ and } ", " \\text{ or } ") : (" and ", " or ")
    let all = alternatives.map { conditions in
      Array(conditions.map(pieces).joined(separator: [.text(and)]))
    }
    return Array(all.joined(separator: [.text(or)]))
  }

  private func pieces(of condition: Condition) -> [Piece] {
    [
      .expression(condition.left, atLeast: .sum), sign(condition.comparison),
      .expression(condition.right, atLeast: .sum),
    ]
  }

  /// The first value of a choice, what has to hold for it, one of several where it is more, and what is
  /// chosen where it does not.
  func firstValue(
    of id: Expression.ID
  ) -> (value: Expression.ID, alternatives: [[Condition]], otherwise: Expression.ID)? {
    guard let (value, conditions, otherwise) = firstCase(of: id) else { return nil }
    var (alternatives, rest) = ([conditions], otherwise)
    while let next = firstCase(of: rest), next.value == value {
      alternatives.append(next.conditions)
      rest = next.otherwise
    }
    return (value, alternatives, rest)
  }

  /// The first value of a choice, all that has to hold for it, and what is chosen where it does not.
  private func firstCase(
    of id: Expression.ID
  ) -> (value: Expression.ID, conditions: [Condition], otherwise: Expression.ID)? {
    guard
      case .choice(let comparison, let left, let right, var value, let otherwise) = expressions[id]
        .kind
    else { return nil }
    var conditions = [Condition(left, comparison, right)]
    // Of several conditions each is a choice of its own, which leaves the same for all else.
    while case .choice(let comparison, let left, let right, let then, otherwise) = expressions[
      value
    ].kind {
      conditions.append(Condition(left, comparison, right))
      value = then
    }
    return (value, conditions, otherwise)
  }

  private func sign(_ comparison: Comparison) -> Piece {
    guard isLaTeX else { return .text(" \(comparison.rawValue) ") }
    let command =
      switch comparison {
      case .less: "<"
      case .lessOrEqual: "\\leq"
      case .greater: ">"
      case .greaterOrEqual: "\\geq"
      case .equal: "="
      case .notEqual: "\\neq"
      }
    return .text(" \(command) ")
  }
}
