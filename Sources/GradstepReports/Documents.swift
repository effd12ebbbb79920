package import GradstepFrames
package import GradstepGraph
import GradstepText
package import GradstepTrace

/// What other programs read: documents with a version in their `format`.
extension Moment {
  /// All steps of a source, with all digits.
  package func traceDocument(source: String) -> JSON {
    let (course, trace) = (snapshot.course, snapshot.course.traces[0])
    let graph = course.graph
    var members: [JSON.Member] = [
      JSON.Member("format", "gradstep-trace-1"),
      JSON.Member("source", .string(source)),
      JSON.Member("output", .integer(graph.output)),
    ]
    if let seed = trace.seed { members.append(JSON.Member("seed", .tensor(seed))) }
    if let rate = trace.learningRate {
      let epochs = course.traces.count - 1
      members.append(
        JSON.Member("descent", ["rate": .number(rate), "epochs": .integer(epochs)])
      )
    }
    members += [
      JSON.Member("nodes", .array(graph.nodes.indices.map { node($0, of: trace) })),
      JSON.Member("steps", .array(steps())),
    ]
    return .object(members)
  }

  private func node(_ id: Node.ID, of trace: Trace) -> JSON {
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
      flow(id, of: trace),
    ]
    return .object(members)
  }

  /// The gradient of a node or, where tangents flow, its tangent.
  private func flow(_ id: Node.ID, of trace: Trace) -> JSON.Member {
    switch trace.sweep {
    case .reverse:
      JSON.Member("gradient", trace.gradient(of: id).map(JSON.tensor) ?? .null)
    case .forward:
      JSON.Member("tangent", trace.tangent(of: id).map(JSON.tensor) ?? .null)
    }
  }

  private func steps() -> [JSON] {
    // What is said is of the numbers as they are shown, and numbers have all their digits.
    var (moment, exact) = (self, Snapshot(snapshot.course.exact))
    return snapshot.course.steps.indices.map { index in
      moment.move(to: index)
      exact.move(to: index)
      return moment.step(exact)
    }
  }

  private func step(_ exact: Snapshot) -> JSON {
    let (step, trace) = (exact.step, exact.trace)
    var members: [JSON.Member] = [
      JSON.Member("index", .integer(step.index)),
      JSON.Member("phase", .string(step.phase.rawValue)),
    ]
    if trace.learningRate != nil { members.append(JSON.Member("epoch", .integer(trace.epoch + 1))) }
    guard let node = step.node else { return .object(members) }
    members.append(JSON.Member("node", .integer(node)))
    let explanation = JSON.Member("explanation", .string(caption.explanation))
    func member(_ name: String, _ tensor: Tensor?) -> JSON.Member {
      JSON.Member(name, tensor.map(JSON.tensor) ?? .null)
    }
    switch step.phase {
    case .inputs:
      break
    case .forward:
      members.append(member("value", exact.value(of: node)))
      if let tangent = exact.tangent(of: node) { members.append(member("tangent", tangent)) }
      members.append(explanation)
    case .seed:
      members.append(member("gradient", trace.seed))
    case .backward:
      members += [
        member("upstream", exact.gradient(of: node)), explanation, why,
        JSON.Member(
          "contributions",
          .array(exact.contributions.map { contribution(to: node, $0, in: trace) })
        ),
      ]
    case .update:
      members += [
        member("gradient", exact.gradient(of: node)), member("value", exact.value(of: node)),
        explanation, why,
      ]
    }
    return .object(members)
  }

  private var why: JSON.Member {
    JSON.Member("why", .array(explainer.reasons(of: snapshot).map { .string($0.plain) }))
  }

  private func contribution(
    to node: Node.ID,
    _ contribution: Contribution,
    in trace: Trace
  ) -> JSON {
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
  package func gradientsDocument() -> JSON {
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
  package var namedLeaves: [Node.ID] {
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
