/// Reads arithmetic as it is printed in plain text, knowing nothing of where it comes from.
///
/// What has names in it, or is left out, is not readable.
struct ArithmeticReader<Number: ReadNumber> {
  private let characters: [Character]
  private var position = 0
  /// The rows and columns that a unit vector or matrix has where nothing else says so.
  private let unit: (height: Int, width: Int)
  /// Changes the numbers as they are read, each told by its position among all.
  private let change: (Number, _ index: Int, _ digits: String) -> Number
  private var numberCount = 0

  private init(
    _ text: String,
    unit: (height: Int, width: Int),
    change: @escaping (Number, Int, String) -> Number
  ) {
    characters = text.filter { $0 != " " && $0 != "\u{A0}" }
    self.unit = unit
    self.change = change
  }

  /// What a text evaluates to, and how many numbers it has.
  static func read(
    _ text: String,
    unit: (height: Int, width: Int) = (1, 1),
    change: @escaping (Number, Int, String) -> Number = { number, _, _ in number }
  ) throws -> (value: ReadValue<Number>, numberCount: Int) {
    var reader = ArithmeticReader(text, unit: unit, change: change)
    let value = try reader.sum()
    guard reader.position == reader.characters.count else { throw NotReadable() }
    return (value, reader.numberCount)
  }

  private var next: Character? { position < characters.count ? characters[position] : nil }

  private mutating func take(_ text: String) -> Bool {
    let end = position + text.count
    guard end <= characters.count, String(characters[position..<end]) == text else { return false }
    position = end
    return true
  }

  private mutating func expect(_ text: String) throws {
    guard take(text) else { throw NotReadable() }
  }

  // MARK: - Signs

  private mutating func sum() throws -> ReadValue<Number> {
    var value = try product()
    while true {
      if take("+") {
        value = try value.paired(product(), +)
      } else if take("−") {
        value = try value.paired(product(), -)
      } else {
        return value
      }
    }
  }

  private mutating func product() throws -> ReadValue<Number> {
    var value = try prefixed()
    while true {
      if take("·") {
        if isUnitVector, !isTransposedUnit, value.number == nil {
          value = try value.times(unitVector(value.width))
        } else {
          value = try value.times(prefixed())
        }
      } else if take("⊙") {
        value = try value.paired(prefixed(), *)
      } else if take("/") {
        value = try value.paired(prefixed()) { try $0 / $1 }
      } else {
        return value
      }
    }
  }

  private mutating func prefixed() throws -> ReadValue<Number> {
    take("−") ? try prefixed().map { -$0 } : try postfixed()
  }

  private mutating func postfixed() throws -> ReadValue<Number> {
    var value = try atom()
    while let character = next {
      if take("ᵀ") {
        value = value.transposed
      } else if take("[") {
        value = try part(of: value)
      } else if take("^(") {
        let exponent = try sum()
        try expect(")")
        guard let power = exponent.number else { throw NotReadable() }
        value = try value.map { try $0.raised(to: power) }
      } else if Self.raised[character] != nil {
        let exponent = raisedInteger()
        value = try value.map { try $0.raised(to: Number(exponent)) }
      } else {
        return value
      }
    }
    return value
  }

  private static var raised: [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
  }

  private static var lowered: [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
  }

  private mutating func raisedInteger() -> Int {
    var digits = ""
    while let digit = next.flatMap({ Self.raised[$0] }) {
      digits.append(digit)
      position += 1
    }
    return Int(digits) ?? 0
  }

  // MARK: - Atoms

  private mutating func atom() throws -> ReadValue<Number> {
    guard let character = next else { throw NotReadable() }
    if character.isASCII, character.isNumber { return ReadValue(number()) }
    if take("(") {
      let value = try sum()
      try expect(")")
      return value
    }
    if take("[") { return try list() }
    if take("|") {
      let value = try sum()
      try expect("|")
      return value.map { $0.sign < 0 ? -$0 : $0 }
    }
    if take("‖") { return try norm() }
    if take("√") { return try atom().map { try $0.applying("√") } }
    if take("Π_{j≠i}") { return try productOfOthers() }
    if take("E_{") {
      let row = try integer()
      try expect(",")
      let column = try integer()
      try expect("}")
      return try unitMatrix(row, column)
    }
    return isUnitVector
      ? try unitVector(isTransposedUnit ? unit.width : unit.height) : try call()
  }

  /// A number; a power of ten is one whose digit 1 may have been rounded, too.
  private mutating func number() -> Number {
    var digits = ""
    while let character = next, character.isASCII, character.isNumber || character == "." {
      digits.append(character)
      position += 1
    }
    defer { numberCount += 1 }
    guard digits == "10", next.flatMap({ Self.raised[$0] }) != nil else {
      return change(Number(decimal: digits), numberCount, digits)
    }
    let exponent = raisedInteger()
    let one = change(Number(1), numberCount, "1")
    guard exponent < 0 else { return one * power(exponent) }
    return (try? one / power(-exponent)) ?? Number(0)
  }

  private func power(_ exponent: Int) -> Number {
    (0..<exponent).reduce(Number(1)) { power, _ in power * Number(10) }
  }

  private mutating func integer() throws -> Int {
    var digits = ""
    while let character = next, character.isASCII, character.isNumber {
      digits.append(character)
      position += 1
    }
    guard let integer = Int(digits) else { throw NotReadable() }
    return integer
  }

  private mutating func list() throws -> ReadValue<Number> {
    var entries = [try sum()]
    let relations: [(String, (Int) -> Bool)] = [
      (">", { $0 > 0 }), ("≥", { $0 >= 0 }), ("<", { $0 < 0 }), ("≤", { $0 <= 0 }),
      ("=", { $0 == 0 }), ("≠", { $0 != 0 }),
    ]
    for (sign, holds) in relations where take(sign) {
      let difference = try entries[0].paired(sum(), -)
      try expect("]")
      return difference.map { Number(holds($0.sign) ? 1 : 0) }
    }
    while take(",") { entries.append(try sum()) }
    try expect("]")
    if entries.allSatisfy({ $0.rank == 0 }) {
      return ReadValue(vector: entries.map { $0.rows[0][0] })
    }
    guard entries.allSatisfy({ $0.rank == 1 && $0.height == entries[0].height }) else {
      throw NotReadable()
    }
    return ReadValue(matrix: entries.map(\.elements))
  }

  private mutating func part(of value: ReadValue<Number>) throws -> ReadValue<Number> {
    if take(":,") {
      let column = try integer()
      try expect("]")
      guard column >= 1, column <= value.width else { throw NotReadable() }
      return ReadValue(vector: value.rows.map { $0[column - 1] })
    }
    let first = try integer()
    let last = take(":") ? try integer() : first
    if take(",:") {
      try expect("]")
      guard value.rows.indices.contains(first - 1) else { throw NotReadable() }
      return ReadValue(vector: value.rows[first - 1])
    }
    if take(",") {
      let column = try integer()
      try expect("]")
      guard value.rows.indices.contains(first - 1), column <= value.width else {
        throw NotReadable()
      }
      return ReadValue(value.rows[first - 1][column - 1])
    }
    try expect("]")
    guard first >= 1, last <= value.height, first <= last else { throw NotReadable() }
    let rows = Array(value.rows[first - 1..<last])
    if value.rank == 2 { return ReadValue(matrix: rows) }
    return first == last ? ReadValue(rows[0][0]) : ReadValue(vector: rows.map { $0[0] })
  }

  /// A norm; its square needs no root.
  private mutating func norm() throws -> ReadValue<Number> {
    let value = try sum()
    try expect("‖")
    if take("₁") {
      return ReadValue(ReadValue<Number>.sum(value.elements.map { $0.sign < 0 ? -$0 : $0 }))
    }
    _ = take("₂")
    let square = ReadValue<Number>.sum(value.elements.map { $0 * $0 })
    return ReadValue(take("²") ? square : try square.applying("√"))
  }

  private mutating func productOfOthers() throws -> ReadValue<Number> {
    let value = try atom()
    try expect("_j")
    let elements = value.elements
    var products = elements.indices.map { own in
      elements.indices.reduce(Number(1)) { $1 == own ? $0 : $0 * elements[$1] }
    }[...]
    return value.map { _ in products.removeFirst() }
  }

  /// Whether an `e` with an index is next.
  private var isUnitVector: Bool {
    next == "e" && position + 1 < characters.count
      && Self.lowered[characters[position + 1]] != nil
  }

  /// Whether the unit vector that is next becomes a row.
  private var isTransposedUnit: Bool {
    let rest = characters[(position + 1)...].drop { Self.lowered[$0] != nil }
    return rest.first == "ᵀ"
  }

  private mutating func unitVector(_ height: Int) throws -> ReadValue<Number> {
    position += 1
    var digits = ""
    while let digit = next.flatMap({ Self.lowered[$0] }) {
      digits.append(digit)
      position += 1
    }
    guard let index = Int(digits), 1...max(height, 1) ~= index else { throw NotReadable() }
    return ReadValue(vector: (1...height).map { Number($0 == index ? 1 : 0) })
  }

  private func unitMatrix(_ row: Int, _ column: Int) throws -> ReadValue<Number> {
    guard row <= unit.height, column <= unit.width else { throw NotReadable() }
    return ReadValue(
      matrix: (1...unit.height).map { i in
        (1...unit.width).map { Number($0 == column && i == row ? 1 : 0) }
      }
    )
  }

  // MARK: - Functions

  private mutating func call() throws -> ReadValue<Number> {
    var name = ""
    while let character = next, character.isLetter || character.isNumber || character == "_" {
      name.append(character)
      position += 1
    }
    guard !name.isEmpty, take("(") else { throw NotReadable() }
    var arguments: [ReadValue<Number>] = []
    repeat { arguments.append(try sum()) } while take(",")
    try expect(")")
    return try Self.value(of: name, arguments)
  }

  private static func value(
    of name: String,
    _ arguments: [ReadValue<Number>]
  ) throws -> ReadValue<Number> {
    let x = arguments[0]
    let isOfSquares = ["trace", "det", "logdet", "inv", "cof", "diag"].contains(name)
    if isOfSquares, x.rank == 2, x.width != x.height { throw NotReadable() }
    switch name {
    case "sum": return ReadValue(ReadValue.sum(x.elements))
    case "mean":
      return ReadValue(try ReadValue.sum(x.elements) / Number(x.elements.count))
    case "prod": return ReadValue(x.elements.reduce(Number(1), *))
    case "trace": return ReadValue(ReadValue.sum((0..<x.height).map { x.rows[$0][$0] }))
    case "det": return ReadValue(ReadValue.determinant(x.rows))
    case "logdet": return ReadValue(try ReadValue.determinant(x.rows).applying("log"))
    case "inv": return try x.inverse()
    case "cof": return x.cofactors
    case "abs": return x.map { $0.sign < 0 ? -$0 : $0 }
    case "sign": return x.map { Number($0.sign) }
    case "relu": return x.map { $0.sign > 0 ? $0 : Number(0) }
    case "leaky_relu":
      let leak = arguments[1].rows[0][0]
      return x.map { $0.sign > 0 ? $0 : leak * $0 }
    case "elu":
      let scale = arguments.count > 1 ? arguments[1].rows[0][0] : Number(1)
      return try x.map {
        $0.sign >= 0 ? $0 : scale * (try $0.applying("exp") - Number(1))
      }
    case "argmax", "argmin":
      let extreme = try value(of: name == "argmax" ? "max" : "min", [x]).rows[0][0]
      let position = x.elements.firstIndex { ($0 - extreme).sign == 0 }
      return ReadValue(Number((position ?? 0) + 1))
    case "cumsum":
      let sums = x.elements.indices.map { ReadValue.sum(Array(x.elements[...$0])) }
      return x.rank == 0 ? x : ReadValue(vector: sums)
    case "kron":
      let other = arguments[1]
      let rows = x.rows.flatMap { left in
        other.rows.map { right in left.flatMap { a in right.map { a * $0 } } }
      }
      return max(x.rank, other.rank) == 2
        ? ReadValue(matrix: rows) : ReadValue(vector: rows.map { $0[0] })
    case "conv":
      var sums = [Number](repeating: Number(0), count: x.height + arguments[1].height - 1)
      for (i, a) in x.elements.enumerated() {
        for (j, b) in arguments[1].elements.enumerated() { sums[i + j] = sums[i + j] + a * b }
      }
      return ReadValue(vector: sums)
    case "clip":
      let (low, high) = (arguments[1].rows[0][0], arguments[2].rows[0][0])
      return x.map { ($0 - low).sign < 0 ? low : (high - $0).sign < 0 ? high : $0 }
    case "max", "min":
      let wanted = name == "max" ? 1 : -1
      func extreme(_ a: Number, _ b: Number) -> Number { (b - a).sign == wanted ? b : a }
      guard arguments.count == 1 else { return try x.paired(arguments[1], extreme) }
      return ReadValue(x.elements.dropFirst().reduce(x.elements[0], extreme))
    case "sum_rows": return ReadValue(vector: x.rows.map(ReadValue.sum))
    case "sum_columns": return ReadValue(vector: x.transposed.rows.map(ReadValue.sum))
    case "mean_rows":
      return ReadValue(vector: try x.rows.map { try ReadValue.sum($0) / Number($0.count) })
    case "mean_columns":
      return ReadValue(
        vector: try x.transposed.rows.map { try ReadValue.sum($0) / Number($0.count) }
      )
    case "softmax", "log_softmax":
      let rule = name == "softmax" ? softmax : logSoftmax
      if x.rank < 2 { return try byColumns(x, rule) }
      return try byColumns(x.transposed, rule).transposed
    case "softmax_columns": return try byColumns(x, softmax)
    case "log_softmax_columns": return try byColumns(x, logSoftmax)
    case "logsumexp":
      if let number = x.number { return ReadValue(number) }
      let sum = ReadValue.sum(try x.elements.map { try $0.applying("exp") })
      return ReadValue(try sum.applying("log"))
    case "concat":
      let rows = arguments.flatMap(\.rows)
      return arguments.contains { $0.rank == 2 }
        ? ReadValue(matrix: rows) : ReadValue(vector: rows.map { $0[0] })
    case "diag":
      if x.rank == 2 { return ReadValue(vector: (0..<x.height).map { x.rows[$0][$0] }) }
      return ReadValue(
        matrix: (0..<x.height).map { i in
          (0..<x.height).map { $0 == i ? x.rows[i][0] : Number(0) }
        }
      )
    case "ones": return try filled(arguments[...]) { _, _ in 1 }
    case "zeros": return try filled(arguments[...]) { _, _ in 0 }
    case "eye": return try filled((arguments + arguments)[...]) { $0 == $1 ? 1 : 0 }
    case "reshape":
      var elements = x.elements[...]
      return try filled(arguments.dropFirst()) { _, _ in 0 }.map { _ in elements.removeFirst() }
    default:
      return try x.map { try $0.applying(name) }
    }
  }

  /// A vector or a matrix of sizes.
  private static func filled(
    _ sizes: ArraySlice<ReadValue<Number>>,
    _ element: (Int, Int) -> Int
  ) throws -> ReadValue<Number> {
    let sizes = sizes.compactMap { $0.number?.integer }
    guard let height = sizes.first else { throw NotReadable() }
    let rows = (0..<height).map { i in
      (0..<(sizes.count > 1 ? sizes[1] : 1)).map { Number(element(i, $0)) }
    }
    return sizes.count > 1 ? ReadValue(matrix: rows) : ReadValue(vector: rows.map { $0[0] })
  }

  /// Equal numbers have equal shares.
  private static func softmax(_ column: [Number]) throws -> [Number] {
    if column.allSatisfy({ ($0 - column[0]).sign == 0 }) {
      return try column.map { _ in try Number(1) / Number(column.count) }
    }
    let powers = try column.map { try ($0 - column[0]).applying("exp") }
    return try powers.map { try $0 / ReadValue.sum(powers) }
  }

  private static func logSoftmax(_ column: [Number]) throws -> [Number] {
    guard column.count > 1 else { return [Number(0)] }
    return try softmax(column).map { try $0.applying("log") }
  }

  private static func byColumns(
    _ x: ReadValue<Number>,
    _ rule: ([Number]) throws -> [Number]
  ) throws -> ReadValue<Number> {
    var value = x
    for column in 0..<x.width {
      for (row, number) in try rule(x.rows.map { $0[column] }).enumerated() {
        value.rows[row][column] = number
      }
    }
    return value
  }
}
