/// An operator between two operands.
package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  /// Written `·`, `⋅` or `@`.
  case dot = "·"
  /// Written `*` or `×`.
  case times = "×"
  /// A product written by putting factors side by side.
  case juxtaposition = "juxtaposition"
  case divide = "/"
  /// Written `⊙` or `.*`.
  case hadamard = "⊙"
  case power = "^"

  /// How messages write the operator; a product without a sign is a product.
  package var spelling: String {
    self == .juxtaposition ? "a product" : "'\(rawValue)'"
  }
}
