/// What is known of a square matrix as a whole; a scalar counts as one of size 1.
///
/// The derivatives are those of Giles, An extended collection of matrix derivative results for
/// forward and reverse mode algorithmic differentiation, 2008.
extension Operation {
  static let determinants: [Operation] = [
    ofMatrix(
      "trace",
      aliases: ["tr", "Tr"],
      summary: "The sum of the diagonal of a square matrix.",
      samples: squares,
      value: { x in (0..<x.shape.rows).reduce(0) { $0 + x[$1, $1] } },
      gradientFormula: { shape in shape.isScalarLike ? 1 : .call("eye", sizes: [shape.rows]) },
      gradient: { x in
        (0..<x.count).map { $0 / x.shape.columns == $0 % x.shape.columns ? 1 : 0 }
      }
    ),

    ofMatrix(
      "det",
      summary: "The determinant of a square matrix; its gradient is the matrix of cofactors.",
      samples: squares + [Sample([Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])])],
      value: { x in SquareMatrix(x).determinant.value },
      gradientFormula: { _ in .call("cof", .x) },
      gradient: { x in SquareMatrix(x).cofactors }
    ),

    ofMatrix(
      "logdet",
      summary: "The logarithm of the determinant of a square matrix, where that is positive.",
      domain: Domain("det(\(.x)) > 0") { application in
        // A negative determinant makes no number, and so does a matrix of no numbers.
        let (x, y) = (application[0], application.result[0])
        return y > -.infinity || y.isNaN && (0..<x.count).contains { x[$0].isNaN }
      },
      samples: [
        Sample([Tensor([[2, 1], [0.5, 3]])]),
        Sample([Tensor([[4, -1, 0.5], [1, 3, -2], [0.3, 1, 2]])]), Sample([Tensor(2.5)]),
      ],
      value: { x in
        let determinant = SquareMatrix(x).determinant
        return determinant.significand < 0 ? .nan : determinant.logMagnitude
      },
      gradientFormula: { _ in .transposed(.call("inv", .x)) },
      gradient: { x in
        let size = x.shape.rows
        let inverse = SquareMatrix(x).inverse
        return inverse.indices.map { inverse[$0 % size * size + $0 / size] }
      }
    ),

    Operation(
      "inv",
      notations: [.function("inv")],
      arity: 1...1,
      rule: .chain,
      summary: "The inverse of a square matrix; of a singular one it is no number.",
      symbol: { _ in .power(.blank, -1) },
      formula: { _ in .call("inv", .x) },
      domain: Domain("det(\(.x)) ≠ 0") { application in
        let x = application[0]
        return (0..<x.count).contains { x[$0].isNaN } || !SquareMatrix(x).isSingular
      },
      samples: squares,
      shape: { usage throws(ShapeError) in try square(usage, of: "inv") },
      value: { application, result in
        let inverse = SquareMatrix(application[0]).inverse
        for i in inverse.indices { result[i] = inverse[i] }
      },
      local: { _, usage in
        let size = usage.shapes[0].rows
        // Two products of square matrices.
        let multiplications = 2 * size * size * size
        return size == 1
          ? LocalGradient(
            .scalarMultiple,
            -.y.squared,
            contribution: -(.y * .g * .y),
            multiplications: multiplications
          )
          : LocalGradient(
            .dense,
            -(.transposed(.y) ⊗ .y),
            contribution: -(.transposed(.y) * .g * .transposed(.y)),
            pushforward: -(.y * .t * .y),
            multiplications: multiplications
          )
      },
      pullback: { application, _, g, gradient in
        let y = application.result
        let size = y.shape.rows
        let transposed = (0..<y.count).map { y[$0 % size, $0 / size] }
        let product = sandwich(transposed, g, size)
        for i in product.indices { gradient[i] -= product[i] }
      },
      pushforward: { application, _, t, result in
        let y = application.result
        let size = y.shape.rows
        let product = sandwich((0..<y.count).map { y[$0] }, t, size)
        for i in product.indices { result[i] -= product[i] }
      }
    ),
  ]

  private static let squares = [
    Sample([Tensor([[1, -2], [0.5, 3]])]),
    Sample([Tensor([[2, -1, 0.5], [1, 0.7, -2], [0.3, 1, 4]])]),
    Sample([
      Tensor([
        [2, -1, 0.5, 1, 0], [1, 0.7, -2, 0.2, 3], [0.3, 1, 4, -1, 1], [1, 2, 0, 3, -1],
        [-0.5, 1, 1, 2, 5],
      ])
    ]),
    Sample([Tensor(2.5)]),
  ]

  /// A number that is worked out of a square matrix, with its gradient.
  private static func ofMatrix(
    _ name: String,
    aliases: [String] = [],
    summary: String,
    domain: Domain = .everywhere,
    samples: [Sample],
    value: @escaping @Sendable (_ x: TensorView) -> Double,
    gradientFormula: @escaping @Sendable (Shape) -> Formula,
    gradient: @escaping @Sendable (_ x: TensorView) -> [Double]
  ) -> Operation {
    Operation(
      name,
      notations: ([name] + aliases).map(Notation.function),
      arity: 1...1,
      rule: .chain,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { _ in .call(name, .x) },
      domain: domain,
      samples: samples,
      shape: { usage throws(ShapeError) in
        _ = try square(usage, of: name)
        return .scalar
      },
      value: { application, result in result[0] = value(application[0]) },
      local: { _, usage in
        let formula = gradientFormula(usage.shapes[0])
        return LocalGradient(
          .dense,
          row(formula, of: usage.shapes[0]),
          contribution: .g * formula
        )
      },
      pullback: { application, _, g, target in
        let gradient = gradient(application[0])
        for i in gradient.indices { target[i] += g[0] * gradient[i] }
      },
      pushforward: { application, _, t, result in
        let gradient = gradient(application[0])
        result[0] += gradient.indices.reduce(0) { $0 + carried(t[$1], by: gradient[$1]) }
      }
    )
  }

  /// What flows between two copies of a square matrix: outer·flow·outer, row by row.
  private static func sandwich(_ outer: [Double], _ flow: TensorView, _ size: Int) -> [Double] {
    var half = [Double](repeating: 0, count: size * size)
    var product = half
    // Whole rows at a time, so that memory is read as it lies.
    for i in 0..<size {
      for k in 0..<size {
        let factor = outer[i * size + k]
        for j in 0..<size { half[i * size + j] += carried(flow[k * size + j], by: factor) }
      }
    }
    for i in 0..<size {
      for k in 0..<size where half[i * size + k] != 0 {
        let factor = half[i * size + k]
        for j in 0..<size { product[i * size + j] += factor * outer[k * size + j] }
      }
    }
    return product
  }

  /// The shape of a matrix that has as many rows as columns.
  private static func square(_ usage: Usage, of function: String) throws(ShapeError) -> Shape {
    let shape = usage.shapes[0]
    guard shape.rows == shape.columns else {
      throw ShapeError("'\(function)' takes a square matrix; {0} \(shape.predicate)", slot: 0)
    }
    return shape
  }
}
