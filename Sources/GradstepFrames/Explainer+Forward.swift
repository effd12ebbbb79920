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
    guard graph.nodes[id].kind == .operation else { return Text() }
    let result = trace.value(of: id)
    let numbers = typesetter.inline(result, .value)
    guard let formula = graph.operation(of: id)?.formula(graph.usage(of: id)) else {
      return Text()
    }
    let isExact = isExact(formula, of: id, gives: result)
    guard let inserted = expressionOfNumbers(of: id), inserted.plain != numbers.plain else {
      return Text(isExact && isWhole(result) ? "= " : "≈ ") + numbers
    }
    let opening = Text(insertsWhole(formula, of: id) ? "= " : "≈ ")
    return opening + inserted + Self.sign(isExact) + numbers
  }

  /// The right side of the equation with the numbers put in; `nil` where they would fill the page.
  func expressionOfNumbers(of id: Node.ID) -> Text? {
    guard let operation = graph.operation(of: id),
      let filling = numberFilling(of: id, upstream: nil)
    else { return nil }
    return Typesetter.fill(operation.formula(graph.usage(of: id)), filling)
  }

  /// What the operation says of a step beyond its formulas.
  func remark(on id: Node.ID, _ words: (Remark) -> Sentence?) -> [Text] {
    guard let remark = graph.operation(of: id)?.remark(graph.usage(of: id)),
      let sentence = words(remark)
    else { return [] }
    return [Typesetter.fill(sentence, names(of: id))]
  }

  /// Where the operation is defined, if its operands do not lie there.
  func domain(of id: Node.ID) -> [Text] {
    guard !trace.isInDomain(id),
      let sentence = graph.domainSentence(of: id, naming: { Typesetter.name($0).plain })
    else { return [] }
    return [Text("outside of the domain: \(sentence)")]
  }

  /// What the tangents of the operands make of the node's: `dy = 2·x·dx = 2·3·1 = 6`.
  ///
  /// `nil` where no tangents flow.
  func tangent(of id: Node.ID) -> Text? {
    guard let tangent = trace.tangent(of: id), graph.nodes[id].kind == .operation else {
      return nil
    }
    let numbers = typesetter.inline(tangent, .gradient)
    let opening = differential(of: id) + Text(" = ")
    guard !trace.movedSlots(of: id).isEmpty else {
      return opening + numbers + Text(", for no tangent comes here")
    }
    let named = pushforwards(of: id)
    let isExact = isTangentExact(of: id)
    guard let inserted = pushforwardsOfNumbers(of: id), inserted.plain != numbers.plain else {
      return opening + named + Self.sign(isExact && isWhole(tangent)) + numbers
    }
    return opening + named + Self.sign(insertsWholeTangents(of: id)) + inserted
      + Self.sign(isExact) + numbers
  }

  /// Whether the numbers that are put into the formulas of a tangent say all of what they stand for.
  func insertsWholeTangents(of id: Node.ID) -> Bool {
    graph.operands(of: id).enumerated().allSatisfy { slot, operand in
      guard trace.isMoved(operand), let local = trace.localGradient(of: id, slot: slot) else {
        return true
      }
      return insertsWhole(local.pushforward, of: id, tangent: trace.tangent(of: operand))
    }
  }

  /// Whether the tangents of the operands as they are printed give exactly the printed one of the
  /// node.
  func isTangentExact(of id: Node.ID) -> Bool {
    guard let tangent = trace.tangent(of: id) else { return false }
    let terms = graph.operands(of: id).enumerated().filter { trace.isMoved($0.element) }
      .compactMap { slot, operand in
        trace.localGradient(of: id, slot: slot).map {
          ($0.pushforward, trace.tangent(of: operand))
        }
      }
    return isExact(terms, of: id, gives: tangent)
  }

  /// What the operands' tangents add up to, in formulas: `2·x·dx`.
  func pushforwards(of id: Node.ID) -> Text {
    pushforwards(of: id) { slot in
      let operand = graph.operand(of: id, slot: slot)
      return names(of: id).withTangent(
        Typesetter.Piece(differential(of: operand)),
        graph.shape(of: operand)
      )
    }
  }

  /// The same with the numbers put in; `nil` where they would fill the page.
  func pushforwardsOfNumbers(of id: Node.ID) -> Text? {
    guard let filling = numberFilling(of: id, upstream: nil) else { return nil }
    return pushforwards(of: id) { slot in
      let operand = graph.operand(of: id, slot: slot)
      let tangent = trace.tangent(of: operand).map { typesetter.piece($0, .gradient) }
      return filling.withTangent(
        tangent ?? Typesetter.Piece(Text("0")),
        graph.shape(of: operand)
      )
    }
  }

  private func pushforwards(
    of id: Node.ID,
    filling: (_ slot: Int) -> Typesetter.Filling
  ) -> Text {
    var sum = Text()
    for slot in trace.movedSlots(of: id) {
      guard let local = trace.localGradient(of: id, slot: slot) else { continue }
      let isFirst = sum.runs.isEmpty
      if !isFirst { sum += Text(" + ") }
      sum += Typesetter.fill(
        local.pushforward,
        filling(slot),
        as: isFirst ? .alone : .laterTerm
      )
    }
    return sum
  }

  /// The tangent of a node, as a formula names it.
  func differential(of id: Node.ID) -> Text {
    Text("d", .symbol) + typesetter.name(id)
  }
}
