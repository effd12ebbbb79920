import GradstepGraph
import Testing

/// What is exactly 0 upstream contributes exactly 0, and so does a tangent of 0, whatever the slope.
@Suite struct NothingFlowsTests {
  private static let infinity = Double.infinity

  /// The trial with every operand replaced by numbers that no slope survives.
  private func poisoned(_ trial: Trial, by number: Double) throws -> Evaluation {
    let operands = trial.sample.operands.map { Tensor($0.shape, repeating: number) }
    return try Trial(
      operation: trial.operation,
      sample: Sample(operands, parameters: trial.sample.parameters)
    )
    .evaluation()
  }

  @Test(arguments: Trial.all, [Double.nan, Double.infinity, 0])
  func nothingComesOfNothing(trial: Trial, number: Double) throws {
    let evaluation = try poisoned(trial, by: number)
    for (slot, operand) in trial.sample.operands.enumerated() {
      let upstream = Tensor(evaluation.result.shape, repeating: 0)
      let pulled = evaluation.pullback(slot: slot, upstream: upstream)
      #expect(pulled.elements.allSatisfy { $0 == 0 })
      let pushed = evaluation.pushforward(slot: slot, tangent: Tensor(operand.shape, repeating: 0))
      #expect(pushed.elements.allSatisfy { $0 == 0 })
    }
  }

  /// One component of upstream is 0, and what depends on the others alone is as it was.
  @Test(
    arguments: [
      ("sqrt", [], [0, 4], 0.25), ("log", [], [0, 4], 0.25), ("reciprocal", [], [0, 2], -0.25),
      ("power", [0.5], [0, 4], 0.25), ("exp", [], [infinity, 0], 1), ("asin", [], [1, 0], 1),
      ("tanh", [], [.nan, 0], 1),
    ] as [(String, [Double], [Double], Double)]
  )
  func aComponentWithoutUpstreamIsLeftOut(
    name: String,
    parameters: [Double],
    x: [Double],
    slope: Double
  ) throws {
    let evaluation = try Trial(name, Sample([Tensor(x)], parameters: parameters)).evaluation()
    #expect(evaluation.pullback(slot: 0, upstream: Tensor([0, 1])) == Tensor([0, slope]))
    #expect(evaluation.pushforward(slot: 0, tangent: Tensor([0, 1])) == Tensor([0, slope]))
  }

  @Test(arguments: ["divide", "hadamard", "pow"])
  func aPairWithoutUpstreamIsLeftOut(name: String) throws {
    let second = name == "pow" ? Tensor(0.5) : Tensor([0, 2])
    let first = name == "hadamard" ? Tensor([Self.infinity, 2]) : Tensor([0, 4])
    let evaluation = try Trial(name, Sample([first, second])).evaluation()
    for slot in 0...1 {
      let pulled = evaluation.pullback(slot: slot, upstream: Tensor([0, 1]))
      #expect(pulled.elements.allSatisfy { $0.isFinite }, "\(pulled)")
    }
  }

  @Test func aRowWithoutUpstreamIsLeftOutOfAProduct() throws {
    let matrix = Tensor([[Self.infinity, .nan], [1, 2]])
    let evaluation = try Trial("matmul", Sample([matrix, Tensor([3, 4])])).evaluation()
    #expect(evaluation.pullback(slot: 1, upstream: Tensor([0, 1])) == Tensor([1, 2]))
    #expect(evaluation.pullback(slot: 0, upstream: Tensor([0, 1])) == Tensor([[0, 0], [3, 4]]))
    #expect(
      evaluation.pushforward(slot: 0, tangent: Tensor([[0, 0], [1, 0]])) == Tensor([0, 3])
    )
    let outer = try Trial("outer", Sample([Tensor([1, 2]), Tensor([Self.infinity, 3])]))
      .evaluation()
    #expect(
      outer.pullback(slot: 0, upstream: Tensor([[0, 1], [0, 0]])) == Tensor([3, 0])
    )
    let dot = try Trial("dot", Sample([Tensor([1, 2]), Tensor([Self.infinity, 3])])).evaluation()
    #expect(dot.pushforward(slot: 0, tangent: Tensor([0, 1])) == Tensor(3))
  }

  @Test(arguments: ["softmax", "log_softmax"])
  func aLineWithoutUpstreamIsLeftOut(name: String) throws {
    let rows = try Trial(name, Sample([Tensor([[.nan, 1], [2, 1]])])).evaluation()
    let upstream = Tensor([[0, 0], [1, 0]])
    #expect(rows.pullback(slot: 0, upstream: upstream).rows[0] == [0, 0])
    #expect(rows.pushforward(slot: 0, tangent: upstream).rows[0] == [0, 0])
    let columns = try Trial("\(name)_columns", Sample([Tensor([[.nan, 1], [2, 1]])])).evaluation()
    let other = Tensor([[0, 1], [0, 0]])
    #expect(columns.pullback(slot: 0, upstream: other).rows.map { $0[0] } == [0, 0])
    #expect(columns.pushforward(slot: 0, tangent: other).rows.map { $0[0] } == [0, 0])
  }

  /// −0 carries nothing, either.
  @Test func minusZeroIsZero() throws {
    let evaluation = try Trial("sqrt", Sample([Tensor(0)])).evaluation()
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(-0.0)) == Tensor(0))
  }
}
