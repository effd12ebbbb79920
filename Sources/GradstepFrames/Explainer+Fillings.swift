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
    guard hasShortNumbers(id) else { return nil }
    let operands = Array(graph.operands(of: id))
    return Typesetter.Filling(
      operand: { typesetter.inline(trace.value(of: operands[$0]), .value) },
      result: typesetter.inline(trace.value(of: id), .value),
      upstream: upstream.map { typesetter.inline($0, .gradient) } ?? Text()
    )
  }

  /// Whether the numbers of a node and its operands are few enough to be put into a formula.
  func hasShortNumbers(_ id: Node.ID) -> Bool {
    let operands = graph.operands(of: id)
    return operands.count <= NumberBlock.largestSide
      && (operands + [id]).allSatisfy { typesetter.isShort(graph.shape(of: $0)) }
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

  /// The same with the result as it is printed, for derivatives, whose formulas may have it.
  func roundedWithResult(_ id: Node.ID) -> Evaluation {
    rounded(id).replacingResult(round(trace.value(of: id)))
  }

  /// What the tangents of some operands, as they are printed, make of the node's.
  func roundedTangent(of id: Node.ID, slots: [Int]) -> Tensor {
    let rounded = roundedWithResult(id)
    let operands = Array(graph.operands(of: id))
    let parts = slots.map { slot in
      let shape = graph.shape(of: operands[slot])
      let tangent = trace.tangent(of: operands[slot]) ?? Tensor(shape, repeating: 0)
      return rounded.pushforward(slot: slot, tangent: round(tangent))
    }
    return parts.dropFirst().reduce(parts[0], +)
  }

  func round(_ tensor: Tensor) -> Tensor { tensor.map(format.rounded) }

  func shown(_ tensor: Tensor) -> [String] { tensor.elements.map(format.string) }
}
