/// Where an operation is defined.
public struct Domain: Sendable {
  /// The condition on the operands, as a listing shows it; empty where there is none.
  public let condition: String
  /// Whether the operands meet the condition; only after the value rule has run.
  ///
  /// Operands that are no numbers do: they are another operation's mistake.
  public let contains: @Sendable (Application) -> Bool

  /// A domain of its condition, in words and as a rule.
  public init(_ condition: String, contains: @escaping @Sendable (Application) -> Bool) {
    self.condition = condition
    self.contains = contains
  }

  /// Defined for all operands of a fitting shape.
  public static let everywhere = Domain("") { _ in true }

  /// A condition that each component of one operand meets on its own.
  static func components(
    _ condition: String,
    slot: Int = 0,
    where isInside: @escaping @Sendable (_ x: Double) -> Bool
  ) -> Domain {
    Domain(condition) { application in
      let x = application[slot]
      return (0..<x.count).allSatisfy { x[$0].isNaN || isInside(x[$0]) }
    }
  }
}
