import GradstepGraph
import GradstepTrace

/// What stands between printed numbers: `=` only where exact arithmetic on what is printed gives
/// exactly what is printed, and `≈` wherever something was rounded.
extension Explainer {
  /// The sign before a number that stands for a name or for a formula of names.
  func sign(before tensor: Tensor) -> Text { Self.sign(isWhole(tensor)) }

  /// The same where no line may end beside the sign.
  func tightSign(before tensor: Tensor) -> Text {
    Text(isWhole(tensor) ? "\u{A0}=\u{A0}" : "\u{A0}≈\u{A0}")
  }

  static func sign(_ isExact: Bool) -> Text { Text(isExact ? " = " : " ≈ ") }

  /// Whether the printed numbers say all of a value.
  func isWhole(_ tensor: Tensor) -> Bool {
    Self.ends(of: tensor).elements.allSatisfy(format.isWhole)
  }

  /// The numbers of a value that a sign is judged by: all, or both ends where the middle of many is
  /// left out anyway.
  private static func ends(of tensor: Tensor) -> Tensor {
    guard tensor.elements.count > 2 * endCount else { return tensor }
    return Tensor(tensor.elements.prefix(endCount) + tensor.elements.suffix(endCount))
  }

  /// The numbers as they are printed, for exact arithmetic.
  func printed(_ tensor: Tensor) -> ExactTensor { ExactTensor(tensor, printedIn: format) }

  /// Whether the printed numbers that are put into the places of a formula say all of what they stand
  /// for; where they do not, the formula of names is only near to the one of numbers.
  func insertsWhole(
    _ formula: Formula,
    of id: Node.ID,
    upstream: Tensor? = nil,
    tangent: Tensor? = nil
  ) -> Bool {
    formula.places.allSatisfy { place in
      switch place {
      case .operand(let slot): isWhole(trace.value(of: graph.operand(of: id, slot: slot)))
      case .result: isWhole(trace.value(of: id))
      case .upstream: upstream.map(isWhole) ?? true
      case .tangent, .tangentVector: tangent.map(isWhole) ?? true
      }
    }
  }

  /// What is put into the places of a node's formulas.
  ///
  /// Where a page has no room for the numbers, they count with all their digits.
  private func places(of id: Node.ID, upstream: Tensor?) -> ExactFormula.Places {
    let format = hasShortNumbers(id) ? format : NumberFormat(precision: 17)
    func number(_ tensor: Tensor) -> ExactTensor { ExactTensor(tensor, printedIn: format) }
    return ExactFormula.Places(
      operands: graph.operands(of: id).map { number(trace.value(of: $0)) },
      result: number(trace.value(of: id)),
      upstream: upstream.map(number)
    )
  }

  /// Whether a formula of a node gives exactly the printed numbers of a result.
  func isExact(
    _ formula: Formula,
    of id: Node.ID,
    upstream: Tensor? = nil,
    gives result: Tensor
  ) -> Bool {
    isExact([(formula, nil)], of: id, upstream: upstream, gives: result)
  }

  /// Whether formulas of a node, each with the tangent that it is of, add up to exactly the printed
  /// numbers of a result.
  func isExact(
    _ terms: [(formula: Formula, tangent: Tensor?)],
    of id: Node.ID,
    upstream: Tensor? = nil,
    gives result: Tensor
  ) -> Bool {
    // Without room for the numbers, they follow a formula of names, of which they must be all.
    guard hasShortNumbers(id) || isWhole(result) && isWorkedOut(id) else { return false }
    var places = places(of: id, upstream: upstream)
    var sum: ExactTensor?
    for term in terms {
      places.tangent = term.tangent.map(printed)
      let value = ExactFormula.value(of: term.formula, places, shape: result.shape)
      guard let value else { return false }
      sum = sum.map { $0.paired(with: value, +) } ?? value
    }
    return sum.map { $0 == printed(result) } ?? false
  }

  /// Whether a node and its operands are small enough for exact arithmetic.
  private func isWorkedOut(_ id: Node.ID) -> Bool {
    let operands = graph.operands(of: id)
    return operands.count <= Self.largestOperandCount
      && (operands + [id]).allSatisfy { graph.shape(of: $0).count <= Self.largestCount }
  }

  private static let endCount = 32
  private static let largestCount = 256
  private static let largestOperandCount = 256

  /// Whether numbers as they are printed add up to exactly a printed total.
  func isExact(sumOf parts: [Tensor], gives total: Tensor) -> Bool {
    func number(_ tensor: Tensor) -> ExactTensor { printed(Self.ends(of: tensor)) }
    let sum = parts.dropFirst().reduce(Optional(number(parts[0]))) { sum, part in
      sum.flatMap { $0.paired(with: number(part), +) }
    }
    return sum.map { $0 == number(total) } ?? false
  }
}
