import GradstepGraph
public import GradstepTrace

/// Makes the diagram of a trace, the captions of all its steps, and a frame for each step.
public struct FrameBuilder: Sendable {
  /// The trace that the frames are of.
  public let trace: Trace
  /// What all frames share.
  public let diagram: Diagram
  /// The captions of all steps.
  public let captions: [Caption]
  let explainer: Explainer

  /// Lays out what each step of a trace shows, in text.
  ///
  /// - Parameters:
  ///   - trace: the steps
  ///   - title: the name of the lesson, shown above each figure
  ///   - readings: the formulas as they were understood, that of the output last
  ///   - format: how numbers are shown
  public init(
    _ trace: Trace,
    title: String,
    readings: [String] = [],
    format: NumberFormat = .standard
  ) {
    self.trace = trace
    let functions = trace.graph.operations.functionNames
    let explainer = Explainer(
      trace: trace,
      format: format,
      title: title,
      readings: readings.map {
        Typesetter.mathematics($0) { functions.contains(String($0)) }
      }
    )
    self.explainer = explainer
    var captions: [Caption] = []
    var sizes = CardSizes(trace, format: format)
    var snapshot = Snapshot(trace)
    while true {
      captions.append(explainer.caption(of: snapshot))
      sizes.widen(for: snapshot)
      guard captions.count < trace.steps.count else { break }
      snapshot.advance()
    }
    self.captions = captions
    diagram = Diagram(
      cards: sizes.cards(),
      edges: Self.edges(trace, explainer),
      groups: trace.graph.groups.map { group in
        Diagram.Group(label: explainer.call(group), parent: group.parent)
      },
      mark: trace.mark
    )
  }

  /// The frames of some steps, in ascending order of the steps.
  public func frames(_ indices: some Sequence<Int>) -> FrameSequence {
    FrameSequence(self, indices: indices.sorted())
  }

  private static func edges(_ trace: Trace, _ explainer: Explainer) -> [Diagram.Edge] {
    var edges: [Diagram.Edge] = []
    for id in trace.graph.nodes.indices {
      for (slot, operand) in trace.graph.operands(of: id).enumerated() {
        var size = Size.zero
        if isLabelled(trace, id, operand) {
          let label = explainer.localGradient(of: id, slot: slot)
          size = Size(
            width: TextMetrics.width(of: label, size: CardMetrics.labelSize)
              * CardMetrics.tolerance,
            height: CardMetrics.labelSize * 1.25
          )
        }
        edges.append(
          Diagram.Edge(operand: operand, operation: id, slot: slot, labelSize: size)
        )
      }
    }
    return edges
  }

  /// Whether upstream is ever pulled back along the edge, or a tangent pushed forward.
  fileprivate static func isLabelled(_ trace: Trace, _ id: Node.ID, _ operand: Node.ID) -> Bool {
    switch trace.sweep {
    case .reverse: trace.reachesOutput[id] && trace.graph.nodes[operand].kind != .constant
    case .forward: trace.isMoved(operand)
    }
  }

  fileprivate func label(_ edge: Diagram.Edge) -> Text {
    explainer.localGradient(of: edge.operation, slot: edge.slot)
  }

  var format: NumberFormat { explainer.format }
}

/// The frames of ascending steps, each made from the one before.
public struct FrameSequence: Sequence, IteratorProtocol {
  private let builder: FrameBuilder
  private var indices: ArraySlice<Int>
  private var snapshot: Snapshot
  private var cards: [Frame.Card]
  private var edges: [Frame.Edge]
  /// The edges into each operation.
  private let edgesOfOperation: [Node.ID: Range<Int>]

  init(_ builder: FrameBuilder, indices: [Int]) {
    self.builder = builder
    self.indices = indices[...]
    snapshot = Snapshot(builder.trace)
    let trace = builder.trace
    cards = trace.graph.nodes.indices.map { id in
      let isLeaf = trace.graph.nodes[id].kind != .operation
      return Frame.Card(
        value: isLeaf ? NumberBlock(trace.value(of: id), format: builder.format) : nil,
        gradient: isLeaf
          ? trace.tangent(of: id).map { NumberBlock($0, format: builder.format) } : nil,
        emphasis: isLeaf ? .current : .pending
      )
    }
    edges = builder.diagram.edges.map { _ in Frame.Edge(label: nil, emphasis: .pending) }
    var ranges: [Node.ID: Range<Int>] = [:]
    for (position, edge) in builder.diagram.edges.enumerated() {
      ranges[edge.operation] = (ranges[edge.operation]?.lowerBound ?? position)..<position + 1
    }
    edgesOfOperation = ranges
  }

  /// The frame of the next step that is wanted.
  public mutating func next() -> Frame? {
    guard let index = indices.popFirst(), index < builder.trace.steps.count else { return nil }
    while snapshot.step.index < index { advance() }
    return Frame(
      index: index,
      phase: Frame.Phase(snapshot.step.phase),
      caption: builder.captions[index],
      cards: cards,
      edges: edges
    )
  }

  private mutating func advance() {
    settle()
    snapshot.advance()
    let graph = builder.trace.graph
    guard let node = snapshot.step.node else { return }
    switch snapshot.step.phase {
    case .inputs:
      break
    case .forward:
      cards[node].value = NumberBlock(builder.trace.value(of: node), format: builder.format)
      cards[node].gradient = builder.trace.tangent(of: node).map {
        NumberBlock($0, format: builder.format)
      }
      for edge in edgesOfOperation[node] ?? 0..<0 { edges[edge].emphasis = .current }
      if case .forward = builder.trace.sweep { labelEdges(into: node) }
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
    for position in edgesOfOperation[node] ?? 0..<0 {
      let edge = builder.diagram.edges[position]
      guard FrameBuilder.isLabelled(builder.trace, edge.operation, edge.operand) else { continue }
      edges[position] = Frame.Edge(label: builder.label(edge), emphasis: .current)
    }
  }

  /// What was at work in the last step is done.
  private mutating func settle() {
    if snapshot.step.index == 0 {
      for id in cards.indices where cards[id].emphasis == .current { cards[id].emphasis = .done }
    }
    guard let node = snapshot.step.node else { return }
    cards[node].emphasis = .done
    for edge in edgesOfOperation[node] ?? 0..<0 where edges[edge].emphasis == .current {
      edges[edge] = Frame.Edge(label: nil, emphasis: .done)
    }
  }

  private mutating func showGradient(of id: Node.ID) {
    if let gradient = snapshot.gradient(of: id) {
      cards[id].gradient = NumberBlock(gradient, format: builder.format)
    } else if builder.trace.isNamedConstant(id) {
      cards[id].gradient = NumberBlock(mark: "–")
    }
  }
}

extension Trace {
  /// What stands before the numbers that flow besides values.
  fileprivate var mark: String {
    switch sweep {
    case .reverse: "∂"
    case .forward: "d"
    }
  }

  /// Whether the node is a constant that the source names: it says that it gets no gradient.
  func isNamedConstant(_ id: Node.ID) -> Bool {
    graph.nodes[id].kind == .constant && graph.origins[id].name != nil && id != graph.output
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
