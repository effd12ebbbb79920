/// A rectangle of cells.
package struct CellRectangle: Hashable, Sendable {
  /// From left to right.
  package var columns: Range<Int>
  /// From top to bottom.
  package var rows: Range<Int>

  /// A rectangle of the cells in some columns and rows.
  package init(columns: Range<Int>, rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
  }

  /// The smallest rectangle around both.
  package func union(_ other: CellRectangle) -> CellRectangle {
    func range(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
      min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
    }
    return CellRectangle(
      columns: range(columns, other.columns),
      rows: range(rows, other.rows)
    )
  }
}
