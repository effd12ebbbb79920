package import GradstepFrames

/// Where everything of a diagram stands: one layout serves all frames, so nothing moves.
///
/// Coordinates are in points from the top left corner, none is negative, and all lie within `size`.
package struct Layout: Hashable, Sendable {
  /// The way in which the picture runs.
  package var direction: Direction
  /// The size of the whole picture.
  package var size: Size
  /// One for each card of the diagram.
  package var boxes: [Rectangle]
  /// One for each edge of the diagram.
  package var curves: [Curve]
  /// One for each edge: the place of its local gradient, as large as the edge's label.
  package var labels: [Rectangle]
  /// One for each group of the diagram, empty for a group without cards.
  package var groups: [Rectangle]
  /// The place of each group's caption, at the upper border of the group.
  package var captions: [Rectangle]
  /// The numbers at the edges of operations whose operands have swapped their places.
  package var slots: [Slot] = []
  /// How many labels found no place that is clear of all else.
  package var crowdedLabels = 0

  /// What tells which slot an edge leads into, where its place among the others does not.
  package struct Slot: Hashable, Sendable {
    /// The edge, as a position in the diagram's edges.
    package let edge: Int
    /// The room of the number, beside the edge near its tip.
    package var place: Rectangle
  }

  /// Room between the outermost lines and the border of the picture, for the width of the lines.
  static let margin = 4.0

  /// A layout from all its parts.
  package init(
    direction: Direction,
    size: Size,
    boxes: [Rectangle],
    curves: [Curve],
    labels: [Rectangle],
    groups: [Rectangle],
    captions: [Rectangle]
  ) {
    self.direction = direction
    self.size = size
    self.boxes = boxes
    self.curves = curves
    self.labels = labels
    self.groups = groups
    self.captions = captions
  }

  /// A layout that gives every edge's label a place, and moves everything to the origin.
  ///
  /// - Parameters:
  ///   - diagram: The diagram that was laid out.
  ///   - direction: The way in which the picture runs.
  ///   - boxes: The outlines of the cards.
  ///   - curves: The ways of the edges.
  ///   - groups: The outlines of the groups.
  ///   - swapped: The cards whose operands may have swapped their places.
  package init(
    placingLabelsOf diagram: Diagram,
    direction: Direction,
    boxes: [Rectangle],
    curves: [Curve],
    groups: [Rectangle],
    swapped: Set<Int> = []
  ) {
    var placement = LabelPlacement(
      diagram: diagram,
      direction: direction,
      boxes: boxes,
      curves: curves,
      groups: groups
    )
    let slots = placement.slots(of: swapped)
    let labels = placement.labels()
    let parts = boxes + groups + labels + slots.map { $0.place } + curves.map { $0.bounds }
    let first = parts.first ?? Rectangle(from: .zero, to: .zero)
    let bounds = parts.dropFirst().reduce(first) { $0.union($1) }.insetBy(-Self.margin)
    // Whole points keep coordinates as short as they were.
    let offset = Point(x: -bounds.minX.rounded(.down), y: -bounds.minY.rounded(.down))
    self.init(
      direction: direction,
      size: Size(
        width: (bounds.maxX + offset.x).rounded(.up),
        height: (bounds.maxY + offset.y).rounded(.up)
      ),
      boxes: boxes.map { $0.moved(by: offset).rounded },
      curves: curves.map { $0.moved(by: offset).rounded },
      labels: labels.map { $0.moved(by: offset).rounded },
      groups: groups.map { $0.moved(by: offset).rounded },
      captions: placement.captions.map { $0.moved(by: offset).rounded }
    )
    self.slots = slots.map { Slot(edge: $0.edge, place: $0.place.moved(by: offset).rounded) }
    crowdedLabels = placement.crowdedLabels
  }
}

extension Rectangle {
  /// The rectangle with its corner rounded to hundredths; its size stays.
  fileprivate var rounded: Rectangle {
    let corner = Point(x: x, y: y).rounded
    return Rectangle(x: corner.x, y: corner.y, width: width, height: height)
  }
}

extension Curve {
  /// The curve with its points rounded to hundredths.
  fileprivate var rounded: Curve {
    Curve(points: points.map { $0.rounded })
  }
}
