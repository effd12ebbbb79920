package import GradstepGraph

/// The Jacobian of the output with respect to a leaf as the product of the local Jacobians.
///
/// All numbers are worked out. Matrices among the nodes are taken column by column.
package struct LayeredJacobian: Hashable, Sendable {
  /// Why a chain is not written out: a matrix has too many entries.
  package struct TooLarge: Error, Hashable, Sendable {
    /// The factor that is too large; `nil` where the product is.
    package let factor: JacobianFactor?
    /// How many entries it has.
    package let entryCount: Cost.Count
  }

  /// What the factors give in the reverse order.
  package enum Reversal: Hashable, Sendable {
    /// There are less than two factors, so there is no other order.
    case none
    /// The factor at this position in the order of evaluation does not fit the next one.
    case clash(Int)
    /// All fit, and the product is a matrix; it is left out where it has too many entries.
    case product(Shape, Tensor?)
  }

  /// The leaf that the chain begins at.
  package let leaf: Node.ID
  /// The factors in the order of evaluation, without identities.
  package let factors: [JacobianFactor]
  /// The identities on the way, which the product does not need.
  package let identities: [JacobianFactor]
  /// The matrices of the factors.
  package let matrices: [Tensor]
  /// The product, the last factor first.
  package let product: Tensor
  /// The product in the reverse order, the first factor first.
  package let reversal: Reversal

  /// Works out the factors of a chain and their product.
  package init(_ chain: JacobianChain, in trace: Trace) throws(TooLarge) {
    leaf = chain.leaf
    factors = chain.factorsOverColumns
    identities = chain.path.filter { $0.isIdentity && !$0.reorders }
    var matrices: [Tensor] = []
    for factor in factors {
      guard let matrix = trace.matrix(of: factor) else {
        throw TooLarge(factor: factor, entryCount: factor.shape.entryCount)
      }
      matrices.append(matrix)
    }
    self.matrices = matrices
    let graph = trace.graph
    let shape = Shape.matrix(
      graph.shape(of: graph.output).count,
      graph.shape(of: chain.leaf).count
    )
    guard shape.entryCount <= LocalJacobian.largestEntryCount else {
      throw TooLarge(factor: nil, entryCount: shape.entryCount)
    }
    product = Self.product(matrices) ?? .identity(shape.rows)
    reversal = Self.reversal(matrices)
  }

  /// Whether the reverse order gives the same matrix, up to rounding.
  package var isSameReversed: Bool {
    guard case .product(product.shape, let reversed?) = reversal else { return false }
    return product.isRoundedAs(reversed)
  }

  private static func reversal(_ matrices: [Tensor]) -> Reversal {
    guard matrices.count > 1, let first = matrices.first, let last = matrices.last else {
      return .none
    }
    let clash = matrices.indices.dropLast().first {
      matrices[$0].shape.columns != matrices[$0 + 1].shape.rows
    }
    if let clash { return .clash(clash) }
    let shape = Shape.matrix(first.shape.rows, last.shape.columns)
    let isSmall = shape.entryCount <= LocalJacobian.largestEntryCount
    return .product(shape, isSmall ? product(matrices.reversed()) : nil)
  }

  /// The product of matrices in the order of evaluation; `nil` where there are none.
  private static func product(_ matrices: [Tensor]) -> Tensor? {
    MatrixChain(matrices.map { $0.shape }).best
      .fold(matrices) { left, right, _ in left.times(right) }
  }
}

extension Trace {
  /// The matrix of a factor, over the columns of both nodes; `nil` where it has too many entries.
  func matrix(of factor: JacobianFactor) -> Tensor? {
    guard factor.shape.entryCount <= LocalJacobian.largestEntryCount,
      let local = localJacobian(of: factor.node, slot: factor.slot)
    else { return nil }
    let (result, operand) = (graph.shape(of: factor.node), graph.shape(of: factor.operand))
    let entries = local.entries?.elements ?? []
    switch local.structure {
    case .rightFactor, .leftFactor:
      return local.entries.map { $0.overColumns(local.structure, shape: factor.shape) }
    case .identity, .scalarMultiple, .diagonal, .dense:
      let (rows, columns) = (result.columnOrder, operand.columnOrder)
      var matrix = Tensor(factor.shape, repeating: 0)
      for (i, row) in rows.enumerated() {
        for (j, column) in columns.enumerated() {
          let isOnDiagonal = row == column
          let entry: Double =
            switch local.structure {
            case .scalarMultiple: isOnDiagonal ? entries[0] : 0
            case .diagonal: isOnDiagonal ? entries[row] : 0
            case .dense: entries[row * columns.count + column]
            case .identity, .rightFactor, .leftFactor: isOnDiagonal ? 1 : 0
            }
          matrix.elements[i * columns.count + j] = entry
        }
      }
      return matrix
    }
  }
}

extension Tensor {
  /// The square matrix that changes nothing.
  fileprivate static func identity(_ size: Int) -> Tensor {
    var matrix = Tensor(.matrix(size, size), repeating: 0)
    for i in 0..<size { matrix.elements[i * size + i] = 1 }
    return matrix
  }

  /// xᵀ ⊗ I of a right factor x, or I ⊗ A of a left factor A, written out.
  fileprivate func overColumns(_ structure: Structure, shape: Shape) -> Tensor {
    let isRight = structure == .rightFactor
    // The blocks, and the numbers in each.
    let (blockRows, blockColumns) =
      isRight
      ? (shape.rows / self.shape.columns, shape.columns / self.shape.rows)
      : (self.shape.rows, self.shape.columns)
    var matrix = Tensor(shape, repeating: 0)
    for i in 0..<shape.rows {
      for j in 0..<shape.columns {
        let (outer, inner) = (
          (row: i / blockRows, column: j / blockColumns),
          (row: i % blockRows, column: j % blockColumns)
        )
        let isFilled = isRight ? inner.row == inner.column : outer.row == outer.column
        guard isFilled else { continue }
        matrix.elements[i * shape.columns + j] =
          isRight
          ? elements[outer.column * self.shape.columns + outer.row]
          : elements[inner.row * self.shape.columns + inner.column]
      }
    }
    return matrix
  }

  /// The product of two matrices that fit.
  fileprivate func times(_ other: Tensor) -> Tensor {
    let (rows, inner, columns) = (shape.rows, shape.columns, other.shape.columns)
    var product = Tensor(.matrix(rows, columns), repeating: 0)
    for i in 0..<rows {
      for j in 0..<columns {
        var sum = 0.0
        for k in 0..<inner {
          sum += elements[i * inner + k] * other.elements[k * columns + j]
        }
        product.elements[i * columns + j] = sum
      }
    }
    return product
  }
}
