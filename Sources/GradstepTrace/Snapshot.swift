public import GradstepGraph

/// What is known after a number of steps: a fold of the trace up to there.
public struct Snapshot: Sendable {
  /// The trace that the steps are of.
  public let trace: Trace
  /// The step that was taken last.
  public private(set) var step: Step
  /// How many contributions each node has received.
  public private(set) var arrived: [Int]
  /// What the last step contributed, by slot; empty but in the backward phase.
  public private(set) var contributions: [Contribution] = []
  /// What has arrived at each node, in the order of the graph's placements.
  private var flow: [Double]
  /// The same as it is shown.
  private(set) var shownFlow: [Double]
  /// What has arrived is worth; empty where every digit is shown.
  private var sums: [RoundingNoise.Sum]
  /// The last node of the forward pass that has its value.
  private var lastValue: Node.ID = -1
  private var isSeeded = false

  /// The state after step 0: the leaves have their values.
  public init(_ trace: Trace) {
    self.trace = trace
    step = trace.steps[0]
    arrived = [Int](repeating: 0, count: trace.graph.nodes.count)
    flow = [Double](repeating: 0, count: trace.seeds.count * trace.values.count)
    shownFlow = flow
    sums = trace.noise == nil ? [] : flow.map { _ in RoundingNoise.Sum() }
  }

  /// The state after a step of the trace.
  public init(_ trace: Trace, after index: Int) {
    self.init(trace)
    while step.index < min(index, trace.steps.count - 1) { advance() }
  }

  /// Takes the next step; at the last one nothing happens.
  public mutating func advance() {
    advance(telling: true)
  }

  /// What has arrived at all nodes after the last step, as it is shown.
  static func lastFlow(of trace: Trace) -> [Double] {
    var snapshot = Snapshot(trace)
    for _ in trace.steps.dropFirst() { snapshot.advance(telling: false) }
    return snapshot.shownFlow
  }

  /// Takes the next step, and tells what it contributes only where somebody looks at it.
  private mutating func advance(telling tells: Bool) {
    guard step.index + 1 < trace.steps.count else { return }
    step = trace.steps[step.index + 1]
    contributions = []
    guard let node = step.node else { return }
    switch step.phase {
    case .inputs:
      break
    case .forward:
      lastValue = node
    case .seed:
      isSeeded = true
      for (row, seed) in trace.seeds.enumerated() {
        add(seed, shown: seed, to: node, row: row, reach: seed.elements.indices)
      }
    case .backward:
      pullBack(node, telling: tells)
    }
  }

  /// Whether the node has its value.
  public func hasValue(_ id: Node.ID) -> Bool {
    trace.graph.nodes[id].kind != .operation || id <= lastValue
  }

  /// What the node has received; `nil` before anything has.
  ///
  /// A variable that no path leads from to the output has 0 once the walk backward begins.
  public func gradient(of id: Node.ID) -> Tensor? {
    guard isSeeded, trace.hasGradient(id) else { return nil }
    guard id == trace.graph.output || arrived[id] > 0 || !trace.reachesOutput[id] else {
      return nil
    }
    return received(id)
  }

  private func received(_ id: Node.ID) -> Tensor {
    trace.gradient(of: id, in: shownFlow)
  }

  /// Adds an amount, which is 0 outside of `reach`, to what a node has received.
  private mutating func add(
    _ amount: Tensor,
    shown: Tensor,
    to id: Node.ID,
    row: Int,
    reach: Range<Int>
  ) {
    let offset = row * trace.values.count + trace.graph.placements[id].offset
    for position in reach {
      let index = offset + position
      flow[index] += amount.elements[position]
      shownFlow[index] =
        sums.isEmpty
        ? flow[index]
        : sums[index].add(
          amount.elements[position],
          shown: shown.elements[position],
          sum: flow[index]
        )
    }
  }

  private mutating func pullBack(_ node: Node.ID, telling tells: Bool) {
    let graph = trace.graph
    let upstream = trace.seeds.indices.map { row in
      (exact: trace.row(row, of: node, in: flow), shown: trace.row(row, of: node, in: shownFlow))
    }
    for (slot, operand) in graph.operands(of: node).enumerated()
    where trace.isOnWayBack[operand] {
      let amounts = upstream.map { upstream in
        trace.pullback(of: node, slot: slot, upstream: upstream.exact, shown: upstream.shown)
      }
      let previous = tells ? received(operand) : nil
      let reach = trace.reach(of: node, slot: slot)
      for (row, amount) in amounts.enumerated() {
        add(amount.exact, shown: amount.shown, to: operand, row: row, reach: reach)
      }
      arrived[operand] += 1
      guard let previous else { continue }
      contributions.append(
        Contribution(
          operand: operand,
          slot: slot,
          amount: trace.assembled(amounts.map(\.shown), shape: graph.shape(of: operand)),
          previous: previous,
          accumulated: received(operand),
          arrived: arrived[operand],
          expected: trace.expectedContributions[operand]
        )
      )
    }
  }
}
