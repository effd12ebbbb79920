package import GradstepGraph

/// Everything that happens on a graph, forward and backward, in order.
///
/// With a learning rate an update of the variables follows, and then the trace of the next epoch.
/// Values and what flows besides them lie in one buffer each, in the order of the graph's
/// placements.
package struct Trace: Sendable {
  /// The graph that is walked.
  package private(set) var graph: Graph
  /// What flows besides values.
  package let sweep: Sweep
  /// The values of all nodes after the forward pass.
  package private(set) var values: [Double]
  /// The cotangents given to the output, in its shape: one, or one for each of its components.
  package let seeds: [Tensor]
  /// Whether a path leads from the node to the output.
  package let reachesOutput: [Bool]
  /// Whether a gradient flows back to the node: it depends on a variable or is one, and a path leads
  /// from it to the output.
  package let isOnWayBack: [Bool]
  /// How many contributions each node receives: one for each slot that it fills on such a path.
  package let expectedContributions: [Int]
  /// The events in order: inputs, forward, seed, backward, update; inputs in the first epoch alone.
  package private(set) var steps: [Step]
  /// The gradients of all nodes after the backward pass, for one seed after another; or the
  /// tangents of all nodes.
  package private(set) var flow: [Double]
  /// How far the updates go down a gradient; `nil` where there are none.
  package let learningRate: Double?
  /// How many epochs went before.
  package private(set) var epoch = 0
  private let movedNodes: [Bool]
  /// Tells rounding noise, which is not shown; `nil` where every digit is.
  private(set) var noise: RoundingNoise?
  /// The flow as it is shown; `nil` where every digit is.
  private var shownFlow: [Double]?

  /// Walks the graph, forward and, unless tangents flow, backward.
  ///
  /// - Parameters:
  ///   - graph: the graph, with the values of its leaves
  ///   - sweep: what flows besides values
  ///   - learningRate: how far the updates behind the walk back go; `nil` for none
  package init(
    _ graph: Graph,
    sweep: Sweep = .reverse(.ones),
    learningRate: Double? = nil
  ) {
    self.graph = graph
    self.sweep = sweep
    self.learningRate = learningRate
    reachesOutput = graph.nodesThatReachOutput()
    isOnWayBack = Self.nodesBetween(graph.nodes(.variable), andOutputOf: graph)
    expectedContributions = Self.expectedContributions(graph, isOnWayBack)
    values = Self.forwardPass(graph)
    switch sweep {
    case .reverse(let seed):
      seeds = seed.tensors(for: graph.shape(of: graph.output))
      flow = seeds.flatMap { [values, isOnWayBack] seed in
        Self.reversePass(graph, values: values, seed: seed, over: isOnWayBack)
      }
      movedNodes = []
    case .forward(let tangents):
      seeds = []
      movedNodes = graph.nodesMoved(by: tangents.keys)
      flow = Self.tangentPass(graph, values: values, tangents: tangents, over: movedNodes)
    }
    steps = []
    steps = phases(goesBack: !seeds.isEmpty)
  }

  /// The same walk from other values of the leaves, in the epoch behind this one; the last one goes
  /// forward alone.
  func following(_ leafValues: [Double], isLast: Bool) -> Trace {
    var trace = self
    trace.graph = graph.with(leafValues: leafValues)
    trace.values = Self.forwardPass(trace.graph)
    trace.flow = seeds.flatMap { seed in
      Self.reversePass(trace.graph, values: trace.values, seed: seed, over: isOnWayBack)
    }
    trace.noise = nil
    trace.shownFlow = nil
    trace.epoch += 1
    trace.steps = trace.phases(goesBack: !isLast)
    return trace
  }

  /// The value of a node.
  package func value(of id: Node.ID) -> Tensor {
    Tensor(graph.shape(of: id), Array((noise?.values ?? values)[graph.range(of: id)]))
  }

  /// Whether a node has a gradient: one to which a gradient flows back, every variable, and the
  /// output, which is given its own.
  package func hasGradient(_ id: Node.ID) -> Bool {
    guard case .reverse = sweep else { return false }
    return switch graph.nodes[id].kind {
    case .variable: true
    case .constant: false
    case .operation: isOnWayBack[id] || id == graph.output
    }
  }

  /// The gradient of a node after the backward pass; `nil` where the node has none.
  ///
  /// It is in the shape of the node; for seeds at every component it is the matrix
  /// ∂(output)/∂(node) instead.
  package func gradient(of id: Node.ID) -> Tensor? {
    hasGradient(id) ? gradient(of: id, in: shownFlow ?? flow) : nil
  }

  /// The cotangent given to the output; `nil` where tangents flow.
  ///
  /// It is in the shape of the output; for seeds at every component it is the identity.
  package var seed: Tensor? {
    seeds.isEmpty ? nil : assembled(seeds, shape: graph.shape(of: graph.output))
  }

  /// The tangent of a node in its shape; `nil` where none flows, and for constants.
  package func tangent(of id: Node.ID) -> Tensor? {
    guard case .forward = sweep, graph.nodes[id].kind != .constant else { return nil }
    return Tensor(graph.shape(of: id), Array((shownFlow ?? flow)[graph.range(of: id)]))
  }

  /// Whether a node has a tangent that need not be 0.
  package func isMoved(_ id: Node.ID) -> Bool {
    movedNodes.indices.contains(id) && movedNodes[id]
  }

  /// The slots of a node through which a tangent comes that need not be 0.
  package func movedSlots(of id: Node.ID) -> [Int] {
    graph.operands(of: id).enumerated().filter { isMoved($0.element) }.map { $0.offset }
  }

  /// The part of a buffer of gradients that is a node's.
  func gradient(of id: Node.ID, in flow: [Double]) -> Tensor {
    let rows = (0..<seeds.count).map { row($0, of: id, in: flow) }
    return assembled(rows, shape: graph.shape(of: id))
  }

  /// What flows to a node from one seed.
  func row(_ seed: Int, of id: Node.ID, in flow: [Double]) -> Tensor {
    let range = graph.range(of: id)
    let offset = seed * values.count
    return Tensor(
      graph.shape(of: id),
      Array(flow[range.lowerBound + offset..<range.upperBound + offset])
    )
  }

  /// One cotangent as it is, or one for each component as the rows of a matrix over vec.
  func assembled(_ rows: [Tensor], shape: Shape) -> Tensor {
    guard case .reverse(.everyComponent) = sweep else { return rows[0] }
    let order = shape.columnOrder
    return Tensor(
      .matrix(rows.count, shape.count),
      rows.flatMap { row in order.map { row.elements[$0] } }
    )
  }

  /// The same walk, shown without noise, or with every digit.
  func telling(_ noise: RoundingNoise?) -> Trace {
    var trace = self
    trace.noise = noise
    trace.shownFlow = nil
    guard noise != nil else { return trace }
    switch sweep {
    case .reverse: trace.shownFlow = Snapshot.lastFlow(of: trace)
    case .forward: trace.shownFlow = trace.shownTangents()
    }
    return trace
  }

  /// The tangents of all nodes as they are shown.
  private func shownTangents() -> [Double] {
    var shown = flow
    for id in graph.nodes.indices
    where graph.nodes[id].kind == .operation && movedNodes[id]
      && noise?.looks(at: id, of: graph) == true
    {
      let range = graph.range(of: id)
      var sums = [RoundingNoise.Sum](repeating: .init(), count: range.count)
      var total = [Double](repeating: 0, count: range.count)
      for (slot, operand) in graph.operands(of: id).enumerated() where movedNodes[operand] {
        let source = graph.range(of: operand)
        let shape = graph.shape(of: operand)
        let part = pushforward(
          of: id,
          slot: slot,
          tangent: Tensor(shape, Array(flow[source])),
          shown: Tensor(shape, Array(shown[source]))
        )
        for (position, index) in range.enumerated() {
          total[position] += part.exact.elements[position]
          shown[index] = sums[position].add(
            part.exact.elements[position],
            shown: part.shown.elements[position],
            sum: total[position]
          )
        }
      }
    }
    return shown
  }

  // MARK: - Passes

  /// Evaluates every operation, operands first; the leaves may have other values than their own.
  package static func forwardPass(_ graph: Graph, leafValues: [Double]? = nil) -> [Double] {
    var values = leafValues ?? graph.leafValues
    evaluate(graph.nodes.indices, of: graph, in: &values)
    return values
  }

  /// Evaluates those of some nodes that are operations, operands first, in a buffer of all values.
  static func evaluate(
    _ nodes: some Sequence<Node.ID>,
    of graph: Graph,
    in values: inout [Double]
  ) {
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      graph.withApplications(over: base) { application in
        for id in nodes where graph.nodes[id].kind == .operation {
          let placement = graph.placements[id]
          graph.operations.operations[graph.nodes[id].operation].value(
            application(id),
            MutableTensorView(placement.shape, base + placement.offset)
          )
        }
      }
    }
  }

  /// Pulls the seed back from the output to the leaves, in exact reverse of the forward order.
  ///
  /// Cotangents flow through the nodes of `isOnWay`. `note` hears of every rule that is called; it
  /// is inlined, so that the usual pass, which notes nothing, does not pay for it.
  @inline(__always)
  static func reversePass(
    _ graph: Graph,
    values: [Double],
    seed: Tensor,
    over isOnWay: [Bool],
    note: (_ node: Node.ID, _ slot: Int) -> Void = { _, _ in }
  ) -> [Double] {
    var gradients = [Double](repeating: 0, count: values.count)
    gradients.replaceSubrange(graph.range(of: graph.output), with: seed.elements)
    gradients.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      graph.withApplications(over: values) { application in
        for id in graph.nodes.indices.reversed()
        where isOnWay[id] && graph.nodes[id].kind == .operation {
          let placement = graph.placements[id]
          let upstream = TensorView(placement.shape, base + placement.offset)
          for (slot, operand) in graph.operands(of: id).enumerated()
          where isOnWay[operand] {
            let target = graph.placements[operand]
            note(id, slot)
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

  /// Marks the nodes on the paths that lead from leaves to the output.
  static func nodesBetween(
    _ leaves: some Collection<Node.ID>,
    andOutputOf graph: Graph
  ) -> [Bool] {
    zip(graph.nodesMoved(by: leaves), graph.nodesThatReachOutput()).map { $0 && $1 }
  }

  /// Pushes tangents forward from the leaves to every operation, operands first.
  ///
  /// Tangents flow through the nodes of `isOnWay`; `note` is that of the reverse pass.
  @inline(__always)
  static func tangentPass(
    _ graph: Graph,
    values: [Double],
    tangents: [Node.ID: Tensor],
    over isOnWay: [Bool],
    note: (_ node: Node.ID, _ slot: Int) -> Void = { _, _ in }
  ) -> [Double] {
    var flow = [Double](repeating: 0, count: values.count)
    for (id, tangent) in tangents {
      flow.replaceSubrange(graph.range(of: id), with: tangent.elements)
    }
    flow.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      graph.withApplications(over: values) { application in
        for id in graph.nodes.indices where isOnWay[id] && graph.nodes[id].kind == .operation {
          let target = graph.placements[id]
          for (slot, operand) in graph.operands(of: id).enumerated() where isOnWay[operand] {
            let source = graph.placements[operand]
            note(id, slot)
            graph.operations.operations[graph.nodes[id].operation].pushforward(
              application(id),
              slot,
              TensorView(source.shape, base + source.offset),
              MutableTensorView(target.shape, base + target.offset)
            )
          }
        }
      }
    }
    return flow
  }

  private static func expectedContributions(_ graph: Graph, _ isOnWayBack: [Bool]) -> [Int] {
    var expected = [Int](repeating: 0, count: graph.nodes.count)
    for id in graph.nodes.indices where isOnWayBack[id] {
      for operand in graph.operands(of: id) where isOnWayBack[operand] { expected[operand] += 1 }
    }
    return expected
  }

  /// The same walk as that of a first epoch.
  var alone: Trace {
    guard epoch > 0 else { return self }
    var trace = self
    (trace.epoch, trace.steps) = (0, [])
    trace.steps = trace.phases(goesBack: true)
    return trace
  }

  /// The steps of all phases, behind those of the epochs before.
  private func phases(goesBack: Bool) -> [Step] {
    let operations = graph.nodes(.operation)
    let start = steps.last.map { $0.index + 1 } ?? 0
    var phases: [Step] = []
    func add(_ phase: Step.Phase, _ node: Node.ID?) {
      phases.append(Step(index: start + phases.count, phase: phase, node: node))
    }
    if epoch == 0 { add(.inputs, nil) }
    for id in operations { add(.forward, id) }
    guard goesBack else { return phases }
    add(.seed, graph.output)
    for id in operations.reversed() where isOnWayBack[id] { add(.backward, id) }
    for id in updatedNodes { add(.update, id) }
    return phases
  }
}

extension Seed {
  /// The cotangents for an output of this shape.
  func tensors(for shape: Shape) -> [Tensor] {
    func unit(_ position: Int) -> Tensor {
      var tensor = Tensor(shape, repeating: 0)
      tensor.elements[position] = 1
      return tensor
    }
    switch self {
    case .ones: return [Tensor(shape, repeating: 1)]
    case .component(let index): return [unit(shape.columnOrder[index])]
    case .cotangent(let tensor): return [tensor]
    case .everyComponent: return shape.columnOrder.map(unit)
    }
  }
}
