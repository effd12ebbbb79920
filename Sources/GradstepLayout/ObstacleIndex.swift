/// What labels must keep clear of, found by place: a grid of square cells, each of which knows the
/// obstacles that touch it.
struct ObstacleIndex {
  enum Obstacle {
    case card(Rectangle)
    case caption(Rectangle)
    case label(Rectangle, operation: Int)
    /// A straight part of a curve and how far it reaches to both sides.
    case line(from: Point, to: Point, clearance: Double, owner: Owner)
  }

  /// Whose a line or a label is: an edge, and the operation that it leads into.
  struct Owner: Hashable {
    var edge: Int
    var operation: Int
  }

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  private static let cellSize = 64.0

  /// What a line keeps free on both sides, and what an arrowhead does.
  private static let lineClearance = 2.5
  private static let arrowClearance = 5.0
  /// The length of an arrowhead.
  private static let arrowLength = 10.0

  private var obstacles: [Obstacle] = []
  private var cells: [Cell: [Int]] = [:]
  /// The ends of all straight parts, to have none of them twice.
  private var lines: Set<[Point]> = []

  mutating func insert(_ obstacle: Obstacle) {
    let index = obstacles.count
    obstacles.append(obstacle)
    for cell in Self.cells(touching: obstacle.bounds) { cells[cell, default: []].append(index) }
  }

  /// Inserts a curve with room for an arrowhead at each end.
  mutating func insert(_ curve: Curve, owner: Owner) {
    let line = curve.polyline
    for (start, end) in zip(line, line.dropFirst()) {
      insertLine(from: start, to: end, clearance: Self.lineClearance, owner: owner)
    }
    for (end, inwards) in [
      (curve.start, curve.startDirection), (curve.end, -1 * curve.endDirection),
    ] {
      insertLine(
        from: end,
        to: end + Self.arrowLength * inwards,
        clearance: Self.arrowClearance,
        owner: owner
      )
    }
  }

  /// Inserts a line that leads from a label to its edge.
  mutating func insert(leaderFrom start: Point, to end: Point, owner: Owner) {
    insertLine(from: start, to: end, clearance: Self.lineClearance, owner: owner)
  }

  /// Inserts the four sides of a group's rectangle, which no label should stand on.
  mutating func insertFrame(_ frame: Rectangle) {
    let corners = [
      Point(x: frame.minX, y: frame.minY), Point(x: frame.maxX, y: frame.minY),
      Point(x: frame.maxX, y: frame.maxY), Point(x: frame.minX, y: frame.maxY),
    ]
    for (start, end) in zip(corners, corners[1...] + [corners[0]]) {
      insertLine(from: start, to: end, clearance: Self.lineClearance, owner: Self.nobody)
    }
  }

  /// What shines around the card at work: nothing else keeps labels so far away.
  fileprivate static let haloWidth = 7.0

  /// How much nearer to its own edge than to another one a label stands, at least.
  fileprivate static let lead = 4.0

  /// From here on a penalty says that a place is not clear.
  static let crowd = 100.0

  /// Whose lines are that belong to no edge.
  static let nobody = Owner(edge: -1, operation: -1)

  /// How bad it is to put the label of an edge at a place: 0 is free.
  ///
  /// - Parameters:
  ///   - label: The place.
  ///   - owner: Whose label it is.
  ///   - distance: How far it stands from its edge; 0 where that is shown in another way.
  ///   - isOnEdge: Whether it may stand on its edge, which is interrupted there.
  /// - Returns: A sum over all that is in the way.
  func penalty(
    of label: Rectangle,
    owner: Owner,
    distance: Double = 0,
    isOnEdge: Bool = false
  ) -> Double {
    sum(over: label.insetBy(-max(Self.haloWidth, distance + Self.lead))) { obstacle in
      if isOnEdge, case .line(_, _, _, owner) = obstacle { return 0 }
      return obstacle.penalty(of: label, owner: owner, distance: distance)
    }
  }

  /// How bad it is to lead from a label to its edge by a straight line.
  func penalty(ofLeader start: Point, _ end: Point, owner: Owner) -> Double {
    sum(over: Rectangle(from: start, to: end)) { obstacle in
      obstacle.penalty(ofLeader: start, end, owner: owner)
    }
  }

  private func sum(over area: Rectangle, _ penalty: (Obstacle) -> Double) -> Double {
    var sum = 0.0
    // An obstacle in several cells counts in the first one that it shares with the area.
    var seen: [Int] = []
    for cell in Self.cells(touching: area) {
      for index in cells[cell] ?? [] {
        let amount = penalty(obstacles[index])
        if amount > 0, !seen.contains(index) {
          seen.append(index)
          sum += amount
        }
      }
    }
    return sum
  }

  private mutating func insertLine(
    from start: Point,
    to end: Point,
    clearance: Double,
    owner: Owner
  ) {
    // Cut at the grid, so that a slanting line is not in all cells of the rectangle around it, and
    // the parts of a lane that many edges share are the same for each of them.
    for part in Self.parts(ofLineFrom: start, to: end)
    where lines.insert([part.start, part.end]).inserted {
      insert(
        .line(from: part.start, to: part.end, clearance: clearance, owner: owner)
      )
    }
  }

  /// A line cut wherever it passes a line of the grid in the direction in which it is longer.
  private static func parts(
    ofLineFrom start: Point,
    to end: Point
  ) -> [(start: Point, end: Point)] {
    let isSteep = abs(end.y - start.y) > abs(end.x - start.x)
    let from = isSteep ? start.y : start.x
    let to = isSteep ? end.y : end.x
    let low = cellNumber(min(from, to)) + 1
    let high = cellNumber(max(from, to))
    guard from != to, low <= high else { return [(start, end)] }
    var cuts = (low...high).map { number in
      let coordinate = Double(number) * cellSize
      var point = start.interpolated(to: end, (coordinate - from) / (to - from))
      if isSteep { point.y = coordinate } else { point.x = coordinate }
      return point
    }
    if from > to { cuts.reverse() }
    return zip([start] + cuts, cuts + [end]).map { (start: $0, end: $1) }
  }

  private static func cells(touching rectangle: Rectangle) -> some Sequence<Cell> {
    let columns = cellNumber(rectangle.minX)...cellNumber(rectangle.maxX)
    let rows = cellNumber(rectangle.minY)...cellNumber(rectangle.maxY)
    return rows.lazy.flatMap { row in columns.lazy.map { Cell(column: $0, row: row) } }
  }

  private static func cellNumber(_ coordinate: Double) -> Int {
    Int((coordinate / cellSize).rounded(.down))
  }
}

extension ObstacleIndex.Obstacle {
  fileprivate var bounds: Rectangle {
    switch self {
    case .card(let rectangle), .caption(let rectangle), .label(let rectangle, _): rectangle
    case .line(let start, let end, let clearance, _):
      Rectangle(from: start, to: end).insetBy(-clearance)
    }
  }

  fileprivate func penalty(
    of label: Rectangle,
    owner: ObstacleIndex.Owner,
    distance: Double
  ) -> Double {
    switch self {
    case .card(let rectangle):
      return label.insetBy(-ObstacleIndex.haloWidth).intersects(rectangle) ? 4000 : 0
    case .caption(let rectangle):
      return label.intersects(rectangle) ? 1000 : 0
    case .label(let rectangle, let operation):
      // Labels of other operations are never shown together with this one.
      return operation != owner.operation
        ? (label.insetBy(-2).intersects(rectangle) ? 15 : 0)
        : label.insetBy(-6).intersects(rectangle) ? 2000 : 0
    case .line(let start, let end, let clearance, let other):
      if label.insetBy(-clearance).intersects(lineFrom: start, to: end) {
        // Edges of other operations are pale while this label is shown.
        return other.operation == owner.operation ? 1200 : 800
      }
      // A label is read with the edge that is nearest.
      let isNearer =
        other.edge >= 0 && other.edge != owner.edge
        && label.distance(toLineFrom: start, to: end) < distance + ObstacleIndex.lead
      return distance > 0 && isNearer ? 200 : 0
    }
  }

  fileprivate func penalty(
    ofLeader start: Point,
    _ end: Point,
    owner: ObstacleIndex.Owner
  ) -> Double {
    switch self {
    case .card(let rectangle), .caption(let rectangle):
      return rectangle.intersects(lineFrom: start, to: end) ? 4000 : 0
    case .label(let rectangle, let operation):
      return operation == owner.operation && rectangle.intersects(lineFrom: start, to: end)
        ? 2000 : 0
    case .line(let from, let to, _, let other):
      return other.edge != owner.edge
        && Segment(start: from, end: to).crosses(Segment(start: start, end: end))
        ? 60 : 0
    }
  }
}
