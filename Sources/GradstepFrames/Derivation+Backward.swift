import GradstepGraph
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
      equations.append(
        Equation(gradient(graph.output))
          .equal(to: numbers(seed), isExact: explainer.isWhole(seed))
      )
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
  private func numbers(_ gradient: Tensor) -> String {
    isMatrixSweep && gradient.shape.isScalarLike
      ? typesetter.value(Tensor(gradient.elements[0])) : typesetter.value(gradient)
  }

  private var isMatrixSweep: Bool { trace.sweep == .reverse(.everyComponent) }

  /// What a gradient is called.
  private func gradient(_ id: Node.ID) -> String {
    objective.derivative(by: typesetter.name(id))
  }

  /// The variables that no path leads from to the output.
  private var idle: [Equation] {
    let output = typesetter.name(graph.output)
    return graph.nodes.indices.filter { trace.hasGradient($0) && !trace.reachesOutput[$0] }
      .compactMap { id in
        let note = "no path leads from $\(typesetter.name(id))$ to $\(output)$"
        // It is 0, and so nothing of it was rounded.
        return trace.gradient(of: id).map {
          Equation(gradient(id), note: note).equal(to: numbers($0))
        }
      }
  }

  /// A gradient as the sum of what has arrived, in names and in numbers.
  private func equation(of operand: Node.ID, _ arrivals: [Arrival], total: Tensor) -> Equation {
    let equation = Equation(gradient(operand))
    if isMatrixSweep {
      return chain(equation, operand, byNode(arrivals), total)
    }
    if (arrivals.map(\.node) + [operand]).allSatisfy({ graph.shape(of: $0).rank == 0 }) {
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
  private func chain(_ operand: Node.ID, _ groups: [[Arrival]]) -> String {
    LaTeXTypesetter.sum(
      groups.map { group in
        let node = typesetter.name(group[0].node)
        let local = LaTeXTypesetter.derivative(of: node, by: typesetter.name(operand))
        return "\(objective.derivative(by: node))\\cdot \(local)"
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
        upstream: trace.gradient(of: group[0].node) ?? Tensor(0),
        slope: slope(of: group[0].node, group.map(\.contribution.slot))
      )
    }
    let products = factors.map { factors in
      let numbers = [number(factors.upstream), number(factors.slope)]
      return (Formula.a * .b, { (place: Formula.Place) in numbers[place == .operand(0) ? 0 : 1] })
    }
    let sum = factors.map { factors in
      explainer.printed(factors.upstream).elements[0] * explainer.printed(factors.slope).elements[0]
    }.sum
    return close(
      equation.equal(to: chain(operand, groups)),
      with: LaTeXTypesetter.sum(ofNumbers: products),
      isWhole: factors.allSatisfy { explainer.isWhole($0.upstream) && explainer.isWhole($0.slope) },
      is: (total, typesetter.value(total)),
      isExact: ExactTensor(sum) == explainer.printed(total)
    )
  }

  // MARK: - Pullbacks

  /// A gradient in the shape of its value: what upstream becomes on its way through each slot.
  private func pullbacks(_ equation: Equation, _ arrivals: [Arrival], _ total: Tensor) -> Equation {
    let formulas = byNode(arrivals).flatMap { group in
      var places = names(of: group[0].node)
      places.upstream = Formula.LaTeX(gradient(group[0].node), Formula.Cohesion(.scaled))
      return group.map { pullback($0, places) }
    }
    let equation = equation.equal(to: LaTeXTypesetter.sum(formulas))
    guard arrivals.count == 1, let upstream = trace.gradient(of: arrivals[0].node),
      var places = numbers(of: arrivals[0].node)
    else { return sum(equation, arrivals.map(\.contribution.amount), total) }
    places.upstream = Formula.LaTeX(numbers(upstream), typesetter.cohesion(of: upstream))
    let inserted = pullback(arrivals[0], places)
    let isExact = explainer.isExact(
      formula(of: arrivals[0]),
      of: arrivals[0].node,
      upstream: upstream,
      gives: total
    )
    return close(
      equation,
      // What passes through unchanged is not said twice, in two shapes at that.
      with: inserted == places.upstream.text ? nil : inserted,
      isWhole: explainer.insertsWhole(
        formula(of: arrivals[0]),
        of: arrivals[0].node,
        upstream: upstream
      ),
      is: (total, numbers(total)),
      isExact: isExact
    )
  }

  private func pullback(_ arrival: Arrival, _ places: Places) -> String {
    latex(formula(of: arrival), places)
  }

  private func formula(of arrival: Arrival) -> Formula {
    trace.localGradient(of: arrival.node, slot: arrival.contribution.slot)?.contribution ?? .blank
  }

  /// The amounts added up, where there are several, and their total.
  private func sum(_ equation: Equation, _ amounts: [Tensor], _ total: Tensor) -> Equation {
    close(
      equation,
      with: amounts.count > 1
        ? LaTeXTypesetter.sum(
          ofNumbers: amounts.map { amount in
            (Formula.a, { _ in Formula.LaTeX(numbers(amount), typesetter.cohesion(of: amount)) })
          }
        ) : nil,
      isWhole: amounts.allSatisfy(explainer.isWhole),
      is: (total, numbers(total)),
      isExact: explainer.isExact(sumOf: amounts, gives: total)
    )
  }
}
