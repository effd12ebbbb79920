import GradstepFrames

/// How large boxes are and how far apart, in cells.
struct CellMetrics {
  let direction: Direction
  /// Whether to leave out what is there for looks, so that more fits on a screen.
  let isTight: Bool

  init(_ direction: Direction, isTight: Bool) {
    self.direction = direction
    self.isTight = isTight
  }

  /// A cell in points.
  static let cell = Size(width: 8, height: 16)

  /// How many columns a box takes; from top to bottom operands need columns apart to enter by.
  ///
  /// The mark of a gradient stands in the lower border, or behind the label where lines cross that.
  func columns(_ label: CardLabel, operands: Int) -> Int {
    let columns = label.columns + (isTight ? 2 : 4)
    switch direction {
    case .leftToRight: return label.markColumns > 0 ? max(columns, label.markColumns + 2) : columns
    case .topToBottom: return max(columns + markRoom(label), 2 * operands + 1)
    }
  }

  /// The columns behind a label for the mark of a gradient, and a blank before it.
  func markRoom(_ label: CardLabel) -> Int {
    direction == .topToBottom && label.markColumns > 0 ? label.markColumns + 1 : 0
  }

  /// How many rows a box takes; from left to right each operand needs one to enter by.
  func rows(operands: Int) -> Int {
    direction == .leftToRight ? max(3, operands) : 3
  }

  /// The cells that neighbors on a rank keep between them at least.
  var cardGap: Int { direction == .topToBottom ? 1 : 0 }

  /// The cells between a rank and the first track behind it.
  ///
  /// Where there are none, as rows are few, arrowheads stand in the borders of operands.
  var stub: Int { direction == .leftToRight && !isTight ? 1 : 0 }

  /// The cells between two ranks: the stub, the tracks, and one for the arrowheads.
  func rankGap(tracks: Int) -> Int {
    let least = direction == .topToBottom ? 1 : isTight ? 2 : 3
    return max(least, stub + tracks + 1)
  }
}
