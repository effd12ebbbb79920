import GradstepText

/// The same look in less width.
extension Theme {
  /// The theme, and what makes ever narrower pictures in the same colours.
  package var narrowings: [Narrowing] {
    [
      Narrowing(self), Narrowing(stacked), Narrowing(dense),
      Narrowing(dense, repeatsLeaves: true),
      Narrowing(densest, repeatsLeaves: true, mostDigits: 3),
    ]
  }

  /// What is done for a picture to need less width.
  package struct Narrowing: Sendable {
    /// How it looks.
    package let theme: Theme
    /// Whether leaves are repeated where they are used.
    package let repeatsLeaves: Bool
    /// How many significant digits numbers have at most.
    package let mostDigits: Int

    /// A look, and what else is done.
    package init(_ theme: Theme, repeatsLeaves: Bool = false, mostDigits: Int = .max) {
      self.theme = theme
      self.repeatsLeaves = repeatsLeaves
      self.mostDigits = mostDigits
    }
  }

  /// Gradients stand below their values where that makes a card narrower.
  private var stacked: Theme {
    var theme = self
    theme.card.isStacking = true
    theme.card.markWidth = 20
    return theme
  }

  /// Matrices are cut earlier, and there is less air; the smallest type is larger, since the picture
  /// may be shown smaller.
  private var dense: Theme {
    var theme = stacked
    theme.card.measure = NumberBlock.Measure(largestSide: 4, columnGap: 1)
    theme.card.gap = 14
    theme.card.namesEverySet = false
    theme.card.padding = 6
    theme.card.headHeight = 24
    theme.card.headBaseline = 17
    theme.card.headGap = 8
    theme.card.ruleInset = 5
    theme.card.bodyPadding = 5
    theme.card.lineHeight = 15
    theme.card.lineBaseline = 11.5
    theme.card.bracketWidth = 5
    theme.card.bracketFoot = 3
    theme.card.markWidth = 14
    theme.card.stackGap = 5
    theme.card.compactHeight = 26
    theme.type.name = 16
    theme.type.sign = 16
    theme.type.shape = 12
    theme.type.mark = 15
    theme.type.count = 12
    return theme
  }

  /// As little air as can be, and names in place of long local gradients.
  private var densest: Theme {
    var theme = dense
    theme.card.padding = 5
    theme.card.gap = 8
    theme.card.bracketWidth = 4
    theme.card.markWidth = 12
    theme.caption.margin = 10
    theme.longestLocal = 80
    return theme
  }

  /// The smallest type of a picture, without subscripts and superscripts.
  package var smallestType: Double {
    [
      type.header, type.headline, type.line, type.name, type.symbol, type.sign, type.shape,
      type.number, type.mark, type.count, type.local, type.label,
    ].min() ?? 0
  }
}
