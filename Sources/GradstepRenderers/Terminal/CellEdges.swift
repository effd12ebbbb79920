import GradstepFrames

/// The edges of a diagram in the order in which the lines of their operands part: by operand, then
/// by rank, then by where they enter.
struct CellEdges: Sendable {
  /// Positions in the diagram's edges.
  let order: [Int]
  /// For each card, its edges as positions in `order`.
  let ofOperand: [Range<Int>]
  /// For each edge of the diagram, the row by which it enters its operation.
  let entries: [Int]

  init(_ diagram: Diagram, ranks: CellRanks) {
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

/// How the edges of a frame stand out, many at once.
struct EdgeEmphasis {
  /// For each position in the order of edges, how many before it are at work, and how many done.
  private var counts: [(current: Int, done: Int)] = [(0, 0)]

  init(_ frame: Frame, order: [Int]) {
    counts.reserveCapacity(order.count + 1)
    var (current, done) = (0, 0)
    for edge in order {
      switch frame.edges[edge].emphasis {
      case .pending: break
      case .current: current += 1
      case .done: done += 1
      }
      counts.append((current, done))
    }
  }

  /// How a stretch stands out: as the strongest of its edges.
  subscript(run: CellRun) -> Frame.Emphasis {
    let ranges = [run.edges, run.moreEdges]
    if ranges.contains(where: { counts[$0.lowerBound].current < counts[$0.upperBound].current }) {
      return .current
    }
    return ranges.contains { counts[$0.lowerBound].done < counts[$0.upperBound].done }
      ? .done : .pending
  }
}
