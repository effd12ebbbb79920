import GradstepSyntax
import Testing

@testable import GradstepGraph

/// The choice between two values by a comparison.
@Suite struct ChoiceTests {
  private func trial(_ comparison: Comparison, _ operands: [Tensor]) throws -> Trial {
    try Trial("choose", Sample(operands, parameters: Notation.choice(comparison).parameters))
  }

  @Test(arguments: Comparison.allCases)
  func itIsAsTheComparisonSays(comparison: Comparison) throws {
    let (a, b) = (Tensor([1, 2, 3]), Tensor(2))
    let evaluation = try trial(comparison, [a, b, Tensor([10, 20, 30]), Tensor(-1)]).evaluation()
    let expected = a.elements.map { comparison.holds($0, 2) ? 10 * $0 : -1 }
    #expect(evaluation.result == Tensor(expected))
    let upstream = Tensor([1, 1, 1])
    let chosen = evaluation.pullback(slot: 2, upstream: upstream)
    #expect(chosen.elements == a.elements.map { comparison.holds($0, 2) ? 1 : 0 })
    let rest = evaluation.pullback(slot: 3, upstream: upstream)
    #expect(rest.elements == [3 - chosen.elements.reduce(0, +)])
    #expect(evaluation.pullback(slot: 0, upstream: upstream) == Tensor([0, 0, 0]))
    #expect(evaluation.pullback(slot: 1, upstream: upstream) == Tensor(0))
    #expect(comparison.negated.negated == comparison)
    #expect(a.elements.allSatisfy { comparison.holds($0, 2) != comparison.negated.holds($0, 2) })
  }

  @Test func theKinkIsSaidWhereBothSidesAreEqual() throws {
    let summary =
      "the two sides of the comparison are equal, and the slope of what is chosen was taken"
    let bent = try trial(.greater, [Tensor(0), Tensor(0), Tensor(0), Tensor(0)]).evaluation()
    #expect(bent.kink(slot: 0) == Kink(summary))
    #expect(bent.kink(slot: 2) == nil)
    let broken = try trial(.less, [Tensor([0, 1]), Tensor(1), Tensor(3), Tensor(4)]).evaluation()
    #expect(broken.kink(slot: 1) == Kink(summary, isJump: true))
    let elsewhere = try trial(.less, [Tensor(0), Tensor(1), Tensor(3), Tensor(4)]).evaluation()
    #expect(elsewhere.kink(slot: 0) == nil)
  }

  @Test func theStepSaysThatAComparisonHasNoGradient() throws {
    let trial = try trial(.equal, [Tensor(0), Tensor(1), Tensor(3), Tensor(4)])
    let (operation, usage) = (trial.operation, trial.usage)
    #expect(operation.formula(usage).description == "c if a=b, else …")
    #expect(operation.local(0, usage).contribution == .g * 0)
    #expect(operation.local(2, usage).contribution.description == "g·[a=b]")
    #expect(operation.local(3, usage).contribution.description == "g·[a ≠ b]")
    #expect(
      operation.remark(usage)?.backward == "the comparison of \(.a) and \(.b) has no gradient"
    )
  }

  @Test func otherShapesAreRefused() throws {
    let trial = try trial(.less, [Tensor([1, 2]), Tensor(0), Tensor([1, 2, 3]), Tensor(0)])
    let error = #expect(throws: ShapeError.self) { try trial.operation.shape(trial.usage) }
    #expect(
      error?.summary
        == "a choice needs scalars or equal shapes; {0} has 2 components and {2} has 3 components"
    )
  }

  @Test func aSourceAppliesItByItsNotation() {
    let table = OperationTable.standard
    for comparison in Comparison.allCases {
      #expect(table.positions(of: .choice(comparison)).map { table[$0].name } == ["choose"])
    }
  }
}
