package import GradstepFrames
import GradstepLayout

extension Diagram {
  /// The diagram with cards as large as a terminal needs them, to be laid out from left to right with
  /// `Spacing.cells`.
  ///
  /// A card is a name and a symbol in a box; edges have no labels, and there are no groups. A cell
  /// is 8 points wide and 16 high.
  package func inCells(isASCII: Bool) -> Diagram {
    let operandCounts = operandCounts
    var diagram = self
    diagram.groups = []
    for index in diagram.edges.indices { diagram.edges[index].labelSize = .zero }
    for (index, card) in cards.enumerated() {
      let label = CardLabel(card, isASCII: isASCII)
      // With room for the mark beside the label the lines of some graphs take fewer rows.
      let mark = label.markColumns > 0 ? label.markColumns + 1 : 0
      let columns = label.columns + 4 + mark
      let rows = CellMetrics.rows(operands: operandCounts[index])
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
