import RealModule

/// Circular and hyperbolic functions, of each component alone.
extension Operation {
  static let trigonometry: [Operation] = [
    .elementwise(
      "sin",
      summary: "The sine of an angle in radians.",
      derivativeFormula: .call("cos", .x),
      samples: [-1, 0.5, 2],
      value: { x in Double.sin(x) },
      derivative: { x, _ in Double.cos(x) }
    ),

    .elementwise(
      "cos",
      summary: "The cosine of an angle in radians.",
      derivativeFormula: -.call("sin", .x),
      samples: [-1, 0.5, 2],
      value: { x in Double.cos(x) },
      derivative: { x, _ in -Double.sin(x) }
    ),

    .elementwise(
      "tan",
      summary: "The tangent of an angle in radians.",
      derivativeFormula: 1 + .y.squared,
      samples: [-1, 0.5, 1.25],
      value: { x in Double.tan(x) },
      derivative: { _, y in 1 + y * y }
    ),

    .elementwise(
      "asin",
      aliases: ["arcsin"],
      summary: "The angle in radians that has the given sine.",
      derivativeFormula: 1 / .call("sqrt", 1 - .x.squared),
      domain: .components("−1 ≤ \(.x) ≤ 1") { x in x.magnitude <= 1 },
      samples: [-0.75, 0.25, 0.5],
      kinks: [-1, 1],
      value: { x in Double.asin(x) },
      derivative: { x, _ in 1 / ((1 - x) * (1 + x)).squareRoot() }
    ),

    .elementwise(
      "acos",
      aliases: ["arccos"],
      summary: "The angle in radians that has the given cosine.",
      derivativeFormula: -(1 / .call("sqrt", 1 - .x.squared)),
      domain: .components("−1 ≤ \(.x) ≤ 1") { x in x.magnitude <= 1 },
      samples: [-0.75, 0.25, 0.5],
      kinks: [-1, 1],
      value: { x in Double.acos(x) },
      derivative: { x, _ in -1 / ((1 - x) * (1 + x)).squareRoot() }
    ),

    .elementwise(
      "atan",
      aliases: ["arctan"],
      summary: "The angle in radians that has the given tangent.",
      derivativeFormula: 1 / (1 + .x.squared),
      samples: [-2, 0.5, 3],
      value: { x in Double.atan(x) },
      derivative: { x, _ in 1 / (1 + x * x) }
    ),

    .elementwise(
      "sinh",
      summary: "The hyperbolic sine.",
      derivativeFormula: .call("cosh", .x),
      samples: [-1, 0.5, 2],
      value: { x in Double.sinh(x) },
      derivative: { x, _ in Double.cosh(x) }
    ),

    .elementwise(
      "cosh",
      summary: "The hyperbolic cosine.",
      derivativeFormula: .call("sinh", .x),
      samples: [-1, 0.5, 2],
      value: { x in Double.cosh(x) },
      derivative: { x, _ in Double.sinh(x) }
    ),

    .elementwise(
      "tanh",
      summary: "The hyperbolic tangent.",
      derivativeFormula: 1 - .y.squared,
      samples: [-1, 0.5, 2],
      value: { x in Double.tanh(x) },
      derivative: { _, y in 1 - y * y },
      saturated: Saturation(1 / .call("cosh", .x).squared) { x in
        let secant = 1 / Double.cosh(x)
        return secant * secant
      }
    ),
  ]
}
