import GradstepGraph
import Testing

@testable import GradstepTrace

/// What differentiation costs, from shapes alone.
@Suite(.timeLimit(.minutes(5))) struct CostTests {
  static let chain = """
    L = c·(B·(A·x)); c = [1, 2, 3]; x = [1, 2, 3, 4, 5]
    B = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
    A = [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [1, 0, 1, 0, 1], [2, 2, 2, 2, 2]]
    """
  /// Fan-out, constants, matrices, shortcuts, and a node that the output does not need.
  static let graphs = [
    chain, SweepTests.source, "y = x·x; x = [1, 2, 3]", "y = a·a·a; a = 2",
    "y = x·t; const t = [1, 2]; x = [3, 4]", "y = tanh(x) + sin(x)·2; x = [1, 2]; z = x ⊙ x",
    "Y = A·B·Aᵀ; A = [[1, 2], [3, 4]]; B = [[0.5, -1], [1, 1]]",
    "y = softmax(W·x)[2]; W = [[1, 2], [3, 4], [5, 6]]; x = [1, -1]",
    "Y = log_softmax(inv(A)·B); A = [[1, 2], [3, 4]]; B = [[1, 2, 3], [4, 5, 6]]",
    "y = mean(outer(a, b)) + max(a) + logsumexp(concat(a, b)) + ‖b‖; a = [1, 2, 3]; b = [4, 5]",
    "y = sum(reshape(diag(x), 4)) + [x[1], x[2]]·x - mse(x, x²); x = [1, 2]", "y = x; x = 2; q = 3",
    "y = cross_entropy(s·z, t) + det(A)^1 + prod(z); s = 2; z = [1, 2]; const t = [0, 1]; A = [[1, 2], [3, 4]]",
  ]

  /// The graphs that are tested: those above and the examples of the project.
  private static func graph(_ index: Int) throws -> Graph {
    try index < graphs.count
      ? trace(graphs[index]).graph : Examples.trace(Examples.names[index - graphs.count]).graph
  }

  private func variables(_ graph: Graph) -> [Node.ID] {
    graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
  }

  @Test(arguments: 0..<(graphs.count + Examples.names.count))
  func theEngineMakesAsManyMultiplicationsAsAreSaid(index: Int) throws {
    let graph = try Self.graph(index)
    for leaf in variables(graph) {
      let cost = Cost(of: graph, withRespectTo: leaf)
      for (mode, said) in [
        (Jacobian.Mode.forward, cost.executed.forward), (.reverse, cost.executed.reverse),
      ] {
        let (jacobian, made) = Jacobian.counted(of: graph, withRespectTo: [leaf], mode: mode)
        #expect(made == said, "\(graph.displayNames[leaf]), \(mode)")
        let usual = Jacobian(of: graph, withRespectTo: [leaf], mode: mode)
        #expect(jacobian.matrix.elements.isSame(as: usual.matrix.elements))
      }
    }
  }

  @Test(arguments: 0..<(graphs.count + Examples.names.count))
  func onAChainTheWholeGraphCostsWhatItsProductDoes(index: Int) throws {
    let graph = try Self.graph(index)
    for leaf in variables(graph) {
      guard let chain = JacobianChain(of: graph, from: leaf) else { continue }
      #expect(Cost.forward(chain.path, of: graph, from: leaf) == chain.matrices.forward.cost)
      #expect(Cost.reverse(chain.path, of: graph, from: leaf) == chain.matrices.reverse.cost)
    }
  }

  @Test(arguments: 0..<(graphs.count + Examples.names.count))
  func thereIsAChainWhereOnePathLeadsToTheOutput(index: Int) throws {
    let graph = try Self.graph(index)
    for leaf in variables(graph) {
      var paths = [Int](repeating: 0, count: graph.nodes.count)
      paths[leaf] = 1
      for id in graph.nodes.indices {
        for operand in graph.operands(of: id) { paths[id] += paths[operand] }
      }
      let cost = Cost(of: graph, withRespectTo: leaf)
      #expect((cost.chain != nil) == (paths[graph.output] == 1))
      #expect((cost.fanOut != nil) == (paths[graph.output] > 1))
    }
  }

  @Test func theChainOfNotesCostsWhatNotesSay() throws {
    let graph = try trace(Self.chain).graph
    let leaf = try #require(graph.leafOfLongestChain)
    #expect(graph.displayNames[leaf] == "x")
    let cost = Cost(of: graph, withRespectTo: leaf)
    #expect(
      cost.chain?.factors.map(\.shape) == [.matrix(4, 5), .matrix(3, 4), .matrix(1, 3)]
    )
    #expect(cost.forward == .init(multiplications: 75, largestIntermediate: 15))
    #expect(cost.reverse == .init(multiplications: 32, largestIntermediate: 5))
    #expect(cost.best == cost.reverse)
    #expect(cost.executed.forward == 5 * (20 + 12 + 3))
    #expect(cost.executed.reverse == 20 + 12 + 3)
    #expect(cost.bytes.jacobians == 8 * (20 + 12 + 3))
  }

  @Test func identitiesAreLeftOut() throws {
    let graph = try trace(SweepTests.source).graph
    let leaf = try #require(graph.displayNames.firstIndex(of: "x"))
    let chain = try #require(JacobianChain(of: graph, from: leaf))
    #expect(chain.path.map(\.structure) == [.dense, .identity, .diagonal])
    #expect(chain.factors.map(\.structure) == [.dense, .diagonal])
  }

  @Test func theFirstFanOutIsNamed() throws {
    let graph = try trace("q = sin(x); a = q²; y = a·q + a; x = 2").graph
    let fanOut = try #require(Cost(of: graph, withRespectTo: 0).fanOut)
    #expect(graph.displayNames[fanOut.node] == "q")
    #expect(fanOut.uses.count == 2)
    let square = try trace("y = x·x; x = 3").graph
    #expect(Cost(of: square, withRespectTo: 0).fanOut?.uses == [1, 1])
  }

  @Test func aGraphWithSeveralPathsIsCountedNodeByNode() throws {
    let graph = try trace("y = A·tanh(x) + 2·sin(x); A = [[1, 2], [3, 4]]; x = [1, 2]").graph
    let leaf = try #require(graph.displayNames.firstIndex(of: "x"))
    let cost = Cost(of: graph, withRespectTo: leaf)
    // A·diag, and the scalar multiple 2·I, which counts as dense, times diag.
    #expect(cost.forward == .init(multiplications: 8 + 8, largestIntermediate: 4))
    #expect(cost.reverse == .init(multiplications: 8 + 8, largestIntermediate: 4))
  }

  @Test func theGradientsOfAReversePassAreWhatIsHeld() throws {
    for index in 0..<Self.graphs.count {
      let trace = try trace(Self.graphs[index])
      let leaf = try #require(trace.graph.leafOfLongestChain)
      let bytes = Cost(of: trace.graph, withRespectTo: leaf).bytes
      #expect(bytes.vjps == Cost.Count(8 * trace.flow.count))
    }
  }

  @Test func aLayerOfTenThousandIsCountedWithoutItsJacobian() throws {
    let leaf = (0..<10_000).map { _ in "1" }.joined(separator: ", ")
    let graph = try trace("L = sum(tanh(x)); x = [\(leaf)]").graph
    let cost = Cost(of: graph, withRespectTo: 0)
    #expect(cost.bytes.jacobians == 8 * (100_000_000 + 10_000))
    #expect(cost.bytes.vjps == 8 * 20_001)
    #expect(cost.forward.multiplications == 100_000_000)
    #expect(cost.executed.reverse == 10_000)
    #expect(cost.executed.forward == 100_000_000)
  }

  @Test func aChainOfManyNodesIsCounted() throws {
    let graph = try trace("x = 1; y = x" + String(repeating: "·2", count: 20_000)).graph
    let cost = Cost(of: graph, withRespectTo: try #require(graph.leafOfLongestChain))
    #expect(cost.chain?.factors.count == 20_000)
    #expect(cost.reverse.multiplications == 19_999)
    #expect(cost.executed.reverse == 20_000)
  }

  @Test(arguments: [
    ("y = tanh(A·x); A = [[1, 2], [3, 4]]; x = [1, 2]", "x"),
    ("y = a + sin(b); a = 1; b = 2", "b"), ("y = x·x + c; x = 2; c = 3", "x"),
    ("y = x + c; x = [1, 2]; c = [3, 4]", "x"), ("y = 2x; q = 1; x = 3", "x"),
  ])
  func theLeafOfTheLongestChainIsTaken(source: String, leaf: String) throws {
    let graph = try trace(source).graph
    #expect(graph.leafOfLongestChain.map { graph.displayNames[$0] } == leaf)
  }
}
