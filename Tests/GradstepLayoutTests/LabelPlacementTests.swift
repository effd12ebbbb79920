import GradstepLayout
import GradstepText
import Testing

@testable import GradstepFrames

@Suite struct LabelPlacementTests {
  /// Boxes with their middles at points, and straight edges between them.
  struct Sketch {
    var diagram = Diagram(cards: [], edges: [], groups: [])
    var boxes: [Rectangle] = []
    var curves: [Curve] = []

    init(_ centers: [(Double, Double)], _ edges: [(Int, Int)], label: Size) {
      for (x, y) in centers {
        let size = Size(width: 100, height: 56)
        diagram.cards.append(
          Diagram.Card(
            id: "v_\(boxes.count)",
            kind: .operation,
            isOutput: false,
            name: Text(),
            symbol: Text(),
            shape: Text(),
            valueSize: .zero,
            gradientSize: .zero,
            size: size,
            group: nil
          )
        )
        boxes.append(Rectangle(center: Point(x: x, y: y), size: size))
      }
      for (operand, operation) in edges {
        let slot = diagram.edges.count { $0.operation == operation }
        diagram.edges.append(
          Diagram.Edge(operand: operand, operation: operation, slot: slot, labelSize: label)
        )
        curves.append(
          Curve(from: boxes[operand].center, to: boxes[operation].center)
            .joining(boxes[operand], boxes[operation])
        )
      }
    }

    func layout(groups: [Rectangle] = []) -> Layout {
      Layout(
        placingLabelsOf: diagram,
        direction: .topToBottom,
        boxes: boxes,
        curves: curves,
        groups: groups
      )
    }
  }

  static let sketches = [
    // One operand; two operands; three operands; operands far to the side; a long way.
    Sketch([(0, 0), (0, 110)], [(0, 1)], label: Size(width: 60, height: 18)),
    Sketch([(0, 0), (130, 0), (65, 110)], [(0, 2), (1, 2)], label: Size(width: 90, height: 18)),
    Sketch(
      [(0, 0), (180, 0), (360, 0), (180, 150)],
      [(0, 3), (1, 3), (2, 3)],
      label: Size(width: 60, height: 32)
    ),
    Sketch([(0, 0), (400, 0), (200, 120)], [(0, 2), (1, 2)], label: Size(width: 80, height: 18)),
    Sketch([(0, 0), (300, 900), (0, 900)], [(0, 1), (0, 2)], label: Size(width: 120, height: 40)),
    // The two ways of a value that is used twice meet again.
    Sketch(
      [(100, 0), (0, 110), (200, 110), (100, 220)],
      [(0, 1), (0, 2), (1, 3), (2, 3)],
      label: Size(width: 52, height: 18)
    ),
  ]

  @Test(arguments: sketches)
  func labelsOverlapNothing(sketch: Sketch) {
    let layout = sketch.layout()
    for (index, label) in layout.labels.enumerated() {
      #expect(label.size == sketch.diagram.edges[index].labelSize)
      #expect(!layout.boxes.contains { $0.intersects(label) })
      #expect(!layout.labels[..<index].contains { $0.intersects(label) })
      for curve in layout.curves {
        let line = curve.polyline
        let room = label.insetBy(-2)
        #expect(!zip(line, line.dropFirst()).contains { room.intersects(lineFrom: $0, to: $1) })
      }
    }
  }

  @Test(arguments: sketches)
  func aLabelStandsNearestToItsOwnEdge(sketch: Sketch) {
    let layout = sketch.layout()
    func distance(_ label: Rectangle, _ curve: Curve) -> Double {
      let line = curve.polyline
      return zip(line, line.dropFirst()).map { label.distance(toLineFrom: $0, to: $1) }.min() ?? 0
    }
    for (index, label) in layout.labels.enumerated() {
      let own = distance(label, layout.curves[index])
      for (other, curve) in layout.curves.enumerated() where other != index {
        #expect(own < distance(label, curve))
      }
    }
    #expect(layout.crowdedLabels == 0)
  }

  @Test func aLabelWithoutRoomBesideItsEdgeInterruptsIt() throws {
    // Cards stand to both sides, all the way down.
    let walls = (1...4).map { 60 * Double($0) }.flatMap { [(-90.0, $0), (90.0, $0)] }
    let sketch = Sketch([(0, 0), (0, 300)] + walls, [(0, 1)], label: Size(width: 60, height: 18))
    let layout = sketch.layout()
    let (label, curve) = (layout.labels[0], layout.curves[0])
    #expect(layout.crowdedLabels == 0 && !layout.boxes.contains { $0.intersects(label) })
    let rest = try #require(curve.interrupted(by: label))
    #expect(rest.before.start == curve.start && rest.behind.end == curve.end)
    #expect(abs(label.minY - rest.before.end.y - 2) < 0.1)
    #expect(abs(rest.behind.start.y - label.maxY - 2) < 0.1)
  }

  @Test func aLabelThatFindsNoPlaceIsCounted() {
    let walls = (0...2).map { 57 * Double($0) }.flatMap { [(-105.0, $0), (105.0, $0)] }
    let sketch = Sketch([(0, 0), (0, 114)] + walls, [(0, 1)], label: Size(width: 90, height: 40))
    #expect(sketch.layout().crowdedLabels == 1)
  }

  @Test func aLineLeadsFromALabelThatIsFarToItsEdge() throws {
    let curve = Curve(from: Point(x: 0, y: 0), to: Point(x: 0, y: 100))
    let near = Rectangle(x: 20, y: 40, width: 40, height: 20)
    #expect(curve.leader(to: near, tolerance: 1) == nil)
    #expect(curve.interrupted(by: near) == nil)
    let leader = try #require(
      curve.leader(to: near.moved(by: Point(x: 20, y: 0)), tolerance: 1)
    )
    #expect(leader.label.x == 40 && abs(leader.curve.x) < 1e-9)
    // Where a place is wider than its letters, these are further away.
    #expect(curve.leader(to: near, tolerance: 1.5) != nil)
  }

  @Test func aCaptionGoesOutOfTheWayOfAnEdge() {
    var sketch = Sketch([(0, 0), (0, 160)], [(0, 1)], label: .zero)
    sketch.diagram.groups = [Diagram.Group(label: "f(x)", parent: nil)]
    func caption(_ group: Rectangle) -> Rectangle {
      let layout = sketch.layout(groups: [group])
      let offset = layout.groups[0].x - group.x
      return layout.captions[0].moved(by: Point(x: -offset, y: 0))
    }
    let apart = Rectangle(x: -100, y: 110, width: 200, height: 90)
    #expect(caption(apart).x == -100)
    // The edge at x = 0 would pass through what stands at the left.
    #expect(caption(Rectangle(x: -10, y: 110, width: 200, height: 90)).minX > 2)
  }

  @Test func labelsOfTwoOperandsStandOnTheOuterSides() {
    let layout = Self.sketches[1].layout()
    #expect(layout.labels[0].maxX < layout.curves[0].bounds.maxX)
    #expect(layout.labels[1].minX > layout.curves[1].bounds.minX)
  }

  @Test func theLabelOfALongEdgeStandsNearTheOperation() {
    let layout = Self.sketches[4].layout()
    for (label, curve) in zip(layout.labels, layout.curves) {
      #expect((label.center - curve.end).magnitude < 200)
    }
  }

  @Test func thePictureGrowsAroundLabels() {
    let label = Size(width: 400, height: 18)
    let layout = Sketch([(0, 0), (0, 110)], [(0, 1)], label: label).layout()
    #expect(layout.labels[0].minX >= 0 && layout.labels[0].maxX <= layout.size.width)
    #expect(layout.size.width > 400)
  }

  @Test func anEdgeWithoutALabelHasAnEmptyPlaceOnItsMiddle() {
    let layout = Sketch([(0, 0), (0, 110)], [(0, 1)], label: .zero).layout()
    let middle = layout.curves[0].point(atLength: layout.curves[0].length / 2).point
    #expect(layout.labels[0].size == .zero)
    #expect((layout.labels[0].center - middle).magnitude < 0.02)
  }

  @Test func captionsOfGroupsStayReadable() {
    var sketch = Sketch([(0, 0), (0, 110)], [(0, 1)], label: Size(width: 60, height: 18))
    sketch.diagram.groups = [Diagram.Group(label: "f(x) = tanh(x)", parent: nil)]
    let group = Rectangle(x: -60, y: 50, width: 220, height: 100)
    let layout = sketch.layout(groups: [group])
    var caption = layout.groups[0]
    caption.height = Theme.auto.group.captionHeight
    caption.width = TextMetrics.width(of: sketch.diagram.groups[0].label, size: 12) + 6
    #expect(!layout.labels[0].intersects(caption))
  }
}
