import GradstepSyntax

/// How libraries stretch operands, where notes would have an error or mean something else: a vector is a
/// row to them.
extension GraphBuilder {
  /// The operation on a vector and a square matrix, row by row, or on a row and a column, of which each
  /// component meets each; nothing where libraries do as notes do.
  mutating func broadcast(
    _ sign: BinaryOperator,
    _ left: Expression.ID,
    _ right: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard isCode(id), [.add, .subtract, .hadamard, .divide].contains(sign),
      let shapes = shapes(of: [left, right], in: walk),
      let slot = [0, 1].first(where: { isRow(shapes[$0], beside: shapes[1 - $0]) })
    else { return nil }
    let other = shapes[1 - slot]
    var values = [left, right].map { node(walk.result($0), of: $0, group: walk.group) }
    do throws(Unfit) {
      var row = values[slot]
      if shapes[slot].rank == 2 {
        let one = draft.addLiteral(Tensor(1), written: id)
        row = try make(.row, [row, one], at: id, in: walk)
      }
      let count = other.columns == 1 ? other.rows : 1
      guard count <= Self.mostRepeatedRows else { return nil }
      let rows = Array(repeating: row, count: count)
      values[slot] = try make(.list, rows, at: id, in: walk)
      return try make(.infix(sign), values, at: id, in: walk)
    } catch {
      return nil
    }
  }

  /// The most rows that are written out as one row over and over.
  private static let mostRepeatedRows = 1_000

  /// Whether an operand is a row that libraries take otherwise than notes do beside the other one.
  private func isRow(_ shape: Shape, beside other: Shape) -> Bool {
    guard other.rank == 2, other.rows > 1, shape.count > 1 else { return false }
    let isColumn = other.columns == 1
    if shape.rank == 2 { return shape.rows == 1 && isColumn }
    return shape.rank == 1 && (isColumn || other.rows == other.columns && shape.count == other.rows)
  }
}
