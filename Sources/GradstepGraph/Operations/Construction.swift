import GradstepSyntax

/// Operations that build a value of others, or of nothing but its size.
extension Operation {
  static let construction: [Operation] = [
    Operation(
      "stack",
      notations: [.list],
      arity: 1...Int.max,
      summary: "A vector of scalars, or a matrix whose rows are vectors.",
      symbol: { _ in "[ ]" },
      formula: { usage in
        Formula("[" + usage.shapes.indices.map { "{\($0)}" }.joined(separator: ", ") + "]")
      },
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
            shape.isScalarLike ? "1" : "I",
            contribution: becomesRow ? "{g}ᵀ" : "{g}",
            pushforward: becomesRow ? "{t}ᵀ" : "{t}"
          )
        }
        let unit = "e_(\(slot + 1))"
        return usage.shapes[slot].isScalarLike
          ? LocalGradient(
            .dense,
            "\(unit)",
            contribution: "{g}[\(slot + 1)]",
            multiplications: 0
          )
          : LocalGradient(
            .dense,
            "I ⊗ \(unit)",
            contribution: "{g}ᵀ·\(unit)",
            pushforward: "\(unit)·{t}ᵀ",
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
      summary: "Vectors, or matrices of as many columns, one below another.",
      symbol: { _ in "concat" },
      formula: { usage in
        let places = usage.shapes.indices.map { "{\($0)}" }
        return Formula("concat(\(places.joined(separator: ", ")))")
      },
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
        let heights = usage.shapes.map(\.rows)
        guard heights.count > 1 else {
          return LocalGradient(
            .identity,
            usage.shapes[0].isScalarLike ? "1" : "I",
            contribution: "{g}"
          )
        }
        // What happens to each column, which is the same for all.
        let blocks = heights.enumerated().map { position, height in
          position == slot ? "eye(\(height))" : "zeros(\(height), \(heights[slot]))"
        }
        // The place of the part in the gradient, which a column of numbers has, too.
        let first = usage.shapes[..<slot].reduce(0) { $0 + $1.rows } + 1
        let last = first + usage.shapes[slot].rows - 1
        let rows = first == last ? "\(first)" : "\(first):\(last)"
        let block = "concat(\(blocks.joined(separator: ", ")))"
        return LocalGradient(
          .dense,
          usage.shapes[slot].columns == 1 ? "\(block)" : "I ⊗ \(block)",
          contribution: "{g}[\(rows)]",
          pushforward: "\(block)·{t}",
          multiplications: 0
        )
      },
      pullback: { application, slot, g, gradient in
        let offset = (0..<slot).reduce(0) { $0 + application[$1].count }
        for i in 0..<gradient.count { gradient[i] += g[offset + i] }
      },
      pushforward: { application, slot, t, result in
        let offset = (0..<slot).reduce(0) { $0 + application[$1].count }
        for i in 0..<t.count { result[offset + i] += t[i] }
      }
    ),

    ofSize("ones", summary: "A vector or a matrix of ones.", counts: 1...2) { _, _ in 1 },
    ofSize("zeros", summary: "A vector or a matrix of zeros.", counts: 1...2) { _, _ in 0 },
    ofSize("eye", summary: "The identity matrix.", counts: 1...1) { i, j in i == j ? 1 : 0 },
  ]

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
      summary: summary,
      symbol: { _ in Formula(name) },
      formula: { usage in "\(name)(\(indices(usage)))" },
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
      local: { _, _ in LocalGradient(.identity, "1", contribution: "{g}") },
      pullback: { _, _, _, _ in },
      pushforward: { _, _, _, _ in }
    )
  }
}
