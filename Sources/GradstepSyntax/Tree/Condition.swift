/// A comparison of two expressions, which has to hold.
package struct Condition: Hashable, Sendable {
  /// The side before the sign.
  package let left: Expression.ID
  /// The sign.
  package let comparison: Comparison
  /// The side behind the sign.
  package let right: Expression.ID

  init(_ left: Expression.ID, _ comparison: Comparison, _ right: Expression.ID) {
    self.left = left
    self.comparison = comparison
    self.right = right
  }
}
