import GradstepFrames
import GradstepGraph
import GradstepTrace

/// What other programs read of a check.
extension GradientCheckReport {
  /// The check for other programs, with all digits.
  package var document: JSON {
    [
      "format": "gradstep-check-1",
      "output": .string(graph.displayNames[graph.output]),
      "seed": .tensor(trace.seed),
      "tolerance": .number(check.tolerance),
      "verdict": check.holds ? "passed" : check.passes ? "nothing checked" : "failed",
      "agreeing": .integer(counts.agreeing),
      "differing": .integer(counts.differing),
      "skipped": .integer(counts.skipped),
      "nodeCount": .integer(check.nodeCount),
      "nodes": .array(check.nodes.map(node)),
      "linearization": linearization.map(document),
    ]
  }

  private func node(_ result: GradientCheck.NodeResult) -> JSON {
    let id = result.node
    return [
      "id": .integer(id),
      "name": .string(graph.displayNames[id]),
      "kind": .string(graph.nodes[id].kind.rawValue),
      "operation": graph.operation(of: id).map { .string($0.name) },
      "shape": .integers(graph.shape(of: id).dimensions),
      "largestError": result.worst?.error.map { .number($0) } ?? .null,
      "components": .array(result.components.map(component)),
    ]
  }

  private func component(_ component: GradientCheck.Component) -> JSON {
    let opening: JSON = [
      "indices": .integers(component.component.indices),
      "gradient": .number(component.gradient),
    ]
    switch component.verdict {
    case .agrees(let quotient, let error), .differs(let quotient, let error):
      return opening.adding([
        "quotient": .number(quotient),
        "error": .number(error),
        "verdict": component.isFailure ? "differs" : "agrees",
      ])
    case .skipped(let obstacle):
      return opening.adding(["verdict": "skipped", "reason": .string(words(for: obstacle))])
    }
  }

  private func document(_ linearization: LinearizationCheck) -> JSON {
    let verdict: JSON =
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
    return ["verdict": verdict, "rows": .array(rows)]
  }
}
