public import GradstepGraph

/// Places in a trace that a person asks for.
extension Trace {
  /// The first step of the phase behind the one that a step is in; the last step where there is none.
  public func startOfNextPhase(after index: Int) -> Int {
    let phase = steps[index].phase
    return steps[index...].first { $0.phase != phase }?.index ?? steps.count - 1
  }

  /// The steps at which something happens to a node, in order.
  ///
  /// A leaf gets its value in step 0 and its gradient as contributions arrive; an operation is worked
  /// out, receives, and is pulled back.
  public func steps(concerning id: Node.ID) -> [Int] {
    steps.filter { step in
      guard let node = step.node else { return graph.nodes[id].kind != .operation }
      if node == id { return true }
      return step.phase == .backward && expectedContributions[id] > 0
        && graph.operands(of: node).contains(id)
    }.map(\.index)
  }
}
