import GradstepFrames
import GradstepText

extension OutputFormat {
  /// A vector graphic for pages and printed notes.
  public static let svg = OutputFormat(
    name: "svg",
    summary: "a vector graphic for pages and printed notes",
    mark: "class=\"gradstep\""
  ) { picture in
    let painter = SVGPainter(picture)
    return { frame in painter.paint(frame) }
  }
}

/// Paints frames as SVG.
///
/// Widths of number rows are stated (`textLength`), so that brackets fit in any reader's font, and
/// scripts are moved by `dy`, since `baseline-shift` is not known everywhere.
struct SVGPainter: Sendable {
  private let picture: Picture
  /// What stands before the caption, and the cards' parts that never change.
  private let opening: String
  private let heads: [String]
  private let groups: String

  init(_ picture: Picture) {
    self.picture = picture
    let size = "\(Markup.number(picture.size.width)) \(Markup.number(picture.size.height))"
    opening = """
      <svg xmlns="http://www.w3.org/2000/svg" class="gradstep" viewBox="0 0 \(size)" \
      width="\(Markup.number(picture.size.width))" \
      height="\(Markup.number(picture.size.height))" role="img" xml:space="preserve">

      """
    heads = picture.diagram.cards.indices.map { Self.head(picture, card: $0) }
    groups = picture.diagram.groups.indices.map { Self.group(picture, $0) }.joined()
  }

  func paint(_ frame: Frame) -> String {
    var svg = opening
    let step = "Step \(frame.index) of \(picture.stepCount - 1)"
    svg +=
      "<title>\(Markup.escaped("\(picture.title): \(step), \(frame.phase.rawValue)"))</title>\n"
    svg += "<desc>\(Markup.escaped(frame.description(in: picture.diagram)))</desc>\n"
    svg += SVGStyle.element
    // Painted on dark pages alone; readers without styles paint nothing either.
    svg += "<rect class=\"ground\" width=\"100%\" height=\"100%\" fill=\"none\"/>\n"
    svg += "<g class=\"caption\">\n"
    for line in picture.lines(of: frame.caption) {
      let y = Picture.CaptionMetrics.margin + line.bottom - 7
      svg += text(line.text, class: line.part.rawValue, x: Picture.CaptionMetrics.margin, y: y)
    }
    svg += "</g>\n"
    let origin = picture.origin
    svg +=
      "<g class=\"\(frame.phase.rawValue)\" transform=\"translate(\(Markup.number(origin.x)),\(Markup.number(origin.y)))\">\n"
    svg += groups
    // Live edges are painted last, so that no pale one crosses them.
    for isLive in [false, true] {
      for (edge, state) in frame.edges.enumerated() where (state.emphasis == .current) == isLive {
        paintEdge(edge, state, backward: isLive && frame.phase == .backward, into: &svg)
      }
    }
    for (card, state) in frame.cards.enumerated() { paintCard(card, state, into: &svg) }
    svg += "</g>\n</svg>\n"
    return svg
  }

  // MARK: - Edges

  private func paintEdge(
    _ edge: Int,
    _ state: Frame.Edge,
    backward: Bool,
    into svg: inout String
  ) {
    let (operand, operation, slot) = (
      picture.diagram.edges[edge].operand, picture.diagram.edges[edge].operation,
      picture.diagram.edges[edge].slot
    )
    let isLive = state.emphasis == .current
    let arrow = Arrowhead(
      on: picture.layout.curves[edge],
      atStart: backward,
      isLive ? .heavy : .thin
    )
    let cards = picture.diagram.cards
    let id = "edge-\(cards[operand].id)-\(cards[operation].id)-\(slot)"
    svg += "<g id=\"\(Markup.escaped(id))\" class=\"edge \(state.emphasis.className)\">"
    svg += "<path d=\"\(path(arrow.line))\"/>"
    svg += "<polygon points=\"\(arrow.corners.map(point).joined(separator: " "))\"/>"
    if let label = state.label {
      let place = picture.layout.labels[edge]
      svg += text(
        label,
        class: "local",
        x: place.midX,
        y: place.midY + 4.5,
        anchor: .middle,
        lineBreak: false
      )
    }
    svg += "</g>\n"
  }

  private func path(_ curve: Curve) -> String {
    var path = "M\(point(curve.start))"
    for (position, place) in curve.points.dropFirst().enumerated() {
      path += position % 3 == 0 ? "C" : " "
      path += point(place)
    }
    return path
  }

  private func point(_ point: Point) -> String {
    "\(Markup.number(point.x)),\(Markup.number(point.y))"
  }

  // MARK: - Cards

  private func paintCard(_ index: Int, _ state: Frame.Card, into svg: inout String) {
    let card = picture.diagram.cards[index]
    let box = picture.layout.boxes[index]
    let output = card.isOutput ? " output" : ""
    svg += "<g id=\"node-\(Markup.escaped(card.id))\" class=\"node \(card.kind.rawValue)\(output)"
    svg += " \(state.emphasis.className)\">"
    if let arrival = state.arrival {
      let words = "\(card.name.plain): \(arrival.words) contributions have arrived"
      svg += "<title>\(Markup.escaped(words))</title>"
    }
    if state.emphasis == .current {
      svg += Self.rectangle(box.insetBy(-4), radius: Self.radius(card) + 4, class: "halo")
    }
    svg += heads[index]
    guard card.valueSize != .zero else {
      svg += "</g>\n"
      return
    }
    let top = box.y + CardMetrics.headHeight + CardMetrics.bodyPadding
    let height = max(card.valueSize.height, card.gradientSize.height)
    if let value = state.value {
      let y = top + (height - value.size.height) / 2
      paint(value, class: "value", x: box.x + CardMetrics.padding, y: y, into: &svg)
    }
    if let gradient = state.gradient {
      let x = box.maxX - CardMetrics.padding - card.endingWidth - card.gradientSize.width
      let mark = x - card.openingWidth - CardMetrics.markWidth / 2
      svg += "<text class=\"mark\" x=\"\(Markup.number(mark))\""
      svg +=
        " y=\"\(Markup.number(top + height / 2 + 5))\" text-anchor=\"middle\">\(picture.diagram.mark)</text>"
      let y = top + (height - gradient.size.height) / 2
      paint(gradient, class: "gradient", x: x, y: y, into: &svg)
      if let arrival = state.arrival {
        paint(arrival, around: gradient.size, x: x, y: y, into: &svg)
      }
    }
    svg += "</g>\n"
  }

  /// An open bracket as high as the numbers, and the count behind them.
  private func paint(
    _ arrival: Arrival,
    around size: Size,
    x: Double,
    y: Double,
    into svg: inout String
  ) {
    let (top, bottom) = (y + 1, y + size.height - 1)
    let (tip, back) = (Markup.number(x - 3), Markup.number(x - CardMetrics.openingWidth + 0.5))
    svg += "<g class=\"gradient\"><path class=\"bracket open\" d=\"M\(tip),\(Markup.number(top))"
    svg += "C\(back),\(Markup.number(top + 5)) \(back),\(Markup.number(bottom - 5))"
    svg += " \(tip),\(Markup.number(bottom))\"/></g>"
    let end = Markup.number(x + size.width + CardMetrics.endingGap)
    let baseline = Markup.number(y + size.height / 2 + 4)
    svg += "<text class=\"count\" x=\"\(end)\" y=\"\(baseline)\">"
    svg += Markup.escaped(arrival.ending) + "</text>"
  }

  private func paint(
    _ block: NumberBlock,
    class name: String,
    x: Double,
    y: Double,
    into svg: inout String
  ) {
    let size = block.size
    let inset = block.isBracketed ? CardMetrics.bracketWidth : 0
    svg += "<g class=\"\(name)\">"
    if block.isBracketed {
      let (top, bottom) = (Markup.number(y + 1), Markup.number(y + size.height - 1))
      for (edge, foot) in [(x + 1, 4.0), (x + size.width - 1, -4.0)] {
        svg += "<path class=\"bracket\" d=\"M\(Markup.number(edge + foot)),\(top)"
        svg += "H\(Markup.number(edge))V\(bottom)H\(Markup.number(edge + foot))\"/>"
      }
    }
    for (row, string) in block.rows.enumerated() {
      let baseline = y + Double(row) * CardMetrics.lineHeight + 12.5
      svg += "<text x=\"\(Markup.number(x + inset))\" y=\"\(Markup.number(baseline))\""
      if string.count > 1 {
        svg += " textLength=\"\(Markup.number(size.width - 2 * inset))\""
        svg += " lengthAdjust=\"spacingAndGlyphs\""
      }
      svg += ">\(Markup.escaped(string))</text>"
    }
    svg += "</g>"
  }

  /// The outline and the head of a card.
  private static func head(_ picture: Picture, card index: Int) -> String {
    let card = picture.diagram.cards[index]
    let box = picture.layout.boxes[index]
    var svg = rectangle(box, radius: radius(card), class: "box")
    if card.isOutput {
      svg += rectangle(box.insetBy(3), radius: max(radius(card) - 3, 1), class: "inner")
    }
    let painter = TextPainter(size: CardMetrics.nameSize)
    guard card.valueSize != .zero else {
      return svg
        + painter.element(
          card.name,
          class: "name",
          x: box.midX,
          y: box.midY + 5.5,
          anchor: .middle
        )
    }
    let baseline = box.y + 19
    svg += painter.element(
      card.name,
      class: "name",
      x: box.x + CardMetrics.padding,
      y: baseline
    )
    let shape = TextPainter(size: CardMetrics.shapeSize, face: .monospace)
    svg += shape.element(
      card.shape,
      class: "shape",
      x: box.maxX - CardMetrics.padding,
      y: baseline,
      anchor: .end
    )
    if !card.symbol.runs.isEmpty {
      let size = card.symbol.symbolSize
      let middle = symbolMiddle(card, box)
      let name = size == CardMetrics.signSize ? "symbol sign" : "symbol"
      svg += TextPainter(size: size, face: .sansBold).element(
        card.symbol,
        class: name,
        x: middle,
        y: baseline,
        anchor: .middle
      )
    }
    let rule = box.y + CardMetrics.headHeight
    svg += "<path class=\"rule\" d=\"M\(Markup.number(box.x + 8)),\(Markup.number(rule))"
    svg += "H\(Markup.number(box.maxX - 8))\"/>"
    return svg
  }

  /// The middle of the card, or of what name and shape leave free where one of them is long.
  private static func symbolMiddle(_ card: Diagram.Card, _ box: Rectangle) -> Double {
    let room = CardMetrics.tolerance
    let left =
      box.x + CardMetrics.padding
      + TextMetrics.width(of: card.name, size: CardMetrics.nameSize) * room
    let right =
      box.maxX - CardMetrics.padding - card.shape.shapeWidth
    let half = card.symbol.symbolWidth / 2 + CardMetrics.headGap / 2
    return box.midX - half >= left && box.midX + half <= right ? box.midX : (left + right) / 2
  }

  private static func radius(_ card: Diagram.Card) -> Double {
    switch card.kind {
    case .variable: 2
    case .constant: 2
    case .operation: 9
    }
  }

  private static func rectangle(_ box: Rectangle, radius: Double, class name: String) -> String {
    """
    <rect class="\(name)" x="\(Markup.number(box.x))" y="\(Markup.number(box.y))" \
    width="\(Markup.number(box.width))" height="\(Markup.number(box.height))" \
    rx="\(Markup.number(radius))"/>
    """
  }

  // MARK: - Groups and text

  private static func group(_ picture: Picture, _ index: Int) -> String {
    let box = picture.layout.groups[index]
    // A call whose body is nothing but its argument has no cards to stand around.
    guard box.width > 0 else { return "" }
    let painter = TextPainter(size: Layout.captionTextSize)
    return "<g class=\"group\">" + rectangle(box, radius: 6, class: "frame")
      + painter.element(
        picture.diagram.groups[index].label,
        class: "label",
        x: box.x + 8,
        y: box.y + 14
      ) + "</g>\n"
  }

  private func text(
    _ text: Text,
    class name: String,
    x: Double,
    y: Double,
    anchor: TextPainter.Anchor = .start,
    lineBreak: Bool = true
  ) -> String {
    let size =
      switch name {
      case Picture.Line.Part.header.rawValue: Picture.CaptionMetrics.headerSize
      case Picture.Line.Part.headline.rawValue: Picture.CaptionMetrics.headlineSize
      case Picture.Line.Part.line.rawValue: Picture.CaptionMetrics.lineSize
      default: CardMetrics.labelSize
      }
    return TextPainter(size: size).element(text, class: name, x: x, y: y, anchor: anchor)
      + (lineBreak ? "\n" : "")
  }
}

extension Frame.Emphasis {
  /// The class of an element with this emphasis.
  fileprivate var className: String {
    switch self {
    case .pending: "pending"
    case .current: "step-current"
    case .done: "done"
    }
  }
}
