import GradstepSyntax

/// Operations that put the numbers of a value elsewhere.
extension Operation {
  static let rearrangement: [Operation] = [
    Operation(
      "transpose",
      notations: [.transpose, .function("transpose")],
      arity: 1...1,
      rule: .copy,
      summary: "Rows become columns; the transpose of a vector is a matrix of one row.",
      symbol: { _ in .transposed(.blank) },
      formula: { _ in .transposed(.x) },
      samples: [
        Sample([Tensor([[1, -2, 4], [0.5, 3, -1]])]), Sample([Tensor([1, 2, -3])]),
        Sample([Tensor(2)]),
      ],
      shape: { usage throws(ShapeError) in
        let shape = usage.shapes[0]
        return shape.rank == 0 ? shape : .matrix(shape.columns, shape.rows)
      },
      value: { application, result in
        let x = application[0]
        forEachTransposed(x.shape) { from, to in result[to] = x[from] }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        return shape.rows == 1 || shape.columns == 1
          ? LocalGradient(
            .identity,
            shape.isScalarLike ? 1 : .identity,
            contribution: shape.rank == 0 ? .g : .transposed(.g),
            pushforward: shape.rank == 0 ? .t : .transposed(.t)
          )
          : LocalGradient(
            .dense,
            .transposed(.blank),
            contribution: .transposed(.g),
            pushforward: .transposed(.t),
            multiplications: 0
          )
      },
      pullback: { application, _, g, gradient in
        forEachTransposed(application[0].shape) { from, to in gradient[from] += g[to] }
      },
      pushforward: { application, _, t, result in
        forEachTransposed(application[0].shape) { from, to in result[to] += t[from] }
      }
    ),

    Operation(
      "reshape",
      notations: [.function("reshape")],
      arity: 1...1,
      parameterCount: 1...2,
      rule: .copy,
      summary: "The same numbers, read row by row, in a vector or a matrix of another shape.",
      symbol: { _ in .symbol("reshape") },
      formula: { usage in .reshape(.x, usage.parameters.map { Int($0) }) },
      samples: [
        Sample([Tensor([1, -2, 3, 4, 5, 6])], parameters: [3, 2]),
        Sample([Tensor([[1, 2, 3], [4, 5, 6]])], parameters: [6]),
        Sample([Tensor(2)], parameters: [1, 1]),
      ],
      shape: { usage throws(ShapeError) in
        let sizes = try sizes(usage)
        guard sizes.reduce(1, { $0.saturatingMultiplied(by: $1) }) == usage.shapes[0].count else {
          throw ShapeError(
            "'reshape' keeps how many numbers there are; {0} \(usage.shapes[0].predicate)"
              + " and the shape is \(sizes.map(String.init).joined(separator: "×"))"
          )
        }
        return sizes.count == 1 ? .vector(sizes[0]) : .matrix(sizes[0], sizes[1])
      },
      value: { application, result in
        let x = application[0]
        for i in 0..<x.count { result[i] = x[i] }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        // Over the columns of matrices, numbers that are read row by row may change their places.
        let result = usage.parameters.map { Int($0) }
        let isInOrder = shape.isStacked(
          as: result.count == 1 ? .vector(result[0]) : .matrix(result[0], result[1])
        )
        return LocalGradient(
          .identity,
          shape.isScalarLike ? 1 : isInOrder ? .identity : .call("reshape", .blank),
          contribution: shape.rank == 0 ? .g : .reshape(.g, shape.dimensions),
          pushforward: .reshape(.t, result)
        )
      },
      pullback: { _, _, g, gradient in
        for i in 0..<gradient.count { gradient[i] += g[i] }
      },
      pushforward: { _, _, t, result in
        for i in 0..<t.count { result[i] += t[i] }
      }
    ),

    Operation(
      "diag",
      notations: [.function("diag")],
      arity: 1...1,
      rule: .copy,
      summary: "The matrix that has a vector on its diagonal, or the diagonal of a square matrix.",
      symbol: { _ in .symbol("diag") },
      formula: { _ in .call("diag", .x) },
      samples: [
        Sample([Tensor([1, -2, 4])]), Sample([Tensor([[1, -2], [0.5, 3]])]), Sample([Tensor(2)]),
      ],
      shape: { usage throws(ShapeError) in
        let shape = usage.shapes[0]
        guard shape.rank < 2 || shape.rows == shape.columns else {
          throw ShapeError(
            "'diag' takes a vector or a square matrix; {0} \(shape.predicate)",
            slot: 0
          )
        }
        return shape.rank == 0
          ? shape : shape.rank == 1 ? .matrix(shape.rows, shape.rows) : .vector(shape.rows)
      },
      value: { application, result in
        let x = application[0]
        for i in 0..<result.count { result[i] = 0 }
        forEachOnDiagonal(x.shape) { from, to in result[to] = x[from] }
      },
      local: { _, usage in
        usage.shapes[0].isScalarLike
          ? LocalGradient(
            .identity,
            1,
            contribution: usage.shapes[0].rank == 0 ? .g : .call("diag", .g)
          )
          : LocalGradient(
            .dense,
            .call("diag", .blank),
            contribution: .call("diag", .g),
            pushforward: .call("diag", .t),
            multiplications: 0
          )
      },
      pullback: { application, _, g, gradient in
        forEachOnDiagonal(application[0].shape) { from, to in gradient[from] += g[to] }
      },
      pushforward: { application, _, t, result in
        forEachOnDiagonal(application[0].shape) { from, to in result[to] += t[from] }
      }
    ),
  ]

  /// Calls `body` with the position of each element and its position in the transpose.
  private static func forEachTransposed(_ shape: Shape, _ body: (_ from: Int, _ to: Int) -> Void) {
    for i in 0..<shape.rows {
      for j in 0..<shape.columns { body(i * shape.columns + j, j * shape.rows + i) }
    }
  }

  /// Calls `body` with the position in the operand of `diag` and the one in its result.
  private static func forEachOnDiagonal(_ shape: Shape, _ body: (_ from: Int, _ to: Int) -> Void) {
    for i in 0..<shape.rows {
      let inMatrix = i * (shape.rows + 1)
      switch shape.rank {
      case 0: body(0, 0)
      case 1: body(i, inMatrix)
      default: body(inMatrix, i)
      }
    }
  }

  /// The parameters as sizes of a vector or a matrix.
  static func sizes(_ usage: Usage) throws(ShapeError) -> [Int] {
    var numbers: [Int] = []
    for (position, parameter) in usage.parameters.enumerated() {
      guard let number = Int(exactly: parameter), 1...1_000_000 ~= number else {
        throw ShapeError(
          "a size is a whole number from 1 to 1000000",
          slot: usage.shapes.count + position
        )
      }
      numbers.append(number)
    }
    return numbers
  }
}
