/// Where a formula needs brackets: the one rule, whatever it is printed in.
extension Formula {
  /// How tightly a formula holds together, the loosest first.
  package enum Binding: Int, Comparable, Sendable {
    case loose
    case sum
    case kronecker
    case product
    /// A number with a power of ten, or a constant that is a quotient.
    case scaled
    case power
    case atom

    /// Whether one holds together less tightly than the other.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// How what is put into a place holds together, and whether it begins with a minus sign.
  package struct Cohesion: Hashable, Sendable {
    /// How tightly it holds together.
    package let binding: Binding
    /// Whether it begins with a minus sign.
    package let isSigned: Bool

    /// What holds together so, without a sign unless said otherwise.
    package init(_ binding: Binding, isSigned: Bool = false) {
      self.binding = binding
      self.isSigned = isSigned
    }

    /// A name, or a number without a sign.
    package static let atom = Cohesion(.atom)
  }

  /// How quotients are set.
  package enum Style: Sendable {
    /// With a slash, on the line.
    case inline
    /// With a bar, one part above the other.
    case stacked
  }

  /// Where a formula stands.
  package enum Position: Sendable {
    /// Alone, or between brackets.
    case alone
    /// In a product.
    case factor
  }

  /// The formula with brackets wherever they are needed.
  ///
  /// - Parameters:
  ///   - style: how quotients are set
  ///   - position: where the formula stands
  ///   - leaf: how places, and what fills them, hold together as they are printed
  /// - Returns: the same formula, with `brackets` in it
  package func withBrackets(
    _ style: Style = .inline,
    as position: Position = .alone,
    leaf: @escaping (Formula) -> Cohesion = { _ in .atom }
  ) -> Formula {
    let bracketing = Bracketing(style: style, leaf: leaf)
    return switch position {
    case .alone: bracketing.whole(self)
    case .factor: bracketing.operand(self, of: .dot, isFirst: false, isLeft: false)
    }
  }
}

/// Puts brackets into a formula.
private struct Bracketing {
  let style: Formula.Style
  let leaf: (Formula) -> Formula.Cohesion

  // MARK: - Cohesion

  func cohesion(of formula: Formula) -> Formula.Cohesion {
    switch formula {
    case .number(let number): Formula.Cohesion(ofNumber: number)
    case .place, .term: leaf(formula)
    case .negative: Formula.Cohesion(.product, isSigned: true)
    case .binary(let left, let sign, _):
      isFraction(formula)
        ? Formula.Cohesion(.scaled)
        : Formula.Cohesion(sign.binding, isSigned: cohesion(of: left).isSigned)
    case .power, .transposed: Formula.Cohesion(.power)
    case .series: Formula.Cohesion(.product)
    case .derivative: Formula.Cohesion(.scaled)
    case .choice, .relation, .blank: Formula.Cohesion(.loose)
    case .symbol, .lowered, .part, .call, .list, .magnitude, .norm, .root, .differential, .brackets:
      .atom
    }
  }

  private func isFraction(_ formula: Formula) -> Bool {
    if case .binary(_, .slash, _) = formula { style == .stacked } else { false }
  }

  // MARK: - Brackets

  /// A formula that stands first, or behind something that a minus sign must not follow.
  func formula(_ formula: Formula, isFirst: Bool) -> Formula {
    switch formula {
    case .number, .place, .term, .symbol, .blank: formula
    case .negative(let operand):
      .negative(self.operand(operand, atLeast: .product, isFirst: false))
    case .binary(let left, .slash, let right) where style == .stacked:
      .binary(whole(left), .slash, whole(right))
    case .binary(let left, let sign, let right):
      .binary(
        operand(left, of: sign, isFirst: isFirst, isLeft: true),
        sign,
        operand(right, of: sign, isFirst: false, isLeft: false)
      )
    case .power(let base, let exponent): .power(raised(base), whole(exponent))
    case .transposed(let base): .transposed(raised(base))
    case .lowered(let base, let indices): .lowered(raised(base), indices.map(whole))
    case .part(let base, let indices): .part(raised(base), indices)
    case .call(let name, let arguments): .call(name, arguments.map(whole))
    case .list(let entries): .list(entries.map(whole))
    case .relation(let left, let comparison, let right):
      .relation(whole(left), comparison, whole(right))
    case .magnitude(let operand): .magnitude(whole(operand))
    case .norm(let operand, let order): .norm(whole(operand), order: order)
    case .root(let operand): .root(whole(operand))
    case .choice(let condition, let chosen, let other):
      .choice(if: whole(condition), whole(chosen), else: whole(other))
    case .series(let series, let indices, let term):
      .series(series, over: indices, operand(term, atLeast: .product, isFirst: false))
    case .differential(let value): .differential(raised(value))
    case .derivative(let value, let variable, let paths):
      .derivative(raised(value), by: raised(variable), along: paths)
    case .brackets(let inner): .brackets(whole(inner))
    }
  }

  /// A formula that brackets, bars or commas keep together.
  func whole(_ formula: Formula) -> Formula { self.formula(formula, isFirst: true) }

  private func raised(_ base: Formula) -> Formula {
    operand(base, atLeast: .atom, isFirst: false)
  }

  func operand(
    _ operand: Formula,
    of sign: Formula.Sign,
    isFirst: Bool,
    isLeft: Bool
  ) -> Formula {
    // A quotient that is set with a bar is torn apart by nothing.
    if case .binary(_, let inner, _) = operand, sign.splits(inner),
      style == .inline || sign == .dot && inner == .hadamard
    {
      return .brackets(whole(operand))
    }
    return self.operand(operand, atLeast: sign.minimum(isLeft: isLeft), isFirst: isFirst)
  }

  /// A formula in a place that asks for a binding; a minus sign stands first there or in brackets.
  func operand(
    _ operand: Formula,
    atLeast minimum: Formula.Binding,
    isFirst: Bool
  ) -> Formula {
    let cohesion = cohesion(of: operand)
    if cohesion.binding < minimum { return .brackets(whole(operand)) }
    // Of several factors the first alone bears the sign.
    if case .binary = operand { return formula(operand, isFirst: isFirst) }
    return cohesion.isSigned && !isFirst
      ? .brackets(whole(operand)) : formula(operand, isFirst: isFirst)
  }
}

extension Formula.Sign {
  var binding: Formula.Binding {
    switch self {
    case .plus, .minus: .sum
    case .kronecker: .kronecker
    case .dot, .hadamard, .slash: .product
    }
  }

  /// How tightly an operand must hold together.
  fileprivate func minimum(isLeft: Bool) -> Formula.Binding {
    switch self {
    case .plus, .minus: isLeft ? .sum : .kronecker
    case .kronecker, .dot: .product
    case .hadamard: .scaled
    case .slash: isLeft ? .product : .power
    }
  }

  /// Whether a product or a quotient as an operand would be torn apart, or read so.
  fileprivate func splits(_ inner: Formula.Sign) -> Bool {
    switch self {
    case .dot: inner == .slash || inner == .hadamard
    case .slash: inner == .slash || inner == .hadamard
    case .plus, .minus, .kronecker, .hadamard: false
    }
  }
}

extension Formula.Cohesion {
  /// A number as a formula shows it.
  init(ofNumber number: Double) {
    let digits = Formula.digits(of: number)
    self.init(digits.contains("e") ? .scaled : .atom, isSigned: digits.hasPrefix("−"))
  }
}
