import GradstepSyntax

/// The choice between two values, as of a definition by cases.
extension Operation {
  static let choices: [Operation] = [
    Operation(
      "choose",
      notations: Comparison.allCases.map(Notation.choice),
      arity: 4...4,
      parameterCount: 1...1,
      rule: .selection,
      summary: "One of two values, as a comparison of two others says, component by component.",
      symbol: { usage in .symbol("if \(comparison(usage.parameters[0]).rawValue)") },
      formula: { usage in
        .choice(if: condition(comparison(usage.parameters[0])), .operand(2), else: .operand(3))
      },
      samples: samplesOfChoice,
      shape: { usage throws(ShapeError) in try chosen(usage) },
      value: { application, result in
        let operands = (0..<4).map { Paired(application[$0], in: result.shape) }
        let comparison = comparison(application.parameter(0))
        for i in 0..<result.count {
          let (a, b) = (operands[0][i], operands[1][i])
          // A comparison with what is no number says nothing.
          let isKnown = !a.isNaN && !b.isNaN
          result[i] = isKnown ? operands[comparison.holds(a, b) ? 2 : 3][i] : .nan
        }
      },
      local: { slot, usage in
        slot < 2 ? localOfComparison(slot, usage) : localOfChosen(slot, usage)
      },
      pullback: { application, slot, g, gradient in
        forEachChosen(application, slot) { position, component in
          gradient[component] += g[position]
        }
      },
      pushforward: { application, slot, t, result in
        forEachChosen(application, slot) { position, component in
          result[position] += t[component]
        }
      },
      kink: { application, slot in
        guard slot < 2 else { return nil }
        let operands = (0..<4).map { Paired(application[$0], in: application.result.shape) }
        let ties = (0..<application.result.count).filter { operands[0][$0] == operands[1][$0] }
        guard !ties.isEmpty else { return nil }
        return Kink(
          "the two sides of the comparison are equal, and the slope of what is chosen was taken",
          isJump: ties.contains { operands[2][$0] != operands[3][$0] }
        )
      },
      remark: { _ in Remark(backward: "the comparison of \(.a) and \(.b) has no gradient") }
    )
  ]

  /// The comparison that a parameter stands for.
  private static func comparison(_ parameter: Double) -> Comparison {
    Comparison.allCases[Int(parameter)]
  }

  /// A comparison of the first two operands as a formula.
  private static func condition(_ comparison: Comparison) -> Formula {
    .relation(.a, comparison, .b)
  }

  /// Scalars, and values of one shape.
  private static func chosen(_ usage: Usage) throws(ShapeError) -> Shape {
    guard let first = usage.shapes.firstIndex(where: { !$0.isScalarLike }) else {
      let (one, other) = (usage.shapes[2], usage.shapes[3])
      return one.rank >= other.rank ? one : other
    }
    let shape = usage.shapes[first]
    for (slot, other) in usage.shapes.enumerated() where !other.isScalarLike && other != shape {
      throw ShapeError(
        "a choice needs scalars or equal shapes; {\(first)} \(shape.predicate)"
          + " and {\(slot)} \(other.predicate)",
        slot: slot
      )
    }
    return shape
  }

  /// Calls `body` with each position where a slot is chosen, and the position in its operand.
  private static func forEachChosen(
    _ application: Application,
    _ slot: Int,
    _ body: (_ position: Int, _ component: Int) -> Void
  ) {
    guard slot > 1 else { return }
    let shape = application.result.shape
    let (a, b) = (Paired(application[0], in: shape), Paired(application[1], in: shape))
    let pairing = Paired(application[slot], in: shape).pairing
    let comparison = comparison(application.parameter(0))
    for i in 0..<shape.count where comparison.holds(a[i], b[i]) == (slot == 2) {
      body(i, pairing.component(at: i, columns: shape.columns))
    }
  }

  // MARK: - Formulas

  /// The local gradient of a side of the comparison, which is 0.
  private static func localOfComparison(_ slot: Int, _ usage: Usage) -> LocalGradient {
    let (own, result) = (usage.shapes[slot], resultShape(usage))
    guard own.isScalarLike, !result.isScalarLike else {
      return .elementwise(0, slot: slot, shapes: usage.shapes).taking(0)
    }
    return LocalGradient(
      .dense,
      .call("zeros", sizes: [result.count]),
      contribution: 0 * .call("sum", .g),
      pushforward: .t * .call("zeros", sizes: result.dimensions),
      multiplications: 0
    )
  }

  /// The local gradient of one of the two values, which is 1 where it is chosen.
  private static func localOfChosen(_ slot: Int, _ usage: Usage) -> LocalGradient {
    let comparison = comparison(usage.parameters[0])
    let isChosen = Formula.list([condition(slot == 2 ? comparison : comparison.negated)])
    let (own, result) = (usage.shapes[slot], resultShape(usage))
    let isOneForAll = usage.shapes[..<2].allSatisfy { $0.isScalarLike }
    switch (own.isScalarLike && !result.isScalarLike, isOneForAll) {
    case (false, true) where !own.isScalarLike:
      return LocalGradient(
        .scalarMultiple,
        isChosen * .identity,
        contribution: isChosen * .g,
        pushforward: isChosen * .t,
        multiplications: 0
      )
    case (false, _):
      return .elementwise(isChosen, slot: slot, shapes: usage.shapes).taking(0)
    case (true, true):
      return LocalGradient(
        .dense,
        isChosen * .call("ones", sizes: [result.count]),
        contribution: isChosen * .call("sum", .g),
        pushforward: isChosen * .t * .call("ones", sizes: result.dimensions),
        multiplications: 0
      )
    case (true, false):
      return LocalGradient(
        .dense,
        result.rank == 2 ? .call("vec", isChosen) : isChosen,
        contribution: .call("sum", .g ⊙ isChosen),
        pushforward: .t * isChosen,
        multiplications: 0
      )
    }
  }

  /// The shape that the operands are known to make.
  private static func resultShape(_ usage: Usage) -> Shape {
    usage.shapes.first { !$0.isScalarLike } ?? .scalar
  }

  // MARK: - Samples

  private static let samplesOfChoice: [Sample] = {
    let numbers = [Tensor(1.5), Tensor(-2), Tensor(0.5), Tensor(3)]
    let ofEachComparison = Comparison.allCases.indices.map {
      Sample(numbers, parameters: [Double($0)])
    }
    let vector = Tensor([1, -2, 4])
    let matrix = Tensor([[1, -2], [0.5, 4]])
    return ofEachComparison + [
      Sample(
        [vector, Tensor([2, -3, 5]), Tensor([7, 8, 9]), Tensor([0.5, 3, -1])],
        parameters: [0]
      ),
      Sample([vector, Tensor(0), vector, Tensor(0.25)], parameters: [2]),
      Sample([Tensor(0), vector, Tensor(0.25), vector], parameters: [3]),
      Sample([matrix, Tensor(0), Tensor(3), matrix], parameters: [1]),
      Sample([Tensor(1), Tensor(2), matrix, Tensor(-1)], parameters: [0]),
      Sample([Tensor(1), Tensor(2), Tensor(-1), vector], parameters: [0]),
    ]
  }()
}
