import GradstepSyntax
import Testing

@testable import GradstepGraph

/// The formulas that people read, put into the language and worked out.
///
/// A formula that the language cannot say, such as one with a unit vector, is not judged.
@Suite struct FormulaTests {
  @Test(arguments: Trial.all)
  func theFormulaOfAnEntryGivesItsValue(trial: Trial) throws {
    let result = try trial.evaluation().result
    guard let value = try trial.read(trial.operation.formula(trial.usage)) else { return }
    #expect(value.elements.isClose(to: result.elements, within: 1e-12))
    #expect(value.shape == result.shape)
  }

  @Test func aScalarKeepsItsSquareBesideAMatrix() {
    let formula: Formula = -(.a / .b.squared)
    #expect(formula.byComponents(OperandShapes([Shape.matrix(2, 2), .scalar])) == formula)
    let square = formula.byComponents(OperandShapes([Shape.scalar, .matrix(2, 2)]))
    #expect(square.description == "−a/(b ⊙ b)")
  }

  @Test func aProductOfNumbersIsOneOfComponentsForVectors() {
    let formula: Formula = 2 * .x * (.call("log", 2) * .call("exp", .x))
    #expect(formula.byComponents(OperandShapes([.scalar])) == formula)
    #expect(
      formula.byComponents(OperandShapes([.vector(3)])).description(operands: ["x"])
        == "(2·x) ⊙ (log(2)·exp(x))"
    )
  }

  @Test(
    arguments: [
      (1 - .y.squared, true), (.power(.symbol("e"), .y), true), (-(.a / .b.squared), false),
    ] as [(Formula, Bool)]
  )
  func aFormulaKnowsWhetherItHasTheResult(formula: Formula, hasResult: Bool) {
    #expect(formula.hasResult == hasResult)
  }

  @Test(arguments: Trial.all)
  func theFormulaOfALocalGradientGivesTheJacobian(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      let local = trial.operation.local(slot, trial.usage)
      let jacobian = try trial.jacobianOverColumns(of: slot)
      if local.formula.description.contains("⊗") {
        let product = try trial.readProduct(local.formula, rows: jacobian.count, slot: slot)
        let rows = try #require(product, "\(local.formula.description)")
        #expect(rows.count == jacobian.count, "\(local.formula.description)")
        #expect(
          rows.flatMap(\.self).isClose(to: jacobian.flatMap(\.self), within: 1e-12),
          "\(local.formula.description)"
        )
        continue
      }
      let operand = trial.sample.operands[slot].shape
      // A number that is put into a vector has a unit vector for its column.
      let units = operand.isScalarLike ? Shape.vector(jacobian.count) : operand
      guard let value = try trial.read(local.formula, units: units) else { continue }
      let expected =
        local.structure == .dense || local.structure == .diagonal
        ? jacobian.flatMap(\.self) : [jacobian[0][0]]
      #expect(value.elements.isClose(to: expected, within: 1e-12), "\(local.formula.description)")
    }
  }

  @Test(arguments: Trial.all)
  func theFormulaOfAContributionGivesThePullback(trial: Trial) throws {
    var generator = SplitMix(state: 4)
    let evaluation = try trial.evaluation()
    let upstream = generator.tensor(evaluation.result.shape)
    for slot in trial.sample.operands.indices {
      let formula = trial.operation.local(slot, trial.usage).contribution
      let pulled = evaluation.pullback(slot: slot, upstream: upstream)
      let units = trial.units(of: formula, slot: slot, upstream: upstream)
      guard let value = try trial.read(formula, upstream: upstream, units: units) else { continue }
      #expect(value.elements.isClose(to: pulled.elements, within: 1e-12), "\(formula.description)")
    }
  }

  @Test(arguments: Trial.all)
  func theFormulaOfATangentGivesThePushforward(trial: Trial) throws {
    var generator = SplitMix(state: 5)
    let evaluation = try trial.evaluation()
    for (slot, operand) in trial.sample.operands.enumerated() {
      let formula = trial.operation.local(slot, trial.usage).pushforward
      let tangent = generator.tensor(operand.shape)
      let pushed = evaluation.pushforward(slot: slot, tangent: tangent)
      guard let value = try trial.read(formula, tangent: tangent) else { continue }
      #expect(value.elements.isClose(to: pushed.elements, within: 1e-12), "\(formula.description)")
      #expect(value.shape.count == pushed.shape.count, "\(formula.description)")
    }
  }

  @Test(arguments: Trial.all)
  func formulasOutsideOfTheDomainHoldThereAndInside(trial: Trial) throws {
    guard trial.operation.name == "cross_entropy" else { return }
    var generator = SplitMix(state: 6)
    let operands = trial.sample.operands.map { generator.tensor($0.shape) }
    for sample in [trial.sample, Sample(operands, parameters: trial.sample.parameters)] {
      let moved = Trial(operation: trial.operation, sample: sample)
      let evaluation = try moved.evaluation()
      let upstream = generator.tensor(evaluation.result.shape)
      for slot in operands.indices {
        let usage = Usage(shapes: moved.usage.shapes, takesOtherForm: true)
        let formula = trial.operation.local(slot, usage).contribution
        let value = try #require(try moved.read(formula, upstream: upstream))
        let pulled = evaluation.pullback(slot: slot, upstream: upstream)
        #expect(
          value.elements.isClose(to: pulled.elements, within: 1e-12),
          "\(formula.description)"
        )
      }
    }
  }

  @Test func theUnitsOfAMatrixAreMatrices() throws {
    let trial = try Trial("component", Sample([Tensor([[1, 2], [3, 4]])], parameters: [2, 1]))
    let local = trial.operation.local(0, trial.usage)
    #expect(local.formula.description == "vec(E_(2,1))ᵀ")
    #expect(local.contribution.description == "g·E_(2,1)")
    #expect(local.pushforward.description == "t[2, 1]")
  }

  @Test func whatAReshapedMatrixDoesIsNoIdentityOverItsColumns() throws {
    let matrix = try Trial(
      "reshape",
      Sample([Tensor([[1, 2, 3], [4, 5, 6]])], parameters: [3, 2])
    )
    #expect(matrix.operation.local(0, matrix.usage).formula.description == "reshape( )")
    let vector = try Trial("reshape", Sample([Tensor([1, 2])], parameters: [1, 2]))
    #expect(vector.operation.local(0, vector.usage).formula.description == "I")
  }

  @Test func aVectorThatBecomesARowPullsBackTheTranspose() throws {
    let trial = try Trial("stack", Sample([Tensor([1, 2])]))
    #expect(trial.operation.local(0, trial.usage).contribution.description == "gᵀ")
    #expect(trial.operation.local(0, trial.usage).pushforward.description == "tᵀ")
  }

  @Test func mostFormulasAreOfTheLanguage() throws {
    let read = try Trial.all.filter { try $0.read($0.operation.formula($0.usage)) != nil }
    #expect(read.count * 4 > Trial.all.count * 3)
    let tangents = try Trial.all.filter { trial in
      guard let operand = trial.sample.operands.first else { return true }
      let formula = trial.operation.local(0, trial.usage).pushforward
      return try trial.read(formula, tangent: operand) != nil
    }
    #expect(tangents.count * 4 > Trial.all.count * 3)
  }

  @Test(arguments: [
    (1e-7, "0.0000001"), (2.000_000_1, "2.0000001"), (1.0 / 3, "0.333333"), (0.1 + 0.2, "0.3"),
    (-1.5, "−1.5"), (1e15, "1000000000000000"), (1e20, "1e20"), (2.5e-20, "2.5e-20"), (0, "0"),
    (-Double.infinity, "−∞"), (12_345.678_9, "12345.6789"),
  ])
  func aNumberOfAFormulaIsWhatItIs(number: Double, text: String) {
    #expect(Formula.digits(of: number) == text)
  }

  @Test(arguments: [
    (2, "2·x"), (3, "3·x^(2)"), (-2, "−2·x^(−3)"), (0.5, "0.5·x^(−0.5)"), (1, "1"),
    (0, "0"), (1.1, "1.1·x^(0.1)"), (2.3, "2.3·x^(1.3)"),
  ])
  func thePowerRuleIsWrittenShort(exponent: Double, formula: String) throws {
    let trial = try Trial("power", Sample([Tensor(2)], parameters: [exponent]))
    let local = trial.operation.local(0, trial.usage)
    #expect(local.formula.description(operands: ["x"]) == formula)
  }

  @Test(
    arguments: [
      (.a + .b * .y, "a + b·y"), ((.a + .b) * .y, "(a + b)·y"), (.a - (.b - .y), "a − (b − y)"),
      (.a - .b - .y, "a − b − y"), (.a / (.b * .y), "a/(b·y)"), (.a * .b / .y, "a·b/y"),
      (.a * (.b / .y), "a·(b/y)"), (.a * (.b * .y), "a·b·y"), (.a ⊙ (.b * .y), "a ⊙ (b·y)"),
      (.a * (-.b), "a·(−b)"), (-.a * .b, "−a·b"), (.a + -2, "a + (−2)"), (-2 + .a, "−2 + a"),
      ((-.a).squared, "(−a)^(2)"), (.a.squared.squared, "(a^(2))^(2)"),
      (.transposed(.a * .b), "(a·b)ᵀ"), (.power(.a, .b - 1), "a^(b − 1)"),
      (.transposed(.a) ⊗ .identity, "aᵀ ⊗ I"), (.a * (.identity ⊗ .b), "a·(I ⊗ b)"),
      (-(.a ⊗ .b), "−(a ⊗ b)"), (-(.a + .b), "−(a + b)"), (.call("f", -.a, .b), "f(−a, b)"),
      (.holds(.a, .equal, 0), "[a=0]"), (.holds(.a, .lessOrEqual, -1), "[a ≤ −1]"),
      (.transposed(.blank), "( )ᵀ"), (1 / .blank, "1/( )"), (.call("diag", .blank), "diag( )"),
      (.norm(.a - .b, order: 1), "‖a − b‖_(1)"), (.root(.a * .b), "√(a·b)"),
      (.choice(if: .relation(.a, .less, .b), .a, else: -.b), "a if a < b, else −b"),
      (
        .series(.product, over: [.relation(.symbol("j"), .notEqual, .symbol("i"))], .a),
        "Π_(j≠i) a"
      ),
      (.part(.g, [.at(.symbol("i") + .symbol("j") - 1)]), "g[i+j−1]"),
      (.part(.g, [.all, .at(2)]), "g[:, 2]"), (.part(.g, [.through(1, 3)]), "g[1:3]"),
    ] as [(Formula, String)]
  )
  func bracketsStandWhereTheyAreNeeded(formula: Formula, text: String) {
    #expect(formula.description == text)
  }

  @Test func whatIsPutInHasItsBracketsToo() {
    let formula: Formula = .a * .b
    func written(_ binding: Formula.Binding, isSigned: Bool = false) -> Formula {
      formula.withBrackets { _ in Formula.Cohesion(binding, isSigned: isSigned) }
    }
    #expect(written(.atom) == formula)
    #expect(written(.sum) == .brackets(.a) * .brackets(.b))
    #expect(written(.atom, isSigned: true) == .a * .brackets(.b))
  }
}

extension Trial {
  /// What a formula evaluates to as an expression of the language; `nil` where it is none.
  ///
  /// Unit vectors and matrices are of the shape `units`.
  fileprivate func read(
    _ formula: Formula,
    upstream: Tensor? = nil,
    tangent: Tensor? = nil,
    units: Shape? = nil
  ) throws -> Tensor? {
    let vector = tangent?.shape.rank == 2 ? "vec(t)" : "t"
    let text = formula.description { place in
      switch place {
      case .operand(let slot): "p_\(slot)"
      case .result: "r"
      case .upstream: "u"
      case .tangent: "t"
      case .tangentVector: vector
      }
    }
    return try read(text, upstream: upstream, tangent: tangent, units: units)
  }

  /// The Kronecker product that a formula such as `bᵀ ⊗ I` says.
  fileprivate func readProduct(_ formula: Formula, rows: Int, slot: Int) throws -> [[Double]]? {
    let count = sample.operands[slot].shape.count
    func factor(_ side: Formula) throws -> [[Double]]? {
      // A unit vector puts the operand in one of many places, or takes the result from one.
      try read(side, units: .vector(max(rows, count) / min(rows, count)))?.rows
    }
    switch formula {
    case .negative(let product):
      return try readProduct(product, rows: rows, slot: slot)?.map { $0.map { -$0 } }
    case .binary(let each, .dot, let repetition):
      // What is done to each number stands before what repeats it.
      guard let first = try read(each),
        let product = try readProduct(repetition, rows: rows, slot: slot)
      else { return nil }
      return first.rows.map { row in
        product[0].indices.map { column in
          zip(row, product).reduce(0) { $0 + $1.0 * $1.1[column] }
        }
      }
    case .binary(.identity, .kronecker, let side):
      return try factor(side).map { kronecker(identity(rows / $0.count), $0) }
    case .binary(let side, .kronecker, .identity):
      return try factor(side).map { kronecker($0, identity(rows / $0.count)) }
    case .binary(let left, .kronecker, let right):
      guard let left = try factor(left), let right = try factor(right) else { return nil }
      return kronecker(left, right)
    default:
      return nil
    }
  }

  /// The shape of the unit vectors and matrices in the formula of a contribution.
  fileprivate func units(of formula: Formula, slot: Int, upstream: Tensor) -> Shape {
    let shape = sample.operands[slot].shape
    // What picks a row of upstream has as many components as that has rows.
    let text = formula.description
    if text.hasPrefix("gᵀ·e") { return .vector(upstream.shape.rows) }
    if text.hasPrefix("e_") { return .vector(shape.rows) }
    return text.contains(/^g·e_.*ᵀ/) ? .vector(shape.columns) : shape
  }

  private func read(
    _ text: String,
    upstream: Tensor? = nil,
    tangent: Tensor? = nil,
    units: Shape? = nil
  ) throws -> Tensor? {
    var statements = sample.operands.enumerated().map { "p_\($0) = \($1.source)" }
    statements.append("r = \(try evaluation().result.source)")
    if let upstream { statements.append("u = \(upstream.source)") }
    if let tangent { statements.append("t = \(tangent.source)") }
    let count = sample.operands.map(\.shape.count).max() ?? 1
    statements.append("vec(M) = reshape(M', \(count))")
    let text = withUnits(text, units)
    return value(of: text, where: statements.joined(separator: "\n"))
  }

  /// A text with its unit vectors and matrices written out, in a shape.
  private func withUnits(_ text: String, _ shape: Shape?) -> String {
    guard let shape else { return text }
    return text.replacing(/[eE]_\((\d+)(?:,(\d+))?\)/) { match in
      let row = Int(match.1) ?? 0
      let column = match.2.flatMap { Int($0) } ?? 1
      var unit = Tensor(shape, repeating: 0)
      unit.elements[(row - 1) * shape.columns + column - 1] = 1
      return unit.source
    }
  }
}
