package import GradstepFrames

/// About the ranks that Graphviz will put the cards on: known beforehand, in linear time.
///
/// A card stands right behind the last of its operands, unless more pulls it towards the first
/// operation that uses it, as always with a leaf.
package struct Ranks {
  /// The rank of each card.
  package let numbers: [Int]
  package let count: Int

  package init(of diagram: Diagram) {
    var numbers = Array(repeating: 0, count: diagram.cards.count)
    var useCounts = numbers
    for edge in diagram.edges {
      useCounts[edge.operand] += 1
      numbers[edge.operation] = max(numbers[edge.operation], numbers[edge.operand] + 1)
    }
    var pull = Array(repeating: 0, count: diagram.cards.count)
    for edge in diagram.edges {
      let weight = diagram.weight(of: edge)
      pull[edge.operand] += weight
      // A leaf that is used once comes along, so it does not hold its operation back.
      let comesAlong = diagram.isLeaf(edge.operand) && useCounts[edge.operand] == 1
      pull[edge.operation] -= comesAlong ? 0 : weight
    }
    let uses = Dictionary(grouping: diagram.edges) { $0.operand }
    // From the output backwards, so that the ranks of all uses are final.
    for card in diagram.cards.indices.reversed() where pull[card] > 0 {
      if let firstUse = uses[card]?.map({ numbers[$0.operation] }).min() {
        numbers[card] = firstUse - 1
      }
    }
    self.numbers = numbers
    count = (numbers.max() ?? -1) + 1
  }

  /// How many ranks an edge runs down: 1 between neighbors.
  package func span(of edge: Diagram.Edge) -> Int {
    numbers[edge.operation] - numbers[edge.operand]
  }

  /// How many of these edges run between each rank and the next one.
  package func edgeCounts(_ edges: [Diagram.Edge]) -> [Int] {
    var changes = Array(repeating: 0, count: count + 1)
    for edge in edges {
      changes[numbers[edge.operand]] += 1
      changes[numbers[edge.operation]] -= 1
    }
    var running = 0
    return changes.map { change in
      running += change
      return running
    }
  }

  /// About how long the picture is from the first rank to the last one, in points.
  package func length(of diagram: Diagram, direction: Direction, gap: Double) -> Double {
    var thickness = Array(repeating: 0.0, count: count)
    for (rank, card) in zip(numbers, diagram.cards) {
      let size = card.size(in: direction)
      let depth = direction == .leftToRight ? size.width : size.height
      thickness[rank] = max(thickness[rank], depth)
    }
    return thickness.reduce(0, +) + gap * Double(max(0, count - 1))
  }
}

extension Diagram {
  /// How strongly an edge is kept short and straight: operations that follow each other are drawn
  /// in line, with leaves beside them.
  package func weight(of edge: Edge) -> Int {
    isLeaf(edge.operand) ? 1 : 4
  }

  fileprivate func isLeaf(_ card: Int) -> Bool {
    cards[card].kind != .operation
  }
}
