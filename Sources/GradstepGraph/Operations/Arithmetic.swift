import GradstepSyntax

/// Sums, products by components and quotients.
extension Operation {
  static let arithmetic: [Operation] = [
    .pairwise(
      "add",
      notations: [.infix(.add)],
      rule: .sum,
      summary:
        "The sum of two values of one shape; a scalar is added to each component, a bias to each row"
        + " or column.",
      symbol: .symbol("+"),
      formula: .a + .b,
      samples: pairs + biases,
      shape: { usage throws(ShapeError) in try paired(usage, sign: "+") },
      value: { a, b in a + b },
      left: PairSlot(dependence: .nothing, formula: 1) { _, _, _ in 1 },
      right: PairSlot(dependence: .nothing, formula: 1) { _, _, _ in 1 },
      commutes: true
    ),

    .pairwise(
      "subtract",
      notations: [.infix(.subtract)],
      rule: .sum,
      summary:
        "The difference of two values of one shape; a scalar goes with each component, a bias with"
        + " each row or column.",
      symbol: .symbol("−"),
      formula: .a - .b,
      samples: pairs + biases,
      shape: { usage throws(ShapeError) in try paired(usage, sign: "−") },
      value: { a, b in a - b },
      left: PairSlot(dependence: .nothing, formula: 1) { _, _, _ in 1 },
      right: PairSlot(dependence: .nothing, formula: -1) { _, _, _ in -1 }
    ),

    .elementwise(
      "negate",
      notations: [.negation],
      rule: .sum,
      summary: "The value with its sign changed.",
      symbol: { _ in .symbol("−") },
      formula: { _ in -.x },
      derivativeFormula: { _ in -1 },
      samples: [Sample([Tensor(1.5)]), Sample([Tensor([0.5, -2, 3])])],
      value: { x, _ in -x },
      derivative: { _, _, _ in -1 }
    ),

    .pairwise(
      "multiply",
      notations: [.infix(.dot), .infix(.times), .infix(.juxtaposition)],
      rule: .product,
      summary: "A scalar times a value of any shape.",
      symbol: .symbol("·"),
      formula: .a * .b,
      samples: pairs.filter { $0.operands[0].shape == .scalar },
      shape: { usage throws(ShapeError) in
        // A column times a vector of one component is a product of linear algebra.
        usage.isMatrixTimesVector ? nil : scaled(usage)
      },
      value: { a, b in a * b },
      left: PairSlot(dependence: .otherOperand, formula: .b) { _, b, _ in b },
      right: PairSlot(dependence: .otherOperand, formula: .a) { a, _, _ in a },
      commutes: true
    ),

    .pairwise(
      "hadamard",
      notations: [.infix(.hadamard)],
      rule: .product,
      summary:
        "The product by components; a scalar goes with each component, a bias with each row or column.",
      symbol: .symbol("⊙"),
      formula: .a ⊙ .b,
      samples: pairs + biases,
      shape: { usage throws(ShapeError) in try paired(usage, sign: "⊙") },
      value: { a, b in a * b },
      left: PairSlot(dependence: .otherOperand, formula: .b) { _, b, _ in b },
      right: PairSlot(dependence: .otherOperand, formula: .a) { a, _, _ in a },
      commutes: true
    ),

    .pairwise(
      "divide",
      notations: [.infix(.divide)],
      rule: .quotient,
      summary:
        "The quotient by components; a scalar goes with each component, a bias with each row or column.",
      symbol: .symbol("/"),
      formula: .a / .b,
      domain: .components("\(.b) ≠ 0", slot: 1) { b in b != 0 },
      samples: pairs + biases,
      shape: { usage throws(ShapeError) in try paired(usage, sign: "/") },
      value: { a, b in a / b },
      left: PairSlot(dependence: .otherOperand, formula: 1 / .b) { _, b, _ in 1 / b },
      right: PairSlot(dependence: .both, formula: -(.a / .b.squared)) { _, b, y in -y / b }
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

  /// A bias beside a matrix, one for its rows and one for its columns, of each kind.
  private static let biases = [
    Sample([Tensor([[1, 2], [3, -1], [0.2, 4]]), Tensor([0.5, -1.5])]),
    Sample([Tensor([2, -0.7, 1.5]), Tensor([[1, 2], [3, -1], [0.2, 4]])]),
    Sample([Tensor([[1, 2, -1], [0.5, -4, 3]]), Tensor([0.5, -1.5])]),
    Sample([Tensor([0.5, -1.5]), Tensor([[1, 2, -1], [0.5, -4, 3]])]),
    Sample([Tensor([[0.5, -1.5]]), Tensor([[1, 2], [3, -1]])]),
    Sample([Tensor([[1, 2], [3, -1]]), Tensor([[0.5], [-1.5]])]),
    Sample([Tensor([[1, 2, -3]]), Tensor([0.5, -1.5, 4])]),
    Sample([Tensor([0.5, -1.5]), Tensor([[1], [2]])]),
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

  /// Equal shapes, a scalar with any shape, or a bias that fits the rows or columns of a matrix.
  private static func paired(_ usage: Usage, sign: String) throws(ShapeError) -> Shape {
    if let bias = usage.bias { return bias.matrix }
    for slot in 0...1 {
      let (vector, matrix) = (usage.shapes[slot], usage.shapes[1 - slot])
      guard Pairing.ways(of: vector, in: matrix).count > 1 else { continue }
      let isProduct = ["⊙", "/"].contains(sign)
      let left = isProduct ? "{0*}" : "{0}"
      let right = sign == "+" ? "{1}" : "{1*}"
      let columns = "{\(slot)*}·ones(\(matrix.columns))'"
      throw ShapeError(
        "'\(sign)' could take {\(slot)} to each row or to each column;"
          + " {\(slot)} \(vector.predicate) and {\(1 - slot)} \(matrix.predicate)",
        solutions: [
          ("to each row", "{\(slot)*}'"),
          ("to each column", slot == 1 && isProduct ? "(\(columns))" : columns),
        ].map { meaning, operand in
          ShapeError.Solution(
            meaning,
            replacement: slot == 0 ? "\(operand) \(sign) \(right)" : "\(left) \(sign) \(operand)"
          )
        }
      )
    }
    return try sameShape(usage, sign: sign)
  }

  /// Equal shapes, or a scalar with any shape.
  static func sameShape(
    _ usage: Usage,
    sign: String,
    written: ((_ left: String, _ right: String) -> String)? = nil
  ) throws(ShapeError) -> Shape {
    let written = written ?? { left, right in "\(left) \(sign) \(right)" }
    let (left, right) = (usage.shapes[0], usage.shapes[1])
    if left == right { return left }
    if let shape = scaled(usage) { return shape }
    var solutions: [ShapeError.Solution] = []
    for slot in 0...1 where usage.shapes[slot].rank == 1 {
      let matrix = usage.shapes[1 - slot]
      for way in Pairing.ways(of: usage.shapes[slot], in: matrix) {
        let operand =
          way == .rows
          ? "ones(\(matrix.rows))·{\(slot)*}'" : "{\(slot)*}·ones(\(matrix.columns))'"
        solutions.append(
          ShapeError.Solution(
            "to take a vector to every \(way == .rows ? "row" : "column"), repeat it",
            replacement: slot == 0 ? written(operand, "{1}") : written("{0}", operand)
          )
        )
      }
    }
    if left.rank == 2, right.rank == 2, left.rows == right.columns, left.columns == right.rows {
      solutions.append(
        ShapeError.Solution("transpose one of them", replacement: written("{0*}", "{1*}'"))
      )
    }
    throw ShapeError(
      "'\(sign)' needs a scalar or equal shapes; {0} \(left.predicate)"
        + " and {1} \(right.predicate)",
      solutions: solutions
    )
  }
}

extension Usage {
  /// Whether the operands are a matrix of several rows and a vector that fits it.
  var isMatrixTimesVector: Bool {
    let (left, right) = (shapes[0], shapes[1])
    return left.rank == 2 && right.rank == 1 && left.columns == right.rows && left.rows > 1
  }
}
