import GradstepSyntax
import RealModule

/// Functions of one number, applied to each component.
extension Operation {
  static let functions: [Operation] = [
    .elementwise(
      "exp",
      summary: "The exponential function.",
      derivativeFormula: "{y}",
      samples: [-1, 0.5, 2],
      value: { x in Double.exp(x) },
      derivative: { _, y in y }
    ),

    .elementwise(
      "log",
      aliases: ["ln"],
      summary: "The natural logarithm.",
      derivativeFormula: "1/{0}",
      domain: Domain("x > 0"),
      samples: [0.25, 1, 3],
      value: { x in x == 0 ? -.infinity : Double.log(x) },
      derivative: { x, _ in 1 / x }
    ),

    .elementwise(
      "sqrt",
      summary: "The square root.",
      formula: "√({0})",
      derivativeFormula: "1/(2·{y})",
      domain: Domain("x ≥ 0"),
      samples: [0.25, 2, 9],
      value: { x in x.squareRoot() },
      derivative: { _, y in 1 / (2 * y) }
    ),

    .elementwise(
      "abs",
      summary: "The magnitude.",
      symbol: "| |",
      formula: "|{0}|",
      derivativeFormula: "sign({0})",
      samples: [-1.5, 0.5, 3],
      value: { x in x.magnitude },
      derivative: { x, _ in x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }
    ),

    .elementwise(
      "sin",
      summary: "The sine of an angle in radians.",
      derivativeFormula: "cos({0})",
      samples: [-1, 0.5, 2],
      value: { x in Double.sin(x) },
      derivative: { x, _ in Double.cos(x) }
    ),

    .elementwise(
      "cos",
      summary: "The cosine of an angle in radians.",
      derivativeFormula: "−sin({0})",
      samples: [-1, 0.5, 2],
      value: { x in Double.cos(x) },
      derivative: { x, _ in -Double.sin(x) }
    ),

    .elementwise(
      "tanh",
      summary: "The hyperbolic tangent.",
      derivativeFormula: "1 − {y}^(2)",
      samples: [-1, 0.5, 2],
      value: { x in Double.tanh(x) },
      derivative: { _, y in 1 - y * y }
    ),

    .elementwise(
      "sigmoid",
      aliases: ["σ"],
      summary: "The logistic function 1/(1 + e^(−x)).",
      symbol: "σ",
      formula: "σ({0})",
      derivativeFormula: "{y}·(1 − {y})",
      samples: [-3, 0.5, 2],
      value: { x in logistic(x) },
      derivative: { _, y in y * (1 - y) }
    ),

    .elementwise(
      "relu",
      summary: "The positive part, max(x, 0).",
      derivativeFormula: "[{0} > 0]",
      samples: [-1.5, 0.5, 2],
      // A comparison would turn NaN into 0.
      value: { x in x > 0 || x.isNaN ? x : 0 },
      derivative: { x, _ in x > 0 ? 1 : x.isNaN ? x : 0 }
    ),

    .elementwise(
      "softplus",
      summary: "The smooth positive part, log(1 + e^x).",
      derivativeFormula: "σ({0})",
      samples: [-3, 0.5, 2],
      // Written so that no exponential overflows.
      value: { x in Swift.max(x, 0) + Double.log(onePlus: Double.exp(-x.magnitude)) },
      derivative: { x, _ in logistic(x) }
    ),
  ]

  /// The logistic function, written so that no exponential overflows.
  static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + Double.exp(-x)) }
    let e = Double.exp(x)
    return e / (1 + e)
  }
}
