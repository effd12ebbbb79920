import GradstepGraph
import GradstepTrace

/// What a walk back differentiates: the output, a component of it, or a number worked out from it.
struct Objective: Sendable {
  /// The name of what is differentiated.
  let name: String
  /// What the walk back is of, as text of LaTeX.
  let heading: String

  init(_ trace: Trace, _ typesetter: LaTeXTypesetter) {
    let (graph, output) = (trace.graph, trace.graph.output)
    let shape = graph.shape(of: output)
    let outputName = typesetter.name(output)
    let letter = graph.unusedLetter(among: ["s", "S", "r", "R", "q", "Q"]) ?? "\\Sigma"
    let paths = "Backward; $\\mathrm{d}$ marks derivatives along all paths"
    let sum = "\(paths), and $\(letter)$ is the sum of the components of $\(outputName)$"
    switch trace.sweep {
    case .forward:
      (name, heading) = (outputName, "")
    case .reverse(.ones):
      (name, heading) = shape.rank == 0 ? (outputName, paths) : (letter, sum)
    case .reverse(.cotangent):
      (name, heading) = (letter, "\(sum), each times that of the cotangent")
    case .reverse(.component(let index)):
      let (row, column) = shape.columnOrder[index].quotientAndRemainder(dividingBy: shape.columns)
      name = typesetter.component(of: output, Array([row + 1, column + 1].prefix(shape.rank)))
      heading = paths
    case .reverse(.everyComponent):
      name = outputName
      heading =
        "\(paths), with a row for each component of $\(outputName)$ and the columns of a matrix"
        + " one below another"
    }
  }

  /// The gradient, or the Jacobian, with respect to a node.
  ///
  /// The derivative along all paths is not the local one, ∂, where an operand of the output reaches
  /// it through other operations, too.
  func derivative(by variable: String) -> String {
    "\\frac{\\mathrm{d}\(name)}{\\mathrm{d}\(variable)}"
  }
}
