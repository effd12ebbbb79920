import GradstepGraph
package import GradstepText
package import GradstepTrace

/// Why a step does what it does: the rules of differentiation, in the names of the step.
extension Explainer {
  /// The rules that a step uses, each in a line; none where nothing is differentiated.
  package func reasons(of snapshot: Snapshot) -> [Text] {
    guard let id = snapshot.step.node else { return [] }
    let sentences = snapshot.step.phase.script.reasons(self, id, snapshot)
    return sentences.reduce(into: []) { lines, sentence in
      let line = printer.text(sentence.filled { arithmetic.inNames($0, of: id) })
      // What is said of two operands is said once where they are one.
      if !lines.contains(line) { lines.append(line) }
    }
  }

  /// What is known of a node whose operands have tangents.
  func reasons(forTangentOf id: Node.ID) -> [Sentence] {
    trace.movedSlots(of: id).isEmpty ? [] : [sumOfTangents(id)]
  }

  func reasons(of id: Node.ID, _ contributions: [Contribution]) -> [Sentence] {
    guard let first = contributions.first, let operation = graph.operation(of: id) else {
      return []
    }
    let told = contributions.prefix(Self.mostReasons)
    let rules = told.compactMap { contribution in
      arithmetic.isMatrixSweep
        ? localJacobian(contribution.slot, of: id)
        : reason(for: operation.rule, slot: contribution.slot, of: id)
    }
    let complete = contributions.lazy.filter { $0.expected > 1 && $0.arrived == $0.expected }
    let sums: [Sentence] = complete.prefix(Self.mostReasons).map { contribution in
      let operand = Formula.operand(contribution.slot)
      return "sum over paths: \(operand) is used \(String(contribution.expected)) times,"
        + " and what comes back from each use adds up"
    }
    return [chainRule(id, first)] + rules + sums
  }

  /// The most operands whose rules are told one by one.
  private static let mostReasons = 4

  // MARK: - The chain rule

  private func chainRule(_ id: Node.ID, _ contribution: Contribution) -> Sentence {
    let operand = Formula.operand(contribution.slot)
    let local = Formula.derivative(.y, by: operand, along: .operation)
    let output = arithmetic.name(graph.output)
    // All that comes back may come through this operation.
    let isAll =
      contribution.expected == graph.operands(of: id).count { $0 == contribution.operand }
    if arithmetic.isMatrixSweep {
      let verb: Sentence = isAll ? " is " : " has the term "
      return "chain rule: the Jacobian at \(operand)" + verb + "\(Formula.g * local),"
        + " and \(Formula.g) is the Jacobian at \(Formula.y)"
    }
    let isNumber =
      trace.sweep == .reverse(.ones)
      && [id, contribution.operand, graph.output].allSatisfy { graph.shape(of: $0).isScalarLike }
    guard isNumber else {
      let jacobian = arithmetic.jacobianName
      return "chain rule: \(operand) gets \(Formula.transposed(jacobian) * .g), with"
        + " \(jacobian) = \(local) and \(Formula.g) the gradient of \(Formula.y)"
    }
    guard id != graph.output else {
      return "\(Formula.y) is the output: \(Formula.g) is 1, and \(operand) gets \(local) as it is"
    }
    // Along all paths, which is not what the operation does alone.
    let whole = Formula.derivative(output, by: operand, along: .all)
    let upstream = Formula.derivative(output, by: .y, along: .all)
    let verb: Sentence = isAll ? " = " : " has the term "
    return "chain rule: \(whole)" + verb + "\(upstream * local), and \(Formula.g) is \(upstream)"
  }

  private func sumOfTangents(_ id: Node.ID) -> Sentence {
    // An operand that stands twice has one derivative.
    var slots: [Int] = []
    for slot in trace.movedSlots(of: id) where slots.count <= Self.mostReasons {
      let operand = graph.operand(of: id, slot: slot)
      if !slots.contains(where: { graph.operand(of: id, slot: $0) == operand }) {
        slots.append(slot)
      }
    }
    let terms = slots.prefix(Self.mostReasons).map { slot in
      let operand = Formula.operand(slot)
      return Formula.derivative(.y, by: operand, along: .operation) * .differential(operand)
    }
    let rest: [Formula] = slots.count > Self.mostReasons ? [.symbol("…")] : []
    return "chain rule: \(Formula.differential(.y)) = \(Formula.sum(terms + rest))"
  }

  /// Where the Jacobian of the output stands at each node, it is multiplied by that of the operation.
  private func localJacobian(_ slot: Int, of id: Node.ID) -> Sentence? {
    trace.localGradient(of: id, slot: slot).map { local in
      let derivative = Formula.derivative(.y, by: .operand(slot), along: .operation)
      return "the local Jacobian \(derivative) is \(local.formula)"
    }
  }

  // MARK: - The rules of operations

  private func reason(for rule: Rule, slot: Int, of id: Node.ID) -> Sentence? {
    guard let local = trace.localGradient(of: id, slot: slot) else { return nil }
    let (y, g, x) = (Formula.y, Formula.g, Formula.operand(slot))
    let slope = local.formula.diagonal
    let isTurned = local.formula.withoutSign != nil
    let operands = graph.operands(of: id)
    let isTwice = operands.count == 2 && operands.first == operands.last
    let isRepeated =
      graph.shape(of: graph.operand(of: id, slot: slot)).count < graph.shape(of: id).count
    let addedUp: Sentence = isRepeated ? ", added up over its uses" : ""
    switch rule {
    case .sum where isTwice, .quotient where isTwice, .power where isTwice:
      return "\(x) stands in both places, and each of them brings its part"
    case .sum where isRepeated:
      let turned: Sentence = isTurned ? ", with its sign turned" : ""
      return "broadcast: \(x) is used for several components of \(y),"
        + " and what comes back from them adds up" + turned
    case .sum where isTurned:
      return "sum rule: \(x) counts in \(y) with its sign turned, so it gets \(-g)"
    case .sum:
      let isSum =
        operands.count == 2 && operands.allSatisfy { trace.isOnWayBack[$0] }
        && trace.localGradient(of: id, slot: 1 - slot)?.structure == .identity
      return isSum
        ? "sum rule: \(y) is the sum of \(Formula.a) and \(Formula.b), so each gets \(g) unchanged"
        : "sum rule: \(x) counts in \(y) as it is, so it gets \(g) unchanged"
    case .product where operands.count != 2:
      return "product rule: each component of \(x) gets \(g) times the product of the others"
    case .product where isTwice:
      return "product rule: \(x) is both factors; each brings \(g) times the other one"
    case .product:
      let other = Formula.operand(1 - slot)
      return "product rule: \(other) is held still, so \(x) gets \(g) times \(other)" + addedUp
    case .quotient where slot == 0:
      return "quotient rule: \(Formula.b) is held still, so \(x) gets \(g) divided by it" + addedUp
    case .quotient:
      let slope = -(Formula.a / .power(.b, 2))
      return "quotient rule: \(Formula.a) is held still, and \(x) gets \(g) times \(slope)"
        + addedUp
    case .power where isRepeated:
      return nil
    case .power where slot == 0:
      return "power rule: the exponent comes down as a factor and is one less, \(slope)"
    case .power:
      return "the exponent: \(y) changes \(slope) times as fast as \(x), as an exponential does"
    case .matrixProduct: return matrixProduct(slot, of: id, isTwice: isTwice)
    case .elementwise:
      return graph.shape(of: id).isScalarLike
        ? "\(y) changes \(slope) times as fast as \(x)"
        : "component by component: each of \(y) depends on its own of \(x) alone,"
          + " and changes as fast as \(slope) says"
    case .reduction:
      return "the components of \(x) that are added up together count alike, so what comes back is"
        + " spread over them, \(local.contribution)"
    case .selection:
      // What ties has its own line.
      return trace.kink(of: id, slot: slot) == nil
        ? "where \(x) was chosen it gets \(g), and elsewhere 0" + addedUp : nil
    case .softmax:
      return "each component of \(y) depends on all components of \(x) that share its sum"
    case .copy:
      return "numbers are only put elsewhere, so \(g) goes back to where they came from"
    case .flat:
      return "\(y) is flat but for jumps, so nothing goes back to \(x)"
    case .chain:
      return nil
    }
  }

  /// Rows times columns, entry by entry.
  private func matrixProduct(_ slot: Int, of id: Node.ID, isTwice: Bool) -> Sentence {
    let (i, j) = arithmetic.indexNames
    func entry(_ value: Formula, _ indices: Formula...) -> Formula {
      .part(value, indices.map { .at($0) })
    }
    let (a, b, g) = (Formula.a, Formula.b, Formula.g)
    let shapes = graph.usage(of: id).shapes
    let contribution = trace.localGradient(of: id, slot: slot)?.contribution ?? .blank
    let (own, other) = slot == 0 ? (a, b) : (b, a)
    switch (shapes[0].rank, shapes[1].rank, slot) {
    case _ where isTwice && graph.shape(of: id).isScalarLike:
      return "dot product: \(a) is both factors; each brings \(g) times the other one"
    case _ where isTwice:
      return "matrix product: \(a) stands in both places, and each of them brings its part"
    case (2, 1, _) where graph.shape(of: id).isScalarLike:
      return
        "matrix product: each entry of \(own) meets one of \(other) alone, so it gets \(g) times"
        + " that, \(contribution)"
    case (2, 1, 0):
      return "matrix product: \(entry(a, i, j)) meets \(entry(b, j)) in \(entry(.y, i)) alone,"
        + " so it gets \(entry(g, i) * entry(b, j)), together \(contribution)"
    case (2, 1, _):
      return "matrix product: \(entry(g, i)) reaches \(entry(b, j)) through \(entry(a, i, j)),"
        + " added up over \(i) that is \(contribution)"
    case (2, 2, 0):
      return "matrix product: \(entry(a, i, j)) meets row \(j) of \(b) in row \(i) of \(Formula.y),"
        + " so it gets the dot product of row \(i) of \(g) and row \(j) of \(b), together"
        + " \(contribution)"
    case (2, 2, _):
      return "matrix product: \(entry(b, i, j)) meets column \(i) of \(a) in column \(j) of"
        + " \(Formula.y), so it gets the dot product of column \(i) of \(a) and column \(j) of \(g),"
        + " together \(contribution)"
    case (1, 1, _) where graph.shape(of: id).rank == 0:
      return "dot product: \(entry(own, i)) meets \(entry(other, i)) alone,"
        + " so it gets \(g * entry(other, i))"
    default:
      return "each component of \(own) meets all of \(other),"
        + " and what comes back is added up, \(contribution)"
    }
  }
}

extension Formula {
  /// What stands on the diagonal, of a formula that is a diagonal matrix; another formula as it is.
  fileprivate var diagonal: Formula {
    switch self {
    case .call("diag", let arguments) where arguments.count == 1: arguments[0].diagonal
    case .call("vec", let arguments) where arguments.count == 1: arguments[0]
    default: self
    }
  }
}
