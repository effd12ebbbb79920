import GradstepGraph
import GradstepTrace
import Testing

/// The Jacobian as the product of those of its layers.
@Suite struct LayeredJacobianTests {
  private func layers(_ trace: Trace, _ name: String) throws -> LayeredJacobian {
    let leaf = try #require(trace.graph.displayNames.firstIndex(of: name))
    return try LayeredJacobian(#require(JacobianChain(of: trace.graph, from: leaf)), in: trace)
  }

  @Test(arguments: [
    (CostTests.chain, ["x", "A", "B", "c"]), (SweepTests.source, ["x", "W", "b"]),
    (
      "Y = A·X·B; A = [[1, 2], [3, 4], [5, 6]]; X = [[1, 2, 3], [4, 5, 6]]; B = [[1, 0], [2, 1], [0, 3]]",
      ["A", "X", "B"]
    ),
    (
      "Y = (A·X)ᵀ ⊙ C; A = [[1, 2], [3, 4]]; X = [[1, 2, 3], [4, 5, 6]]; C = [[1, 2], [3, 4], [5, 6]]",
      ["A", "X", "C"]
    ),
    (
      "y = reshape(tanh(A·X), 3, 2)·v; A = [[1, 2], [3, 4]]; X = [[1, 2, 3], [4, 5, 6]]; v = [7, 8]",
      ["A", "X", "v"]
    ),
    ("Y = softmax(s·outer(a, b)); s = 2; a = [1, 2]; b = [0.5, -1, 3]", ["s", "a", "b"]),
    ("Y = diag(x)·inv(A); x = [1, 2]; A = [[1, 2], [3, 4]]", ["x", "A"]),
    ("Y = concat(A, B)'; A = [[1, 2], [3, 4]]; B = [[5, 6]]", ["A", "B"]),
    ("Y = reshape(x, 2, 3)·B; x = [1, 2, 3, 4, 5, 6]; B = [[1, 2], [3, 4], [5, 6]]", ["x", "B"]),
    ("y = -x'; x = [1, 2]", ["x"]), ("y = a'·b; a = [1, 2]; b = [3, 4]", ["a", "b"]),
    ("y = [sin(a), b]; a = 2; b = 1", ["a", "b"]), ("y = x + b; x = [1, 2]; b = 3", ["x", "b"]),
  ])
  func theProductIsTheJacobianOfTheSweeps(source: String, leaves: [String]) throws {
    let trace = try trace(source)
    for name in leaves {
      let layers = try layers(trace, name)
      let expected = Jacobian(of: trace.graph, withRespectTo: [layers.leaf]).matrix
      #expect(layers.product.shape == expected.shape)
      #expect(layers.product.elements.isClose(to: expected.elements, within: 1e-12), "\(name)")
      #expect(layers.matrices.map(\.shape) == layers.factors.map(\.shape))
    }
  }

  @Test(arguments: Examples.names)
  func theChainsOfTheExamplesGiveTheJacobiansOfTheSweeps(name: String) throws {
    let trace = try Examples.trace(name)
    for leaf in trace.graph.nodes.indices where trace.graph.nodes[leaf].kind == .variable {
      guard let chain = JacobianChain(of: trace.graph, from: leaf) else { continue }
      let product = try LayeredJacobian(chain, in: trace).product
      let expected = Jacobian(of: trace.graph, withRespectTo: [leaf]).matrix
      #expect(product.elements.isClose(to: expected.elements, within: 1e-12))
    }
  }

  @Test func theReverseOrderClashesWhereShapesDiffer() throws {
    let layers = try layers(try trace(CostTests.chain), "x")
    #expect(layers.reversal == .clash(0))
    #expect(!layers.isSameReversed)
  }

  @Test func theReverseOrderGivesAnotherMatrix() throws {
    let source = "y = A·(B·x); A = [[1, 2], [3, 4]]; B = [[0, 1], [1, 0]]; x = [1, 2]"
    let layers = try layers(try trace(source), "x")
    #expect(layers.product == Tensor([[2, 1], [4, 3]]))
    #expect(layers.reversal == .product(.matrix(2, 2), Tensor([[3, 4], [1, 2]])))
    #expect(!layers.isSameReversed)
  }

  @Test func numbersCommute() throws {
    let layers = try layers(try trace("y = sin(x²); x = 2"), "x")
    #expect(layers.isSameReversed)
  }

  @Test func theReverseOrderMayHaveAnotherShape() throws {
    let source = "y = a·(s·b); a = [1, 2]; b = [3, 4]; s = 5"
    let layers = try layers(try trace(source), "s")
    #expect(layers.product == Tensor([[11]]))
    #expect(layers.reversal == .product(.matrix(2, 2), Tensor([[3, 6], [4, 8]])))
  }

  @Test func infiniteEntriesDoNotSpreadInAFactor() throws {
    let layers = try layers(try trace("y = sqrt(x); x = [0, 4]"), "x")
    #expect(layers.matrices == [Tensor([[.infinity, 0], [0, 0.25]])])
  }

  @Test(arguments: [
    ("y = s·ones(4097)", 4097, true), ("y = sum(tanh(s·ones(65)))", 65 * 65, true),
  ])
  func atMostFourThousandAndNinetySixEntriesAreWrittenOut(
    source: String,
    count: Int,
    isFactor: Bool
  ) throws {
    let trace = try trace(source + "; s = 2")
    let error = #expect(throws: LayeredJacobian.TooLarge.self) { try layers(trace, "s") }
    #expect(error?.entryCount == Cost.Count(count))
    #expect((error?.factor != nil) == isFactor)
  }
}
