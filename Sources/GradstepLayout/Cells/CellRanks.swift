package import GradstepFrames

/// The ranks of a layout, from left to right, and the rows of what stands on each of them.
package struct CellRanks {
  /// A card on a rank, or a line that passes between the cards of a rank.
  package struct Member {
    /// The card, or the operand that the line comes from.
    package var card: Int
    package var isLine: Bool
    /// The first row, which may be negative.
    package var start: Int
    var height: Int

    package var end: Int { start + height }
    var middle: Int { start + height / 2 }
  }

  /// The rank of each card.
  package private(set) var numbers: [Int]
  /// What stands on each rank, from top to bottom.
  package private(set) var members: [[Member]]
  /// The last rank that each card's value is needed on; its own where it is needed nowhere.
  package private(set) var lastRanks: [Int]
  /// Where each card stands in `members`, and behind it its line on each rank that it passes.
  package private(set) var positions: [[Int]]

  /// - Parameters:
  ///   - diagram: What stands on the ranks.
  ///   - layout: Where it stands, in points.
  ///   - heights: How many rows each card takes.
  package init(_ diagram: Diagram, layout: Layout, heights: [Int]) {
    let places: [Double]
    (numbers, places) = Self.ranks(of: diagram, boxes: layout.boxes)
    lastRanks = numbers
    var lastEdges: [Int?] = Array(repeating: nil, count: diagram.cards.count)
    for (index, edge) in diagram.edges.enumerated()
    where numbers[edge.operation] > lastRanks[edge.operand] {
      lastRanks[edge.operand] = numbers[edge.operation]
      lastEdges[edge.operand] = index
    }

    var wishes: [[(member: Member, center: Double)]] = Array(repeating: [], count: places.count)
    for (card, box) in layout.boxes.enumerated() {
      let member = Member(card: card, isLine: false, start: 0, height: heights[card])
      wishes[numbers[card]].append((member, box.center.row))
      guard let edge = lastEdges[card] else { continue }
      // All edges of an operand take the way of the longest one, and leave it where they must.
      let passed = numbers[card] + 1..<lastRanks[card]
      let crossings = layout.curves[edge].rows(at: places[passed])
      for (rank, center) in zip(passed, crossings) {
        wishes[rank].append((Member(card: card, isLine: true, start: 0, height: 1), center))
      }
    }
    positions = diagram.cards.map { _ in [] }
    members = []
    for rank in wishes.indices {
      let sorted = wishes[rank].enumerated().sorted {
        ($0.element.center, $0.offset) < ($1.element.center, $1.offset)
      }.map { $0.element }
      let starts = Spread.positions(
        sorted.map { member, center in
          Spread.Item(
            wish: center - Double(member.height) / 2,
            size: member.height,
            weight: member.isLine ? 0.1 : 1
          )
        }
      )
      members.append(
        zip(sorted, starts).map { wish, start in
          var member = wish.member
          member.start = start
          return member
        }
      )
      for (position, member) in members[rank].enumerated() {
        positions[member.card].append(position)
      }
    }
    straightenLines()
  }

  /// The row at which the value of a card leaves a rank: the middle of its box, or its line.
  package func exit(of card: Int, from rank: Int) -> Int { self[card, rank].middle }

  /// A card, or its line on a rank that it passes.
  package subscript(card: Int, rank: Int) -> Member {
    members[rank][positions[card][rank - numbers[card]]]
  }

  // MARK: - Ranks

  /// The rank of each card, from where the middles of the boxes stand, and the places of the ranks.
  private static func ranks(
    of diagram: Diagram,
    boxes: [Rectangle]
  ) -> (numbers: [Int], places: [Double]) {
    var numbers = Array(repeating: 0, count: boxes.count)
    var places: [Double] = []
    let centers = boxes.map { $0.center.x }
    for card in boxes.indices.sorted(by: { (centers[$0], $0) < (centers[$1], $1) }) {
      if places.last.map({ centers[card] > $0 + 1 }) ?? true { places.append(centers[card]) }
      numbers[card] = places.count - 1
    }
    // A line never runs backwards, whatever a layout says.
    for edge in diagram.edges {
      numbers[edge.operation] = max(numbers[edge.operation], numbers[edge.operand] + 1)
    }
    while places.count <= numbers.max() ?? -1 { places.append((places.last ?? 0) + 1) }
    return (numbers, places)
  }

  // MARK: - Straight lines

  /// Moves lines between their neighbors, so that each turns as seldom as it can.
  private mutating func straightenLines() {
    for card in numbers.indices {
      let passed = numbers[card] + 1..<max(lastRanks[card], numbers[card] + 1)
      var preferred = exit(of: card, from: numbers[card])
      var rank = passed.lowerBound
      while rank < passed.upperBound {
        var room = self.room(for: card, on: rank)
        var end = rank + 1
        while end < passed.upperBound {
          let next = self.room(for: card, on: end)
          let low = max(room.lowerBound, next.lowerBound)
          let high = min(room.upperBound, next.upperBound)
          guard low <= high else { break }
          room = low...high
          end += 1
        }
        let middle = self[card, (rank + end) / 2].start
        let start =
          room.contains(preferred) ? preferred : min(max(middle, room.lowerBound), room.upperBound)
        for rank in rank..<end {
          members[rank][positions[card][rank - numbers[card]]].start = start
        }
        preferred = start
        rank = end
      }
    }
  }

  /// The rows that a line may take on a rank without leaving its place in the order.
  private func room(for card: Int, on rank: Int) -> ClosedRange<Int> {
    let position = positions[card][rank - numbers[card]]
    let members = members[rank]
    let low = position > 0 ? members[position - 1].end : Int.min / 2
    let high = position + 1 < members.count ? members[position + 1].start - 1 : Int.max / 2
    return low...max(low, high)
  }
}

extension Point {
  /// The row of cells that the point is at.
  fileprivate var row: Double { y / CellMetrics.cell.height }
}

extension Curve {
  /// The rows where the curve passes some places, which follow each other from left to right.
  fileprivate func rows(at places: some Sequence<Double>) -> [Double] {
    let line = polyline
    var next = 1
    return places.map { place in
      while next < line.count - 1, line[next].x < place { next += 1 }
      guard next < line.count else { return end.row }
      let (start, end) = (line[next - 1], line[next])
      let width = end.x - start.x
      let fraction = width > 0 ? min(max((place - start.x) / width, 0), 1) : 1
      return start.interpolated(to: end, fraction).row
    }
  }
}
