import GradstepGraph
import GradstepText
import GradstepTrace

/// Why a step does what it does: the rules of differentiation, in the names of the step.
extension Explainer {
  /// The rules that a step uses, each in a line; none where nothing is differentiated.
  func reasons(of snapshot: Snapshot) -> [Text] {
    guard let id = snapshot.step.node else { return [] }
    let sentences =
      switch snapshot.step.phase {
      case .inputs, .seed: [] as [Sentence]
      case .forward: trace.movedSlots(of: id).isEmpty ? [] : [sumOfTangents(id)]
      case .backward: reasons(of: id, snapshot.contributions)
      }
    return sentences.reduce(into: []) { lines, sentence in
      let line = printer.text(sentence.filled { arithmetic.inNames($0, of: id) })
      // What is said of two operands is said once where they are one.
      if !lines.contains(line) { lines.append(line) }
    }
  }

  private func reasons(of id: Node.ID, _ contributions: [Contribution]) -> [Sentence] {
    guard let first = contributions.first, let operation = graph.operation(of: id) else {
      return []
    }
    let told = contributions.prefix(Self.mostReasons)
    var sentences = [chainRule(id, first)]
    sentences += told.compactMap { reason(for: operation.rule, slot: $0.slot, of: id) }
    for contribution in told
    where contribution.expected > 1 && contribution.arrived == contribution.expected {
      let operand = Formula.operand(contribution.slot)
      sentences.append(
        "sum over paths: \(operand) is used \(String(contribution.expected)) times,"
          + " and what comes back from each use adds up"
      )
    }
    return sentences
  }

  /// The most operands whose rules are told one by one.
  private static let mostReasons = 4

  // MARK: - The chain rule

  private func chainRule(_ id: Node.ID, _ contribution: Contribution) -> Sentence {
    let operand = Formula.operand(contribution.slot)
    let local = Formula.derivative(.y, by: operand, along: .operation)
    let output = arithmetic.name(graph.output)
    if arithmetic.isMatrixSweep {
      return "chain rule: the Jacobian at \(operand) is \(Formula.g * local),"
        + " and \(Formula.g) is the Jacobian at \(Formula.y)"
    }
    let isNumber =
      trace.sweep == .reverse(.ones)
      && [id, contribution.operand, graph.output].allSatisfy { graph.shape(of: $0).isScalarLike }
    guard isNumber else {
      return "chain rule: \(operand) gets \(Formula.transposed(.symbol("J")) * .g), with"
        + " J = \(local) and \(Formula.g) the gradient of \(Formula.y)"
    }
    guard id != graph.output else {
      return "\(Formula.y) is the output: \(Formula.g) is 1, and \(operand) gets \(local) as it is"
    }
    let whole = Formula.derivative(output, by: operand, along: .operation)
    let upstream = Formula.derivative(output, by: .y, along: .operation)
    // All that comes back may come through this operation.
    let uses = graph.operands(of: id).count { $0 == contribution.operand }
    let verb: Sentence = contribution.expected == uses ? " = " : " has the term "
    return "chain rule: \(whole)" + verb + "\(upstream * local), and \(Formula.g) is \(upstream)"
  }

  private func sumOfTangents(_ id: Node.ID) -> Sentence {
    let slots = trace.movedSlots(of: id)
    let terms = slots.prefix(Self.mostReasons).map { slot in
      let operand = Formula.operand(slot)
      return Formula.derivative(.y, by: operand, along: .operation) * .differential(operand)
    }
    let rest: [Formula] = slots.count > terms.count ? [.symbol("…")] : []
    return "chain rule: \(Formula.differential(.y)) = \(Formula.sum(terms + rest))"
  }

  // MARK: - The rules of operations

  private func reason(for rule: Rule, slot: Int, of id: Node.ID) -> Sentence? {
    guard let local = trace.localGradient(of: id, slot: slot) else { return nil }
    let (y, g, x) = (Formula.y, Formula.g, Formula.operand(slot))
    let slope = local.formula.diagonal
    let isNumber = graph.shape(of: id).isScalarLike
    let repeated = repetition(slot, of: id)
    let addedUp: Sentence = repeated == nil ? "" : ", added up over the components of \(y)"
    switch rule {
    case .sum:
      if let repeated { return repeated }
      if slope == -1 {
        return "sum rule: \(x) counts in \(y) with its sign turned, so it gets \(-g)"
      }
      let isSum =
        graph.operands(of: id).count == 2
        && graph.operands(of: id).allSatisfy { trace.isOnWayBack[$0] }
        && trace.localGradient(of: id, slot: 1 - slot)?.structure == .identity
      return isSum && repetition(1 - slot, of: id) == nil
        ? "sum rule: \(y) is the sum of \(Formula.a) and \(Formula.b), so each gets \(g) unchanged"
        : "sum rule: \(x) counts in \(y) as it is, so it gets \(g) unchanged"
    case .product:
      guard graph.operands(of: id).count == 2 else {
        return "product rule: each component of \(x) gets \(g) times the product of the others"
      }
      let other = Formula.operand(1 - slot)
      guard graph.operand(of: id, slot: 0) != graph.operand(of: id, slot: 1) else {
        return "product rule: \(x) is both factors; each brings \(g) times the other one"
      }
      return "product rule: \(other) is held still, so \(x) gets \(g) times \(other)" + addedUp
    case .quotient:
      return slot == 0
        ? "quotient rule: \(Formula.b) is held still, so \(x) gets \(g) divided by it" + addedUp
        : "quotient rule: \(Formula.a) is held still, and \(y) changes \(slope) times as fast as \(x)"
    case .power:
      return slot == 0
        ? "power rule: the exponent comes down as a factor and is one less, \(slope)"
        : "the exponent: \(y) changes \(slope) times as fast as \(x), as an exponential does"
    case .matrixProduct: return matrixProduct(slot, of: id)
    case .elementwise:
      return isNumber
        ? "\(y) changes \(slope) times as fast as \(x)"
        : "component by component: each of \(y) depends on its own of \(x) alone,"
          + " and changes as fast as \(slope) says"
    case .reduction:
      return "all components of \(x) count alike, so what comes back is spread over them,"
        + " \(local.contribution)"
    case .selection:
      return "only what was chosen changes \(y): it gets \(g), and what was not gets 0"
    case .softmax:
      return "each component of \(y) depends on all of \(x), for they share one sum"
    case .copy:
      return "numbers are only put elsewhere, so \(g) goes back to where they came from"
    case .flat:
      return "\(y) does not change near \(x), so nothing goes back"
    case .chain:
      return nil
    }
  }

  /// What is said of an operand that is used for several components of the result.
  private func repetition(_ slot: Int, of id: Node.ID) -> Sentence? {
    let operand = graph.operand(of: id, slot: slot)
    guard graph.shape(of: operand).count < graph.shape(of: id).count else { return nil }
    let x = Formula.operand(slot)
    return "broadcast: \(x) is used for several components of \(Formula.y),"
      + " and what comes back from them adds up"
  }

  /// Rows times columns, entry by entry.
  private func matrixProduct(_ slot: Int, of id: Node.ID) -> Sentence {
    let (i, j) = (Formula.symbol("i"), Formula.symbol("j"))
    func entry(_ value: Formula, _ indices: Formula...) -> Formula {
      .part(value, indices.map { .at($0) })
    }
    let (a, b, g) = (Formula.a, Formula.b, Formula.g)
    let shapes = graph.usage(of: id).shapes
    let contribution = trace.localGradient(of: id, slot: slot)?.contribution ?? .blank
    switch (shapes[0].rank, shapes[1].rank, slot) {
    case (2, 1, 0):
      return "matrix product: \(entry(a, i, j)) meets \(entry(b, j)) in \(entry(.y, i)) alone,"
        + " so it gets \(entry(g, i) * entry(b, j)), together \(contribution)"
    case (2, 1, _):
      return "matrix product: \(entry(g, i)) reaches \(entry(b, j)) through \(entry(a, i, j)),"
        + " added up over i that is \(contribution)"
    case (2, 2, 0):
      return "matrix product: \(entry(a, i, j)) meets row j of \(b) in row i of \(Formula.y),"
        + " so it gets the dot product of row i of \(g) and row j of \(b), together \(contribution)"
    case (2, 2, _):
      return "matrix product: \(entry(b, i, j)) meets column i of \(a) in column j of \(Formula.y),"
        + " so it gets the dot product of column i of \(a) and column j of \(g), together"
        + " \(contribution)"
    case (1, 1, _) where graph.shape(of: id).isScalarLike:
      let (own, other) = slot == 0 ? (a, b) : (b, a)
      guard graph.operand(of: id, slot: 0) != graph.operand(of: id, slot: 1) else {
        return "dot product: \(a) is both factors; each brings \(g) times the other one"
      }
      return "dot product: \(entry(own, i)) meets \(entry(other, i)) alone,"
        + " so it gets \(g * entry(other, i))"
    default:
      let (own, other) = slot == 0 ? (a, b) : (b, a)
      return "each component of \(own) meets all of \(other),"
        + " and what comes back is added up, \(contribution)"
    }
  }
}

extension Formula {
  /// What stands on the diagonal, of a formula that is a diagonal matrix; another formula as it is.
  fileprivate var diagonal: Formula {
    if case .call("diag", let arguments) = self, arguments.count == 1 { arguments[0] } else { self }
  }
}
