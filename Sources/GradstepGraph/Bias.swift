/// A vector, or a matrix of one row or column, that goes with each row or column of a matrix.
struct Bias: Hashable, Sendable {
  /// The slot that the bias is in; the matrix is in the other one.
  let slot: Int
  /// The shape of the bias.
  let shape: Shape
  /// The shape of the matrix.
  let matrix: Shape
  /// Whether it goes with each row, and not with each column.
  let isForRows: Bool

  /// How often the bias is taken.
  var count: Int { isForRows ? matrix.rows : matrix.columns }

  /// What a step says of it.
  var remark: Remark {
    let line = isForRows ? "row" : "column"
    let (own, other) = (Formula.operand(slot), Formula.operand(1 - slot))
    return Remark(
      forward: "\(own) goes with each \(line) of \(other)",
      backward: count > 1
        ? "\(own) goes with each \(line) of \(other), so its gradient is the sum over the \(line)s"
        : nil
    )
  }

  /// A value in the shape of the bias, repeated in the shape of the matrix, as a formula.
  func repeated(_ place: Formula) -> Formula {
    switch (isForRows, count) {
    case (true, 1): .transposed(place)
    case (true, _): ones * (shape.rank == 1 ? .transposed(place) : place)
    case (false, 1): place
    case (false, _): place * .transposed(ones)
    }
  }

  /// A matrix summed over its rows or columns in the shape of the bias, as a formula.
  func summed(_ matrix: Formula) -> Formula {
    switch (isForRows, shape.rank) {
    case (_, 1) where count == 1: .reshape(matrix, [shape.count])
    case (true, 1): .transposed(matrix) * ones
    case (true, _): .transposed(ones) * matrix
    case (false, 1): matrix * ones
    case (false, _): matrix * .call("ones", sizes: [count, 1])
    }
  }

  /// The local Jacobian of repeating the bias.
  var repetition: Formula { isForRows ? .identity ⊗ ones : ones ⊗ .identity }

  private var ones: Formula { .call("ones", sizes: [count]) }
}

extension Usage {
  /// The operand that goes with each row or column of the other one; `nil` where none does.
  var bias: Bias? {
    guard shapes.count == 2 else { return nil }
    for slot in 0...1 {
      let (shape, matrix) = (shapes[slot], shapes[1 - slot])
      guard let pairing = Pairing(of: shape, in: matrix), [.rows, .columns].contains(pairing) else {
        continue
      }
      return Bias(slot: slot, shape: shape, matrix: matrix, isForRows: pairing == .rows)
    }
    return nil
  }
}
