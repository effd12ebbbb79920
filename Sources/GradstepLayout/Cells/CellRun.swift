/// A straight stretch of the line of one operand, horizontal or vertical.
package struct CellRun: Hashable, Sendable {
  /// The row of a horizontal stretch, the column of a vertical one.
  package var line: Int
  /// The first and the last cell on it; an end at a card is a cell of the card's border.
  package var cells: ClosedRange<Int>
  /// The card that the line comes from.
  package var operand: Int
  /// The edges that share the stretch, as positions in the order of `CellEdges`.
  package var edges: Range<Int>
  /// More of them.
  package var moreEdges: Range<Int>
  /// Whether the stretch begins at its operand.
  package var beginsAtCard = false
  /// Whether the stretch ends at an operation.
  package var endsAtCard = false
}

/// Stretches in one direction, found by where they are.
package struct CellRuns: Sendable {
  private let runs: [CellRun]

  /// How many there are.
  package var count: Int { runs.count }

  /// Stretches that share no cells on one line, except where one begins as the other one ends.
  package init(_ runs: [CellRun]) {
    self.runs = runs.sorted {
      ($0.line, $0.cells.lowerBound, $0.cells.upperBound)
        < ($1.line, $1.cells.lowerBound, $1.cells.upperBound)
    }
  }

  /// The stretches on a line that have a cell in a range.
  package func runs(on line: Int, in cells: Range<Int>) -> ArraySlice<CellRun> {
    let first = runs.firstPosition { run in
      run.line > line || run.line == line && run.cells.upperBound >= cells.lowerBound
    }
    let rest = runs[first...]
    return rest[
      ..<rest.firstPosition { $0.line > line || $0.cells.lowerBound >= cells.upperBound }
    ]
  }
}
