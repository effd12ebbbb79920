import GradstepGraph
import GradstepTrace

/// What is put into the places of formulas.
extension Explainer {
  func names(of id: Node.ID) -> Typesetter.Filling {
    Typesetter.Filling(
      operand: { typesetter.piece(graph.operand(of: id, slot: $0)) },
      result: typesetter.piece(id),
      upstream: Typesetter.Piece(upstreamName)
    )
  }

  /// The numbers of the operands; `nil` where they would fill the page.
  func numberFilling(of id: Node.ID, upstream: Tensor?) -> Typesetter.Filling? {
    guard hasShortNumbers(id) else { return nil }
    return Typesetter.Filling(
      operand: { typesetter.piece(trace.value(of: graph.operand(of: id, slot: $0)), .value) },
      result: typesetter.piece(trace.value(of: id), .value),
      upstream: upstream.map { typesetter.piece($0, .gradient) } ?? Typesetter.Piece(Text())
    )
  }

  /// Whether the numbers of a node and its operands are few enough to be put into a formula.
  func hasShortNumbers(_ id: Node.ID) -> Bool {
    let operands = graph.operands(of: id)
    return operands.count <= NumberBlock.largestSide
      && (operands + [id]).allSatisfy { typesetter.isShort(graph.shape(of: $0)) }
  }
}
