import Gradstep
import GradstepFrames
import GradstepGraphviz
import GradstepLayout
import Testing
import _GradstepTestSupport

/// Whether figures can be read: which edges cross, and what stands in the way of groups.
@Suite struct TangleTests {
  private func layout(
    _ path: String,
    _ direction: DirectionChoice = .auto
  ) async throws -> (Diagram, Layout) {
    let lesson = try Lesson([Source(name: path, text: Project.text(path))])
    let diagram = lesson.storyboard().diagram
    return (diagram, try await Graphviz.layout(diagram, direction: direction))
  }

  /// The crossings that no swap of operands removes.
  private static let crossings = [
    "Graphs/gru.graph": 6,
    "Graphs/layer-norm.graph": 1,
    "Graphs/lstm.graph": 6,
    "Graphs/mazur.graph": 2,
    "Graphs/recurrent.graph": 8,
    "Tests/GradstepTests/Lessons/batch-norm.graph": 3,
    "Tests/GradstepTests/Lessons/nested.graph": 5,
    "Tests/GradstepTests/Lessons/residual-block.graph": 1,
    "Tests/GradstepTests/Lessons/shared.graph": 8,
    "Tests/GradstepTests/Lessons/tokens.graph": 3,
    "Tests/GradstepTests/Lessons/vae.graph": 6,
  ]

  @Test(arguments: FigureRoomTests.sources)
  func `Edges cross where no order of operands allows another way`(path: String) async throws {
    let (diagram, layout) = try await layout(path)
    let count = Crossings(of: layout.curves, edges: diagram.edges).count
    #expect(count == Self.crossings[path] ?? 0)
  }

  /// The lessons of which swaps remove crossings.
  private static let untangled = [
    "Graphs/logistic-regression.graph",
    "Graphs/mazur.graph",
    "Graphs/quadratic.graph",
    "Graphs/recurrent.graph",
    "Graphs/stacked.graph",
    "Tests/GradstepTests/Lessons/nested.graph",
    "Tests/GradstepTests/Lessons/shared.graph",
    "Tests/GradstepTests/Lessons/vae.graph",
  ]

  @Test(arguments: untangled)
  func `Fewer edges cross than in the order written`(path: String) async throws {
    let (diagram, layout) = try await layout(path)
    var fixed = diagram
    for card in fixed.cards.indices { fixed.cards[card].commutes = false }
    let written = try await Graphviz.layout(fixed)
    #expect(written.slots.isEmpty)
    #expect(!layout.slots.isEmpty)
    #expect(
      Crossings(of: layout.curves, edges: diagram.edges).count
        < Crossings(of: written.curves, edges: diagram.edges).count
    )
  }

  @Test(arguments: FigureRoomTests.sources)
  func `What has swapped its place says which it is, and touches nothing`(
    path: String
  ) async throws {
    let (diagram, layout) = try await layout(path)
    let swapped = Set(layout.slots.map { diagram.edges[$0.edge].operation })
    #expect(layout.slots.count == 2 * swapped.count)
    #expect(swapped.allSatisfy { diagram.cards[$0].commutes })
    for slot in layout.slots {
      let room = slot.place.insetBy(1)
      #expect(!layout.boxes.contains { $0.intersects(room) })
      #expect(!layout.labels.contains { $0.width > 0 && $0.intersects(room) })
      #expect(!layout.captions.contains { $0.width > 0 && $0.intersects(room) })
      #expect(!layout.curves.contains { $0.passes(room) })
    }
  }

  @Test(arguments: FigureRoomTests.sources, [DirectionChoice.leftToRight, .topToBottom])
  func `Groups stand apart, and no edge strikes a title`(
    path: String,
    direction: DirectionChoice
  ) async throws {
    let (diagram, layout) = try await layout(path, direction)
    for (first, one) in layout.groups.enumerated() where one.width > 0 {
      for (second, other) in layout.groups.enumerated()
      where second > first && other.width > 0
        && diagram.groups[first].parent == diagram.groups[second].parent
      {
        #expect(!one.insetBy(-3.99).intersects(other.insetBy(-3.99)), "\(one) \(other)")
      }
      for (card, box) in zip(diagram.cards, layout.boxes) where card.group == first {
        #expect(one.insetBy(4).contains(box))
      }
      let caption = layout.captions[first]
      #expect(one.contains(caption))
      let striking = layout.curves.indices.filter { layout.curves[$0].passes(caption) }
      if !striking.isEmpty { print("STRIKE", path, first, caption, one, striking) }
      #expect(striking.isEmpty)
    }
  }
}

extension Curve {
  /// Whether a part of the curve lies in a rectangle.
  fileprivate func passes(_ rectangle: Rectangle) -> Bool {
    let points = polyline
    return zip(points, points.dropFirst()).contains { rectangle.intersects(lineFrom: $0, to: $1) }
  }
}
