import GradstepSyntax

/// `𝟏`, which is as many ones as a product needs, and the identity in a sum with a square matrix; beside
/// other operators it is the number 1.
extension GraphBuilder {
  /// The walk with ones of the size that a product asks for, where one of its sides is `𝟏` or `𝟏ᵀ`.
  mutating func filled(
    withOnes sign: BinaryOperator,
    _ left: Expression.ID,
    _ right: Expression.ID,
    in walk: Walk
  ) -> Walk? {
    if sign == .add || sign == .subtract { return filled(withIdentity: left, right, in: walk) }
    guard [.dot, .times, .juxtaposition].contains(sign) else { return nil }
    let (leftOnes, rightOnes) = (ones(left), ones(right))
    guard (leftOnes == nil) != (rightOnes == nil) else { return nil }
    let isLeft = leftOnes != nil
    guard case let other = walk.result(isLeft ? right : left), let shape = shape(of: other),
      shape.rank > 0
    else { return nil }
    let isRow = (isLeft ? leftOnes : rightOnes) == .row
    let tensor: Tensor
    switch (isLeft, isRow) {
    case (true, true): tensor = Tensor(.matrix(1, shape.rows), repeating: 1)
    case (true, false) where shape.rank == 1, (false, false) where shape.rank == 1:
      tensor = Tensor(.vector(shape.rows), repeating: 1)
    case (false, false): tensor = Tensor(.vector(shape.columns), repeating: 1)
    default:
      reportUncounted(id: isLeft ? left : right)
      return nil
    }
    guard draft.hasRoom(for: tensor.shape) else { return nil }
    var filled = walk
    let id = isLeft ? left : right
    filled.results[id - walk.first] = draft.addLiteral(tensor, written: id)
    return filled
  }

  /// The walk with the identity for the `𝟏` of `𝟏 − ηΛ`.
  private mutating func filled(
    withIdentity left: Expression.ID,
    _ right: Expression.ID,
    in walk: Walk
  ) -> Walk? {
    let isLeft = ones(left) == .column
    guard isLeft != (ones(right) == .column),
      let shape = shape(of: walk.result(isLeft ? right : left)), shape.rank == 2,
      shape.rows == shape.columns, shape.rows > 1, draft.hasRoom(for: shape)
    else { return nil }
    let id = isLeft ? left : right
    var numbers = Array(repeating: 0.0, count: shape.count)
    for row in 0..<shape.rows { numbers[row * (shape.columns + 1)] = 1 }
    var filled = walk
    filled.results[id - walk.first] = draft.addLiteral(Tensor(shape, numbers), written: id)
    say(
      .warning(
        "one-as-identity",
        "beside a square matrix '\(tree.reading(of: id))' reads as the identity",
        at: tree.expressions[id].range,
        solutions: [Diagnostic.Solution(summary: "to add 1 to each component, write a plain 1")]
      )
    )
    return filled
  }

  /// Says that nothing beside `𝟏` tells how many ones are meant.
  private mutating func reportUncounted(id: Expression.ID) {
    say(
      .error(
        "uncounted-ones",
        "ones are as many as the product beside them needs, and this one takes any number",
        at: tree.expressions[id].range,
        solutions: [Diagnostic.Solution(summary: "write how many: ones(3), or ones(3)' for a row")]
      )
    )
  }

  private enum Ones {
    case column
    case row
  }

  /// Whether an expression is `𝟏` or its transpose.
  private func ones(_ id: Expression.ID) -> Ones? {
    switch tree.expressions[id].kind {
    case .ones: .column
    case .transpose(let operand) where tree.expressions[operand].kind == .ones: .row
    default: nil
    }
  }

  private func shape(of value: Value) -> Shape? {
    switch value {
    case .broken, .eulersNumber, .indexed, .index, .slice: nil
    case .node, .literal: draft.shape(value)
    }
  }
}
