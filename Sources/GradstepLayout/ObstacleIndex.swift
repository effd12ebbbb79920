/// What labels must keep clear of, found by place: a grid of square cells, each of which knows the
/// obstacles that touch it.
struct ObstacleIndex {
  enum Obstacle {
    case card(Rectangle)
    case caption(Rectangle)
    case label(Rectangle, operation: Int)
    /// A straight part of a curve and how far it reaches to both sides.
    case line(from: Point, to: Point, clearance: Double, operation: Int)
  }

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  private static let cellSize = 64.0

  /// What a line keeps free on both sides, and what an arrowhead does.
  private static let lineClearance = 2.5
  private static let arrowClearance = 5.0
  /// The length of an arrowhead, and a little.
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
  mutating func insert(_ curve: Curve, operation: Int) {
    let line = curve.polyline
    for (start, end) in zip(line, line.dropFirst()) {
      insertLine(from: start, to: end, clearance: Self.lineClearance, operation: operation)
    }
    for (end, inwards) in [
      (curve.start, curve.startDirection), (curve.end, -1 * curve.endDirection),
    ] {
      insertLine(
        from: end,
        to: end + Self.arrowLength * inwards,
        clearance: Self.arrowClearance,
        operation: operation
      )
    }
  }

  /// Inserts the four sides of a group's rectangle, which no label should stand on.
  mutating func insertFrame(_ frame: Rectangle) {
    let corners = [
      Point(x: frame.minX, y: frame.minY), Point(x: frame.maxX, y: frame.minY),
      Point(x: frame.maxX, y: frame.maxY), Point(x: frame.minX, y: frame.maxY),
    ]
    for (start, end) in zip(corners, corners[1...] + [corners[0]]) {
      insertLine(from: start, to: end, clearance: Self.lineClearance, operation: Self.noOperation)
    }
  }

  /// What stands for lines that belong to no operation.
  private static let noOperation = -1

  /// How bad it is to put the label of an edge into an operation at a place: 0 is free.
  func penalty(of label: Rectangle, operation: Int) -> Double {
    var penalty = 0.0
    // An obstacle in several cells counts in the first one that it shares with the label.
    var seen: [Int] = []
    for cell in Self.cells(touching: label.insetBy(-Self.arrowClearance)) {
      for index in cells[cell] ?? [] {
        let amount = obstacles[index].penalty(of: label, operation: operation)
        if amount > 0, !seen.contains(index) {
          seen.append(index)
          penalty += amount
        }
      }
    }
    return penalty
  }

  private mutating func insertLine(
    from start: Point,
    to end: Point,
    clearance: Double,
    operation: Int
  ) {
    // Cut at the grid, so that a slanting line is not in all cells of the rectangle around it, and
    // the parts of a lane that many edges share are the same for each of them.
    for part in Self.parts(ofLineFrom: start, to: end)
    where lines.insert([part.start, part.end]).inserted {
      insert(
        .line(from: part.start, to: part.end, clearance: clearance, operation: operation)
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

  fileprivate func penalty(of label: Rectangle, operation: Int) -> Double {
    switch self {
    case .card(let rectangle):
      // The card at work has a halo of this width.
      return label.insetBy(-7).intersects(rectangle) ? 4000 : 0
    case .caption(let rectangle):
      return label.intersects(rectangle) ? 1000 : 0
    case .label(let rectangle, let other):
      guard label.insetBy(-2).intersects(rectangle) else { return 0 }
      // Labels of other operations are never shown together with this one.
      return other == operation ? 2000 : 15
    case .line(let start, let end, let clearance, let other):
      guard label.insetBy(-clearance).intersects(lineFrom: start, to: end) else { return 0 }
      // Edges of other operations are pale while this label is shown.
      return other == operation ? 1000 : 400
    }
  }
}
