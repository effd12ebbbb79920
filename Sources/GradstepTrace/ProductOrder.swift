import GradstepGraph

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
    package var cost: Cost.Accumulation { .product(rows, inner, columns) }
  }

  /// The shapes of the factors, in the order of evaluation.
  private let factors: [Shape]
  /// The products in the order in which they are made; none where there are less than two factors.
  package private(set) var products: [Product] = []
  /// What all of them take.
  package private(set) var cost: Cost.Accumulation

  /// The order of factors of these shapes, before the first product.
  init(of factors: [Shape]) {
    self.factors = factors
    products.reserveCapacity(factors.count)
    // A factor alone is the result.
    cost = .init(largestIntermediate: factors.count == 1 ? factors[0].entryCount : 0)
  }

  /// Multiplies two matrices that fit.
  mutating func multiply(_ left: Operand, _ right: Operand) -> Operand {
    let (one, other) = (shape(left), shape(right))
    let product = Product(
      left: left,
      right: right,
      rows: one.rows,
      inner: one.columns,
      columns: other.columns
    )
    products.append(product)
    cost = cost + product.cost
    return .product(products.count - 1)
  }

  private func shape(_ operand: Operand) -> Shape {
    switch operand {
    case .factor(let position): factors[position]
    case .product(let position): .matrix(products[position].rows, products[position].columns)
    }
  }

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
