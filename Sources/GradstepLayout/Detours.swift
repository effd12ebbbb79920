package import GradstepFrames

/// Routes edges around the drawing.
///
/// They leave the operand, follow a lane beside everything, and come back into the operation.
/// Between the ranks there are no cards, so no card is ever crossed.
package struct Detours {
  private let boxes: [Rectangle]
  private let direction: Direction
  /// Where the rank of each card begins and ends.
  private var bands: [Double: ClosedRange<Double>] = [:]
  /// Where the lane of each operand runs: all its edges share one.
  private var lanes: [Int: Lane] = [:]

  private struct Lane {
    var x: Double
    /// Whether it is on the right of the drawing.
    var isRight: Bool
    /// How far from the ranks its edges run across, so that those of several operands differ.
    var clearance: Double
  }

  /// - Parameters:
  ///   - edges: The edges to route.
  ///   - boxes: The outlines of all cards.
  ///   - direction: The way in which the picture runs.
  package init(of edges: [Diagram.Edge], boxes: [Rectangle], direction: Direction) {
    self.direction = direction
    // Everything is thought of as running from top to bottom.
    self.boxes = direction == .topToBottom ? boxes : boxes.map { $0.transposed }
    for box in self.boxes {
      let band = bands[box.midY] ?? box.minY...box.maxY
      bands[box.midY] = min(band.lowerBound, box.minY)...max(band.upperBound, box.maxY)
    }
    chooseLanes(for: edges)
  }

  /// The way of an edge.
  package func curve(of edge: Diagram.Edge) -> Curve {
    let start = boxes[edge.operand]
    let end = boxes[edge.operation]
    let lane =
      lanes[edge.operand]
      ?? Lane(x: end.maxX + Self.laneGap, isRight: true, clearance: Self.leastClearance)
    let top = exit(of: edge.operand) + lane.clearance
    let bottom = entry(of: edge.operation) - lane.clearance
    let entryX = lane.isRight ? end.maxX - end.width / 4 : end.minX + end.width / 4
    let curve = Curve(
      roundingCornersOf: [
        Point(x: start.midX, y: start.maxY), Point(x: start.midX, y: top),
        Point(x: lane.x, y: top), Point(x: lane.x, y: bottom),
        Point(x: entryX, y: bottom), Point(x: entryX, y: end.minY),
      ],
      radius: Self.radius
    )
    return direction == .topToBottom ? curve : Curve(points: curve.points.map { $0.transposed })
  }

  /// Gives every operand a lane, and two operands the same one where the first has left it again.
  private mutating func chooseLanes(for edges: [Diagram.Edge]) {
    let bounds = boxes.dropFirst().reduce(boxes.first) { $0?.union($1) }
    guard let bounds else { return }
    let uses = Dictionary(grouping: edges) { $0.operand }
    // For each side, how far down every lane is in use.
    var laneEnds: [Bool: [Double]] = [:]
    for operand in uses.keys.sorted(by: { (exit(of: $0), $0) < (exit(of: $1), $1) }) {
      let uses = uses[operand] ?? []
      // First operands come from the left, as in a picture without lanes.
      let isRight = uses.count { $0.slot > 0 } * 2 >= uses.count
      var ends = laneEnds[isRight] ?? []
      let number = ends.firstIndex { $0 < exit(of: operand) } ?? ends.count
      if number == ends.count { ends.append(0) }
      ends[number] = uses.map { entry(of: $0.operation) }.max() ?? 0
      laneEnds[isRight] = ends
      let distance = Double(number + 1) * Self.laneGap
      lanes[operand] = Lane(
        x: isRight ? bounds.maxX + distance : bounds.minX - distance,
        isRight: isRight,
        clearance: Self.leastClearance + 6 * Double(lanes.count % 3)
      )
    }
  }

  /// How far down the rank of an operand ends.
  private func exit(of card: Int) -> Double {
    bands[boxes[card].midY]?.upperBound ?? boxes[card].maxY
  }

  /// How far down the rank of an operation begins.
  private func entry(of card: Int) -> Double {
    bands[boxes[card].midY]?.lowerBound ?? boxes[card].minY
  }

  private static let laneGap = 16.0
  private static let leastClearance = 16.0
  private static let radius = 8.0
}

extension Curve {
  /// A line through corners with right angles, rounded off by quarters of a circle.
  fileprivate init(roundingCornersOf corners: [Point], radius: Double) {
    /// Where the control points of a quarter of a circle lie between its ends and its corner.
    let roundness = 0.552_284_749_8
    var points = [corners[0]]
    func addLine(to end: Point) {
      let start = points[points.count - 1]
      points += [start.interpolated(to: end, 1 / 3), end.interpolated(to: start, 1 / 3), end]
    }
    for index in corners.indices.dropFirst().dropLast() {
      let corner = corners[index]
      let before = corners[index - 1] - corner
      let after = corners[index + 1] - corner
      let radius = min(radius, before.magnitude / 2, after.magnitude / 2)
      let entry = corner + radius * (before.normalized ?? .zero)
      let exit = corner + radius * (after.normalized ?? .zero)
      addLine(to: entry)
      points += [
        entry.interpolated(to: corner, roundness), exit.interpolated(to: corner, roundness), exit,
      ]
    }
    addLine(to: corners[corners.count - 1])
    self.init(points: points)
  }
}

extension Rectangle {
  /// The rectangle mirrored at the diagonal.
  fileprivate var transposed: Rectangle {
    Rectangle(x: y, y: x, width: height, height: width)
  }
}

extension Point {
  /// The point mirrored at the diagonal.
  fileprivate var transposed: Point { Point(x: y, y: x) }
}
