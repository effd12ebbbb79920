import GradstepGraph
import Testing

/// An operation applied outside any graph.
@Suite struct EvaluationTests {
  @Test func anotherResultIsWhatDerivativesSee() throws {
    let tanh = try #require(OperationTable.standard.operations.first { $0.name == "tanh" })
    let evaluation = try #require(try Evaluation(tanh, [Tensor([0.5, 2])]))
    let changed = evaluation.replacingResult(Tensor([0.5, 0]))
    #expect(changed.result == Tensor([0.5, 0]))
    // 1 − y², whatever x is.
    #expect(changed.pullback(slot: 0, upstream: Tensor([1, 3])) == Tensor([0.75, 3]))
    #expect(evaluation.result != changed.result)
  }
}
