import GradstepFrames
package import GradstepReports
package import GradstepText

/// Writes a table for a terminal or a file, columns aligned.
package struct TextTable {
  /// Whether roles are shown by the colours of a terminal.
  package var isStyled: Bool

  /// A writer with or without colours.
  package init(isStyled: Bool) {
    self.isStyled = isStyled
  }

  /// The table, each line ended by a line break.
  package func text(_ table: Table) -> String {
    lines(table).map { TerminalText.text($0, isStyled: isStyled) + "\n" }.joined()
  }

  /// The lines of the table.
  package func lines(_ table: Table) -> [Text] {
    let heading = table.headings.map { Table.Cell(Text($0, .dimmed)) }
    let rows = (table.headings.allSatisfy { $0.isEmpty } ? [] : [heading]) + table.rows
    let widths = table.headings.indices.map { column in
      rows.flatMap { $0[column].lines }.map { TextMetrics.columns(of: $0.plain) }.max() ?? 0
    }
    return rows.flatMap { row in
      (0..<(row.map { $0.lines.count }.max() ?? 0)).map { line in
        self.line(line, of: row, widths)
      }
    }
  }

  private func line(_ line: Int, of row: [Table.Cell], _ widths: [Int]) -> Text {
    var text = Text()
    var gap = 0
    for (cell, width) in zip(row, widths) {
      let content = cell.lines.indices.contains(line) ? cell.lines[line] : Text()
      let plain = content.plain
      if !plain.isEmpty {
        text += Text(String(repeating: " ", count: gap)) + content
        gap = 0
      }
      gap += width - TextMetrics.columns(of: plain) + 2
    }
    guard !isStyled else { return text }
    // Aligned numbers end in blanks, which no line needs.
    while var last = text.runs.popLast() {
      while last.string.last == " " { last.string.removeLast() }
      if !last.string.isEmpty {
        text.runs.append(last)
        break
      }
    }
    return text
  }
}

/// Writes styled text for a terminal: the one table that turns meaning into terminal colours.
package enum TerminalText {
  /// The text, with escape codes where it is to be styled.
  package static func text(_ text: Text, isStyled: Bool) -> String {
    guard isStyled else { return text.plain }
    return text.onOneLine.runs.map { run in
      let plain = Text.withOrdinarySpaces(run.string)
      guard let code = code(run.role) else { return plain }
      return "\u{1B}[\(code)m\(plain)\u{1B}[0m"
    }.joined()
  }

  private static func code(_ role: Text.Role) -> String? {
    switch role {
    case .plain: nil
    case .name: "1"
    case .symbol: "1"
    case .value: "34"
    case .gradient: "31"
    case .dimmed: "2"
    case .current: "1;35"
    }
  }
}
