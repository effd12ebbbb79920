import GradstepText
import GradstepTrace

extension LessonView {
  /// The steps with tints in the places of numbers.
  public static let cells = LessonView(
    name: "cells",
    summary: "vectors and matrices as tinted cells: hue for the sign, depth for the size",
    storyboard: { start, theme, _ in
      var theme = theme
      theme.card.measure.isHeat = true
      return Storyboard(start.restarted(showing: theme), theme: theme)
    },
    pictures: .steps
  )
}
