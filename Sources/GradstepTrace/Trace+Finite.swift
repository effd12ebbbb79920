package import GradstepGraph

extension Trace {
  /// The first node of the forward pass whose value is not finite although its operands' are.
  package var firstNonfiniteNode: Node.ID? {
    graph.firstNonfinite(among: graph.nodes.indices, in: values)
  }
}

extension Graph {
  /// The first of some nodes whose value in a buffer of all is not finite.
  func firstNonfinite(among nodes: some Sequence<Node.ID>, in values: [Double]) -> Node.ID? {
    nodes.first { !values[range(of: $0)].allSatisfy { $0.isFinite } }
  }
}
