import GradstepGraph
import GradstepText
import GradstepTrace

/// Finds the room that each card needs for the widest text that it will ever show.
struct CardSizes {
  private let trace: Trace
  private let format: NumberFormat
  private let printer: TextPrinter
  private let theme: Theme
  private var values: [Size]
  private var gradients: [Size]
  private var largestParts: [Arrival?]

  init(_ trace: Trace, format: NumberFormat, theme: Theme) {
    self.trace = trace
    self.theme = theme
    self.format = format
    printer = TextPrinter(format: format)
    values = trace.graph.nodes.indices.map { id in
      theme.size(of: NumberBlock(trace.value(of: id), format: format))
    }
    largestParts = trace.graph.nodes.map { _ in nil }
    gradients = trace.graph.nodes.indices.map { id in
      if let tangent = trace.tangent(of: id) {
        return theme.size(of: NumberBlock(tangent, format: format))
      }
      return trace.showsNoGradient(id) ? theme.size(of: NumberBlock(mark: "–")) : .zero
    }
  }

  /// Makes room for what the snapshot shows and the one before it did not.
  mutating func widen(for snapshot: Snapshot) {
    switch snapshot.step.phase {
    case .inputs, .forward:
      break
    case .seed:
      for id in trace.graph.nodes.indices { widen(id, for: snapshot.gradient(of: id)) }
    case .backward:
      for contribution in snapshot.contributions {
        widen(contribution.operand, for: contribution.accumulated)
        if let part = snapshot.arrival(at: contribution.operand) {
          largestParts[contribution.operand] = part
        }
      }
    }
  }

  private mutating func widen(_ id: Node.ID, for gradient: Tensor?) {
    guard let gradient else { return }
    let size = theme.size(of: NumberBlock(gradient, format: format))
    gradients[id] = Size(
      width: max(gradients[id].width, size.width),
      height: max(gradients[id].height, size.height)
    )
  }

  /// The cards of the diagram.
  func cards() -> [Diagram.Card] {
    trace.graph.nodes.indices.map { id in
      let graph = trace.graph
      let kind = Diagram.Kind(graph.nodes[id].kind)
      let symbol = graph.operation(of: id).map { operation in
        printer.text(operation.symbol(graph.usage(of: id)).filled { _ in .symbol("") })
      }
      if let number = compactText(id) {
        return Diagram.Card(
          id: identifier(id),
          kind: kind,
          isOutput: id == graph.output,
          name: number,
          symbol: Text(),
          shape: Text(),
          valueSize: .zero,
          gradientSize: .zero,
          size: compactSize(number),
          group: graph.origins[id].group
        )
      }
      var card = Diagram.Card(
        id: identifier(id),
        kind: kind,
        isOutput: id == graph.output,
        name: printer.text(trace.graph.term(of: id)),
        symbol: symbol ?? Text(),
        shape: shape(id),
        valueSize: values[id],
        gradientSize: gradients[id],
        largestPart: largestParts[id],
        size: .zero,
        group: graph.origins[id].group
      )
      card.size = size(of: card)
      return card
    }
  }

  /// A number of the formula needs no head: its name is its value.
  private func compactText(_ id: Node.ID) -> Text? {
    guard let text = trace.graph.origins[id].constant?.text, trace.graph.shape(of: id).rank == 0,
      id != trace.graph.output
    else { return nil }
    let value = trace.value(of: id).elements[0]
    let number = format.string(value)
    let written = printer.text(trace.graph.term(of: id))
    return text == number || written.plain == number
      ? Text(number, .value)
      : written + TextPrinter.sign(format.isWhole(value)) + Text(number, .value)
  }

  private func compactSize(_ text: Text) -> Size {
    let (padding, height) = (theme.card.padding, theme.card.compactHeight)
    return Size(width: max(theme.nameWidth(of: text) + 2 * padding, height), height: height)
  }

  private func size(of card: Diagram.Card) -> Size {
    let measures = theme.card
    let words = theme.nameWidth(of: card.name) + theme.shapeWidth(of: card.shape)
    let sign = theme.symbolWidth(of: card.symbol)
    let gaps = measures.headGap * (card.symbol.runs.isEmpty ? 1 : 2)
    let gradient =
      card.gradientSize.width > 0
      ? measures.markWidth + theme.openingWidth(of: card) + card.gradientSize.width
        + theme.endingWidth(of: card) : 0
    let content = max(words + sign + gaps, card.valueSize.width + gradient)
    return Size(
      width: (content + 2 * measures.padding).rounded(.up),
      height: measures.headHeight + 2 * measures.bodyPadding
        + max(card.valueSize.height, card.gradientSize.height)
    )
  }

  /// The set that the value is of: ℝ, ℝ³, ℝ³ˣ².
  private func shape(_ id: Node.ID) -> Text {
    let shape = trace.graph.shape(of: id)
    return Text([Text.Run("ℝ", .dimmed)])
      + (shape.rank == 0
        ? Text() : Text([Text.Run(shape.description, .dimmed, script: .superscript)]))
  }

  /// The display name, made unique for constants, which share their numbers.
  private func identifier(_ id: Node.ID) -> String {
    trace.graph.origins[id].constant == nil ? trace.graph.displayNames[id] : "constant-\(id)"
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
