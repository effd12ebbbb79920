import GradstepSyntax

/// Products and sums of values that have an index.
extension GraphBuilder {
  // MARK: - Products

  /// The product of all factors as one.
  mutating func whole(
    _ value: IndexedValue,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Factor {
    guard var whole = value.factors.first else { throw Unfit() }
    for factor in value.factors.dropFirst() {
      whole = try multiplied(whole, factor, at: id, in: walk)
    }
    return whole
  }

  private mutating func multiplied(
    _ left: Factor,
    _ right: Factor,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Factor {
    if left.labels.count == 1, right.labels.count == 1, left.labels != right.labels {
      let isSwapped = left.labels == [IndexedValue.secondCell]
      let (first, second) = isSwapped ? (right, left) : (left, right)
      let row = try make(.transpose, [second.value], at: id, in: walk)
      let value = try make(.infix(.dot), [first.value, row], at: id, in: walk)
      return Factor(value: value, labels: first.labels + second.labels)
    }
    let isScaling = left.labels.isEmpty || right.labels.isEmpty
    return try elementwise(
      .infix(isScaling ? .dot : .hadamard),
      [left, right],
      at: id,
      in: walk
    )
  }

  /// What a product of two values is: what they have for each index is multiplied as linear algebra
  /// does it.
  mutating func product(
    _ left: IndexedValue,
    _ right: IndexedValue,
    _ sign: BinaryOperator,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> IndexedValue {
    let (leftCount, rightCount) = (left.cells.count, right.cells.count)
    if leftCount == 0 || rightCount == 0 {
      return IndexedValue(
        factors: left.factors + right.factors,
        isRow: left.isRow || right.isRow
      )
    }
    if sign == .hadamard {
      guard left.isRow == right.isRow else { throw Unfit() }
      let factors = [try whole(left, at: id, in: walk), try whole(right, at: id, in: walk)]
      return IndexedValue(
        factors: [try elementwise(.infix(.hadamard), factors, at: id, in: walk)],
        isRow: left.isRow
      )
    }
    let (cell, second, summed) = (
      IndexedValue.cell, IndexedValue.secondCell, IndexedValue.summed
    )
    let areRows = leftCount == 1 && rightCount == 1 && isProductOfRows(id)
    let names: (left: [String: String], right: [String: String])
    switch (leftCount, left.isRow, rightCount, right.isRow) {
    case (1, false, 1, true) where areRows:
      names = ([cell: summed], [cell: summed])
    case (1, false, 1, true):
      // A column times a row has all products of their components.
      return IndexedValue(factors: left.factors + right.relabeled([cell: second]).factors)
    case (1, let isRow, 1, false) where isRow || sign == .dot:
      names = ([cell: summed], [cell: summed])
    case (2, _, 1, false):
      names = ([second: summed], [cell: summed])
    case (1, true, 2, _):
      names = ([cell: summed], [cell: summed, second: cell])
    case (2, _, 2, _):
      names = ([second: summed], [cell: summed])
    default: throw Unfit()
    }
    let all = left.relabeled(names.left).factors + right.relabeled(names.right).factors
    return IndexedValue(
      factors: try self.summed(all, over: summed, at: id, in: walk),
      isRow: leftCount == 1 && rightCount == 2
    )
  }

  // MARK: - Reductions

  /// The value of a reduction whose body was built for all values of its index.
  mutating func reduced(
    _ value: IndexedValue,
    by reduction: Reduction,
    over axis: Axis,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    var value = value
    guard value.factors.contains(where: { $0.labels.contains(axis.name) }) else { throw Unfit() }
    switch reduction {
    case .sum:
      value.factors = try summed(value.factors, over: axis.name, at: id, in: walk)
    case .mean:
      value.factors = try summed(value.factors, over: axis.name, at: id, in: walk)
      let share = draft.addLiteral(Tensor(1 / Double(axis.count)), written: id)
      value.factors.insert(Factor(value: share, labels: []), at: 0)
    case .product, .maximum, .minimum:
      let whole = try whole(value, at: id, in: walk)
      guard whole.labels == [axis.name], let function = reduction.function else { throw Unfit() }
      let result = try make(.function(function), [whole.value], at: id, in: walk)
      value = IndexedValue(factors: [Factor(value: result, labels: [])])
    case .stack:
      guard !value.isRow else { throw Unfit() }
      value = IndexedValue(factors: [
        try stacked(whole(value, at: id, in: walk), over: axis.name, at: id, in: walk)
      ])
    }
    return try add(value, at: id, in: walk)
  }

  /// What there is for each value of an index, side by side.
  private mutating func stacked(
    _ factor: Factor,
    over axis: String,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Factor {
    var factor = factor
    if factor.labels == [IndexedValue.cell, axis] {
      factor = Factor(
        value: try make(.transpose, [factor.value], at: id, in: walk),
        labels: factor.labels.reversed()
      )
    }
    guard factor.labels.contains(axis) else { throw Unfit() }
    if factor.labels == [axis, IndexedValue.cell] {
      factor.labels = [IndexedValue.cell, IndexedValue.secondCell]
    } else {
      guard !factor.labels.contains(IndexedValue.cell) else { throw Unfit() }
      factor.labels = factor.labels.map { $0 == axis ? IndexedValue.cell : $0 }
    }
    return factor
  }

  /// The factors of a product that is summed over an axis.
  mutating func summed(
    _ factors: [Factor],
    over axis: String,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> [Factor] {
    let rest = factors.filter { !$0.labels.contains(axis) }
    // Factors with the same axes are multiplied by components; the last two vectors are a dot product.
    var groups: [Factor] = []
    var partner: Factor?
    for factor in factors where factor.labels.contains(axis) {
      let place = groups.firstIndex { Set($0.labels) == Set(factor.labels) }
      guard let place else {
        groups.append(factor)
        continue
      }
      if factor.labels.count == 1 {
        if let other = partner {
          groups[place] = try multiplied(groups[place], other, at: id, in: walk)
        }
        partner = factor
      } else {
        groups[place] = try multiplied(groups[place], factor, at: id, in: walk)
      }
    }
    if groups.count > 1, let other = partner,
      let place = groups.firstIndex(where: { $0.labels == [axis] })
    {
      groups[place] = try multiplied(groups[place], other, at: id, in: walk)
      partner = nil
    }
    if groups.count == 3, let place = groups.firstIndex(where: { $0.labels == [axis] }) {
      let vector = groups.remove(at: place)
      groups[0] = try multiplied(groups[0], vector, at: id, in: walk)
    }
    let sum: Factor
    switch groups.count {
    case 1: sum = try summed(groups[0], partner, over: axis, at: id, in: walk)
    case 2: sum = try contracted(groups[0], groups[1], over: axis, at: id, in: walk)
    default: throw Unfit()
    }
    return rest + [sum]
  }

  private mutating func summed(
    _ factor: Factor,
    _ partner: Factor?,
    over axis: String,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Factor {
    if let partner {
      let value = try make(.infix(.dot), [factor.value, partner.value], at: id, in: walk)
      return Factor(value: value, labels: [])
    }
    guard factor.labels.count == 1 else {
      let function = factor.labels[0] == axis ? "sum_columns" : "sum_rows"
      return Factor(
        value: try make(.function(function), [factor.value], at: id, in: walk),
        labels: factor.labels.filter { $0 != axis }
      )
    }
    // The sum of the sums of all rows is the sum of all.
    let whole = takenBack(factor.value, by: ["sum_rows", "sum_columns"]) ?? factor.value
    return Factor(value: try make(.function("sum"), [whole], at: id, in: walk), labels: [])
  }

  /// The operand of the operation that was added last, which is taken back; nothing where that is
  /// another one.
  private mutating func takenBack(_ value: Value, by functions: [String]) -> Value? {
    guard case .node(let id) = value,
      functions.contains(where: { name in
        operations.positions(of: .function(name)).contains { draft.isLast(id, of: $0) }
      }), let operand = draft.takeBackLast()
    else { return nil }
    outcomes = outcomes.filter { $0.value != .node(id) }
    return .node(operand)
  }

  /// The product of linear algebra of two factors that share one axis.
  private mutating func contracted(
    _ left: Factor,
    _ right: Factor,
    over axis: String,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Factor {
    guard Set(left.labels).intersection(right.labels) == [axis] else { throw Unfit() }
    // A matrix stands before the vector that it is applied to; of two, what needs fewer transposes
    // is taken, and then what comes first by its rows.
    let isSwapped =
      left.labels.count == right.labels.count
      ? isBetter(right, left, than: (left, right), over: axis, in: walk)
      : left.labels.count < right.labels.count
    let (a, b) = isSwapped ? (right, left) : (left, right)
    let labels = a.labels.filter { $0 != axis } + b.labels.filter { $0 != axis }
    let first =
      a.labels.last == axis ? a.value : try make(.transpose, [a.value], at: id, in: walk)
    let second =
      b.labels[0] == axis ? b.value : try make(.transpose, [b.value], at: id, in: walk)
    return Factor(value: try make(.infix(.dot), [first, second], at: id, in: walk), labels: labels)
  }

  /// Whether two matrices are better multiplied in this order than in the other one.
  private func isBetter(
    _ left: Factor,
    _ right: Factor,
    than other: (Factor, Factor),
    over axis: String,
    in walk: Walk
  ) -> Bool {
    func transposes(_ left: Factor, _ right: Factor) -> Int {
      (left.labels[0] == axis ? 1 : 0) + (right.labels[1] == axis ? 1 : 0)
    }
    func rank(_ factor: Factor) -> Int {
      let label = factor.labels.first { $0 != axis } ?? axis
      if case .axis(let axis)? = walk.indices[label] { return axis.depth }
      return label == IndexedValue.secondCell ? .max : .max - 1
    }
    let counts = (transposes(left, right), transposes(other.0, other.1))
    return counts.0 == counts.1 ? rank(left) < rank(other.0) : counts.0 < counts.1
  }
}
