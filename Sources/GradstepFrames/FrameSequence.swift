import GradstepGraph
public import GradstepSyntax
public import GradstepText
public import GradstepTrace

/// The frames of ascending steps, each made from the one before.
public struct FrameSequence: Sequence, IteratorProtocol {
  private var indices: ArraySlice<Int>
  private var progress: FrameProgress

  init(_ builder: FrameBuilder, indices: [Int]) {
    self.indices = indices[...]
    progress = builder.start
  }

  /// The frame of the next step that is wanted.
  public mutating func next() -> Frame? {
    guard let index = indices.popFirst(), index < progress.trace.steps.count else { return nil }
    while progress.snapshot.step.index < index { progress.advance() }
    return progress.frame
  }
}

/// What all cards and edges show after a step, ready to take the next one.
public struct FrameProgress: Sendable {
  let explainer: Explainer
  /// What is known after the step.
  public private(set) var snapshot: Snapshot
  private var cards: [Frame.Card]
  private var edges: [Frame.Edge]
  /// The edges into each operation, slot by slot.
  private let edgesOfOperation: [Range<Int>]

  /// The state after step 0.
  ///
  /// - Parameters:
  ///   - trace: the steps
  ///   - title: the name of the lesson, shown above each figure
  ///   - readings: the formulas as they were understood, that of the output last
  ///   - echo: how they read where a person could have meant something else
  ///   - why: whether captions name the rules that their steps use
  ///   - format: how numbers are shown
  public init(
    _ trace: Trace,
    title: String,
    readings: [Reading] = [],
    echo: String? = nil,
    why: Bool = false,
    format: NumberFormat = .standard
  ) {
    self.init(
      Explainer(
        trace: trace.withoutNoise(digits: format.precision),
        format: format,
        title: title,
        readings: readings.map { TextPrinter.text($0) },
        echo: echo,
        tellsReasons: why
      )
    )
  }

  private init(_ explainer: Explainer) {
    self.explainer = explainer
    let trace = explainer.trace
    snapshot = Snapshot(trace)
    cards = trace.graph.nodes.indices.map { id in
      let isLeaf = trace.graph.nodes[id].kind != .operation
      return Frame.Card(
        value: isLeaf ? NumberBlock(trace.value(of: id), format: explainer.format) : nil,
        gradient: isLeaf
          ? trace.tangent(of: id).map { NumberBlock($0, format: explainer.format) } : nil,
        emphasis: isLeaf ? .current : .pending
      )
    }
    var end = 0
    edgesOfOperation = trace.graph.nodes.indices.map { id in
      let start = end
      end += trace.graph.operands(of: id).count
      return start..<end
    }
    edges = (0..<end).map { _ in Frame.Edge(label: nil, emphasis: .pending) }
  }

  /// The trace that is walked.
  public var trace: Trace { explainer.trace }

  /// The state after step 0, with numbers in another format, or of a trace of the same graph with
  /// other values; `why` says whether captions name the rules that their steps use.
  public func restarted(
    _ trace: Trace? = nil,
    in format: NumberFormat,
    why: Bool = false
  ) -> FrameProgress {
    let trace = (trace ?? self.trace).withoutNoise(digits: format.precision)
    return FrameProgress(explainer.changed(to: trace, in: format, tellsReasons: why))
  }

  /// The captions of all steps of the trace.
  public var captions: [Caption] {
    var snapshot = Snapshot(trace)
    return trace.steps.indices.map { step in
      if step > 0 { snapshot.advance() }
      return explainer.caption(of: snapshot)
    }
  }

  /// The picture-to-be of the step.
  public var frame: Frame {
    Frame(
      index: snapshot.step.index,
      phase: Frame.Phase(snapshot.step.phase),
      caption: explainer.caption(of: snapshot),
      cards: cards,
      edges: edges
    )
  }

  /// Takes the next step.
  public mutating func advance() {
    settle()
    snapshot.advance()
    let graph = trace.graph
    guard let node = snapshot.step.node else { return }
    switch snapshot.step.phase {
    case .inputs:
      break
    case .forward:
      cards[node].value = NumberBlock(trace.value(of: node), format: explainer.format)
      cards[node].gradient = trace.tangent(of: node).map {
        NumberBlock($0, format: explainer.format)
      }
      for edge in edgesOfOperation[node] { edges[edge].emphasis = .current }
      if case .forward = trace.sweep { labelEdges(into: node) }
    case .seed:
      for edge in edges.indices { edges[edge].emphasis = .pending }
      for id in graph.nodes.indices { showGradient(of: id) }
    case .backward:
      labelEdges(into: node)
      for contribution in snapshot.contributions { showGradient(of: contribution.operand) }
    }
    cards[node].emphasis = .current
  }

  /// Shows local gradients on the edges that something flows along besides values.
  private mutating func labelEdges(into node: Node.ID) {
    for (slot, operand) in trace.graph.operands(of: node).enumerated()
    where trace.isLabelled(node, operand) {
      edges[edgesOfOperation[node].lowerBound + slot] = Frame.Edge(
        label: explainer.localGradient(of: node, slot: slot),
        emphasis: .current
      )
    }
  }

  /// What was at work in the last step is done.
  private mutating func settle() {
    if snapshot.step.index == 0 {
      for id in cards.indices where cards[id].emphasis == .current { cards[id].emphasis = .done }
    }
    guard let node = snapshot.step.node else { return }
    cards[node].emphasis = .done
    for edge in edgesOfOperation[node] where edges[edge].emphasis == .current {
      edges[edge] = Frame.Edge(label: nil, emphasis: .done)
    }
  }

  private mutating func showGradient(of id: Node.ID) {
    if let gradient = snapshot.gradient(of: id) {
      cards[id].gradient = NumberBlock(gradient, format: explainer.format)
      cards[id].arrival = snapshot.arrival(at: id)
    } else if trace.showsNoGradient(id) {
      cards[id].gradient = NumberBlock(mark: "–")
    }
  }
}

extension Snapshot {
  /// How much of a gradient has arrived, if it is a part.
  func arrival(at id: Node.ID) -> Arrival? {
    Arrival(arrived[id], of: trace.expectedContributions[id])
  }
}

extension Frame.Phase {
  /// The phase of a frame for the phase of a step.
  fileprivate init(_ phase: Step.Phase) {
    switch phase {
    case .inputs: self = .inputs
    case .forward: self = .forward
    case .seed: self = .seed
    case .backward: self = .backward
    }
  }
}
