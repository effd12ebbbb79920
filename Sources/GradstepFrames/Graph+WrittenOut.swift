package import GradstepGraph
package import GradstepText

extension Graph {
  /// A node as a formula of what the source names, as in `σ(W·x + b)`.
  package func writtenOut(_ id: Node.ID) -> Text {
    TextPrinter(format: .standard).text(formula(of: id, depth: 0))
  }

  /// Formulas within one another beyond these are called by the name of their node.
  private static let deepestFormula = 4

  private func formula(of id: Node.ID, depth: Int) -> Formula {
    guard let formula = operation(of: id)?.formula(usage(of: id)) else { return term(of: id) }
    return formula.filled { place in
      guard case .operand(let slot) = place else { return term(of: id) }
      let operand = self.operand(of: id, slot: slot)
      let isWrittenOut =
        nodes[operand].kind == .operation && origins[operand].name == nil
        && depth < Self.deepestFormula
      return isWrittenOut ? self.formula(of: operand, depth: depth + 1) : term(of: operand)
    }
  }
}
