package import GradstepSyntax

/// The sides of chains `a = b = c` in a graph of their own: the one that is shown has the side alone
/// that is worked out.
package struct ChainGraph: Sendable {
  /// A side, and the side that is worked out.
  package struct Pair: Sendable {
    /// The node of the side that is worked out.
    package let value: Node.ID
    /// The node of the side that is to be worth the same.
    package let side: Node.ID
    /// The side as it is written.
    package let expression: Expression.ID
    /// Whether "or" stands between sides.
    package let isAlternative: Bool
  }

  /// The graph with all sides.
  package let graph: Graph
  /// The sides to compare.
  package let pairs: [Pair]
}

extension GraphBuilder {
  /// The sides of all chains of a source, with the values that the leaves of its graph have.
  ///
  /// - Returns: nothing where the source has no chain of which two sides can be worked out
  package static func chains(
    of tree: SyntaxTree,
    in shown: Graph,
    operations: OperationTable = .standard
  ) -> ChainGraph? {
    guard tree.statements.contains(where: { !$0.sides.isEmpty }) else { return nil }
    var builder = GraphBuilder(tree, operations: operations, valueSeed: 0)
    return builder.chains(like: shown)
  }

  private mutating func chains(like shown: Graph) -> ChainGraph? {
    _ = buildStatements()
    var pairs: [ChainGraph.Pair] = []
    for statement in tree.statements where !statement.sides.isEmpty {
      guard let root = statement.value, case .node(let value) = run(.expression(root)) else {
        continue
      }
      for side in statement.sides {
        if case .node(let node) = run(.expression(side)) {
          pairs.append(
            ChainGraph.Pair(
              value: value,
              side: node,
              expression: side,
              isAlternative: statement.hasAlternatives
            )
          )
        }
      }
    }
    guard let last = pairs.last else { return nil }
    var graph = draft.graph(output: last.side, operations: operations)
    graph.printedNames = tree.printedNames
    // Leaves come first in both graphs, in the same order.
    for id in shown.leavesOfShapeAlone {
      graph.leafValues.replaceSubrange(
        graph.range(of: id),
        with: shown.leafValues[shown.range(of: id)]
      )
    }
    return ChainGraph(graph: graph, pairs: pairs)
  }
}

extension Statement {
  /// The expression that is worked out.
  fileprivate var value: Expression.ID? {
    switch kind {
    case .definition(_, _, let value), .function(_, _, let value), .expression(let value): value
    case .alias, .shape, .output: nil
    }
  }
}
