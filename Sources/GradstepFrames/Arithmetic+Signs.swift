package import GradstepGraph
package import GradstepText
import GradstepTrace

/// What stands between printed numbers: `=` only where exact arithmetic on what is printed gives
/// exactly what is printed, and `≈` wherever something was rounded.
extension Arithmetic {
  /// Whether the printed numbers say all of a value.
  package func isWhole(_ tensor: Tensor) -> Bool {
    Self.ends(of: tensor).elements.allSatisfy(format.isWhole)
  }

  /// The numbers of a value that a sign is judged by: all, or both ends where the middle of many is
  /// left out anyway.
  private static func ends(of tensor: Tensor) -> Tensor {
    guard tensor.elements.count > 2 * endCount else { return tensor }
    return Tensor(tensor.elements.prefix(endCount) + tensor.elements.suffix(endCount))
  }

  /// The numbers as they are printed, for exact arithmetic.
  package func printed(_ tensor: Tensor) -> ExactTensor { ExactTensor(tensor, printedIn: format) }

  /// Whether the printed numbers that are put into the places of a formula say all of what they stand
  /// for; where they do not, the formula of names is only near to the one of numbers.
  func insertsWhole(_ work: Work) -> Bool {
    work.formula.places.allSatisfy { place in
      switch place {
      case .operand(let slot): isWhole(trace.value(of: graph.operand(of: work.node, slot: slot)))
      case .result: isWhole(trace.value(of: work.node))
      case .upstream: work.upstream.map { isWhole($0.number) } ?? true
      case .tangent, .tangentVector: work.tangent.map { isWhole($0.number) } ?? true
      }
    }
  }

  /// What is put into the places of a node's formulas.
  ///
  /// Where a page has no room for the numbers, they count with all their digits.
  private func places(of work: Work) -> ExactFormula.Places {
    let format = hasShortNumbers(work.node) ? format : NumberFormat(precision: 17)
    func number(_ tensor: Tensor) -> ExactTensor { ExactTensor(tensor, printedIn: format) }
    return ExactFormula.Places(
      operands: graph.operands(of: work.node).map { number(trace.value(of: $0)) },
      result: number(trace.value(of: work.node)),
      upstream: work.upstream.map { number($0.number) },
      tangent: work.tangent.map { printed($0.number) }
    )
  }

  /// Whether formulas add up to exactly the printed numbers of a result.
  func isExact(_ works: [Work], gives result: Tensor) -> Bool {
    // Without room for the numbers, they follow a formula of names, of which they must be all.
    guard works.allSatisfy({ hasShortNumbers($0.node) || isWhole(result) && isWorkedOut($0.node) })
    else { return false }
    var sum: ExactTensor?
    for work in works {
      guard
        let value = ExactFormula.value(of: work.formula, places(of: work), shape: result.shape)
      else { return false }
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

  /// Whether numbers as they are printed have exactly a printed product.
  func isExact(productOf factors: [Double], gives product: Double) -> Bool {
    let numbers = factors.map { printed(Tensor($0)) }
    let value = numbers.dropFirst().reduce(numbers.first) { value, factor in
      value.flatMap { $0.paired(with: factor, *) }
    }
    return value.map { $0 == printed(Tensor(product)) } ?? false
  }

  /// Whether numbers as they are printed add up to exactly a printed total.
  package func isExact(sumOf parts: [Tensor], gives total: Tensor) -> Bool {
    func number(_ tensor: Tensor) -> ExactTensor { printed(Self.ends(of: tensor)) }
    let sum = parts.dropFirst().reduce(Optional(number(parts[0]))) { sum, part in
      sum.flatMap { $0.paired(with: number(part), +) }
    }
    return sum.map { $0 == number(total) } ?? false
  }
}
