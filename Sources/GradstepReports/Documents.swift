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
    return [
      "format": "gradstep-trace-1",
      "source": .string(source),
      "output": .integer(graph.output),
      "seed": trace.seed.map { .tensor($0) },
      "descent": trace.learningRate.map { rate in
        ["rate": .number(rate), "epochs": .integer(course.traces.count - 1)]
      },
      "nodes": .array(graph.nodes.indices.map { node($0, of: trace) }),
      "steps": .array(steps()),
    ]
  }

  private func node(_ id: Node.ID, of trace: Trace) -> JSON {
    let graph = trace.graph
    let operation = graph.operation(of: id)
    let goesBack = !trace.seeds.isEmpty
    return [
      "id": .integer(id),
      "name": graph.origins[id].name.map { .string($0) } ?? .null,
      "label": .string(explainer.expression(of: id).plain),
      "kind": .string(graph.nodes[id].kind.rawValue),
      "operation": operation.map { .string($0.name) },
      "operands": operation.map { _ in .integers(graph.operands(of: id)) },
      "shape": .integers(graph.shape(of: id).dimensions),
      "value": .tensor(trace.value(of: id)),
      "gradient": goesBack ? .tensor(trace.gradient(of: id)) : nil,
      "tangent": goesBack ? nil : .tensor(trace.tangent(of: id)),
    ]
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
    let opening: JSON = [
      "index": .integer(step.index),
      "phase": .string(step.phase.rawValue),
      "epoch": trace.learningRate.map { _ in .integer(trace.epoch + 1) },
      "node": step.node.map { .integer($0) },
    ]
    guard let node = step.node else { return opening }
    return opening.adding(
      .object(step.phase.script.facts.compactMap { member($0, of: node, in: exact) })
    )
  }

  /// A fact of a step; `nil` where there is none.
  private func member(_ fact: Script.Fact, of node: Node.ID, in exact: Snapshot) -> JSON.Member? {
    let trace = exact.trace
    func member(_ name: String, _ value: JSON?) -> JSON.Member? {
      value.map { JSON.Member(name: name, value: $0) }
    }
    return switch fact {
    case .value: member("value", .tensor(exact.value(of: node)))
    case .tangent: member("tangent", exact.tangent(of: node).map { .tensor($0) })
    case .gradient: member("gradient", .tensor(exact.gradient(of: node)))
    case .seed: member("gradient", .tensor(trace.seed))
    case .upstream: member("upstream", .tensor(exact.gradient(of: node)))
    case .explanation: member("explanation", .string(caption.explanation))
    case .why: member("why", .array(explainer.reasons(of: snapshot).map { .string($0.plain) }))
    case .contributions:
      member(
        "contributions",
        .array(exact.contributions.map { contribution(to: node, $0, in: trace) })
      )
    }
  }

  private func contribution(
    to node: Node.ID,
    _ contribution: Contribution,
    in trace: Trace
  ) -> JSON {
    let jacobian = trace.localJacobian(of: node, slot: contribution.slot)
    let entries = jacobian?.entries
    return [
      "operand": .integer(contribution.operand),
      "slot": .integer(contribution.slot),
      "structure": jacobian.map { .string($0.structure.rawValue) },
      "jacobianShape": jacobian.map { .integers([$0.rows, $0.columns]) },
      "entries": entries.map { .tensor($0) },
      "order": entries.map { _ in "rows" },
      "contribution": .tensor(contribution.amount),
      "accumulated": .tensor(contribution.accumulated),
      "arrived": .integer(contribution.arrived),
      "expected": .integer(contribution.expected),
    ]
  }
}

extension Trace {
  /// Values and gradients of the leaves that the source names.
  package func gradientsDocument() -> JSON {
    let leaves = namedLeaves.map { id -> JSON in
      [
        "name": .string(graph.displayNames[id]),
        "kind": .string(graph.nodes[id].kind.rawValue),
        "shape": .integers(graph.shape(of: id).dimensions),
        "value": .tensor(value(of: id)),
        "gradient": .tensor(gradient(of: id)),
      ]
    }
    return [
      "format": "gradstep-grad-1",
      "output": .string(graph.displayNames[graph.output]),
      "value": .tensor(value(of: graph.output)),
      "seed": .tensor(seed),
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
