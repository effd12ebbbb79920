package import GradstepGraph
package import GradstepSyntax
package import GradstepText
package import GradstepTrace

/// What is known and shown after a step, ready to take the next one or to take the last one back.
///
/// What all cards and edges show is a fold of the changes of the steps.
package struct Moment: Sendable {
  /// What is known after the step.
  package private(set) var snapshot: Snapshot
  package private(set) var explainer: Explainer
  private var cards: [Frame.Card]
  private var edges: [Frame.Edge]
  /// What the last step has changed.
  private(set) var changes: [Change] = []
  /// What each step has replaced, the last one at the end.
  private var replaced: [[Change]] = []
  /// The edges into each operation, slot by slot.
  private let edgesOfOperation: [Range<Int>]

  /// The state after step 0.
  ///
  /// - Parameters:
  ///   - course: the steps
  ///   - title: the name of the lesson, shown above each figure
  ///   - readings: the formulas as they were understood, that of the output last
  ///   - echo: how they read where a person could have meant something else
  ///   - why: whether captions name the rules that their steps use
  ///   - theme: how much is shown on cards and edges
  ///   - format: how numbers are shown
  package init(
    _ course: Course,
    title: String,
    readings: [Reading] = [],
    echo: String? = nil,
    why: Bool = false,
    theme: Theme = .auto,
    format: NumberFormat = .standard
  ) {
    self.init(
      course,
      Explainer.Setting(
        title: title,
        readings: readings.map { TextPrinter.text($0) },
        echo: echo,
        tellsReasons: why,
        theme: theme
      ),
      format: format
    )
  }

  private init(_ course: Course, _ setting: Explainer.Setting, format: NumberFormat) {
    snapshot = Snapshot(course.shown(digits: format.precision))
    explainer = Explainer(trace: snapshot.trace, format: format, setting: setting)
    cards = []
    var end = 0
    edgesOfOperation = course.graph.nodes.indices.map { id in
      let start = end
      end += course.graph.operands(of: id).count
      return start..<end
    }
    edges = [Frame.Edge](repeating: Frame.Edge(emphasis: .pending), count: end)
    cards = course.graph.nodes.indices.map { id in
      isLeaf(id) ? filledCard(id, .current) : Frame.Card(emphasis: .pending)
    }
  }

  /// The trace that the step is of.
  package var trace: Trace { snapshot.trace }

  /// The state after step 0, with numbers in another format, or of a course on the same graph with
  /// other values; `why` says whether captions name the rules that their steps use.
  package func restarted(
    _ course: Course? = nil,
    in format: NumberFormat,
    why: Bool = false
  ) -> Moment {
    var setting = explainer.setting
    setting.tellsReasons = why
    return Moment(course ?? snapshot.course, setting, format: format)
  }

  /// The state after step 0, with as much shown on cards as another theme says.
  func restarted(showing theme: Theme) -> Moment {
    var setting = explainer.setting
    setting.theme = theme
    return Moment(snapshot.course, setting, format: explainer.format)
  }

  /// The part of the lesson that the step belongs to.
  package var phase: Frame.Phase { snapshot.step.phase.script.phase }

  /// Which epoch the step belongs to: `epoch 2 of 3`; `nil` where there is one walk alone.
  package var epoch: String? { snapshot.epoch }

  /// What the step is and does.
  package var caption: Caption { explainer.caption(of: snapshot) }

  /// The picture-to-be of the step.
  package var frame: Frame {
    Frame(
      index: snapshot.step.index,
      phase: phase,
      caption: caption,
      cards: cards,
      edges: edges
    )
  }

  // MARK: - Walking

  /// Moves to a step; one that lies outside of the course becomes its first or its last.
  package mutating func move(to index: Int) {
    while snapshot.step.index < index, advance() {}
    while snapshot.step.index > max(index, 0) { retreat() }
  }

  /// Takes the next step; `false` at the last one, where nothing happens.
  @discardableResult
  package mutating func advance() -> Bool {
    let last = snapshot.step
    guard snapshot.advance() else { return false }
    changes = []
    replaced.append([])
    explain()
    if snapshot.step.index == trace.steps[0].index { begin() } else { settle(last) }
    guard let node = snapshot.step.node else { return true }
    snapshot.step.phase.script.changes(&self, node)
    change(card: node) { $0.emphasis = .current }
    return true
  }

  /// Takes the last step back; at step 0 nothing happens.
  package mutating func retreat() {
    guard let before = replaced.popLast() else { return }
    snapshot.retreat()
    explain()
    changes = before.reversed()
    for change in changes { change.apply(to: &cards, &edges) }
  }

  /// Speaks of the values of the trace that the step is of.
  private mutating func explain() {
    guard trace.epoch != explainer.trace.epoch else { return }
    explainer = Explainer(trace: trace, format: explainer.format, setting: explainer.setting)
  }

  // MARK: - What the steps of phases change

  /// A card gets its value, and edges their local gradients where tangents flow.
  mutating func fill(_ node: Node.ID) {
    set(card: node, filledCard(node, .current))
    for edge in edgesOfOperation[node] { set(edge: edge, Frame.Edge(emphasis: .current)) }
    if case .forward = trace.sweep { labelEdges(into: node) }
  }

  /// Nothing has gone back along any edge, and nodes that get no gradient say so.
  mutating func beginWayBack() {
    for edge in edges.indices { set(edge: edge, Frame.Edge(emphasis: .pending)) }
    for id in cards.indices { showGradient(of: id) }
  }

  /// Edges get their local gradients, and cards what arrives along them.
  mutating func passBack(_ node: Node.ID) {
    labelEdges(into: node)
    for operand in Set(trace.graph.operands(of: node)).sorted() { showGradient(of: operand) }
  }

  /// A card gets another value.
  mutating func showValue(of id: Node.ID) {
    change(card: id) { [explainer, snapshot] in
      $0.value = snapshot.value(of: id).map { explainer.block($0) }
    }
  }

  // MARK: - Changes

  private mutating func set(card id: Int, _ card: Frame.Card) {
    guard card != cards[id] else { return }
    replaced[replaced.count - 1].append(.card(id, cards[id]))
    cards[id] = card
    changes.append(.card(id, card))
  }

  private mutating func set(edge index: Int, _ edge: Frame.Edge) {
    guard edge != edges[index] else { return }
    replaced[replaced.count - 1].append(.edge(index, edges[index]))
    edges[index] = edge
    changes.append(.edge(index, edge))
  }

  private mutating func change(card id: Int, _ change: (inout Frame.Card) -> Void) {
    var card = cards[id]
    change(&card)
    set(card: id, card)
  }

  /// All that is to come is blank: a pass begins.
  private mutating func begin() {
    for id in cards.indices {
      set(card: id, isLeaf(id) ? filledCard(id, .done) : Frame.Card(emphasis: .pending))
    }
    for edge in edges.indices { set(edge: edge, Frame.Edge(emphasis: .pending)) }
  }

  /// What was at work in the last step is done.
  private mutating func settle(_ last: Step) {
    guard let node = last.node else {
      for id in cards.indices where isLeaf(id) { change(card: id) { $0.emphasis = .done } }
      return
    }
    change(card: node) { $0.emphasis = .done }
    for edge in edgesOfOperation[node] where edges[edge].emphasis == .current {
      set(edge: edge, Frame.Edge(emphasis: .done))
    }
  }

  /// A card with its value and, where tangents flow, its tangent.
  private func filledCard(_ id: Node.ID, _ emphasis: Frame.Emphasis) -> Frame.Card {
    Frame.Card(
      value: snapshot.value(of: id).map(explainer.block),
      gradient: snapshot.tangent(of: id).map(explainer.block),
      emphasis: emphasis
    )
  }

  /// Shows local gradients on the edges that something flows along besides values.
  private mutating func labelEdges(into node: Node.ID) {
    for (slot, operand) in trace.graph.operands(of: node).enumerated()
    where trace.isLabelled(node, operand) {
      set(
        edge: edgesOfOperation[node].lowerBound + slot,
        Frame.Edge(label: explainer.localGradient(of: node, slot: slot), emphasis: .current)
      )
    }
  }

  private mutating func showGradient(of id: Node.ID) {
    if let gradient = snapshot.gradient(of: id) {
      let arrival = snapshot.arrival(at: id)
      change(card: id) { [explainer] in
        $0.gradient = explainer.block(gradient)
        $0.arrival = arrival
      }
    } else if trace.showsNoGradient(id) {
      change(card: id) { $0.gradient = NumberBlock(mark: "–") }
    }
  }

  private func isLeaf(_ id: Node.ID) -> Bool { trace.graph.nodes[id].kind != .operation }
}

extension Snapshot {
  /// How much of a gradient has arrived, if it is a part.
  func arrival(at id: Node.ID) -> Arrival? {
    Arrival(arrived[id], of: trace.expectedContributions[id])
  }
}

extension Trace {
  /// Whether upstream is ever pulled back along an edge, or a tangent pushed forward.
  package func isLabelled(_ id: Node.ID, _ operand: Node.ID) -> Bool {
    switch sweep {
    case .reverse: reachesOutput[id] && isOnWayBack[operand]
    case .forward: isMoved(operand)
    }
  }

  /// Whether the node says that it gets no gradient: a constant that the source names, or what is
  /// worked out of constants alone.
  func showsNoGradient(_ id: Node.ID) -> Bool {
    guard id != graph.output else { return false }
    switch graph.nodes[id].kind {
    case .variable: return false
    case .constant: return graph.origins[id].name != nil
    case .operation:
      guard case .reverse = sweep else { return false }
      return reachesOutput[id] && !isOnWayBack[id]
    }
  }
}
