import ArgumentParser
import Gradstep

/// How a report is printed.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Print JSON, with all digits.")
  var json = false

  /// Prints a report as JSON, as equations or for a person.
  func show(_ report: Report, asLaTeX: Bool = false, color: ColorChoice) throws {
    let output = StandardStream.standardOutput
    guard !json else { return try output.writeResult(.data(report.json)) }
    if asLaTeX, let latex = report.latex { return try output.writeResult(.data(latex)) }
    let isStyled = color.isStyled(output)
    let text = report.parts.reduce(into: Printable.data("")) { text, part in
      switch part {
      case .lines(let lines): text += Printable(lines: lines, isStyled: isStyled)
      case .table(let table): text += Printable(table, isStyled: isStyled)
      }
    }
    try output.writeResult(text)
  }
}
