/// Local gradients of operations that work on each component alone.
extension LocalGradient {
  /// The local gradient of a function of one number with the derivative `factor`.
  ///
  /// `factor` is written for numbers; `slot` says which of the operands it is a derivative by.
  static func elementwise(_ factor: Formula, slot: Int = 0, shapes: [Shape]) -> LocalGradient {
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
    if let bias = usage.bias { return .biased(pair, slot: slot, usage: usage, bias) }
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
    let ones = "ones(\(other.sizes))"
    return LocalGradient(
      .dense,
      "\(sign)ones(\(count))",
      contribution: "\(sign)sum({g})",
      pushforward: "\(sign)\(ones)·{t}",
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
        "diag(vec(\(Self.full(components, bias))))",
        contribution: "{g} ⊙ \(components.asComponentFactor)",
        pushforward: "\(components.asComponentFactor) ⊙ {t}"
      )
    }
    let isAlone = bias.count == 1
    if factor.isConstant {
      let sign = pair.isOne ? "" : "−"
      return LocalGradient(
        !isAlone ? .dense : pair.isOne ? .identity : .scalarMultiple,
        "\(sign)\(isAlone ? "I" : bias.repetition)",
        contribution: "\(sign)\(bias.summed("{g}"))",
        pushforward: "\(sign)\(bias.repeated("{t}"))",
        multiplications: pair.isOne ? 0 : bias.matrix.count
      )
    }
    let diagonal = "diag(vec(\(Self.full(components, bias))))"
    return LocalGradient(
      isAlone ? .diagonal : .dense,
      isAlone ? "\(diagonal)" : "\(diagonal)·(\(bias.repetition))",
      contribution: "\(bias.summed("{g} ⊙ \(components.asComponentFactor)"))",
      pushforward: "\(components.asComponentFactor) ⊙ {t}",
      multiplications: bias.matrix.count
    )
  }

  /// A formula of components that gives a whole matrix, also where it is one of the bias alone.
  private static func full(_ components: Formula, _ bias: Bias) -> String {
    let text = components.template
    guard !text.contains("{\(1 - bias.slot)}") else { return text }
    let place = "{\(bias.slot)}"
    let repeated = bias.repeated(place)
    return text == place ? repeated : text.replacing(place, with: "(\(repeated))")
  }
}
