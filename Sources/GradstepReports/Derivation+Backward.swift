import GradstepFrames
import GradstepGraph
import GradstepText
import GradstepTrace

/// What comes back to each node.
extension Derivation {
  /// A contribution, and the operation that it comes through.
  private struct Arrival {
    let node: Node.ID
    let contribution: Contribution
  }

  /// The gradients of all nodes, each as soon as all of its contributions have arrived.
  func gradients() -> [Equation] {
    var equations: [Equation] = []
    if let seed = trace.seed {
      equations.append(arithmetic.assignment(gradient(graph.output), number(seed)))
    }
    var arrivals: [Node.ID: [Arrival]] = [:]
    var snapshot = Snapshot(trace)
    for _ in trace.steps.dropFirst() {
      snapshot.advance()
      guard let node = snapshot.step.node else { continue }
      for contribution in snapshot.contributions {
        let operand = contribution.operand
        arrivals[operand, default: []].append(Arrival(node: node, contribution: contribution))
        guard contribution.arrived == contribution.expected else { continue }
        equations.append(
          equation(of: operand, arrivals[operand] ?? [], total: contribution.accumulated)
        )
        arrivals[operand] = nil
      }
    }
    return equations + idle
  }

  /// A gradient in numbers; a Jacobian of one number by one stands for that.
  private func number(_ gradient: Tensor) -> Formula.Term {
    arithmetic.isMatrixSweep && gradient.shape.isScalarLike
      ? .flow(Tensor(gradient.elements[0])) : .flow(gradient)
  }

  /// What a gradient is called.
  ///
  /// The derivative along all paths is not the local one, ∂, where an operand of the output reaches
  /// it through other operations, too.
  private func gradient(_ id: Node.ID) -> Formula {
    .derivative(objective.name, by: arithmetic.name(id), along: .all)
  }

  /// The variables that no path leads from to the output.
  private var idle: [Equation] {
    graph.nodes.indices.filter { trace.hasGradient($0) && !trace.reachesOutput[$0] }
      .compactMap { id in
        let note: Sentence =
          "no path leads from \(arithmetic.name(id)) to \(arithmetic.name(graph.output))"
        // It is 0, and so nothing of it was rounded.
        return trace.gradient(of: id).map {
          Equation(gradient(id), note: note).equal(to: .term(number($0)))
        }
      }
  }

  /// A gradient as the sum of what has arrived, in names and in numbers.
  private func equation(of operand: Node.ID, _ arrivals: [Arrival], total: Tensor) -> Equation {
    let equation = Equation(gradient(operand))
    if arithmetic.isMatrixSweep { return chain(equation, operand, byNode(arrivals), total) }
    if (arrivals.map { $0.node } + [operand]).allSatisfy({ graph.shape(of: $0).rank == 0 }) {
      return numberChain(equation, operand, byNode(arrivals), total)
    }
    return pullbacks(equation, arrivals, total)
  }

  /// The contributions through one node stand together.
  private func byNode(_ arrivals: [Arrival]) -> [[Arrival]] {
    arrivals.reduce(into: []) { groups, arrival in
      if groups.last?.last?.node == arrival.node {
        groups[groups.count - 1].append(arrival)
      } else {
        groups.append([arrival])
      }
    }
  }

  // MARK: - The chain rule

  /// The chain rule in its own signs.
  private func chain(_ operand: Node.ID, _ groups: [[Arrival]]) -> Formula {
    .shownSum(
      groups.map { group in
        let node = group[0].node
        let local = Formula.derivative(
          arithmetic.name(node),
          by: arithmetic.name(operand),
          along: .operation
        )
        return gradient(node) * local
      }
    )
  }

  /// A Jacobian: the products of Jacobians that it is the sum of.
  private func chain(
    _ equation: Equation,
    _ operand: Node.ID,
    _ groups: [[Arrival]],
    _ total: Tensor
  ) -> Equation {
    let amounts = groups.map { group in
      group.dropFirst().reduce(group[0].contribution.amount) { $0 + $1.contribution.amount }
    }
    return sum(equation.equal(to: chain(operand, groups)), amounts, total)
  }

  /// The derivative of a number by a number.
  private func numberChain(
    _ equation: Equation,
    _ operand: Node.ID,
    _ groups: [[Arrival]],
    _ total: Tensor
  ) -> Equation {
    let factors = groups.map { group in
      (
        upstream: arithmetic.upstream(of: group[0].node),
        slope: arithmetic.slope(of: group[0].node, group.map { $0.contribution.slot })
      )
    }
    let products = factors.map { Formula.term(.flow($0.upstream)) * .term(.flow($0.slope)) }
    let sum = factors.map { factors in
      arithmetic.printed(factors.upstream).elements[0]
        * arithmetic.printed(factors.slope).elements[0]
    }.sum
    return equation.equal(to: chain(operand, groups))
      .equal(
        to: .shownSum(products),
        isExact: factors.allSatisfy {
          arithmetic.isWhole($0.upstream) && arithmetic.isWhole($0.slope)
        }
      )
      .equal(to: .term(.flow(total)), isExact: ExactTensor(sum) == arithmetic.printed(total))
  }

  // MARK: - Pullbacks

  /// A gradient in the shape of its value: what upstream becomes on its way through each slot.
  private func pullbacks(_ equation: Equation, _ arrivals: [Arrival], _ total: Tensor) -> Equation {
    let works = byNode(arrivals).flatMap { $0 }.compactMap { arrival in
      arithmetic.pullback(
        through: arrival.contribution.slot,
        of: arrival.node,
        upstream: gradient(arrival.node)
      )
    }
    let equation = equation.equal(to: .shownSum(works.map(arithmetic.inNames)))
    return arrivals.count == 1
      ? arithmetic.closed(equation, by: works, is: number(total))
      : sum(equation, arrivals.map { $0.contribution.amount }, total)
  }

  /// The amounts added up, where there are several, and their total.
  private func sum(_ equation: Equation, _ amounts: [Tensor], _ total: Tensor) -> Equation {
    let isExact = arithmetic.isExact(sumOf: amounts, gives: total)
    let end = Formula.term(number(total))
    guard amounts.count > 1 else {
      return equation.equal(to: end, isExact: isExact && arithmetic.isWhole(total))
    }
    let sum = Formula.shownSum(amounts.map { .term(number($0)) })
    return equation.equal(to: sum, isExact: amounts.allSatisfy(arithmetic.isWhole))
      .equal(to: end, isExact: isExact)
  }
}
