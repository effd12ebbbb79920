package import GradstepGraph

/// The local Jacobian of one slot on a path from a leaf to the output, of which only the shape and
/// the structure are known.
package struct JacobianFactor: Hashable, Sendable {
  /// The node that is differentiated.
  package let node: Node.ID
  /// The slot of the node that the operand fills.
  package let slot: Int
  /// The operand that it is differentiated by.
  package let operand: Node.ID
  /// As many rows as the node has components, and as many columns as the operand has.
  package let shape: Shape
  /// What is known of the matrix without computing it.
  package let structure: Structure
  /// How many multiplications the slot's rules make to apply it to one cotangent or tangent.
  package let multiplications: Int
  /// Whether an identity puts the components elsewhere where matrices are taken column by column.
  package let reorders: Bool

  /// Whether a product stays as it is without the factor.
  package var isIdentity: Bool { structure == .identity }
}

extension Graph {
  /// The local Jacobians on all paths from a leaf to the output, in the order of evaluation.
  package func jacobianFactors(from leaf: Node.ID) -> [JacobianFactor] {
    let isOnWay = Trace.nodesBetween([leaf], andOutputOf: self)
    var factors: [JacobianFactor] = []
    for id in nodes.indices where isOnWay[id] {
      for (slot, operand) in operands(of: id).enumerated() where isOnWay[operand] {
        factors.append(jacobianFactor(of: id, slot: slot, operand: operand))
      }
    }
    return factors
  }

  /// How many multiplications the rules of a slot make to apply its local Jacobian.
  func multiplications(of id: Node.ID, slot: Int) -> Int {
    jacobianFactor(of: id, slot: slot, operand: operand(of: id, slot: slot)).multiplications
  }

  func jacobianFactor(of id: Node.ID, slot: Int, operand: Node.ID) -> JacobianFactor {
    let (result, source) = (shape(of: id), shape(of: operand))
    let local = local(slot, of: id)
    return JacobianFactor(
      node: id,
      slot: slot,
      operand: operand,
      shape: .matrix(result.count, source.count),
      structure: local.structure,
      multiplications: local.multiplications(operand: source, result: result),
      reorders: local.structure == .identity && !result.isStacked(as: source)
    )
  }
}
