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
  /// How the tangent of the operand is pushed forward through the slot.
  public let pushforward: Formula

  /// A local gradient of its parts.
  ///
  /// The pushforward is the local Jacobian times the tangent, unless it is said otherwise; for a
  /// result that is a matrix it has to be.
  public init(
    _ structure: Structure,
    _ formula: Formula,
    contribution: Formula,
    pushforward: Formula? = nil
  ) {
    self.structure = structure
    self.formula = formula
    self.contribution = contribution
    self.pushforward = pushforward ?? Self.product(structure, formula)
  }

  /// The local Jacobian times a tangent.
  private static func product(_ structure: Structure, _ formula: Formula) -> Formula {
    switch structure {
    case .identity: "{t}"
    case .scalarMultiple: "\(formula.asFactor)·{t}"
    case .diagonal, .dense: "\(formula.asFactor)·{v}"
    case .rightFactor: "{t}·{1}"
    case .leftFactor: "{0}·{t}"
    }
  }
}
