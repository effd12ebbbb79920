import GradstepFrames
import GradstepGraphviz
import GradstepLayout
import Testing

@Suite struct GroupTests {
  @Test(arguments: Direction.allCases)
  func groupsContainTheirOwnCardsAndNoOthers(direction: Direction) async throws {
    let diagram = SampleDiagram.groups
    let layout = try await Graphviz.layout(diagram, direction: direction.choice)
    for (card, box) in zip(diagram.cards, layout.boxes) {
      for (group, rectangle) in layout.groups.enumerated() {
        if diagram.isInside(card.group, group) {
          #expect(rectangle.contains(box))
        } else {
          #expect(!rectangle.intersects(box))
        }
      }
    }
    #expect(layout.groups[0].contains(layout.groups[1]))
  }

  @Test(arguments: Direction.allCases)
  func captionsHaveRoomAboveTheCards(direction: Direction) async throws {
    let diagram = SampleDiagram.groups
    let layout = try await Graphviz.layout(diagram, direction: direction.choice)
    for rectangle in layout.groups {
      var caption = rectangle
      caption.height = Theme.auto.group.captionHeight
      #expect(!layout.boxes.contains { $0.intersects(caption) })
    }
  }

  @Test func aGroupWithoutCardsIsEmpty() async throws {
    var sample = SampleDiagram()
    _ = sample.group("identity(x)")
    let x = sample.leaf("x")
    _ = sample.apply("+", x, x)
    let layout = try await Graphviz.layout(sample.diagram)
    #expect(layout.groups.map(\.size) == [.zero])
  }

  @Test func deeplyNestedGroupsAreLaidOut() async throws {
    var sample = SampleDiagram()
    var group: Int?
    for level in 0..<40 { group = sample.group("f(\(level))", parent: group) }
    _ = sample.apply("exp", sample.leaf("x"), group: group)
    let layout = try await Graphviz.layout(sample.diagram)
    for (outer, inner) in zip(layout.groups, layout.groups.dropFirst()) {
      #expect(outer.contains(inner))
    }
  }
}

extension Diagram {
  fileprivate func isInside(_ innermost: Int?, _ group: Int) -> Bool {
    var next = innermost
    while let current = next, current != group { next = groups[current].parent }
    return next == group
  }
}
