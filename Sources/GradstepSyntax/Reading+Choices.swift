/// Choices, with all their cases side by side.
extension Reading {
  /// `{ x if x > 0; 0 otherwise }`, and the environment of LaTeX.
  func choice(_ id: Expression.ID) -> [Piece] {
    var pieces: [Piece] = [.text(isLaTeX ? "\\begin{cases} " : "{ ")]
    var rest = id
    while let (value, conditions, otherwise) = firstCase(of: rest) {
      pieces += [.expression(value, atLeast: .sum), .text(isLaTeX ? " & \\text{if } " : " if ")]
      pieces += conditions.map {
        [
          .expression($0.left, atLeast: .sum), sign($0.comparison),
          .expression($0.right, atLeast: .sum),
        ]
      }
      .joined(separator: [.text(isLaTeX ? " \\text{ and } " : " and ")])
      pieces.append(.text(isLaTeX ? " \\\\ " : "; "))
      rest = otherwise
    }
    pieces.append(.expression(rest, atLeast: .sum))
    return pieces + [.text(isLaTeX ? " & \\text{otherwise} \\end{cases}" : " otherwise }")]
  }

  private typealias Condition = (left: Expression.ID, comparison: Comparison, right: Expression.ID)

  /// The first value of a choice, all that has to hold for it, and what is chosen where it does not.
  private func firstCase(
    of id: Expression.ID
  ) -> (value: Expression.ID, conditions: [Condition], otherwise: Expression.ID)? {
    guard
      case .choice(let comparison, let left, let right, var value, let otherwise) = expressions[id]
        .kind
    else { return nil }
    var conditions = [(left: left, comparison: comparison, right: right)]
    // Of several conditions each is a choice of its own, which leaves the same for all else.
    while case .choice(let comparison, let left, let right, let then, otherwise) = expressions[
      value
    ].kind {
      conditions.append((left, comparison, right))
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
