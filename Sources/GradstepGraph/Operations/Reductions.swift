/// Operations that make one number of a whole vector or matrix.
extension Operation {
  static let reductions: [Operation] = [
    Operation(
      "sum",
      notations: [.function("sum")],
      arity: 1...1,
      summary: "The sum of all components.",
      symbol: { _ in "sum" },
      formula: { _ in "sum({0})" },
      samples: [Sample([Tensor([1, -2, 4])]), Sample([Tensor([[1, 2], [-3, 0.5]])])],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        var sum = 0.0
        for i in 0..<x.count { sum += x[i] }
        result[0] = sum
      },
      local: { _, usage in
        let count = usage.shapes[0].count
        return count == 1
          ? LocalGradient(.identity, "1", contribution: "{g}")
          : LocalGradient(
            .dense,
            "ones(\(count))ᵀ",
            contribution: "{g}·\(ones(usage.shapes[0]))"
          )
      },
      pullback: { _, _, g, gradient in
        for i in 0..<gradient.count { gradient[i] += g[0] }
      },
      pushforward: { _, _, t, result in
        var sum = 0.0
        for i in 0..<t.count { sum += t[i] }
        result[0] += sum
      }
    ),

    Operation(
      "mean",
      notations: [.function("mean")],
      arity: 1...1,
      summary: "The mean of all components.",
      symbol: { _ in "mean" },
      formula: { _ in "mean({0})" },
      samples: [Sample([Tensor([1, -2, 4])]), Sample([Tensor([[1, 2], [-3, 0.5]])])],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        var sum = 0.0
        for i in 0..<x.count { sum += x[i] }
        result[0] = sum / Double(x.count)
      },
      local: { _, usage in
        let count = usage.shapes[0].count
        return count == 1
          ? LocalGradient(.identity, "1", contribution: "{g}")
          : LocalGradient(
            .dense,
            "ones(\(count))ᵀ/\(count)",
            contribution: "{g}·\(ones(usage.shapes[0]))/\(count)"
          )
      },
      pullback: { _, _, g, gradient in
        let share = g[0] / Double(gradient.count)
        for i in 0..<gradient.count { gradient[i] += share }
      },
      pushforward: { _, _, t, result in
        var sum = 0.0
        for i in 0..<t.count { sum += t[i] }
        result[0] += sum / Double(t.count)
      }
    ),
  ]

  /// Ones in the shape of an operand, as a formula shows them.
  private static func ones(_ shape: Shape) -> String {
    "ones(\(shape.dimensions.map(String.init).joined(separator: ", ")))"
  }
}
