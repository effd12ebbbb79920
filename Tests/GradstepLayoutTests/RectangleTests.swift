import GradstepLayout
import Testing

@Suite struct RectangleTests {
  let rectangle = Rectangle(x: 10, y: 20, width: 30, height: 40)

  @Test func touchingBordersDoNotIntersect() {
    #expect(!rectangle.intersects(Rectangle(x: 40, y: 20, width: 5, height: 5)))
    #expect(rectangle.intersects(Rectangle(x: 39, y: 59, width: 5, height: 5)))
    #expect(rectangle.contains(rectangle))
  }

  @Test func linesAreFoundByTheirInnerPartAlone() {
    #expect(rectangle.intersects(lineFrom: Point(x: 0, y: 0), to: Point(x: 50, y: 80)))
    #expect(rectangle.intersects(lineFrom: Point(x: 20, y: 30), to: Point(x: 21, y: 31)))
    #expect(!rectangle.intersects(lineFrom: Point(x: 0, y: 50), to: Point(x: 20, y: 90)))
    #expect(!rectangle.intersects(lineFrom: Point(x: 5, y: 0), to: Point(x: 5, y: 90)))
  }

  @Test(arguments: [
    (Point(x: 12, y: 40), Point(x: 10, y: 40)), (Point(x: 25, y: 58), Point(x: 25, y: 60)),
    (Point(x: 0, y: 0), Point(x: 10, y: 20)), (Point(x: 50, y: 30), Point(x: 40, y: 30)),
  ])
  func theNearestPointOfTheBorderIsFound(point: Point, nearest: Point) {
    #expect(rectangle.nearestBorderPoint(to: point) == nearest)
  }
}
