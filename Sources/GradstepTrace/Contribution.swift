public import GradstepGraph

/// What one slot of an operation passes back to its operand.
public struct Contribution: Hashable, Sendable {
  /// The node that receives.
  public let operand: Node.ID
  /// The slot of the operation that the operand fills.
  public let slot: Int
  /// Upstream pulled back through the slot: Jᵀ·g, in the shape of the operand.
  public let amount: Tensor
  /// What the operand had received before.
  public let previous: Tensor
  /// What it has received now.
  public let accumulated: Tensor
  /// How many contributions have arrived, this one included.
  public let arrived: Int
  /// How many will have arrived at the end.
  public let expected: Int
}
