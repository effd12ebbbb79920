/// A comparison of two expressions, which has to hold.
public struct Condition: Hashable, Sendable {
  /// The side before the sign.
  public let left: Expression.ID
  /// The sign.
  public let comparison: Comparison
  /// The side behind the sign.
  public let right: Expression.ID

  init(_ left: Expression.ID, _ comparison: Comparison, _ right: Expression.ID) {
    self.left = left
    self.comparison = comparison
    self.right = right
  }
}
