/// An order in which the matrices of a chain are multiplied.
package struct ProductOrder: Hashable, Sendable {
  /// What is multiplied: a factor of the chain, or the result of an earlier product.
  package enum Operand: Hashable, Sendable {
    /// A factor, by its position in the order of evaluation.
    case factor(Int)
    /// A product, by its position in the order.
    case product(Int)
  }

  /// One product of two matrices: (rows×inner)(inner×columns).
  package struct Product: Hashable, Sendable {
    /// The left matrix, which is evaluated later.
    package let left: Operand
    /// The right matrix, which is evaluated earlier.
    package let right: Operand
    /// The rows of the left matrix.
    package let rows: Int
    /// The columns of the left matrix, and the rows of the right one.
    package let inner: Int
    /// The columns of the right matrix.
    package let columns: Int

    /// What the product takes, and the size of its result.
    package var cost: Cost.Accumulation {
      let (rows, columns) = (Cost.Count(rows), Cost.Count(columns))
      return Cost.Accumulation(
        multiplications: rows * Cost.Count(inner) * columns,
        largestIntermediate: rows * columns
      )
    }
  }

  /// The products in the order in which they are made; none where there are less than two factors.
  package let products: [Product]
  /// What all of them take.
  package let cost: Cost.Accumulation

  /// Puts the matrices of the chain in, in the order of evaluation, and multiplies them; `nil` of
  /// a chain without factors.
  package func fold<Matrix>(
    _ factors: [Matrix],
    _ multiply: (_ left: Matrix, _ right: Matrix, _ isProduct: (left: Bool, right: Bool)) -> Matrix
  ) -> Matrix? {
    var results: [Matrix] = []
    func value(_ operand: Operand) -> (matrix: Matrix, isProduct: Bool) {
      switch operand {
      case .factor(let position): (factors[position], false)
      case .product(let position): (results[position], true)
      }
    }
    for product in products {
      let (left, right) = (value(product.left), value(product.right))
      results.append(multiply(left.matrix, right.matrix, (left.isProduct, right.isProduct)))
    }
    return results.last ?? factors.first
  }
}
