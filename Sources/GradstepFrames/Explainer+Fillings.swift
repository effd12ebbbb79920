import GradstepGraph
import GradstepTrace

/// What is put into the places of formulas.
extension Explainer {
  func names(of id: Node.ID) -> Typesetter.Filling {
    let operands = Array(graph.operands(of: id))
    return Typesetter.Filling(
      operand: { typesetter.name(operands[$0]) },
      result: typesetter.name(id),
      upstream: upstreamName
    )
  }

  /// The numbers of the operands; `nil` where they would fill the page.
  func numberFilling(of id: Node.ID, upstream: Tensor?) -> Typesetter.Filling? {
    let operands = Array(graph.operands(of: id))
    let shapes = operands.map { graph.shape(of: $0) } + [graph.shape(of: id)]
    guard shapes.allSatisfy(typesetter.isShort), operands.count <= NumberBlock.largestSide else {
      return nil
    }
    return Typesetter.Filling(
      operand: { typesetter.inline(trace.value(of: operands[$0]), .value) },
      result: typesetter.inline(trace.value(of: id), .value),
      upstream: upstream.map { typesetter.inline($0, .gradient) } ?? Text()
    )
  }

  /// The operation applied to the numbers as they are printed.
  ///
  /// Where the printed numbers do not give the printed result, an equals sign would be wrong.
  func rounded(_ id: Node.ID) -> Evaluation {
    let operands = graph.operands(of: id).map { round(trace.value(of: $0)) }
    let parameters = Array(graph.parameters(of: id))
    guard let operation = graph.operation(of: id),
      let evaluation = try? Evaluation(operation, operands, parameters: parameters)
    else { preconditionFailure("the graph holds only applications that fit") }
    return evaluation
  }

  func round(_ tensor: Tensor) -> Tensor { tensor.map(format.rounded) }

  func shown(_ tensor: Tensor) -> [String] { tensor.elements.map(format.string) }
}
