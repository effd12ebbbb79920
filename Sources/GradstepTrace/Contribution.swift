package import GradstepGraph

/// What one slot of an operation passes back to its operand.
package struct Contribution: Hashable, Sendable {
  /// The node that receives.
  package let operand: Node.ID
  /// The slot of the operation that the operand fills.
  package let slot: Int
  /// Upstream pulled back through the slot: Jᵀ·g, in the shape of the operand.
  package let amount: Tensor
  /// What the operand had received before.
  package let previous: Tensor
  /// What it has received now.
  package let accumulated: Tensor
  /// How many contributions have arrived, this one included.
  package let arrived: Int
  /// How many will have arrived at the end.
  package let expected: Int
}
