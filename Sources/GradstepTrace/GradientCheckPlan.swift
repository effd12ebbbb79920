import GradstepGraph

/// Which nodes and components are checked, so that the work stays within bounds.
///
/// To move each of n nodes and evaluate what is behind it takes n² evaluations in a chain. Where
/// that is too much, every node saves up for its turn a part of what it would cost, so that those
/// which get one are spread over the graph. Variables come first: they get half of the effort.
struct GradientCheckPlan {
  private let trace: Trace
  private let effort: Double
  /// At least what one evaluation of all that may depend on a node costs.
  private let prices: [Double]

  /// How many components of one node are checked at most.
  static let largestComponentCount = 1000

  /// How many evaluations the gradient of a component takes where nothing stands in the way.
  private static let evaluationCount = 4.0

  init(_ trace: Trace, effort: Int) {
    let graph = trace.graph
    self.trace = trace
    self.effort = Double(effort)
    var sum = 0.0
    var prices = [Double](repeating: 0, count: graph.nodes.count)
    for id in graph.nodes.indices.reversed() where trace.reachesOutput[id] {
      prices[id] = sum
      if graph.nodes[id].kind == .operation { sum += Double(Self.cost(of: id, in: graph)) }
    }
    self.prices = prices
  }

  /// What one evaluation of a node costs: the numbers that are read and written, and the call.
  static func cost(of id: Node.ID, in graph: Graph) -> Int {
    graph.operands(of: id).reduce(16 + graph.shape(of: id).count) {
      $0 + graph.shape(of: $1).count
    }
  }

  /// What the nodes of one kind may cost, when some of the effort is spent already.
  func allowance(for group: [Node.ID], _ kind: Node.Kind, spent: Int) -> Allowance {
    let wanted = group.reduce(0) { $0 + self.wanted(for: $1) }
    var effort = effort - Double(spent)
    if kind == .variable {
      let operations = trace.graph.nodes(.operation).filter { trace.hasGradient($0) }
      effort = max(effort / 2, effort - operations.reduce(0) { $0 + self.wanted(for: $1) })
    }
    return Allowance(
      plan: self,
      share: wanted <= effort ? 1 : max(0, effort / wanted),
      credit: group.first.map(price(of:)) ?? 0
    )
  }

  /// What the nodes of one kind may still cost.
  struct Allowance {
    let plan: GradientCheckPlan
    /// The part of the wanted work that is done.
    let share: Double
    /// What is saved up; enough for the first node from the start.
    var credit: Double

    /// How many components of a node are checked, now that its turn has come.
    mutating func count(for id: Node.ID) -> Int {
      let all = plan.largestCount(of: id)
      guard share < 1 else { return all }
      credit += share * plan.wanted(for: id)
      return credit < plan.price(of: id) ? 0 : Int(min(Double(all), credit / plan.price(of: id)))
    }

    /// Takes what a node has cost from what is saved up.
    mutating func spend(_ effort: Int) { credit -= Double(effort) }
  }

  private func largestCount(of id: Node.ID) -> Int {
    min(trace.graph.shape(of: id).count, Self.largestComponentCount)
  }

  /// What one component of a node costs.
  private func price(of id: Node.ID) -> Double {
    Self.evaluationCount * (prices[id] + 1)
  }

  /// What all components of a node cost that would be checked if nothing else were.
  private func wanted(for id: Node.ID) -> Double {
    Double(largestCount(of: id)) * price(of: id)
  }

  /// Positions spread over the elements of a node, ascending and each once.
  ///
  /// A jump that has no divisor in common with the count meets every position once, and one near
  /// the golden ratio leaves no row or column out for long.
  static func positions(_ count: Int, of all: Int) -> [Int] {
    guard count < all else { return Array(0..<all) }
    var jump = max(1, Int(Double(all) * 0.618_033_988_749_895))
    while greatestCommonDivisor(jump, all) > 1 { jump += 1 }
    return (0..<count).map { Int(Int64($0) * Int64(jump) % Int64(all)) }.sorted()
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b > 0 { (a, b) = (b, a % b) }
    return a
  }
}
