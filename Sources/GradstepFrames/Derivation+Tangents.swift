import GradstepGraph
import GradstepTrace

/// What flows forward besides values.
extension Derivation {
  /// The tangents that are given, and what the operations make of them.
  func tangents() -> [Equation] {
    graph.nodes.indices.compactMap { id in
      switch graph.nodes[id].kind {
      case .variable where trace.isMoved(id): given(id)
      case .operation: tangent(id)
      case .variable, .constant: nil
      }
    }
  }

  private func given(_ id: Node.ID) -> Equation {
    Equation(typesetter.differential(id))
      .equal(
        to: tangentNumber(id).text,
        isExact: trace.tangent(of: id).map(explainer.isWhole) ?? true
      )
  }

  private func tangentNumber(_ id: Node.ID) -> Formula.LaTeX {
    number(trace.tangent(of: id) ?? Tensor(graph.shape(of: id), repeating: 0))
  }

  /// The tangent of a node as the sum of what comes through its slots, in names and in numbers.
  private func tangent(_ id: Node.ID) -> Equation {
    let slots = trace.movedSlots(of: id)
    guard !slots.isEmpty else {
      let note = "no tangent comes here"
      return Equation(typesetter.differential(id), note: note).equal(to: tangentNumber(id).text)
    }
    func sum(_ places: Places, _ tangent: (Node.ID) -> Formula.LaTeX) -> String {
      LaTeXTypesetter.sum(
        slots.map { slot in
          guard let local = trace.localGradient(of: id, slot: slot) else { return "" }
          let operand = graph.operand(of: id, slot: slot)
          var places = places
          places.tangent = tangent(operand)
          let isMatrix = graph.shape(of: operand).rank == 2
          places.tangentVector =
            isMatrix
            ? Formula.LaTeX("\\operatorname{vec}(\(places.tangent.text))") : places.tangent
          return latex(local.pushforward, places)
        }
      )
    }
    let equation = Equation(typesetter.differential(id))
      .equal(to: sum(names(of: id)) { Formula.LaTeX(typesetter.differential($0)) })
    guard let tangent = trace.tangent(of: id) else { return equation }
    return close(
      equation,
      with: numbers(of: id).map { sum($0, tangentNumber) },
      isWhole: explainer.insertsWholeTangents(of: id),
      is: (tangent, typesetter.value(tangent)),
      isExact: explainer.isTangentExact(of: id)
    )
  }
}
