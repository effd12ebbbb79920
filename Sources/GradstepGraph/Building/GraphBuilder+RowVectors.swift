import GradstepSyntax

/// `x W`: where notes have row vectors, the vector on the left of a matrix is one.
extension GraphBuilder {
  /// `[aᵀ; bᵀ]ᵀ` has the columns a and b, and is also written for the two end to end.
  mutating func warnOfRows(_ rows: Expression.ID, transposedBy id: Expression.ID) {
    guard case .column(let entries) = tree.expressions[rows].kind else { return }
    let vectors = entries.compactMap { entry -> Expression.ID? in
      var entry = entry
      while case .same(let inner) = tree.expressions[entry].kind { entry = inner }
      guard case .transpose(let vector) = tree.expressions[entry].kind else { return nil }
      return vector
    }
    guard vectors.count > 1, vectors.count == entries.count else { return }
    let names = vectors.map { tree.reading(of: $0) }
    say(
      .warning(
        "columns",
        "reads as the matrix with the columns \(names.joined(separator: " and "))",
        at: tree.expressions[id].range,
        solutions: [
          Diagnostic.Solution(
            summary: "for one vector, write [\(names.joined(separator: "; "))]",
            replacements: [
              Diagnostic.Replacement(
                range: tree.expressions[id].range,
                text: "[\(names.joined(separator: "; "))]"
              )
            ]
          )
        ]
      )
    )
  }

  /// The product of a vector and a matrix with as many rows, which is said: no column has one.
  ///
  /// It is a vector again, so that a bias that is a vector is added to it.
  mutating func rowTimesMatrix(
    _ sign: BinaryOperator,
    _ left: Expression.ID,
    _ right: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard isProductOfMatrices(sign, id) else { return nil }
    var matrix: Value
    if case .transpose(let operand) = tree.expressions[right].kind,
      isRow(left, times: right, in: walk, columnsOf: operand)
    {
      matrix = walk.result(operand)
    } else {
      guard let shapes = shapes(of: [left, right], in: walk), isRow(shapes[0]),
        shapes[1].rank == 2, shapes[1].rows == shapes[0].rows,
        let transposed = try? make(.transpose, [walk.result(right)], at: id, in: walk)
      else { return nil }
      matrix = transposed
    }
    // A number of the formula becomes a constant as an operand of any product does.
    matrix = node(matrix, of: right, group: walk.group)
    let row = node(walk.result(left), of: left, group: walk.group)
    guard let product = try? make(.infix(.dot), [matrix, row], at: id, in: walk) else { return nil }
    say(
      .note(
        "row-vector",
        "\(factor(left)) reads as a row before a matrix with as many rows, and so does the product",
        at: tree.expressions[id].range
      )
    )
    return product
  }

  /// Whether a transpose is that of a matrix behind a row with as many components as the matrix has
  /// columns, so that the two products are one.
  func isTransposedBehindRow(
    _ id: Expression.ID,
    _ operand: Expression.ID,
    in walk: Walk
  ) -> Bool {
    // A right operand stands right before its product in the tree.
    guard id < walk.root, case .binary(let sign, let left, id) = tree.expressions[id + 1].kind,
      isProductOfMatrices(sign, id + 1)
    else { return false }
    return isRow(left, times: id, in: walk, columnsOf: operand)
  }

  /// Whether a sign stands for the product of linear algebra; code has `*` for another.
  private func isProductOfMatrices(_ sign: BinaryOperator, _ id: Expression.ID) -> Bool {
    switch sign {
    case .dot, .juxtaposition: true
    case .times: tree.sources.text(in: tree.expressions[id].head) != "*"
    case .add, .subtract, .divide, .hadamard, .power: false
    }
  }

  private func isRow(
    _ left: Expression.ID,
    times right: Expression.ID,
    in walk: Walk,
    columnsOf operand: Expression.ID
  ) -> Bool {
    guard let shapes = shapes(of: [left, operand], in: walk) else { return false }
    return isRow(shapes[0]) && shapes[1].rank == 2 && shapes[1].columns == shapes[0].rows
  }

  private func isRow(_ shape: Shape) -> Bool { shape.rank == 1 && shape.rows > 1 }
}
