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

  /// The smallest rectangle around both.
  public func union(_ other: CellRectangle) -> CellRectangle {
    func range(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
      min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
    }
    return CellRectangle(
      columns: range(columns, other.columns),
      rows: range(rows, other.rows)
    )
  }
}
