import GradstepSyntax

/// A bias that fits the rows and the columns of a batch, where the weights tell which of them are examples.
extension GraphBuilder {
  private enum Direction {
    case rows
    case columns
  }

  /// The sum of a square matrix and a vector: with the weights on the right, `XW + b`, each row is an
  /// example, and with them on the left, `WX + b`, each column; nothing where they do not tell.
  mutating func withBias(
    _ sign: BinaryOperator,
    _ left: Expression.ID,
    _ right: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard sign == .add || sign == .subtract, !isCode(id),
      let shapes = shapes(of: [left, right], in: walk),
      let slot = shapes.firstIndex(where: { $0.rank == 1 }), shapes[slot].count > 1,
      shapes[1 - slot] == .matrix(shapes[slot].count, shapes[slot].count),
      let direction = direction(of: slot == 0 ? right : left)
    else { return nil }
    let bias = slot == 0 ? left : right
    var values = [left, right].map { node(walk.result($0), of: $0, group: walk.group) }
    do throws(Unfit) {
      switch direction {
      case .rows:
        values[slot] = try make(.transpose, [values[slot]], at: id, in: walk)
      case .columns:
        let sizes = [shapes[slot].count, 1].map {
          draft.addLiteral(Tensor(Double($0)), written: id)
        }
        values[slot] = try make(.function("reshape"), [values[slot]] + sizes, at: id, in: walk)
      }
      let sum = try make(.infix(sign), values, at: id, in: walk)
      say(
        .warning(
          "bias-by-weights",
          "\(tree.reading(of: bias)) is added to each \(direction == .rows ? "row" : "column"), for the"
            + " weights stand on the \(direction == .rows ? "right" : "left") of their products",
          at: tree.expressions[bias].range
        )
      )
      return sum
    } catch {
      return nil
    }
  }

  /// Where the weights stand in all products of a sum.
  private func direction(of sum: Expression.ID) -> Direction? {
    var found: Direction?
    var terms = [sum]
    while let term = terms.popLast() {
      guard case .binary(let sign, let left, let right) = tree.expressions[term].kind else {
        return nil
      }
      if sign == .add || sign == .subtract {
        terms += [left, right]
        continue
      }
      guard sign.isProduct, sign != .hadamard, isWeight(left) != isWeight(right) else { return nil }
      let direction = isWeight(right) ? Direction.rows : .columns
      guard found == nil || found == direction else { return nil }
      found = direction
    }
    return found
  }

  /// Whether an expression is called as weights are: `W`, `W_{xh}`, `W^{(1)}`.
  private func isWeight(_ id: Expression.ID) -> Bool {
    switch tree.expressions[id].kind {
    case .name(let name): return NameParts(name).base == "W"
    case .transpose(let operand):
      guard case .name(let name) = tree.expressions[operand].kind else { return false }
      return NameParts(name).base == "W"
    default: return false
    }
  }
}
