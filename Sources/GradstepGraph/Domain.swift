/// Where an operation is defined.
package struct Domain: Sendable {
  /// The condition on the operands; empty where there is none.
  package let condition: Sentence
  /// Whether the operands meet the condition; only after the value rule has run.
  ///
  /// Operands that are no numbers do: they are another operation's mistake.
  package let contains: @Sendable (Application) -> Bool

  /// A domain of its condition, in words and as a rule.
  package init(_ condition: Sentence, contains: @escaping @Sendable (Application) -> Bool) {
    self.condition = condition
    self.contains = contains
  }

  /// Whether there is a condition.
  package var isLimited: Bool { !condition.parts.isEmpty }

  /// Defined for all operands of a fitting shape.
  package static let everywhere = Domain("") { _ in true }

  /// A condition that each component of one operand meets on its own.
  static func components(
    _ condition: Sentence,
    slot: Int = 0,
    where isInside: @escaping @Sendable (_ x: Double) -> Bool
  ) -> Domain {
    Domain(condition) { application in
      let x = application[slot]
      return (0..<x.count).allSatisfy { x[$0].isNaN || isInside(x[$0]) }
    }
  }
}

extension Graph {
  /// Where the operation of a node is defined, by the names of its operands:
  /// `'divide' is defined for q ≠ 0`; `nil` where it is so everywhere.
  package func domainSentence(
    of id: Node.ID,
    naming: (String) -> String = { $0 }
  ) -> String? {
    guard let operation = operation(of: id), operation.domain.isLimited else { return nil }
    // A number is told by its place: 0 ≠ 0 would say nothing.
    let names = operands(of: id).enumerated().map { slot, operand in
      origins[operand].constant == nil
        ? naming(printedName(of: operand))
        : operation.arity.upperBound == 1 ? "x" : ["a", "b"][min(slot, 1)]
    }
    let condition = operation.domain.condition.description(operands: names)
    return "'\(operation.name)' is defined for \(condition)"
  }
}
