import GradstepLayout
import Testing

@Suite struct CurveTests {
  /// A quarter of a circle of radius 100, as well as a cubic Bézier can be one.
  let quarter = Curve(points: [
    Point(x: 100, y: 0), Point(x: 100, y: 55.228_474_98), Point(x: 55.228_474_98, y: 100),
    Point(x: 0, y: 100),
  ])

  /// Two pieces in line, of lengths 30 and 60.
  let bent = Curve(points: [
    Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 20, y: 0), Point(x: 30, y: 0),
    Point(x: 30, y: 20), Point(x: 30, y: 40), Point(x: 30, y: 60),
  ])

  @Test func theLengthIsThatOfTheArc() {
    #expect(abs(quarter.length - 157.08) < 0.05)
    #expect(abs(bent.length - 90) < 1e-6)
    #expect(Curve(points: [.zero]).length == 0)
  }

  @Test(arguments: [(0.0, 0.0), (9, 0), (0, 9), (12.5, 30)])
  func trimmingTakesLengthsOffTheEnds(atStart: Double, atEnd: Double) {
    for curve in [quarter, bent] {
      let trimmed = curve.trimmed(atStart: atStart, atEnd: atEnd)
      #expect(abs(trimmed.length - (curve.length - atStart - atEnd)) < 0.01)
      #expect((trimmed.start - curve.point(atLength: atStart).point).magnitude < 0.01)
      #expect((trimmed.end - curve.point(atLength: curve.length - atEnd).point).magnitude < 0.01)
    }
  }

  @Test func trimmingDropsWholePieces() {
    let trimmed = bent.trimmed(atStart: 40, atEnd: 0)
    #expect(trimmed.points.count == 4)
    #expect((trimmed.start - Point(x: 30, y: 10)).magnitude < 1e-3)
  }

  @Test func trimmingLeavesHalfOfTheCurve() {
    #expect(abs(bent.trimmed(atStart: 100, atEnd: 100).length - 45) < 0.01)
    #expect(Curve(points: [.zero]).trimmed(atStart: 9, atEnd: 9) == Curve(points: [.zero]))
  }

  @Test func directionsAreKnownWhereControlPointsCoincideWithEnds() {
    let curve = Curve(points: [.zero, .zero, Point(x: 0, y: 50), Point(x: 0, y: 50)])
    #expect(curve.startDirection == Point(x: 0, y: 1))
    #expect(curve.endDirection == Point(x: 0, y: 1))
  }

  @Test func thePolylineStaysNearTheCurve() {
    let line = quarter.polyline
    for (start, end) in zip(line, line.dropFirst()) {
      #expect(abs(start.interpolated(to: end, 0.5).magnitude - 100) < 0.6)
    }
    #expect(bent.polyline.count == 3)
  }

  @Test func joiningReachesTheBordersOfBothBoxes() {
    let first = Rectangle(x: -50, y: -40, width: 100, height: 40)
    let last = Rectangle(x: 20, y: 60, width: 100, height: 40)
    for (start, end) in [
      (Point(x: 0, y: -20), Point(x: 70, y: 80)), (Point(x: 10, y: 3), Point(x: 70, y: 57)),
      (Point(x: 49, y: 0), Point(x: 20, y: 61)),
    ] {
      let joined = Curve(from: start, to: end).joining(first, last)
      #expect(abs(joined.start.y) < 1e-6)
      #expect((last.nearestBorderPoint(to: joined.end) - joined.end).magnitude < 1e-6)
      #expect(joined.start.x <= 42)
    }
  }
}
