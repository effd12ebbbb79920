import ArgumentParser
import Gradstep

/// Prints values and gradients of the leaves.
struct Grad: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print values and gradients of the leaves.",
    discussion: """
      The gradient of a vector output is that of the sum of its components.

      EXAMPLES
        gradstep grad 'f = (x + y)z' x=-2 y=5 z=-4
        gradstep grad two-layer.graph 'x=[0,1]' --json
        gradstep grad 'y = tanh(W·x + b)' 'W : 3x2' 'x : 2' 'b : 3' --seed 7
      """
  )

  @OptionGroup var options: LessonOptions

  @OptionGroup var output: ReportOptions

  func run() throws {
    let lesson = try options.lesson()
    Progress.show("writing values and gradients")
    try output.show(lesson.gradients, color: options.color)
  }
}
