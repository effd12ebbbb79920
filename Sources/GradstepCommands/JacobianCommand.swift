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

  @OptionGroup var output: ReportOptions

  @Flag(help: "Print the local Jacobians on the way from one leaf, and their product.")
  var byLayer = false

  @Flag(help: "Print equations for notes, an 'align' environment of amsmath.")
  var latex = false

  func validate() throws {
    guard !byLayer || wrt.count <= 1 else {
      throw ValidationError("--by-layer follows one leaf; give --wrt once.")
    }
    guard !latex || !output.json && !byLayer else {
      throw ValidationError("--latex goes neither with --json nor with --by-layer.")
    }
  }

  func run() throws {
    let lesson = try options.lesson()
    Progress.show("working out the Jacobian")
    let report = try options.input.reporting {
      try byLayer
        ? lesson.jacobianByLayer(from: wrt.first) : lesson.jacobian(withRespectTo: wrt)
    }
    try output.show(report, asLaTeX: latex, color: options.color)
  }
}
