import GradstepSyntax
import RealModule

/// Sums, products by components, quotients and powers.
extension Operation {
  static let arithmetic: [Operation] = [
    .pairwise(
      "add",
      notations: [.infix(.add)],
      summary: "The sum of two values of one shape; a scalar is added to each component.",
      symbol: "+",
      formula: "{0} + {1}",
      samples: pairs,
      shape: { usage throws(ShapeError) in try sameShape(usage, sign: "+") },
      value: { a, b in a + b },
      left: PairSlot(dependence: .otherOperand, formula: "1") { _, _, _ in 1 },
      right: PairSlot(dependence: .otherOperand, formula: "1") { _, _, _ in 1 }
    ),

    .pairwise(
      "subtract",
      notations: [.infix(.subtract)],
      summary: "The difference of two values of one shape; a scalar goes with each component.",
      symbol: "−",
      formula: "{0} − {1}",
      samples: pairs,
      shape: { usage throws(ShapeError) in try sameShape(usage, sign: "−") },
      value: { a, b in a - b },
      left: PairSlot(dependence: .otherOperand, formula: "1") { _, _, _ in 1 },
      right: PairSlot(dependence: .otherOperand, formula: "−1") { _, _, _ in -1 }
    ),

    .elementwise(
      "negate",
      notations: [.negation],
      summary: "The value with its sign changed.",
      symbol: { _ in "−" },
      formula: { _ in "−{0}" },
      derivativeFormula: { _ in "−1" },
      samples: [Sample([Tensor(1.5)]), Sample([Tensor([0.5, -2, 3])])],
      value: { x, _ in -x },
      derivative: { _, _, _ in -1 }
    ),

    .pairwise(
      "multiply",
      notations: [.infix(.dot), .infix(.times), .infix(.juxtaposition)],
      summary: "A scalar times a value of any shape.",
      symbol: "·",
      formula: "{0}·{1}",
      samples: pairs.filter { $0.operands[0].shape == .scalar },
      shape: { usage throws(ShapeError) in
        // A column times a vector of one component is a product of linear algebra.
        usage.isMatrixTimesVector ? nil : scaled(usage)
      },
      value: { a, b in a * b },
      left: PairSlot(dependence: .otherOperand, formula: "{1}") { _, b, _ in b },
      right: PairSlot(dependence: .otherOperand, formula: "{0}") { a, _, _ in a }
    ),

    .pairwise(
      "hadamard",
      notations: [.infix(.hadamard)],
      summary: "The product of two values of one shape, component by component.",
      symbol: "⊙",
      formula: "{0} ⊙ {1}",
      samples: pairs,
      shape: { usage throws(ShapeError) in try sameShape(usage, sign: "⊙") },
      value: { a, b in a * b },
      left: PairSlot(dependence: .otherOperand, formula: "{1}") { _, b, _ in b },
      right: PairSlot(dependence: .otherOperand, formula: "{0}") { a, _, _ in a }
    ),

    .pairwise(
      "divide",
      notations: [.infix(.divide)],
      summary: "The quotient by components; a scalar goes with each component.",
      symbol: "/",
      formula: "{0}/{1}",
      domain: Domain("b ≠ 0"),
      samples: pairs,
      shape: { usage throws(ShapeError) in try sameShape(usage, sign: "/") },
      value: { a, b in a / b },
      left: PairSlot(dependence: .otherOperand, formula: "1/{1}") { _, b, _ in 1 / b },
      right: PairSlot(dependence: .both, formula: "−{0}/{1}^(2)") { a, b, _ in -a / (b * b) }
    ),

    .elementwise(
      "power",
      notations: [.infix(.power)],
      parameterCount: 1,
      summary: "Each component raised to an exponent that is a number of the formula.",
      symbol: { usage in "( )^(\(number(usage.parameters[0])))" },
      formula: { usage in "{0}^(\(number(usage.parameters[0])))" },
      derivativeFormula: { usage in powerDerivative(usage.parameters[0]) },
      domain: Domain("x ≥ 0 where the exponent is no whole number"),
      samples: [
        Sample([Tensor([0.5, 1.5, 3])], parameters: [2]),
        Sample([Tensor(-1.5)], parameters: [3]), Sample([Tensor(-0.5)], parameters: [-2]),
        Sample([Tensor(2.5)], parameters: [0.5]), Sample([Tensor(1.25)], parameters: [1]),
        Sample([Tensor(0.75)], parameters: [0]),
      ],
      shape: { usage throws(ShapeError) in
        try raised(usage.shapes[0], isSquare: usage.parameters[0] == 2)
      },
      value: { x, exponent in power(x, exponent) },
      derivative: { x, _, exponent in
        exponent == 0 ? 0 : exponent * power(x, exponent - 1)
      }
    ),

    .pairwise(
      "pow",
      notations: [.infix(.power)],
      summary: "A base raised to an exponent that is a variable.",
      symbol: "^",
      formula: "{0}^({1})",
      domain: Domain("a > 0"),
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
      left: PairSlot(dependence: .both, formula: "{1}·{0}^({1} − 1)") { a, b, _ in
        b == 0 ? 0 : b * power(a, b - 1)
      },
      right: PairSlot(dependence: .both, formula: "{y}·log({0})") { a, b, y in
        a == 0 && b >= 0 || y == 0 ? 0 : y * Double.log(a)
      }
    ),
  ]

  /// Pairs of operands that are away from every kink and pole.
  private static let pairs = [
    Sample([Tensor(1.5), Tensor(-2)]),
    Sample([Tensor(0.5), Tensor([1, -2, 4])]),
    Sample([Tensor(-3), Tensor([[1, 2, -1], [0.5, -4, 3]])]),
    Sample([Tensor([0.3, -1, 2]), Tensor([2, 0.7, -1.5])]),
    Sample([Tensor([1, -2, 3]), Tensor(0.5)]),
    Sample([Tensor([[1, 2], [3, -1], [0.2, 4]]), Tensor([[0.5, -1], [2, 3], [1.5, -0.7]])]),
  ]

  /// The shape that a scalar and a value of any shape make together; `nil` where neither is one.
  private static func scaled(_ usage: Usage) -> Shape? {
    let (left, right) = (usage.shapes[0], usage.shapes[1])
    switch (left.isScalarLike, right.isScalarLike) {
    case (true, true): return left.rank >= right.rank ? left : right
    case (true, false): return right
    case (false, true): return left
    case (false, false): return nil
    }
  }

  /// Equal shapes, or a scalar with any shape.
  private static func sameShape(_ usage: Usage, sign: String) throws(ShapeError) -> Shape {
    let (left, right) = (usage.shapes[0], usage.shapes[1])
    if left == right { return left }
    if let shape = scaled(usage) { return shape }
    var solutions: [ShapeError.Solution] = []
    if left.rank == 2, right.rank == 1, right.rows == left.rows {
      solutions.append(
        ShapeError.Solution(
          "to take a vector to every column, repeat it",
          replacement: "{0} \(sign) {1*}·ones(\(left.columns))'"
        )
      )
    }
    if left.rank == 1, right.rank == 2, right.rows == left.rows {
      solutions.append(
        ShapeError.Solution(
          "to take a vector to every column, repeat it",
          replacement: "{0*}·ones(\(right.columns))' \(sign) {1}"
        )
      )
    }
    if left.rank == 2, right.rank == 2, left.rows == right.columns, left.columns == right.rows {
      let transposed = sign == "−" || sign == "+" ? "{0} \(sign) {1*}'" : "{0*} \(sign) {1*}'"
      solutions.append(
        ShapeError.Solution("transpose one of them", replacement: transposed)
      )
    }
    throw ShapeError(
      "'\(sign)' needs a scalar or equal shapes; {0} \(left.predicate)"
        + " and {1} \(right.predicate)",
      solutions: solutions
    )
  }

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
    if exponent == exponent.rounded(), exponent.magnitude < 1e9 {
      return Double.pow(base, Int(exponent))
    }
    return Double.pow(base, exponent)
  }

  /// The power rule, simplified where the exponent is small.
  private static func powerDerivative(_ exponent: Double) -> Formula {
    switch exponent {
    case 0: return "0"
    case 1: return "1"
    case 2: return "2·{0}"
    default:
      // 1.1 − 1 is to read 0.1, and not what is left of it in binary.
      let rest = ((exponent - 1) * 1e12).rounded() / 1e12
      return "\(Formula(number(exponent)).asFactor)·{0}^(\(number(rest)))"
    }
  }

  /// A parameter as a formula shows it.
  private static func number(_ exact: Double) -> String {
    // 1/3 is to read 0.333333.
    let value = exact.magnitude < 1e9 ? (exact * 1e6).rounded() / 1e6 : exact
    let digits =
      value == value.rounded() && value.magnitude < 1e15
      ? "\(Int(value.magnitude))" : "\(value.magnitude)"
    return value < 0 ? "−\(digits)" : digits
  }
}

extension Usage {
  /// Whether the operands are a matrix of several rows and a vector that fits it.
  var isMatrixTimesVector: Bool {
    let (left, right) = (shapes[0], shapes[1])
    return left.rank == 2 && right.rank == 1 && left.columns == right.rows && left.rows > 1
  }
}
