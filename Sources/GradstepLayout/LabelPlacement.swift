import GradstepFrames
import GradstepText

/// Finds a place for the local gradient of every edge, beside its curve and clear of all else.
///
/// Graphviz would give each label a rank of its own, so it places none. A label is tried at several
/// places along its curve, on both sides; the best one is kept.
struct LabelPlacement {
  private let diagram: Diagram
  private let direction: Direction
  private let curves: [Curve]
  private let siblings: Siblings
  private var obstacles: ObstacleIndex

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
    for (group, rectangle) in zip(diagram.groups, groups) {
      obstacles.insert(.caption(group.caption(in: rectangle, diagram.theme)))
      obstacles.insertFrame(rectangle)
    }
    for (edge, curve) in zip(diagram.edges, curves) {
      obstacles.insert(curve, operation: edge.operation)
    }
  }

  /// The places in the order of the edges.
  mutating func labels() -> [Rectangle] {
    diagram.edges.indices.map { index in
      let edge = diagram.edges[index]
      guard edge.labelSize.width > 0, edge.labelSize.height > 0 else {
        let middle = curves[index].point(atLength: curves[index].length / 2).point
        return Rectangle(center: middle, size: edge.labelSize)
      }
      let label = bestPlace(ofLabelOf: index)
      obstacles.insert(.label(label, operation: edge.operation))
      return label
    }
  }

  private func bestPlace(ofLabelOf index: Int) -> Rectangle {
    let edge = diagram.edges[index]
    let curve = curves[index]
    let length = curve.length
    // A long edge has its label near the operation, where the step takes place.
    let reach = min(length, Self.longestReach)
    var best = (penalty: Double.infinity, place: Rectangle(center: curve.end, size: edge.labelSize))
    for fraction in Self.fractions {
      let (point, heading) = curve.point(atLength: length - reach + fraction * reach)
      for side in [1.0, -1] {
        let normal = side * heading.perpendicular
        let isInner = normal.dot(outerSide(of: index, at: point)) < 0
        for distance in Self.distances {
          let preference =
            (isInner ? Self.innerPenalty : 0) + 40 * abs(fraction - 0.5) + distance
          guard preference < best.penalty else { continue }
          let place = Rectangle(
            touching: point,
            at: distance,
            towards: normal,
            size: edge.labelSize
          )
          let penalty = preference + obstacles.penalty(of: place, operation: edge.operation)
          if penalty < best.penalty { best = (penalty, place) }
        }
      }
    }
    return best.place
  }

  /// A direction that leads away from the other edges into the same operation.
  private func outerSide(of index: Int, at point: Point) -> Point {
    if let middle = siblings.middle(ofSiblingsOf: index) { return point - middle }
    switch direction {
    case .leftToRight: return Point(x: 0, y: -1)
    case .topToBottom: return Point(x: 1, y: 0)
    }
  }

  /// The part of a long edge, from its operation backwards, beside which its label may stand.
  private static let longestReach = 160.0

  private static let fractions = [
    0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86,
  ]

  private static let distances = [5.0, 9, 15, 24, 36]

  private static let innerPenalty = 12.0
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
  fileprivate init(touching point: Point, at distance: Double, towards normal: Point, size: Size) {
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
