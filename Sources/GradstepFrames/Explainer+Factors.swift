import GradstepGraph
package import GradstepText
package import GradstepTrace

/// What the factors of a chain of Jacobians are called.
extension Explainer {
  /// The formula of the local gradient with names put in: `A`, `diag(1 − v₂²)`.
  package func label(of factor: JacobianFactor) -> Text {
    guard let formula = formula(of: factor) else {
      return partial(factor.node, by: factor.operand)
    }
    return printer.text(arithmetic.inNames(formula, of: factor.node))
  }

  /// The label with brackets where it needs them to be a factor of a product.
  func factorLabel(of factor: JacobianFactor) -> Text {
    guard let formula = formula(of: factor) else { return label(of: factor) }
    return printer.text(arithmetic.inNames(formula, of: factor.node), as: .factor)
  }

  private func formula(of factor: JacobianFactor) -> Formula? {
    // The formula of what only puts numbers elsewhere is that of the order in which they are stored.
    guard !factor.reorders, let operation = graph.operation(of: factor.node) else { return nil }
    let local =
      trace.isInDomain(factor.node)
      // What saturates keeps its formula of notes: no numbers are put in here.
      ? operation.local(factor.slot, graph.usage(of: factor.node))
      : trace.localGradient(of: factor.node, slot: factor.slot)
    return local?.formula
  }

  /// A product with brackets that say its order: `(c·B)·A`; `I` of a chain without factors.
  package func product(_ factors: [JacobianFactor], in order: ProductOrder) -> Text {
    let isAlone = factors.count == 1
    let labels = factors.map { isAlone ? label(of: $0) : factorLabel(of: $0) }
    let product = order.fold(labels) { left, right, isProduct in
      func bracketed(_ text: Text, _ isProduct: Bool) -> Text {
        isProduct ? "(\(text))" : text
      }
      return "\(bracketed(left, isProduct.left))·\(bracketed(right, isProduct.right))"
    }
    return product ?? Text("I")
  }

  /// A product without an order, as notes have it: `c·B·A`, with the middle left out of a long one, and
  /// `I` of a chain without factors.
  package func product(_ factors: [JacobianFactor]) -> Text {
    guard factors.count > 1 else { return factors.first.map(label) ?? "I" }
    return Self.shortened(factors).map { $0.map(factorLabel) ?? "⋯" }.joined(by: "·")
  }

  /// The shapes of a product side by side: `(1×3)(3×4)(4×5)`.
  package static func shapes(_ factors: [JacobianFactor]) -> String {
    shortened(factors).map { $0.map { "(\($0.shape))" } ?? "⋯" }.joined()
  }

  /// What is said of the identities that a product does without; `nil` where there are none.
  package func sentence(leavingOut identities: [JacobianFactor]) -> String? {
    guard !identities.isEmpty else { return nil }
    let equations = Text.list(identities.map { equation(of: $0.node) }, atMost: 3).plain
    return identities.count == 1
      ? "left out is an identity, the local Jacobian of \(equations)"
      : "left out are identities, the local Jacobians of \(equations)"
  }

  /// All of a short list; of a long one the beginning and the end, with `nil` between them.
  package static func shortened<Element>(
    _ list: some BidirectionalCollection<Element>
  ) -> [Element?] {
    list.count <= largestFactorCount
      ? list.map { $0 } : list.prefix(largestFactorCount - 2).map { $0 } + [nil, list.last]
  }

  /// The most factors that a line shows.
  private static let largestFactorCount = 8
}
