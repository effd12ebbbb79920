import GradstepSyntax

/// Components, rows, columns and slices, counted from 1.
extension Operation {
  static let parts: [Operation] = [
    Operation(
      "component",
      notations: [.component],
      arity: 1...1,
      parameterCount: 1...2,
      rule: .copy,
      summary: "One component of a vector, or one element of a matrix, counted from 1.",
      symbol: { usage in .symbol("")[whole(usage)] },
      formula: { usage in .x[whole(usage)] },
      samples: [
        Sample([Tensor([1, -2, 3])], parameters: [2]),
        Sample([Tensor([[1, 2, 3], [4, 5, 6]])], parameters: [2, 1]),
      ],
      shape: { usage throws(ShapeError) in try component(usage) },
      value: { application, result in result[0] = application[0][position(application)] },
      local: { _, usage in
        // A unit matrix is an E, and a unit vector an e.
        let unit = Formula.unit(whole(usage))
        return LocalGradient(
          .dense,
          row(unit, of: usage.shapes[0]),
          contribution: .g * unit,
          pushforward: .t[whole(usage)],
          multiplications: 0
        )
      },
      pullback: { application, _, g, gradient in gradient[position(application)] += g[0] },
      pushforward: { application, _, t, result in result[0] += t[position(application)] },
      reach: { application, _ in
        let position = position(application)
        return position..<position + 1
      }
    ),

    part(
      "row",
      notations: [.component, .row],
      parameterCount: 1,
      summary: "A row of a matrix as a vector, counted from 1.",
      written: { [.at(.number(Double($0[0]))), .all] },
      samples: [
        Sample([Tensor([[1, 2, 3], [4, 5, 6]])], parameters: [2]),
        Sample([Tensor([[1, 2, 3]])], parameters: [1]),
        Sample([Tensor([[1], [2]])], parameters: [2]),
      ],
      shape: { shape, indices in
        shape.rank == 2 ? (.vector(shape.columns), bounds: [shape.rows]) : nil
      },
      stretch: { shape, indices in
        Stretch(first: (indices[0] - 1) * shape.columns, step: 1, count: shape.columns)
      },
      local: { shape, indices in
        shape.rows == 1
          ? (.identity, shape.columns == 1 ? 1 : .identity, .transposed(.g))
          : (
            .dense, .identity ⊗ .transposed(.unit(indices[0])),
            .unit(indices[0]) * .transposed(.g)
          )
      }
    ),

    part(
      "column",
      notations: [.column],
      parameterCount: 1,
      summary: "A column of a matrix as a vector, counted from 1.",
      written: { [.all, .at(.number(Double($0[0])))] },
      samples: [
        Sample([Tensor([[1, 2, 3], [4, 5, 6]])], parameters: [2]),
        Sample([Tensor([[1], [2], [3]])], parameters: [1]),
        Sample([Tensor([[1, 2]])], parameters: [2]),
      ],
      shape: { shape, indices in
        shape.rank == 2 ? (.vector(shape.rows), bounds: [shape.columns]) : nil
      },
      stretch: { shape, indices in
        Stretch(first: indices[0] - 1, step: shape.columns, count: shape.rows)
      },
      local: { shape, indices in
        shape.columns == 1
          ? (.identity, shape.rows == 1 ? 1 : .identity, .reshape(.g, shape.dimensions))
          : (
            .dense, .transposed(.unit(indices[0])) ⊗ .identity,
            .g * .transposed(.unit(indices[0]))
          )
      }
    ),

    part(
      "slice",
      notations: [.slice],
      parameterCount: 2,
      summary: "The components of a vector, or the rows of a matrix, from one to another.",
      written: { [.through($0[0], $0[1])] },
      samples: [
        Sample([Tensor([1, -2, 3, 5])], parameters: [2, 3]),
        Sample([Tensor([1, -2, 3])], parameters: [1, 1]),
        Sample([Tensor([1, -2, 3])], parameters: [1, 3]),
        Sample([Tensor([[1, 2], [4, 5], [6, 7]])], parameters: [2, 3]),
        Sample([Tensor([[1, 2], [4, 5]])], parameters: [1, 2]),
      ],
      shape: { shape, indices in
        let count = indices[1] - indices[0] + 1
        return shape.rank == 0
          ? nil
          : (
            shape.rank == 1 ? .vector(count) : .matrix(count, shape.columns),
            bounds: [shape.rows, shape.rows]
          )
      },
      stretch: { shape, indices in
        Stretch(
          first: (indices[0] - 1) * shape.columns,
          step: 1,
          count: (indices[1] - indices[0] + 1) * shape.columns
        )
      },
      local: { shape, indices in
        let count = indices[1] - indices[0] + 1
        guard count < shape.rows else { return (.identity, shape.count == 1 ? 1 : .identity, .g) }
        func around(_ middle: Formula, columns: [Int]) -> Formula {
          func zeros(_ rows: Int) -> [Formula] {
            rows > 0 ? [.call("zeros", sizes: [rows] + columns)] : []
          }
          let parts = zeros(indices[0] - 1) + [middle] + zeros(shape.rows - indices[1])
          return .call("concat", parts)
        }
        let choosing = Formula.transposed(
          around(.call("eye", sizes: [count]), columns: [count])
        )
        return (
          .dense, shape.columns == 1 ? choosing : .identity ⊗ choosing,
          around(.g, columns: shape.rank == 2 ? [shape.columns] : [])
        )
      }
    ),
  ]

  /// Where the numbers of a part lie in a value: every so many from the first one on.
  private struct Stretch {
    let first: Int
    let step: Int
    let count: Int

    func position(_ index: Int) -> Int { first + index * step }
  }

  /// A part of a vector or a matrix.
  ///
  /// `shape` says what the part is and how large each index may be, and `local` the structure, the
  /// formula and the contribution.
  private static func part(
    _ name: String,
    notations: [Notation],
    parameterCount: Int,
    summary: String,
    written: @escaping @Sendable (_ indices: [Int]) -> [Formula.Index],
    samples: [Sample],
    shape: @escaping @Sendable (Shape, _ indices: [Int]) -> (Shape, bounds: [Int])?,
    stretch: @escaping @Sendable (Shape, _ indices: [Int]) -> Stretch,
    local: @escaping @Sendable (Shape, _ indices: [Int]) -> (Structure, Formula, Formula)
  ) -> Operation {
    @Sendable func chosen(by application: Application) -> Stretch {
      let indices = (0..<parameterCount).map { Int(application.parameter($0)) }
      return stretch(application[0].shape, indices)
    }
    return Operation(
      name,
      notations: notations,
      arity: 1...1,
      parameterCount: parameterCount...parameterCount,
      rule: .copy,
      summary: summary,
      symbol: { usage in .part(.symbol(""), written(whole(usage))) },
      formula: { usage in .part(.x, written(whole(usage))) },
      samples: samples,
      shape: { usage throws(ShapeError) in
        let operand = usage.shapes[0]
        let indices = usage.parameters.map { Int(exactly: $0) ?? 0 }
        guard let (result, bounds) = shape(operand, indices) else {
          throw ShapeError("{0} \(operand.predicate) and takes \(operand.indices)")
        }
        try check(usage, within: bounds)
        guard indices == indices.sorted() else {
          throw ShapeError("a slice goes from a smaller index to a larger one", slot: 2)
        }
        return result
      },
      value: { application, result in
        let stretch = chosen(by: application)
        for i in 0..<stretch.count { result[i] = application[0][stretch.position(i)] }
      },
      local: { _, usage in
        let (structure, formula, contribution) = local(usage.shapes[0], whole(usage))
        return LocalGradient(
          structure,
          formula,
          contribution: contribution,
          pushforward: .part(.t, written(whole(usage))),
          multiplications: 0
        )
      },
      pullback: { application, _, g, gradient in
        let stretch = chosen(by: application)
        for i in 0..<stretch.count { gradient[stretch.position(i)] += g[i] }
      },
      pushforward: { application, _, t, result in
        let stretch = chosen(by: application)
        for i in 0..<stretch.count { result[i] += t[stretch.position(i)] }
      }
    )
  }

  /// The parameters as whole numbers.
  private static func whole(_ usage: Usage) -> [Int] { usage.parameters.map { Int($0) } }

  /// One index for a vector, two for a matrix, each within the size.
  private static func component(_ usage: Usage) throws(ShapeError) -> Shape? {
    let shape = usage.shapes[0]
    let indices = usage.parameters
    // One index of a matrix is that of a row.
    if shape.rank == 2, indices.count == 1 { return nil }
    guard shape.rank > 0, indices.count == shape.rank else {
      throw ShapeError("{0} \(shape.predicate) and takes \(shape.indices)")
    }
    try check(usage, within: shape.dimensions)
    return .scalar
  }

  /// Each parameter is an index from 1 to a size.
  private static func check(_ usage: Usage, within sizes: [Int]) throws(ShapeError) {
    for (position, size) in sizes.enumerated() {
      guard let index = Int(exactly: usage.parameters[position]), 1...size ~= index else {
        throw ShapeError(
          "an index is a whole number from 1 to \(size) here; {0} \(usage.shapes[0].predicate)",
          slot: 1 + position,
          solutions: usage.parameters[position] == 0
            ? [
              ShapeError.Solution(
                "count from 1, as notes do; code counts from 0, and is known by its names: np.exp"
              )
            ] : []
        )
      }
    }
  }

  /// The position of the chosen component in the operand.
  private static func position(_ application: Application) -> Int {
    let first = Int(application.parameter(0)) - 1
    guard application.parameterCount == 2 else { return first }
    return first * application[0].shape.columns + Int(application.parameter(1)) - 1
  }
}
