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
    let opening = "{\(slot)} goes with each \(line) of {\(1 - slot)}"
    return Remark(
      forward: "\(opening)",
      backward: count > 1 ? "\(opening), so its gradient is the sum over the \(line)s" : nil
    )
  }

  /// A value in the shape of the bias, repeated in the shape of the matrix, as a formula.
  func repeated(_ place: String) -> String {
    switch (isForRows, count) {
    case (true, 1): "\(place)ᵀ"
    case (true, let count): "ones(\(count))·\(place)\(shape.rank == 1 ? "ᵀ" : "")"
    case (false, 1): place
    case (false, let count): "\(place)·ones(\(count))ᵀ"
    }
  }

  /// A matrix summed over its rows or columns in the shape of the bias, as a formula.
  func summed(_ matrix: String) -> String {
    switch (isForRows, shape.rank) {
    case (_, 1) where count == 1: "reshape(\(matrix), \(shape.count))"
    case (true, 1): "\(Formula(matrix).asComponentFactor)ᵀ·ones(\(count))"
    case (true, _): "ones(\(count))ᵀ·\(Formula(matrix).asComponentFactor)"
    case (false, 1): "\(Formula(matrix).asComponentFactor)·ones(\(count))"
    case (false, _): "\(Formula(matrix).asComponentFactor)·ones(\(count), 1)"
    }
  }

  /// The local Jacobian of repeating the bias.
  var repetition: String { isForRows ? "I ⊗ ones(\(count))" : "ones(\(count)) ⊗ I" }
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
