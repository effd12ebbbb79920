import GradstepGraph
import GradstepText
import GradstepTrace

extension LessonView {
  /// The steps on a graph of layers.
  public static let layers = LessonView(
    name: "layers",
    summary:
      "a layer or a call of a function as one card, with its parameters and what works in it",
    storyboard: { start, theme, subject in
      Storyboard(start, theme: theme).joining(
        start.trace.graph.blocks(named: subject.collapsed),
        of: start
      )
    },
    pictures: .steps
  )
}

extension Storyboard {
  /// The same steps with blocks of nodes as one card each.
  fileprivate func joining(_ blocks: [Block], of start: Moment) -> Storyboard {
    guard !blocks.isEmpty else { return self }
    let joined = JoinedDiagram(diagram, blocks, of: start)
    var cards = self.start.cards
    var edges = self.start.edges
    var first = self.start
    (first.cards, first.edges) = joined.state(cards, edges)
    var last = first
    let pages = pages.map { page in
      for change in page.changes { change.apply(to: &cards, &edges) }
      var next = last
      (next.cards, next.edges) = joined.state(cards, edges)
      defer { last = next }
      return Page(phase: page.phase, changes: last.changes(to: next))
    }
    return Storyboard(diagram: joined.diagram, captions: captions, start: first, pages: pages)
  }
}

/// A diagram with blocks of cards as one card each.
private struct JoinedDiagram {
  private(set) var diagram: Diagram
  private let blocks: [Block]
  /// The nodes that have a card, in order, and the block that each is the end of.
  private var kept: [(node: Node.ID, block: Int?)] = []
  /// For each edge of the diagram those of the whole one that it stands for.
  private var edgeSources: [[Int]] = []
  /// What stands in a block where nothing in it is at work.
  private let formulas: [Text]
  /// The names of what works in blocks.
  private let names: [Text]

  init(_ whole: Diagram, _ blocks: [Block], of start: Moment) {
    // A number of the formula stands in that.
    self.blocks = blocks.map { block in
      block.withParameters { whole.cards[$0].form != .word }
    }
    let (graph, explainer) = (start.trace.graph, start.explainer)
    formulas = blocks.map { graph.writtenOut($0.root, through: Set($0.inner)) }
    names = graph.nodes.indices.map { explainer.name(of: $0) + " =" }
    diagram = whole
    var places = [Int?](repeating: nil, count: whole.cards.count)
    var owners: [Node.ID: Int] = [:]
    for (index, block) in blocks.enumerated() {
      for id in block.inner + block.parameters + [block.root] { owners[id] = index }
    }
    diagram.cards = []
    for id in graph.nodes.indices {
      let owner = owners[id]
      guard owner == nil || blocks[owner ?? 0].root == id else { continue }
      places[id] = kept.count
      kept.append((id, owner))
      diagram.cards.append(whole.cards[id])
    }
    for (id, owner) in owners { places[id] = places[blocks[owner].root] }
    for (position, entry) in kept.enumerated() {
      guard let index = entry.block else { continue }
      let block = self.blocks[index]
      var parts = block.parameters.map { Diagram.Part(of: whole.cards[$0]) }
      if !block.inner.isEmpty {
        parts.append(
          Diagram.Part(ofAny: block.inner.map { whole.cards[$0] })
        )
      }
      if let group = block.group {
        diagram.cards[position].group = graph.groups[group].parent
        diagram.cards[position].symbol = explainer.title(graph.groups[group])
      }
      // What leads into it are no operands of one operation.
      diagram.cards[position].commutes = false
      whole.theme.add(
        parts,
        names: block.inner.map { names[$0] },
        resting: block.inner.isEmpty ? Text() : formulas[index],
        to: &diagram.cards[position]
      )
    }
    joinEdges(of: whole, places)
  }

  /// Edges into one block from one card become one.
  private mutating func joinEdges(of whole: Diagram, _ places: [Int?]) {
    diagram.edges = []
    var positions: [[Int]: Int] = [:]
    var slots: [Int: Int] = [:]
    for (index, edge) in whole.edges.enumerated() {
      guard let operand = places[edge.operand], let operation = places[edge.operation],
        operand != operation
      else { continue }
      let isBlock = kept[operation].block != nil
      let key = isBlock ? [operand, operation] : [operand, operation, edge.slot]
      if let position = positions[key] {
        edgeSources[position].append(index)
        let (old, new) = (diagram.edges[position].labelSize, edge.labelSize)
        diagram.edges[position].labelSize = Size(
          width: max(old.width, new.width),
          height: max(old.height, new.height)
        )
        continue
      }
      positions[key] = diagram.edges.count
      edgeSources.append([index])
      var joined = edge
      (joined.operand, joined.operation) = (operand, operation)
      if isBlock {
        joined.slot = slots[operation, default: 0]
        slots[operation] = joined.slot + 1
      }
      diagram.edges.append(joined)
    }
  }

  /// What cards and edges show where those of the whole diagram show this.
  func state(
    _ cards: [Frame.Card],
    _ edges: [Frame.Edge]
  ) -> (cards: [Frame.Card], edges: [Frame.Edge]) {
    (kept.map { card(cards, $0.node, $0.block) }, edgeSources.map { edge($0.map { edges[$0] }) })
  }

  private func card(_ cards: [Frame.Card], _ node: Node.ID, _ index: Int?) -> Frame.Card {
    var card = cards[node]
    guard let index else { return card }
    let block = blocks[index]
    card.parts = block.parameters.map { Frame.Card.Part(of: cards[$0]) }
    guard !block.inner.isEmpty else { return card }
    if let id = block.inner.first(where: { cards[$0].emphasis == .current }) {
      var part = Frame.Card.Part(of: cards[id])
      part.name = names[id]
      card.parts.append(part)
      card.emphasis = .current
    } else {
      card.parts.append(Frame.Card.Part(name: formulas[index]))
    }
    return card
  }

  /// The one at work, or else one that is done.
  private func edge(_ edges: [Frame.Edge]) -> Frame.Edge {
    edges.first { $0.emphasis == .current } ?? edges.first { $0.emphasis == .done } ?? edges[0]
  }
}

extension Frame.Card.Part {
  /// What a card shows, as a part of another.
  fileprivate init(of card: Frame.Card) {
    self.init(value: card.value, gradient: card.gradient, arrival: card.arrival)
  }
}

extension Diagram.Part {
  /// A card as a part of another.
  fileprivate init(of card: Diagram.Card) {
    self.init(
      name: card.name,
      isVariable: card.kind == .variable,
      valueSize: card.valueSize,
      gradientSize: card.gradientSize,
      largestPart: card.largestPart
    )
  }

  /// The place of whatever is at work, of several cards.
  fileprivate init(ofAny cards: [Diagram.Card]) {
    func widest(_ sizes: [Size]) -> Size {
      sizes.reduce(.zero) {
        Size(width: max($0.width, $1.width), height: max($0.height, $1.height))
      }
    }
    self.init(
      valueSize: widest(cards.map { $0.valueSize }),
      gradientSize: widest(cards.map { $0.gradientSize }),
      largestPart: cards.compactMap { $0.largestPart }.first
    )
  }
}
