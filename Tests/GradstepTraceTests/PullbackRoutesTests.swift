import GradstepGraph
import GradstepTrace
import Testing

/// Jᵀ·g with the matrix written out, beside the rule that never builds it.
@Suite struct PullbackRoutesTests {
  @Test(arguments: Examples.names)
  func bothWaysAgreeAtEveryStepOfAnExample(name: String) throws {
    try expectAgreement(in: try Examples.trace(name))
  }

  @Test(arguments: [
    "L = sum(inv(A)·B ⊙ C); A = [[2, 1], [1, 3]]; B = [[1, -2], [0.5, 3]]; C = [[1, 2], [3, 4]]",
    "L = sum(reshape(A, 3, 2)·B ⊙ C); A = [[2, 1, 4], [1, 3, 5]]; B = [[1, -2], [0.5, 3]];"
      + " C = [[1, 2], [3, 4], [5, 6]]",
    "L = sum(softmax(A)' ⊙ B); A = [[2, 1, 4], [1, 3, 5]]; B = [[1, -2], [0.5, 3], [7, 8]]",
    "L = c·A·x + b; A = [[2, 1], [1, 3]]; x = [1, -2]; b = [0.5, 0.25]; c = 3",
    "L = concat(A·x, x) ⊙ d; A = [[2, 1], [1, 3]]; x = [1, -2]; d = [1, 2, 3, 4]",
    "L = max(x, y)·(x ⊙ y); x = [1, -2]; y = [0.5, 3]",
  ])
  func bothWaysAgreeThroughMatrices(source: String) throws {
    try expectAgreement(in: try trace(source))
  }

  @Test func theMatrixIsThatOfTheNotes() throws {
    let trace = try trace("y = W·x; W = [[1, 2, 3], [4, 5, 6]]; x = [7, 8, 9]")
    let upstream = Tensor([10, 20])
    let weights = try #require(trace.pullbackRoutes(of: 2, slot: 0, upstream: upstream))
    // xᵀ ⊗ I over the columns of W.
    #expect(
      weights.matrix
        == Tensor([[7, 0, 8, 0, 9, 0], [0, 7, 0, 8, 0, 9]])
    )
    #expect(weights.product == Tensor([[70, 80, 90], [140, 160, 180]]))
    #expect(weights.shortcut == weights.product)
    let inputs = try #require(trace.pullbackRoutes(of: 2, slot: 1, upstream: upstream))
    #expect(inputs.matrix == Tensor([[1, 2, 3], [4, 5, 6]]))
    #expect(inputs.product == Tensor([90, 120, 150]))
  }

  @Test func whatIsTooLargeHasTheShortcutAlone() throws {
    let x = (1...100).map { "\($0)" }.joined(separator: ", ")
    let trace = try trace("y = tanh(x); x = [\(x)]")
    let upstream = Tensor(.vector(100), repeating: 1)
    let routes = try #require(trace.pullbackRoutes(of: 1, slot: 0, upstream: upstream))
    #expect(routes.matrix == nil)
    #expect(routes.agree == nil)
    #expect(routes.shortcut.shape == .vector(100))
  }

  @Test func aLeafAndASlotTooManyHaveNone() throws {
    let trace = try trace("y = tanh(x); x = 2")
    #expect(trace.pullbackRoutes(of: 0, slot: 0, upstream: Tensor(1)) == nil)
    #expect(trace.pullbackRoutes(of: 1, slot: 1, upstream: Tensor(1)) == nil)
  }

  private func expectAgreement(in trace: Trace) throws {
    var count = 0
    for step in trace.steps where step.phase == .backward {
      let node = try #require(step.node)
      let upstream = try #require(trace.gradient(of: node))
      for slot in 0..<trace.graph.operands(of: node).count {
        let routes = try #require(
          trace.pullbackRoutes(of: node, slot: slot, upstream: upstream)
        )
        #expect(routes.agree == true, "node \(node), slot \(slot)")
        count += 1
      }
    }
    #expect(count > 0)
  }
}
