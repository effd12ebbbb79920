import GradstepSyntax

/// Rows of matrices that notes multiply as rows: `P_u Q_i^\top` is a number.
extension GraphBuilder {
  /// The dot product that `P_u Q_i^\top` is, where nothing has an index; nothing where it is another
  /// product.
  mutating func productOfRows(
    _ left: Expression.ID,
    _ right: Expression.ID,
    by id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard isProductOfRows(id), !hasAxes(walk.result(left)), !hasAxes(walk.result(right)),
      case .node(let row) = walk.result(right), draft.shape(walk.result(left)).rank == 1,
      operations.positions(of: .transpose).contains(where: { draft.isLast(row, of: $0) }),
      let vector = draft.takeBackLast()
    else { return nil }
    return try? make(.infix(.dot), [walk.result(left), .node(vector)], at: id, in: walk)
  }

  /// Whether a product is one of rows of two matrices with a capital, the second one transposed.
  ///
  /// That is said then. Of one matrix, `X_i X_i^\top` is a product of columns.
  mutating func isProductOfRows(_ id: Expression.ID) -> Bool {
    guard case .binary(let sign, let left, let right) = tree.expressions[id].kind,
      sign == .juxtaposition || sign == .dot || sign == .times,
      case .transpose(let second) = tree.expressions[right].kind,
      let first = matrixOfRow(left), let other = matrixOfRow(second), first != other
    else { return false }
    say(
      .warning(
        "product-of-rows",
        "\(tree.reading(of: left)) and \(tree.reading(of: second)) are rows, so this reads as their dot"
          + " product",
        at: tree.expressions[id].range
      )
    )
    return true
  }

  /// The matrix with a capital of which an expression is a row, as `P` of `P_u`.
  private func matrixOfRow(_ id: Expression.ID) -> String? {
    guard case .component(let base, let indices) = tree.expressions[id].kind, indices.count == 1,
      case .name(let name) = tree.expressions[base].kind,
      tree.sources.text(in: tree.expressions[base].range).contains(where: { $0.isUppercase }),
      name.first?.isUppercase ?? false
    else { return nil }
    return name
  }
}
