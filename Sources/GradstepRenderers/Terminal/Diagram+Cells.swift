public import GradstepFrames

extension Diagram {
  /// The diagram with cards as large as a terminal needs them, to be laid out with `Spacing.cells`.
  ///
  /// A card is a name and a symbol in a box; edges have no labels, and there are no groups. A cell
  /// is 8 points wide and 16 high.
  public func inCells(isASCII: Bool) -> Diagram {
    let operandCounts = operandCounts
    // Room for either direction: which one it will be is not known yet.
    let (fromTop, fromLeft) =
      (CellMetrics(.topToBottom, isTight: false), CellMetrics(.leftToRight, isTight: false))
    var diagram = self
    diagram.groups = []
    for index in diagram.edges.indices { diagram.edges[index].labelSize = .zero }
    for (index, card) in cards.enumerated() {
      let label = CardLabel(card, isASCII: isASCII)
      let count = operandCounts[index]
      let columns = fromTop.columns(label, operands: count)
      let rows = fromLeft.rows(operands: count)
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
