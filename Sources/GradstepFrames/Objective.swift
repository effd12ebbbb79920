package import GradstepGraph
package import GradstepTrace

/// What a walk back differentiates: the output, a component of it, or a number worked out from it.
package struct Objective: Sendable {
  /// What is differentiated.
  package let name: Formula
  /// What the walk back is of.
  package let heading: Sentence

  package init(_ trace: Trace) {
    let (graph, output) = (trace.graph, trace.graph.output)
    let shape = graph.shape(of: output)
    let outputName = graph.term(of: output)
    let letters = ["s", "S", "r", "R", "q", "Q"]
    let letter = graph.unusedLetter(among: letters).map { Formula.term(.name($0)) } ?? .symbol("Σ")
    let paths: Sentence = "Backward; \(Formula.symbol("d")) marks derivatives along all paths"
    let sum: Sentence = ", and \(letter) is the sum of the components of \(outputName)"
    switch trace.sweep {
    case .forward:
      (name, heading) = (outputName, "")
    case .reverse(.ones):
      (name, heading) = shape.rank == 0 ? (outputName, paths) : (letter, paths + sum)
    case .reverse(.cotangent):
      (name, heading) = (letter, paths + sum + ", each times that of the cotangent")
    case .reverse(.component(let index)):
      let (row, column) = shape.columnOrder[index].quotientAndRemainder(dividingBy: shape.columns)
      name = .term(
        .component(graph.printedName(of: output), Array([row + 1, column + 1].prefix(shape.rank)))
      )
      heading = paths
    case .reverse(.everyComponent):
      name = outputName
      heading =
        paths + ", with a row for each component of \(outputName) and the columns of a matrix"
        + " one below another"
    }
  }
}
