/// Choices, with all their cases side by side.
extension ReadingWriter {
  /// `{ x if x > 0; 0 otherwise }`, and the environment of LaTeX.
  func choice(_ id: Expression.ID) -> [Part] {
    var cases: [[Part]] = []
    var rest = id
    while let (value, alternatives, otherwise) = firstValue(of: rest) {
      cases.append([.expression(value), .piece(.word(.if))] + parts(of: alternatives))
      rest = otherwise
    }
    return Self.whole(.cases, cases + [[.expression(rest), .piece(.word(.otherwise))]])
  }

  /// `x > 0 and y > 0 or x < -1`.
  func parts(of alternatives: [[Condition]]) -> [Part] {
    let all = alternatives.map { conditions in
      Array(conditions.map(parts).joined(separator: [.piece(.word(.and))]))
    }
    return Array(all.joined(separator: [.piece(.word(.or))]))
  }

  private func parts(of condition: Condition) -> [Part] {
    [
      .expression(condition.left), .sign(" \(condition.comparison.rawValue) "),
      .expression(condition.right),
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
}
