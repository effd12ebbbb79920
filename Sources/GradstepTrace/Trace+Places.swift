public import GradstepGraph

/// Places in a trace that a person asks for.
extension Trace {
  /// The first step of the phase behind the one that a step is in; the last step where there is none.
  public func startOfNextPhase(after index: Int) -> Int {
    let phase = steps[index].phase
    return steps[index...].first { $0.phase != phase }?.index ?? steps.count - 1
  }

  /// The step that is a node's own: where its value is worked out, or on the way back where upstream
  /// is pulled back through it.
  ///
  /// A leaf has its value in step 0, and on the way back it is the step in which its last contribution
  /// arrives. A node that the way back leaves out has its step on the way forward alone.
  public func ownStep(of id: Node.ID, onWayBack: Bool) -> Int? {
    let steps = steps(concerning: id)
    let isOperation = graph.nodes[id].kind == .operation
    let backward = steps.last { index in
      let step = self.steps[index]
      return step.phase == .backward ? !isOperation || step.node == id : step.phase == .seed
    }
    return onWayBack ? backward ?? steps.first : steps.first
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
