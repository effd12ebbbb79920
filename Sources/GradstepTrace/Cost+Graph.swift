import GradstepGraph

/// Accumulation over a graph with several paths, where local Jacobians are dense matrices.
///
/// Products with an identity take nothing, and neither do sums, so that on a chain the numbers are
/// those of the product of its factors.
extension Cost {
  /// What is known of a matrix that is accumulated.
  private enum Accumulated {
    /// It is the identity.
    case identity
    /// It is a local Jacobian as it stands.
    case factor
    /// It was multiplied or added up.
    case computed
  }

  /// ∂(node)/∂(leaf) for each node, operands first.
  static func forward(
    _ factors: [JacobianFactor],
    of graph: Graph,
    from leaf: Node.ID
  ) -> Accumulation {
    accumulate(factors, from: leaf, to: graph.output, of: graph) { ($0.operand, $0.node) }
  }

  /// ∂(output)/∂(node) for each node, the output first.
  static func reverse(
    _ factors: [JacobianFactor],
    of graph: Graph,
    from leaf: Node.ID
  ) -> Accumulation {
    accumulate(factors.reversed(), from: graph.output, to: leaf, of: graph) {
      ($0.node, $0.operand)
    }
  }

  /// Accumulates from a node up to another one; `ends` says where a factor leads from and to.
  private static func accumulate(
    _ factors: some Sequence<JacobianFactor>,
    from start: Node.ID,
    to end: Node.ID,
    of graph: Graph,
    _ ends: (JacobianFactor) -> (from: Node.ID, to: Node.ID)
  ) -> Accumulation {
    let side = Count(graph.shape(of: start).count)
    var accumulated: [Node.ID: Accumulated] = [start: .identity]
    var cost = Accumulation()
    func size(_ id: Node.ID) -> Count { Count(graph.shape(of: id).count) * side }
    for factor in factors {
      let (from, to) = ends(factor)
      var part: Accumulated
      switch (accumulated[from] ?? .identity, factor.isIdentity) {
      case (let known, true): part = known
      case (.identity, false): part = .factor
      case (.factor, false), (.computed, false):
        part = .computed
        cost.multiplications += factor.shape.entryCount * side
      }
      if accumulated[to] != nil { part = .computed }
      accumulated[to] = part
      if case .computed = part {
        cost.largestIntermediate = max(cost.largestIntermediate, size(to))
      }
    }
    // The result counts even where it is a factor as it stands.
    if case .factor = accumulated[end] {
      cost.largestIntermediate = max(cost.largestIntermediate, size(end))
    }
    return cost
  }
}
