import GradstepGraph
public import GradstepText
import GradstepTrace

/// Cells under headings, for a terminal.
public struct Table: Hashable, Sendable {
  /// What stands above each column; all empty where nothing does.
  public var headings: [String]
  /// The rows; a cell may have several lines.
  public var rows: [[Cell]]

  /// A table whose rows have a cell for each heading.
  public init(headings: [String], rows: [[Cell]]) {
    self.headings = headings
    self.rows = rows
  }

  /// The lines of one cell.
  public struct Cell: Hashable, Sendable {
    /// The lines from top to bottom.
    public var lines: [Text]

    /// A cell of several lines.
    public init(_ lines: [Text]) {
      self.lines = lines
    }

    /// A cell of one line.
    public init(_ line: Text) {
      lines = [line]
    }
  }
}
