import GradstepGraph

/// Works a formula out by exact arithmetic on the numbers that are put into its places.
///
/// That is what a sign between printed numbers stands on: `=` says that they give exactly the
/// printed result. What cannot be said to be a rational number, such as tanh(1.2), is not known.
struct ExactFormula {
  /// The numbers that are put in.
  struct Places {
    let operands: [ExactTensor]
    let result: ExactTensor
    var upstream: ExactTensor?
    var tangent: ExactTensor?
  }

  /// A place where the formula ends being known.
  private struct NotKnown: Error {}

  private enum Token: Equatable {
    case number(String)
    case word(String)
    case sign(Character)
    case place(Formula.Part)
    case raised([Formula.Part])
    case lowered([Formula.Part])
  }

  private let places: Places
  /// The shape of what the formula gives, which a unit vector takes its length from.
  private let shape: Shape
  private var tokens: ArraySlice<Token>

  private init(_ parts: [Formula.Part], _ places: Places, shape: Shape) {
    self.places = places
    self.shape = shape
    tokens = Self.tokens(parts)[...]
  }

  /// What a formula gives, in numbers of a shape; `nil` where that is not known.
  static func value(of formula: Formula, _ places: Places, shape: Shape) -> ExactTensor? {
    value(of: formula.parts, places, shape: shape)
  }

  private static func value(
    of parts: [Formula.Part],
    _ places: Places,
    shape: Shape
  ) -> ExactTensor? {
    var formula = ExactFormula(parts, places, shape: shape)
    guard let value = try? formula.choice(), formula.tokens.isEmpty else { return nil }
    return value
  }

  private static func tokens(_ parts: [Formula.Part]) -> [Token] {
    var tokens: [Token] = []
    for part in parts {
      switch part {
      case .text(let text): tokens += Self.tokens(text)
      case .superscript(let parts): tokens.append(.raised(parts))
      case .subscript(let parts): tokens.append(.lowered(parts))
      case .operand, .result, .upstream, .tangent, .tangentVector: tokens.append(.place(part))
      }
    }
    return tokens
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isNumber {
        let digits = number(rest)
        tokens.append(.number(String(digits)))
        rest = rest.dropFirst(digits.count)
      } else if first.isLetter, first != "ᵀ" {
        let word = rest.prefix { $0.isLetter && $0 != "ᵀ" || $0 == "_" || $0.isNumber }
        tokens.append(.word(String(word)))
        rest = rest.dropFirst(word.count)
      } else {
        if first != " " { tokens.append(.sign(first)) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  /// The number that a text begins with; `1e-07` is one.
  private static func number(_ text: Substring) -> Substring {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let exponent = text.dropFirst(digits.count)
    guard exponent.first == "e" else { return digits }
    let sign = exponent.dropFirst().prefix { $0 == "-" }
    let power = exponent.dropFirst(1 + sign.count).prefix { $0.isNumber }
    return power.isEmpty ? digits : text.prefix(digits.count + 1 + sign.count + power.count)
  }

  // MARK: - Grammar

  private mutating func take(_ sign: Character) -> Bool {
    guard tokens.first == .sign(sign) else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func expect(_ sign: Character) throws {
    guard take(sign) else { throw NotKnown() }
  }

  private func known(_ tensor: ExactTensor?) throws -> ExactTensor {
    guard let tensor else { throw NotKnown() }
    return tensor
  }

  /// `u if a < b, else v`, or a sum.
  private mutating func choice() throws -> ExactTensor {
    let chosen = try sum()
    guard tokens.first == .word("if") else { return chosen }
    tokens.removeFirst()
    guard let condition = try relation(to: sum()), take(","), tokens.popFirst() == .word("else")
    else { throw NotKnown() }
    let other = try sum()
    func part(_ value: ExactTensor, where isWanted: Bool) throws -> ExactTensor {
      try known(
        condition.paired(with: value) { holds, number in
          holds.approximation.isNaN ? .unknown : holds.isZero == isWanted ? .zero : number
        }
      )
    }
    return try known(part(chosen, where: true).paired(with: part(other, where: false), +))
  }

  private mutating func sum() throws -> ExactTensor {
    var sum = try product()
    while true {
      if take("+") {
        sum = try known(sum.paired(with: product(), +))
      } else if take("−") {
        sum = try known(sum.paired(with: product(), -))
      } else {
        return sum
      }
    }
  }

  private mutating func product() throws -> ExactTensor {
    var product = try prefixed()
    while true {
      if take("·") {
        product = try unit(times: product) ?? known(product.times(prefixed()))
      } else if take("⊙") {
        product = try known(product.paired(with: prefixed(), *))
      } else if take("/") {
        product = try known(product.paired(with: prefixed(), /))
      } else {
        return product
      }
    }
  }

  private mutating func prefixed() throws -> ExactTensor {
    guard take("−") else { return try postfixed() }
    return try prefixed().map { -$0 }
  }

  private mutating func postfixed() throws -> ExactTensor {
    var value = try atom()
    while let token = tokens.first {
      switch token {
      case .sign("ᵀ"):
        tokens.removeFirst()
        value = value.transposed
      case .sign("["):
        tokens.removeFirst()
        value = try part(of: value)
      case .raised(let parts):
        tokens.removeFirst()
        guard let exponent = Self.value(of: parts, places, shape: .scalar)?.number else {
          throw NotKnown()
        }
        value = value.map { $0.raised(to: exponent) }
      default:
        return value
      }
    }
    return value
  }

  private mutating func atom() throws -> ExactTensor {
    guard let token = tokens.popFirst() else { throw NotKnown() }
    switch token {
    case .number(let digits): return ExactTensor(try number(digits))
    case .place(let part): return try value(of: part)
    case .word(let word): return try call(word)
    case .sign("("):
      let value = try sum()
      try expect(")")
      return value
    case .sign("["): return try list()
    case .sign("|"):
      let value = try sum()
      try expect("|")
      return value.map(\.magnitude)
    case .sign("‖"): return try norm()
    case .sign("√"):
      return try atom().map(\.squareRoot)
    case .sign, .raised, .lowered: throw NotKnown()
    }
  }

  private func number(_ digits: String) throws -> ExactNumber {
    guard let double = Double(digits) else { throw NotKnown() }
    return ExactNumber(Decimal(double))
  }

  private func value(of place: Formula.Part) throws -> ExactTensor {
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
    case .text, .superscript, .subscript: throw NotKnown()
    }
  }

  /// The rows, the column or the component that indices choose, up to the closing bracket.
  private mutating func part(of value: ExactTensor) throws -> ExactTensor {
    if take(":") {
      try expect(",")
      let column = try index()
      try expect("]")
      let columns = try known(value.transposed.rows(column..<column + 1))
      return ExactTensor(.vector(value.shape.rows), columns.elements)
    }
    let first = try index()
    if take(":") {
      let last = try index()
      try expect("]")
      return try known(first <= last ? value.rows(first..<last + 1) : nil)
    }
    if take(",") {
      if take(":") {
        try expect("]")
        let row = try known(value.rows(first..<first + 1))
        return ExactTensor(.vector(value.shape.columns), row.elements)
      }
      let column = try index()
      try expect("]")
      guard value.shape.columns > column, value.shape.rows > first else { throw NotKnown() }
      return ExactTensor(value[first, column])
    }
    try expect("]")
    return try known(value.rows(first..<first + 1))
  }

  /// An index counted from 1, counted from 0.
  private mutating func index() throws -> Int {
    guard case .number(let digits)? = tokens.popFirst(), let index = Int(digits), index > 0 else {
      throw NotKnown()
    }
    return index - 1
  }

  /// What stands in square brackets: a condition, which is 1 or 0, or a list.
  private mutating func list() throws -> ExactTensor {
    var entries = [try sum()]
    if let holds = try relation(to: entries[0]) {
      try expect("]")
      return holds
    }
    while take(",") { entries.append(try sum()) }
    try expect("]")
    if entries.allSatisfy({ $0.number != nil }), entries.contains(where: { $0.shape.rank == 0 }) {
      return ExactTensor(.vector(entries.count), entries.flatMap(\.elements))
    }
    guard entries.allSatisfy({ $0.elements.count == entries[0].elements.count }) else {
      throw NotKnown()
    }
    return ExactTensor(
      .matrix(entries.count, entries[0].elements.count),
      entries.flatMap(\.elements)
    )
  }

  /// 1 where the comparison that follows holds and 0 elsewhere; `nil` where none follows.
  private mutating func relation(to left: ExactTensor) throws -> ExactTensor? {
    for (sign, holds) in Self.relations where take(sign) {
      let difference = try known(left.paired(with: sum(), -))
      return difference.map { number in number.sign.map { holds($0) ? .one : .zero } ?? .unknown }
    }
    return nil
  }

  private static let relations: [(Character, @Sendable (_ sign: Int) -> Bool)] = [
    (">", { $0 > 0 }), ("≥", { $0 >= 0 }), ("<", { $0 < 0 }), ("≤", { $0 <= 0 }),
    ("=", { $0 == 0 }), ("≠", { $0 != 0 }),
  ]

  /// A norm; the square of one needs no root.
  private mutating func norm() throws -> ExactTensor {
    let value = try sum()
    try expect("‖")
    let square = value.elements.map { $0 * $0 }.sum
    if tokens.first == .raised([.text("2")]) {
      tokens.removeFirst()
      return ExactTensor(square)
    }
    return ExactTensor(square.squareRoot)
  }

  // MARK: - Functions

  private mutating func call(_ word: String) throws -> ExactTensor {
    if word == "Π" { return try productOfOthers() }
    if word == "e" || word == "E" {
      return try unit(
        of: word == "E" ? shape : .vector(isTransposedUnit ? shape.columns : shape.rows)
      )
    }
    try expect("(")
    var arguments: [ExactTensor] = []
    if !take(")") {
      repeat { arguments.append(try sum()) } while take(",")
      try expect(")")
    }
    return try known(ExactFunction.value(of: word, arguments))
  }

  /// A unit vector or matrix of a shape, at the index that stands below the letter.
  private mutating func unit(of shape: Shape) throws -> ExactTensor {
    guard case .lowered(let parts)? = tokens.popFirst(), parts.count == 1,
      case .text(let text) = parts[0]
    else { throw NotKnown() }
    let indices = text.split { ", ".contains($0) }.compactMap { Int($0) }.map { $0 - 1 }
    let position = indices.count == 2 ? indices[0] * shape.columns + indices[1] : indices.first
    guard let position, 0..<shape.count ~= position else { throw NotKnown() }
    var elements = [ExactNumber](repeating: .zero, count: shape.count)
    elements[position] = .one
    return ExactTensor(shape, elements)
  }

  /// Whether the unit vector whose index is next becomes a row.
  private var isTransposedUnit: Bool { tokens.dropFirst().first == .sign("ᵀ") }

  /// A matrix times the unit vector that follows, which has as many components as the matrix has
  /// columns; `nil` where none follows or the left side is a number.
  private mutating func unit(times matrix: ExactTensor) throws -> ExactTensor? {
    guard tokens.first == .word("e"), matrix.number == nil || matrix.shape.rank == 2 else {
      return nil
    }
    let rest = tokens
    tokens.removeFirst()
    if isTransposedUnit {
      tokens = rest
      return nil
    }
    return try known(matrix.times(unit(of: .vector(matrix.shape.columns))))
  }

  /// `Π_(j≠i) x_(j)`: for each component the product of the others.
  private mutating func productOfOthers() throws -> ExactTensor {
    guard case .lowered? = tokens.popFirst(), case .place(let place)? = tokens.popFirst(),
      case .lowered? = tokens.popFirst()
    else { throw NotKnown() }
    let factors = try value(of: place)
    let products = factors.elements.indices.map { own -> ExactNumber in
      var others = factors.elements
      others.remove(at: own)
      return others.reduce(.one, *)
    }
    return ExactTensor(factors.shape, products)
  }
}
