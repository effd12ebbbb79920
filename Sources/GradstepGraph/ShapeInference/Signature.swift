import GradstepSyntax

/// One of the ways in which the shapes of an operation's operands and its result go together.
struct Signature: Hashable {
  /// A number of rows, columns or components.
  enum Size: Hashable {
    /// A number that is the same wherever the letter stands.
    case letter(Int)
    /// The sum of several letters.
    case sum([Int])
    case number(Int)
    /// A number that hangs on more than the sizes of the operands.
    case unknown
  }

  /// The sizes of a shape: none of a scalar, one of a vector, two of a matrix.
  typealias Pattern = [Size]

  /// The shapes of the operands, by slot.
  let operands: [Pattern]
  /// The shape of the result.
  let result: Pattern

  /// The shapes of the operands, and that of the result behind them.
  var places: [Pattern] { operands + [result] }

  /// Whether other operands that fit this way fit that one, too: there a letter stands for each of
  /// theirs.
  func isCase(of other: Signature) -> Bool {
    var letters: [Int: Int] = [:]
    for (pattern, general) in zip(operands, other.operands) {
      guard pattern.count == general.count else { return false }
      for (size, wanted) in zip(pattern, general) {
        guard case .letter(let letter) = wanted else {
          if size != wanted { return false }
          continue
        }
        guard case .letter(let own) = size else { return false }
        if let known = letters[letter], known != own { return false }
        letters[letter] = own
      }
    }
    return true
  }
}

/// What the shape rules of a way of writing say, found by asking them.
///
/// So an operation is known here as soon as it is in the table.
struct Signatures {
  /// All ways, without those that are cases of others.
  let ways: [Signature]
  /// Whether each component of the result hangs on one of each operand alone.
  let isByComponents: Bool

  /// What letters stand for while the rules are asked: numbers of which every sum is another one.
  private static let numbers = [10_007, 20_021, 40_087, 80_173, 160_357, 320_743]

  /// Asks the rules of an operation with arguments, of which some can be numbers of the operation.
  init(of notation: Notation, _ arguments: [Double?], in table: OperationTable) {
    let operations = table.positions(of: notation).map { table[$0] }
    let most = operations.map { $0.arity.upperBound }.max() ?? 0
    let count = min(arguments.count, most)
    let parameters = notation.parameters + arguments.dropFirst(count).map { $0 ?? 1 }
    var ways: [Signature] = []
    for operands in Self.operands(count) {
      let shapes = operands.map(Self.shape)
      guard let result = table.shape(of: notation, shapes, parameters) else { continue }
      let way = Signature(operands: operands, result: Self.pattern(result, count))
      if !ways.contains(where: way.isCase) { ways.append(way) }
    }
    self.ways = ways
    let vectors = Usage(
      shapes: Array(repeating: .vector(Self.numbers[0]), count: count),
      parameters: parameters
    )
    isByComponents = operations.contains { operation in
      guard operation.arity.contains(count), count > 0,
        operation.parameterCount.contains(parameters.count),
        (try? operation.shape(vectors)) == .vector(Self.numbers[0])
      else { return false }
      switch operation.local(0, vectors).structure {
      case .identity, .scalarMultiple, .diagonal: return true
      case .dense, .leftFactor, .rightFactor: return false
      }
    }
  }

  // MARK: - What is asked

  /// The operands to ask for, the more general ones first.
  private static func operands(_ count: Int) -> [[Signature.Pattern]] {
    let (one, a, b) = (Signature.Size.number(1), Signature.Size.letter(0), Signature.Size.letter(1))
    let firsts: [Signature.Pattern] = [[], [a], [a, b], [one, a], [a, one], [a, a]]
    switch count {
    case 0: return [[]]
    case 1: return firsts.map { [$0] }
    case 2:
      let sizes = [.letter(2), b, a, one]
      let matrices = sizes.flatMap { row in sizes.map { [row, $0] } }
      let seconds =
        [[]] + sizes.map { [$0] } + matrices.filter { $0[0] != $0[1] }
        + matrices.filter { $0[0] == $0[1] }
      return firsts.flatMap { first in seconds.map { [first, $0] } }
    default:
      var lists = [[], [a], [a, b], [one, a]].map { Array(repeating: $0, count: count) }
      if count <= numbers.count { lists.insert((0..<count).map { [.letter($0)] }, at: 1) }
      return lists
    }
  }

  private static func shape(_ pattern: Signature.Pattern) -> Shape {
    let sizes = pattern.map { size in
      switch size {
      case .letter(let letter): numbers[letter]
      case .number(let number): number
      case .sum, .unknown: 1
      }
    }
    return switch sizes.count {
    case 0: .scalar
    case 1: .vector(sizes[0])
    default: .matrix(sizes[0], sizes[1])
    }
  }

  /// The sizes of a result in terms of those that were asked for.
  private static func pattern(_ shape: Shape, _ count: Int) -> Signature.Pattern {
    shape.dimensions.map { size in
      if let letter = numbers.firstIndex(of: size) { return .letter(letter) }
      guard size >= numbers[0] else { return .number(size) }
      var (rest, letters) = (size, [Int]())
      for letter in numbers.indices.reversed() where rest >= numbers[letter] && count > 1 {
        letters.append(letter)
        rest -= numbers[letter]
      }
      return rest == 0 ? .sum(letters.reversed()) : .unknown
    }
  }
}

extension OperationTable {
  /// The shape of what is written so with operands of these shapes; `nil` where they do not fit.
  fileprivate func shape(
    of notation: Notation,
    _ shapes: [Shape],
    _ parameters: [Double]
  ) -> Shape? {
    for position in positions(of: notation) {
      let operation = self[position]
      guard operation.arity.contains(shapes.count),
        operation.parameterCount.contains(parameters.count)
      else { continue }
      do {
        let usage = Usage(shapes: shapes, parameters: parameters)
        if let shape = try operation.shape(usage) { return shape }
      } catch {
        return nil
      }
    }
    return nil
  }
}
