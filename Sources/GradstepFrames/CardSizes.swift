import GradstepGraph
import GradstepSyntax
import GradstepText
import GradstepTrace

/// Finds the room that each card and each label needs for the widest text that it will ever show.
struct CardSizes {
  private let theme: Theme
  private var rooms: [Room]
  private var labels: [Size]

  /// The room for the numbers of a card.
  fileprivate struct Room {
    var value = Size.zero
    var gradient = Size.zero
    var largestPart: Arrival?
  }

  /// The room that a frame needs.
  init(_ frame: Frame, theme: Theme) {
    self.theme = theme
    rooms = frame.cards.map { _ in Room() }
    labels = frame.edges.map { _ in .zero }
    for (id, card) in frame.cards.enumerated() { widen(id, for: card) }
  }

  /// Makes room for what a step changes.
  mutating func widen(for changes: [Change]) {
    for change in changes {
      switch change {
      case .card(let id, let card):
        widen(id, for: card)
      case .edge(let index, let edge):
        guard let label = edge.label else { continue }
        labels[index].widen(for: theme.size(ofLocal: label))
      }
    }
  }

  private mutating func widen(_ id: Node.ID, for card: Frame.Card) {
    if let value = card.value { rooms[id].value.widen(for: theme.size(of: value)) }
    if let gradient = card.gradient { rooms[id].gradient.widen(for: theme.size(of: gradient)) }
    if let part = card.arrival { rooms[id].largestPart = part }
  }

  /// The diagram of a lesson, with that room.
  func diagram(of start: Moment) -> Diagram {
    let (trace, explainer) = (start.trace, start.explainer)
    let groups = DrawnGroups(trace.graph)
    var edges: [Diagram.Edge] = []
    for id in trace.graph.nodes.indices {
      for (slot, operand) in trace.graph.operands(of: id).enumerated() {
        let size = labels[edges.count]
        edges.append(Diagram.Edge(operand: operand, operation: id, slot: slot, labelSize: size))
      }
    }
    let cards = DiagramCards(trace: trace, printer: explainer.printer, theme: theme)
    return Diagram(
      cards: trace.graph.nodes.indices.map { id in
        cards.card(id, rooms[id], group: trace.graph.origins[id].group.map { groups.drawn[$0] })
      },
      edges: edges,
      groups: groups.diagramGroups { explainer.title(trace.graph.groups[$0]) },
      mark: trace.mark,
      theme: theme
    )
  }
}

/// Makes the cards of a diagram.
private struct DiagramCards {
  let trace: Trace
  let printer: TextPrinter
  let theme: Theme

  /// The card of a node with room for its numbers.
  func card(_ id: Node.ID, _ room: CardSizes.Room, group: Int?) -> Diagram.Card {
    let graph = trace.graph
    let symbol = graph.operation(of: id).map { operation in
      printer.text(operation.symbol(graph.usage(of: id)).filled { _ in .symbol("") })
    }
    let number = compactText(id)
    var card = Diagram.Card(
      id: identifier(id),
      kind: Diagram.Kind(graph.nodes[id].kind),
      isOutput: id == graph.output,
      name: number ?? printer.text(graph.term(of: id)),
      symbol: symbol ?? Text(),
      shape: number == nil ? shape(id) : Text(),
      valueSize: number == nil ? room.value : .zero,
      gradientSize: number == nil ? room.gradient : .zero,
      largestPart: room.largestPart,
      size: .zero,
      group: group
    )
    card.commutes = graph.operation(of: id)?.commutes ?? false
    if let number {
      card.form = .word
      card.size = theme.compactSize(of: number)
    } else if theme.card.isGate {
      theme.makeGate(of: &card)
    } else {
      makeFull(&card)
    }
    return card
  }

  /// Gives a card room for its head and for numbers below it.
  private func makeFull(_ card: inout Diagram.Card) {
    card.size = size(of: card)
    guard theme.card.isStacking, card.gradientSize.width > 0 else { return }
    var stacked = card
    stacked.isStacked = true
    stacked.size = size(of: stacked)
    if stacked.size.width < card.size.width { card = stacked }
  }

  /// A number of the formula needs no head: its name is its value.
  private func compactText(_ id: Node.ID) -> Text? {
    guard let text = trace.graph.origins[id].constant?.reading.text,
      trace.graph.shape(of: id).rank == 0,
      id != trace.graph.output
    else { return nil }
    let value = trace.value(of: id).elements[0]
    let number = printer.format.string(value)
    let written = printer.text(trace.graph.term(of: id))
    return text == number || written.plain == number
      ? Text(number, .value)
      : written + TextPrinter.sign(printer.format.isWhole(value)) + Text(number, .value)
  }

  private func size(of card: Diagram.Card) -> Size {
    let measures = theme.card
    let words = theme.nameWidth(of: card.name) + theme.shapeWidth(of: card.shape)
    let sign = theme.symbolWidth(of: card.symbol)
    let gaps = measures.headGap * (card.symbol.runs.isEmpty ? 1 : 2)
    let (value, gradient) = (card.valueSize, card.gradientSize)
    let (before, behind) = (theme.beginningWidth(of: card), theme.endingWidth(of: card))
    let numbers =
      gradient.width == 0
      ? value
      : card.isStacked
        ? Size(
          width: before + max(value.width, gradient.width + behind),
          height: value.height + measures.stackGap + gradient.height
        )
        : Size(
          width: value.width + before + gradient.width + behind,
          height: max(value.height, gradient.height)
        )
    return Size(
      width: (max(words + sign + gaps, numbers.width) + 2 * measures.padding).rounded(.up),
      height: measures.headHeight + 2 * measures.bodyPadding + numbers.height
    )
  }

  /// The set that the value is of: ℝ, ℝ³, ℝ³ˣ².
  private func shape(_ id: Node.ID) -> Text {
    let shape = trace.graph.shape(of: id)
    let isCut = max(shape.rows, shape.columns) > theme.card.measure.largestSide
    guard theme.card.namesEverySet || isCut else { return Text() }
    return Text([Text.Run("ℝ", .dimmed)])
      + (shape.rank == 0
        ? Text() : Text([Text.Run(shape.description, .dimmed, script: .superscript)]))
  }

  /// The display name, made unique for constants, which share their numbers.
  private func identifier(_ id: Node.ID) -> String {
    trace.graph.origins[id].constant == nil ? trace.graph.displayNames[id] : "constant-\(id)"
  }
}

extension Size {
  /// Makes room for what has another size.
  fileprivate mutating func widen(for other: Size) {
    width = max(width, other.width)
    height = max(height, other.height)
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
}

extension Diagram.Kind {
  /// The kind of a card for a kind of node.
  fileprivate init(_ kind: Node.Kind) {
    switch kind {
    case .variable: self = .variable
    case .constant: self = .constant
    case .operation: self = .operation
    }
  }
}
