import ArgumentParser
import Gradstep

/// Prints how a source was understood.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Print how a source was understood, and compute nothing.",
    discussion: """
      Every statement with every operator, the shape of its value, what is the output, and what sums \
      over an index became. What is used and never given is listed with shapes that fit.

      EXAMPLES
        gradstep read 'y = Wx/2a' 'W : 2x3'
        gradstep read 'h_i = \\sum_j W_{ij} x_j + b_i'
        gradstep read two-layer.graph --format latex
      """
  )

  @OptionGroup var input: SourceOptions

  @Option(
    help: ArgumentHelp(
      "What is printed, by default text: a table, or the equations of an 'align' environment.",
      valueName: Format.allCases.map(\.rawValue).joined(separator: "|")
    ),
    completion: .list(Format.allCases.map(\.rawValue)),
    transform: { try choice($0, among: Format.allCases, \.rawValue) }
  )
  var format = Format.text

  @OptionGroup var output: ReportOptions

  /// How the reading is written.
  enum Format: String, CaseIterable {
    case text
    case latex
  }

  func run() throws {
    let reading = try input.reporting { try SourceReading(input.read().sources) }
    input.show(reading.notes, of: reading.sources)
    try output.show(reading.report, asLaTeX: format == .latex, color: input.color)
  }
}
