/// The way in which a picture runs from the operands to the output.
package enum Direction: String, Hashable, Sendable, CaseIterable {
  /// Operands on the left.
  case leftToRight = "LR"
  /// Operands above.
  case topToBottom = "TB"
}
