/// Chooses values for the leaves of a graph that have a shape alone.
///
/// A leaf's name decides on its values. Where an operation is then at a kink or outside its
/// domain, or has only components on one side of its kink, as a relu that is dead, which is what its
/// own rules say, the leaves behind it are given other values.
struct ValueChooser {
  private let graph: Graph
  private let seed: UInt64
  /// The leaves that get values, and the way in which each of them got its own.
  private var choices: [(leaf: Node.ID, choice: Choice)]
  /// Whether a node is such a leaf or computed from one.
  private let depends: [Bool]
  /// The values of all nodes, rounded so that what arithmetic alone tells apart is equal.
  private var values: [Double]
  /// How many small leaves have the same values: one, as far as that can be.
  private var taken: [[Double]: Int] = [:]
  /// The operations that no choice makes better.
  private var hopeless: Set<Node.ID> = []
  /// What is asked of operations by now.
  private var demand = Demand.domain
  /// How often the graph may yet be evaluated.
  private var budget = 0

  /// One of the ways to fill a leaf, and a number to tell leaves apart.
  private struct Choice {
    var attempt = 0
    var salt: UInt64 = 0
  }

  /// What is asked of operations, what is worth most first; with each what stands before it, too.
  private enum Demand: CaseIterable {
    /// That they are defined.
    case domain
    /// That they have a derivative.
    case noKink
    /// That both sides of a kink are seen.
    case bothSides
  }

  private static let largestBudget = 300
  /// Dead relus make a poor lesson, but not a wrong one.
  private static let largestBudgetOfSides = 60
  /// How many numbers may be worked out in all evaluations together.
  private static let largestWork = 1 << 25
  private static let largestSalt: UInt64 = 8
  /// Among more leaves than these, or in larger ones, values may be the same.
  private static let largestComparedCount = 1_000
  private static let largestComparedSize = 40

  private init(_ graph: Graph, seed: UInt64) {
    self.graph = graph
    self.seed = seed
    choices = graph.leavesOfShapeAlone.map { ($0, Choice()) }
    depends = graph.nodesMoved(by: graph.leavesOfShapeAlone)
    values = graph.leafValues
  }

  /// Fills in the leaves of a graph that have a shape alone.
  static func fillLeaves(of graph: inout Graph, seed: UInt64) {
    guard !graph.leavesOfShapeAlone.isEmpty else { return }
    var chooser = ValueChooser(graph, seed: seed)
    chooser.choose()
    for (leaf, _) in chooser.choices {
      let range = graph.range(of: leaf)
      graph.leafValues.replaceSubrange(range, with: chooser.values[range])
    }
  }

  private mutating func choose() {
    for position in choices.indices { choose(0, for: position) }
    let affordable = min(Self.largestBudget, Self.largestWork / values.count)
    for demand in Demand.allCases {
      self.demand = demand
      switch demand {
      // A domain is worth each of the ways once, however large the graph.
      case .domain: budget = max(affordable, TeachingValues.attempts.count + 1)
      case .noKink: budget = max(affordable, 1)
      case .bothSides: budget = min(affordable, Self.largestBudgetOfSides)
      }
      while budget > 0, let problem = firstProblem() {
        if !solve(problem) { hopeless.insert(problem) }
      }
    }
  }

  /// Looks for values with which all is well up to an operation, and changes few leaves for it.
  private mutating func solve(_ operation: Node.ID) -> Bool {
    let causes = positions(behind: operation)
    let before = causes.map { choices[$0].choice }
    for attempt in TeachingValues.attempts.indices.dropFirst() where budget > 0 {
      for position in causes { choose(attempt, for: position) }
      guard isWell(upTo: operation) else { continue }
      if causes.count > 1 { restore(causes, before, keeping: operation) }
      return true
    }
    for (position, choice) in zip(causes, before) { use(choice, for: position) }
    return false
  }

  /// Gives leaves their former values back where that keeps all well up to an operation.
  private mutating func restore(
    _ causes: [Int],
    _ before: [Choice],
    keeping operation: Node.ID
  ) {
    let changed = causes.map { choices[$0].choice }
    for culprit in causes.indices where budget > 0 {
      for index in causes.indices {
        use(index == culprit ? changed[index] : before[index], for: causes[index])
      }
      if isWell(upTo: operation) { return }
    }
    for index in causes.indices { use(changed[index], for: causes[index]) }
    for index in causes.indices where budget > 0 {
      use(before[index], for: causes[index])
      if !isWell(upTo: operation) { use(changed[index], for: causes[index]) }
    }
  }

  /// The leaves that get values and that an operation is computed from.
  private func positions(behind operation: Node.ID) -> [Int] {
    let isBehind = graph.nodesThatReach(operation)
    return choices.indices.filter { isBehind[choices[$0].leaf] }
  }

  // MARK: - Values

  /// Fills a leaf in one of the ways, and so that it is like no other leaf.
  private mutating func choose(_ attempt: Int, for position: Int) {
    var choice = Choice(attempt: attempt)
    use(choice, for: position)
    guard isCompared(position) else { return }
    while taken[numbers(at: position), default: 0] > 1, choice.salt < Self.largestSalt {
      choice.salt += 1
      use(choice, for: position)
    }
  }

  private mutating func use(_ choice: Choice, for position: Int) {
    let leaf = choices[position].leaf
    let isCompared = isCompared(position)
    if isCompared { taken[numbers(at: position), default: 1] -= 1 }
    let generator = SplitMix64(
      graph.origins[leaf].name ?? "",
      seed,
      UInt64(choice.attempt),
      choice.salt
    )
    let placement = graph.placements[leaf]
    values.withUnsafeMutableBufferPointer { buffer in
      // A leaf has a number at least, so the buffer has an address.
      let base = buffer.baseAddress.unsafelyUnwrapped + placement.offset
      TeachingValues.attempts[choice.attempt].fill(
        MutableTensorView(placement.shape, base),
        by: generator
      )
    }
    choices[position].choice = choice
    if isCompared { taken[numbers(at: position), default: 0] += 1 }
  }

  private func isCompared(_ position: Int) -> Bool {
    choices.count <= Self.largestComparedCount
      && graph.placements[choices[position].leaf].shape.count <= Self.largestComparedSize
  }

  private func numbers(at position: Int) -> [Double] {
    Array(values[graph.range(of: choices[position].leaf)])
  }

  // MARK: - Evaluation

  private mutating func isWell(upTo operation: Node.ID) -> Bool {
    firstProblem().map { $0 > operation } ?? true
  }

  /// The first operation that does not meet what is asked by now, but for the hopeless ones.
  private mutating func firstProblem() -> Node.ID? {
    budget -= 1
    let (graph, depends, hopeless, demand) = (graph, depends, hopeless, demand)
    return values.withUnsafeMutableBufferPointer { buffer -> Node.ID? in
      guard let base = buffer.baseAddress else { return nil }
      return graph.withApplications(over: base) { application in
        for id in graph.nodes.indices {
          guard let operation = graph.operation(of: id) else { continue }
          let placement = graph.placements[id]
          let result = MutableTensorView(placement.shape, base + placement.offset)
          operation.value(application(id), result)
          for index in 0..<result.count { result[index] = Self.rounded(result[index]) }
          guard depends[id], !hopeless.contains(id) else { continue }
          guard operation.domain.contains(application(id)) else { return id }
          guard demand != .domain else { continue }
          for (slot, operand) in graph.operands(of: id).enumerated()
          where depends[operand] && graph.nodes[operand].kind != .constant {
            if operation.kink(application(id), slot) != nil { return id }
          }
          if demand == .bothSides, operation.isOneSided(application(id)) { return id }
        }
        return nil
      }
    }
  }

  /// The nearest multiple of 2⁻⁴⁰: 0.1 + 0.2 is 0.3, and 0.3 − 0.2 − 0.1 is 0.
  private static func rounded(_ number: Double) -> Double {
    // Doubles from 2¹² on are such multiples.
    guard number.magnitude < 0x1p12 else { return number }
    return (number * 0x1p40).rounded() * 0x1p-40
  }
}
