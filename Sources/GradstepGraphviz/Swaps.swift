import GradstepFrames
import GradstepLayout

/// A search for operands that are to swap their places, so that fewer edges cross.
///
/// What Graphviz does where it is free to choose is tried first, then one operation after another is
/// turned around; what makes things better is kept.
struct Swaps {
  /// The operations whose operands may swap their places.
  let operations: Set<Int>
  private let edges: [Diagram.Edge]
  private let direction: Direction
  /// The operations whose operands have swapped their places in the best drawing so far.
  private var swapped: Set<Int> = []
  /// How many edges cross in that drawing.
  private var crossingCount: Int
  /// What is yet to be tried: operations that are to be turned around.
  private var trials: [Set<Int>]

  /// The most drawings that are made.
  private static let largestCount = 24

  init(of diagram: Diagram, in layout: Layout) {
    edges = diagram.edges
    direction = layout.direction
    let crossings = Crossings(of: layout.curves, edges: diagram.edges)
    crossingCount = crossings.count
    let candidates = crossingCount == 0 ? [] : Self.candidates(crossings, diagram)
    operations = Set(candidates)
    trials = candidates.prefix(Self.largestCount).map { [$0] }
  }

  /// Whether edges cross, and operands may swap their places.
  var areWanted: Bool { crossingCount > 0 && !trials.isEmpty }

  /// Takes what Graphviz chose for what is tried first.
  mutating func takeUp(_ free: Routing) {
    var chosen: Set<Int> = []
    for first in edges.indices.dropLast()
    where operations.contains(edges[first].operation) && edges[first].slot == 0 {
      let (curve, other) = (free.curves[first], free.curves[first + 1])
      if other.arrives(before: curve, direction) { chosen.insert(edges[first].operation) }
    }
    if chosen.count > 1 { trials.insert(chosen, at: 0) }
  }

  /// The operations with swapped operands in the drawing that is to be made next; `nil` at the end.
  mutating func next() -> Set<Int>? {
    guard crossingCount > 0 || swapped.count > 1, !trials.isEmpty else { return nil }
    return swapped.symmetricDifference(trials.removeFirst())
  }

  /// Whether fewer edges cross than before, or as many with fewer swaps.
  func isBetter(_ routing: Routing) -> Bool {
    let count = Crossings(of: routing.curves, edges: edges).count
    return (count, routing.swapped.count) < (crossingCount, swapped.count)
  }

  /// Goes on from what is better.
  mutating func keep(_ routing: Routing) {
    swapped = routing.swapped
    crossingCount = Crossings(of: routing.curves, edges: edges).count
  }

  /// The operations that commute: first those into which edges lead that cross, then those behind
  /// them, which move all that leads to them, then the others.
  private static func candidates(_ crossings: Crossings, _ diagram: Diagram) -> [Int] {
    let crossing = Set(crossings.pairs.flatMap { [$0.first, $0.second] })
    let near = Set(crossing.map { diagram.edges[$0].operation })
    let behind = Set(
      diagram.edges.filter { near.contains($0.operand) }.map { $0.operation }
    )
    let edges = Dictionary(grouping: diagram.edges) { $0.operation }
    func distance(_ card: Int) -> Int {
      near.contains(card) ? 0 : behind.contains(card) ? 1 : 2
    }
    return diagram.cards.indices
      .filter { card in
        guard diagram.cards[card].commutes, let edges = edges[card], edges.count == 2 else {
          return false
        }
        return edges[0].operand != edges[1].operand
      }
      .sorted { (distance($0), $0) < (distance($1), $1) }
  }
}
