import GradstepFrames
import GradstepLayout
import GradstepText

/// Where everything of a card, an edge, a group and a caption stands.
extension Picture {
  /// The lines of the caption of a step, on the canvas.
  func marks(ofCaption step: Int) -> [Mark] {
    let measures = theme.caption
    let lines = captions[step].map { line in
      let y = measures.margin + line.bottom - measures.descent
      return Mark.line(line.text, line.role, x: measures.margin, y: y)
    }
    return lines + legend.map { .line($0.text, $0.role, x: measures.margin, y: $0.bottom) }
  }

  // MARK: - Groups and edges

  /// The frame around a call, and its caption.
  func marks(ofGroup index: Int) -> [Mark] {
    let box = layout.groups[index]
    // A call whose body is nothing but its argument has no cards to stand around.
    guard box.width > 0 else { return [] }
    let measures = theme.group
    let caption = layout.captions[index]
    let (x, y) = (caption.x + measures.captionInset, caption.y + measures.captionBaseline)
    return [
      .box(.frame, box, radius: measures.radius),
      .line(diagram.groups[index].label, .label, x: x, y: y),
    ]
  }

  /// An edge with its tip, at rest or at work; with a local gradient, what shows where that belongs.
  func marks(ofEdge index: Int, flow: Frame.Flow?, local label: Text? = nil) -> [Mark] {
    let (curve, place) = (layout.curves[index], layout.labels[index])
    let arrow = flow == nil ? theme.lines.arrow : theme.lines.heavyArrow
    let isBackward = flow == .toOperand
    // The line ends within the tip, and never shows before it.
    let cut = arrow.length - 1
    let line = curve.trimmed(atStart: isBackward ? cut : 0, atEnd: isBackward ? 0 : cut)
    let (tip, base) = isBackward ? (curve.start, line.start) : (curve.end, line.end)
    let direction = (tip - base).normalized ?? Point(x: 0, y: 1)
    let foot = tip - arrow.length * direction
    let side = arrow.width / 2 * direction.perpendicular
    let point = Mark.path(.tip, .polygon([tip, foot + side, foot - side]))
    let slots = marks(ofSlotOf: index)
    guard let label else { return [.path(.edge, .curve(line.points)), point] + slots }
    let rest = line.interrupted(by: place)
    let lines = rest.map { [$0.before, $0.behind] } ?? [line]
    let leader = curve.leader(to: place, tolerance: theme.labelTolerance)
      .map { Mark.path(.leader, .lines([$0.label, $0.curve])) }
    return lines.map { .path(.edge, .curve($0.points)) } + [point] + (leader.map { [$0] } ?? [])
      + slots + [mark(ofLocal: label, at: place)]
  }

  /// The number of the slot that an edge leads into, where its place does not tell that.
  private func marks(ofSlotOf edge: Int) -> [Mark] {
    layout.slots.filter { $0.edge == edge }.map { slot in
      let number = Text(String(diagram.edges[edge].slot + 1))
      let y = slot.place.maxY - theme.lines.slotDrop
      return .line(number, .label, x: slot.place.center.x, y: y, .middle)
    }
  }

  /// The local gradient of an edge.
  private func mark(ofLocal label: Text, at place: Rectangle) -> Mark {
    let center = place.center
    return .line(label, .local, x: center.x, y: center.y + theme.lines.labelDrop, .middle)
  }

  // MARK: - Cards

  /// What shines around a card at work.
  func halo(ofCard index: Int) -> Mark {
    let inset = theme.card.haloInset
    let (outline, radius) = outline(ofCard: index)
    return .box(.halo, outline.insetBy(-inset), radius: radius + inset)
  }

  /// The outline of a card, and how round its corners are.
  private func outline(ofCard index: Int) -> (box: Rectangle, radius: Double) {
    let (card, box) = (diagram.cards[index], layout.boxes[index])
    guard case .gate(let size) = card.form else { return (box, radius(card.kind)) }
    let round = card.kind == .operation ? size.height / 2 : radius(card.kind)
    switch layout.direction {
    case .leftToRight:
      return (Rectangle(x: box.x, y: box.midY - size.height / 2, size: size), round)
    case .topToBottom:
      return (Rectangle(x: box.midX - size.width / 2, y: box.y, size: size), round)
    }
  }

  /// The outline and the head of a card, which never change.
  func marks(ofHead index: Int) -> [Mark] {
    let (card, measures) = (diagram.cards[index], theme.card)
    let (box, radius) = outline(ofCard: index)
    var marks = [Mark.box(.box, box, radius: radius)]
    if card.isOutput {
      let inset = measures.innerInset
      marks.append(.box(.inner, box.insetBy(inset), radius: max(radius - inset, 1)))
    }
    switch card.form {
    case .full: return marks + self.marks(ofFullHead: card, in: box)
    case .word: return marks + [word(card.name, .name, in: box)]
    case .gate:
      let isLeaf = card.kind != .operation
      let sign =
        isLeaf
        ? word(card.name, .name, in: box) : word(card.symbol, role(of: card.symbol), in: box)
      return marks + [sign] + self.marks(ofWire: card, from: box, to: layout.boxes[index])
    }
  }

  /// A word in the middle of its outline.
  private func word(_ text: Text, _ role: Mark.Role, in box: Rectangle) -> Mark {
    .line(text, role, x: box.midX, y: box.midY + theme.card.compactDrop, .middle)
  }

  private func role(of symbol: Text) -> Mark.Role { theme.isSign(symbol) ? .sign : .symbol }

  /// Name, symbol and shape, and the rule below them.
  private func marks(ofFullHead card: Diagram.Card, in box: Rectangle) -> [Mark] {
    let measures = theme.card
    let y = box.y + measures.headBaseline
    var marks = [Mark.line(card.name, .name, x: box.x + measures.padding, y: y)]
    if !card.shape.runs.isEmpty {
      marks.append(.line(card.shape, .shape, x: box.maxX - measures.padding, y: y, .end))
    }
    if !card.symbol.runs.isEmpty {
      let x = symbolMiddle(card, box)
      marks.append(.line(card.symbol, role(of: card.symbol), x: x, y: y, .middle))
    }
    let rule = box.y + measures.headHeight
    let ends = [box.x + measures.ruleInset, box.maxX - measures.ruleInset]
    marks.append(.path(.rule, .lines(ends.map { Point(x: $0, y: rule) })))
    return marks
  }

  /// The wire that leaves a gate, and the name of what it carries.
  private func marks(
    ofWire card: Diagram.Card,
    from gate: Rectangle,
    to box: Rectangle
  ) -> [Mark] {
    let ends =
      switch layout.direction {
      case .leftToRight: [Point(x: gate.maxX, y: box.midY), Point(x: box.maxX, y: box.midY)]
      case .topToBottom: [Point(x: box.midX, y: gate.maxY), Point(x: box.midX, y: box.maxY)]
      }
    let wire = Mark.path(.wire, .lines(ends))
    guard !card.wireLabel.runs.isEmpty else { return [wire] }
    let value = numberPlaces(of: card, in: box).value
    let x = value.x - theme.labelWidth(of: card)
    return [wire, .line(card.wireLabel, .name, x: x, y: value.midY + theme.card.markDrop)]
  }

  /// The middle of the card, or of what name and shape leave free where one of them is long.
  private func symbolMiddle(_ card: Diagram.Card, _ box: Rectangle) -> Double {
    let left = box.x + theme.card.padding + theme.nameWidth(of: card.name)
    let right = box.maxX - theme.card.padding - theme.shapeWidth(of: card.shape)
    let half = theme.symbolWidth(of: card.symbol) / 2 + theme.card.headGap / 2
    return box.midX - half >= left && box.midX + half <= right ? box.midX : (left + right) / 2
  }

  private func radius(_ kind: Diagram.Kind) -> Double {
    switch kind {
    case .variable, .constant: theme.card.leafRadius
    case .operation: theme.card.operationRadius
    }
  }

  /// The numbers below the head of a card, and those of its parts.
  func marks(ofNumbers state: Frame.Card, card index: Int) -> [Mark] {
    let (card, box) = (diagram.cards[index], layout.boxes[index])
    guard card.form != .word else { return [] }
    let (value, gradient) = numberPlaces(of: card, in: box)
    let numbers = Numbers(
      value: state.value,
      gradient: state.gradient,
      arrival: state.arrival,
      isAwaited: card.kind == .variable && card.gradientSize.width > 0,
      opening: theme.openingWidth(of: card)
    )
    return marks(of: numbers, value, gradient)
      + zip(card.parts, state.parts).flatMap { marks(of: $0, $1, in: box) }
  }

  /// A row of a card: its name and its numbers, or what stands there in their place.
  private func marks(
    of part: Diagram.Part,
    _ state: Frame.Card.Part,
    in box: Rectangle
  ) -> [Mark] {
    let y = box.y + part.y
    let (value, gradient) = (part.valueSize, part.gradientSize)
    func place(_ x: Double, _ size: Size) -> Rectangle {
      Rectangle(x: box.x + x, y: y, width: size.width, height: part.height)
    }
    let numbers = Numbers(
      value: state.value,
      gradient: state.gradient,
      arrival: state.arrival,
      isAwaited: part.isVariable && gradient.width > 0,
      opening: part.largestPart == nil ? 0 : theme.card.openingWidth
    )
    let x = box.x + theme.card.padding
    let line = y + part.height / 2 + theme.card.markDrop
    let ends = [box.x + theme.card.ruleInset, box.maxX - theme.card.ruleInset]
    let rule = y - theme.card.bodyPadding / 2
    let row: [Mark] =
      [
        .path(.rule, .lines(ends.map { Point(x: $0, y: rule) })),
        .line(state.name ?? part.name, .name, x: x, y: line),
      ] + marks(of: numbers, place(part.valueX, value), place(part.gradientX, gradient))
    return [.group(.row, row)]
  }

  /// What a card or a part of one shows, and how much room an open bracket has.
  private struct Numbers {
    var value: NumberBlock?
    var gradient: NumberBlock?
    var arrival: Arrival?
    var isAwaited: Bool
    var opening: Double
  }

  /// A value and a gradient, each in its place.
  private func marks(of numbers: Numbers, _ value: Rectangle, _ gradient: Rectangle) -> [Mark] {
    let measures = theme.card
    var marks: [Mark] = []
    if let block = numbers.value {
      marks.append(.group(.value, self.marks(of: block, in: value)))
    }
    let x = gradient.x - numbers.opening - measures.markWidth / 2
    let y = gradient.midY + measures.markDrop
    func mark(_ role: Mark.Role) -> [Mark] {
      diagram.mark.isEmpty ? [] : [.line(Text(diagram.mark), role, x: x, y: y, .middle)]
    }
    if let block = numbers.gradient {
      marks += mark(.mark)
      marks.append(.group(.gradient, self.marks(of: block, in: gradient)))
      if let arrival = numbers.arrival {
        let size = theme.size(of: block)
        let y = gradient.y + (gradient.height - size.height) / 2
        marks += self.marks(of: arrival, around: Rectangle(x: gradient.x, y: y, size: size))
      }
    } else if numbers.isAwaited, numbers.value != nil {
      // A variable waits through the whole way forward, and is not to look half empty.
      marks += mark(.awaited)
      if value.height > 1.5 * measures.lineHeight, !measures.measure.isHeat {
        marks += brackets(around: gradient).map { .path(.place, $0) }
      }
    }
    return marks
  }

  /// Where the numbers of the value and of the gradient stand, side by side or one below the other.
  private func numberPlaces(
    of card: Diagram.Card,
    in box: Rectangle
  ) -> (value: Rectangle, gradient: Rectangle) {
    if case .gate(let size) = card.form { return wirePlaces(of: card, behind: size, in: box) }
    let (left, top) = (
      box.x + theme.card.padding, box.y + theme.card.headHeight + theme.card.bodyPadding
    )
    var value = Rectangle(x: left, y: top, size: card.valueSize)
    var gradient = Rectangle(x: left, y: top, size: card.gradientSize)
    guard gradient.width > 0 else { return (value, gradient) }
    if card.isStacked {
      value.x += theme.beginningWidth(of: card)
      gradient.x = value.x
      gradient.y += value.height + theme.card.stackGap
    } else {
      value.height = max(value.height, gradient.height)
      gradient.height = value.height
      gradient.x =
        box.maxX - theme.card.padding - theme.endingWidth(of: card) - gradient.width
    }
    return (value, gradient)
  }

  /// The value above the wire of a gate and the gradient below it; beside a wire that runs downwards
  /// on the left and on the right.
  private func wirePlaces(
    of card: Diagram.Card,
    behind gate: Size,
    in box: Rectangle
  ) -> (value: Rectangle, gradient: Rectangle) {
    let (value, gradient, label) = (card.valueSize, card.gradientSize, theme.labelWidth(of: card))
    let (gap, side) = (theme.card.wireGap, theme.card.wirePadding)
    let before = gradient.width == 0 ? 0 : theme.beginningWidth(of: card)
    switch layout.direction {
    case .leftToRight:
      let x = box.x + gate.width + side
      return (
        Rectangle(x: x + label, y: box.midY - gap - value.height, size: value),
        Rectangle(x: x + before, y: box.midY + gap, size: gradient)
      )
    case .topToBottom:
      let y = box.y + gate.height + gap
      return (
        Rectangle(x: box.midX - side - value.width, y: y, size: value),
        Rectangle(x: box.midX + side + before, y: y, size: gradient)
      )
    }
  }

  /// An open bracket as high as the numbers, and the count behind them.
  private func marks(of arrival: Arrival, around box: Rectangle) -> [Mark] {
    let (top, bottom) = (box.minY + 1, box.maxY - 1)
    let (tip, back) = (box.x - 3, box.x - theme.card.openingWidth + 0.5)
    let end = Point(x: box.maxX + theme.card.endingGap, y: box.midY + theme.card.countDrop)
    let curve = [
      Point(x: tip, y: top), Point(x: back, y: top + 5), Point(x: back, y: bottom - 5),
      Point(x: tip, y: bottom),
    ]
    return [
      .group(.gradient, [.path(.opening, .curve(curve))]),
      .line(Text(arrival.ending), .count, x: end.x, y: end.y),
    ]
  }

  /// Brackets at the sides of a box.
  private func brackets(around box: Rectangle) -> [Mark.Path] {
    let (top, bottom, foot) = (box.minY + 1, box.maxY - 1, theme.card.bracketFoot)
    return [(box.minX + 1, foot), (box.maxX - 1, -foot)].map { edge, foot in
      let corners = [(edge + foot, top), (edge, top), (edge, bottom), (edge + foot, bottom)]
      return .lines(corners.map { Point(x: $0, y: $1) })
    }
  }

  /// Rows of numbers in their brackets, in the middle of the height that they have.
  private func marks(of block: NumberBlock, in place: Rectangle) -> [Mark] {
    let (size, measures) = (theme.size(of: block), theme.card)
    let (x, y) = (place.x, place.y + (place.height - size.height) / 2)
    let inset = block.isBracketed ? measures.bracketWidth : 0
    if let text = block.text {
      let mark = Mark.line(text, .expression, x: place.x, y: y + measures.lineBaseline)
      return [mark]
    }
    if let heat = block.heat { return self.marks(of: heat, x: x, y: y) }
    var marks: [Mark] = []
    if block.isBracketed {
      marks += brackets(around: Rectangle(x: x, y: y, size: size)).map { .path(.bracket, $0) }
    }
    for (row, string) in block.rows.enumerated() {
      let baseline = y + Double(row) * measures.lineHeight + measures.lineBaseline
      let width = size.width - 2 * inset
      marks.append(.line(Text(string), .number, x: x + inset, y: baseline, width: width))
    }
    return marks
  }
}

extension Mark {
  /// A line of text at a place.
  fileprivate static func line(
    _ text: Text,
    _ role: Role,
    x: Double,
    y: Double,
    _ anchor: Anchor = .start,
    width: Double? = nil
  ) -> Mark {
    .text(Line(text: text, role: role, place: Point(x: x, y: y), anchor: anchor, width: width))
  }
}

extension Rectangle {
  fileprivate init(x: Double, y: Double, size: Size) {
    self.init(x: x, y: y, width: size.width, height: size.height)
  }
}
