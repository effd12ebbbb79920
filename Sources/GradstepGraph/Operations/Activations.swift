import RealModule

/// The activation functions of neural networks, of each component alone.
extension Operation {
  static let activations: [Operation] = [
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
      kinks: [0],
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
