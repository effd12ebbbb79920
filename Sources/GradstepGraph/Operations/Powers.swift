import GradstepSyntax
import RealModule

/// Powers, of each component alone.
extension Operation {
  static let powers: [Operation] = [
    .elementwise(
      "power",
      notations: [.infix(.power)],
      parameterCount: 1...1,
      rule: .power,
      summary: "Each component raised to an exponent that is a number of the formula.",
      symbol: { usage in .power(.blank, .number(usage.parameters[0])) },
      formula: { usage in .power(.x, .number(usage.parameters[0])) },
      derivativeFormula: { usage in powerDerivative(usage.parameters[0]) },
      domain: Domain(
        "\(.x) ≥ 0 where the exponent is no whole number, \(.x) ≠ 0 where it is negative"
      ) {
        application in
        let (x, exponent) = (application[0], application.parameter(0))
        let takesNegatives = exponent == exponent.rounded()
        return (0..<x.count).allSatisfy {
          !(x[$0] < 0 && !takesNegatives) && !(x[$0] == 0 && exponent < 0)
        }
      },
      samples: [
        Sample([Tensor([0.5, 1.5, 3])], parameters: [2]),
        Sample([Tensor(-1.5)], parameters: [3]), Sample([Tensor(-0.5)], parameters: [-2]),
        Sample([Tensor(2.5)], parameters: [0.5]), Sample([Tensor(1.25)], parameters: [1]),
        Sample([Tensor(0.75)], parameters: [0]),
      ],
      shape: { usage throws(ShapeError) in
        try raised(usage.shapes[0], isSquare: usage.parameters[0] == 2)
      },
      kinks: { p in p.first > 0 && p.first < 1 ? [0] : [] },
      value: { x, p in power(x, p.first) },
      derivative: { x, _, p in powerSlope(x, p.first) }
    ),

    .pairwise(
      "pow",
      notations: [.infix(.power), .function("pow")],
      rule: .power,
      summary: "A base raised to an exponent that is a variable.",
      symbol: .symbol("^"),
      formula: .power(.a, .b),
      domain: .components("\(.a) > 0") { a in a > 0 },
      samples: [
        Sample([Tensor(2), Tensor(3)]), Sample([Tensor(0.5), Tensor(-1.5)]),
        Sample([Tensor([0.5, 2, 3]), Tensor(1.5)]),
      ],
      shape: { usage throws(ShapeError) in
        guard usage.shapes[1].isScalarLike else {
          throw ShapeError(
            "the exponent of '^' is a scalar; {1} \(usage.shapes[1].predicate)",
            slot: 1,
            solutions: [
              ShapeError.Solution(
                "to raise to each component",
                replacement: usage.shapes[0].isScalarLike
                  ? "exp(log({0})·{1*})" : "exp({1*} ⊙ log({0}))"
              )
            ]
          )
        }
        return try raised(usage.shapes[0], isSquare: false)
      },
      value: { a, b in power(a, b) },
      left: PairSlot(dependence: .both, formula: .b * .power(.a, .b - 1)) { a, b, _ in
        powerSlope(a, b)
      },
      right: PairSlot(dependence: .both, formula: .y * .call("log", .a)) { a, b, y in
        a == 0 && b >= 0 || y == 0 ? 0 : y * Double.log(a)
      }
    ),

    .elementwise(
      "square",
      rule: .power,
      summary: "The square of each component.",
      symbol: .blank.squared,
      formula: .x.squared,
      derivativeFormula: 2 * .x,
      samples: [-1.5, 0.5, 3],
      value: { x in x * x },
      derivative: { x, _ in 2 * x }
    ),

    .elementwise(
      "reciprocal",
      rule: .power,
      summary: "One divided by each component.",
      symbol: 1 / .blank,
      formula: 1 / .x,
      derivativeFormula: -(1 / .x.squared),
      domain: .components("\(.x) ≠ 0") { x in x != 0 },
      samples: [-1.5, 0.5, 3],
      value: { x in 1 / x },
      derivative: { _, y in -y * y }
    ),
  ]

  /// A power is taken of a scalar or of each component of a vector.
  private static func raised(_ base: Shape, isSquare: Bool) throws(ShapeError) -> Shape {
    guard base.rank < 2 || base.isScalarLike else {
      var solutions: [ShapeError.Solution] = []
      if isSquare, base.rows == base.columns {
        solutions.append(
          ShapeError.Solution("for the matrix product, multiply", replacement: "{0*}·{0*}")
        )
      }
      if isSquare {
        solutions.append(
          ShapeError.Solution("for each element, use ⊙", replacement: "{0*} ⊙ {0*}")
        )
      }
      throw ShapeError(
        "'^' raises a scalar or each component of a vector; {0} \(base.predicate)",
        slot: 0,
        solutions: solutions
      )
    }
    return base
  }

  /// A power that is right for negative bases with whole exponents, where the real power is not.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 { return 1 }
    guard exponent == exponent.rounded() else { return Double.pow(base, exponent) }
    let power =
      base == 0 ? exponent > 0 ? 0 : .infinity : Double.pow(base.magnitude, exponent)
    let isOdd = exponent.truncatingRemainder(dividingBy: 2).magnitude == 1
    return base.sign == .minus && isOdd ? -power : power
  }

  /// The power rule; of the largest exponents 1 less is the same number, and the other sign.
  private static func powerSlope(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 { return 0 }
    let slope = exponent * power(base, exponent - 1)
    return base.sign == .minus && exponent == exponent - 1 && exponent.isFinite ? -slope : slope
  }

  /// The power rule, simplified where the exponent is small.
  private static func powerDerivative(_ exponent: Double) -> Formula {
    switch exponent {
    case 0: return 0
    case 1: return 1
    case 2: return 2 * .x
    default:
      // 1.1 − 1 is to read 0.1, and not what is left of it in binary.
      let rest = ((exponent - 1) * 1e12).rounded() / 1e12
      return .number(exponent) * .power(.x, .number(rest))
    }
  }
}
