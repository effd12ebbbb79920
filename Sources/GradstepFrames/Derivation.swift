import GradstepGraph
import GradstepTrace

extension FrameBuilder {
  /// The whole trace as equations: the inputs, the forward pass, the local derivatives, and what
  /// flows besides values.
  public func equations() -> EquationSheet { Derivation(explainer).sheet }
}

/// Says a trace in equations of LaTeX.
struct Derivation: Sendable {
  let explainer: Explainer
  let typesetter: LaTeXTypesetter
  /// What is differentiated on the way back.
  let objective: Objective

  init(_ explainer: Explainer) {
    self.explainer = explainer
    typesetter = LaTeXTypesetter(graph: explainer.graph, format: explainer.format)
    objective = Objective(explainer.trace, typesetter)
  }

  var trace: Trace { explainer.trace }
  var graph: Graph { explainer.graph }

  var sheet: EquationSheet {
    let inputs = [
      EquationSheet.Section("Inputs", leaves(.variable)),
      EquationSheet.Section("Constants, which get no gradient", leaves(.constant)),
      EquationSheet.Section("Forward", operations.map(forward)),
      EquationSheet.Section(
        "Local derivatives, each of one operation",
        operations.flatMap(localDerivatives)
      ),
    ]
    return switch trace.sweep {
    case .reverse:
      EquationSheet(inputs + [EquationSheet.Section(objective.heading, gradients())])
    case .forward:
      EquationSheet(inputs + [EquationSheet.Section("Tangents", tangents())])
    }
  }

  private var operations: [Node.ID] {
    graph.nodes.indices.filter { graph.nodes[$0].kind == .operation }
  }

  private func leaves(_ kind: Node.Kind) -> [Equation] {
    graph.nodes.indices.filter { graph.nodes[$0].kind == kind && graph.origins[$0].name != nil }
      .map { id in
        let value = trace.value(of: id)
        return Equation(typesetter.name(id))
          .equal(to: typesetter.value(value), isExact: explainer.isWhole(value))
      }
  }

  /// A node as its operation applied to its operands, in names and in numbers.
  private func forward(_ id: Node.ID) -> Equation {
    let result = trace.value(of: id)
    guard let operation = graph.operation(of: id) else { return Equation(typesetter.name(id)) }
    let formula = operation.formula(graph.usage(of: id))
    return close(
      Equation(typesetter.name(id)).equal(to: latex(formula, names(of: id))),
      with: numbers(of: id).map { latex(formula, $0) },
      isWhole: explainer.insertsWhole(formula, of: id),
      is: (result, typesetter.value(result)),
      isExact: explainer.isExact(formula, of: id, gives: result)
    )
  }

  /// An equation with the numbers put in, where they are few and not the result already, and the
  /// result behind them; `isExact` says whether they give it exactly, and `isWhole` whether they are
  /// all of what they stand for.
  func close(
    _ equation: Equation,
    with inserted: String?,
    isWhole: Bool,
    is result: (tensor: Tensor, latex: String),
    isExact: Bool
  ) -> Equation {
    guard let inserted, inserted != result.latex else {
      return equation.equal(to: result.latex, isExact: isExact && explainer.isWhole(result.tensor))
    }
    return equation.equal(to: inserted, isExact: isWhole).equal(to: result.latex, isExact: isExact)
  }

  // MARK: - Formulas

  /// What is put into the places of a formula.
  struct Places {
    /// What stands for a node: its name, or its number.
    let node: (Node.ID) -> Formula.LaTeX
    let id: Node.ID
    var upstream = Formula.LaTeX("")
    var tangent = Formula.LaTeX("")
    var tangentVector = Formula.LaTeX("")
  }

  func names(of id: Node.ID) -> Places {
    Places(
      node: { id in
        Formula.LaTeX(typesetter.name(id), graph.origins[id].constant?.cohesion ?? .atom)
      },
      id: id
    )
  }

  /// The numbers of a node and its operands; `nil` where they would fill the page.
  func numbers(of id: Node.ID) -> Places? {
    guard explainer.hasShortNumbers(id) else { return nil }
    return Places(node: { number(trace.value(of: $0)) }, id: id)
  }

  func number(_ tensor: Tensor) -> Formula.LaTeX {
    Formula.LaTeX(typesetter.value(tensor), typesetter.cohesion(of: tensor))
  }

  func latex(_ formula: Formula, _ places: Places) -> String {
    formula.latex { place in
      switch place {
      case .operand(let slot): places.node(graph.operand(of: places.id, slot: slot))
      case .result: places.node(places.id)
      case .upstream: places.upstream
      case .tangent: places.tangent
      case .tangentVector: places.tangentVector
      }
    }
  }
}
