import GradstepGraph
import GradstepTrace
import Testing

/// Cotangents of one's own, all components at once, and tangents.
@Suite struct SweepTests {
  static let source =
    "Y = tanh(W·x + b)\nW = [[1, -2], [0.5, 3], [2, 1]]\nx = [0.1, -0.2]\nb = [1, 0, -1]"

  @Test func rowsOfTheJacobianAreGradientsOfComponents() throws {
    let graph = try trace(Self.source).graph
    let jacobian = Trace(graph, sweep: .reverse(.everyComponent))
    let leaves = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    for leaf in leaves {
      let matrix = try #require(jacobian.gradient(of: leaf))
      let order = graph.shape(of: leaf).columnOrder
      #expect(matrix.shape == .matrix(3, order.count))
      for row in 0..<3 {
        let gradient = Trace(graph, sweep: .reverse(.component(row))).gradient(of: leaf)
        let expected = order.map { gradient?.elements[$0] ?? .nan }
        #expect(Array(matrix.elements[row * order.count..<(row + 1) * order.count]) == expected)
      }
    }
  }

  @Test func aCotangentWeighsTheRows() throws {
    let graph = try trace(Self.source).graph
    let weights = Tensor([0.5, -1, 2])
    let weighted = Trace(graph, sweep: .reverse(.cotangent(weights)))
    let rows = (0..<3).map { Trace(graph, sweep: .reverse(.component($0))) }
    for position in weighted.flow.indices {
      let sum = (0..<3).reduce(0) { $0 + weights.elements[$1] * rows[$1].flow[position] }
      #expect(abs(weighted.flow[position] - sum) < 1e-12)
    }
  }

  @Test func tangentsAndCotangentsAgree() throws {
    let graph = try trace(Self.source).graph
    let leaf = try #require(graph.displayNames.firstIndex(of: "x"))
    let direction = Tensor([0.3, -0.7])
    let forward = Trace(graph, sweep: .forward([leaf: direction]))
    let pushed = try #require(forward.tangent(of: graph.output))
    for row in 0..<3 {
      let gradient = try #require(
        Trace(graph, sweep: .reverse(.component(row))).gradient(of: leaf)
      )
      let product = zip(gradient.elements, direction.elements).map(*).reduce(0, +)
      #expect(abs(pushed.elements[row] - product) < 1e-12)
    }
    #expect(forward.steps.allSatisfy { $0.phase == .inputs || $0.phase == .forward })
    #expect(forward.gradient(of: leaf) == nil)
  }

  @Test(arguments: [
    "F = [3x^2y, 2x + y^8]; x = 2; y = 1",
    "Y = A·x + b; A = [[1, 2], [3, 4]]; x = [5, 6]; b = [7, 8]",
    "Y = A·B; A = [[1, 2], [3, 4]]; B = [[0.5, -1, 2], [1, 1, 3]]", "y = sum(x ⊙ x); x = [1, 2, 3]",
    source,
  ])
  func bothModesGiveOneJacobian(source: String) throws {
    let graph = try trace(source).graph
    let leaves = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    let reverse = Jacobian(of: graph, withRespectTo: leaves, mode: .reverse)
    let forward = Jacobian(of: graph, withRespectTo: leaves, mode: .forward)
    #expect(reverse.rows == forward.rows && reverse.columns == forward.columns)
    for (one, other) in zip(reverse.matrix.elements, forward.matrix.elements) {
      #expect(abs(one - other) <= 1e-12 * max(1, abs(one)))
    }
  }

  /// From Parr and Howard, "The Matrix Calculus You Need For Deep Learning" (2018).
  @Test func theJacobianOfTheStackedFunctionsIsThePublishedOne() throws {
    let graph = try trace("F = [3x^2y, 2x + y^8]\nx = 2\ny = 1.5").graph
    let jacobian = Jacobian(of: graph, withRespectTo: [0, 1])
    let (x, y) = (2.0, 1.5)
    let y7 = y * y * y * y * y * y * y
    #expect(jacobian.matrix.elements == [6 * x * y, 3 * x * x, 2, 8 * y7])
  }

  @Test func theJacobianOfAnAffineMapIsItsMatrix() throws {
    let graph = try trace("Y = A·x + b\nA = [[1, 2], [3, 4]]\nx = [5, 6]\nb = [7, 8]").graph
    let leaf = try #require(graph.displayNames.firstIndex(of: "x"))
    #expect(Jacobian(of: graph, withRespectTo: [leaf]).matrix == Tensor([[1, 2], [3, 4]]))
  }

  @Test func theModeIsTheOneWithFewerSweeps() throws {
    let wide = try trace("y = sum(x); x = [1, 2, 3]").graph
    #expect(Jacobian(of: wide, withRespectTo: [0]).mode == .reverse)
    let tall = try trace("y = [x, 2x, 3x]; x = 1").graph
    #expect(Jacobian(of: tall, withRespectTo: [0]).mode == .forward)
  }

  @Test func columnsOfAMatrixLeafAreStacked() throws {
    let graph = try trace("Y = W·x; W = [[1, 2], [3, 4]]; x = [5, 6]").graph
    let jacobian = Jacobian(of: graph, withRespectTo: [0])
    #expect(jacobian.columns.map(\.indices) == [[1, 1], [2, 1], [1, 2], [2, 2]])
    // xᵀ ⊗ I
    #expect(jacobian.matrix == Tensor([[5, 0, 6, 0], [0, 5, 0, 6]]))
  }
}
