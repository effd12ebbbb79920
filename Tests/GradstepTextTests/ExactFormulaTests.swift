import GradstepGraph
import GradstepSyntax
import Testing

@testable import GradstepText

/// Formulas worked out by exact arithmetic.
@Suite struct ExactFormulaTests {
  @Test(arguments: [
    (1.0, 2.0, 3.0), (2, 1, 4), (2, 2, 4),
  ])
  func aChoiceIsWorkedOutExactly(a: Double, b: Double, result: Double) {
    let places = ExactFormula.Places(
      operands: [a, b, 3, 4].map { ExactTensor(ExactNumber(exactly: $0)) },
      result: ExactTensor(ExactNumber.zero)
    )
    let value = ExactFormula.value(
      of: .choice(if: .relation(.a, .less, .b), .operand(2), else: .operand(3)),
      places,
      shape: .scalar
    )
    #expect(value?.number.map { $0 == ExactNumber(exactly: result) } == true)
  }
}
