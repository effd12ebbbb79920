import GradstepSyntax

/// Components, rows and slices for all values of an index at once.
extension GraphBuilder {
  // MARK: - Components

  mutating func component(
    _ values: [Value],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    let base = axes(of: values[0], at: id, in: walk)
    guard base.cells.count >= values.count - 1 else { throw Unfit() }
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
        factor.labels[axisPlace] = name
        if axis.count < size {
          if axisPlace == 1 {
            // What is cut are rows.
            factor = Factor(
              value: try make(.transpose, [factor.value], at: id, in: walk),
              labels: factor.labels.reversed()
            )
          }
          factor = Factor(
            value: try slice(factor.value, first, first + axis.count - 1, at: id, in: walk),
            labels: factor.labels
          )
        }
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
    return try add(IndexedValue(factors: [factor]), at: id, in: walk)
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
