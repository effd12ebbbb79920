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

  @Test(arguments: Trial.all)
  func theFormulaOfALocalGradientGivesTheJacobian(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      let local = trial.operation.local(slot, trial.usage)
      let jacobian = try trial.jacobianOverColumns(of: slot)
      if local.formula.template.contains("⊗") {
        let product = try trial.readProduct(local.formula, rows: jacobian.count, slot: slot)
        let rows = try #require(product, "\(local.formula.template)")
        #expect(rows.count == jacobian.count, "\(local.formula.template)")
        #expect(
          rows.flatMap(\.self).isClose(to: jacobian.flatMap(\.self), within: 1e-12),
          "\(local.formula.template)"
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
      #expect(value.elements.isClose(to: expected, within: 1e-12), "\(local.formula.template)")
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
      #expect(value.elements.isClose(to: pulled.elements, within: 1e-12), "\(formula.template)")
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
      #expect(value.elements.isClose(to: pushed.elements, within: 1e-12), "\(formula.template)")
      #expect(value.shape.count == pushed.shape.count, "\(formula.template)")
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
        #expect(value.elements.isClose(to: pulled.elements, within: 1e-12), "\(formula.template)")
      }
    }
  }

  @Test func theUnitsOfAMatrixAreMatrices() throws {
    let trial = try Trial("component", Sample([Tensor([[1, 2], [3, 4]])], parameters: [2, 1]))
    let local = trial.operation.local(0, trial.usage)
    #expect(local.formula.template == "vec(E_(2,1))ᵀ")
    #expect(local.contribution.template == "{g}·E_(2,1)")
    #expect(local.pushforward.template == "{t}[2, 1]")
  }

  @Test func whatAReshapedMatrixDoesIsNoIdentityOverItsColumns() throws {
    let matrix = try Trial(
      "reshape",
      Sample([Tensor([[1, 2, 3], [4, 5, 6]])], parameters: [3, 2])
    )
    #expect(matrix.operation.local(0, matrix.usage).formula.template == "reshape( )")
    let vector = try Trial("reshape", Sample([Tensor([1, 2])], parameters: [1, 2]))
    #expect(vector.operation.local(0, vector.usage).formula.template == "I")
  }

  @Test func aVectorThatBecomesARowPullsBackTheTranspose() throws {
    let trial = try Trial("stack", Sample([Tensor([1, 2])]))
    #expect(trial.operation.local(0, trial.usage).contribution.template == "{g}ᵀ")
    #expect(trial.operation.local(0, trial.usage).pushforward.template == "{t}ᵀ")
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
    #expect(Formula.number(number) == text)
  }

  @Test(arguments: [
    (2, "2·{0}"), (3, "3·{0}^(2)"), (-2, "(−2)·{0}^(−3)"), (0.5, "0.5·{0}^(−0.5)"), (1, "1"),
    (0, "0"), (1.1, "1.1·{0}^(0.1)"), (2.3, "2.3·{0}^(1.3)"),
  ])
  func thePowerRuleIsWrittenShort(exponent: Double, formula: String) throws {
    let trial = try Trial("power", Sample([Tensor(2)], parameters: [exponent]))
    #expect(trial.operation.local(0, trial.usage).formula.template == formula)
  }

  @Test func aTemplateIsReadIntoParts() {
    let formula: Formula = "2·{0}^({1} − 1)_(k) + (a)·{y}{g}"
    #expect(
      formula.parts == [
        .text("2·"), .operand(0), .superscript([.operand(1), .text(" − 1")]),
        .subscript([.text("k")]), .text(" + (a)·"), .result, .upstream,
      ]
    )
    #expect(formula.description == "2·a^(b − 1)_(k) + (a)·yg")
    #expect(formula.description(operands: ["x"]) == "2·x^(… − 1)_(k) + (a)·yg")
  }

  @Test func bracketsInARaisedPartAreKept() {
    let formula: Formula = "x^((a)·(b))c"
    #expect(formula.parts == [.text("x"), .superscript([.text("(a)·(b)")]), .text("c")])
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
    try read(formula.template, upstream: upstream, tangent: tangent, units: units)
  }

  /// The Kronecker product that a formula such as `{1}ᵀ ⊗ I` says.
  fileprivate func readProduct(_ formula: Formula, rows: Int, slot: Int) throws -> [[Double]]? {
    let template = formula.template
    if template.hasSuffix(")"), let split = template.firstRange(of: "·(") {
      // What is done to each number stands before what repeats it.
      let inner = Formula(String(template[split.upperBound...].dropLast()))
      let product = try readProduct(inner, rows: rows, slot: slot)
      guard let first = try read(String(template[..<split.lowerBound])), let product else {
        return nil
      }
      return first.rows.map { row in
        product[0].indices.map { column in
          zip(row, product).reduce(0) { $0 + $1.0 * $1.1[column] }
        }
      }
    }
    let isNegative = template.hasPrefix("−")
    let sides = template.dropFirst(isNegative ? 1 : 0).split(separator: " ⊗ ").map(String.init)
    guard sides.count == 2 else { return nil }
    let count = sample.operands[slot].shape.count
    func factor(_ side: String) throws -> [[Double]]? {
      // A unit vector puts the operand in one of many places, or takes the result from one.
      try read(side, units: .vector(max(rows, count) / min(rows, count)))?.rows
    }
    var product: [[Double]]?
    switch (sides[0], sides[1]) {
    case ("I", let side):
      product = try factor(side).map { kronecker(identity(rows / $0.count), $0) }
    case (let side, "I"):
      product = try factor(side).map { kronecker($0, identity(rows / $0.count)) }
    case (let left, let right):
      guard let left = try factor(left), let right = try factor(right) else { return nil }
      product = kronecker(left, right)
    }
    return product.map { $0.map { $0.map { isNegative ? -$0 : $0 } } }
  }

  /// The shape of the unit vectors and matrices in the formula of a contribution.
  fileprivate func units(of formula: Formula, slot: Int, upstream: Tensor) -> Shape {
    let shape = sample.operands[slot].shape
    // What picks a row of upstream has as many components as that has rows.
    if formula.template.hasPrefix("{g}ᵀ·e") { return .vector(upstream.shape.rows) }
    if formula.template.hasPrefix("e_") { return .vector(shape.rows) }
    return formula.template.contains(/^\{g\}·e_.*ᵀ/) ? .vector(shape.columns) : shape
  }

  private func read(
    _ template: String,
    upstream: Tensor? = nil,
    tangent: Tensor? = nil,
    units: Shape? = nil
  ) throws -> Tensor? {
    var statements = sample.operands.enumerated().map { "p_\($0) = \($1.source)" }
    statements.append("r = \(try evaluation().result.source)")
    if let upstream { statements.append("u = \(upstream.source)") }
    if let tangent { statements.append("t = \(tangent.source)") }
    let vector = tangent?.shape.rank == 2 ? "vec(t)" : "t"
    let count = sample.operands.map(\.shape.count).max() ?? 1
    statements.append("vec(M) = reshape(M', \(count))")
    var text = withUnits(template, units).replacing("{y}", with: "r").replacing("{g}", with: "u")
      .replacing("{t}", with: "t").replacing("{v}", with: vector)
    for slot in sample.operands.indices { text = text.replacing("{\(slot)}", with: "p_\(slot)") }
    return value(of: text, where: statements.joined(separator: "\n"))
  }

  /// A template with its unit vectors and matrices written out, in a shape.
  private func withUnits(_ template: String, _ shape: Shape?) -> String {
    guard let shape else { return template }
    return template.replacing(/[eE]_\((\d+)(?:,(\d+))?\)/) { match in
      let row = Int(match.1) ?? 0
      let column = match.2.flatMap { Int($0) } ?? 1
      var unit = Tensor(shape, repeating: 0)
      unit.elements[(row - 1) * shape.columns + column - 1] = 1
      return unit.source
    }
  }
}
