package import GradstepGraph

/// Both ways to pull upstream back through a slot: with the matrix written out, and by the rule of
/// the operation, which never builds it.
package struct PullbackRoutes: Hashable, Sendable {
  /// The local Jacobian over the columns of both nodes; `nil` where it has too many entries.
  package let matrix: Tensor?
  /// Upstream as a vector, a matrix column by column.
  package let upstream: Tensor
  /// Jᵀ·g with the matrix, in the shape of the operand; `nil` where there is no matrix.
  package let product: Tensor?
  /// What the rule of the operation gives.
  package let shortcut: Tensor

  /// Whether both ways give the same, up to rounding; `nil` where only one was gone.
  package var agree: Bool? {
    product.map { shortcut.isRoundedAs($0) }
  }
}

extension Trace {
  /// Both ways to pull a cotangent of a node back through one of its slots.
  ///
  /// `nil` for a leaf, and for a slot that the operation does not have.
  package func pullbackRoutes(
    of id: Node.ID,
    slot: Int,
    upstream: Tensor
  ) -> PullbackRoutes? {
    let operands = graph.operands(of: id)
    guard let operand = operands.dropFirst(slot).first else { return nil }
    let matrix = matrix(of: graph.jacobianFactor(of: id, slot: slot, operand: operand))
    let column = upstream.shape.columnOrder.map { upstream.elements[$0] }
    return PullbackRoutes(
      matrix: matrix,
      upstream: Tensor(column),
      product: matrix.map { pulledBack(column, through: $0, to: graph.shape(of: operand)) },
      shortcut: pullback(of: id, slot: slot, upstream: upstream)
    )
  }

  /// Jᵀ·g, put back into the shape of the operand.
  private func pulledBack(_ column: [Double], through matrix: Tensor, to shape: Shape) -> Tensor {
    var result = Tensor(shape, repeating: 0)
    for (j, position) in shape.columnOrder.enumerated() {
      var sum = 0.0
      // A zero of the matrix says that nothing flows, even where upstream is infinite.
      for (i, g) in column.enumerated() {
        let entry = matrix.elements[i * shape.count + j]
        if entry != 0 { sum += entry * g }
      }
      result.elements[position] = sum
    }
    return result
  }
}
