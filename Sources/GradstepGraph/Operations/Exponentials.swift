import GradstepSyntax
import RealModule

/// Exponential functions, logarithms, roots and magnitudes, of each component alone.
extension Operation {
  static let exponentials: [Operation] = [
    .elementwise(
      "exp",
      summary: "The exponential function.",
      derivativeFormula: .y,
      samples: [-1, 0.5, 2],
      value: { x in Double.exp(x) },
      derivative: { _, y in y }
    ),

    .elementwise(
      "log",
      aliases: ["ln"],
      summary: "The natural logarithm.",
      derivativeFormula: 1 / .x,
      domain: .components("\(.x) > 0") { x in x > 0 },
      samples: [0.25, 1, 3],
      value: { x in x == 0 ? -.infinity : Double.log(x) },
      // The slope on the side where there is one, which the sign of −0 does not change.
      derivative: { x, _ in x == 0 ? .infinity : 1 / x }
    ),

    .elementwise(
      "log2",
      aliases: ["log_2"],
      summary: "The logarithm to the base 2.",
      derivativeFormula: 1 / (.call("log", 2) * .x),
      domain: .components("\(.x) > 0") { x in x > 0 },
      samples: [0.25, 1, 3],
      value: { x in x == 0 ? -.infinity : Double.log2(x) },
      derivative: { x, _ in x == 0 ? .infinity : 1 / (x * Double.log(2)) }
    ),

    .elementwise(
      "log10",
      aliases: ["log_10"],
      summary: "The logarithm to the base 10.",
      derivativeFormula: 1 / (.call("log", 10) * .x),
      domain: .components("\(.x) > 0") { x in x > 0 },
      samples: [0.25, 1, 3],
      value: { x in x == 0 ? -.infinity : Double.log10(x) },
      derivative: { x, _ in x == 0 ? .infinity : 1 / (x * Double.log(10)) }
    ),

    .elementwise(
      "log1p",
      summary: "The logarithm of 1 + x, exact where x is small.",
      derivativeFormula: 1 / (1 + .x),
      domain: .components("\(.x) > −1") { x in x > -1 },
      samples: [-0.5, 0.25, 3],
      value: { x in Double.log(onePlus: x) },
      derivative: { x, _ in 1 / (1 + x) }
    ),

    .elementwise(
      "expm1",
      summary: "The exponential function less 1, exact where x is small.",
      derivativeFormula: .call("exp", .x),
      samples: [-1, 0.5, 2],
      value: { x in Double.expMinusOne(x) },
      derivative: { x, _ in Double.exp(x) }
    ),

    .elementwise(
      "erf",
      summary: "The error function, 2/√π times the integral of e^(−t²) from 0 to x.",
      derivativeFormula: 2 * .call("exp", -.x.squared) / .call("sqrt", .symbol("π")),
      samples: [-1, 0.5, 2],
      value: { x in Double.erf(x) },
      derivative: { x, _ in 2 * Double.exp(-x * x) / Double.pi.squareRoot() }
    ),

    .elementwise(
      "clip",
      notations: [.function("clip")],
      parameterCount: 2...2,
      rule: .selection,
      summary: "The number between two bounds that is next to each component.",
      symbol: { _ in .symbol("clip") },
      formula: { usage in
        .call("clip", [.x] + usage.parameters.map(Formula.number))
      },
      derivativeFormula: { usage in
        .holds(.x, .greaterOrEqual, .number(usage.parameters[0]))
          * .holds(.x, .lessOrEqual, .number(usage.parameters[1]))
      },
      samples: [Tensor([-2, 0.5, 3]), Tensor(0.75), Tensor([[1.5, -2], [-0.5, 3]])]
        .map { Sample([$0], parameters: [-1, 2]) },
      shape: { usage throws(ShapeError) in
        guard usage.parameters[0] <= usage.parameters[1] else {
          throw ShapeError("the bounds of 'clip' go from the smaller to the larger", slot: 2)
        }
        return usage.shapes[0]
      },
      kinks: { p in p.first == p.second ? [p.first] : [p.first, p.second] },
      value: { x, p in x.isNaN ? x : Swift.min(Swift.max(x, p.first), p.second) },
      derivative: { x, _, p in x.isNaN ? x : x >= p.first && x <= p.second ? 1 : 0 }
    ),

    .elementwise(
      "sqrt",
      summary: "The square root.",
      formula: .root(.x),
      derivativeFormula: 1 / (2 * .y),
      domain: .components("\(.x) ≥ 0") { x in x >= 0 },
      samples: [0.25, 2, 9],
      kinks: [0],
      // The root of −0 is 0, and its slope that of the side where there is one.
      value: { x in x == 0 ? 0 : x.squareRoot() },
      derivative: { _, y in y == 0 ? .infinity : 1 / (2 * y) }
    ),

    .elementwise(
      "abs",
      summary: "The magnitude.",
      symbol: .magnitude(.blank),
      formula: .magnitude(.x),
      derivativeFormula: .call("sign", .x),
      samples: [-1.5, 0.5, 3],
      kinks: [0],
      value: { x in x.magnitude },
      derivative: { x, _ in x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }
    ),

    .elementwise(
      "sign",
      aliases: ["sgn"],
      rule: .flat,
      summary: "The sign: −1, 0 or 1.",
      derivativeFormula: 0,
      samples: [-1.5, 0.5, 3],
      kinks: [0],
      jumps: true,
      value: { x in x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 },
      derivative: { x, _ in x.isNaN ? x : 0 }
    ),

    .elementwise(
      "floor",
      rule: .flat,
      summary: "The largest whole number that is not above it; no gradient flows.",
      derivativeFormula: 0,
      samples: [-1.5, 0.5, 2.75],
      value: { x in x.rounded(.down) },
      derivative: { x, _ in x.isNaN ? x : 0 }
    ),

    .elementwise(
      "ceil",
      rule: .flat,
      summary: "The smallest whole number that is not below it; no gradient flows.",
      derivativeFormula: 0,
      samples: [-1.5, 0.5, 2.75],
      value: { x in x.rounded(.up) },
      derivative: { x, _ in x.isNaN ? x : 0 }
    ),
  ]
}
