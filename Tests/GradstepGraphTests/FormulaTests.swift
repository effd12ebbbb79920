import GradstepGraph
import Testing

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
      guard local.structure != .rightFactor, local.structure != .leftFactor,
        let value = try trial.read(local.formula)
      else { continue }
      let jacobian = try trial.jacobianOverColumns(of: slot)
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
      guard let value = try trial.read(formula, upstream: upstream) else { continue }
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
  fileprivate func read(
    _ formula: Formula,
    upstream: Tensor? = nil,
    tangent: Tensor? = nil
  ) throws -> Tensor? {
    var statements = sample.operands.enumerated().map { "p_\($0) = \($1.source)" }
    statements.append("r = \(try evaluation().result.source)")
    if let upstream { statements.append("u = \(upstream.source)") }
    if let tangent { statements.append("t = \(tangent.source)") }
    let vector = tangent?.shape.rank == 2 ? "vec(t)" : "t"
    let count = sample.operands.first?.shape.count ?? 1
    statements.append("vec(M) = reshape(M', \(count))")
    var text = formula.template.replacing("{y}", with: "r").replacing("{g}", with: "u")
      .replacing("{t}", with: "t").replacing("{v}", with: vector)
    for slot in sample.operands.indices { text = text.replacing("{\(slot)}", with: "p_\(slot)") }
    return value(of: text, where: statements.joined(separator: "\n"))
  }
}
