import GradstepFrames
import GradstepText

/// Finds a place for the local gradient of every edge, clear of all else and nearest to its own edge.
///
/// Graphviz would give each label a rank of its own, so it places none. A label is tried at many
/// places, on both sides of its curve and upon it; the best one is kept.
struct LabelPlacement {
  let diagram: Diagram
  let direction: Direction
  let curves: [Curve]
  private let siblings: Siblings
  var obstacles: ObstacleIndex
  /// The places of the captions of groups.
  private(set) var captions: [Rectangle] = []
  /// How many labels found no place that is clear of all else.
  private(set) var crowdedLabels = 0

  init(
    diagram: Diagram,
    direction: Direction,
    boxes: [Rectangle],
    curves: [Curve],
    groups: [Rectangle]
  ) {
    self.diagram = diagram
    self.direction = direction
    self.curves = curves
    siblings = Siblings(edges: diagram.edges, curves: curves)
    obstacles = ObstacleIndex()
    for box in boxes { obstacles.insert(.card(box)) }
    for (index, curve) in curves.enumerated() {
      obstacles.insert(curve, owner: owner(index))
    }
    captions = zip(diagram.groups, groups).map { group, rectangle in
      bestPlace(of: group.caption(in: rectangle, diagram.theme), within: rectangle)
    }
    for (rectangle, caption) in zip(groups, captions) where rectangle.width > 0 {
      obstacles.insert(.caption(caption))
      obstacles.insertFrame(rectangle)
    }
  }

  /// The leftmost place for a caption below the upper border of its group that no edge passes.
  private func bestPlace(of caption: Rectangle, within group: Rectangle) -> Rectangle {
    let room = max(0, group.width - caption.width)
    let places = stride(from: 0, through: room, by: Self.captionStep).map { offset in
      caption.moved(by: Point(x: offset, y: 0))
    }
    return places.first { obstacles.penalty(of: $0, owner: ObstacleIndex.nobody) == 0 } ?? caption
  }

  private static let captionStep = 8.0

  /// The places in the order of the edges.
  mutating func labels() -> [Rectangle] {
    diagram.edges.indices.map { index in
      let edge = diagram.edges[index]
      guard edge.labelSize.width > 0, edge.labelSize.height > 0 else {
        let middle = curves[index].point(atLength: curves[index].length / 2).point
        return Rectangle(center: middle, size: edge.labelSize)
      }
      let best = bestPlace(ofLabelOf: index)
      obstacles.insert(.label(best.place, operation: owner(index).operation))
      if let leader = leader(from: best.place, toEdge: index) {
        obstacles.insert(leaderFrom: leader.label, to: leader.curve, owner: owner(index))
      }
      if best.isCrowded { crowdedLabels += 1 }
      return best.place
    }
  }

  func owner(_ index: Int) -> ObstacleIndex.Owner {
    // Labels that are shown together stand in each other's way as those of one operation do.
    let operation = diagram.showsAllLabels ? 0 : diagram.edges[index].operation
    return ObstacleIndex.Owner(edge: index, operation: operation)
  }

  /// The best place found so far, and how bad it is.
  private struct Choice {
    var penalty = Double.infinity
    var place: Rectangle
    var isCrowded = true

    mutating func consider(_ preference: Double, _ other: Rectangle, _ hits: () -> Double) {
      guard preference < penalty else { return }
      let hits = hits()
      guard preference + hits < penalty else { return }
      (penalty, place) = (preference + hits, other)
      isCrowded = hits >= ObstacleIndex.crowd
    }
  }

  /// A part of an edge along which a label is tried.
  private struct Stretch {
    var start: Double
    var length: Double
    /// How much worse all its places are than those of another stretch.
    var penalty: Double

    /// Distances from the start of the edge, and how bad they are: the middle is best.
    var stops: [(length: Double, penalty: Double)] {
      LabelPlacement.fractions.map { fraction in
        (start + fraction * length, penalty + 40 * abs(fraction - 0.5))
      }
    }
  }

  /// Beside the edge where that is free, else upon it, else beside it further from the operation, else
  /// at the end of a line that leads there.
  private func bestPlace(ofLabelOf index: Int) -> Choice {
    let curve = curves[index]
    let length = curve.length
    // A long edge has its label near the operation, where the step takes place.
    let reach = min(length, Self.longestReach)
    let near = Stretch(start: length - reach, length: reach, penalty: 0)
    let far = Stretch(start: 0, length: length, penalty: Self.farPenalty)
    let led = Stretch(start: 0, length: length, penalty: Self.ledPenalty)
    var best = Choice(place: Rectangle(center: curve.end, size: diagram.edges[index].labelSize))
    tryPlaces(beside: index, near, at: Self.distances, &best)
    tryPlaces(upon: index, near, &best)
    tryPlaces(beside: index, far, at: Self.distances, &best)
    tryPlaces(upon: index, far, &best)
    tryPlaces(beside: index, led, at: Self.ledDistances, &best)
    return best
  }

  private func tryPlaces(
    beside index: Int,
    _ stretch: Stretch,
    at distances: [Double],
    _ best: inout Choice
  ) {
    let curve = curves[index]
    let size = diagram.edges[index].labelSize
    for (length, penalty) in stretch.stops {
      let (point, heading) = curve.point(atLength: length)
      for side in [1.0, -1] {
        let normal = side * heading.perpendicular
        let isInner = normal.dot(outerSide(of: index, at: point)) < 0
        // A long label at a right angle to a slanting edge would stand far above or below it.
        let level = Point(x: normal.x < 0 ? -1 : 1, y: 0)
        for (direction, turn) in [(normal, 0), (level, Self.levelPenalty)] {
          for distance in distances {
            let place = Rectangle(touching: point, at: distance, towards: direction, size: size)
            let preference = penalty + turn + (isInner ? Self.innerPenalty : 0) + distance
            best.consider(preference, place) { hits(place, beside: index, at: distance) }
          }
        }
      }
    }
  }

  /// How much is in the way of a label at a distance from its edge, and of the line that leads there.
  private func hits(_ place: Rectangle, beside index: Int, at distance: Double) -> Double {
    let owner = owner(index)
    let air = place.width * (1 - 1 / diagram.theme.labelTolerance) / 2
    guard distance + air > Curve.farthest, let leader = leader(from: place, toEdge: index) else {
      return obstacles.penalty(of: place, owner: owner, distance: distance)
    }
    return obstacles.penalty(of: place, owner: owner)
      + obstacles.penalty(ofLeader: leader.label, leader.curve, owner: owner)
  }

  private func leader(from place: Rectangle, toEdge index: Int) -> (label: Point, curve: Point)? {
    curves[index].leader(to: place, tolerance: diagram.theme.labelTolerance)
  }

  private func tryPlaces(upon index: Int, _ stretch: Stretch, _ best: inout Choice) {
    let curve = curves[index]
    for (length, penalty) in stretch.stops {
      let point = curve.point(atLength: length).point
      let place = Rectangle(center: point, size: diagram.edges[index].labelSize)
      best.consider(penalty + Self.onEdgePenalty, place) {
        // So much of the edge is left on both sides that everybody sees where it runs.
        guard let rest = curve.interrupted(by: place),
          min(rest.before.length, rest.behind.length) > Self.shortestRest
        else { return .infinity }
        return obstacles.penalty(of: place, owner: owner(index), isOnEdge: true)
      }
    }
  }

  /// A direction that leads away from the other edges into the same operation.
  func outerSide(of index: Int, at point: Point) -> Point {
    if let middle = siblings.middle(ofSiblingsOf: index) { return point - middle }
    switch direction {
    case .leftToRight: return Point(x: 0, y: -1)
    case .topToBottom: return Point(x: 1, y: 0)
    }
  }

  /// The part of a long edge, from its operation backwards, beside which its label may stand.
  private static let longestReach = 160.0

  fileprivate static let fractions = [
    0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86,
  ]

  private static let distances = [5.0, 9, 15, 22]

  /// Those of labels that a line leads to.
  private static let ledDistances = [32.0, 44, 60, 84, 116]

  private static let innerPenalty = 12.0
  private static let levelPenalty = 6.0
  private static let onEdgePenalty = 55.0
  private static let farPenalty = 75.0
  private static let ledPenalty = 110.0

  /// An arrowhead, and a little of the line.
  private static let shortestRest = 18.0
}

/// Where the other edges into the same operation run.
private struct Siblings {
  private var middles: [Point?]

  init(edges: [Diagram.Edge], curves: [Curve]) {
    middles = Array(repeating: nil, count: edges.count)
    let groups = Dictionary(grouping: edges.indices) { edges[$0].operation }
    for group in groups.values where group.count > 1 {
      let ends = group.map { curves[$0].point(atLength: curves[$0].length - 24).point }
      let sum = ends.reduce(.zero, +)
      for index in group { middles[index] = (1 / Double(group.count)) * sum }
    }
  }

  func middle(ofSiblingsOf index: Int) -> Point? { middles[index] }
}

extension Rectangle {
  /// A rectangle whose nearest part is at a distance from a point, as seen along a unit normal.
  init(touching point: Point, at distance: Double, towards normal: Point, size: Size) {
    let support = abs(normal.x) * size.width / 2 + abs(normal.y) * size.height / 2
    self.init(center: point + (distance + support) * normal, size: size)
  }
}

extension Diagram.Group {
  /// The place of the caption at the top of the group's rectangle.
  fileprivate func caption(in rectangle: Rectangle, _ theme: Theme) -> Rectangle {
    let width = TextMetrics.width(of: label, size: theme.type.label) * 1.05 + 12
    return Rectangle(
      x: rectangle.x,
      y: rectangle.y,
      width: min(width, rectangle.width),
      height: theme.group.captionHeight
    )
  }
}
