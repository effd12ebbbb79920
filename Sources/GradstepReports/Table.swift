import GradstepFrames
import GradstepGraph
package import GradstepText
import GradstepTrace

/// Cells under headings, for a terminal.
package struct Table: Hashable, Sendable {
  /// What stands above each column; all empty where nothing does.
  package var headings: [String]
  /// The rows; a cell may have several lines.
  package var rows: [[Cell]]

  /// A table whose rows have a cell for each heading.
  package init(headings: [String], rows: [[Cell]]) {
    self.headings = headings
    self.rows = rows
  }

  /// The lines of one cell.
  package struct Cell: Hashable, Sendable {
    /// The lines from top to bottom.
    package var lines: [Text]

    /// A cell of several lines.
    package init(_ lines: [Text]) {
      self.lines = lines
    }

    /// A cell of one line.
    package init(_ line: Text) {
      lines = [line]
    }
  }
}
