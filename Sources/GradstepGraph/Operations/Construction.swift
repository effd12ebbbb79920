import GradstepSyntax

/// Operations that build a value of others, or of nothing but its size.
extension Operation {
  static let construction: [Operation] = [
    Operation(
      "stack",
      notations: [.list],
      arity: 1...Int.max,
      rule: .copy,
      summary: "A vector of scalars, or a matrix whose rows are vectors.",
      symbol: { _ in .list([.blank]) },
      formula: { usage in .list(usage.shapes.indices.map(Formula.operand)) },
      samples: [
        Sample([Tensor(1), Tensor(-2), Tensor(3)]),
        Sample([Tensor([1, -2, 4]), Tensor([0.5, 3, 7])]),
      ],
      shape: { usage throws(ShapeError) in try stacked(usage) },
      value: { application, result in
        let count = result.count / application.operandCount
        for slot in 0..<application.operandCount {
          let entry = application[slot]
          for i in 0..<count { result[slot * count + i] = entry[i] }
        }
      },
      local: { slot, usage in
        // Stacking a single value changes nothing but the shape: a vector becomes a row.
        if usage.shapes.count == 1 {
          let shape = usage.shapes[0]
          let becomesRow = shape.rank == 1 && shape.rows > 1
          return LocalGradient(
            .identity,
            shape.isScalarLike ? 1 : .identity,
            contribution: becomesRow ? .transposed(.g) : .g,
            pushforward: becomesRow ? .transposed(.t) : .t
          )
        }
        let unit = Formula.unit(slot + 1)
        return usage.shapes[slot].isScalarLike
          ? LocalGradient(
            .dense,
            unit,
            contribution: .g[slot + 1],
            multiplications: 0
          )
          : LocalGradient(
            .dense,
            .identity ⊗ unit,
            contribution: .transposed(.g) * unit,
            pushforward: unit * .transposed(.t),
            multiplications: 0
          )
      },
      pullback: { application, slot, g, gradient in
        for i in 0..<gradient.count { gradient[i] += g[slot * gradient.count + i] }
      },
      pushforward: { _, slot, t, result in
        for i in 0..<t.count { result[slot * t.count + i] += t[i] }
      }
    ),

    Operation(
      "concat",
      notations: [.function("concat")],
      arity: 1...Int.max,
      rule: .copy,
      summary: "Vectors, or matrices of as many columns, one below another.",
      symbol: { _ in .symbol("concat") },
      formula: { usage in .call("concat", usage.shapes.indices.map(Formula.operand)) },
      samples: [
        Sample([Tensor([1, -2, 4]), Tensor([0.5, 3])]),
        Sample([Tensor([[1, -2], [3, 0.5]]), Tensor([[0.5, 3]])]),
        Sample([Tensor([1, -2]), Tensor(3), Tensor([4, 5])]), Sample([Tensor([1, -2])]),
      ],
      shape: { usage throws(ShapeError) in try oneBelowAnother(usage) },
      value: { application, result in
        var offset = 0
        for slot in 0..<application.operandCount {
          let part = application[slot]
          for i in 0..<part.count { result[offset + i] = part[i] }
          offset += part.count
        }
      },
      local: { slot, usage in
        let shape = usage.shapes[slot]
        guard usage.shapes.count > 1 else {
          return LocalGradient(
            .identity,
            shape.isScalarLike ? 1 : .identity,
            contribution: .g
          )
        }
        // The place of the part in the gradient, which a column of numbers has, too.
        let first = usage.shapes.rows(before: slot) + 1
        let last = first + shape.rows - 1
        let rows = first == last ? Formula.Index.at(.number(Double(first))) : .through(first, last)
        // What happens to each column, which is the same for all.
        let below =
          usage.shapes.rows(before: usage.shapes.count - 1)
          + usage.shapes[usage.shapes.count - 1].rows - last
        let blocks = [
          zeros(first - 1, shape.rows), .call("eye", sizes: [shape.rows]), zeros(below, shape.rows),
        ]
        let block = Formula.call("concat", blocks.compactMap { $0 })
        return LocalGradient(
          .dense,
          shape.columns == 1 ? block : .identity ⊗ block,
          contribution: .part(.g, [rows]),
          pushforward: block * .t,
          multiplications: 0
        )
      },
      pullback: { application, slot, g, gradient in
        let offset = application.offset(of: slot)
        for i in 0..<gradient.count { gradient[i] += g[offset + i] }
      },
      pushforward: { application, slot, t, result in
        let offset = application.offset(of: slot)
        for i in 0..<t.count { result[offset + i] += t[i] }
      }
    ),

    ofSize("ones", summary: "A vector or a matrix of ones.", counts: 1...2) { _, _ in 1 },
    ofSize("zeros", summary: "A vector or a matrix of zeros.", counts: 1...2) { _, _ in 0 },
    ofSize("eye", summary: "The identity matrix.", counts: 1...1) { i, j in i == j ? 1 : 0 },
  ]

  /// A block of zeros; `nil` without a row.
  private static func zeros(_ rows: Int, _ columns: Int) -> Formula? {
    rows > 0 ? .call("zeros", sizes: [rows, columns]) : nil
  }

  /// All scalars, or all vectors of one length.
  private static func stacked(_ usage: Usage) throws(ShapeError) -> Shape {
    let first = usage.shapes[0]
    for (slot, shape) in usage.shapes.enumerated() {
      guard shape.rank < 2 || shape.rows == 1 else {
        throw ShapeError(
          "a list is built of scalars or of vectors; {\(slot)} \(shape.predicate)",
          slot: slot
        )
      }
      guard shape.count == first.count else {
        throw ShapeError(
          "all entries of a list have one length; {0} \(first.predicate)"
            + " and {\(slot)} \(shape.predicate)",
          slot: slot
        )
      }
    }
    // Vectors of one component are rows of a matrix too, unless scalars stand among them.
    return usage.shapes.contains { $0.rank == 0 }
      ? .vector(usage.shapes.count) : .matrix(usage.shapes.count, first.count)
  }

  /// The shape of vectors or matrices one below another; a scalar counts as a vector.
  private static func oneBelowAnother(_ usage: Usage) throws(ShapeError) -> Shape {
    let first = usage.shapes[0]
    for (slot, shape) in usage.shapes.enumerated() where shape.columns != first.columns {
      throw ShapeError(
        "all parts of 'concat' have as many columns; {0} \(first.predicate)"
          + " and {\(slot)} \(shape.predicate)",
        slot: slot
      )
    }
    let rows = usage.shapes.reduce(0) { $0 + $1.rows }
    return usage.shapes.contains { $0.rank == 2 } ? .matrix(rows, first.columns) : .vector(rows)
  }

  /// An operation with no operand, which fills a shape that its numbers give.
  private static func ofSize(
    _ name: String,
    summary: String,
    counts: ClosedRange<Int>,
    element: @escaping @Sendable (_ row: Int, _ column: Int) -> Double
  ) -> Operation {
    Operation(
      name,
      notations: [.function(name)],
      arity: 0...0,
      parameterCount: counts,
      rule: .flat,
      summary: summary,
      symbol: { _ in .symbol(name) },
      formula: { usage in .call(name, usage.parameters.map(Formula.number)) },
      samples: counts.map { Sample([], parameters: [3, 2].suffix($0)) },
      shape: { usage throws(ShapeError) in
        let sizes = try sizes(usage)
        // One number is the side of a square where no other could be given.
        if counts == 1...1 { return .matrix(sizes[0], sizes[0]) }
        return sizes.count == 1 ? .vector(sizes[0]) : .matrix(sizes[0], sizes[1])
      },
      value: { _, result in
        for i in 0..<result.shape.rows {
          for j in 0..<result.shape.columns { result[i, j] = element(i, j) }
        }
      },
      local: { _, _ in LocalGradient(.identity, 1, contribution: .g) },
      pullback: { _, _, _, _ in },
      pushforward: { _, _, _, _ in }
    )
  }
}
