import ArgumentParser
import Gradstep

/// Prints the whole trace as a document.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Print every step as JSON, or as equations in LaTeX or MathML.",
    discussion: """
      JSON has nodes with values and gradients, and steps with upstream, local gradients and \
      contributions, with all digits. LaTeX has the forward pass, the local derivatives and the \
      gradients as equations with their numbers, for a document with \\usepackage{amsmath}; MathML \
      has them for a page.

      EXAMPLES
        gradstep trace 'f = (x + y)z' x=-2 y=5 z=-4 | jq '.nodes[] | {label, gradient}'
        gradstep trace two-layer.graph --format latex > two-layer.tex
      """
  )

  @OptionGroup var options: LessonOptions
  @OptionGroup var flow: FlowOptions

  @Option(
    help: ArgumentHelp(
      "The format of the document, by default \(OutputFormat.json.name). "
        + OutputFormat.documents.map { "\($0.name): \($0.summary)" }.joined(separator: "; ")
        + ".",
      valueName: OutputFormat.documents.map(\.name).joined(separator: "|")
    ),
    completion: .list(OutputFormat.documents.map(\.name)),
    transform: { try choice($0, among: OutputFormat.documents, \.name) }
  )
  var format = OutputFormat.json

  func run() throws {
    let lesson = try options.lesson(flow.flow, descent: flow.descent)
    Progress.show("writing the trace")
    try StandardStream.standardOutput.writeResult(
      .data(lesson.document(format) ?? "")
    )
  }
}
