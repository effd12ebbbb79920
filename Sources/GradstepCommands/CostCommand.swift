import ArgumentParser
import Gradstep

/// Prints what the two modes of differentiation cost.
struct CostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "Print what forward, reverse and the best order of the chain rule cost.",
    discussion: """
      Along a chain of local Jacobians the products are counted as in notes: an (m×p)(p×n) product \
      takes m·p·n multiplications, and the largest intermediate is the largest matrix that is \
      worked out, the result included. What the engine executes uses the structure of the local \
      Jacobians instead. Everything follows from shapes: no Jacobian is worked out.

      EXAMPLES
        gradstep cost 'y = a·(b·(A·x))' 'a=[1,2]' b=3 'A=[[1,2],[3,4]]' 'x=[5,6]'
        gradstep cost two-layer.graph --wrt x --json
      """
  )

  @OptionGroup var options: LessonOptions

  @Option(
    help: ArgumentHelp(
      "The leaf to differentiate by; by default the variable with the longest chain.",
      valueName: "name"
    )
  )
  var wrt: String?

  @OptionGroup var output: ReportOptions

  func run() throws {
    let lesson = try options.lesson()
    Progress.show("counting multiplications")
    let report = try options.input.reporting { try lesson.cost(withRespectTo: wrt) }
    try output.show(report, color: options.color)
  }
}
