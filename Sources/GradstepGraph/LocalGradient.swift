/// What is known of the matrix ∂(node)/∂(operand) without computing it.
public enum Structure: String, Hashable, Sendable, CaseIterable {
  /// The operand passes through unchanged.
  case identity = "identity"
  /// One number times the identity.
  case scalarMultiple = "scalar multiple"
  /// Each component depends on its own component alone.
  case diagonal = "diagonal"
  /// No structure that helps.
  case dense = "dense"
  /// A product with a factor on the right: for `W·x` with respect to `W`, over the columns of `W`.
  case rightFactor = "xᵀ ⊗ I"
  /// A product with a factor on the left: for `A·B` with respect to `B`, over the columns of `B`.
  case leftFactor = "I ⊗ A"
}

/// The local gradient of one slot: its structure, its formula, and the formula of the contribution.
public struct LocalGradient: Hashable, Sendable {
  /// What is known of the local Jacobian without computing it.
  public let structure: Structure
  /// The local Jacobian, or the factor that its structure is built on.
  public let formula: Formula
  /// How upstream is pulled back through the slot.
  public let contribution: Formula

  /// A local gradient of its parts.
  public init(_ structure: Structure, _ formula: Formula, contribution: Formula) {
    self.structure = structure
    self.formula = formula
    self.contribution = contribution
  }
}
