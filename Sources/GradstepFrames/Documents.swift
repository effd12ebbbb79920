public import GradstepGraph
import GradstepText
public import GradstepTrace

/// What other programs read: documents with a version in their `format`.
extension FrameBuilder {
  /// The whole trace of a source, with all digits.
  public func traceDocument(source: String) -> JSON {
    let graph = trace.graph
    var members: [JSON.Member] = [
      JSON.Member("format", "gradstep-trace-1"),
      JSON.Member("source", .string(source)),
      JSON.Member("output", .integer(graph.output)),
    ]
    if let seed = trace.seed { members.append(JSON.Member("seed", .tensor(seed))) }
    members += [
      JSON.Member("nodes", .array(graph.nodes.indices.map(node))),
      JSON.Member("steps", .array(steps())),
    ]
    return .object(members)
  }

  private func node(_ id: Node.ID) -> JSON {
    let graph = trace.graph
    var members: [JSON.Member] = [
      JSON.Member("id", .integer(id)),
      JSON.Member("name", graph.origins[id].name.map(JSON.string) ?? .null),
      JSON.Member("label", .string(explainer.expression(of: id).plain)),
      JSON.Member("kind", .string(graph.nodes[id].kind.rawValue)),
    ]
    if let operation = graph.operation(of: id) {
      members.append(JSON.Member("operation", .string(operation.name)))
      members.append(
        JSON.Member("operands", .array(graph.operands(of: id).map(JSON.integer)))
      )
    }
    members += [
      JSON.Member("shape", .shape(graph.shape(of: id))),
      JSON.Member("value", .tensor(trace.value(of: id))),
      flow(id),
    ]
    return .object(members)
  }

  /// The gradient of a node or, where tangents flow, its tangent.
  private func flow(_ id: Node.ID) -> JSON.Member {
    switch trace.sweep {
    case .reverse:
      JSON.Member("gradient", trace.gradient(of: id).map(JSON.tensor) ?? .null)
    case .forward:
      JSON.Member("tangent", trace.tangent(of: id).map(JSON.tensor) ?? .null)
    }
  }

  private func steps() -> [JSON] {
    var snapshot = Snapshot(trace)
    return trace.steps.indices.map { index in
      if index > 0 { snapshot.advance() }
      return step(snapshot)
    }
  }

  private func step(_ snapshot: Snapshot) -> JSON {
    let step = snapshot.step
    var members: [JSON.Member] = [
      JSON.Member("index", .integer(step.index)),
      JSON.Member("phase", .string(step.phase.rawValue)),
    ]
    guard let node = step.node else { return .object(members) }
    members.append(JSON.Member("node", .integer(node)))
    let explanation = JSON.Member("explanation", .string(captions[step.index].explanation))
    switch step.phase {
    case .inputs:
      break
    case .forward:
      members.append(JSON.Member("value", .tensor(trace.value(of: node))))
      if let tangent = trace.tangent(of: node) {
        members.append(JSON.Member("tangent", .tensor(tangent)))
      }
      members.append(explanation)
    case .seed:
      members.append(JSON.Member("gradient", trace.seed.map(JSON.tensor) ?? .null))
    case .backward:
      members += [
        JSON.Member("upstream", trace.gradient(of: node).map(JSON.tensor) ?? .null), explanation,
        JSON.Member("why", .array(explainer.reasons(of: snapshot).map { .string($0.plain) })),
        JSON.Member(
          "contributions",
          .array(snapshot.contributions.map { contribution(to: node, $0) })
        ),
      ]
    }
    return .object(members)
  }

  private func contribution(to node: Node.ID, _ contribution: Contribution) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("operand", .integer(contribution.operand)),
      JSON.Member("slot", .integer(contribution.slot)),
    ]
    if let jacobian = trace.localJacobian(of: node, slot: contribution.slot) {
      members += [
        JSON.Member("structure", .string(jacobian.structure.rawValue)),
        JSON.Member(
          "jacobianShape",
          .array([.integer(jacobian.rows), .integer(jacobian.columns)])
        ),
      ]
      if let entries = jacobian.entries {
        members += [JSON.Member("entries", .tensor(entries)), JSON.Member("order", "rows")]
      }
    }
    members += [
      JSON.Member("contribution", .tensor(contribution.amount)),
      JSON.Member("accumulated", .tensor(contribution.accumulated)),
      JSON.Member("arrived", .integer(contribution.arrived)),
      JSON.Member("expected", .integer(contribution.expected)),
    ]
    return .object(members)
  }

}

extension Trace {
  /// Values and gradients of the leaves that the source names.
  public func gradientsDocument() -> JSON {
    let leaves = namedLeaves.map { id -> JSON in
      [
        "name": .string(graph.displayNames[id]),
        "kind": .string(graph.nodes[id].kind.rawValue),
        "shape": .shape(graph.shape(of: id)),
        "value": .tensor(value(of: id)),
        "gradient": gradient(of: id).map(JSON.tensor) ?? .null,
      ]
    }
    return [
      "format": "gradstep-grad-1",
      "output": .string(graph.displayNames[graph.output]),
      "value": .tensor(value(of: graph.output)),
      "seed": seed.map(JSON.tensor) ?? .null,
      "leaves": .array(leaves),
    ]
  }

  /// The leaves that the source names, in the order of the graph.
  public var namedLeaves: [Node.ID] {
    graph.nodes.indices.filter {
      graph.nodes[$0].kind != .operation && graph.origins[$0].name != nil
    }
  }
}

extension JSON {
  /// `[]`, `[n]` or `[m, n]`.
  fileprivate static func shape(_ shape: Shape) -> JSON {
    .array(shape.dimensions.map(JSON.integer))
  }
}
