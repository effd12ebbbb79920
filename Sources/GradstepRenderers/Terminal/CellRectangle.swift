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
