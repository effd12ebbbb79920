public import GradstepGraph

/// Everything that happens on a graph, forward and backward, in order.
///
/// Values and gradients lie in one buffer each, in the order of the graph's placements.
public struct Trace: Sendable {
  /// The graph that is walked.
  public let graph: Graph
  /// The values of all nodes after the forward pass.
  public let values: [Double]
  /// The gradients of all nodes after the backward pass.
  public let gradients: [Double]
  /// The cotangent given to the output, in its shape.
  public let seed: Tensor
  /// Whether a path leads from the node to the output.
  public let reachesOutput: [Bool]
  /// How many contributions each node receives: one for each slot that it fills on such a path.
  public let expectedContributions: [Int]
  /// The events in order: inputs, forward, seed, backward.
  public let steps: [Step]

  /// Walks the graph forward and backward.
  ///
  /// The seed is 1 for a scalar output and all ones for a vector or a matrix, which gives the
  /// gradient of the sum of its components.
  public init(_ graph: Graph) {
    self.graph = graph
    seed = Tensor(graph.shape(of: graph.output), repeating: 1)
    let reachesOutput = graph.nodesThatReachOutput()
    self.reachesOutput = reachesOutput
    var expected = [Int](repeating: 0, count: graph.nodes.count)
    for id in graph.nodes.indices where reachesOutput[id] {
      for operand in graph.operands(of: id) where graph.nodes[operand].kind != .constant {
        expected[operand] += 1
      }
    }
    expectedContributions = expected
    values = Self.forwardPass(graph)
    gradients = Self.reversePass(graph, values: values, seed: seed, over: reachesOutput)
    steps = Self.steps(graph, reachesOutput)
  }

  /// The value of a node.
  public func value(of id: Node.ID) -> Tensor {
    Tensor(graph.shape(of: id), Array(values[graph.range(of: id)]))
  }

  /// Whether a node has a gradient: one that is on a path to the output, and every variable.
  public func hasGradient(_ id: Node.ID) -> Bool {
    switch graph.nodes[id].kind {
    case .variable: true
    case .constant: false
    case .operation: reachesOutput[id]
    }
  }

  /// The gradient of a node after the backward pass; `nil` where it has none.
  public func gradient(of id: Node.ID) -> Tensor? {
    guard hasGradient(id) else { return nil }
    return Tensor(graph.shape(of: id), Array(gradients[graph.range(of: id)]))
  }

  // MARK: - Passes

  /// Evaluates every operation, operands first.
  static func forwardPass(_ graph: Graph) -> [Double] {
    var values = graph.leafValues
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      graph.withApplications(over: base) { application in
        for id in graph.nodes.indices where graph.nodes[id].kind == .operation {
          let placement = graph.placements[id]
          graph.operations.operations[graph.nodes[id].operation].value(
            application(id),
            MutableTensorView(placement.shape, base + placement.offset)
          )
        }
      }
    }
    return values
  }

  /// Pulls the seed back from the output to the leaves, in exact reverse of the forward order.
  static func reversePass(
    _ graph: Graph,
    values: [Double],
    seed: Tensor,
    over reachesOutput: [Bool]
  ) -> [Double] {
    var gradients = [Double](repeating: 0, count: values.count)
    gradients.replaceSubrange(graph.range(of: graph.output), with: seed.elements)
    gradients.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      graph.withApplications(over: values) { application in
        for id in graph.nodes.indices.reversed()
        where reachesOutput[id] && graph.nodes[id].kind == .operation {
          let placement = graph.placements[id]
          let upstream = TensorView(placement.shape, base + placement.offset)
          for (slot, operand) in graph.operands(of: id).enumerated()
          where graph.nodes[operand].kind != .constant {
            let target = graph.placements[operand]
            graph.operations.operations[graph.nodes[id].operation].pullback(
              application(id),
              slot,
              upstream,
              MutableTensorView(target.shape, base + target.offset)
            )
          }
        }
      }
    }
    return gradients
  }

  private static func steps(_ graph: Graph, _ reachesOutput: [Bool]) -> [Step] {
    let operations = graph.nodes.indices.filter { graph.nodes[$0].kind == .operation }
    var steps = [Step(index: 0, phase: .inputs, node: nil)]
    for id in operations {
      steps.append(Step(index: steps.count, phase: .forward, node: id))
    }
    steps.append(Step(index: steps.count, phase: .seed, node: graph.output))
    for id in operations.reversed() where reachesOutput[id] {
      steps.append(Step(index: steps.count, phase: .backward, node: id))
    }
    return steps
  }
}
