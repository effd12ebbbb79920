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
      A second table shows how fast f(x + h) − f(x) − J·h vanishes. The exit status is 1 where a \
      gradient differs.

      EXAMPLES
        gradstep check 'y = tanh(w·x + b)' w=2 x=-1 b=3
        gradstep check two-layer.graph --component 2
        gradstep check two-layer.graph --tolerance 1e-8 --json
      """
  )

  @OptionGroup var options: LessonOptions
  @OptionGroup var flow: FlowOptions

  @Option(help: "The relative error up to which gradient and difference quotient agree.")
  var tolerance = GradientCheck.standardTolerance

  @Flag(help: "Print JSON, with all digits.")
  var json = false

  func validate() throws {
    guard flow.mode == .reverse else {
      throw ValidationError("There are gradients to check with --mode reverse alone.")
    }
    guard !flow.jacobian else {
      throw ValidationError("Check one row of the Jacobian with --component.")
    }
    guard tolerance > 0, tolerance < 1 else {
      throw ValidationError("'--tolerance' is a number between 0 and 1, such as 1e-6.")
    }
  }

  func run() throws {
    let lesson = try options.lesson(flow.flow)
    try check(lesson.trace, format: lesson.format)
  }

  /// Checks a trace, prints what came out, and ends with status 1 where a gradient differs.
  func check(_ trace: Trace, format: NumberFormat) throws {
    let check = GradientCheck(trace, tolerance: tolerance) { node in
      Progress.show("checking node \(node + 1) of \(trace.graph.nodes.count)")
    }
    guard let check else { throw Failure("no single cotangent flows back") }
    Progress.show("comparing gradients with difference quotients")
    let report = GradientCheckReport(check, LinearizationCheck(trace), of: trace, format: format)
    let output = StandardStream.standardOutput
    try output.writeResult(
      json
        ? .data(report.document.text) : text(of: report, isStyled: options.color.isStyled(output))
    )
    if !check.passes { throw ExitCode(1) }
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
