import GradstepText

/// A part of a large graph.
extension Storyboard {
  /// The same steps, with the cards alone that are at most so many edges away from one of them.
  ///
  /// Where an edge leaves the part, ⋯ stands in the place of the rest. The steps that nothing is seen of
  /// are not in `wantedSteps`.
  package func focused(on card: Int, radius: Int) -> Storyboard {
    let kept = diagram.cards(around: card, radius: radius)
    let part = DiagramPart(diagram, keeping: kept)
    let pages = pages.map { page in
      Page(phase: page.phase, changes: page.changes.compactMap(part.change))
    }
    var start = start
    start.cards = kept.map { start.cards[$0] }
    start.edges = part.edges.map { $0.map { start.edges[$0] } ?? Frame.Edge(emphasis: .pending) }
    start.cards += Array(
      repeating: Frame.Card(emphasis: .pending),
      count: part.diagram.cards.count - kept.count
    )
    var focused = Storyboard(diagram: part.diagram, captions: captions, start: start, pages: pages)
    focused.wantedSteps = pages.indices.filter { $0 == 0 || !pages[$0].changes.isEmpty }
    return focused
  }
}

/// Some cards of a diagram and the edges at them.
private struct DiagramPart {
  private(set) var diagram: Diagram
  /// What each edge is in the whole diagram; `nil` for one that is not there.
  private(set) var edges: [Int?] = []
  private var cardPositions: [Int: Int] = [:]
  private var edgePositions: [Int: Int] = [:]

  init(_ whole: Diagram, keeping kept: [Int]) {
    diagram = whole
    diagram.cards = kept.map { whole.cards[$0] }
    diagram.edges = []
    for (position, card) in kept.enumerated() { cardPositions[card] = position }
    // One ⋯ before a card for all its operands that are left out, and one behind it for all uses.
    var (before, behind): ([Int: Int], [Int: Int]) = ([:], [:])
    for (index, edge) in whole.edges.enumerated() {
      switch (cardPositions[edge.operand], cardPositions[edge.operation]) {
      case (let operand?, let operation?): add(edge, at: index, operand, operation)
      case (nil, let operation?):
        let rest = before[operation] ?? rest(besides: operation)
        before[operation] = rest
        add(edge, at: index, rest, operation)
      case (let operand?, nil) where behind[operand] == nil:
        let rest = rest(besides: operand)
        behind[operand] = rest
        var edge = edge
        (edge.slot, edge.labelSize) = (0, .zero)
        add(edge, at: nil, operand, rest)
      case (_, nil): continue
      }
    }
  }

  private mutating func add(
    _ edge: Diagram.Edge,
    at index: Int?,
    _ operand: Int,
    _ operation: Int
  ) {
    var edge = edge
    (edge.operand, edge.operation) = (operand, operation)
    if let index { edgePositions[index] = edges.count }
    edges.append(index)
    diagram.edges.append(edge)
  }

  /// A small card that stands for what is left out.
  private mutating func rest(besides card: Int) -> Int {
    var rest = diagram.cards[card]
    rest.id += "-rest-\(diagram.cards.count)"
    rest.name = Text("⋯", .dimmed)
    (rest.kind, rest.isOutput) = (.constant, false)
    rest.makeWord(diagram.theme)
    diagram.cards.append(rest)
    return diagram.cards.count - 1
  }

  /// What of a change is seen.
  func change(_ change: Change) -> Change? {
    switch change {
    case .card(let card, let state): cardPositions[card].map { .card($0, state) }
    case .edge(let edge, let state): edgePositions[edge].map { .edge($0, state) }
    }
  }
}

extension Diagram {
  /// The cards that are at most so many edges away from one of them, in the order of the diagram.
  fileprivate func cards(around card: Int, radius: Int) -> [Int] {
    var neighbors: [Int: [Int]] = [:]
    for edge in edges {
      neighbors[edge.operand, default: []].append(edge.operation)
      neighbors[edge.operation, default: []].append(edge.operand)
    }
    var found: Set = [card]
    var last = [card]
    for _ in 0..<radius {
      last = last.flatMap { neighbors[$0] ?? [] }.filter { found.insert($0).inserted }
    }
    return found.sorted()
  }
}
