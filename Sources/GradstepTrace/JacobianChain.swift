package import GradstepGraph

/// The local Jacobians on the one path that leads from a leaf to the output.
///
/// Their product, the last factor first, is the Jacobian of the output with respect to the leaf.
package struct JacobianChain: Hashable, Sendable {
  /// The leaf that the path begins at.
  package let leaf: Node.ID
  /// The local Jacobians of all nodes on the path, in the order of evaluation.
  package let path: [JacobianFactor]

  /// The factors of the product, in the order of evaluation: identities are left out.
  package var factors: [JacobianFactor] { path.filter { !$0.isIdentity } }

  /// The shapes of the factors, for the order of their products.
  package var matrices: MatrixChain { MatrixChain(factors.map { $0.shape }) }

  /// The factors of the product where matrices are taken column by column.
  ///
  /// A reshaped matrix keeps its numbers in the order in which they are stored, but not in that one.
  package var factorsOverColumns: [JacobianFactor] {
    path.filter { !$0.isIdentity || $0.reorders }
  }

  /// The chain from a leaf to the output; `nil` where no path leads there, or more than one.
  package init?(of graph: Graph, from leaf: Node.ID) {
    self.init(graph.jacobianFactors(from: leaf), of: graph, from: leaf)
  }

  /// The chain that the local Jacobians on all paths make up, where there is one path.
  init?(_ factors: [JacobianFactor], of graph: Graph, from leaf: Node.ID) {
    // Where paths part they meet again: at a node with two slots on them.
    let isOnePath = zip(factors, factors.dropFirst()).allSatisfy { $0.node != $1.node }
    guard isOnePath, (factors.last?.node ?? leaf) == graph.output else { return nil }
    self.leaf = leaf
    path = factors
  }
}

/// A value that is used more than once on the way from a leaf to the output, so that the local
/// Jacobians do not make up a chain.
package struct FanOut: Hashable, Sendable {
  /// The first such node of the way.
  package let node: Node.ID
  /// The nodes that use it, once for each slot.
  package let uses: [Node.ID]

  /// The fan-out that prevents a chain; `nil` where there is none.
  init?(_ factors: [JacobianFactor]) {
    var counts: [Node.ID: Int] = [:]
    for factor in factors { counts[factor.operand, default: 0] += 1 }
    guard let node = counts.filter({ $0.value > 1 }).keys.min() else { return nil }
    self.node = node
    uses = factors.filter { $0.operand == node }.map { $0.node }
  }
}

extension Graph {
  /// The variable with the chain of the most factors; of several the one with the fewest components.
  ///
  /// Where no variable has a factor, it is the first that the output depends on, if there is one.
  package var leafOfLongestChain: Node.ID? {
    // How many paths lead to the output, where more than one are as good as two.
    var paths = [Int](repeating: 0, count: nodes.count)
    var lengths = paths
    paths[output] = 1
    for id in nodes.indices.reversed() where paths[id] > 0 {
      for (slot, operand) in operands(of: id).enumerated() {
        paths[operand] = min(2, paths[operand] + paths[id])
        guard paths[operand] == 1 else { continue }
        lengths[operand] = lengths[id] + (local(slot, of: id).structure == .identity ? 0 : 1)
      }
    }
    let variables = nodes(.variable)
    let chained = variables.filter { paths[$0] == 1 && lengths[$0] > 0 }
    // The first of the best ones wins.
    let longest = chained.min {
      (-lengths[$0], shape(of: $0).count, $0) < (-lengths[$1], shape(of: $1).count, $1)
    }
    return longest ?? variables.first { paths[$0] > 1 } ?? variables.first { paths[$0] > 0 }
      ?? variables.first
  }
}
