import GradstepSyntax

/// Operations on values for all values of an index at once.
///
/// What is elementwise in the index becomes an elementwise operation, and what contracts a product;
/// whatever is neither is `Unfit`, and its terms are written out.
extension GraphBuilder {
  typealias Factor = IndexedValue.Factor

  /// Whether a value has an index, so that it is no node of its own.
  func hasAxes(_ value: Value) -> Bool {
    switch value {
    case .indexed, .index: true
    case .node, .literal, .slice, .eulersNumber, .broken: false
    }
  }

  /// A value by its factors and the names of their axes.
  private mutating func axes(of value: Value, at id: Expression.ID, in walk: Walk) -> IndexedValue {
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

  private mutating func add(
    _ value: IndexedValue,
    at id: Expression.ID,
    in walk: Walk
  )
    throws(Unfit) -> Value
  {
    guard value.isPlain else {
      indexed.append(value)
      return .indexed(indexed.count - 1)
    }
    let whole = try whole(value, at: id, in: walk)
    guard value.isRow, whole.labels.count == 1 else { return whole.value }
    return try make(.transpose, [whole.value], at: id, in: walk)
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
    switch notation {
    case .infix(let sign) where [.dot, .times, .juxtaposition, .hadamard].contains(sign):
      return try add(product(operands[0], operands[1], sign, at: id, in: walk), at: id, in: walk)
    case .transpose:
      guard operands[0].cells.count < 2 else { throw Unfit() }
      operands[0].isRow.toggle()
      return try add(operands[0], at: id, in: walk)
    case .list:
      throw Unfit()
    default:
      var factors: [Factor] = []
      for operand in operands { factors.append(try whole(operand, at: id, in: walk)) }
      let isRow = operands.contains(where: \.isRow)
      let factor = try elementwise(notation, factors, at: id, in: walk)
      return try add(IndexedValue(factors: [factor], isRow: isRow), at: id, in: walk)
    }
  }

  /// An index and a number, as in `i - 1`.
  private func shifted(_ notation: Notation, _ values: [Value]) -> Value? {
    guard case .infix(let sign) = notation, sign == .add || sign == .subtract else { return nil }
    switch (values[0], values[1]) {
    case (.index(let name, let offset), let other):
      guard let number = draft.number(other, takesLeaves: true), let shift = Int(exactly: number)
      else { return nil }
      return .index(name, offset: sign == .add ? offset + shift : offset - shift)
    case (let other, .index(let name, let offset)) where sign == .add:
      guard let number = draft.number(other, takesLeaves: true), let shift = Int(exactly: number)
      else { return nil }
      return .index(name, offset: offset + shift)
    default: return nil
    }
  }

  /// An operation by components, on values that share their axes or have fewer of them.
  private mutating func elementwise(
    _ notation: Notation,
    _ factors: [Factor],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Factor {
    let labels = try commonLabels(factors)
    var operands: [Value] = []
    for factor in factors {
      operands.append(try spread(factor, over: labels, at: id, in: walk))
    }
    let shapes = operands.map(draft.shape)
    var notation = notation
    if notation == .infix(.power), shapes[0].rank == 2 {
      guard draft.number(operands[1], takesLeaves: false) == 2 else { throw Unfit() }
      notation = .function("square")
      operands.removeLast()
    }
    let value = try make(notation, operands, at: id, in: walk)
    guard isByComponents(notation, value), draft.shape(value).rank == labels.count else {
      throw Unfit()
    }
    return Factor(value: value, labels: labels)
  }

  /// Whether the operation that a value is of works on each component alone, or each row.
  private func isByComponents(_ notation: Notation, _ value: Value) -> Bool {
    guard case .node(let id) = value else { return true }
    return draft.isByComponents(id, operations)
  }

  private func commonLabels(_ factors: [Factor]) throws(Unfit) -> [String] {
    let longest = factors.max { $0.labels.count < $1.labels.count }?.labels ?? []
    guard factors.allSatisfy({ Set($0.labels).isSubset(of: longest) }) else { throw Unfit() }
    return longest
  }

  /// A factor in the shape in which an elementwise operation takes it beside a value with the axes.
  private mutating func spread(
    _ factor: Factor,
    over labels: [String],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    if factor.labels.isEmpty || factor.labels == labels { return factor.value }
    if factor.labels.count == 2 { return try make(.transpose, [factor.value], at: id, in: walk) }
    if factor.labels == [labels[1]] {
      return try make(.transpose, [factor.value], at: id, in: walk)
    }
    let count = draft.addLiteral(Tensor(Double(draft.shape(factor.value).count)), written: id)
    let one = draft.addLiteral(Tensor(1), written: id)
    return try make(.function("reshape"), [factor.value, count, one], at: id, in: walk)
  }

  // MARK: - Products

  /// The product of all factors as one.
  private mutating func whole(
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
      let row = try make(.transpose, [right.value], at: id, in: walk)
      let value = try make(.infix(.dot), [left.value, row], at: id, in: walk)
      return Factor(value: value, labels: left.labels + right.labels)
    }
    let isScaling = left.labels.isEmpty || right.labels.isEmpty
    return try elementwise(
      .infix(isScaling ? .dot : .hadamard),
      [left, right],
      at: id,
      in: walk
    )
  }

  private mutating func product(
    _ left: IndexedValue,
    _ right: IndexedValue,
    _ sign: BinaryOperator,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> IndexedValue {
    let (leftCells, rightCells) = (left.cells, right.cells)
    if sign == .hadamard, !leftCells.isEmpty, !rightCells.isEmpty {
      let factors = [try whole(left, at: id, in: walk), try whole(right, at: id, in: walk)]
      return IndexedValue(
        factors: [try elementwise(.infix(.hadamard), factors, at: id, in: walk)],
        isRow: left.isRow
      )
    }
    if leftCells.isEmpty || rightCells.isEmpty {
      return IndexedValue(
        factors: left.factors + right.factors,
        isRow: left.isRow || right.isRow
      )
    }
    // A row times a column, a matrix times a column, a row times a matrix.
    var (a, b) = (try whole(left, at: id, in: walk), try whole(right, at: id, in: walk))
    let isDot =
      leftCells.count == 1 && rightCells.count == 1 && !right.isRow && (left.isRow || sign == .dot)
    let isImage = leftCells.count == 2 && rightCells.count == 1 && !right.isRow
    let isPreimage = leftCells.count == 1 && left.isRow && rightCells.count == 2
    guard isDot || isImage || isPreimage else { throw Unfit() }
    let last = isImage ? IndexedValue.secondCell : IndexedValue.cell
    a.labels = a.labels.map { $0 == last ? IndexedValue.summed : $0 }
    b.labels = b.labels.map {
      switch $0 {
      case IndexedValue.cell: IndexedValue.summed
      case IndexedValue.secondCell: IndexedValue.cell
      default: $0
      }
    }
    let factors = try summed([a, b], over: IndexedValue.summed, at: id, in: walk)
    return IndexedValue(factors: factors, isRow: isPreimage)
  }

  // MARK: - Reductions

  /// The value of a reduction whose body was built for all values of its index.
  mutating func reduced(
    _ value: Value,
    by reduction: Reduction,
    over axis: Axis,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    var value = axes(of: value, at: id, in: walk)
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
  private mutating func summed(
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
    let function =
      factor.labels.count == 1 ? "sum" : factor.labels[0] == axis ? "sum_columns" : "sum_rows"
    return Factor(
      value: try make(.function(function), [factor.value], at: id, in: walk),
      labels: factor.labels.filter { $0 != axis }
    )
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
    // A matrix stands before the vector that it is applied to.
    var (a, b) = left.labels.count < right.labels.count ? (right, left) : (left, right)
    if a.labels[1] != axis {
      if b.labels.count == 2, b.labels[1] == axis {
        (a, b) = (b, a)
      }
    }
    let labels = a.labels.filter { $0 != axis } + b.labels.filter { $0 != axis }
    let first =
      a.labels[1] == axis ? a.value : try make(.transpose, [a.value], at: id, in: walk)
    let second =
      b.labels[0] == axis ? b.value : try make(.transpose, [b.value], at: id, in: walk)
    return Factor(value: try make(.infix(.dot), [first, second], at: id, in: walk), labels: labels)
  }

  // MARK: - Components

  private mutating func component(
    _ values: [Value],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    var base = axes(of: values[0], at: id, in: walk)
    guard !base.isRow || base.cells.count < 2, base.cells.count >= values.count - 1 else {
      throw Unfit()
    }
    var factor = try whole(base, at: id, in: walk)
    let cells = base.cells
    for (place, index) in values.dropFirst().enumerated().reversed() {
      guard let axisPlace = factor.labels.firstIndex(of: cells[place]) else { throw Unfit() }
      switch index {
      case .index(let name, let offset):
        guard case .axis(let axis)? = walk.indices[name], !factor.labels.contains(name) else {
          throw Unfit()
        }
        let size = draft.shape(factor.value).dimensions[axisPlace]
        let first = axis.firstComponent + offset
        guard first >= 1, first + axis.count - 1 <= size else { throw Unfit() }
        if axis.count < size {
          guard axisPlace == 0 else { throw Unfit() }
          factor = Factor(
            value: try slice(factor.value, first, first + axis.count - 1, at: id, in: walk),
            labels: factor.labels
          )
        }
        factor.labels[axisPlace] = name
      case .slice(nil, nil):
        continue
      case .slice, .indexed, .eulersNumber, .broken:
        throw Unfit()
      case .literal, .node:
        guard factor.labels.count == 2, let number = draft.number(index, takesLeaves: true) else {
          throw Unfit()
        }
        let parameter = draft.addLiteral(Tensor(number), written: id)
        factor = Factor(
          value: try make(
            axisPlace == 0 ? .row : .column,
            [factor.value, parameter],
            at: id,
            in: walk
          ),
          labels: [factor.labels[1 - axisPlace]]
        )
      }
    }
    // A column of which the row is left is a vector like others.
    let left = factor.labels.filter(IndexedValue.isCell)
    if left.count == 1 {
      factor.labels = factor.labels.map { IndexedValue.isCell($0) ? IndexedValue.cell : $0 }
    }
    base = IndexedValue(factors: [factor])
    return try add(base, at: id, in: walk)
  }

  private mutating func slice(
    _ value: Value,
    _ first: Int,
    _ last: Int,
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    let ends = [first, last].map { draft.addLiteral(Tensor(Double($0)), written: id) }
    return try make(.slice, [value] + ends, at: id, in: walk)
  }
}
