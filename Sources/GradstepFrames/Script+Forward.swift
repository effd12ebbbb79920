package import GradstepGraph
package import GradstepText
import GradstepTrace

/// The way forward: an operation gets its value.
extension Script {
  static let forward = Script(
    Frame.Phase(name: Step.Phase.forward.rawValue, tint: .value, flow: .toOperation),
    facts: [.value, .tangent, .explanation],
    words: { explainer, id, snapshot in explainer.forward(id, snapshot) },
    symbols: { explainer, id, _ in
      let tangent = explainer.symbolicTangent(of: id)
      return (explainer.equation(of: id), tangent)
    },
    reasons: { explainer, id, _ in explainer.reasons(forTangentOf: id) },
    changes: { moment, id in moment.fill(id) }
  )
}

extension Explainer {
  fileprivate func forward(_ id: Node.ID, _ snapshot: Snapshot) -> (Text, [Text]) {
    (
      equation(of: id),
      evaluation(of: id) + tangent(of: id) + remark(on: id) { $0.forward } + domain(of: id)
        + change(of: id, in: snapshot)
    )
  }

  /// The node as its operation applied to the names of its operands: `v₂ = v₁ + b`.
  func equation(of id: Node.ID) -> Text { printer.text(arithmetic.definition(of: id)) }

  /// The right side of the equation.
  package func expression(of id: Node.ID) -> Text { printer.text(arithmetic.expression(of: id)) }

  /// The equation with the numbers put in: `= [1, 2] + [3, 4] = [4, 6]`; nothing where the names say
  /// that already, as in `[3, 8]`.
  func evaluation(of id: Node.ID) -> [Text] {
    let numbers = printer.rightSides(arithmetic.forward(id), from: 1)
    return numbers.runs.isEmpty ? [] : [numbers]
  }

  /// What the operation says of a step beyond its formulas.
  func remark(on id: Node.ID, _ words: (Remark) -> Sentence?) -> [Text] {
    guard let remark = graph.operation(of: id)?.remark(graph.usage(of: id)),
      let sentence = words(remark)
    else { return [] }
    return [printer.text(sentence.filled { arithmetic.inNames($0, of: id) })]
  }

  /// Where the operation is defined, if its operands do not lie there.
  func domain(of id: Node.ID) -> [Text] {
    guard !trace.isInDomain(id),
      let sentence = graph.domainSentence(of: id, naming: { TextPrinter.name($0).plain })
    else { return [] }
    return ["outside of the domain: \(sentence)"]
  }

  /// What the tangents of the operands make of the node's: `dy = 2·x·dx = 2·3·1 = 6`; nothing where
  /// none flow.
  func tangent(of id: Node.ID) -> [Text] {
    guard graph.nodes[id].kind == .operation, let equation = arithmetic.tangent(of: id) else {
      return []
    }
    let words = trace.movedSlots(of: id).isEmpty ? ", for no tangent comes here" : ""
    return [printer.text(equation) + Text(words)]
  }

  /// The same in names alone.
  fileprivate func symbolicTangent(of id: Node.ID) -> [Text] {
    trace.movedSlots(of: id).isEmpty ? [] : [printer.text(arithmetic.pushforward(to: id))]
  }

  /// The tangent of a node, as a formula names it.
  func differential(of id: Node.ID) -> Text { printer.text(arithmetic.differential(id)) }
}
