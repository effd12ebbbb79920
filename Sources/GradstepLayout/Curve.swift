/// The way of an edge: cubic Béziers from the operand's border to the operation's border.
package struct Curve: Hashable, Sendable {
  /// The first point, then three for each piece: two control points and the point where it ends.
  package var points: [Point]

  /// A curve through points as `points` holds them: one more than a multiple of three.
  package init(points: [Point]) {
    precondition(points.count % 3 == 1, "a curve is a point and three more for each piece")
    self.points = points
  }

  /// A straight line.
  package init(from start: Point, to end: Point) {
    self.init(points: [
      start, start.interpolated(to: end, 1 / 3), end.interpolated(to: start, 1 / 3), end,
    ])
  }

  /// The point on the operand's border.
  package var start: Point { points.first ?? .zero }
  /// The point on the operation's border.
  package var end: Point { points.last ?? .zero }

  /// The length of the whole curve in points.
  package var length: Double {
    pieces.reduce(0) { $0 + $1.length() }
  }

  /// Whether the curve ends before another one, as the operands of an operation are read.
  package func arrives(before other: Curve, _ direction: Direction) -> Bool {
    direction == .topToBottom ? end.x < other.end.x : end.y < other.end.y
  }

  /// The direction, of length 1, in which the curve leaves the operand.
  package var startDirection: Point { pieces.first?.direction(0) ?? Point(x: 1, y: 0) }

  /// The direction, of length 1, in which the curve arrives at the operation.
  package var endDirection: Point { pieces.last?.direction(1) ?? Point(x: 1, y: 0) }

  /// The point after a distance along the curve, and the direction of length 1 there.
  package func point(atLength distance: Double) -> (point: Point, direction: Point) {
    var rest = distance
    for piece in pieces {
      let length = piece.length()
      if rest <= length {
        let t = piece.parameter(atLength: rest)
        return (piece.point(t), piece.direction(t))
      }
      rest -= length
    }
    return (end, endDirection)
  }

  /// The curve without its ends, to make room for arrowheads.
  ///
  /// At least half of the curve stays: where the amounts are larger than that both are scaled down.
  ///
  /// - Parameters:
  ///   - atStart: The length in points to cut off beside the operand.
  ///   - atEnd: The length in points to cut off beside the operation.
  /// - Returns: What is left, a part of the same curve.
  package func trimmed(atStart: Double, atEnd: Double) -> Curve {
    let amount = atStart + atEnd
    guard amount > 0 else { return self }
    let scale = min(1, length / 2 / amount)
    return droppingFirst(scale * atStart).reversed.droppingFirst(scale * atEnd).reversed
  }

  /// The same way from the operation to the operand.
  package var reversed: Curve {
    Curve(points: points.reversed())
  }

  /// The curve at another place.
  package func moved(by offset: Point) -> Curve {
    Curve(points: points.map { $0 + offset })
  }

  /// Points of the curve, joined by straight lines that stay within half a point of it.
  package var polyline: [Point] {
    var line = [start]
    for piece in pieces {
      let count = piece.lineCount
      line += (1...count).map { piece.point(Double($0) / Double(count)) }
    }
    return line
  }

  /// The smallest rectangle around the curve, to within half a point.
  package var bounds: Rectangle {
    polyline.reduce(Rectangle(from: start, to: start)) { $0.union(Rectangle(from: $1, to: $1)) }
  }

  var pieces: LazyMapCollection<Range<Int>, Bezier> {
    (0..<points.count / 3).lazy.map { piece($0) }
  }

  private func piece(_ number: Int) -> Bezier {
    let first = 3 * number
    return Bezier(
      start: points[first],
      startControl: points[first + 1],
      endControl: points[first + 2],
      end: points[first + 3]
    )
  }

  private func droppingFirst(_ amount: Double) -> Curve {
    guard amount > 0 else { return self }
    var rest = amount
    for (index, piece) in pieces.enumerated() {
      let length = piece.length()
      if rest < length {
        let after = piece.split(at: piece.parameter(atLength: rest)).after
        let head = [after.start, after.startControl, after.endControl, after.end]
        return Curve(points: head + points[(3 * index + 4)...])
      }
      rest -= length
    }
    return self
  }
}
