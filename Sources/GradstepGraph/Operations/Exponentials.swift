import RealModule

/// Exponential functions, logarithms, roots and magnitudes, of each component alone.
extension Operation {
  static let exponentials: [Operation] = [
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
      domain: .components("{0} > 0") { x in x > 0 },
      samples: [0.25, 1, 3],
      value: { x in x == 0 ? -.infinity : Double.log(x) },
      // The slope on the side where there is one, which the sign of −0 does not change.
      derivative: { x, _ in x == 0 ? .infinity : 1 / x }
    ),

    .elementwise(
      "log1p",
      summary: "The logarithm of 1 + x, exact where x is small.",
      derivativeFormula: "1/(1 + {0})",
      domain: .components("{0} > −1") { x in x > -1 },
      samples: [-0.5, 0.25, 3],
      value: { x in Double.log(onePlus: x) },
      derivative: { x, _ in 1 / (1 + x) }
    ),

    .elementwise(
      "expm1",
      summary: "The exponential function less 1, exact where x is small.",
      derivativeFormula: "exp({0})",
      samples: [-1, 0.5, 2],
      value: { x in Double.expMinusOne(x) },
      derivative: { x, _ in Double.exp(x) }
    ),

    .elementwise(
      "sqrt",
      summary: "The square root.",
      formula: "√({0})",
      derivativeFormula: "1/(2·{y})",
      domain: .components("{0} ≥ 0") { x in x >= 0 },
      samples: [0.25, 2, 9],
      kinks: [0],
      // The root of −0 is 0, and its slope that of the side where there is one.
      value: { x in x == 0 ? 0 : x.squareRoot() },
      derivative: { _, y in y == 0 ? .infinity : 1 / (2 * y) }
    ),

    .elementwise(
      "abs",
      summary: "The magnitude.",
      symbol: "| |",
      formula: "|{0}|",
      derivativeFormula: "sign({0})",
      samples: [-1.5, 0.5, 3],
      kinks: [0],
      value: { x in x.magnitude },
      derivative: { x, _ in x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }
    ),

    .elementwise(
      "sign",
      summary: "The sign: −1, 0 or 1.",
      derivativeFormula: "0",
      samples: [-1.5, 0.5, 3],
      kinks: [0],
      jumps: true,
      value: { x in x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 },
      derivative: { x, _ in x.isNaN ? x : 0 }
    ),
  ]
}
