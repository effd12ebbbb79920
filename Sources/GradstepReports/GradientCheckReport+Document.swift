import GradstepFrames
import GradstepGraph
import GradstepTrace

/// What other programs read of a check.
extension GradientCheckReport {
  /// The check for other programs, with all digits.
  package var document: JSON {
    var members: [JSON.Member] = [
      JSON.Member("format", "gradstep-check-1"),
      JSON.Member("output", .string(graph.displayNames[graph.output])),
      JSON.Member("seed", trace.seed.map(JSON.tensor) ?? .null),
      JSON.Member("tolerance", .number(check.tolerance)),
      JSON.Member(
        "verdict",
        .string(check.holds ? "passed" : check.passes ? "nothing checked" : "failed")
      ),
      JSON.Member("agreeing", .integer(counts.agreeing)),
      JSON.Member("differing", .integer(counts.differing)),
      JSON.Member("skipped", .integer(counts.skipped)),
      JSON.Member("nodeCount", .integer(check.nodeCount)),
      JSON.Member("nodes", .array(check.nodes.map(node))),
    ]
    if let linearization {
      members.append(JSON.Member("linearization", self.document(linearization)))
    }
    return .object(members)
  }

  private func node(_ result: GradientCheck.NodeResult) -> JSON {
    let id = result.node
    var members: [JSON.Member] = [
      JSON.Member("id", .integer(id)), JSON.Member("name", .string(graph.displayNames[id])),
      JSON.Member("kind", .string(graph.nodes[id].kind.rawValue)),
    ]
    if let operation = graph.operation(of: id) {
      members.append(JSON.Member("operation", .string(operation.name)))
    }
    members += [
      JSON.Member("shape", .array(graph.shape(of: id).dimensions.map(JSON.integer))),
      JSON.Member("largestError", result.worst?.error.map(JSON.number) ?? .null),
      JSON.Member("components", .array(result.components.map(component))),
    ]
    return .object(members)
  }

  private func component(_ component: GradientCheck.Component) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("indices", .array(component.component.indices.map(JSON.integer))),
      JSON.Member("gradient", .number(component.gradient)),
    ]
    switch component.verdict {
    case .agrees(let quotient, let error), .differs(let quotient, let error):
      members += [
        JSON.Member("quotient", .number(quotient)), JSON.Member("error", .number(error)),
        JSON.Member("verdict", component.isFailure ? "differs" : "agrees"),
      ]
    case .skipped(let obstacle):
      members += [
        JSON.Member("verdict", "skipped"), JSON.Member("reason", .string(words(for: obstacle))),
      ]
    }
    return .object(members)
  }

  private func document(_ linearization: LinearizationCheck) -> JSON {
    let verdict =
      switch linearization.verdict {
      case .quadratic: "quadratic"
      case .linear: "linear"
      case .bent: "bent"
      case .unclear: "unclear"
      case .notFinite: "not finite"
      }
    let rows = linearization.rows.map { row -> JSON in
      [
        "size": .number(row.size),
        "change": .number(row.change),
        "remainder": .number(row.remainder),
        "ratio": .number(row.ratio),
      ]
    }
    return ["verdict": .string(verdict), "rows": .array(rows)]
  }
}
