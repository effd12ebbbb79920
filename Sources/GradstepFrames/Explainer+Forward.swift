import GradstepGraph
import GradstepTrace

/// What happens on the way forward.
extension Explainer {
  /// The node as its operation applied to the names of its operands: `v₂ = v₁ + b`.
  func equation(of id: Node.ID) -> Text {
    typesetter.name(id) + Text(" = ") + expression(of: id)
  }

  /// The right side of the equation.
  func expression(of id: Node.ID) -> Text {
    guard let operation = graph.operation(of: id) else { return typesetter.name(id) }
    return Typesetter.fill(operation.formula(graph.usage(of: id)), names(of: id))
  }

  /// The equation with the numbers put in: `= [1, 2] + [3, 4] = [4, 6]`.
  func evaluation(of id: Node.ID) -> Text {
    guard let operation = graph.operation(of: id) else { return Text() }
    let result = trace.value(of: id)
    let numbers = typesetter.inline(result, .value)
    guard let filling = numberFilling(of: id, upstream: nil) else { return Text("= ") + numbers }
    let inserted = Typesetter.fill(operation.formula(graph.usage(of: id)), filling)
    guard inserted.plain != numbers.plain else { return Text("= ") + numbers }
    let sign = shown(result) == shown(rounded(id).result) ? " = " : " ≈ "
    return Text("= ") + inserted + Text(sign) + numbers
  }

  /// What the tangents of the operands make of the node's: `dy = 2·x·dx = 2·3·1 = 6`.
  ///
  /// `nil` where no tangents flow.
  func tangent(of id: Node.ID) -> Text? {
    guard let operation = graph.operation(of: id), let tangent = trace.tangent(of: id) else {
      return nil
    }
    let usage = graph.usage(of: id)
    let operands = Array(graph.operands(of: id))
    let slots = operands.indices.filter { trace.isMoved(operands[$0]) }
    let numbers = typesetter.inline(tangent, .gradient)
    let opening = differential(of: id) + Text(" = ")
    guard !slots.isEmpty else { return opening + numbers + Text(", for no tangent comes here") }
    func sum(_ filling: (Int) -> Typesetter.Filling) -> Text {
      var sum = Text()
      for (position, slot) in slots.enumerated() {
        if position > 0 { sum += Text(" + ") }
        sum += Typesetter.fill(operation.local(slot, usage).pushforward, filling(slot))
      }
      return sum
    }
    let named = sum { slot in
      let filling = names(of: id)
      return filling.withTangent(differential(of: operands[slot]), usage.shapes[slot])
    }
    guard numberFilling(of: id, upstream: nil) != nil else {
      return opening + named + Text(" = ") + numbers
    }
    let inserted = sum { slot in
      let filling = numberFilling(of: id, upstream: nil) ?? names(of: id)
      let tangent = trace.tangent(of: operands[slot]).map { typesetter.inline($0, .gradient) }
      return filling.withTangent(tangent ?? Text("0"), usage.shapes[slot])
    }
    guard inserted.plain != numbers.plain else { return opening + named + Text(" = ") + numbers }
    let again = roundedTangent(of: id, slots: slots)
    let sign = shown(again) == shown(tangent) ? " = " : " ≈ "
    return opening + named + Text(" = ") + inserted + Text(sign) + numbers
  }

  /// The tangent of a node, as a formula names it.
  private func differential(of id: Node.ID) -> Text {
    Text("d", .symbol) + typesetter.name(id)
  }
}
