package import GradstepGraph

extension Trace {
  /// The first node of the forward pass whose value is not finite although its operands' are.
  package var firstNonfiniteNode: Node.ID? {
    graph.nodes.indices.first { id in
      !values[graph.range(of: id)].allSatisfy { $0.isFinite }
    }
  }
}
