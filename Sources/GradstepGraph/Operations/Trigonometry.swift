import RealModule

/// Circular and hyperbolic functions, of each component alone.
extension Operation {
  static let trigonometry: [Operation] = [
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
  ]
}
