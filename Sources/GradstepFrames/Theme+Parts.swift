import GradstepText

/// Cards that stand for several nodes.
extension Theme {
  /// Gives a card room for parts below its own numbers, their values and gradients in columns.
  ///
  /// - Parameters:
  ///   - parts: the parts, from top to bottom
  ///   - names: the names of what is ever at work in the last part
  ///   - resting: what stands there where nothing is at work
  ///   - card: the card
  func add(
    _ parts: [Diagram.Part],
    names: [Text],
    resting: Text,
    to card: inout Diagram.Card
  ) {
    let (padding, gap) = (self.card.padding, self.card.bodyPadding)
    let nameWidths = (parts.map { $0.name } + names).map { nameWidth(of: $0) }
    let (values, gradients) = (parts.map { $0.valueSize }, parts.map { $0.gradientSize })
    let opening = parts.map { $0.largestPart == nil ? 0 : self.card.openingWidth }.max() ?? 0
    let before = self.card.markWidth + opening
    let valueX = padding + (nameWidths.max() ?? 0) + gap
    let gradientX = valueX + (values.map { $0.width }.max() ?? 0) + before
    let ending = parts.map { endingWidth(of: $0.largestPart) }.max() ?? 0
    let end = gradientX + (gradients.map { $0.width }.max() ?? 0) + ending + padding
    var y = card.size.height
    for var part in parts {
      part.height = max(part.valueSize.height, part.gradientSize.height, self.card.lineHeight + 4)
      (part.valueX, part.gradientX, part.y) = (valueX, gradientX, y + gap)
      y += part.height + gap
      card.parts.append(part)
    }
    let rest = nameWidth(of: resting) + 2 * padding
    let head =
      nameWidth(of: card.name) + symbolWidth(of: card.symbol) + shapeWidth(of: card.shape)
      + 2 * self.card.headGap + 2 * padding
    card.size.width = max(card.size.width, end, rest, head).rounded(.up)
    card.size.height = y + gap + (card.isOutput ? self.card.innerInset : 0)
  }
}
