import GradstepSyntax
import Testing

@testable import GradstepGraph

/// The values of leaves that have a shape alone.
@Suite struct TeachingValueTests {
  private func leaf(_ name: String, of graph: Graph) throws -> Tensor {
    let id = try #require(graph.origins.firstIndex { $0.name == name })
    return Tensor(graph.shape(of: id), Array(graph.leafValues[graph.range(of: id)]))
  }

  private func graph(_ text: String, seed: UInt64) throws -> Graph {
    let (tree, _) = Parser.parse(sources([text]), functions: OperationTable.standard.functionNames)
    return try #require(GraphBuilder.build(tree, valueSeed: seed).graph)
  }

  /// The operations at a kink or outside their domain, with values that are worked out anew.
  private func problems(_ graph: Graph) -> [String] {
    var values: [Tensor] = []
    var names: [String] = []
    for id in graph.nodes.indices {
      guard let operation = graph.operation(of: id) else {
        values.append(Tensor(graph.shape(of: id), Array(graph.leafValues[graph.range(of: id)])))
        continue
      }
      let evaluation = Evaluation(
        operation,
        graph.operands(of: id).map { values[$0] },
        parameters: Array(graph.parameters(of: id)),
        shape: graph.shape(of: id)
      )
      values.append(evaluation.result)
      let kinks = graph.operands(of: id).indices.compactMap {
        evaluation.kink(slot: $0 - graph.operands(of: id).startIndex)
      }
      if !evaluation.isInDomain || !kinks.isEmpty { names.append(operation.name) }
    }
    return names
  }

  @Test(
    arguments: ["1", "2", "3", "3×2", "2×3", "4×4", "18", "1×9", "5×8"],
    [0, 1, 99] as [UInt64]
  )
  func theyAreSmallWithOneDecimalAndWithoutZerosAndTies(shape: String, seed: UInt64) throws {
    for name in ["x", "W", "b_1", "θ", "a_long_name"] {
      let numbers = try leaf(name, of: graph("\(name) : \(shape)", seed: seed)).elements
      #expect(numbers.allSatisfy { (0.1...2).contains($0.magnitude) })
      #expect(numbers.allSatisfy { $0 == ($0 * 10).rounded() / 10 })
      #expect(Set(numbers).count == numbers.count)
      if numbers.count > 1 {
        #expect(numbers.contains { $0 < 0 } && numbers.contains { $0 > 0 })
      }
    }
  }

  @Test(arguments: ["10000", "41", "100×100", "1×300", "7×50", "50×7", "40×40", "18×18"])
  func neighboursInALargeLeafDiffer(shape: String) throws {
    let tensor = try leaf("x", of: graph("x : \(shape)", seed: 0))
    let (numbers, columns) = (tensor.elements, tensor.shape.columns)
    for index in numbers.indices {
      #expect((0.1...0.9).contains(numbers[index].magnitude))
      if index >= columns { #expect(numbers[index] != numbers[index - columns]) }
      if index % columns > 0 { #expect(numbers[index] != numbers[index - 1]) }
    }
  }

  @Test func theyAreTheSameOnEveryPlatform() throws {
    let graph = try graph("y = W·x + c; W : 3×2; x ∈ ℝ²; c : 1", seed: 0)
    #expect(try leaf("W", of: graph) == Tensor([[0.9, -0.4], [0.6, -0.5], [0.2, 0.7]]))
    #expect(try leaf("x", of: graph) == Tensor([-0.2, 0.3]))
    #expect(try leaf("c", of: graph) == Tensor(0.6))
  }

  @Test func aSeedGivesOthers() throws {
    let values = try (0..<5).map { try leaf("W", of: graph("W : 3×2", seed: $0)) }
    #expect(Set(values).count == 5)
  }

  @Test func statementsElsewhereDoNotChangeThem() throws {
    let alone = try graph("y = W·x; W : 3×2; x : 2", seed: 0)
    let among = try graph("t : 4; q = 3; x : 2; u = [1, 2]; W : 3×2; y = W·x + 1", seed: 0)
    for name in ["W", "x"] { #expect(try leaf(name, of: alone) == leaf(name, of: among)) }
  }

  @Test func noTwoScalarsAreTheSame() throws {
    let statements = (1...30).map { "c_\($0) : 1" }.joined(separator: "; ")
    let graph = try graph(statements, seed: 0)
    #expect(Set(graph.leafValues).count == 30)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func kinksAreAvoided(seed: UInt64) throws {
    let graph = try graph(
      """
      W : 3×2; x : 2; b : 3; a : 1; c : 1; const t : 3
      h = relu(W·x + b)
      y = sum(abs(W·x - b)) + max(a, c) + sum(max(h, t)) + max(W·x) + sum(abs(a·x - c·x))
      """,
      seed: seed
    )
    #expect(problems(graph).isEmpty)
  }

  /// The operations of which one side alone is seen.
  private func oneSided(_ graph: Graph) -> [String] {
    var values = graph.leafValues
    return values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      return graph.withApplications(over: base) { application in
        graph.nodes.indices.compactMap { id in
          guard let operation = graph.operation(of: id) else { return nil }
          let placement = graph.placements[id]
          operation.value(
            application(id),
            MutableTensorView(placement.shape, base + placement.offset)
          )
          return operation.isOneSided(application(id)) ? operation.name : nil
        }
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func bothSidesOfAKinkAreSeen(seed: UInt64) throws {
    let graph = try graph(
      """
      W : 3×2; x : 2; b : 3; U : 2×3; t : 2
      h = relu(W·x + b)
      L = sum(abs(leaky_relu(U·h) - t)) + sum(max(U·h, t)) + relu(x[1])
      """,
      seed: seed
    )
    #expect(oneSided(graph).isEmpty)
    #expect(problems(graph).isEmpty)
  }

  @Test func aSideThatIsNeverSeenStopsNothing() throws {
    let graph = try graph("x : 3; y = sum(relu(-x·x·[1, 1, 1])) + sum(relu(x))", seed: 0)
    #expect(oneSided(graph) == ["relu"])
  }

  @Test(
    arguments: Trial.all.filter { trial in
      !trial.sample.operands.isEmpty && trial.sample.operands.allSatisfy { $0.shape != .vector(1) }
    }
  )
  func everyOperationIsAwayFromKinksAndInItsDomain(trial: Trial) throws {
    let notation = try #require(trial.operation.notations.first)
    let operands = trial.sample.operands.indices.map { "a_\($0)" }
    let rest = trial.sample.parameters.map { "\(Tensor($0).source)" }
    let formula =
      switch notation {
      case .function(let name): "\(name)(\((operands + rest).joined(separator: ", ")))"
      case .infix(.juxtaposition): operands.joined(separator: " ")
      case .infix(let sign): (operands + rest).joined(separator: " \(sign.rawValue) ")
      case .negation: "-a_0"
      case .transpose: "a_0'"
      case .component: "a_0[\(rest.joined(separator: ", "))]"
      case .row: "a_0[\(rest[0]), :]"
      case .column: "a_0[:, \(rest[0])]"
      case .slice: "a_0[\(rest.joined(separator: ":"))]"
      case .list: "[\(operands.joined(separator: ", "))]"
      case .choice: ""
      }
    // What no source can write has no leaves.
    guard !formula.isEmpty else { return }
    let shapes = zip(operands, trial.sample.operands).map { name, operand in
      let dimensions = operand.shape.dimensions.map(String.init).joined(separator: "×")
      return "\(name) : \(dimensions.isEmpty ? "1" : dimensions)"
    }
    let graph = try graph("y = \(formula); " + shapes.joined(separator: "; "), seed: 0)
    #expect(problems(graph).isEmpty, "\(formula)")
  }

  @Test(arguments: [
    "log(x)", "log(-x)", "sqrt(1 - x·x)", "asin(x)", "log(x - 1)", "sqrt(x·x - 1)", "log(log(x))",
    "[log(x[1]), log(-x[2])]", "logdet(W)", "sqrt(W·x)", "asin(W·x)", "log(x/sum(x))",
    "cross_entropy(W·x, x)", "binary_cross_entropy(x, x)",
  ])
  func valuesLieInTheDomain(formula: String) throws {
    let graph = try graph("W : 3×3; x : 3; y = \(formula)", seed: 0)
    #expect(problems(graph).isEmpty)
  }

  @Test func leavesThatAreNotAtFaultKeepTheirValues() throws {
    let plain = try graph("W : 3×2; x : 2; b : 3; y = W·x + b", seed: 0)
    let loss = try graph(
      "W : 3×2; x : 2; b : 3; const t : 3; y = cross_entropy(relu(W·x + b), t)",
      seed: 0
    )
    for name in ["W", "x", "b"] { #expect(try leaf(name, of: plain) == leaf(name, of: loss)) }
    #expect(try leaf("t", of: loss).elements.sorted() == [0.1, 0.2, 0.7])
  }

  @Test(arguments: [2, 3, 4, 5, 10, 11, 30])
  func targetsOfACrossEntropyAreShares(count: Int) throws {
    let graph = try graph("z : 2×\(count); const t : 2×\(count); L = cross_entropy(z, t)", seed: 0)
    #expect(problems(graph).isEmpty)
    let target = try leaf("t", of: graph)
    #expect(target.elements.allSatisfy { $0 == ($0 * 10).rounded() / 10 && $0 >= 0 })
  }

  @Test func aKinkThatIsAlwaysThereStopsNothing() throws {
    let graph = try graph("x : 3; y = sum(abs(x - x)) + sum(log(x))", seed: 0)
    #expect(problems(graph) == ["abs"])
  }

  @Test func aDomainThatIsNeverMetStopsNothing() throws {
    let graph = try graph("x : 3; W : 2×3; y = log(-1 - x·x) + sum(relu(W·x))", seed: 0)
    #expect(problems(graph) == ["log"])
    #expect(graph.leavesOfShapeAlone.count == 2)
  }

  @Test func theyAreLeavesLikeOthers() throws {
    let graph = try graph("y = W·x + t; const t : 3; W : 3×2; x : 2; c = 4", seed: 0)
    #expect(
      graph.listing == [
        "t: constant", "W: variable", "x: variable", "c: variable", "v_1: matmul(W, x)",
        "y: add(v_1, t)",
      ]
    )
    #expect(graph.leavesOfShapeAlone == [0, 1, 2])
    #expect(graph.violation == nil)
  }

  @Test func aShapeAloneCanBeTheOutput() throws {
    let graph = try graph("W : 2×2; x : 2", seed: 0)
    #expect(graph.displayNames[graph.output] == "x")
    let chosen = try self.graph("W : 2×2; x : 2; output W", seed: 0)
    #expect(chosen.displayNames[chosen.output] == "W")
  }

  @Test func aDefinitionReplacesAShapeAndAShapeADefinition() throws {
    let (given, _) = build(["y = W·x; W : 3×2; x : 2", "x = [1, 2]"])
    let graph = try #require(given)
    #expect(try leaf("x", of: graph) == Tensor([1, 2]))
    #expect(graph.leavesOfShapeAlone.count == 1)
    let (chosen, _) = build(["y = x + 1; x = 5", "x : 3"])
    #expect(chosen?.leavesOfShapeAlone == [0])
  }

  @Test(arguments: [
    ("const t : 3", "t = [1, 2, 3]"), ("const t = 1", "t : 3"), ("const t : 2", "t : 3"),
  ])
  func aConstantStaysOne(statement: String, replacement: String) throws {
    let (graph, _) = build(["y = 2t; \(statement)", replacement])
    #expect(graph?.nodes.first?.kind == .constant)
    #expect(graph?.shape(of: 0) == .vector(3))
  }

  @Test(arguments: [
    (
      "y = sum(x); x : 1000000×1000000",
      """
      a.graph:1:17: error: a graph holds at most 1000000 nodes, 67108864 numbers and 100000 \
      expanded calls; with this it would have more
      1 | y = sum(x); x : 1000000×1000000
        |                 ^~~~~~~~~~~~~~~
      """
    ),
    (
      "y = sum(x); x : 1000000000",
      """
      a.graph:1:17: error: a dimension is a whole number from 1 to 1000000
      1 | y = sum(x); x : 1000000000
        |                 ^~~~~~~~~~
      """
    ),
    (
      "x : 3; n : 1; y = x[n]",
      """
      a.graph:1:21: error: an index is a plain whole number, counted from 1
      1 | x : 3; n : 1; y = x[n]
        |                     ^
      """
    ),
  ])
  func whatCannotBeChosenIsSaid(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
