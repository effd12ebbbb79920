import GradstepSyntax

/// `⟨x, y⟩`, the dot product of two vectors.
extension GraphBuilder {
  /// Whether a call is written with angle brackets.
  func isInAngles(_ call: Expression.ID) -> Bool {
    guard case .call("dot", _) = tree.expressions[call].kind else { return false }
    let text = tree.sources.text(in: tree.expressions[call].head)
    return ["⟨", "〈", "<"].contains { text.hasSuffix($0) } || text.hasSuffix("angle")
  }

  mutating func innerProduct(
    _ vectors: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    guard let shapes = shapes(of: vectors, in: walk) else {
      return apply(.infix(.dot), vectors, to: id, in: walk)
    }
    if shapes.allSatisfy({ $0.rank == 1 }) {
      return apply(.function("dot"), vectors, to: id, in: walk)
    }
    let texts = vectors.map { tree.reading(of: $0) }
    let ways: [(String, String)]
    if shapes.contains(where: { $0.rank == 2 }) {
      ways =
        shapes[0] == shapes[1]
        ? [
          (
            "the sum of the products of all elements",
            "sum(\(factor(vectors[0])) ⊙ \(factor(vectors[1])))"
          )
        ] : []
    } else {
      ways = [
        ("a vector", "[\(texts[0]), \(texts[1])]"),
        ("a product", "(\(factor(vectors[0]))·\(factor(vectors[1])))"),
      ]
    }
    let range = tree.expressions[id].range
    say(
      .error(
        "inner-product",
        "angle brackets hold two vectors; \(texts[0]) \(shapes[0].predicate)"
          + " and \(texts[1]) \(shapes[1].predicate)",
        at: range,
        solutions: ways.map { meaning, text in
          Diagnostic.Solution(
            summary: "for \(meaning), write \(text)",
            replacements: [Diagnostic.Replacement(range: range, text: text)]
          )
        }
      )
    )
    return .broken
  }
}
