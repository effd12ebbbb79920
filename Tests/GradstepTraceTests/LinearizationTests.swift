import GradstepGraph
import GradstepTrace
import Testing

/// What is left over of f(x + h) − f(x) − J·h, and tangents against cotangents over whole graphs.
@Suite struct LinearizationTests {
  private func linearization(_ source: String) throws -> LinearizationCheck {
    try #require(LinearizationCheck(try trace(source)))
  }

  @Test(arguments: [
    "y = x^2; x = 3", "y = exp(x)·sin(x); x = 0.7",
    "Y = tanh(A·x); A = [[1, 2], [3, 4]]; x = [0.5, -0.2]",
    "Y = [x^2·w, 3x]; x = 2; w = 5", "y = sin(x); x = 1e10", "y = log(x); x = 1e-10",
    "y = x^5; x = 0", "y = relu(x)^2; x = 1e-7", "y = x·w; x = 1e-30; w = 1e30",
  ])
  func whereThereIsADerivativeItShrinksLikeTheSquare(source: String) throws {
    let check = try linearization(source)
    #expect(check.verdict == .quadratic)
    #expect(check.rows.count >= 2)
    for (wider, narrower) in zip(check.rows, check.rows.dropFirst()) {
      #expect(narrower.size < wider.size)
    }
  }

  @Test(arguments: Examples.names)
  func examplesAreSmooth(name: String) throws {
    let check = try #require(LinearizationCheck(try Examples.trace(name)))
    #expect(check.verdict == .quadratic)
  }

  /// x² leaves exactly h² over.
  @Test func theRatioOfASquareIsOne() throws {
    for row in try linearization("y = x^2; x = 3").rows {
      #expect((row.ratio - 1).magnitude < 1e-3)
    }
  }

  @Test func aLinearFunctionLeavesNothingOver() throws {
    #expect(try linearization("y = 3x − 2z; x = 1; z = 4").verdict == .linear(isExact: false))
    #expect(try linearization("y = x; x = 1").verdict == .linear(isExact: true))
  }

  @Test func roundingOfManyTermsIsNoKink() throws {
    // Whatever x is, the sum is 1: nothing is left over but rounding.
    let sum = try linearization("y = sum(softmax(x)); x : 1000")
    #expect(sum.verdict == .linear(isExact: false))
    #expect(try linearization("y = logsumexp(x); x : 10000").verdict == .quadratic)
  }

  @Test func aKinkIsSaid() throws {
    let kink = Kink("relu′(0) = 0 was taken")
    #expect(try linearization("y = relu(x)·w; x = 0; w = 2").verdict == .bent(kink))
  }

  @Test func aWrongTangentIsFound() throws {
    let table = OperationTable.standard(
      changing: "tanh",
      pushforward: { rule in
        { application, slot, tangent, result in
          rule(application, slot, tangent, result)
          result[0] += 0.01 * tangent[0]
        }
      }
    )
    let check = try #require(
      LinearizationCheck(try trace("y = tanh(x); x = 0.5", operations: table))
    )
    #expect(check.verdict == .bent(nil))
  }

  @Test func roundingIsNotedAndNotFiniteValuesAre() throws {
    let rounded = try linearization("y = log(x); x = 1e-10")
    #expect(rounded.roundingSize.map { $0 < 1e-16 } ?? false)
    #expect(try linearization("y = log(x); x = 0").verdict == .notFinite)
    #expect(try linearization("y = exp(x); x = 1000").verdict == .notFinite)
  }

  @Test func withoutVariablesThereIsNothingToMove() throws {
    #expect(LinearizationCheck(try trace("y = c^2; const c = 3")) == nil)
    #expect(LinearizationCheck(try trace("y = c^2; const c = 3; x = 2; z = 2x; output y")) == nil)
  }

  // MARK: - Tangents and cotangents

  /// ⟨c, JVP t⟩ = ⟨VJP c, t⟩ over a whole graph.
  private func expectDuality(_ graph: Graph) throws {
    let cotangent = spread(graph.shape(of: graph.output), 3)
    let variables = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    let tangents = Dictionary(
      uniqueKeysWithValues: variables.map { ($0, spread(graph.shape(of: $0), 5 * $0)) }
    )
    let forward = Trace(graph, sweep: .forward(tangents))
    let reverse = Trace(graph, sweep: .reverse(.cotangent(cotangent)))
    let pushed = try #require(forward.tangent(of: graph.output)).elements
    let left = zip(cotangent.elements, pushed).map(*)
    let right = try variables.flatMap { id in
      let gradient = try #require(reverse.gradient(of: id)).elements
      return zip(gradient, tangents[id]?.elements ?? []).map(*)
    }
    let scale = (left + right).reduce(0) { $0 + $1.magnitude }
    let difference = left.reduce(0, +) - right.reduce(0, +)
    #expect(difference.magnitude <= 1e-12 * scale)
  }

  @Test(arguments: SmallGraph.all)
  func tangentsAndCotangentsOfEveryOperationAgree(small: SmallGraph) throws {
    try expectDuality(small.graph())
  }

  @Test(arguments: Examples.names)
  func tangentsAndCotangentsOfAnExampleAgree(name: String) throws {
    try expectDuality(Examples.trace(name).graph)
  }
}
