import GradstepFrames

/// The ranks of a layout and what stands on each of them, in cells.
///
/// "Across" is the coordinate along a rank: the row where the picture runs from left to right, the
/// column where it runs from top to bottom. It may be negative here.
struct CellRanks {
  /// A card on a rank, or a line that passes between the cards of a rank.
  struct Member {
    /// The card, or the operand that the line comes from.
    var card: Int
    var isLine: Bool
    /// The first cell across.
    var start: Int
    var size: Int

    var end: Int { start + size }
  }

  /// The rank of each card.
  private(set) var numbers: [Int]
  /// What stands on each rank, in order across.
  private(set) var members: [[Member]]
  /// The last rank that each card's value is needed on; its own where it is needed nowhere.
  private(set) var lastRanks: [Int]
  /// Where each card stands in `members`, and behind it its line on each rank that it passes.
  private(set) var positions: [[Int]]

  /// - Parameters:
  ///   - diagram: What stands on the ranks.
  ///   - layout: Where it stands, in points.
  ///   - sizes: How many cells each card takes across.
  ///   - gap: The cells that neighbors keep between them.
  init(_ diagram: Diagram, layout: Layout, sizes: [Int], gap: Int) {
    let axes = Axes(layout.direction)
    let places: [Double]
    (numbers, places) = Self.ranks(of: diagram, boxes: layout.boxes, axes)
    lastRanks = numbers
    var lastEdges: [Int?] = Array(repeating: nil, count: diagram.cards.count)
    for (index, edge) in diagram.edges.enumerated()
    where numbers[edge.operation] > lastRanks[edge.operand] {
      lastRanks[edge.operand] = numbers[edge.operation]
      lastEdges[edge.operand] = index
    }

    var wishes: [[(member: Member, center: Double)]] = Array(repeating: [], count: places.count)
    for (card, box) in layout.boxes.enumerated() {
      let member = Member(card: card, isLine: false, start: 0, size: sizes[card])
      wishes[numbers[card]].append((member, axes.across(box.center)))
      guard let edge = lastEdges[card] else { continue }
      // All edges of an operand take the way of the longest one, and leave it where they must.
      let passed = numbers[card] + 1..<lastRanks[card]
      let crossings = axes.crossings(of: layout.curves[edge], at: places[passed])
      for (rank, center) in zip(passed, crossings) {
        wishes[rank].append((Member(card: card, isLine: true, start: 0, size: 1), center))
      }
    }
    positions = diagram.cards.map { _ in [] }
    members = []
    for rank in wishes.indices {
      let sorted = wishes[rank].enumerated().sorted {
        ($0.element.center, $0.offset) < ($1.element.center, $1.offset)
      }.map(\.element)
      let starts = Spread.positions(
        sorted.map { member, center in
          Spread.Item(
            wish: center - Double(member.size) / 2,
            size: member.size,
            weight: member.isLine ? 0.1 : 1
          )
        },
        gap: gap
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
    straightenLines(gap: gap)
  }

  /// The cell across at which the value of a card leaves a rank: the middle of its box, or its line.
  func exit(of card: Int, from rank: Int) -> Int {
    let member = self[card, rank]
    return member.start + member.size / 2
  }

  /// A card, or its line on a rank that it passes.
  subscript(card: Int, rank: Int) -> Member {
    members[rank][positions[card][rank - numbers[card]]]
  }

  // MARK: - Ranks

  /// The rank of each card, from where the middles of the boxes stand, and the places of the ranks.
  private static func ranks(
    of diagram: Diagram,
    boxes: [Rectangle],
    _ axes: Axes
  ) -> (numbers: [Int], places: [Double]) {
    var numbers = Array(repeating: 0, count: boxes.count)
    var places: [Double] = []
    let along = boxes.map { axes.along($0.center) }
    for card in boxes.indices.sorted(by: { (along[$0], $0) < (along[$1], $1) }) {
      if places.last.map({ along[card] > $0 + 1 }) ?? true { places.append(along[card]) }
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
  private mutating func straightenLines(gap: Int) {
    for card in numbers.indices {
      let passed = numbers[card] + 1..<max(lastRanks[card], numbers[card] + 1)
      var preferred = exit(of: card, from: numbers[card])
      var rank = passed.lowerBound
      while rank < passed.upperBound {
        var room = self.room(for: card, on: rank, gap)
        var end = rank + 1
        while end < passed.upperBound {
          let next = self.room(for: card, on: end, gap)
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

  /// The cells across that a line may take on a rank without leaving its place in the order.
  private func room(for card: Int, on rank: Int, _ gap: Int) -> ClosedRange<Int> {
    let position = positions[card][rank - numbers[card]]
    let members = members[rank]
    let low = position > 0 ? members[position - 1].end + gap : Int.min / 2
    let high =
      position + 1 < members.count ? members[position + 1].start - gap - 1 : Int.max / 2
    return low...max(low, high)
  }
}

/// Which coordinate of a layout runs along the edges, and which across them.
private struct Axes {
  let isTurned: Bool

  init(_ direction: Direction) {
    isTurned = direction == .topToBottom
  }

  func along(_ point: Point) -> Double { isTurned ? point.y : point.x }

  /// The coordinate across, in cells.
  func across(_ point: Point) -> Double {
    isTurned ? point.x / CellMetrics.cell.width : point.y / CellMetrics.cell.height
  }

  /// Where a curve passes some ascending places along the picture, in cells across.
  func crossings(of curve: Curve, at places: some Sequence<Double>) -> [Double] {
    let line = curve.polyline
    var next = 1
    return places.map { place in
      while next < line.count - 1, along(line[next]) < place { next += 1 }
      guard next < line.count else { return across(curve.end) }
      let (start, end) = (line[next - 1], line[next])
      let length = along(end) - along(start)
      let fraction = length > 0 ? min(max((place - along(start)) / length, 0), 1) : 1
      return across(start.interpolated(to: end, fraction))
    }
  }
}
