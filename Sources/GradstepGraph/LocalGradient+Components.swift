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
      return LocalGradient(.scalarMultiple, factor, contribution: "{g}·\(factor.asFactor)")
    }
    if factor.isConstant {
      switch factor.template {
      case "1": return LocalGradient(.identity, "I", contribution: "{g}")
      case "−1":
        return LocalGradient(.scalarMultiple, "−I", contribution: "−{g}", pushforward: "−{t}")
      case let number:
        return LocalGradient(
          .scalarMultiple,
          "\(number)·I",
          contribution: "\(factor.asFactor)·{g}",
          pushforward: "\(factor.asFactor)·{t}"
        )
      }
    }
    let components = factor.byComponents(shapes)
    let diagonal =
      shape.rank == 2 ? "vec(\(components.template))" : components.template
    return LocalGradient(
      .diagonal,
      "diag(\(diagonal))",
      contribution: "{g} ⊙ \(components.asComponentFactor)",
      pushforward: "\(components.asComponentFactor) ⊙ {t}"
    )
  }

  /// The local gradient of one slot of an operation on pairs of numbers.
  static func pairwise(_ pair: Operation.PairSlot, slot: Int, usage: Usage) -> LocalGradient {
    let own = usage.shapes[slot]
    let other = usage.shapes[1 - slot]
    let count = max(own.count, other.count)
    let factor = pair.formula
    if count == 1 {
      return pair.isOne
        ? LocalGradient(.identity, "1", contribution: "{g}·1")
        : .elementwise(factor, slot: slot, shapes: usage.shapes)
    }
    guard own.count < count else {
      guard pair.dependence == .otherOperand, other.isScalarLike else {
        return .elementwise(factor, slot: slot, shapes: usage.shapes)
      }
      return LocalGradient(
        .scalarMultiple,
        "\(factor.asFactor)·I",
        contribution: "\(factor.asFactor)·{g}",
        pushforward: "\(factor.asFactor)·{t}"
      )
    }
    // The one number of this slot is in every component of the result.
    guard factor.isConstant else {
      let components = factor.byComponents(usage.shapes)
      return LocalGradient(
        .dense,
        other.rank == 2 ? "vec(\(components.template))" : components,
        contribution: "sum({g} ⊙ \(components.asComponentFactor))",
        pushforward: "\(components.asFactor)·{t}"
      )
    }
    let sign = pair.isOne ? "" : "−"
    let ones = "ones(\(other.dimensions.map(String.init).joined(separator: ", ")))"
    return LocalGradient(
      .dense,
      "\(sign)ones(\(count))",
      contribution: "\(sign)sum({g})",
      pushforward: "\(sign)\(ones)·{t}",
      multiplications: pair.isOne ? 0 : nil
    )
  }
}
