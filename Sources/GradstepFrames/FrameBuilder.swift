import GradstepGraph
public import GradstepText
public import GradstepTrace

/// Makes the diagram of a trace, the captions of all its steps, and a frame for each step.
public struct FrameBuilder: Sendable {
  /// The trace that the frames are of.
  public let trace: Trace
  /// What all frames share.
  public let diagram: Diagram
  /// The captions of all steps.
  public let captions: [Caption]
  /// The state after step 0.
  public let start: FrameProgress

  /// Lays out what each step of a trace shows, in text.
  ///
  /// - Parameters:
  ///   - trace: the steps
  ///   - title: the name of the lesson, shown above each figure
  ///   - readings: the formulas as they were understood, that of the output last
  ///   - echo: how they read where a person could have meant something else
  ///   - why: whether captions name the rules that their steps use
  ///   - format: how numbers are shown
  ///   - theme: what cards are sized with
  public init(
    _ trace: Trace,
    title: String,
    readings: [String] = [],
    echo: String? = nil,
    why: Bool = false,
    format: NumberFormat = .standard,
    theme: Theme = .auto
  ) {
    self.trace = trace
    start = FrameProgress(
      trace,
      title: title,
      readings: readings,
      echo: echo,
      why: why,
      format: format
    )
    let explainer = start.explainer
    let trace = explainer.trace
    var captions: [Caption] = []
    var sizes = CardSizes(trace, format: format, theme: theme)
    var snapshot = start.snapshot
    while true {
      captions.append(explainer.caption(of: snapshot))
      sizes.widen(for: snapshot)
      guard captions.count < trace.steps.count else { break }
      snapshot.advance()
    }
    self.captions = captions
    let groups = DrawnGroups(trace.graph)
    diagram = Diagram(
      cards: sizes.cards().map { card in
        var card = card
        card.group = card.group.map { groups.drawn[$0] }
        return card
      },
      edges: Self.edges(trace, explainer, theme),
      groups: groups.diagramGroups { explainer.title(trace.graph.groups[$0]) },
      mark: trace.mark,
      theme: theme
    )
  }

  /// The frames of some steps, in ascending order of the steps.
  public func frames(_ indices: some Sequence<Int>) -> FrameSequence {
    FrameSequence(self, indices: indices.sorted())
  }

  private static func edges(
    _ trace: Trace,
    _ explainer: Explainer,
    _ theme: Theme
  ) -> [Diagram.Edge] {
    var edges: [Diagram.Edge] = []
    for id in trace.graph.nodes.indices {
      for (slot, operand) in trace.graph.operands(of: id).enumerated() {
        var size = Size.zero
        if trace.isLabelled(id, operand) {
          size = theme.size(ofLocal: explainer.localGradient(of: id, slot: slot))
        }
        edges.append(
          Diagram.Edge(operand: operand, operation: id, slot: slot, labelSize: size)
        )
      }
    }
    return edges
  }

  var explainer: Explainer { start.explainer }

  var format: NumberFormat { explainer.format }
}

extension Sweep {
  /// Whether cotangents flow back.
  fileprivate var goesBack: Bool { if case .reverse = self { true } else { false } }
}

extension Trace {
  /// What stands before the numbers that flow besides values.
  fileprivate var mark: String {
    switch sweep {
    case .reverse: "∂"
    case .forward: "d"
    }
  }

  /// Whether upstream is ever pulled back along an edge, or a tangent pushed forward.
  func isLabelled(_ id: Node.ID, _ operand: Node.ID) -> Bool {
    switch sweep {
    case .reverse: reachesOutput[id] && isOnWayBack[operand]
    case .forward: isMoved(operand)
    }
  }

  /// Whether the node says that it gets no gradient: a constant that the source names, or what is
  /// worked out of constants alone.
  func showsNoGradient(_ id: Node.ID) -> Bool {
    guard id != graph.output else { return false }
    return switch graph.nodes[id].kind {
    case .variable: false
    case .constant: graph.origins[id].name != nil
    case .operation: sweep.goesBack && reachesOutput[id] && !isOnWayBack[id]
    }
  }
}
