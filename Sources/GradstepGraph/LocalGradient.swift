/// What is known of the matrix ∂(node)/∂(operand) without computing it.
package enum Structure: String, Hashable, Sendable, CaseIterable {
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

/// The local gradient of one slot: its structure, its formula, the formula of the contribution, and
/// what it costs.
package struct LocalGradient: Hashable, Sendable {
  /// What is known of the local Jacobian without computing it.
  package let structure: Structure
  /// The local Jacobian, or the factor that its structure is built on.
  package let formula: Formula
  /// How upstream is pulled back through the slot.
  package let contribution: Formula
  /// How the tangent of the operand is pushed forward through the slot.
  package let pushforward: Formula
  /// How many multiplications the rules of the slot make, where the structure does not tell.
  private(set) var shortcut: Int?

  /// A local gradient of its parts.
  ///
  /// The pushforward is the local Jacobian times the tangent, unless it is said otherwise; for a
  /// result that is a matrix it has to be. It takes as many multiplications as the structure says,
  /// unless that is said otherwise, too.
  package init(
    _ structure: Structure,
    _ formula: Formula,
    contribution: Formula,
    pushforward: Formula? = nil,
    multiplications: Int? = nil
  ) {
    self.structure = structure
    self.formula = formula
    self.contribution = contribution
    self.pushforward = pushforward ?? Self.product(structure, formula)
    shortcut = multiplications
  }

  /// How many multiplications the pullback makes to apply the local Jacobian to a cotangent.
  ///
  /// The pushforward makes as many: turned round, a linear computation keeps its multiplications.
  /// A division counts as one. Working out the derivative itself is not counted.
  package func multiplications(operand: Shape, result: Shape) -> Int {
    if let shortcut { return shortcut }
    return switch structure {
    case .identity: 0
    case .scalarMultiple, .diagonal: operand.count
    case .dense: result.count.saturatingMultiplied(by: operand.count)
    case .rightFactor: operand.count.saturatingMultiplied(by: result.columns)
    case .leftFactor: result.rows.saturatingMultiplied(by: operand.count)
    }
  }

  /// The same with as many multiplications as the rules of the slot make.
  func taking(_ multiplications: Int) -> LocalGradient {
    var local = self
    local.shortcut = multiplications
    return local
  }

  /// The local Jacobian times a tangent.
  private static func product(_ structure: Structure, _ formula: Formula) -> Formula {
    switch structure {
    case .identity: .t
    case .scalarMultiple: formula * .t
    case .diagonal, .dense: formula * .place(.tangentVector)
    case .rightFactor: .t * .b
    case .leftFactor: .a * .t
    }
  }
}
