/// The lengths of vectors and matrices.
extension Operation {
  static let norms: [Operation] = [
    Operation(
      "norm",
      notations: [.function("norm")],
      arity: 1...1,
      parameterCount: 0...1,
      rule: .chain,
      summary:
        "The Euclidean length of a vector, or its norm of order 1, 2 or ∞; the Frobenius norm of a"
        + " matrix.",
      symbol: { usage in .norm(.blank, order: order(usage)) },
      formula: { usage in .norm(.x, order: order(usage)) },
      samples: [
        Sample([Tensor([1, -2, 4])]), Sample([Tensor([[1, 2], [-3, 0.5]])]), Sample([Tensor(-3)]),
        Sample([Tensor([1, -2, 4])], parameters: [1]), Sample([Tensor(-3)], parameters: [1]),
        Sample([Tensor([1, -2, 4])], parameters: [2]),
        Sample([Tensor([[1], [-2]])], parameters: [1]),
      ],
      shape: { usage throws(ShapeError) in
        try checkOrder(usage)
        return .scalar
      },
      value: { application, result in
        let x = application[0]
        switch Order(application) {
        case .one: result[0] = total(of: 0..<x.count) { x[$0].magnitude }
        case .two: result[0] = norm(x)
        case .infinity: result[0] = largestMagnitude(x)
        }
      },
      local: { _, usage in
        let shape = usage.shapes[0]
        switch Order(usage.parameter) {
        case .one:
          return LocalGradient(
            .dense,
            row(.call("sign", .x), of: shape),
            contribution: .g * .call("sign", .x)
          )
        case .two:
          return LocalGradient(
            .dense,
            row(.x, of: shape) / .y,
            contribution: .g * .x / .y
          )
        case .infinity:
          let isLargest: Formula = 1 + .call("sign", .call("abs", .x) - .y)
          let gradient = .call("sign", .x) ⊙ isLargest / .call("sum", isLargest)
          return LocalGradient(
            .dense,
            row(gradient, of: shape),
            contribution: .g * gradient
          )
        }
      },
      pullback: { application, _, g, gradient in
        guard application.result[0] != 0 else { return }
        let slope = slope(application)
        for i in 0..<gradient.count { gradient[i] += g[0] * slope(i) }
      },
      pushforward: { application, _, t, result in
        guard application.result[0] != 0 else { return }
        let slope = slope(application)
        var sum = 0.0
        for i in 0..<t.count { sum += carried(t[i], by: slope(i)) }
        result[0] += sum
      },
      kink: { application, _ in
        let (x, y) = (application[0], application.result[0])
        if y == 0 { return .taken("norm", [(0, 0)]) }
        switch Order(application) {
        case .one: return (0..<x.count).contains { x[$0] == 0 } ? .taken("abs", [(0, 0)]) : nil
        case .two: return nil
        case .infinity:
          let count = (0..<x.count).count { x[$0].magnitude == y }
          return count > 1 ? .tie(of: "magnitudes", count: count) : nil
        }
      }
    )
  ]

  /// The order of a norm, which is 2 where a source leaves it out.
  private enum Order: Double {
    case one = 1
    case two = 2
    case infinity

    init(_ parameter: Double?) {
      self = parameter == 1 ? .one : parameter == .infinity ? .infinity : .two
    }

    init(_ application: Application) {
      self.init(application.parameterCount == 0 ? nil : application.parameter(0))
    }
  }

  /// The order as a formula shows it below the bars.
  private static func order(_ usage: Usage) -> Formula? {
    usage.parameter.map(Formula.number)
  }

  /// The order is known, and the value is a vector: of a matrix a norm of that order is another one.
  private static func checkOrder(_ usage: Usage) throws(ShapeError) {
    guard let order = usage.parameter else { return }
    guard [1, 2, .infinity].contains(order) else {
      throw ShapeError("the order of a norm is 1, 2 or ∞", slot: 1)
    }
    let shape = usage.shapes[0]
    guard shape.rank == 2, shape.columns > 1 else { return }
    let solutions =
      switch Order(order) {
      case .one:
        [("for all elements", "sum(abs({0}))"), ("for columns", "max(sum_columns(abs({0})))")]
      case .two: [("for the Frobenius norm", "norm({0})")]
      case .infinity:
        [("for all elements", "max(abs({0}))"), ("for rows", "max(sum_rows(abs({0})))")]
      }
    throw ShapeError(
      "a norm of order \(Formula.digits(of: order)) is of a vector; {0} \(shape.predicate)",
      slot: 0,
      solutions: solutions.map { ShapeError.Solution($0, replacement: $1) }
    )
  }

  /// The derivative by each component, where the norm is not 0.
  private static func slope(_ application: Application) -> (Int) -> Double {
    let (x, y) = (application[0], application.result[0])
    func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }
    switch Order(application) {
    case .one: return { sign(x[$0]) }
    case .two: return { x[$0] / y }
    case .infinity:
      let count = Double((0..<x.count).count { x[$0].magnitude == y })
      return { y.isNaN ? y : x[$0].magnitude == y ? sign(x[$0]) / count : 0 }
    }
  }

  private static func largestMagnitude(_ x: TensorView) -> Double {
    var largest = 0.0
    for i in 0..<x.count where !largest.isNaN {
      if x[i].isNaN || x[i].magnitude > largest { largest = x[i].magnitude }
    }
    return largest
  }

  /// The Euclidean norm; beside the range of squares it is worked out in parts of the largest.
  private static func norm(_ x: TensorView) -> Double {
    var sum = 0.0
    var largest = 0.0
    for i in 0..<x.count {
      sum += x[i] * x[i]
      largest = Swift.max(largest, x[i].magnitude)
    }
    if sum.isNaN || sum.isFinite && sum > 1e-280 || largest == 0 || largest.isInfinite {
      return sum.squareRoot()
    }
    sum = 0
    for i in 0..<x.count {
      let part = x[i] / largest
      sum += part * part
    }
    return largest * sum.squareRoot()
  }
}
