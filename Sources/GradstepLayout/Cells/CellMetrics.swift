package import GradstepFrames

/// How large boxes are and how far apart, in cells.
package struct CellMetrics {
  /// Whether to leave out what is there for looks, so that more fits on a screen.
  package let isTight: Bool

  package init(isTight: Bool) { self.isTight = isTight }

  /// A cell in points.
  package static let cell = Size(width: 8, height: 16)

  /// How many rows a box takes: each operand needs one to enter by.
  package static func rows(operands: Int) -> Int { max(3, operands) }

  /// The columns between a rank and the first track behind it.
  ///
  /// Where there are none, arrowheads stand in the borders of operands.
  package var stub: Int { isTight ? 0 : 1 }

  /// The columns between two ranks: the stub, the tracks, and one for the arrowheads.
  package func rankGap(tracks: Int) -> Int { stub + max(2, tracks + 1) }
}
