import GradstepSyntax

/// What stands beside a product of two vectors in a sum, where that says which product is meant.
extension GraphBuilder {
  /// The most terms of a sum that are looked at.
  private static let longestSum = 64

  /// The sum that an expression is a term of, and its other terms.
  private mutating func terms(
    beside id: Expression.ID,
    in walk: Walk
  ) -> (sum: Expression.ID, others: [Expression.ID]) {
    var sum = id
    var others: [Expression.ID] = []
    climbing: while sum < walk.root, others.count < Self.longestSum, let parent = parents[sum] {
      switch tree.expressions[parent].kind {
      case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
        others.append(left == sum ? right : left)
      case .binary(.divide, sum, _), .negation, .same: break
      default: break climbing
      }
      sum = parent
    }
    return (sum, others)
  }

  /// Whether another term is a vector of the same shape, to which no number is added, or the other part
  /// of what a gate lets through: `z * h + (1 - z) * c`.
  mutating func isBesideVector(_ id: Expression.ID, _ shape: Shape, in walk: Walk) -> Bool {
    guard case .binary(_, let factor, _) = tree.expressions[id].kind else { return false }
    return terms(beside: id, in: walk).others.contains { other in
      if known(other, in: walk) == shape { return true }
      guard case .binary(.times, let gate, _) = tree.expressions[other].kind else { return false }
      return isComplement(gate, of: factor) || isComplement(factor, of: gate)
    }
  }

  /// Whether a product is a term of the next value of a vector: `w_t = w_{t-1} - s · g`, `w ← w - s · g`.
  mutating func isOfNextValue(_ id: Expression.ID, _ shape: Shape, in walk: Walk) -> Bool {
    guard case .definition(let name) = walk.purpose,
      case .binary(_, let left, let right) = tree.expressions[id].kind
    else { return false }
    let (sum, others) = terms(beside: id, in: walk)
    guard sum == walk.root, !others.isEmpty else { return false }
    let base = NameParts(name.filter { $0 != "⁺" }).base
    var candidates = [left, right] + others
    for other in others {
      if case .binary(_, let left, let right) = tree.expressions[other].kind {
        candidates += [left, right]
      }
    }
    return candidates.contains { candidate in
      guard case .name(let used) = tree.expressions[candidate].kind, used != name,
        NameParts(used).base == base
      else { return false }
      return known(candidate, in: walk) == shape
    }
  }

  /// Whether an expression is 1 minus a name.
  private func isComplement(_ id: Expression.ID, of name: Expression.ID) -> Bool {
    guard case .name(let name) = tree.expressions[name].kind,
      case .binary(.subtract, let one, let gate) = tree.expressions[id].kind
    else { return false }
    return tree.expressions[one].kind == .number(1) && tree.expressions[gate].kind == .name(name)
  }

  /// The shape of a vector that is worked out, or that is a name with a value.
  private func known(_ id: Expression.ID, in walk: Walk) -> Shape? {
    if id >= walk.first, id < walk.next { return vector(walk.result(id)) }
    guard case .name(let name) = tree.expressions[id].kind, walk.indices[name] == nil else {
      return nil
    }
    if let argument = walk.arguments[name] { return vector(argument) }
    guard case .built(let value)? = definitions[name]?.state else { return nil }
    return vector(value)
  }
}

extension SyntaxTree {
  /// What each expression is an operand of.
  var parents: [Expression.ID?] {
    var parents = [Expression.ID?](repeating: nil, count: expressions.count)
    for (id, expression) in expressions.enumerated() {
      for operand in expression.operands { parents[operand] = id }
    }
    return parents
  }
}
