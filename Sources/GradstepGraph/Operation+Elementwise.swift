/// Constructors for operations that work on each component alone.
extension Operation {
  /// A function of one number, applied to each component.
  ///
  /// The derivative is given in terms of operand x and result y, whichever is cheaper, and its
  /// formula in `{0}` and `{y}`.
  static func elementwise(
    _ name: String,
    aliases: [String] = [],
    summary: String,
    symbol: String? = nil,
    formula: Formula? = nil,
    derivativeFormula: Formula,
    domain: Domain = .everywhere,
    samples: [Double],
    value: @escaping @Sendable (_ x: Double) -> Double,
    derivative: @escaping @Sendable (_ x: Double, _ y: Double) -> Double
  ) -> Operation {
    elementwise(
      name,
      notations: ([name] + aliases).map(Notation.function),
      summary: summary,
      symbol: { _ in Formula(symbol ?? name) },
      formula: { _ in formula ?? "\(name)({0})" },
      derivativeFormula: { _ in derivativeFormula },
      domain: domain,
      samples: [
        Sample([Tensor(samples)]), Sample([Tensor(samples[0])]),
        Sample([Tensor([samples, samples.reversed()])]),
      ],
      value: { x, _ in value(x) },
      derivative: { x, y, _ in derivative(x, y) }
    )
  }

  /// A function of one number and one parameter, applied to each component.
  static func elementwise(
    _ name: String,
    notations: [Notation],
    parameterCount: Int = 0,
    summary: String,
    symbol: @escaping @Sendable (Usage) -> Formula,
    formula: @escaping @Sendable (Usage) -> Formula,
    derivativeFormula: @escaping @Sendable (Usage) -> Formula,
    domain: Domain = .everywhere,
    samples: [Sample],
    shape: @escaping ShapeRule = shapeOfOperand,
    value: @escaping @Sendable (_ x: Double, _ parameter: Double) -> Double,
    derivative: @escaping @Sendable (_ x: Double, _ y: Double, _ parameter: Double) -> Double
  ) -> Operation {
    @Sendable func parameter(_ application: Application) -> Double {
      parameterCount == 0 ? 0 : application.parameter(0)
    }
    return Operation(
      name,
      notations: notations,
      arity: 1...1,
      parameterCount: parameterCount...parameterCount,
      summary: summary,
      symbol: symbol,
      formula: formula,
      domain: domain,
      samples: samples,
      shape: shape,
      value: { application, result in
        let x = application[0]
        let p = parameter(application)
        for i in 0..<x.count { result[i] = value(x[i], p) }
      },
      local: { _, usage in
        .elementwise(derivativeFormula(usage), isScalar: usage.shapes[0].isScalarLike)
      },
      pullback: { application, _, upstream, gradient in
        let x = application[0]
        let y = application.result
        let p = parameter(application)
        for i in 0..<x.count { gradient[i] += upstream[i] * derivative(x[i], y[i], p) }
      },
      pushforward: { application, _, tangent, result in
        let x = application[0]
        let y = application.result
        let p = parameter(application)
        for i in 0..<x.count { result[i] += tangent[i] * derivative(x[i], y[i], p) }
      }
    )
  }

  /// The shape of the one operand.
  @Sendable
  fileprivate static func shapeOfOperand(_ usage: Usage) throws(ShapeError) -> Shape? {
    usage.shapes[0]
  }

  /// One slot of an operation on pairs of numbers: ∂y/∂(operand) as a rule and as a formula.
  struct PairSlot: Sendable {
    /// What the derivative depends on, which decides its structure.
    enum Dependence: Sendable {
      /// It is a number, or depends on the other operand alone.
      case otherOperand
      case both
    }

    let dependence: Dependence
    let formula: Formula
    let derivative: @Sendable (_ a: Double, _ b: Double, _ y: Double) -> Double
  }

  /// An operation on pairs of components; a scalar operand is paired with every component.
  static func pairwise(
    _ name: String,
    notations: [Notation],
    summary: String,
    symbol: String,
    formula: Formula,
    domain: Domain = .everywhere,
    samples: [Sample],
    shape: @escaping ShapeRule,
    value: @escaping @Sendable (_ a: Double, _ b: Double) -> Double,
    left: PairSlot,
    right: PairSlot
  ) -> Operation {
    Operation(
      name,
      notations: notations,
      arity: 2...2,
      summary: summary,
      symbol: { _ in Formula(symbol) },
      formula: { _ in formula },
      domain: domain,
      samples: samples,
      shape: shape,
      value: { application, result in
        let a = Paired(application[0])
        let b = Paired(application[1])
        for i in 0..<result.count { result[i] = value(a[i], b[i]) }
      },
      local: { slot, usage in .pairwise(slot == 0 ? left : right, slot: slot, usage: usage) },
      pullback: { application, slot, upstream, gradient in
        let a = Paired(application[0])
        let b = Paired(application[1])
        let y = application.result
        let derivative = (slot == 0 ? left : right).derivative
        if gradient.count == y.count {
          for i in 0..<y.count { gradient[i] += upstream[i] * derivative(a[i], b[i], y[i]) }
        } else {
          var sum = 0.0
          for i in 0..<y.count { sum += upstream[i] * derivative(a[i], b[i], y[i]) }
          gradient[0] += sum
        }
      },
      pushforward: { application, slot, tangent, result in
        let a = Paired(application[0])
        let b = Paired(application[1])
        let y = application.result
        let derivative = (slot == 0 ? left : right).derivative
        let t = Paired(tangent)
        for i in 0..<y.count { result[i] += t[i] * derivative(a[i], b[i], y[i]) }
      }
    )
  }

  /// An operand of a pair: a scalar is the same number at every position.
  private struct Paired {
    let view: TensorView
    let stride: Int

    init(_ view: TensorView) {
      self.view = view
      stride = view.count == 1 ? 0 : 1
    }

    @inline(__always)
    subscript(index: Int) -> Double { view[index * stride] }
  }
}

extension LocalGradient {
  /// The local gradient of a function of one number with the derivative `factor`.
  static func elementwise(_ factor: Formula, isScalar: Bool) -> LocalGradient {
    guard factor.hasPlaces else { return .multiple(of: factor, isScalar: isScalar) }
    if isScalar {
      return LocalGradient(.scalarMultiple, factor, contribution: "{g}·\(factor.asFactor)")
    }
    let factor = factor.componentwise
    return LocalGradient(
      .diagonal,
      "diag(\(factor.template))",
      contribution: "{g} ⊙ \(factor.asComponents)"
    )
  }

  /// The local gradient of a function whose derivative is one number everywhere.
  private static func multiple(of number: Formula, isScalar: Bool) -> LocalGradient {
    switch (number.template, isScalar) {
    case ("1", true): LocalGradient(.identity, "1", contribution: "{g}·1")
    case ("1", false): LocalGradient(.identity, "I", contribution: "{g}")
    case ("−1", false): LocalGradient(.scalarMultiple, "−I", contribution: "−{g}")
    case (_, true):
      LocalGradient(.scalarMultiple, number, contribution: "{g}·\(number.asFactor)")
    case (_, false):
      LocalGradient(
        .scalarMultiple,
        "\(number.asFactor)·I",
        contribution: "\(number.asFactor)·{g}"
      )
    }
  }

  /// The local gradient of one slot of an operation on pairs of numbers.
  fileprivate static func pairwise(
    _ pair: Operation.PairSlot,
    slot: Int,
    usage: Usage
  ) -> LocalGradient {
    let own = usage.shapes[slot]
    let other = usage.shapes[1 - slot]
    let count = max(own.count, other.count)
    let factor = pair.formula
    if own.count == count {
      if pair.dependence == .otherOperand, other.isScalarLike, count > 1 {
        return LocalGradient(
          .scalarMultiple,
          "\(factor.asFactor)·I",
          contribution: "\(factor.asFactor)·{g}"
        )
      }
      return .elementwise(factor, isScalar: count == 1)
    }
    switch factor.template {
    case "1": return LocalGradient(.dense, "ones(\(count))", contribution: "sum({g})")
    case "−1": return LocalGradient(.dense, "−ones(\(count))", contribution: "−sum({g})")
    default:
      let factor = factor.componentwise
      return LocalGradient(.dense, factor, contribution: "sum({g} ⊙ \(factor.asComponents))")
    }
  }
}
