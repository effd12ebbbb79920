/// Local gradients of operations that work on each component alone.
extension LocalGradient {
  /// The local gradient of a function of one number with the derivative `factor`.
  ///
  /// `factor` is written for numbers; `slot` says which of the operands it is a derivative by.
  static func elementwise(
    _ factor: Formula,
    slot: Int = 0,
    shapes: OperandShapes
  ) -> LocalGradient {
    let shape = shapes[slot]
    if shape.isScalarLike {
      return LocalGradient(.scalarMultiple, factor, contribution: .g * factor)
    }
    if factor.isConstant {
      switch factor {
      case 1: return LocalGradient(.identity, .identity, contribution: .g)
      case -1:
        return LocalGradient(.scalarMultiple, -.identity, contribution: -.g, pushforward: -.t)
      default:
        return LocalGradient(
          .scalarMultiple,
          factor * .identity,
          contribution: factor * .g,
          pushforward: factor * .t
        )
      }
    }
    let components = factor.byComponents(shapes)
    return LocalGradient(
      .diagonal,
      .call("diag", shape.rank == 2 ? .call("vec", components) : components),
      contribution: .g ⊙ components,
      pushforward: components ⊙ .t
    )
  }

  /// The local gradient of one slot of a product of two values of which one is a number, for a
  /// result that may have another rank than either; `nil` where none is.
  static func scaling(_ slot: Int, _ usage: Usage) -> LocalGradient? {
    let (own, other) = (usage.shapes[slot], usage.shapes[1 - slot])
    let factor = Formula.operand(1 - slot)
    if other.isScalarLike {
      guard !own.isScalarLike else {
        return LocalGradient(.scalarMultiple, factor, contribution: .g * factor)
      }
      return LocalGradient(
        .scalarMultiple,
        factor * .identity,
        contribution: factor * .g,
        pushforward: factor * .t
      )
    }
    guard own.isScalarLike else { return nil }
    return LocalGradient(
      .dense,
      other.rank == 2 ? .call("vec", factor) : factor,
      contribution: .call("sum", .g ⊙ factor),
      pushforward: .t * factor
    )
  }

  /// The local gradient of one slot of an operation on pairs of numbers.
  static func pairwise(_ pair: Operation.PairSlot, slot: Int, usage: Usage) -> LocalGradient {
    if let bias = usage.bias { return .biased(pair, slot: slot, usage: usage, bias) }
    let own = usage.shapes[slot]
    let other = usage.shapes[1 - slot]
    let count = max(own.count, other.count)
    let factor = pair.formula
    if count == 1 {
      return pair.isOne
        ? LocalGradient(.identity, 1, contribution: .g * 1)
        : .elementwise(factor, slot: slot, shapes: usage.shapes)
    }
    guard own.count < count else {
      guard pair.dependence == .otherOperand, other.isScalarLike else {
        return .elementwise(factor, slot: slot, shapes: usage.shapes)
      }
      return LocalGradient(
        .scalarMultiple,
        factor * .identity,
        contribution: factor * .g,
        pushforward: factor * .t
      )
    }
    // The one number of this slot is in every component of the result.
    guard factor.isConstant else {
      let components = factor.byComponents(usage.shapes)
      return LocalGradient(
        .dense,
        other.rank == 2 ? .call("vec", components) : components,
        contribution: .call("sum", .g ⊙ components),
        pushforward: components * .t
      )
    }
    return LocalGradient(
      .dense,
      pair.signed(.call("ones", sizes: [count])),
      contribution: pair.signed(.call("sum", .g)),
      pushforward: pair.signed(.call("ones", sizes: other.dimensions) * .t),
      multiplications: pair.isOne ? 0 : nil
    )
  }

  /// The local gradient of one slot where a bias goes with each row or column of a matrix.
  private static func biased(
    _ pair: Operation.PairSlot,
    slot: Int,
    usage: Usage,
    _ bias: Bias
  ) -> LocalGradient {
    let factor = pair.formula
    let components = factor.byComponents(usage.shapes)
    guard slot == bias.slot else {
      guard !factor.isConstant else {
        return .elementwise(factor, slot: slot, shapes: usage.shapes)
      }
      return LocalGradient(
        .diagonal,
        .call("diag", .call("vec", full(components, bias))),
        contribution: .g ⊙ components,
        pushforward: components ⊙ .t
      )
    }
    let isAlone = bias.count == 1
    if factor.isConstant {
      return LocalGradient(
        !isAlone ? .dense : pair.isOne ? .identity : .scalarMultiple,
        pair.signed(isAlone ? .identity : bias.repetition),
        contribution: pair.signed(bias.summed(.g)),
        pushforward: pair.signed(bias.repeated(.t)),
        multiplications: pair.isOne ? 0 : bias.matrix.count
      )
    }
    let diagonal = Formula.call("diag", .call("vec", full(components, bias)))
    return LocalGradient(
      isAlone ? .diagonal : .dense,
      isAlone ? diagonal : diagonal * bias.repetition,
      contribution: bias.summed(.g ⊙ components),
      pushforward: components ⊙ .t,
      multiplications: bias.matrix.count
    )
  }

  /// A formula of components that gives a whole matrix, also where it is one of the bias alone.
  private static func full(_ components: Formula, _ bias: Bias) -> Formula {
    components.places.contains(.operand(1 - bias.slot))
      ? components
      : components.replacing(bias.slot, with: bias.repeated(.operand(bias.slot)))
  }
}
