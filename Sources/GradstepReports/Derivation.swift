package import GradstepFrames
import GradstepGraph
package import GradstepText
import GradstepTrace

extension Moment {
  /// All steps as equations: the inputs, the forward pass, the local derivatives, what flows besides
  /// values, and updates.
  package func equations() -> EquationSheet {
    var moment = self
    var sections: [EquationSheet.Section] = []
    for trace in snapshot.course.traces {
      moment.move(to: trace.steps[0].index)
      sections += Derivation(moment.explainer.arithmetic).sections(moment.snapshot.epoch)
    }
    return EquationSheet(sections, format: explainer.format)
  }
}

/// Says a trace in equations.
struct Derivation: Sendable {
  let arithmetic: Arithmetic
  /// What is differentiated on the way back.
  let objective: Objective

  init(_ arithmetic: Arithmetic) {
    self.arithmetic = arithmetic
    objective = Objective(arithmetic.trace)
  }

  var trace: Trace { arithmetic.trace }
  var graph: Graph { arithmetic.graph }

  /// The parts of a trace; where there are several traces, the headings say its epoch.
  func sections(_ epoch: String?) -> [EquationSheet.Section] {
    let ending: Sentence = epoch.map { ", \($0)" } ?? ""
    return [
      EquationSheet.Section("Inputs", trace.epoch == 0 ? leaves(.variable) : []),
      EquationSheet.Section(
        "Constants, which get no gradient",
        trace.epoch == 0 ? leaves(.constant) : []
      ),
      EquationSheet.Section("Forward" + ending, graph.nodes(.operation).map(arithmetic.forward)),
    ]
      + derivatives.map { EquationSheet.Section($0.heading + ending, $0.equations) }
  }

  /// What is differentiated, and what is done with it; nothing where the walk goes forward alone.
  private var derivatives: [EquationSheet.Section] {
    let local = EquationSheet.Section(
      "Local derivatives, each of one operation",
      graph.nodes(.operation).flatMap(localDerivatives)
    )
    if case .forward = trace.sweep {
      return [local, EquationSheet.Section("Tangents", tangents())]
    }
    guard trace.steps.contains(where: { $0.phase == .seed }) else { return [] }
    return [
      local, EquationSheet.Section(objective.heading, gradients()),
      EquationSheet.Section(
        "Updates with the learning rate \(arithmetic.rateName)",
        graph.nodes.indices.compactMap(arithmetic.update)
      ),
    ]
  }

  private func leaves(_ kind: Node.Kind) -> [Equation] {
    graph.nodes(kind).filter { graph.origins[$0].name != nil }
      .map { arithmetic.assignment(arithmetic.name($0), .value(trace.value(of: $0))) }
  }

  /// The tangents that are given, and what the operations make of them.
  private func tangents() -> [Equation] {
    graph.nodes.indices.compactMap { id in
      switch graph.nodes[id].kind {
      case .variable:
        return trace.isMoved(id)
          ? trace.tangent(of: id).map {
            arithmetic.assignment(arithmetic.differential(id), .flow($0))
          } : nil
      case .operation:
        var equation = arithmetic.tangent(of: id)
        if trace.movedSlots(of: id).isEmpty { equation?.note = "no tangent comes here" }
        return equation
      case .constant:
        return nil
      }
    }
  }
}

extension Formula {
  /// A sum; of many terms the middle is left out.
  static func shownSum(_ terms: [Formula]) -> Formula {
    .sum(shown(terms, leftOut: .symbol("⋯")))
  }
}
