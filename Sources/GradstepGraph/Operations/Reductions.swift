import GradstepSyntax

/// Operations that make one number of a whole vector or matrix.
extension Operation {
  static let reductions: [Operation] = [
    Operation(
      "sum",
      notations: [.function("sum")],
      arity: 1...1,
      rule: .reduction,
      summary: "The sum of all components.",
      symbol: { _ in .symbol("sum") },
      formula: { _ in .call("sum", .x) },
      samples: [Sample([Tensor([1, -2, 4])]), Sample([Tensor([[1, 2], [-3, 0.5]])])],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        result[0] = total(of: 0..<x.count) { x[$0] }
      },
      local: { _, usage in
        let count = usage.shapes[0].count
        return count == 1
          ? LocalGradient(.identity, 1, contribution: .g)
          : LocalGradient(
            .dense,
            .transposed(.call("ones", sizes: [count])),
            contribution: .g * ones(usage.shapes[0]),
            multiplications: 0
          )
      },
      pullback: { _, _, g, gradient in
        for i in 0..<gradient.count { gradient[i] += g[0] }
      },
      pushforward: { _, _, t, result in
        result[0] += total(of: 0..<t.count) { t[$0] }
      }
    ),

    Operation(
      "mean",
      notations: [.function("mean")],
      arity: 1...1,
      rule: .reduction,
      summary: "The mean of all components.",
      symbol: { _ in .symbol("mean") },
      formula: { _ in .call("mean", .x) },
      samples: [Sample([Tensor([1, -2, 4])]), Sample([Tensor([[1, 2], [-3, 0.5]])])],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        result[0] = mean(of: 0..<x.count) { x[$0] }
      },
      local: { _, usage in
        let count = usage.shapes[0].count
        let local =
          count == 1
          ? LocalGradient(.identity, 1, contribution: .g)
          : LocalGradient(
            .dense,
            .transposed(.call("ones", sizes: [count])) / .number(Double(count)),
            contribution: .g * ones(usage.shapes[0]) / .number(Double(count))
          )
        // One division, by the number of components.
        return local.taking(1)
      },
      pullback: { _, _, g, gradient in
        let share = g[0] / Double(gradient.count)
        for i in 0..<gradient.count { gradient[i] += share }
      },
      pushforward: { _, _, t, result in
        result[0] += mean(of: 0..<t.count) { t[$0] }
      }
    ),

    Operation(
      "prod",
      notations: [.function("prod")],
      arity: 1...1,
      rule: .product,
      summary: "The product of all components.",
      symbol: { _ in .symbol("prod") },
      formula: { _ in .call("prod", .x) },
      samples: [
        Sample([Tensor([1.5, -2, 4])]), Sample([Tensor([[1, 2], [-3, 0.5]])]),
        Sample([Tensor([2, 0, -3])]), Sample([Tensor(3)]),
      ],
      shape: { _ throws(ShapeError) in .scalar },
      value: { application, result in
        let x = application[0]
        result[0] = ScaledNumber.product((0..<x.count).lazy.map { x[$0] }).value
      },
      local: { _, _ in
        LocalGradient(
          .dense,
          productOfOthers,
          contribution: .g * productOfOthers
        )
      },
      pullback: { application, _, g, gradient in
        let others = productsOfOthers(application[0])
        for i in others.indices { gradient[i] += g[0] * others[i] }
      },
      pushforward: { application, _, t, result in
        let others = productsOfOthers(application[0])
        var sum = 0.0
        for i in others.indices { sum += carried(t[i], by: others[i]) }
        result[0] += sum
      }
    ),
  ]

  /// Ones in the shape of an operand, as a formula shows them.
  private static func ones(_ shape: Shape) -> Formula {
    .call("ones", sizes: shape.dimensions)
  }

  /// A gradient in the shape of an operand, as the one row of a Jacobian.
  static func row(_ gradient: Formula, of shape: Shape) -> Formula {
    .transposed(shape.rank == 2 ? .call("vec", gradient) : gradient)
  }

  /// For each component the product of the others.
  private static let productOfOthers = Formula.series(
    .product,
    over: [.relation(.symbol("j"), .notEqual, .symbol("i"))],
    .lowered(.x, [.symbol("j")])
  )

  /// A sum that leaves the range of doubles on its way only where the result does.
  static func total(of positions: Range<Int>, _ term: (Int) -> Double) -> Double {
    var sum = 0.0
    for i in positions { sum += term(i) }
    guard !sum.isFinite, positions.allSatisfy({ term($0).isFinite }) else { return sum }
    // No sum of fewer than 2⁶⁴ doubles over 2⁶⁴ is too large; what it loses is beside 2⁹⁶⁰.
    sum = 0
    for i in positions { sum += term(i) * 0x1p-64 }
    return sum * 0x1p64
  }

  /// A mean that leaves the range of doubles on its way only where the result does.
  static func mean(of positions: Range<Int>, _ term: (Int) -> Double) -> Double {
    let sum = total(of: positions, term)
    guard !sum.isFinite, positions.allSatisfy({ term($0).isFinite }) else {
      return sum / Double(positions.count)
    }
    return total(of: positions) { term($0) / Double(positions.count) }
  }

  /// For each component the product of the others, with no division, so that a 0 does no harm.
  private static func productsOfOthers(_ x: TensorView) -> [Double] {
    var products = [ScaledNumber](repeating: .one, count: x.count)
    var before = ScaledNumber.one
    for i in 0..<x.count {
      products[i] = before
      before = before * ScaledNumber(x[i])
    }
    var after = ScaledNumber.one
    for i in (0..<x.count).reversed() {
      products[i] = products[i] * after
      after = after * ScaledNumber(x[i])
    }
    return products.map { $0.value }
  }
}
