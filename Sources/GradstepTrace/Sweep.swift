package import GradstepGraph

/// What flows through the graph besides values.
package enum Sweep: Hashable, Sendable {
  /// Cotangents flow from the output back to the leaves.
  case reverse(Seed)
  /// Tangents flow from leaves to the output, along with the values; other leaves stand still.
  case forward([Node.ID: Tensor])
}

/// The cotangent that is given to the output.
package enum Seed: Hashable, Sendable {
  /// 1 for a scalar, all ones else: what follows are the gradients of the sum of the components.
  case ones
  /// One component, counted from 0 down the columns: one row of the Jacobian follows.
  case component(Int)
  /// A cotangent in the shape of the output: vᵀJ follows.
  case cotangent(Tensor)
  /// Each component at once: at every node stands the whole matrix ∂(output)/∂(node).
  case everyComponent
}

extension Shape {
  /// The positions of the elements in the order of vec: column by column.
  ///
  /// Matrices are stored row by row, and notes stack their columns. See Magnus and Neudecker,
  /// *Matrix Differential Calculus*, section 2.4.
  package var columnOrder: [Int] {
    (0..<columns).flatMap { column in (0..<rows).map { $0 * columns + column } }
  }
}
