/// A place where an operation has no derivative, and what was taken for it.
public struct Kink: Hashable, Sendable {
  /// What was taken, in a few words: `relu′(0) = 0 was taken`.
  public let summary: String

  /// A kink that a few words describe.
  public init(_ summary: String) {
    self.summary = summary
  }

  /// The rule of an operation that has a derivative everywhere.
  public static let nowhere: Operation.KinkRule = { _, _ in nil }

  /// What was taken for the derivative of a function of one number at one or more points.
  static func taken(_ name: String, _ derivatives: [(x: Double, slope: Double)]) -> Kink? {
    guard !derivatives.isEmpty else { return nil }
    let equations = derivatives.map {
      "\(name)′(\(Formula.number($0.x))) = \(Formula.number($0.slope))"
    }
    return Kink(
      "\(equations.joined(separator: ", ")) \(equations.count == 1 ? "was" : "were") taken"
    )
  }

  /// Several of which none is the larger or the smaller.
  static func tie(of name: String, count: Int) -> Kink {
    Kink("a tie of \(name): each of the \(count) gets an equal share")
  }
}
