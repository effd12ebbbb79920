import GradstepGraph
import GradstepSyntax
import Testing

/// Norms of each order.
@Suite struct NormTests {
  private func norm(_ x: Tensor, _ order: Double) throws -> Evaluation {
    try Trial("norm", Sample([x], parameters: [order])).evaluation()
  }

  @Test func eachOrderHasItsValueAndItsGradient() throws {
    let x = Tensor([3, -4, 0.5])
    let one = Tensor(1)
    #expect(try norm(x, 1).result == Tensor(7.5))
    #expect(try norm(x, 1).pullback(slot: 0, upstream: one) == Tensor([1, -1, 1]))
    #expect(try norm(Tensor([3, -4]), 2).result == Tensor(5))
    #expect(try norm(x, .infinity).result == Tensor(4))
    #expect(try norm(x, .infinity).pullback(slot: 0, upstream: one) == Tensor([0, -1, 0]))
    #expect(try norm(x, .infinity).pushforward(slot: 0, tangent: Tensor([1, 2, 3])) == Tensor(-2))
  }

  @Test func aTieOfTheLargestIsShared() throws {
    let tie = try norm(Tensor([2, -2, 1]), .infinity)
    #expect(tie.pullback(slot: 0, upstream: Tensor(1)) == Tensor([0.5, -0.5, 0]))
    #expect(
      tie.kink(slot: 0)?.summary == "a tie of magnitudes: each of the 2 gets an equal share"
    )
    #expect(try norm(Tensor([2, -1]), .infinity).kink(slot: 0) == nil)
    #expect(try norm(Tensor([2, 0]), 1).kink(slot: 0)?.summary == "abs′(0) = 0 was taken")
  }

  @Test func theOrderIsShown() throws {
    let trial = try Trial("norm", Sample([Tensor([1, 2])], parameters: [.infinity]))
    #expect(trial.operation.formula(trial.usage).description == "‖a‖_(∞)")
  }

  @Test(arguments: [
    ("norm(A, 1)", "a norm of order 1 is of a vector; A is 2×2"),
    ("norm(A, 2)", "a norm of order 2 is of a vector; A is 2×2"),
    ("norm([1, 2], 3)", "the order of a norm is 1, 2 or ∞"),
  ])
  func anotherNormOfAMatrixIsRefused(expression: String, summary: String) throws {
    let statements = "A = [[1, 2], [3, 4]]"
    let diagnostics = build(["\(statements)\ny = \(expression)"]).diagnostics
    #expect(diagnostics.map(\.summary) == [summary])
    for solution in diagnostics.flatMap(\.solutions) {
      let text = try #require(solution.replacements.first).text
      #expect(value(of: text, where: statements)?.shape == .scalar, "\(text)")
    }
  }
}
