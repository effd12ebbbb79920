import GradstepGraphviz
import GradstepLayout
import Testing

@testable import GradstepFrames

@Suite struct GraphvizTests {
  static let diagrams = [
    SampleDiagram.twoLayers, SampleDiagram.square, SampleDiagram.groups, SampleDiagram.chain(20),
    SampleDiagram.sharedLeaf(20), SampleDiagram.tangle(40),
  ]

  @Test func theSameDiagramHasTheSameLayoutInAllTasks() async throws {
    let expected = try await Graphviz.layout(SampleDiagram.groups)
    let layouts = try await withThrowingTaskGroup(of: Layout.self) { group in
      for number in 0..<50 {
        group.addTask {
          // Other diagrams in between leave nothing behind.
          if number.isMultiple(of: 3) { _ = try await Graphviz.layout(SampleDiagram.square) }
          return try await Graphviz.layout(SampleDiagram.groups)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(layouts.count == 50)
    #expect(layouts.allSatisfy { $0 == expected })
  }

  @Test(arguments: diagrams, Direction.allCases)
  func everythingLiesInsideThePicture(diagram: Diagram, direction: Direction) async throws {
    let layout = try await Graphviz.layout(diagram, direction: direction.choice)
    let picture = Rectangle(x: 0, y: 0, width: layout.size.width, height: layout.size.height)
    #expect(layout.direction == direction)
    #expect(layout.boxes.map(\.size) == diagram.cards.map(\.size))
    #expect(layout.labels.map(\.size) == diagram.edges.map(\.labelSize))
    #expect(layout.boxes.allSatisfy(picture.contains))
    #expect(layout.labels.allSatisfy(picture.contains))
    #expect(layout.groups.allSatisfy(picture.contains))
    #expect(layout.curves.allSatisfy { picture.contains($0.bounds) })
  }

  @Test(arguments: diagrams, Direction.allCases)
  func curvesRunFromBorderToBorder(diagram: Diagram, direction: Direction) async throws {
    let layout = try await Graphviz.layout(diagram, direction: direction.choice)
    for (edge, curve) in zip(diagram.edges, layout.curves) {
      #expect(layout.boxes[edge.operand].distance(fromBorderTo: curve.start) < 0.02)
      #expect(layout.boxes[edge.operation].distance(fromBorderTo: curve.end) < 0.02)
    }
  }

  @Test(arguments: diagrams, Direction.allCases)
  func cardsDoNotOverlap(diagram: Diagram, direction: Direction) async throws {
    let boxes = try await Graphviz.layout(diagram, direction: direction.choice).boxes
    for (index, box) in boxes.enumerated() {
      #expect(!boxes[..<index].contains { $0.intersects(box) })
    }
  }

  @Test(arguments: [SampleDiagram.twoLayers, SampleDiagram.groups], Direction.allCases)
  func operandsArriveInTheOrderWritten(diagram: Diagram, direction: Direction) async throws {
    let layout = try await Graphviz.layout(diagram, direction: direction.choice)
    for (first, second) in zip(diagram.edges.indices, diagram.edges.indices.dropFirst())
    where diagram.edges[first].operation == diagram.edges[second].operation {
      let one = layout.curves[first].point(atLength: layout.curves[first].length - 20).point
      let other = layout.curves[second].point(atLength: layout.curves[second].length - 20).point
      switch direction {
      case .leftToRight: #expect(one.y < other.y)
      case .topToBottom: #expect(one.x < other.x)
      }
    }
  }

  @Test(arguments: Direction.allCases)
  func twoEdgesBetweenTheSameCardsAreApart(direction: Direction) async throws {
    let layout = try await Graphviz.layout(SampleDiagram.square, direction: direction.choice)
    let middles = layout.curves.map { $0.point(atLength: $0.length / 2).point }
    #expect(middles.count == 2)
    switch direction {
    case .leftToRight: #expect(middles[0].y + 8 < middles[1].y)
    case .topToBottom: #expect(middles[0].x + 8 < middles[1].x)
    }
  }

  @Test func autoRunsLeftToRightWhereAColumnIsWideEnough() async throws {
    let short = try await Graphviz.layout(SampleDiagram.square)
    #expect(short.direction == .leftToRight)
    let long = try await Graphviz.layout(SampleDiagram.twoLayers)
    #expect(long.direction == .topToBottom)
    for count in 1...12 {
      let diagram = SampleDiagram.chain(count)
      let layout = try await Graphviz.layout(diagram)
      let across = try await Graphviz.layout(diagram, direction: .leftToRight)
      let isNarrow = across.size.width <= DirectionChoice.columnWidth
      #expect(layout.direction == (isNarrow ? .leftToRight : .topToBottom))
    }
  }

  @Test func anEmptyDiagramHasAnEmptyLayout() async throws {
    let layout = try await Graphviz.layout(Diagram(cards: [], edges: [], groups: []))
    #expect(layout.boxes.isEmpty)
    #expect(layout.size.width < 20 && layout.size.height < 20)
  }
}

extension Direction {
  /// The choice of this direction.
  var choice: DirectionChoice {
    switch self {
    case .leftToRight: .leftToRight
    case .topToBottom: .topToBottom
    }
  }
}

extension Rectangle {
  fileprivate func distance(fromBorderTo point: Point) -> Double {
    (nearestBorderPoint(to: point) - point).magnitude
  }
}
