package import GradstepFrames

/// An upright rectangle, from its top left corner.
package struct Rectangle: Hashable, Sendable {
  /// The left border.
  package var x: Double
  /// The upper border.
  package var y: Double
  /// The length of the upper and the lower border.
  package var width: Double
  /// The length of the left and the right border.
  package var height: Double

  /// A rectangle from its top left corner and its size.
  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// A rectangle of a size around a point.
  package init(center: Point, size: Size) {
    self.init(
      x: center.x - size.width / 2,
      y: center.y - size.height / 2,
      width: size.width,
      height: size.height
    )
  }

  /// The smallest rectangle with both points.
  package init(from one: Point, to other: Point) {
    self.init(
      x: min(one.x, other.x),
      y: min(one.y, other.y),
      width: abs(one.x - other.x),
      height: abs(one.y - other.y)
    )
  }

  /// The left border.
  package var minX: Double { x }
  /// The upper border.
  package var minY: Double { y }
  /// Halfway between the left and the right border.
  package var midX: Double { x + width / 2 }
  /// Halfway between the upper and the lower border.
  package var midY: Double { y + height / 2 }
  /// The right border.
  package var maxX: Double { x + width }
  /// The lower border.
  package var maxY: Double { y + height }
  /// The point in the middle.
  package var center: Point { Point(x: midX, y: midY) }
  /// Width and height.
  package var size: Size { Size(width: width, height: height) }

  /// Whether a point lies inside or on the border.
  package func contains(_ point: Point) -> Bool {
    minX <= point.x && point.x <= maxX && minY <= point.y && point.y <= maxY
  }

  /// Whether all of another rectangle lies inside; borders may touch.
  package func contains(_ other: Rectangle) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }

  /// Whether the two have an area in common; touching borders are none.
  package func intersects(_ other: Rectangle) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  /// Whether a part of the straight line between two points lies inside.
  package func intersects(lineFrom start: Point, to end: Point) -> Bool {
    // Liang and Barsky: the part of the line that is left after cutting at each of the four sides.
    var entry = 0.0
    var exit = 1.0
    let run = end - start
    for (slope, room) in [
      (-run.x, start.x - minX), (run.x, maxX - start.x),
      (-run.y, start.y - minY), (run.y, maxY - start.y),
    ] {
      if slope == 0 {
        if room < 0 { return false }
      } else if slope < 0 {
        entry = max(entry, room / slope)
      } else {
        exit = min(exit, room / slope)
      }
    }
    return entry <= exit
  }

  /// The distance to a point; 0 inside.
  package func distance(to point: Point) -> Double {
    Point(
      x: max(minX - point.x, 0, point.x - maxX),
      y: max(minY - point.y, 0, point.y - maxY)
    ).magnitude
  }

  /// The distance to the straight line between two points; 0 where a part of it lies inside.
  package func distance(toLineFrom start: Point, to end: Point) -> Double {
    if intersects(lineFrom: start, to: end) { return 0 }
    let run = end - start
    let square = max(run.dot(run), 1e-9)
    let corners = [
      Point(x: minX, y: minY), Point(x: maxX, y: minY), Point(x: maxX, y: maxY),
      Point(x: minX, y: maxY),
    ]
    // The nearest two points are an end of the line and the border, or the line and a corner.
    return corners.reduce(min(distance(to: start), distance(to: end))) { nearest, corner in
      let fraction = min(max((corner - start).dot(run) / square, 0), 1)
      return min(nearest, (corner - start.interpolated(to: end, fraction)).magnitude)
    }
  }

  /// The rectangle with every side moved inwards, or outwards where the amount is negative.
  package func insetBy(_ amount: Double) -> Rectangle {
    Rectangle(
      x: x + amount,
      y: y + amount,
      width: width - 2 * amount,
      height: height - 2 * amount
    )
  }

  /// The smallest rectangle around both.
  package func union(_ other: Rectangle) -> Rectangle {
    Rectangle(
      from: Point(x: min(minX, other.minX), y: min(minY, other.minY)),
      to: Point(x: max(maxX, other.maxX), y: max(maxY, other.maxY))
    )
  }

  /// The same rectangle somewhere else.
  package func moved(by offset: Point) -> Rectangle {
    Rectangle(x: x + offset.x, y: y + offset.y, width: width, height: height)
  }

  /// The point of the border that is nearest to a point.
  package func nearestBorderPoint(to point: Point) -> Point {
    let inside = Point(x: min(max(point.x, minX), maxX), y: min(max(point.y, minY), maxY))
    guard inside == point else { return inside }
    let candidates = [
      Point(x: minX, y: point.y), Point(x: maxX, y: point.y),
      Point(x: point.x, y: minY), Point(x: point.x, y: maxY),
    ]
    return candidates.min { ($0 - point).magnitude < ($1 - point).magnitude } ?? point
  }
}
