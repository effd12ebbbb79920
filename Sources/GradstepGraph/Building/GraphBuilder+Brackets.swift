import GradstepSyntax

/// What hangs on shapes in brackets and bars: whether a list stacks or joins, and what bars mean.
extension GraphBuilder {
  // MARK: - Lists

  /// `[a, b]`: scalars make a vector, vectors of one length the rows of a matrix; others are joined.
  mutating func list(
    _ entries: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    guard let shapes = shapes(of: entries, in: walk), entries.count > 1,
      shapes.allSatisfy({ $0.rank < 2 }), shapes.contains(where: { $0.rows > 1 }),
      // Rows that are written out make a matrix.
      !entries.contains(where: isList)
    else { return apply(.list, entries, to: id, in: walk) }
    let isRagged = shapes.contains { $0.rows != shapes[0].rows }
    if isRagged { return apply(.function("concat"), entries, to: id, in: walk) }
    guard let left = matrix(before: id, in: walk) else {
      return apply(.list, entries, to: id, in: walk)
    }
    let total = shapes.reduce(0) { $0 + $1.rows }
    if left.columns == total { return apply(.function("concat"), entries, to: id, in: walk) }
    if left.columns == entries.count {
      reportRowsBehindMatrix(left, entries, at: id)
      return .broken
    }
    return apply(.list, entries, to: id, in: walk)
  }

  private func isList(_ id: Expression.ID) -> Bool {
    if case .list = tree.expressions[id].kind { true } else { false }
  }

  /// `[h; x]`: scalars make a vector, all else is joined.
  mutating func column(
    _ entries: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let areScalars = shapes(of: entries, in: walk)?.allSatisfy { $0.rank == 0 } ?? true
    return apply(areScalars ? .list : .function("concat"), entries, to: id, in: walk)
  }

  /// The shapes of parts; nothing where one of them has none.
  func shapes(of entries: [Expression.ID], in walk: Walk) -> [Shape]? {
    var shapes: [Shape] = []
    for entry in entries {
      switch walk.result(entry) {
      case .broken, .eulersNumber, .indexed, .index, .slice: return nil
      case let value: shapes.append(draft.shape(value))
      }
    }
    return shapes
  }

  /// The shape of the matrix that a part is multiplied by from the left, if it is.
  ///
  /// A right operand stands right before its product in the tree.
  private func matrix(before id: Expression.ID, in walk: Walk) -> Shape? {
    guard id < walk.root, case .binary(let sign, let left, id) = tree.expressions[id + 1].kind,
      [.dot, .times, .juxtaposition].contains(sign), let shape = shapes(of: [left], in: walk)?[0],
      shape.rank == 2
    else { return nil }
    return shape
  }

  private mutating func reportRowsBehindMatrix(
    _ matrix: Shape,
    _ entries: [Expression.ID],
    at id: Expression.ID
  ) {
    let joined = entries.map { tree.reading(of: $0) }.joined(separator: "; ")
    say(
      .error(
        "rows-or-joined",
        "vectors in brackets behind a matrix are joined, or the rows of a matrix; "
          + "the matrix has \(matrix.columns) columns, as many as there are vectors",
        at: tree.expressions[id].range,
        solutions: [
          Diagnostic.Solution(
            summary: "for vectors joined end to end, write [\(joined)], and a matrix with as many "
              + "columns as they have components"
          ),
          Diagnostic.Solution(
            summary: "for rows, give the matrix a name of its own: "
              + "R = \(tree.reading(of: id)), and multiply by R"
          ),
        ]
      )
    )
  }

  /// Whether `a[x + 1]` is a product: where there are no components, and no index is in the brackets.
  func isProduct(_ operand: Expression.ID, _ indices: [Expression.ID], in walk: Walk) -> Bool {
    guard indices.count == 1, let shapes = shapes(of: [operand] + indices, in: walk) else {
      return false
    }
    return shapes[0].rank == 0
      && draft.number(walk.result(indices[0]), takesLeaves: false) == nil
  }

  // MARK: - Inverses and bars

  /// Whether a power is `A^{-1}` of a matrix.
  func isInverse(_ base: Expression.ID, _ exponent: Expression.ID, in walk: Walk) -> Bool {
    guard let shape = shapes(of: [base], in: walk)?[0], shape.rank == 2, !shape.isScalarLike
    else { return false }
    return draft.number(walk.result(exponent), takesLeaves: false) == -1
  }

  /// Whether a call of `abs` is written with bars.
  func isInBars(_ call: Expression.ID) -> Bool {
    let text = tree.sources.text(in: tree.expressions[call].head)
    if text.hasPrefix("\\abs") { return text.hasPrefix("\\abs{") }
    return !text.contains(scalars: "abs")
  }

  /// `|x|`, and of a matrix its determinant, but where all of its components are wanted.
  mutating func bars(
    _ operand: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    guard let shape = shapes(of: [operand], in: walk)?[0], shape.rank == 2, !shape.isScalarLike,
      !isWholeArgument(id, in: walk)
    else { return apply(.function("abs"), [operand], to: id, in: walk) }
    if shape.rows == shape.columns {
      return apply(.function("det"), [operand], to: id, in: walk)
    }
    let matrix = tree.reading(of: operand)
    let range = tree.expressions[id].range
    say(
      .error(
        "bars-of-matrix",
        "bars of a matrix are the determinant of a square one; \(matrix) is \(shape)",
        at: range,
        solutions: [
          ("the absolute value of each component", "abs(\(matrix))"), ("the norm", "‖\(matrix)‖"),
        ].map { meaning, text in
          Diagnostic.Solution(
            summary: "for \(meaning), write \(text)",
            replacements: [Diagnostic.Replacement(range: range, text: text)]
          )
        }
      )
    )
    return .broken
  }

  /// Whether a part is all that `sum`, `mean`, `max` or `min` is called with.
  private func isWholeArgument(_ id: Expression.ID, in walk: Walk) -> Bool {
    guard id < walk.root,
      case .call(let function, [id]) = tree.expressions[id + 1].kind, functions[function] == nil
    else { return false }
    return ["sum", "mean", "max", "min", "sum_rows", "sum_columns", "mean_rows", "mean_columns"]
      .contains(function)
  }
}
