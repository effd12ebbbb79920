/// The constructor for operations that work on pairs of components.
extension Operation {
  /// One slot of an operation on pairs of numbers: ∂y/∂(operand) as a rule and as a formula.
  struct PairSlot: Sendable {
    /// What the derivative depends on, which decides its structure.
    enum Dependence: Sendable {
      case nothing
      case otherOperand
      case both
    }

    let dependence: Dependence
    let formula: Formula
    let derivative: @Sendable (_ a: Double, _ b: Double, _ y: Double) -> Double

    /// Whether the derivative is 1 whatever the operands are, so that nothing is multiplied.
    var isOne: Bool { dependence == .nothing && formula == 1 }

    /// A formula with the sign of a derivative that is 1 or −1.
    func signed(_ formula: Formula) -> Formula { isOne ? formula : -formula }
  }

  /// An operation on pairs of components; a scalar operand is paired with every component, a bias
  /// with those of each row or column.
  static func pairwise(
    _ name: String,
    notations: [Notation],
    rule: Rule,
    summary: String,
    symbol: Formula,
    formula: Formula,
    domain: Domain = .everywhere,
    samples: [Sample],
    shape: @escaping ShapeRule,
    value: @escaping @Sendable (_ a: Double, _ b: Double) -> Double,
    left: PairSlot,
    right: PairSlot,
    kink: @escaping KinkRule = Kink.nowhere,
    isOneSided: @escaping @Sendable (Application) -> Bool = { _ in false },
    commutes: Bool = false
  ) -> Operation {
    let slotsOfOne = [left.isOne, right.isOne]
    return Operation(
      name,
      notations: notations,
      arity: 2...2,
      rule: rule,
      summary: summary,
      symbol: { _ in symbol },
      formula: { _ in formula },
      domain: domain,
      samples: samples,
      shape: shape,
      value: { application, result in
        let a = Paired(application[0], in: result.shape)
        let b = Paired(application[1], in: result.shape)
        for i in 0..<result.count { result[i] = value(a[i], b[i]) }
      },
      local: { slot, usage in .pairwise(slot == 0 ? left : right, slot: slot, usage: usage) },
      pullback: { application, slot, upstream, gradient in
        let y = application.result
        let a = Paired(application[0], in: y.shape)
        let b = Paired(application[1], in: y.shape)
        let derivative = (slot == 0 ? left : right).derivative
        let isOne = slotsOfOne[slot]
        func part(_ i: Int) -> Double {
          isOne ? upstream[i] : carried(upstream[i], by: derivative(a[i], b[i], y[i]))
        }
        if gradient.count == y.count {
          for i in 0..<y.count { gradient[i] += part(i) }
        } else {
          let pairing = (slot == 0 ? a : b).pairing
          for component in 0..<gradient.count {
            var sum = 0.0
            for i in pairing.positions(of: component, in: y.shape) { sum += part(i) }
            gradient[component] += sum
          }
        }
      },
      pushforward: { application, slot, tangent, result in
        let y = application.result
        let a = Paired(application[0], in: y.shape)
        let b = Paired(application[1], in: y.shape)
        let derivative = (slot == 0 ? left : right).derivative
        let t = Paired(tangent, in: y.shape)
        let isOne = slotsOfOne[slot]
        for i in 0..<y.count {
          result[i] += isOne ? t[i] : carried(t[i], by: derivative(a[i], b[i], y[i]))
        }
      },
      kink: kink,
      isOneSided: isOneSided,
      commutes: commutes,
      remark: { usage in usage.bias?.remark }
    )
  }
}

/// An operand of a pair, read at the positions of the result.
struct Paired {
  let view: TensorView
  let pairing: Pairing
  private let columns: Int

  @inline(__always)
  init(_ view: TensorView, in result: Shape) {
    self.view = view
    pairing = Pairing(of: view.shape, in: result) ?? .each
    columns = result.columns
  }

  @inline(__always)
  subscript(index: Int) -> Double { view[pairing.component(at: index, columns: columns)] }
}
