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

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let lesson = try options.lesson()
    Progress.show("counting multiplications")
    let cost = Cost(
      of: lesson.graph,
      withRespectTo: try lesson.graph.variable(named: wrt)
    )
    let report = CostReport(
      cost,
      of: lesson.trace,
      isChosen: wrt == nil,
      format: lesson.format
    )
    let output = StandardStream.standardOutput
    if json {
      try output.writeResult(.data(report.document.text))
    } else {
      let isStyled = options.color.isStyled(output)
      try output.writeResult(
        Printable(lines: report.opening.map { Text($0) }, isStyled: isStyled)
          + Printable(report.table, isStyled: isStyled)
          + Printable(lines: report.closing.map { Text($0) }, isStyled: isStyled)
      )
    }
  }
}
