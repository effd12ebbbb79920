/// A place in a picture, in points (72 to the inch) from its top left corner; `y` runs downwards.
///
/// Differences of places are points as well.
package struct Point: Hashable, Sendable {
  /// How far right the place is.
  package var x: Double
  /// How far down the place is.
  package var y: Double

  /// The top left corner.
  package static let zero = Point(x: 0, y: 0)

  /// A place from its distances to the left border and to the upper one.
  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// The sum, coordinate by coordinate.
  package static func + (left: Point, right: Point) -> Point {
    Point(x: left.x + right.x, y: left.y + right.y)
  }

  /// The way from the right point to the left one.
  package static func - (left: Point, right: Point) -> Point {
    Point(x: left.x - right.x, y: left.y - right.y)
  }

  /// The point with both coordinates multiplied.
  package static func * (factor: Double, point: Point) -> Point {
    Point(x: factor * point.x, y: factor * point.y)
  }

  /// The scalar product with another point, both taken as vectors.
  package func dot(_ other: Point) -> Double {
    x * other.x + y * other.y
  }

  /// The distance from the origin.
  package var magnitude: Double {
    dot(self).squareRoot()
  }

  /// The vector of length 1 in this direction; nil at the origin, which has no direction.
  package var normalized: Point? {
    let magnitude = magnitude
    return magnitude > 1e-9 ? (1 / magnitude) * self : nil
  }

  /// The vector turned by a right angle: what ran to the right runs downwards.
  package var perpendicular: Point {
    Point(x: -y, y: x)
  }

  /// The point on the way to another one after a fraction of the way.
  package func interpolated(to other: Point, _ fraction: Double) -> Point {
    Point(x: x + fraction * (other.x - x), y: y + fraction * (other.y - y))
  }

  /// The point with coordinates rounded to hundredths, so that printing them is short.
  package var rounded: Point {
    Point(x: x.roundedToHundredths, y: y.roundedToHundredths)
  }
}

extension Double {
  /// The nearest hundredth; never a negative zero.
  package var roundedToHundredths: Double {
    (self * 100).rounded() / 100 + 0
  }
}
