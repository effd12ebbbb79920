public import GradstepFrames

/// A rectangle of cells.
public struct CellRectangle: Hashable, Sendable {
  /// From left to right.
  public var columns: Range<Int>
  /// From top to bottom.
  public var rows: Range<Int>

  /// A rectangle of the cells in some columns and rows.
  public init(columns: Range<Int>, rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
  }
}

/// How large the boxes of cards are, in cells.
enum CellMetrics {
  /// A cell in points.
  static let cell = Size(width: 8, height: 16)
  /// The border and the air on both sides of a label.
  static let padding = 4
  /// The borders and the label between them.
  static let leastRows = 3

  /// How many columns a box takes; from top to bottom operands need columns apart to enter by.
  static func columns(_ label: CardLabel, operands: Int, _ direction: Direction) -> Int {
    let columns = label.columns + padding
    return direction == .topToBottom ? max(columns, 2 * operands + 1) : columns
  }

  /// How many rows a box takes; from left to right each operand needs one to enter by.
  static func rows(operands: Int, _ direction: Direction) -> Int {
    direction == .leftToRight ? max(leastRows, operands) : leastRows
  }
}

extension Diagram {
  /// The diagram with cards as large as a terminal needs them: name and symbol in a box, edges
  /// without labels, and no groups. A cell is 8 points wide and 16 high.
  public func inCells(isASCII: Bool) -> Diagram {
    let operandCounts = operandCounts
    var diagram = self
    diagram.groups = []
    for index in diagram.edges.indices { diagram.edges[index].labelSize = .zero }
    for (index, card) in cards.enumerated() {
      let label = CardLabel(card, isASCII: isASCII)
      let count = operandCounts[index]
      // Room for either direction: which one it will be is not known yet.
      let columns = CellMetrics.columns(label, operands: count, .topToBottom)
      let rows = CellMetrics.rows(operands: count, .leftToRight)
      diagram.cards[index].size = Size(
        width: Double(columns) * CellMetrics.cell.width,
        height: Double(rows) * CellMetrics.cell.height
      )
      diagram.cards[index].group = nil
    }
    return diagram
  }

  /// How many operands each card has.
  var operandCounts: [Int] {
    edges.reduce(into: Array(repeating: 0, count: cards.count)) { $0[$1.operation] += 1 }
  }
}
