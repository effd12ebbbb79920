import ArgumentParser
import Gradstep

/// Checks every gradient against difference quotients.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check every gradient against difference quotients.",
    discussion: """
      Each component of each node is moved up and down, and what depends on it is evaluated again. \
      A component at a kink, or beside values that are not finite, is skipped, and the reason said. \
      A second table shows how fast f(x + h) − f(x) − J·h vanishes. The exit status is 0 where some \
      gradient was checked and all that were agree; it is 1 where one differs or none could be \
      checked.

      EXAMPLES
        gradstep check 'y = tanh(w·x + b)' w=2 x=-1 b=3
        gradstep check two-layer.graph --component 2
        gradstep check two-layer.graph --tolerance 1e-8 --json
      """
  )

  @OptionGroup var options: LessonOptions
  @OptionGroup var start: StartOptions

  @Option(help: "The relative error up to which gradient and difference quotient agree.")
  var tolerance = GradientCheck.standardTolerance

  @Flag(help: "Print JSON, with all digits.")
  var json = false

  func validate() throws {
    guard tolerance > 0, tolerance < 1 else {
      throw ValidationError("'--tolerance' is a number between 0 and 1, such as 1e-6.")
    }
  }

  func run() throws {
    let lesson = try options.lesson(start.flow)
    try check(lesson.trace, format: lesson.format)
  }

  /// Checks a trace, prints what came out, and ends with status 1 where a gradient differs or none
  /// could be checked.
  func check(_ trace: Trace, format: NumberFormat) throws {
    let check = GradientCheck(trace, tolerance: tolerance) { node, component, count in
      let place = count > 1 ? ", component \(component + 1) of \(count)" : ""
      Progress.show("checking node \(node + 1) of \(trace.graph.nodes.count)\(place)")
    }
    guard let check else { throw Failure("no single cotangent flows back") }
    Progress.show("comparing f(x + h) with f(x) + J·h")
    let linearization = LinearizationCheck(trace)
    let report = GradientCheckReport(check, linearization, of: trace, format: format)
    let output = StandardStream.standardOutput
    try output.writeResult(
      json
        ? .data(report.document.text) : text(of: report, isStyled: options.color.isStyled(output))
    )
    if !check.holds { throw ExitCode(1) }
  }

  /// Both tables, each with what follows from it.
  private func text(of report: GradientCheckReport, isStyled: Bool) -> Printable {
    var text = Printable(report.table, isStyled: isStyled)
    text += Printable(lines: report.sentences.map { Text($0) }, isStyled: isStyled)
    if let sentences = report.linearizationSentences {
      text += "\n\(sentences.opening)\n"
      if let table = report.linearizationTable { text += Printable(table, isStyled: isStyled) }
      text += Printable(lines: sentences.closing.map { Text($0) }, isStyled: isStyled)
    }
    return text
  }
}
