import GradstepSyntax
import RealModule

/// The activation functions of neural networks, of each component alone.
extension Operation {
  static let activations: [Operation] = [
    .elementwise(
      "sigmoid",
      aliases: ["σ", "expit"],
      summary: "The logistic function 1/(1 + e^(−x)).",
      symbol: .symbol("σ"),
      formula: .call("σ", .x),
      derivativeFormula: .y * (1 - .y),
      samples: [-3, 0.5, 2],
      value: { x in logistic(x) },
      derivative: { _, y in y * (1 - y) },
      saturated: Saturation(.call("σ", .x) * .call("σ", -.x)) { x in logistic(x) * logistic(-x) }
    ),

    .elementwise(
      "relu",
      rule: .selection,
      summary: "The positive part, max(x, 0).",
      derivativeFormula: .holds(.x, .greater, 0),
      samples: [-1.5, 0.5, 2],
      kinks: [0],
      // A comparison would turn NaN into 0.
      value: { x in x > 0 || x.isNaN ? x : 0 },
      derivative: { x, _ in x > 0 ? 1 : x.isNaN ? x : 0 }
    ),

    .elementwise(
      "softplus",
      summary: "The smooth positive part, log(1 + e^x).",
      derivativeFormula: .call("σ", .x),
      samples: [-3, 0.5, 2],
      // Written so that no exponential overflows.
      value: { x in Swift.max(x, 0) + Double.log(onePlus: Double.exp(-x.magnitude)) },
      derivative: { x, _ in logistic(x) }
    ),

    .elementwise(
      "leaky_relu",
      notations: [.function("leaky_relu")],
      parameterCount: 0...1,
      standardParameter: standardLeak,
      summary: "The positive part, and a small multiple of the rest; 0.01 where none is given.",
      symbol: { _ in .symbol("leaky_relu") },
      formula: { usage in .call("leaky_relu", .x, .number(usage.parameter ?? standardLeak)) },
      derivativeFormula: { usage in
        .holds(.x, .greater, 0)
          + .number(usage.parameter ?? standardLeak) * .holds(.x, .lessOrEqual, 0)
      },
      samples: samples([]) + samples([0.2]),
      kinks: { p in p.first == 1 ? [] : [0] },
      value: { x, p in x > 0 ? x : p.first * x },
      derivative: { x, _, p in x > 0 ? 1 : x.isNaN ? x : p.first }
    ),

    .elementwise(
      "elu",
      notations: [.function("elu")],
      parameterCount: 0...1,
      standardParameter: 1,
      summary: "The positive part, and a·(e^x − 1) below 0; a is 1 where none is given.",
      symbol: { _ in .symbol("elu") },
      formula: { usage in
        usage.parameter.map { .call("elu", .x, .number($0)) } ?? .call("elu", .x)
      },
      derivativeFormula: { usage in
        let scale = usage.parameter ?? 1
        // At the scale of 1 the two halves meet smoothly, and one formula says both.
        return scale == 1
          ? .call("exp", .call("min", .x, 0))
          : .holds(.x, .greater, 0)
            + .number(scale) * (.call("exp", .x) * .holds(.x, .lessOrEqual, 0))
      },
      samples: samples([]) + samples([0.5]),
      kinks: { p in p.first == 1 ? [] : [0] },
      value: { x, p in x > 0 ? x : p.first * Double.expMinusOne(x) },
      derivative: { x, _, p in x > 0 ? 1 : p.first * Double.exp(x) }
    ),

    .elementwise(
      "silu",
      aliases: ["swish"],
      summary: "The operand times its logistic function, x·σ(x).",
      formula: .x * .call("σ", .x),
      derivativeFormula: .call("σ", .x) * (1 + .x * (1 - .call("σ", .x))),
      samples: [-3, 0.5, 2],
      value: { x in gated(x, logistic(x)) },
      derivative: { x, _ in siluSlope(x) }
    ),

    // Hendrycks and Gimpel, Gaussian Error Linear Units, 2016; exact, without their approximation.
    .elementwise(
      "gelu",
      summary: "The operand times Φ(x), the probability of a standard normal variable below x.",
      formula: .x * .call("Φ", .x),
      derivativeFormula: .call("Φ", .x) + .x * .call("φ", .x),
      samples: [-3, 0.5, 2],
      value: { x in gated(x, normalProbability(x)) },
      derivative: { x, _ in geluSlope(x) }
    ),
  ]

  /// The logistic function, written so that no exponential overflows.
  static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + Double.exp(-x)) }
    let e = Double.exp(x)
    return e / (1 + e)
  }

  /// σ(x)·(1 + x·σ(−x)), below 0 as σ(x)·σ(−x)·(1 + x + eˣ).
  ///
  /// That is counted from the zero of the slope, so that a slope beside it keeps its digits.
  private static func siluSlope(_ x: Double) -> Double {
    if !(x < 0) { return logistic(x) + gated(x, logistic(x) * logistic(-x)) }
    // The zero of 1 + x + eˣ, in two parts.
    let zero = (-1.278_464_542_761_073_7, -1.094_699_418_309_343_7e-16)
    let distance = (x - zero.0) - zero.1
    let rest = distance - (1 + zero.0) * Double.expMinusOne(distance)
    return gated(rest, logistic(x) * logistic(-x))
  }

  /// Φ(x) + x·φ(x), near its zero as a series about that, so that it keeps its digits there.
  private static func geluSlope(_ x: Double) -> Double {
    // The zero, in two parts.
    let zero = (-0.751_791_524_693_564_5, 1.495_675_917_700_988_3e-17)
    let distance = (x - zero.0) - zero.1
    guard distance.magnitude < 0.25 else {
      return normalProbability(x) + gated(x, normalDensity(x))
    }
    // The slope of the slope is (2 − x²)·φ(x), and φ is φ(zero)·Σ cₖ·distanceᵏ with
    // (k + 1)·cₖ₊₁ = −zero·cₖ − cₖ₋₁.
    var (older, old, coefficient) = (0.0, 0.0, 1.0)
    var (sum, power) = (0.0, distance)
    for k in 0..<24 {
      let slope = (2 - zero.0 * zero.0) * coefficient - 2 * zero.0 * old - older
      sum += slope * power / Double(k + 1)
      power *= distance
      let next = (-zero.0 * coefficient - old) / Double(k + 1)
      (older, old, coefficient) = (old, coefficient, next)
    }
    return normalDensity(zero.0) * sum
  }

  private static func normalDensity(_ x: Double) -> Double {
    Double.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  /// The probability of a standard normal variable below x; exact for small ones, too.
  private static func normalProbability(_ x: Double) -> Double {
    Double.erfc(-x / 2.0.squareRoot()) / 2
  }

  /// A number times a gate; a closed gate lets nothing through, not even an infinite number.
  private static func gated(_ x: Double, _ gate: Double) -> Double {
    gate == 0 ? 0 : x * gate
  }

  /// The slope of `leaky_relu` below 0 where a source gives none.
  private static let standardLeak = 0.01

  /// Operands away from 0, with the parameters of an operation.
  private static func samples(_ parameters: [Double]) -> [Sample] {
    [Tensor([-1.5, 0.5, 2]), Tensor(-0.75), Tensor([[1, -2], [-0.5, 3]])]
      .map { Sample([$0], parameters: parameters) }
  }
}
