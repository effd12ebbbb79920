package import GradstepGraph
package import GradstepText
import GradstepTrace

/// The equations of steps.
extension Arithmetic {
  // MARK: - Forward

  /// The operation of a node, ready to be worked out; `nil` of a leaf.
  func evaluation(of id: Node.ID) -> Work? {
    graph.operation(of: id).map { Work(node: id, formula: $0.formula(graph.usage(of: id))) }
  }

  /// The node as its operation applied to its operands: `v₂ = v₁ + b`.
  func definition(of id: Node.ID) -> Equation {
    Equation(name(id)).equal(to: expression(of: id))
  }

  /// The right side of that; the name of a leaf.
  func expression(of id: Node.ID) -> Formula { evaluation(of: id).map(inNames) ?? name(id) }

  /// The same with the numbers put in, and the value: `v₂ = v₁ + b = [1, 2] + [3, 4] = [4, 6]`.
  package func forward(_ id: Node.ID) -> Equation {
    guard let work = evaluation(of: id) else { return definition(of: id) }
    return closed(definition(of: id), by: [work], is: .value(trace.value(of: id)))
  }

  // MARK: - Tangents

  /// What the tangents of the operands make of the node's, slot by slot.
  func pushforwards(of id: Node.ID) -> [Work] {
    trace.movedSlots(of: id).compactMap { slot in
      let operand = graph.operand(of: id, slot: slot)
      guard let local = trace.localGradient(of: id, slot: slot),
        let tangent = trace.tangent(of: operand)
      else { return nil }
      let flow = Work.Flow(name: differential(operand), number: tangent)
      return Work(node: id, formula: local.pushforward, tangent: flow)
    }
  }

  /// The tangent of a node in names: `dy = 2·x·dx`.
  func pushforward(to id: Node.ID) -> Equation {
    Equation(differential(id))
      .equal(to: .sum(Formula.shown(pushforwards(of: id).map(inNames), leftOut: .symbol("⋯"))))
  }

  /// The same with the numbers put in: `dy = 2·x·dx = 2·3·1 = 6`.
  package func tangent(of id: Node.ID) -> Equation? {
    guard let tangent = trace.tangent(of: id) else { return nil }
    let works = pushforwards(of: id)
    guard !works.isEmpty else { return Equation(differential(id)).equal(to: .term(.flow(tangent))) }
    return closed(pushforward(to: id), by: works, is: .flow(tangent))
  }

  // MARK: - Backward

  /// How what stands at a node is pulled back through a slot, under a name for it.
  package func pullback(through slot: Int, of id: Node.ID, upstream name: Formula) -> Work? {
    trace.localGradient(of: id, slot: slot).map { local in
      Work(
        node: id,
        formula: isMatrixSweep ? .g * local.formula : local.contribution,
        upstream: Work.Flow(name: name, number: upstream(of: id))
      )
    }
  }

  /// What one operand gets, in names: `g·∂c/∂b = g·1`.
  func contribution(_ contribution: Contribution, of id: Node.ID) -> Equation? {
    pullback(through: contribution.slot, of: id, upstream: upstreamName).map {
      equation(of: $0, contribution.operand)
    }
  }

  private func equation(of work: Work, _ operand: Node.ID) -> Equation {
    let id = work.node
    let isScalar = graph.shape(of: id).isScalarLike && graph.shape(of: operand).isScalarLike
    // Each slot has a part of ∂(node)/∂(operand) alone.
    let isWhole = graph.operands(of: id).count { $0 == operand } == 1
    guard isWhole, isMatrixSweep || isScalar else { return Equation(inNames(work)) }
    // The chain rule in its own signs, before it is worked out.
    let local = Formula.derivative(name(id), by: name(operand), along: .operation)
    return Equation(upstreamName * local).equal(to: inNames(work))
  }

  /// The same with the numbers put in, and the amount: `g·∂c/∂b = g·1 = 2·1 = 2`.
  func amount(_ contribution: Contribution, of id: Node.ID) -> Equation? {
    guard let work = pullback(through: contribution.slot, of: id, upstream: upstreamName) else {
      return nil
    }
    let equation = equation(of: work, contribution.operand)
    guard !isMatrixSweep, !isStopped(contribution, of: id) else {
      return equation.equal(
        to: .term(.flow(contribution.amount)),
        isExact: isWhole(contribution.amount)
      )
    }
    return closed(equation, by: [work], is: .flow(contribution.amount))
  }

  /// The contribution added to what had arrived: `0.3 + (−0.08) = 0.22`.
  func accumulation(_ contribution: Contribution) -> Equation {
    let parts = [contribution.previous, contribution.amount]
    return Equation(sum(parts)).equal(
      to: .term(.flow(contribution.accumulated)),
      isExact: isExact(sumOf: parts, gives: contribution.accumulated)
    )
  }

  /// Numbers added up.
  func sum(_ amounts: [Tensor]) -> Formula { .sum(amounts.map { .term(.flow($0)) }) }

  /// The gradient that a node has received when its turn comes.
  package func upstream(of id: Node.ID) -> Tensor {
    trace.gradient(of: id) ?? Tensor(graph.shape(of: id), repeating: 0)
  }

  /// Whether the Jacobian stands at each node, and not one gradient.
  package var isMatrixSweep: Bool { trace.sweep == .reverse(.everyComponent) }

  /// Whether an upstream of 0 meets a slope that is not finite: nothing goes on, and no arithmetic
  /// says so.
  func isStopped(_ contribution: Contribution, of id: Node.ID) -> Bool {
    let upstream = upstream(of: id)
    guard !isMatrixSweep, upstream.elements.contains(0) else { return false }
    let ones = Tensor(upstream.shape, repeating: 1)
    let slopes = trace.pullback(of: id, slot: contribution.slot, upstream: ones).elements
    if upstream.elements.allSatisfy({ $0 == 0 }) { return !slopes.allSatisfy { $0.isFinite } }
    switch trace.localGradient(of: id, slot: contribution.slot)?.structure {
    case .diagonal: return zip(upstream.elements, slopes).contains { $0 == 0 && !$1.isFinite }
    case .identity, .scalarMultiple, .dense, .rightFactor, .leftFactor, nil: return false
    }
  }

  // MARK: - Local derivatives

  /// The derivative of a node by what fills a slot, ready to be worked out.
  package func localDerivative(of id: Node.ID, slot: Int) -> Work? {
    trace.localGradient(of: id, slot: slot).map { Work(node: id, formula: $0.formula) }
  }

  /// The derivative of a number by a number, all slots that the operand fills together.
  package func slope(of id: Node.ID, _ slots: [Int]) -> Tensor {
    let one = Tensor(graph.shape(of: id), repeating: 1)
    return Tensor(
      slots.reduce(0) { $0 + trace.pullback(of: id, slot: $1, upstream: one).elements[0] }
    )
  }

  /// What was taken for derivatives that do not exist, once for each way of saying it.
  package func kinks(of id: Node.ID, _ slots: [Int]) -> [String] {
    slots.reduce(into: []) { summaries, slot in
      guard let kink = trace.kink(of: id, slot: slot), !summaries.contains(kink.summary) else {
        return
      }
      summaries.append(kink.summary)
    }
  }
}

extension Graph {
  /// The first of some letters that no name of the source begins with.
  func unusedLetter(among letters: [String]) -> String? {
    let taken = Set(
      (displayNames + groups.compactMap { $0.function }).map {
        String($0.unicodeScalars.prefix { $0 != "_" && $0 != "^" })
      }
    )
    return letters.first { !taken.contains($0) }
  }
}
