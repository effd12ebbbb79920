/// Formulas of numbers, said of the components of vectors and matrices.
extension Formula {
  /// Whether the formula has no place for an operand, the result or upstream.
  package var isConstant: Bool { places.isEmpty }

  /// Whether the formula is written with the result of the operation.
  package var hasResult: Bool { places.contains(.result) }

  /// All places, in reading order.
  package var places: [Place] {
    if case .place(let place) = self { return [place] }
    return parts.flatMap { $0.places }
  }

  /// The formulas that this one is directly built of, in reading order.
  private var parts: [Formula] {
    switch self {
    case .number, .place, .term, .symbol, .blank: []
    case .negative(let part), .transposed(let part), .magnitude(let part), .root(let part),
      .brackets(let part), .differential(let part), .part(let part, _):
      [part]
    case .binary(let left, _, let right), .relation(let left, _, let right),
      .derivative(let left, let right, _):
      [left, right]
    case .power(let base, let exponent): [base, exponent]
    case .lowered(let base, let indices): [base] + indices
    case .call(_, let parts), .list(let parts): parts
    case .norm(let part, let order): [part] + (order.map { [$0] } ?? [])
    case .choice(let condition, let chosen, let other): [chosen, condition, other]
    case .series(_, let indices, let term): indices + [term]
    }
  }

  /// The formula with each formula that it is directly built of put through `change`.
  private func mapParts(_ change: (Formula) -> Formula) -> Formula {
    switch self {
    case .number, .place, .term, .symbol, .blank: self
    case .negative(let part): .negative(change(part))
    case .transposed(let part): .transposed(change(part))
    case .magnitude(let part): .magnitude(change(part))
    case .root(let part): .root(change(part))
    case .brackets(let part): .brackets(change(part))
    case .differential(let part): .differential(change(part))
    case .derivative(let value, let variable, let paths):
      .derivative(change(value), by: change(variable), along: paths)
    case .part(let part, let indices): .part(change(part), indices)
    case .binary(let left, let sign, let right): .binary(change(left), sign, change(right))
    case .relation(let left, let sign, let right): .relation(change(left), sign, change(right))
    case .power(let base, let exponent): .power(change(base), change(exponent))
    case .lowered(let base, let indices): .lowered(change(base), indices.map(change))
    case .call(let name, let parts): .call(name, parts.map(change))
    case .list(let parts): .list(parts.map(change))
    case .norm(let part, let order): .norm(change(part), order: order.map(change))
    case .choice(let condition, let chosen, let other):
      .choice(if: change(condition), change(chosen), else: change(other))
    case .series(let series, let indices, let term):
      .series(series, over: indices.map(change), change(term))
    }
  }

  /// The formula with its places filled.
  package func filled(_ filling: (Place) -> Formula) -> Formula {
    if case .place(let place) = self { return filling(place) }
    return mapParts { $0.filled(filling) }
  }

  /// The formula with another one wherever an operand stands.
  func replacing(_ slot: Int, with formula: Formula) -> Formula {
    filled { $0 == .operand(slot) ? formula : .place($0) }
  }

  /// Formulas added up, each with the sign that it begins with.
  package static func sum(_ terms: [Formula]) -> Formula {
    terms.dropFirst().reduce(terms.first ?? 0) { $0.adding($1) }
  }

  private func adding(_ term: Formula) -> Formula {
    switch term {
    case .binary(let left, .plus, let right): adding(left) + right
    case .binary(let left, .minus, let right): adding(left) - right
    default: term.withoutSign.map { self - $0 } ?? self + term
    }
  }

  /// What stands behind the minus sign that a formula begins with; `nil` where it begins with none.
  package var withoutSign: Formula? {
    switch self {
    case .negative(let operand): operand
    case .number(let number) where number < 0: .number(-number)
    case .term(.constant(let constant, let number)) where number.shape.rank == 0:
      constant.withoutSign.map { .term(.constant($0, Tensor(-number.elements[0]))) }
    case .binary(let left, let sign, let right):
      left.withoutSign.flatMap { sign.binding < .product ? nil : .binary($0, sign, right) }
    default: nil
    }
  }

  /// A formula of numbers as one of vectors and matrices, of which it takes each component alone.
  ///
  /// `·` of two vectors is their dot product, so it becomes `⊙`; and a matrix has no square but
  /// that of linear algebra. A scalar keeps its own.
  func byComponents(_ shapes: OperandShapes) -> Formula {
    let components = mapParts { $0.byComponents(shapes) }
    switch components {
    case .binary(let left, .dot, let right)
    where !left.isNumber(shapes) && !right.isNumber(shapes):
      return left ⊙ right
    case .power(let base, 2) where base.isMatrix(shapes):
      return base ⊙ base
    default:
      return components
    }
  }

  /// Whether the formula is one number, for operands of these shapes; the result has the largest.
  private func isNumber(_ shapes: OperandShapes) -> Bool {
    places.allSatisfy { place in
      switch place {
      case .operand(let slot): shapes.indices.contains(slot) && shapes[slot].isScalarLike
      case .result: shapes.allSatisfy { $0.isScalarLike }
      case .upstream, .tangent, .tangentVector: false
      }
    }
  }

  /// Whether the formula is a matrix with each of its components worked out alone.
  private func isMatrix(_ shapes: OperandShapes) -> Bool {
    !isNumber(shapes) && shapes.contains { $0.rank == 2 }
  }

  /// A number as a formula shows it: as it is, or with six digits where it has more than fifteen.
  package static func digits(of exact: Double) -> String {
    guard exact.isFinite else { return exact.isNaN ? "NaN" : exact < 0 ? "−∞" : "∞" }
    var digits = Decimal(exact)
    if digits.digitCount > 15 { digits = digits.rounded(toDigits: 6) }
    return (exact < 0 ? "−" : "") + digits.plainText
  }
}

extension [Formula] {
  /// Whether bars stand around all that a function is of, so that brackets would say nothing.
  package var areInBars: Bool {
    switch first {
    case .magnitude, .norm(_, order: nil): count == 1
    default: false
    }
  }
}
