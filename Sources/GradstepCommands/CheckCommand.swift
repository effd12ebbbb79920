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

  @OptionGroup var output: ReportOptions

  func validate() throws {
    guard tolerance > 0, tolerance < 1 else {
      throw ValidationError("'--tolerance' is a number between 0 and 1, such as 1e-6.")
    }
  }

  func run() throws {
    let lesson = try options.lesson(start.flow)
    let check = try options.input.reporting {
      try lesson.check(tolerance: tolerance) { Progress.show($0) }
    }
    try show(check.report, holds: check.holds)
  }

  /// Prints what came out, and ends with status 1 where a gradient differs or none could be checked.
  func show(_ report: Report, holds: Bool) throws {
    try output.show(report, color: options.color)
    if !holds { throw ExitCode(1) }
  }
}
