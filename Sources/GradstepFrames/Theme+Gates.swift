package import GradstepText

/// Cards that are a sign and a wire, as circuits are drawn.
extension Theme {
  /// The theme with numbers at the wire behind a card instead of in it.
  var wired: Theme {
    var theme = self
    theme.card.isGate = true
    theme.card.markWidth = 16
    theme.card.gap = min(theme.card.gap, 16)
    theme.card.rankGap = 38
    theme.type.name = min(theme.type.name, 15)
    // A sign that stands alone in its outline.
    theme.type.sign = 22
    return theme
  }

  /// Gives a card the outline of a gate, and its wire the room that its numbers need.
  func makeGate(of card: inout Diagram.Card) {
    let height = self.card.compactHeight
    let words =
      card.kind == .operation ? symbolWidth(of: card.symbol) : nameWidth(of: card.name)
    let padding = min(self.card.padding, 8)
    let gate = Size(width: max(words + 2 * padding, height).rounded(.up), height: height)
    card.form = .gate(gate)
    let (value, gradient) = (card.valueSize, card.gradientSize)
    let above = labelWidth(of: card) + value.width
    let below =
      gradient.width == 0 ? 0 : beginningWidth(of: card) + gradient.width + endingWidth(of: card)
    let (side, gap) = (self.card.wirePadding, self.card.wireGap)
    let half = max(height / 2, value.height + gap, gradient.height + gap)
    card.size = Size(
      width: (gate.width + max(above, below) + 2 * side).rounded(.up),
      height: (2 * half).rounded(.up)
    )
    // Beside a wire that runs downwards the value stands on the left, and the gradient on the right.
    card.turnedSize = Size(
      width: (2 * max(gate.width / 2, above + side, below + side)).rounded(.up),
      height: (height + max(value.height, gradient.height) + 2 * gap).rounded(.up)
    )
  }

  /// The width of what names the value at a wire: a leaf has its name in its outline.
  package func labelWidth(of card: Diagram.Card) -> Double {
    card.wireLabel.runs.isEmpty ? 0 : nameWidth(of: card.wireLabel) + self.card.wireGap
  }
}

extension Diagram.Card {
  /// What stands before the value at a wire.
  package var wireLabel: Text {
    kind == .operation ? name + Text(" =", .dimmed) : Text()
  }

  /// Makes it small: it says its name alone.
  mutating func makeWord(_ theme: Theme) {
    form = .word
    (valueSize, gradientSize, largestPart, isStacked) = (.zero, .zero, nil, false)
    (size, turnedSize) = (theme.compactSize(of: name), nil)
  }
}
