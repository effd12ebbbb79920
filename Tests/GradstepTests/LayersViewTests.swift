import Testing
import _GradstepTestSupport

@testable import Gradstep
@testable import GradstepFrames

/// Layers and calls as one card each.
@Suite struct LayersViewTests {
  private static func lesson(_ path: String) throws -> Lesson {
    try Lesson([Source(name: path, text: Project.text(path))])
  }

  /// What a lesson is drawn as: the name of each card, and behind a colon those of its parts.
  private static func cards(_ lesson: Lesson, _ collapsed: [String]? = nil) -> [String] {
    lesson.storyboard(view: .layers, collapsed: collapsed).diagram.cards.map { card in
      let parts = card.parts.map { $0.name.plain.isEmpty ? "…" : $0.name.plain }
      return card.name.plain + (parts.isEmpty ? "" : ": \(parts.joined(separator: " "))")
    }
  }

  @Test func aLayerHasItsParametersInIt() throws {
    #expect(
      try Self.cards(Self.lesson("Graphs/two-layer.graph")) == ["x", "v₃: W b …", "Y: U b_u …"]
    )
    #expect(
      try Self.cards(Lesson("y = softmax(X·W + b)", "X: 2x3; W: 3x2; b: 2")) == ["X", "y: W b …"]
    )
    #expect(try Self.cards(Lesson("y = σ(w·x + b)", "x = 1; w = 2; b = 3")) == ["x", "y: w b …"])
  }

  /// What is used elsewhere, too, belongs to no layer.
  @Test func whatIsSharedStaysOutside() throws {
    #expect(
      try Self.cards(Lesson("y = σ(W·σ(W·x + b) + c)", "W: 2x2; x: 2; b: 2; c: 2"))
        == ["W", "x", "v₃: b …", "y: c …"]
    )
    let cards = try Self.cards(Self.lesson("Graphs/recurrent.graph"))
    #expect(cards.filter { $0.hasPrefix("h") } == ["h₀", "h₁: …", "h₂: …", "h₃: …"])
    // Where a value within is used elsewhere there is no block.
    #expect(
      try Self.cards(Lesson("z = W·x + b; y = σ(z) + z", "W: 2x2; x: 2; b: 2"))
        == ["x", "z: W b …", "v₂", "y"]
    )
  }

  @Test func aCallIsOneCardAndWhatIsNamedAlone() throws {
    let lesson = try Self.lesson("Tests/GradstepTests/Lessons/nested.graph")
    let all = Self.cards(lesson)
    #expect(all.count < 8 && all.contains { $0.hasSuffix(": …") })
    let heads = lesson.storyboard(view: .layers).diagram.cards.map(\.symbol.plain)
    #expect(heads.contains("h(x, w)") && heads.contains { $0.hasPrefix("g(") })
    let some = Self.cards(lesson, ["f"])
    let none = lesson.storyboard().diagram.cards.count
    #expect(all.count < some.count && some.count < none)
    #expect(Set(lesson.graph.blockNames).isSuperset(of: ["f", "g", "h"]))
  }

  @Test(arguments: FigureRoomTests.sources)
  func itShowsTheNumbersOfTheSteps(path: String) throws {
    let lesson = try Self.lesson(path)
    let blocks = lesson.graph.blocks()
    let (steps, layers) = (lesson.storyboard(), lesson.storyboard(view: .layers))
    let indices = steps.captions.indices
    let places = layers.diagram.cards.map { card in
      steps.diagram.cards.firstIndex { $0.id == card.id } ?? -1
    }
    #expect(!places.contains(-1))
    for (frame, joined) in zip(steps.frames(indices), layers.frames(indices)) {
      #expect(frame.caption == joined.caption)
      for (place, card) in zip(places, joined.cards) {
        #expect(card.value == frame.cards[place].value)
        #expect(card.gradient == frame.cards[place].gradient)
        guard let block = blocks.first(where: { $0.root == place }) else { continue }
        let parameters = block.parameters.filter { steps.diagram.cards[$0].form != .word }
        for (id, part) in zip(parameters, card.parts) {
          #expect(part.value == frame.cards[id].value && part.gradient == frame.cards[id].gradient)
        }
        let working = block.inner.first { frame.cards[$0].emphasis == .current }
        let isAtWork = working != nil || frame.cards[place].emphasis == .current
        #expect((card.emphasis == .current) == isAtWork)
        if let working, let part = card.parts.last {
          #expect(part.value == frame.cards[working].value)
          #expect(part.name?.plain == steps.diagram.cards[working].name.plain + " =")
        }
      }
      // An edge at work leads to a card at work.
      for (edge, state) in zip(layers.diagram.edges, joined.edges)
      where state.emphasis == .current {
        #expect(joined.cards[edge.operation].emphasis == .current)
      }
    }
  }

  @Test func aLayerSaysWhatItIs() throws {
    let lesson = try Self.lesson("Graphs/two-layer.graph")
    let storyboard = lesson.storyboard(view: .layers)
    let frame = try #require(Array(storyboard.frames([0])).first)
    #expect(
      frame.cards.compactMap { $0.parts.last?.name?.plain } == [
        "tanh(W·x + b)", "tanh(U·v₃ + b_u)",
      ]
    )
  }

  @Test func whatCannotBeCollapsedIsNamed() async throws {
    let lesson = try Lesson("y = σ(w·x + b)", "x = 1; w = 2; b = 3")
    let error = FigureError.noNode("'q' is no function and no layer; there are y, v_2")
    await #expect(throws: error) {
      _ = try await lesson.figures(.svg, as: Appearance(view: .layers, collapsed: ["q"]))
    }
    let run = try Program.run(
      Program.gradstep,
      ["render", "y = 2x", "x = 1", "--collapse", "y"]
    )
    #expect(run.status == 64 && run.error.contains("--collapse goes with --view layers."))
  }
}
