package import GradstepGraph
package import GradstepText

extension Graph {
  /// A node as a formula of what the source names, as in `σ(W·x + b)`.
  package func writtenOut(_ id: Node.ID) -> Text {
    TextPrinter(format: .standard).text(
      formula(of: id, depth: 0) { nodes[$0].kind == .operation && origins[$0].name == nil }
    )
  }

  /// A node as a formula in which others are written out.
  func writtenOut(_ id: Node.ID, through inner: Set<Node.ID>) -> Text {
    TextPrinter(format: .standard).text(formula(of: id, depth: 0) { inner.contains($0) })
  }

  /// Formulas within one another beyond these are called by the name of their node.
  private static let deepestFormula = 4

  private func formula(
    of id: Node.ID,
    depth: Int,
    _ isWrittenOut: (Node.ID) -> Bool
  ) -> Formula {
    guard let formula = operation(of: id)?.formula(usage(of: id)) else { return term(of: id) }
    return formula.filled { place in
      guard case .operand(let slot) = place else { return term(of: id) }
      let operand = self.operand(of: id, slot: slot)
      return isWrittenOut(operand) && depth < Self.deepestFormula
        ? self.formula(of: operand, depth: depth + 1, isWrittenOut) : term(of: operand)
    }
  }
}
