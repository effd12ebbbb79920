/// Constructors for operations that work on each component alone.
extension Operation {
  /// A function of one number, applied to each component.
  ///
  /// The derivative is given in terms of operand x and result y, whichever is cheaper, and its
  /// formula in `.x` and `.y`. `kinks` are the points at which there is no derivative; the rule
  /// then gives what is taken for it. With `jumps` the value itself jumps there. `saturated` is taken
  /// where the result is so near to ±1 that the derivative in terms of it has lost its digits.
  static func elementwise(
    _ name: String,
    aliases: [String] = [],
    rule: Rule = .elementwise,
    summary: String,
    symbol: Formula? = nil,
    formula: Formula? = nil,
    derivativeFormula: Formula,
    domain: Domain = .everywhere,
    samples: [Double],
    kinks: [Double] = [],
    jumps: Bool = false,
    value: @escaping @Sendable (_ x: Double) -> Double,
    derivative: @escaping @Sendable (_ x: Double, _ y: Double) -> Double,
    saturated: Saturation? = nil
  ) -> Operation {
    elementwise(
      name,
      notations: ([name] + aliases).map(Notation.function),
      rule: rule,
      summary: summary,
      symbol: { _ in symbol ?? .symbol(name) },
      formula: { usage in formula?.byComponents(usage.shapes) ?? .call(name, .x) },
      derivativeFormula: { usage in
        usage.takesOtherForm ? saturated?.formula ?? derivativeFormula : derivativeFormula
      },
      domain: domain,
      samples: [
        Sample([Tensor(samples)]), Sample([Tensor(samples[0])]),
        Sample([Tensor([samples, samples.reversed()])]),
      ],
      kinks: { _ in kinks },
      jumps: jumps,
      value: { x, _ in value(x) },
      derivative: { x, y, _ in
        guard let saturated, y.magnitude >= Saturation.start else { return derivative(x, y) }
        return saturated.derivative(x)
      },
      takesOtherForm: { application in
        guard saturated != nil else { return false }
        let y = application.result
        return (0..<y.count).contains { y[$0].magnitude >= Saturation.start }
      }
    )
  }

  /// The numbers that are part of an operation on each component, as many as it has.
  typealias Parameters = (first: Double, second: Double)

  /// A function of one number and at most two parameters, applied to each component.
  ///
  /// `standardParameter` is the first one where a source leaves it out.
  static func elementwise(
    _ name: String,
    notations: [Notation],
    parameterCount: ClosedRange<Int> = 0...0,
    standardParameter: Double = 0,
    rule: Rule = .elementwise,
    summary: String,
    symbol: @escaping @Sendable (Usage) -> Formula,
    formula: @escaping @Sendable (Usage) -> Formula,
    derivativeFormula: @escaping @Sendable (Usage) -> Formula,
    domain: Domain = .everywhere,
    samples: [Sample],
    shape: @escaping ShapeRule = shapeOfOperand,
    kinks: @escaping @Sendable (Parameters) -> [Double] = { _ in [] },
    jumps: Bool = false,
    value: @escaping @Sendable (_ x: Double, Parameters) -> Double,
    derivative: @escaping @Sendable (_ x: Double, _ y: Double, Parameters) -> Double,
    takesOtherForm: @escaping @Sendable (Application) -> Bool = { _ in false }
  ) -> Operation {
    @Sendable func parameters(_ application: Application) -> Parameters {
      let count = application.parameterCount
      return (
        count > 0 ? application.parameter(0) : standardParameter,
        count > 1 ? application.parameter(1) : 0
      )
    }
    return Operation(
      name,
      notations: notations,
      arity: 1...1,
      parameterCount: parameterCount,
      rule: rule,
      summary: summary,
      symbol: symbol,
      formula: formula,
      domain: domain,
      samples: samples,
      shape: shape,
      value: { application, result in
        let x = application[0]
        let p = parameters(application)
        for i in 0..<x.count { result[i] = value(x[i], p) }
      },
      local: { slot, usage in
        let local = LocalGradient.elementwise(
          derivativeFormula(usage),
          slot: slot,
          shapes: usage.shapes
        )
        // The rules multiply by whatever the derivative is, 1 included.
        return local.structure == .identity ? local.taking(usage.shapes[slot].count) : local
      },
      pullback: { application, _, upstream, gradient in
        let x = application[0]
        let y = application.result
        let p = parameters(application)
        for i in 0..<x.count { gradient[i] += carried(upstream[i], by: derivative(x[i], y[i], p)) }
      },
      pushforward: { application, _, tangent, result in
        let x = application[0]
        let y = application.result
        let p = parameters(application)
        for i in 0..<x.count { result[i] += carried(tangent[i], by: derivative(x[i], y[i], p)) }
      },
      kink: { application, _ in
        let p = parameters(application)
        let points = kinks(p)
        guard !points.isEmpty else { return nil }
        let x = application[0]
        let y = application.result
        let met = points.compactMap { point in
          (0..<x.count).first { x[$0] == point }.map {
            (x: point, slope: derivative(point, y[$0], p))
          }
        }
        return .taken(name, met, isJump: jumps)
      },
      isOneSided: { application in
        let points = kinks(parameters(application))
        // At the border of a domain there is one side alone.
        guard !domain.isLimited, !points.isEmpty, application[0].count > 1 else { return false }
        let x = application[0]
        return points.allSatisfy { point in
          let countBelow = (0..<x.count).count { x[$0] < point }
          return countBelow == 0 || countBelow == x.count
        }
      },
      takesOtherForm: takesOtherForm
    )
  }

  /// The derivative in terms of the operand, for results so near to ±1 that 1 less them says little.
  struct Saturation: Sendable {
    let formula: Formula
    let derivative: @Sendable (_ x: Double) -> Double

    init(_ formula: Formula, derivative: @escaping @Sendable (_ x: Double) -> Double) {
      self.formula = formula
      self.derivative = derivative
    }

    /// From where on 1 − y keeps too few digits of a number as it is printed.
    static let start = 0.99
  }

  /// The shape of the one operand.
  @Sendable
  fileprivate static func shapeOfOperand(_ usage: Usage) throws(ShapeError) -> Shape? {
    usage.shapes[0]
  }
}
