import GradstepSyntax

/// Powers of matrices that are written for each element: `A ** 2` and `np.power(A, 2)` of code, `A .^ 2`.
extension GraphBuilder {
  mutating func powerOfElements(
    _ base: Expression.ID,
    _ exponent: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    let sign = tree.sources.text(in: tree.expressions[id].head)
    guard
      [".^", "**", "pow", "power"].contains(where: sign.hasSuffix) || isRunOver(base, in: walk),
      let shape = shapes(of: [base], in: walk)?[0], shape.rank == 2, !shape.isScalarLike,
      let power = draft.number(walk.result(exponent), takesLeaves: false)
    else { return nil }
    let operand = node(walk.result(base), of: base, group: walk.group)
    switch power {
    case 1: return operand
    case 2: return try? make(.function("square"), [operand], at: id, in: walk)
    case 0.5: return try? make(.function("sqrt"), [operand], at: id, in: walk)
    case -1: return try? make(.function("reciprocal"), [operand], at: id, in: walk)
    case 3:
      guard let square = try? make(.function("square"), [operand], at: id, in: walk) else {
        return nil
      }
      return try? make(.infix(.hadamard), [square, operand], at: id, in: walk)
    default: break
    }
    let count = draft.addLiteral(Tensor(Double(shape.count)), written: id)
    let sizes = shape.dimensions.map { draft.addLiteral(Tensor(Double($0)), written: id) }
    guard let list = try? make(.function("reshape"), [operand, count], at: id, in: walk),
      let powers = try? make(.infix(.power), [list, walk.result(exponent)], at: id, in: walk)
    else { return nil }
    return try? make(.function("reshape"), [powers] + sizes, at: id, in: walk)
  }

  /// `a[x + 1]^2` of a number a, which raises the bracket alone.
  mutating func powerOfFactor(
    _ product: Expression.ID,
    _ exponent: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard factorsInBrackets.contains(product),
      case .component(let factor, let bracket) = tree.expressions[product].kind,
      let base = bracket.first,
      let power = try? make(
        .infix(.power),
        [walk.result(base), walk.result(exponent)],
        at: id,
        in: walk
      )
    else { return nil }
    return try? make(.infix(.juxtaposition), [walk.result(factor), power], at: id, in: walk)
  }

  /// Whether a sum runs over all components of a value by the name of that: `\sum_w w^2`.
  private func isRunOver(_ id: Expression.ID, in walk: Walk) -> Bool {
    guard case .whole(let reduction) = walk.purpose,
      case .reduction(_, let binder, _) = tree.expressions[reduction].kind,
      case .binder(let binder) = tree.expressions[binder].kind
    else { return false }
    return tree.expressions[id].kind == .name(binder.index)
  }
}
