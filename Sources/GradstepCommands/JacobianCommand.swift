import ArgumentParser
import Gradstep

/// Prints the Jacobian of the output.
struct JacobianCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jacobian",
    abstract: "Print the Jacobian of the output with respect to leaves.",
    discussion: """
      Rows are components of the output, columns those of the leaves, a matrix column by column. \
      Of a square Jacobian the determinant is printed too, and the logarithm of its magnitude.

      EXAMPLES
        gradstep jacobian 'F = [3x^2y, 2x + y^8]' x=2 y=1
        gradstep jacobian two-layer.graph --wrt x --json
        gradstep jacobian two-layer.graph --wrt x --by-layer
        gradstep jacobian 'F = [3x^2y, 2x + y^8]' x=2 y=1 --latex
      """
  )

  @OptionGroup var options: LessonOptions

  @Option(
    help: ArgumentHelp(
      "A leaf to differentiate by; by default all variables. May be repeated.",
      valueName: "name"
    )
  )
  var wrt: [String] = []

  @Flag(help: "Print JSON, with all digits.")
  var json = false

  @Flag(help: "Print the local Jacobians on the way from one leaf, and their product.")
  var byLayer = false

  @Flag(help: "Print equations for notes, an 'align' environment of amsmath.")
  var latex = false

  func validate() throws {
    guard !byLayer || wrt.count <= 1 else {
      throw ValidationError("--by-layer follows one leaf; give --wrt once.")
    }
    guard !latex || !json && !byLayer else {
      throw ValidationError("--latex goes neither with --json nor with --by-layer.")
    }
  }

  func run() throws {
    let lesson = try options.lesson()
    if byLayer { return try printLayers(of: lesson) }
    let leaves = try leaves(of: lesson.graph)
    try check(leaves, of: lesson.graph)
    Progress.show("working out the Jacobian")
    let report = JacobianReport(
      Jacobian(of: lesson.graph, withRespectTo: leaves),
      of: lesson.graph,
      format: lesson.format
    )
    let output = StandardStream.standardOutput
    if json {
      try output.writeResult(.data(report.document.text))
    } else if latex {
      try output.writeResult(.data(report.equations().latex))
    } else {
      let isStyled = options.color.isStyled(output)
      try output.writeResult(
        Printable(report.table, isStyled: isStyled)
          + Printable(lines: report.sentences.map { Text($0) }, isStyled: isStyled)
      )
    }
  }

  /// Refuses a Jacobian that nobody can read and few machines can hold.
  private func check(_ leaves: [Node.ID], of graph: Graph) throws {
    let rows = graph.shape(of: graph.output).count
    let columns = leaves.reduce(0) { $0 + graph.shape(of: $1).count }
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard overflows || count > Self.largestEntryCount else { return }
    throw Failure(
      "the Jacobian would be \(rows)×\(columns), more than \(Self.largestEntryCount) numbers;"
        + " choose a leaf with --wrt, or a component as the output"
    )
  }

  private static let largestEntryCount = 4_000_000

  /// The leaves that are asked for, in that order.
  private func leaves(of graph: Graph) throws -> [Node.ID] {
    let variables = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    guard !variables.isEmpty else { throw Failure("the source has no variables") }
    guard !wrt.isEmpty else { return variables }
    return try wrt.map(graph.variable)
  }
}
