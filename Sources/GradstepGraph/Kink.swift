/// A place where an operation has no derivative, and what was taken for it.
package struct Kink: Hashable, Sendable {
  /// What was taken, in a few words: `relu′(0) = 0 was taken`.
  package let summary: String
  /// Whether the value itself jumps, and not its slope alone.
  package let isJump: Bool

  /// A kink that a few words describe.
  package init(_ summary: String, isJump: Bool = false) {
    self.summary = summary
    self.isJump = isJump
  }

  /// The rule of an operation that has a derivative everywhere.
  package static let nowhere: Operation.KinkRule = { _, _ in nil }

  /// What was taken for the derivative of a function of one number at one or more points.
  static func taken(
    _ name: String,
    _ derivatives: [(x: Double, slope: Double)],
    isJump: Bool = false
  ) -> Kink? {
    guard !derivatives.isEmpty else { return nil }
    let equations = derivatives.map {
      "\(name)′(\(Formula.digits(of: $0.x))) = \(Formula.digits(of: $0.slope))"
    }
    return Kink(
      "\(equations.joined(separator: ", ")) \(equations.count == 1 ? "was" : "were") taken",
      isJump: isJump
    )
  }

  /// Several of which none is the larger or the smaller.
  static func tie(of name: String, count: Int) -> Kink {
    Kink("a tie of \(name): each of the \(count) gets an equal share")
  }
}
