import GradstepSyntax

/// Operations on values for all values of an index at once.
///
/// What is elementwise in the index becomes an elementwise operation, and what contracts a product;
/// whatever is neither is `Unfit`, and its terms are written out.
extension GraphBuilder {
  typealias Factor = IndexedValue.Factor

  /// Whether a value has an index, or waits as a transpose, so that it is no node of its own.
  func hasAxes(_ value: Value) -> Bool {
    switch value {
    case .indexed, .index: true
    case .node, .literal, .slice, .eulersNumber, .broken: false
    }
  }

  /// A value by its factors and the names of their axes.
  mutating func axes(
    of value: Value,
    at id: Expression.ID,
    in walk: Walk
  ) -> IndexedValue {
    switch value {
    case .indexed(let position): return indexed[position]
    case .index(let name, let offset):
      guard case .axis(let axis)? = walk.indices[name] else { return IndexedValue(factors: []) }
      let numbers = (0..<axis.count).map { Double(axis.lower + $0 + offset) }
      let literal = draft.addLiteral(Tensor(numbers), written: id)
      return IndexedValue(factors: [Factor(value: literal, labels: [name])])
    case .node, .literal, .slice, .eulersNumber, .broken:
      let labels = [IndexedValue.cell, IndexedValue.secondCell].prefix(draft.shape(value).rank)
      return IndexedValue(factors: [Factor(value: value, labels: Array(labels))])
    }
  }

  /// The value of a reduction whose body was built for all values of its index.
  mutating func reduced(
    _ value: Value,
    by reduction: Reduction,
    over axis: Axis,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    let value = axes(of: value, at: id, in: walk)
    return try reduced(value, by: reduction, over: axis, at: id, in: walk)
  }

  /// Takes a value, as a node where no index is left and no transpose waits for its product.
  mutating func add(
    _ value: IndexedValue,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    guard value.isPlain, !value.isTransposed else {
      indexed.append(value)
      return .indexed(indexed.count - 1)
    }
    return try whole(value, at: id, in: walk).value
  }

  /// The node of a value without an index, transposed where that was put off.
  mutating func settled(
    _ value: Value,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    guard case .indexed(let position) = value, indexed[position].isPlain else { return value }
    let whole = try whole(indexed[position], at: id, in: walk)
    return indexed[position].isTransposed
      ? try make(.transpose, [whole.value], at: id, in: walk) : whole.value
  }

  /// How many components there are for each index.
  func cellSize(of value: IndexedValue) -> Int? {
    for factor in value.factors {
      if let place = factor.labels.firstIndex(where: IndexedValue.isCell) {
        return draft.shape(factor.value).dimensions[place]
      }
    }
    return nil
  }

  // MARK: - Operations

  /// Applies what is written to values of which one has an index.
  mutating func applyToAxes(
    _ notation: Notation,
    _ values: [Value],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    if let index = shifted(notation, values) { return index }
    if notation == .component { return try component(values, at: id, in: walk) }
    var operands: [IndexedValue] = []
    for value in values { operands.append(axes(of: value, at: id, in: walk)) }
    if notation == .transpose { return try add(operands[0].transposed, at: id, in: walk) }
    if case .infix(let sign) = notation, sign.isProduct {
      return try add(product(operands[0], operands[1], sign, at: id, in: walk), at: id, in: walk)
    }
    // What has no index is a value like others.
    if operands.allSatisfy({ $0.isPlain }) {
      var settled: [Value] = []
      for value in values { settled.append(try self.settled(value, at: id, in: walk)) }
      return try make(notation, settled, at: id, in: walk)
    }
    var factors: [Factor] = []
    for operand in operands { factors.append(try whole(operand, at: id, in: walk)) }
    if let value = try reducedCells(notation, factors, at: id, in: walk) { return value }
    if let index = silentIndex(notation, factors, at: id, in: walk) {
      factors = factors.map { index.given(to: $0) }
    }
    let isRow = operands.contains { $0.isRow }
    let factor = try elementwise(notation, factors, at: id, in: walk)
    return try add(IndexedValue(factors: [factor], isRow: isRow), at: id, in: walk)
  }

  /// An index and a number, as in `i - 1`.
  private func shifted(_ notation: Notation, _ values: [Value]) -> Value? {
    guard case .infix(let sign) = notation, sign == .add || sign == .subtract else { return nil }
    switch (values[0], values[1]) {
    case (.index(let name, let offset), let other):
      guard let number = draft.number(other, takesLeaves: true), let shift = Int(counting: number)
      else { return nil }
      return .index(name, offset: sign == .add ? offset + shift : offset - shift)
    case (let other, .index(let name, let offset)) where sign == .add:
      guard let number = draft.number(other, takesLeaves: true), let shift = Int(counting: number)
      else { return nil }
      return .index(name, offset: offset + shift)
    default: return nil
    }
  }

  // MARK: - By components

  /// An operation by components, on values that share their axes or have fewer of them.
  mutating func elementwise(
    _ notation: Notation,
    _ factors: [Factor],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Factor {
    let longest = factors.max { $0.labels.count < $1.labels.count } ?? factors[0]
    let labels = longest.labels
    guard factors.allSatisfy({ Set($0.labels).isSubset(of: labels) }) else { throw Unfit() }
    let shape = draft.shape(longest.value)
    var operands: [Value] = []
    for factor in factors {
      let isBias = notation.takesBias && draft.isBias(factor.value, of: shape)
      operands.append(
        isBias ? factor.value : try spread(factor, over: labels, at: id, in: walk)
      )
    }
    var notation = notation
    if notation == .infix(.power), draft.shape(operands[0]).rank == 2 {
      guard draft.number(operands[1], takesLeaves: false) == 2 else { throw Unfit() }
      notation = .function("square")
      operands.removeLast()
    }
    if case .function(let name) = notation, name == "softmax" || name == "log_softmax" {
      guard labels.count == 1, !IndexedValue.isCell(labels[0]) else { throw Unfit() }
      sayRunsOver(name, labels[0], at: id)
      return Factor(value: try make(notation, operands, at: id, in: walk), labels: labels)
    }
    let value = try make(notation, operands, at: id, in: walk)
    guard isByComponents(value), draft.shape(value).rank == labels.count else { throw Unfit() }
    return Factor(value: value, labels: labels)
  }

  /// Says that a function of one component is that of all of them, as `softmax(z_i)` is meant.
  private mutating func sayRunsOver(_ function: String, _ index: String, at id: Expression.ID) {
    let body = tree.expressions[id].operands.first.map { tree.reading(of: $0) } ?? "…"
    say(
      .warning(
        "function-over-index",
        "\(function)(\(body)) reads as the \(function) over all values of the index '\(index)',"
          + " of which this is the one of \(index)",
        at: tree.expressions[id].head
      )
    )
  }

  /// Whether the operation that a value is of works on each component alone.
  private func isByComponents(_ value: Value) -> Bool {
    guard case .node(let id) = value else { return true }
    return draft.isByComponents(id, operations)
  }

  /// A factor in the shape in which an elementwise operation takes it beside a value with the axes.
  private mutating func spread(
    _ factor: Factor,
    over labels: [String],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    if factor.labels.isEmpty || factor.labels == labels { return factor.value }
    if factor.labels.count == 2 || factor.labels == [labels[1]] {
      return try make(.transpose, [factor.value], at: id, in: walk)
    }
    let count = draft.addLiteral(Tensor(Double(draft.shape(factor.value).count)), written: id)
    let one = draft.addLiteral(Tensor(1), written: id)
    return try make(.function("reshape"), [factor.value, count, one], at: id, in: walk)
  }

  /// What makes one number of the components that there are for each index: a squared norm, a sum.
  private mutating func reducedCells(
    _ notation: Notation,
    _ factors: [Factor],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value? {
    guard case .function(let name) = notation, factors.count == 1 else { return nil }
    let cells = factors[0].labels.filter(IndexedValue.isCell)
    switch name {
    case "norm":
      // The root of a sum has no gradient at 0, and a norm has one.
      guard isSquared(id, in: walk), cells.count < 2 else { throw Unfit() }
      let square = try make(.function("square"), [factors[0].value], at: id, in: walk)
      var factor = Factor(value: square, labels: factors[0].labels)
      if let cell = cells.first { factor = try summed([factor], over: cell, at: id, in: walk)[0] }
      return try add(IndexedValue(factors: [factor]), at: id, in: walk)
    case "sum":
      guard cells.count == 1 else { return nil }
      let factors = try summed(factors, over: cells[0], at: id, in: walk)
      return try add(IndexedValue(factors: factors), at: id, in: walk)
    default: return nil
    }
  }

  /// Whether all that is made of an expression is its square.
  private func isSquared(_ id: Expression.ID, in walk: Walk) -> Bool {
    guard id + 2 <= walk.root, case .number(2) = tree.expressions[id + 1].kind else { return false }
    return tree.expressions[id + 2].kind == .binary(.power, id, id + 1)
  }

  /// Whether a power is the square of a norm that was squared already, for all values of an index.
  func isSquareOfNorm(_ id: Expression.ID, of base: Expression.ID, in walk: Walk) -> Bool {
    guard case .call("norm", _) = tree.expressions[base].kind, functions["norm"] == nil,
      id == base + 2, isSquared(base, in: walk), case .indexed = walk.result(base)
    else { return false }
    return true
  }
}

extension Notation {
  /// Whether the operation takes a vector for each row or column of a matrix.
  fileprivate var takesBias: Bool {
    switch self {
    case .infix(let sign): sign != .power
    default: false
    }
  }
}

extension BinaryOperator {
  /// Whether the operator is a product.
  var isProduct: Bool {
    switch self {
    case .dot, .times, .juxtaposition, .hadamard: true
    case .add, .subtract, .divide, .power: false
    }
  }
}

extension GraphDraft {
  /// Whether a vector goes with the rows or the columns of a matrix in one way only.
  fileprivate func isBias(_ value: GraphBuilder.Value, of matrix: Shape) -> Bool {
    let shape = shape(value)
    return shape.rank == 1 && matrix.rank == 2 && Pairing.ways(of: shape, in: matrix).count == 1
  }
}
