import GradstepSyntax

/// Sizes that code asks for: `X.shape[1]`, `len(x)`.
extension GraphBuilder {
  /// The size of a value as a number, which is said.
  mutating func size(
    of operand: Expression.ID,
    _ dimension: Dimension,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    if case .broken = walk.result(operand) { return .broken }
    let range = tree.expressions[id].range
    guard let shape = shapes(of: [operand], in: walk)?[0],
      let (size, meaning) = shape.size(dimension)
    else {
      say(
        .error(
          "shape-of-value",
          "a scalar has no sizes, a vector one, and a matrix two; this is none of them",
          at: range,
          solutions: [Diagnostic.Solution(summary: "give the size as a number, as in n = 3")]
        )
      )
      return .broken
    }
    let written = tree.sources.text(in: range)
    say(
      .note(
        "size-as-number",
        (written.utf8.count <= 60 ? "'\(written)'" : "this") + " reads as \(meaning): \(size)",
        at: range
      )
    )
    return draft.addLiteral(Tensor(Double(size)), written: id)
  }

  /// Whether an expression is a size, which is a constant by whatever name.
  func isSize(_ id: Expression.ID) -> Bool {
    if case .size = tree.expressions[id].kind { true } else { false }
  }
}

extension Shape {
  /// A size, and what it is one of.
  fileprivate func size(_ dimension: Dimension) -> (Int, String)? {
    switch (dimension, rank) {
    case (.all, _): (count, "the number of components")
    case (_, 0), (.columns, 1): nil
    case (.rows, 1), (.last, 1): (rows, "the number of components")
    case (.rows, _): (rows, "the number of rows")
    case (.columns, _), (.last, _): (columns, "the number of columns")
    }
  }
}
