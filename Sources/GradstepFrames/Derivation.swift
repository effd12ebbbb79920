import GradstepGraph
public import GradstepText
import GradstepTrace

extension FrameBuilder {
  /// The whole trace as equations: the inputs, the forward pass, the local derivatives, and what
  /// flows besides values.
  public func equations() -> EquationSheet { Derivation(explainer.arithmetic).sheet }
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

  var sheet: EquationSheet {
    var sections = [
      EquationSheet.Section("Inputs", leaves(.variable)),
      EquationSheet.Section("Constants, which get no gradient", leaves(.constant)),
      EquationSheet.Section("Forward", operations.map(arithmetic.forward)),
      EquationSheet.Section(
        "Local derivatives, each of one operation",
        operations.flatMap(localDerivatives)
      ),
    ]
    switch trace.sweep {
    case .reverse: sections.append(EquationSheet.Section(objective.heading, gradients()))
    case .forward: sections.append(EquationSheet.Section("Tangents", tangents()))
    }
    return EquationSheet(sections, format: arithmetic.format)
  }

  private var operations: [Node.ID] {
    graph.nodes.indices.filter { graph.nodes[$0].kind == .operation }
  }

  private func leaves(_ kind: Node.Kind) -> [Equation] {
    graph.nodes.indices.filter { graph.nodes[$0].kind == kind && graph.origins[$0].name != nil }
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
