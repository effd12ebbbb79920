package import GradstepFrames

/// The edges of a diagram in the order in which the lines of their operands part: by operand, then
/// by rank, then by where they enter.
package struct CellEdges: Sendable {
  /// Positions in the diagram's edges.
  package let order: [Int]
  /// For each card, its edges as positions in `order`.
  package let ofOperand: [Range<Int>]
  /// For each edge of the diagram, the row by which it enters its operation.
  package let entries: [Int]

  package init(_ diagram: Diagram, ranks: CellRanks) {
    let entries = Self.entries(diagram, ranks)
    self.entries = entries
    func key(_ index: Int) -> (Int, Int, Int, Int) {
      let edge = diagram.edges[index]
      return (edge.operand, ranks.numbers[edge.operation], entries[index], index)
    }
    order = diagram.edges.indices.sorted { key($0) < key($1) }
    var ranges = Array(repeating: 0..<0, count: diagram.cards.count)
    for (position, index) in order.enumerated() {
      let operand = diagram.edges[index].operand
      let first = ranges[operand].isEmpty ? position : ranges[operand].lowerBound
      ranges[operand] = first..<position + 1
    }
    ofOperand = ranges
  }

  /// Where the operands enter: in their order, each straight ahead where that is possible.
  private static func entries(_ diagram: Diagram, _ ranks: CellRanks) -> [Int] {
    var entries = Array(repeating: 0, count: diagram.edges.count)
    let slots = Dictionary(grouping: diagram.edges.indices) { diagram.edges[$0].operation }
    for (operation, unsorted) in slots {
      let edges = unsorted.sorted { diagram.edges[$0].slot < diagram.edges[$1].slot }
      let rank = ranks.numbers[operation]
      let box = ranks[operation, rank]
      // A single line enters in the middle; several may enter at the corners, too.
      let rows = edges.count == 1 ? box.middle...box.middle : box.start...box.end - 1
      let items = edges.enumerated().map { number, edge in
        let arrival = ranks.exit(of: diagram.edges[edge].operand, from: rank - 1)
        let place = box.start + box.height * (2 * number + 1) / (2 * edges.count)
        return Spread.Item(wish: Double(rows.contains(arrival) ? arrival : place), size: 1)
      }
      let entered = Spread.positions(items, within: rows)
      for (edge, row) in zip(edges, entered) { entries[edge] = row }
    }
    return entries
  }
}
