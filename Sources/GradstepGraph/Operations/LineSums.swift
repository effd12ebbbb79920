/// Sums and means of each row or column of a matrix.
extension Operation {
  static let lineSums: [Operation] = [
    ofLines("sum_rows", .rows, summary: "The vector of the sums of the rows of a matrix."),
    ofLines("sum_columns", .columns, summary: "The vector of the sums of the columns of a matrix."),
    ofLines(
      "mean_rows",
      .rows,
      isMean: true,
      summary: "The vector of the means of the rows of a matrix."
    ),
    ofLines(
      "mean_columns",
      .columns,
      isMean: true,
      summary: "The vector of the means of the columns of a matrix."
    ),
  ]

  /// The sum or the mean of each line of a matrix.
  private static func ofLines(
    _ name: String,
    _ lines: Lines,
    isMean: Bool = false,
    summary: String
  ) -> Operation {
    @Sendable func write(_ x: TensorView, _ result: MutableTensorView) {
      let positions = 0..<lines.length(in: x.shape)
      for line in 0..<result.count {
        func term(_ index: Int) -> Double { x[lines.position(index, of: line, in: x.shape)] }
        result[line] += isMean ? mean(of: positions, term) : total(of: positions, term)
      }
    }
    return Operation(
      name,
      notations: [.function(name)],
      arity: 1...1,
      rule: .reduction,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { _ in .call(name, .x) },
      samples: [
        Sample([Tensor([[1, -2, 4], [0.5, 3, -1]])]), Sample([Tensor([[1, -2, 4]])]),
        Sample([Tensor([[2], [3], [-1]])]), Sample([Tensor([[2]])]),
      ],
      shape: { usage throws(ShapeError) in
        let shape = usage.shapes[0]
        guard shape.rank == 2 else {
          let whole = isMean ? "mean" : "sum"
          throw ShapeError(
            "'\(name)' takes a matrix; {0} \(shape.predicate)",
            slot: 0,
            solutions: shape.rank == 1
              ? [ShapeError.Solution("to take all components", replacement: "\(whole)({0})")] : []
          )
        }
        return .vector(lines.count(in: shape))
      },
      value: { application, result in
        for line in 0..<result.count { result[line] = 0 }
        write(application[0], result)
      },
      local: { _, usage in
        let local = localOfLines(lines, isMean: isMean, usage.shapes[0], tangent: .call(name, .t))
        // One division, by the number of components, for each line.
        return local.taking(isMean ? lines.count(in: usage.shapes[0]) : 0)
      },
      pullback: { application, _, g, gradient in
        let shape = application[0].shape
        let count = isMean ? Double(lines.length(in: shape)) : 1
        for line in 0..<g.count {
          let share = g[line] / count
          for i in lines.positions(of: line, in: shape) { gradient[i] += share }
        }
      },
      pushforward: { _, _, t, result in write(t, result) }
    )
  }

  private static func localOfLines(
    _ lines: Lines,
    isMean: Bool,
    _ shape: Shape,
    tangent: Formula
  ) -> LocalGradient {
    let length = lines.length(in: shape)
    // A line of one number is its own sum, and the matrix becomes a vector.
    guard length > 1 else {
      let becomesRow = lines == .columns && shape.columns > 1
      return LocalGradient(
        .identity,
        shape.isScalarLike ? 1 : .identity,
        contribution: becomesRow ? .transposed(.g) : .reshape(.g, shape.dimensions),
        pushforward: tangent
      )
    }
    func shared(_ sum: Formula) -> Formula { isMean ? sum / .number(Double(length)) : sum }
    let ones = Formula.call("ones", sizes: [length])
    return LocalGradient(
      .dense,
      lines == .rows ? shared(.transposed(ones)) ⊗ .identity : .identity
        ⊗ shared(.transposed(ones)),
      contribution: shared(lines == .rows ? .g * .transposed(ones) : ones * .transposed(.g)),
      pushforward: tangent
    )
  }
}
