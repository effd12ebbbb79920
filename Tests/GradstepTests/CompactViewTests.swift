import Testing
import _GradstepTestSupport

@testable import Gradstep
@testable import GradstepFrames
@testable import GradstepGraphviz
@testable import GradstepRenderers

/// Gates and wires in the places of cards.
@Suite struct CompactViewTests {
  @Test(arguments: Example.all)
  func itShowsTheNumbersOfTheSteps(example: Example) throws {
    let lesson = try example.lesson()
    let (steps, compact) = (lesson.storyboard(), lesson.storyboard(view: .compact))
    let indices = steps.captions.indices
    for (frame, small) in zip(steps.frames(indices), compact.frames(indices)) {
      #expect(frame.cards == small.cards && frame.caption == small.caption)
      for (edge, wire) in zip(frame.edges, small.edges) {
        #expect(wire.label == nil && (edge.emphasis == .current) == (wire.emphasis == .current))
        // Values stay on wires, on the way back, too.
        if frame.phase.name == "backward" { #expect(wire.emphasis != .pending) }
      }
    }
    for card in compact.diagram.cards {
      if case .full = card.form { Issue.record("\(card.id) is a whole card") }
    }
  }

  @Test(arguments: ["circuit", "two-layer", "lstm"], [Direction.leftToRight, .topToBottom])
  func aWireHasItsValueOnOneSideAndItsGradientOnTheOther(
    name: String,
    direction: Direction
  ) async throws {
    let example = try #require(Example.all.first { $0.name == name })
    let choice = try #require(DirectionChoice(rawValue: direction.rawValue))
    let (storyboard, picture) = try await example.lesson()
      .picture(Appearance(direction: choice, view: .compact))
    var scene = Scene(picture)
    let last = try #require(storyboard.captions.indices.last)
    for frame in storyboard.frames([last]) { scene.show(frame) }
    var count = 0
    for part in scene.cards {
      let wires = part.marks.compactMap { mark in
        if case .path(.wire, let path) = mark { path.points } else { nil }
      }
      guard let wire = wires.first else { continue }
      // The outline and the edges that leave it touch the wire.
      for case .box(.box, let box, _) in part.marks {
        #expect(direction == .leftToRight ? box.maxX == wire[0].x : box.maxY == wire[0].y)
      }
      for case .group(let role, let marks) in part.marks where role == .value || role == .gradient {
        for case .text(let line) in marks {
          count += 1
          switch (direction, role) {
          case (.leftToRight, .value): #expect(line.place.y < wire[0].y)
          case (.leftToRight, _): #expect(line.place.y > wire[0].y + 8)
          case (.topToBottom, .value): #expect(line.place.x + (line.width ?? 0) < wire[0].x)
          case (.topToBottom, _): #expect(line.place.x > wire[0].x)
          }
        }
      }
    }
    #expect(count >= scene.cards.count)
  }

  @Test func aNumberOfTheFormulaIsNoGate() throws {
    let diagram = try Lesson("y = 2x + 1", "x = 3").storyboard(view: .compact).diagram
    #expect(diagram.cards.filter { $0.form == .word }.map(\.name.plain).sorted() == ["1", "2"])
  }
}
