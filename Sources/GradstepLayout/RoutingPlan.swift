package import GradstepFrames

/// Which edges Graphviz routes, and which ones run around the drawing instead.
///
/// Graphviz takes time that grows with the square of the ranks that its edges cross, and a card that
/// a long chain uses again and again fills its drawing with long curves side by side. Such edges
/// share a lane beside the drawing.
package struct RoutingPlan {
  /// For each edge, whether it runs around the drawing.
  package let isDetour: [Bool]
  /// Cards, groups, ranks that the edges of Graphviz cross, and how crowded it is between ranks:
  /// what its time depends on.
  package let cost: Int
  /// Whether it is edges side by side that the time goes to.
  package let isCrowded: Bool

  package init(for diagram: Diagram, ranks: Ranks) {
    let spans = diagram.edges.map(ranks.span(of:))
    let plainCost = diagram.cards.count + spans.reduce(0) { $0 + $1 - 1 }
    let isKept = Self.isNeeded(edges: diagram.edges, spans: spans, cards: diagram.cards.count)
    let isLong = zip(spans, isKept).map { span, isKept in span > Self.longSpan && !isKept }
    var longCounts = Array(repeating: 0, count: diagram.cards.count)
    for (edge, isLong) in zip(diagram.edges, isLong) where isLong { longCounts[edge.operand] += 1 }

    let leastCount = plainCost > Self.comfortableCost ? 1 : Self.manyLongEdges
    isDetour = zip(diagram.edges, isLong).map { edge, isLong in
      isLong && longCounts[edge.operand] >= leastCount
    }
    let plainCosts = zip(spans, isDetour).map { span, isDetour in isDetour ? 0 : span - 1 }
    let size = plainCosts.reduce(diagram.cards.count + diagram.groups.count, +)
    let kept = zip(diagram.edges, isDetour).filter { !$1 }.map { $0.0 }
    let crowd = ranks.edgeCounts(kept).reduce(0) { $0 + $1 * $1 } / Self.crowdedSquare
    cost = size + crowd
    isCrowded = crowd > size
  }

  /// For each edge, whether it is the shortest one out of its operand or into its operation: these
  /// hold the drawing together.
  private static func isNeeded(edges: [Diagram.Edge], spans: [Int], cards: Int) -> [Bool] {
    var shortestOut: [Int?] = Array(repeating: nil, count: cards)
    var shortestIn = shortestOut
    func isShorter(_ edge: Int, than other: Int?) -> Bool {
      other.map { spans[edge] < spans[$0] } ?? true
    }
    for (index, edge) in edges.enumerated() {
      if isShorter(index, than: shortestOut[edge.operand]) { shortestOut[edge.operand] = index }
      if isShorter(index, than: shortestIn[edge.operation]) { shortestIn[edge.operation] = index }
    }
    return edges.enumerated().map { index, edge in
      shortestOut[edge.operand] == index || shortestIn[edge.operation] == index
    }
  }

  /// The cost that Graphviz takes less than about a second for.
  package static let comfortableCost = 2000

  /// The greatest cost that is tried: half a minute.
  package static let greatestCost = 10_000

  /// Edges that run side by side are each compared with each other to find their crossings: so many
  /// pairs take as long as one more card.
  private static let crowdedSquare = 400

  /// An edge that runs down more ranks than this is long.
  private static let longSpan = 6

  /// So many long edges from one card share a lane in any drawing.
  private static let manyLongEdges = 5
}
