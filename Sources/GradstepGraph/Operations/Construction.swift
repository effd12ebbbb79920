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
        // Stacking a single scalar changes nothing but the shape.
        if usage.shapes.count == 1 {
          return LocalGradient(
            .identity,
            usage.shapes[0].isScalarLike ? "1" : "I",
            contribution: "{g}"
          )
        }
        return LocalGradient(.dense, "e_(\(slot + 1))", contribution: "{g}[\(slot + 1)]")
      },
      pullback: { application, slot, g, gradient in
        for i in 0..<gradient.count { gradient[i] += g[slot * gradient.count + i] }
      },
      pushforward: { _, slot, t, result in
        for i in 0..<t.count { result[slot * t.count + i] += t[i] }
      }
    ),

    Operation(
      "ones",
      notations: [.function("ones")],
      arity: 0...0,
      parameterCount: 1...2,
      summary: "A vector or a matrix of ones.",
      symbol: { _ in "ones" },
      formula: { usage in "ones(\(indices(usage)))" },
      samples: [Sample([], parameters: [3]), Sample([], parameters: [2, 3])],
      shape: { usage throws(ShapeError) in
        let sizes = try wholeNumbers(usage, named: "a size")
        return sizes.count == 1 ? .vector(sizes[0]) : .matrix(sizes[0], sizes[1])
      },
      value: { _, result in
        for i in 0..<result.count { result[i] = 1 }
      },
      local: { _, _ in LocalGradient(.identity, "1", contribution: "{g}") },
      pullback: { _, _, _, _ in },
      pushforward: { _, _, _, _ in }
    ),
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
    return first.isScalarLike && first.rank == 0 || usage.shapes.allSatisfy(\.isScalarLike)
      ? .vector(usage.shapes.count) : .matrix(usage.shapes.count, first.count)
  }
}
