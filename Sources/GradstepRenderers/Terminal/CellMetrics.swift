import GradstepFrames

/// How large boxes are and how far apart, in cells.
struct CellMetrics {
  /// Whether to leave out what is there for looks, so that more fits on a screen.
  let isTight: Bool

  /// A cell in points.
  static let cell = Size(width: 8, height: 16)

  /// How many columns a box takes: those of its label, or of the mark in its lower border.
  func columns(_ label: CardLabel) -> Int {
    max(label.columns + (isTight ? 2 : 4), label.markColumns + 2)
  }

  /// How many rows a box takes: each operand needs one to enter by.
  static func rows(operands: Int) -> Int { max(3, operands) }

  /// The columns between a rank and the first track behind it.
  ///
  /// Where there are none, arrowheads stand in the borders of operands.
  var stub: Int { isTight ? 0 : 1 }

  /// The columns between two ranks: the stub, the tracks, and one for the arrowheads.
  func rankGap(tracks: Int) -> Int { stub + max(2, tracks + 1) }
}
