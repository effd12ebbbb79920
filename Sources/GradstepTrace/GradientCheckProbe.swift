import GradstepGraph

/// One node that is moved, and what depends on it evaluated again.
///
/// Only nodes on a path from the moved one to the output are evaluated; all others keep the values
/// of the trace.
struct GradientCheckProbe {
  private let trace: Trace
  /// The values of the trace; those of the component that moved last and of what depends on it are of
  /// that evaluation.
  private var values: [Double]
  /// Where the component that moved last is among the values.
  private var movedPlace = 0
  /// The components of the output that count, and how much.
  private let weights: [(position: Int, weight: Double)]
  /// The node that is moved.
  private var node: Node.ID
  /// The nodes that depend on it and reach the output, operands first.
  private var dependents: [Node.ID] = []
  /// What one evaluation of the dependents costs.
  private var price = 0
  /// What all the evaluations have cost.
  private(set) var effort = 0
  /// Whether a node is the moved one or one of the dependents.
  private var isMoved: [Bool]
  /// What the operands of each node contribute to ⟨seed, output⟩, once it has been worked out.
  private var knownTerms: [Node.ID: Double] = [:]

  /// The size of ⟨seed, output⟩, its terms without their signs.
  let outputSize: Double

  init(_ trace: Trace) {
    self.trace = trace
    values = trace.values
    let output = trace.graph.range(of: trace.graph.output)
    weights = zip(output, trace.seeds.first?.elements ?? []).filter { $1 != 0 }
      .map { (position: $0, weight: $1) }
    outputSize = weights.reduce(0) { $0 + Self.finite($1.weight * trace.values[$1.position]) }
    node = trace.graph.output
    isMoved = [Bool](repeating: false, count: trace.graph.nodes.count)
  }

  /// Turns to another node.
  mutating func settle(on id: Node.ID) {
    let graph = trace.graph
    values[movedPlace] = trace.values[movedPlace]
    isMoved[node] = false
    for dependent in dependents {
      let range = graph.range(of: dependent)
      values.replaceSubrange(range, with: trace.values[range])
      isMoved[dependent] = false
    }
    dependents = []
    price = 1
    node = id
    isMoved[id] = true
    guard id < graph.output, trace.reachesOutput[id] else { return }
    effort += graph.output - id
    for other in id + 1...graph.output where trace.reachesOutput[other] {
      guard graph.operands(of: other).contains(where: { isMoved[$0] }) else { continue }
      isMoved[other] = true
      dependents.append(other)
      price += GradientCheckPlan.cost(of: other, in: graph)
    }
  }

  /// How much ⟨seed, output⟩ changes where one component of the node has another value.
  mutating func change(_ position: Int, to number: Double) -> Double {
    evaluate(position, number)
    return weights.reduce(0) {
      $0 + $1.weight * (values[$1.position] - trace.values[$1.position])
    }
  }

  /// The first dependent that is not finite where one component has another value.
  mutating func firstNonfinite(_ position: Int, at number: Double) -> Node.ID? {
    evaluate(position, number)
    return trace.graph.firstNonfinite(among: dependents, in: values)
  }

  /// How much rounding may have changed ⟨seed, output⟩ where one component has another value.
  ///
  /// Every value is rounded by up to half a unit in its last place, and so are the terms of sums in
  /// products of matrices and the like; the gradients say how far that reaches. See Griewank and Walther,
  /// *Evaluating Derivatives*, section 3.4, on the estimation of rounding errors.
  mutating func rounding(_ position: Int, at number: Double) -> Double {
    evaluate(position, number)
    var sum = 0.0
    for dependent in dependents {
      let unit = trace.graph.roundingUnit(of: dependent)
      for place in trace.graph.range(of: dependent) {
        let size = max(values[place].magnitude, trace.values[place].magnitude)
        sum += Self.finite(trace.flow[place] * size) * unit
        // What is too small for the precision of a double is rounded all the more.
        sum += Self.finite(trace.flow[place]) * Double.leastNonzeroMagnitude
      }
      sum += terms(of: dependent) * unit
    }
    return sum
  }

  /// The kinks that the walk met at dependents, in the order of the graph.
  func kinks() -> [(kink: Kink, node: Node.ID)] {
    dependents.compactMap { node in
      trace.firstKink(of: node) { isMoved[$0] }.map { (kink: $0, node: node) }
    }
  }

  /// The first of some dependents whose value bends where one component moves by a step up or down.
  mutating func firstBent(among nodes: [Node.ID], _ position: Int, step: Double) -> Node.ID? {
    let x = trace.values[offset + position]
    let sides = [x + step, x - step].map { number in
      evaluate(position, number)
      return nodes.map { Array(values[trace.graph.range(of: $0)]) }
    }
    for (index, node) in nodes.enumerated() {
      let middle = trace.values[trace.graph.range(of: node)]
      for (number, (up, down)) in zip(middle, zip(sides[0][index], sides[1][index])) {
        let (bend, slope) = (up - number - (number - down), up - down)
        if !(bend.magnitude <= Self.smallestBend * slope.magnitude) { return node }
      }
    }
    return nil
  }

  /// Over a narrow step smooth values bend by a smaller part of their change.
  private static let smallestBend = 1e-3

  /// The first of the node and its dependents that is not finite at the values of the trace.
  func firstNonfinite() -> Node.ID? {
    trace.graph.firstNonfinite(among: [node] + dependents, in: trace.values)
  }

  private var offset: Int { trace.graph.placements[node].offset }

  /// What the operands contribute to ⟨seed, output⟩ through one node, without their signs.
  private mutating func terms(of id: Node.ID) -> Double {
    if let known = knownTerms[id] { return known }
    let graph = trace.graph
    let upstream = Tensor(graph.shape(of: id), Array(trace.flow[graph.range(of: id)]))
    var sum = 0.0
    for (slot, operand) in graph.operands(of: id).enumerated() {
      guard graph.local(slot, of: id).structure.isDense else { continue }
      let pulled = trace.pullback(of: id, slot: slot, upstream: upstream).elements
      for (place, number) in zip(graph.range(of: operand), pulled) {
        sum += Self.finite(number * trace.values[place])
      }
    }
    knownTerms[id] = sum
    return sum
  }

  private static func finite(_ number: Double) -> Double {
    number.isFinite ? number.magnitude : 0
  }

  private mutating func evaluate(_ position: Int, _ number: Double) {
    values[movedPlace] = trace.values[movedPlace]
    movedPlace = offset + position
    values[movedPlace] = number
    effort += price
    Trace.evaluate(dependents, of: trace.graph, in: &values)
  }
}
