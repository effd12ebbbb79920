public import GradstepReports
import GradstepText

extension Report {
  /// The report as plain text.
  public var text: String {
    let table = TextTable(isStyled: false)
    return parts.flatMap { part in
      switch part {
      case .lines(let lines): lines
      case .table(let cells): table.lines(cells)
      }
    }
    .map { $0.plain + "\n" }.joined()
  }

  /// The report for other programs, with all digits; its `format` says what is in it.
  public var json: String { document.text }
}
