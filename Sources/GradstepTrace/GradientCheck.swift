package import GradstepGraph

/// Every gradient of a walk backward against difference quotients.
///
/// Each component of each node with a gradient is moved up and down, and what depends on it is
/// evaluated again: no rule of a derivative takes part. What is compared is the slope of
/// ⟨seed, output⟩, so it holds for an output of any shape.
package struct GradientCheck: Sendable {
  /// The relative error up to which a gradient and its difference quotient agree.
  package let tolerance: Double
  /// The nodes that were checked, in the order of the graph.
  package let nodes: [NodeResult]
  /// Whether a gradient was checked that could differ.
  ///
  /// That the output changes with itself as fast as with itself says nothing, unless it is all there
  /// is, and neither does that it stands still where what moves has no path to it.
  package let isTelling: Bool
  /// How many nodes have a gradient.
  package let nodeCount: Int

  /// A tolerance with room for the rounding in difference quotients.
  package static let standardTolerance = 1e-6

  /// About as many numbers as are read and written for a check: a second or two of work.
  package static let standardEffort = 200_000_000

  /// Checks the gradients of a trace; `nil` where no single cotangent flows back.
  ///
  /// - Parameters:
  ///   - trace: the walk whose gradients are checked
  ///   - tolerance: the relative error up to which two slopes agree
  ///   - effort: how much work there may be; of larger graphs a spread-out selection is checked
  ///   - progress: told the node and the component whose turn comes, and how many of it there are
  package init?(
    _ trace: Trace,
    tolerance: Double = standardTolerance,
    effort: Int = standardEffort,
    progress: (_ node: Node.ID, _ component: Int, _ count: Int) -> Void = { _, _, _ in }
  ) {
    guard trace.seeds.count == 1 else { return nil }
    let graph = trace.graph
    let candidates = graph.nodes.indices.filter {
      trace.hasGradient($0) && (trace.isOnWayBack[$0] || graph.nodes[$0].kind == .variable)
    }
    let plan = GradientCheckPlan(trace, effort: effort)
    var judge = GradientCheckJudge(trace, tolerance: tolerance)
    var results: [NodeResult] = []
    for kind in [Node.Kind.variable, .operation] {
      let group = candidates.filter { graph.nodes[$0].kind == kind }
      var allowance = plan.allowance(for: group, kind, spent: judge.effort)
      for id in group {
        let count = allowance.count(for: id)
        guard count > 0 else { continue }
        let spent = judge.effort
        judge.settle(on: id)
        let shape = graph.shape(of: id)
        let positions = GradientCheckPlan.positions(count, of: shape.count)
        results.append(
          NodeResult(
            node: id,
            componentCount: shape.count,
            components: positions.enumerated().map { index, position in
              progress(id, index, positions.count)
              return Component(
                component: Jacobian.Component(position, of: id, in: graph),
                gradient: judge.gradient[position],
                verdict: judge.verdict(position)
              )
            }
          )
        )
        allowance.spend(judge.effort - spent)
      }
    }
    self.tolerance = tolerance
    nodes = results.sorted { $0.node < $1.node }
    nodeCount = candidates.count
    let isOutputAlone = candidates == [graph.output]
    isTelling = results.contains { result in
      trace.isOnWayBack[result.node] && (result.node != graph.output || isOutputAlone)
        && result.components.contains { $0.error != nil }
    }
  }

  /// Whether no gradient differs from its difference quotient; also where nothing could be checked.
  package var passes: Bool { nodes.allSatisfy { $0.failures.isEmpty } }

  /// Whether some gradient was checked, and none differs from its difference quotient.
  package var holds: Bool { passes && isTelling }

  /// The nodes with a gradient that differs from its difference quotient.
  package var failures: [NodeResult] { nodes.filter { !$0.failures.isEmpty } }

  /// The components that were looked at, of all nodes.
  package var components: [Component] { nodes.flatMap { $0.components } }
}
