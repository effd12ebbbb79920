package import GradstepGraph

/// What is known after a number of steps: a fold of the course up to there.
///
/// A step back undoes what a step has changed, so it costs what the step forward did.
package struct Snapshot: Sendable {
  /// All steps.
  package let course: Course
  /// The trace that the last step is of.
  package private(set) var trace: Trace
  /// The step that was taken last.
  package private(set) var step: Step
  /// How many contributions each node has received.
  package private(set) var arrived: [Int]
  /// What has arrived at each node, in the order of the graph's placements.
  private var flow: Flow
  /// What stood in the places of the flow that steps have changed since the trace began, the last
  /// change at the end.
  private var replaced = Flow()
  /// How earlier traces ended.
  private var ends: [End] = []
  /// The last node of the forward pass that has its value.
  private var lastValue: Node.ID = -1
  /// The last variable that was updated.
  private var lastUpdate: Node.ID = -1
  private var isSeeded = false

  /// Cotangents, as they are and as they are shown.
  private struct Flow {
    var exact: [Double] = []
    var shown: [Double] = []
    /// What has arrived is worth; empty where every digit is shown.
    var sums: [RoundingNoise.Sum] = []
  }

  /// What a trace leaves behind when the next one begins.
  private struct End {
    let trace: Trace
    let arrived: [Int]
    let flow: Flow
    let replaced: Flow
    let lastUpdate: Node.ID
  }

  /// The state after step 0: the leaves have their values.
  package init(_ course: Course) {
    self.course = course
    trace = course.shownTrace(0)
    step = course.steps[0]
    arrived = []
    flow = Flow()
    clear()
  }

  /// The state after step 0 of a single trace.
  package init(_ trace: Trace) { self.init(Course(trace)) }

  /// The state after a step.
  package init(_ trace: Trace, after index: Int) {
    self.init(trace)
    move(to: index)
  }

  /// What has arrived at all nodes after the last step, as it is shown.
  static func lastFlow(of trace: Trace) -> [Double] {
    var snapshot = Snapshot(trace)
    while snapshot.advance() {}
    return snapshot.flow.shown
  }

  /// Nothing has arrived anywhere.
  private mutating func clear() {
    arrived = [Int](repeating: 0, count: trace.graph.nodes.count)
    flow.exact = [Double](repeating: 0, count: trace.seeds.count * trace.values.count)
    flow.shown = flow.exact
    flow.sums = trace.noise == nil ? [] : flow.exact.map { _ in RoundingNoise.Sum() }
    replaced = Flow()
    (lastValue, lastUpdate, isSeeded) = (-1, -1, false)
  }

  // MARK: - Walking

  /// Moves to a step; one that lies outside of the course becomes its first or its last.
  package mutating func move(to index: Int) {
    while step.index < index, advance() {}
    while step.index > max(index, 0) { retreat() }
  }

  /// Takes the next step; `false` at the last one, where nothing happens.
  @discardableResult
  package mutating func advance() -> Bool {
    guard step.index + 1 < course.steps.count else { return false }
    step = course.steps[step.index + 1]
    if step.index > trace.steps[trace.steps.count - 1].index {
      ends.append(
        End(
          trace: trace,
          arrived: arrived,
          flow: flow,
          replaced: replaced,
          lastUpdate: lastUpdate
        )
      )
      trace = course.shownTrace(trace.epoch + 1)
      clear()
    }
    guard let node = step.node else { return true }
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
      pullBack(node)
    case .update:
      lastUpdate = node
    }
    return true
  }

  /// Takes the last step back; at step 0 nothing happens.
  package mutating func retreat() {
    guard step.index > 0 else { return }
    let undone = step
    step = course.steps[step.index - 1]
    if undone.index == trace.steps[0].index, let end = ends.popLast() {
      trace = end.trace
      (arrived, flow, replaced, lastUpdate) = (end.arrived, end.flow, end.replaced, end.lastUpdate)
      (lastValue, isSeeded) = (trace.graph.nodes.count - 1, true)
      return
    }
    switch undone.phase {
    case .inputs:
      break
    case .forward:
      lastValue = step.node ?? -1
    case .seed:
      isSeeded = false
      for (row, seed) in trace.seeds.enumerated().reversed() {
        restore(trace.graph.output, row: row, reach: seed.elements.indices)
      }
    case .backward:
      guard let node = undone.node else { return }
      for (slot, operand) in receivers(from: node).reversed() {
        arrived[operand] -= 1
        let reach = trace.reach(of: node, slot: slot)
        for row in trace.seeds.indices.reversed() { restore(operand, row: row, reach: reach) }
      }
    case .update:
      lastUpdate = step.phase == .update ? step.node ?? -1 : -1
    }
  }

  // MARK: - What is known

  /// Whether the node has its value.
  package func hasValue(_ id: Node.ID) -> Bool {
    trace.graph.nodes[id].kind != .operation || id <= lastValue
  }

  /// The value of a node; `nil` before the walk forward has come to it.
  package func value(of id: Node.ID) -> Tensor? {
    guard hasValue(id) else { return nil }
    return id <= lastUpdate
      ? trace.updatedValue(of: id) ?? trace.value(of: id) : trace.value(of: id)
  }

  /// What the value of a node was in the epoch before; `nil` in the first one.
  package func valueBeforeUpdates(of id: Node.ID) -> Tensor? { ends.last?.trace.value(of: id) }

  /// The tangent of a node; `nil` where none flows, and before the walk has come to it.
  package func tangent(of id: Node.ID) -> Tensor? { hasValue(id) ? trace.tangent(of: id) : nil }

  /// What the node has received; `nil` before anything has.
  ///
  /// A variable that no path leads from to the output has 0 once the walk backward begins.
  package func gradient(of id: Node.ID) -> Tensor? {
    guard isSeeded, trace.hasGradient(id) else { return nil }
    guard id == trace.graph.output || arrived[id] > 0 || !trace.reachesOutput[id] else {
      return nil
    }
    return received(id)
  }

  private func received(_ id: Node.ID) -> Tensor {
    trace.gradient(of: id, in: flow.shown)
  }

  // MARK: - Contributions

  /// What the last step contributed, by slot; empty but in the backward phase.
  package var contributions: [Contribution] {
    guard step.phase == .backward, let node = step.node else { return [] }
    var contributions: [Contribution] = []
    // From the last one to the first: each finds what stood there before it.
    var end = replaced.shown.count
    var later: [Node.ID: (flow: [[Double]], arrived: Int)] = [:]
    for (slot, operand) in receivers(from: node).reversed() {
      let reach = trace.reach(of: node, slot: slot)
      let (after, count) =
        later[operand]
        ?? (
          trace.seeds.indices.map { trace.row($0, of: operand, in: flow.shown).elements },
          arrived[operand]
        )
      var before = after
      for row in trace.seeds.indices.reversed() {
        before[row].replaceSubrange(reach, with: replaced.shown[end - reach.count..<end])
        end -= reach.count
      }
      later[operand] = (before, count - 1)
      let shape = trace.graph.shape(of: operand)
      func assembled(_ rows: [[Double]]) -> Tensor {
        trace.assembled(rows.map { Tensor(shape, $0) }, shape: shape)
      }
      contributions.append(
        Contribution(
          operand: operand,
          slot: slot,
          amount: assembled(amounts(from: node, slot: slot).map { $0.shown.elements }),
          previous: assembled(before),
          accumulated: assembled(after),
          arrived: count,
          expected: trace.expectedContributions[operand]
        )
      )
    }
    return contributions.reversed()
  }

  /// The operands to which something flows back from a node, by slot.
  private func receivers(from node: Node.ID) -> [(slot: Int, operand: Node.ID)] {
    trace.graph.operands(of: node).enumerated().filter { trace.isOnWayBack[$0.element] }
      .map { (slot: $0.offset, operand: $0.element) }
  }

  /// What a node passes back through a slot, for each seed.
  private func amounts(from node: Node.ID, slot: Int) -> [(exact: Tensor, shown: Tensor)] {
    trace.seeds.indices.map { row in
      trace.pullback(
        of: node,
        slot: slot,
        upstream: trace.row(row, of: node, in: flow.exact),
        shown: trace.row(row, of: node, in: flow.shown)
      )
    }
  }

  private mutating func pullBack(_ node: Node.ID) {
    for (slot, operand) in receivers(from: node) {
      let reach = trace.reach(of: node, slot: slot)
      for (row, amount) in amounts(from: node, slot: slot).enumerated() {
        add(amount.exact, shown: amount.shown, to: operand, row: row, reach: reach)
      }
      arrived[operand] += 1
    }
  }

  /// Adds an amount, which is 0 outside of `reach`, to what a node has received.
  private mutating func add(
    _ amount: Tensor,
    shown: Tensor,
    to id: Node.ID,
    row: Int,
    reach: Range<Int>
  ) {
    let places = places(of: id, row: row, reach)
    replaced.exact += flow.exact[places]
    replaced.shown += flow.shown[places]
    if !flow.sums.isEmpty { replaced.sums += flow.sums[places] }
    for (index, position) in zip(places, reach) {
      flow.exact[index] += amount.elements[position]
      flow.shown[index] =
        flow.sums.isEmpty
        ? flow.exact[index]
        : flow.sums[index].add(
          amount.elements[position],
          shown: shown.elements[position],
          sum: flow.exact[index]
        )
    }
  }

  /// Undoes the last addition.
  private mutating func restore(_ id: Node.ID, row: Int, reach: Range<Int>) {
    let places = places(of: id, row: row, reach)
    flow.exact.replaceSubrange(places, with: replaced.exact.suffix(reach.count))
    replaced.exact.removeLast(reach.count)
    flow.shown.replaceSubrange(places, with: replaced.shown.suffix(reach.count))
    replaced.shown.removeLast(reach.count)
    guard !flow.sums.isEmpty else { return }
    flow.sums.replaceSubrange(places, with: replaced.sums.suffix(reach.count))
    replaced.sums.removeLast(reach.count)
  }

  /// Where a part of what a node has received from a seed lies in the flow.
  private func places(of id: Node.ID, row: Int, _ reach: Range<Int>) -> Range<Int> {
    let start = row * trace.values.count + trace.graph.placements[id].offset
    return start + reach.lowerBound..<start + reach.upperBound
  }
}
