import RealModule

/// Exponentials that are weighed against one another.
extension Operation {
  static let softmaxes: [Operation] = [
    Operation(
      "softmax",
      notations: [.function("softmax")],
      arity: 1...1,
      summary: "The exponentials of a vector's components, divided by their sum.",
      symbol: { _ in "softmax" },
      formula: { _ in "softmax({0})" },
      samples: [Sample([Tensor([1, -2, 0.5])]), Sample([Tensor([1000, 1001])])],
      shape: { usage throws(ShapeError) in
        guard usage.shapes[0].rank == 1 else {
          throw ShapeError("softmax takes a vector; {0} \(usage.shapes[0].predicate)", slot: 0)
        }
        return usage.shapes[0]
      },
      value: { application, result in
        let x = application[0]
        // The largest exponent becomes 0, so that none overflows.
        var largest = x[0]
        for i in 1..<x.count where x[i] > largest { largest = x[i] }
        var sum = 0.0
        for i in 0..<x.count {
          result[i] = Double.exp(x[i] - largest)
          sum += result[i]
        }
        for i in 0..<x.count { result[i] /= sum }
      },
      local: { _, _ in
        LocalGradient(
          .dense,
          "diag({y}) − {y}·{y}ᵀ",
          contribution: "{y} ⊙ ({g} − {y}ᵀ·{g})"
        )
      },
      pullback: { application, _, g, gradient in
        let y = application.result
        var mean = 0.0
        for i in 0..<y.count { mean += y[i] * g[i] }
        for i in 0..<y.count { gradient[i] += y[i] * (g[i] - mean) }
      },
      pushforward: { application, _, t, result in
        let y = application.result
        var mean = 0.0
        for i in 0..<y.count { mean += y[i] * t[i] }
        for i in 0..<y.count { result[i] += y[i] * (t[i] - mean) }
      }
    )
  ]
}
