package import GradstepGraph
import GradstepSyntax

/// Works a formula out by exact arithmetic on the numbers that are put into its places.
///
/// That is what a sign between printed numbers stands on: `=` says that they give exactly the
/// printed result. What cannot be said to be a rational number, such as tanh(1.2), is not known.
package struct ExactFormula {
  /// The numbers that are put in.
  package struct Places {
    let operands: [ExactTensor]
    let result: ExactTensor
    var upstream: ExactTensor?
    var tangent: ExactTensor?

    package init(
      operands: [ExactTensor],
      result: ExactTensor,
      upstream: ExactTensor? = nil,
      tangent: ExactTensor? = nil
    ) {
      self.operands = operands
      self.result = result
      self.upstream = upstream
      self.tangent = tangent
    }
  }

  /// A place where the formula ends being known.
  private struct NotKnown: Error {}

  private let places: Places
  /// The shape of what the formula gives, which a unit vector takes its length from.
  private let shape: Shape
  /// The letters that count components or blocks, with their values.
  private var indices: [String: Int] = [:]

  private init(_ places: Places, shape: Shape) {
    self.places = places
    self.shape = shape
  }

  /// What a formula gives, in numbers of a shape; `nil` where that is not known.
  package static func value(of formula: Formula, _ places: Places, shape: Shape) -> ExactTensor? {
    try? ExactFormula(places, shape: shape).value(of: formula)
  }

  private func known(_ tensor: ExactTensor?) throws(NotKnown) -> ExactTensor {
    guard let tensor else { throw NotKnown() }
    return tensor
  }

  private func value(of formula: Formula) throws(NotKnown) -> ExactTensor {
    switch formula {
    case .number(let number): return ExactTensor(ExactNumber(exactly: number))
    case .place(let place): return try value(of: place)
    case .negative(let operand): return try value(of: operand).map { -$0 }
    case .binary(let left, let sign, let right): return try combine(left, sign, right)
    case .power(.norm(let operand, order: nil), 2):
      // The square of a length needs no root.
      return ExactTensor(try value(of: operand).elements.map { $0 * $0 }.sum)
    case .power(let base, let exponent):
      guard let exponent = try value(of: exponent).number else { throw NotKnown() }
      return try value(of: base).map { $0.raised(to: exponent) }
    case .transposed(.lowered(.symbol("e"), let indices)):
      return try unit(at: indices, of: .vector(shape.columns)).transposed
    case .transposed(let operand): return try value(of: operand).transposed
    case .lowered(.symbol("e"), let indices):
      return try unit(at: indices, of: .vector(shape.rows))
    case .lowered(.symbol("E"), let indices): return try unit(at: indices, of: shape)
    case .lowered(.place(let place), let indices) where indices.count == 2:
      return try block(indices, of: value(of: place))
    case .part(let base, let indices): return try part(indices, of: value(of: base))
    case .call(let name, let arguments):
      return try known(ExactFunction.value(of: name, arguments.map(value)))
    case .list(let entries): return try list(entries)
    case .relation(let left, let comparison, let right):
      return try relation(left, comparison, right)
    case .magnitude(let operand): return try value(of: operand).map { $0.magnitude }
    case .norm(let operand, let order): return try norm(of: operand, order)
    case .root(let operand): return try value(of: operand).map { $0.squareRoot }
    case .choice(let condition, let chosen, let other):
      return try choice(condition, chosen, other)
    case .series(.product, over: _, .lowered(let factors, _)):
      return try productsOfOthers(value(of: factors))
    case .series(.sum, over: let indices, let term): return try sum(term, over: indices)
    case .brackets(let inner): return try value(of: inner)
    case .symbol(let letter):
      guard let index = indices[letter] else { throw NotKnown() }
      return ExactTensor(ExactNumber(index))
    case .term, .blank, .lowered, .series, .differential, .derivative: throw NotKnown()
    }
  }

  private func value(of place: Formula.Place) throws(NotKnown) -> ExactTensor {
    switch place {
    case .operand(let slot):
      return try known(places.operands.indices.contains(slot) ? places.operands[slot] : nil)
    case .result: return places.result
    case .upstream: return try known(places.upstream)
    case .tangent: return try known(places.tangent)
    case .tangentVector:
      let tangent = try known(places.tangent)
      guard tangent.shape.rank == 2 else { return tangent }
      return ExactTensor(.vector(tangent.elements.count), tangent.transposed.elements)
    }
  }

  // MARK: - Signs

  private func combine(
    _ left: Formula,
    _ sign: Formula.Sign,
    _ right: Formula
  ) throws(NotKnown) -> ExactTensor {
    let first = try value(of: left)
    if sign == .dot, case .lowered(.symbol("e"), let indices) = right,
      first.number == nil || first.shape.rank == 2
    {
      // The unit vector behind a matrix has as many components as that has columns.
      return try known(first.times(unit(at: indices, of: .vector(first.shape.columns))))
    }
    let second = try value(of: right)
    let combined: ExactTensor? =
      switch sign {
      case .plus: first.paired(with: second, +)
      case .minus: first.paired(with: second, -)
      case .dot: first.times(second)
      case .hadamard: first.paired(with: second, *)
      case .slash: first.paired(with: second, /)
      case .kronecker: nil
      }
    return try known(combined)
  }

  /// 1 where a comparison holds and 0 elsewhere.
  private func relation(
    _ left: Formula,
    _ comparison: Comparison,
    _ right: Formula
  ) throws(NotKnown) -> ExactTensor {
    let difference = try known(value(of: left).paired(with: value(of: right), -))
    return difference.map { number in
      number.sign.map { comparison.holds(Double($0), 0) ? .one : .zero } ?? .unknown
    }
  }

  private func choice(
    _ condition: Formula,
    _ chosen: Formula,
    _ other: Formula
  ) throws(NotKnown) -> ExactTensor {
    let condition = try value(of: condition)
    func part(_ formula: Formula, where isWanted: Bool) throws(NotKnown) -> ExactTensor {
      try known(
        condition.paired(with: value(of: formula)) { holds, number in
          holds.approximation.isNaN ? .unknown : holds.isZero == isWanted ? .zero : number
        }
      )
    }
    return try known(part(chosen, where: true).paired(with: part(other, where: false), +))
  }

  private func norm(of operand: Formula, _ order: Formula?) throws(NotKnown) -> ExactTensor {
    let value = try value(of: operand)
    let magnitudes = value.map { $0.magnitude }
    return switch order {
    case .number(1): ExactTensor(magnitudes.elements.sum)
    case .number(.infinity): try known(ExactFunction.value(of: "max", [magnitudes]))
    default: ExactTensor(value.elements.map { $0 * $0 }.sum.squareRoot)
    }
  }

  // MARK: - Parts and lists

  /// The rows, the column or the component that indices choose.
  private func part(
    _ indices: [Formula.Index],
    of value: ExactTensor
  ) throws(NotKnown) -> ExactTensor {
    switch indices.count == 2 ? (indices[0], indices[1]) : (indices[0], nil) {
    case (.through(let first, let last), nil):
      return try known(first <= last ? value.rows(first - 1..<last) : nil)
    case (.at(let row), nil):
      let row = try position(row)
      return try known(value.rows(row..<row + 1))
    case (.at(let row), .all):
      let row = try position(row)
      let part = try known(value.rows(row..<row + 1))
      return ExactTensor(.vector(value.shape.columns), part.elements)
    case (.all, .at(let column)):
      let column = try position(column)
      let part = try known(value.transposed.rows(column..<column + 1))
      return ExactTensor(.vector(value.shape.rows), part.elements)
    case (.at(let row), .at(let column)):
      let (row, column) = (try position(row), try position(column))
      guard value.shape.columns > column, value.shape.rows > row else { throw NotKnown() }
      return ExactTensor(value[row, column])
    default: throw NotKnown()
    }
  }

  /// An index counted from 1, counted from 0.
  private func position(_ index: Formula) throws(NotKnown) -> Int {
    guard let number = try value(of: index).number, let index = Int(exactly: number.approximation),
      index > 0
    else { throw NotKnown() }
    return index - 1
  }

  /// What stands in square brackets: a comparison, or a list.
  private func list(_ formulas: [Formula]) throws(NotKnown) -> ExactTensor {
    if case .relation? = formulas.first { return try value(of: formulas[0]) }
    if formulas.count == 1, indices.isEmpty, formulas[0].hasBlocks {
      return try ExactTensor(shape, values(of: formulas[0], at: shape).flatMap { $0.elements })
    }
    let entries = try formulas.map(value)
    if entries.allSatisfy({ $0.number != nil }), entries.contains(where: { $0.shape.rank == 0 }) {
      return ExactTensor(.vector(entries.count), entries.flatMap { $0.elements })
    }
    guard entries.allSatisfy({ $0.elements.count == entries[0].elements.count }) else {
      throw NotKnown()
    }
    return ExactTensor(
      .matrix(entries.count, entries[0].elements.count),
      entries.flatMap { $0.elements }
    )
  }

  /// A unit vector or matrix of a shape, at the indices that stand below the letter.
  private func unit(at indices: [Formula], of shape: Shape) throws(NotKnown) -> ExactTensor {
    let indices = try indices.map(position)
    let position = indices.count == 2 ? indices[0] * shape.columns + indices[1] : indices[0]
    guard 0..<shape.count ~= position else { throw NotKnown() }
    var elements = [ExactNumber](repeating: .zero, count: shape.count)
    elements[position] = .one
    return ExactTensor(shape, elements)
  }

  /// For each component the product of the others.
  private func productsOfOthers(_ factors: ExactTensor) -> ExactTensor {
    ExactTensor(
      factors.shape,
      factors.elements.indices.map { own in
        var others = factors.elements
        others.remove(at: own)
        return others.reduce(.one, *)
      }
    )
  }

  // MARK: - Indices

  /// The formula at each place of a shape, for letters that count rows and columns.
  private func values(of formula: Formula, at shape: Shape) throws(NotKnown) -> [ExactTensor] {
    try (0..<shape.count).map { position throws(NotKnown) in
      var place = self
      place.indices = [
        "i": position / shape.columns + 1, "j": position % shape.columns + 1,
      ]
      return try place.value(of: formula)
    }
  }

  /// A sum over the blocks that belong to the elements of the first operand, or over the components of
  /// a vector for each component of the result.
  private func sum(_ term: Formula, over letters: [Formula]) throws(NotKnown) -> ExactTensor {
    if letters.count == 2, let grid = places.operands.first?.shape {
      let terms = try values(of: term, at: grid)
      var total = terms[0]
      for term in terms.dropFirst() { total = try known(total.paired(with: term, +)) }
      return total
    }
    guard shape.rank < 2, case .binary(_, .dot, .part(let factor, _)) = term else {
      throw NotKnown()
    }
    let count = try value(of: factor).elements.count
    return try ExactTensor(
      shape,
      (1...shape.count).map { component throws(NotKnown) in
        try (1...count).map { index throws(NotKnown) in
          var place = self
          place.indices = ["i": index, "j": component]
          return try known(place.value(of: term)).elements[0]
        }.sum
      }
    )
  }

  /// The block of a value that belongs to an element of the first operand: of that itself the element.
  private func block(_ letters: [Formula], of value: ExactTensor) throws(NotKnown) -> ExactTensor {
    guard let grid = places.operands.first?.shape else { throw NotKnown() }
    let (row, column) = (try position(letters[0]), try position(letters[1]))
    let (rows, columns) = (value.shape.rows / grid.rows, value.shape.columns / grid.columns)
    let elements = (0..<rows * columns).map { index in
      value[row * rows + index / columns, column * columns + index % columns]
    }
    return ExactTensor(
      rows * columns == 1 ? .scalar : columns == 1 ? .vector(rows) : .matrix(rows, columns),
      elements
    )
  }
}

extension Formula {
  /// Whether it is of the blocks that belong to the elements of an operand.
  fileprivate var hasBlocks: Bool {
    switch self {
    case .call("sum", let arguments): arguments.contains { $0.hasBlocks }
    case .binary(let left, _, _): left.hasBlocks
    case .lowered(.place, let indices): indices.count == 2
    default: false
    }
  }
}
