/// The rule of differentiation by which an operation passes upstream on.
package enum Rule: Hashable, Sendable, CaseIterable {
  /// The operands count with 1 or −1.
  case sum
  /// The factors of a product of numbers, component by component.
  case product
  /// A numerator and a denominator.
  case quotient
  /// A base and an exponent.
  case power
  /// Rows times columns.
  case matrixProduct
  /// A function of each component alone.
  case elementwise
  /// Many components become one.
  case reduction
  /// One of several values is chosen.
  case selection
  /// The shares of a whole.
  case softmax
  /// Numbers are put elsewhere unchanged.
  case copy
  /// The result does not change with the operand.
  case flat
  /// No rule besides the one that all have: the chain rule.
  case chain
}
