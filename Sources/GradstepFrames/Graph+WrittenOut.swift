public import GradstepGraph

extension Graph {
  /// A node as a formula of what the source names, as in `σ(W·x + b)`.
  public func writtenOut(_ id: Node.ID) -> Text { piece(of: id, depth: 0).text }

  /// Formulas within one another beyond these are called by the name of their node.
  private static let deepestFormula = 4

  private func piece(of id: Node.ID, depth: Int) -> Typesetter.Piece {
    guard let formula = operation(of: id)?.formula(usage(of: id)) else { return name(of: id) }
    let filling = Typesetter.Filling(
      operand: { slot in
        let operand = self.operand(of: id, slot: slot)
        let isWrittenOut =
          nodes[operand].kind == .operation && origins[operand].name == nil
          && depth < Self.deepestFormula
        return isWrittenOut ? piece(of: operand, depth: depth + 1) : name(of: operand)
      },
      result: name(of: id)
    )
    return Typesetter.Piece(
      Typesetter.fill(formula, filling),
      formula.cohesion { filling.piece($0).cohesion }
    )
  }

  private func name(of id: Node.ID) -> Typesetter.Piece {
    Typesetter.Piece(
      origins[id].constant.map { Typesetter.words($0.text) } ?? Typesetter.name(displayNames[id]),
      origins[id].constant?.cohesion ?? .atom
    )
  }
}
