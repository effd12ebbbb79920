package import GradstepGraph

/// All steps of a lesson in order: those of one trace or, in gradient descent, of one trace for each
/// epoch and of the forward pass behind the last one.
package struct Course: Sendable {
  /// The traces, each with the values that the updates of the one before it have left.
  package let traces: [Trace]
  /// The steps of all traces.
  package let steps: [Step]
  /// With how many digits numbers are shown, where what rounding leaves over is shown as 0.
  private var digits: Int?

  /// The steps of one trace, whatever went before it.
  package init(_ trace: Trace) { self.init([trace.alone]) }

  /// Walks the graph, with gradient descent once for each epoch and forward once more.
  package init(_ graph: Graph, sweep: Sweep = .reverse(.ones), descent: Descent? = nil) {
    var traces = [Trace(graph, sweep: sweep, learningRate: descent?.rate)]
    while let descent, let last = traces.last, traces.count <= descent.epochs {
      traces.append(last.following(isLast: traces.count == descent.epochs))
    }
    self.init(traces)
  }

  private init(_ traces: [Trace]) {
    self.traces = traces
    steps = traces.count == 1 ? traces[0].steps : traces.flatMap { $0.steps }
  }

  /// The graph that is walked, with the values that its leaves have at first.
  package var graph: Graph { traces[0].graph }

  /// The same course as it is shown with so many digits: without what rounding leaves over.
  package func shown(digits: Int) -> Course {
    var course = self
    course.digits = digits
    return course
  }

  /// The same course with every digit.
  package var exact: Course {
    var course = self
    course.digits = nil
    return course
  }

  /// A trace as it is shown.
  func shownTrace(_ epoch: Int) -> Trace {
    digits.map { traces[epoch].withoutNoise(digits: $0) } ?? traces[epoch]
  }

  // MARK: - Places

  /// The first step of the phase behind the one that a step is in; the last step where there is none.
  package func startOfNextPhase(after index: Int) -> Int {
    let phase = steps[index].phase
    return steps[index...].first { $0.phase != phase }?.index ?? steps.count - 1
  }

  /// The step that is a node's own: where its value is worked out, or on the way back where upstream
  /// is pulled back through it, next to a step that a person is at.
  ///
  /// A leaf has its value in step 0, and on the way back it is the step in which its last contribution
  /// arrives. A node that the way back leaves out has its step on the way forward alone.
  package func ownStep(of id: Node.ID, around index: Int, onWayBack: Bool) -> Int? {
    let steps = steps(concerning: id)
    let isOperation = graph.nodes[id].kind == .operation
    let here = trace(at: index).steps
    let backward = steps.last { index in
      let step = self.steps[index]
      guard here[0].index...here[here.count - 1].index ~= index else { return false }
      return step.phase == .backward ? !isOperation || step.node == id : step.phase == .seed
    }
    let forward = steps.first { $0 >= here[0].index } ?? steps.first
    return onWayBack ? backward ?? forward : forward
  }

  /// The trace that a step is of.
  private func trace(at index: Int) -> Trace {
    traces.last { $0.steps[0].index <= index } ?? traces[0]
  }

  /// The steps at which something happens to a node, in order.
  ///
  /// A leaf gets its value in step 0, its gradient as contributions arrive, and another value by an
  /// update; an operation is worked out, receives, and is pulled back.
  package func steps(concerning id: Node.ID) -> [Int] {
    let isReceiver = traces[0].expectedContributions[id] > 0
    return steps.filter { step in
      guard let node = step.node else { return graph.nodes[id].kind != .operation }
      if node == id { return true }
      return step.phase == .backward && isReceiver && graph.operands(of: node).contains(id)
    }.map { $0.index }
  }
}
