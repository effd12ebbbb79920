import GradstepSyntax

/// Sums whose index nothing has: over all components, over the rows of a batch, or of the one term that is
/// given.
extension GraphBuilder {
  /// The sum of all components, where the index has no bounds and nothing has it.
  mutating func whole(_ value: Value, of id: Expression.ID, in walk: Walk) -> Value {
    guard case .reduction(let reduction, let binderID, let body) = tree.expressions[id].kind,
      case .binder(let binder) = tree.expressions[binderID].kind
    else { return .broken }
    if case .broken = value { return .broken }
    let hasComponents = !hasAxes(value) && draft.shape(value).rank > 0
    guard hasComponents, let function = reduction.function,
      let sum = try? make(.function(function), [value], at: id, in: walk)
    else {
      if isBatch(body, of: binderID, in: walk) {
        say(
          .warning(
            "sum-over-rows",
            "reads as a sum over the rows: each is an example, and nothing else has the index"
              + " '\(binder.index)'",
            at: tree.expressions[id].head
          )
        )
        return value
      }
      if isOneTerm(value, of: binder, at: binderID, body, in: walk) {
        say(
          .warning(
            "one-term",
            "nothing here has the index '\(binder.index)', so this is the one term that is given",
            at: tree.expressions[id].head
          )
        )
        return value
      }
      say(search(over: binder, by: id) ?? unknownSize(of: binder, at: binderID))
      return .broken
    }
    say(
      .warning(
        "sum-of-components",
        "reads as \(function)(\(tree.reading(of: body))): nothing here has components with the index"
          + " '\(binder.index)'",
        at: tree.expressions[id].head
      )
    )
    return sum
  }

  /// Whether what is summed is the square of the norm of a matrix with as many rows as the sum is
  /// divided by: `\frac{1}{2n} \sum_x \|y - a\|^2` of n examples at once.
  private func isBatch(_ body: Expression.ID, of binder: Expression.ID, in walk: Walk) -> Bool {
    guard case .binary(.power, let norm, let exponent) = tree.expressions[body].kind,
      tree.expressions[exponent].kind == .number(2),
      case .call("norm", let operands) = tree.expressions[norm].kind, functions["norm"] == nil,
      let operand = operands.first, let names = divisors[binder],
      let shape = shapeOfNames(in: operand, of: walk)
    else { return false }
    return names.contains { name in
      knownValue(named: name, in: walk).flatMap { draft.number($0, takesLeaves: true) }
        == Double(shape.rows)
    }
  }

  /// The shape that all matrices in an expression have.
  private func shapeOfNames(in id: Expression.ID, of walk: Walk) -> Shape? {
    var shapes: Set<Shape> = []
    for part in tree.expressions[id].first...id {
      guard case .name(let name) = tree.expressions[part].kind,
        let value = knownValue(named: name, in: walk), !hasAxes(value)
      else { continue }
      shapes.insert(draft.shape(value))
    }
    return shapes.count == 1 && shapes.first?.rank == 2 ? shapes.first : nil
  }

  /// Whether a sum over examples has one of them given: its letter is a value, or its body a sum over
  /// the components of one, and nothing says that there are more.
  private func isOneTerm(
    _ value: Value,
    of binder: Binder,
    at id: Expression.ID,
    _ body: Expression.ID,
    in walk: Walk
  ) -> Bool {
    guard !hasAxes(value), draft.shape(value).isScalarLike else { return false }
    let counts = (divisors[id] ?? []).compactMap { name -> Double? in
      knownValue(named: name, in: walk).flatMap { draft.number($0, takesLeaves: true) }
    }
    guard counts.allSatisfy({ $0 == 1 }) else { return false }
    if !counts.isEmpty { return true }
    if knownValue(named: binder.index, in: walk) != nil { return true }
    return tree.expressions[tree.expressions[body].first...body].contains {
      if case .reduction = $0.kind { true } else { false }
    }
  }
}
