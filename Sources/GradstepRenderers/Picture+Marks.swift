import GradstepFrames
import GradstepLayout
import GradstepText

/// Where everything of a card, an edge, a group and a caption stands.
extension Picture {
  /// The lines of the caption of a step, on the canvas.
  func marks(ofCaption step: Int) -> [Mark] {
    let measures = theme.caption
    return captions[step].map { line in
      let y = measures.margin + line.bottom - measures.descent
      return .text(
        Mark.Line(text: line.text, role: line.role, place: Point(x: measures.margin, y: y))
      )
    }
  }

  // MARK: - Groups and edges

  /// The frame around a call, and its caption.
  func marks(ofGroup index: Int) -> [Mark] {
    let box = layout.groups[index]
    // A call whose body is nothing but its argument has no cards to stand around.
    guard box.width > 0 else { return [] }
    let place = Point(x: box.x + theme.group.captionInset, y: box.y + theme.group.captionBaseline)
    return [
      .box(.frame, box, radius: theme.group.radius),
      .text(Mark.Line(text: diagram.groups[index].label, role: .label, place: place)),
    ]
  }

  /// An edge with its tip, at rest or at work.
  func marks(of curve: Curve, flow: Frame.Phase.Flow?) -> [Mark] {
    let arrow = flow == nil ? theme.lines.arrow : theme.lines.heavyArrow
    let isBackward = flow == .toOperand
    // The line ends within the tip, and never shows before it.
    let cut = arrow.length - 1
    let line = curve.trimmed(atStart: isBackward ? cut : 0, atEnd: isBackward ? 0 : cut)
    let (tip, base) = isBackward ? (curve.start, line.start) : (curve.end, line.end)
    let direction = (tip - base).normalized ?? Point(x: 0, y: 1)
    let foot = tip - arrow.length * direction
    let side = arrow.width / 2 * direction.perpendicular
    return [
      .path(.edge, .curve(line.points)), .path(.tip, .polygon([tip, foot + side, foot - side])),
    ]
  }

  /// The local gradient beside an edge.
  func mark(ofLocal label: Text, at index: Int) -> Mark {
    let center = layout.labels[index].center
    let place = Point(x: center.x, y: center.y + theme.lines.labelDrop)
    return .text(Mark.Line(text: label, role: .local, place: place, anchor: .middle))
  }

  // MARK: - Cards

  /// What shines around a card at work.
  func halo(ofCard index: Int) -> Mark {
    let inset = theme.card.haloInset
    let radius = radius(diagram.cards[index].kind) + inset
    return .box(.halo, layout.boxes[index].insetBy(-inset), radius: radius)
  }

  /// The outline and the head of a card, which never change.
  func marks(ofHead index: Int) -> [Mark] {
    let (card, box, measures) = (diagram.cards[index], layout.boxes[index], theme.card)
    let radius = radius(card.kind)
    var marks = [Mark.box(.box, box, radius: radius)]
    if card.isOutput {
      let inset = measures.innerInset
      marks.append(.box(.inner, box.insetBy(inset), radius: max(radius - inset, 1)))
    }
    func add(_ text: Text, _ role: Mark.Role, _ x: Double, _ y: Double, _ anchor: Mark.Anchor) {
      let place = Point(x: x, y: y)
      marks.append(.text(Mark.Line(text: text, role: role, place: place, anchor: anchor)))
    }
    guard card.valueSize != .zero else {
      add(card.name, .name, box.midX, box.midY + measures.compactDrop, .middle)
      return marks
    }
    let baseline = box.y + measures.headBaseline
    add(card.name, .name, box.x + measures.padding, baseline, .start)
    add(card.shape, .shape, box.maxX - measures.padding, baseline, .end)
    if !card.symbol.runs.isEmpty {
      let role: Mark.Role = theme.isSign(card.symbol) ? .sign : .symbol
      add(card.symbol, role, symbolMiddle(card, box), baseline, .middle)
    }
    let rule = box.y + measures.headHeight
    let ends = [box.x + measures.ruleInset, box.maxX - measures.ruleInset]
    marks.append(.path(.rule, .lines(ends.map { Point(x: $0, y: rule) })))
    return marks
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

  /// The numbers below the head of a card.
  func marks(ofNumbers state: Frame.Card, card index: Int) -> [Mark] {
    let (card, box, measures) = (diagram.cards[index], layout.boxes[index], theme.card)
    guard card.valueSize != .zero else { return [] }
    var marks: [Mark] = []
    let top = box.y + measures.headHeight + measures.bodyPadding
    let height = max(card.valueSize.height, card.gradientSize.height)
    if let value = state.value {
      let place = Point(x: box.x + measures.padding, y: top)
      marks.append(.group(.value, self.marks(of: value, at: place, height: height)))
    }
    if let gradient = state.gradient {
      let x =
        box.maxX - measures.padding - theme.endingWidth(of: card) - card.gradientSize.width
      let mark = Point(
        x: x - theme.openingWidth(of: card) - measures.markWidth / 2,
        y: top + height / 2 + measures.markDrop
      )
      marks.append(
        .text(Mark.Line(text: Text(diagram.mark), role: .mark, place: mark, anchor: .middle))
      )
      let place = Point(x: x, y: top)
      marks.append(.group(.gradient, self.marks(of: gradient, at: place, height: height)))
      if let arrival = state.arrival {
        let size = theme.size(of: gradient)
        let y = top + (height - size.height) / 2
        marks += self.marks(of: arrival, around: Rectangle(x: x, y: y, size: size))
      }
    }
    return marks
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
      .text(Mark.Line(text: Text(arrival.ending), role: .count, place: end)),
    ]
  }

  /// Rows of numbers in their brackets, in the middle of a height.
  private func marks(of block: NumberBlock, at corner: Point, height: Double) -> [Mark] {
    let (size, measures) = (theme.size(of: block), theme.card)
    let (x, y) = (corner.x, corner.y + (height - size.height) / 2)
    let inset = block.isBracketed ? measures.bracketWidth : 0
    var marks: [Mark] = []
    if block.isBracketed {
      let (top, bottom, foot) = (y + 1, y + size.height - 1, measures.bracketFoot)
      for (edge, foot) in [(x + 1, foot), (x + size.width - 1, -foot)] {
        let corners = [(edge + foot, top), (edge, top), (edge, bottom), (edge + foot, bottom)]
        marks.append(.path(.bracket, .lines(corners.map { Point(x: $0, y: $1) })))
      }
    }
    for (row, string) in block.rows.enumerated() {
      let baseline = y + Double(row) * measures.lineHeight + measures.lineBaseline
      marks.append(
        .text(
          Mark.Line(
            text: Text(string),
            role: .number,
            place: Point(x: x + inset, y: baseline),
            width: size.width - 2 * inset
          )
        )
      )
    }
    return marks
  }
}

extension Rectangle {
  fileprivate init(x: Double, y: Double, size: Size) {
    self.init(x: x, y: y, width: size.width, height: size.height)
  }
}
