import Testing
import _GradstepTestSupport

@testable import Gradstep
@testable import GradstepFrames

/// A part of a large graph.
@Suite struct FocusTests {
  private static let chain = ["h_t = tanh(h_{t-1}), t = 1, …, 60", "h_0 = 0.5"]

  private static func lesson() throws -> Lesson { try Lesson(chain[0], chain[1]) }

  @Test(arguments: [0, 1, 2, 5])
  func aPartIsSoManyEdgesWide(radius: Int) throws {
    let lesson = try Self.lesson()
    let node = try #require(lesson.node(named: "h_30"))
    let part = lesson.storyboard().focused(on: node, radius: radius)
    let names = part.diagram.cards.map(\.name.plain)
    #expect(names.count == 2 * radius + 1 + 2)
    #expect(names.filter { $0 == "⋯" }.count == 2 && names.contains("h₃₀"))
    #expect(part.diagram.edges.count == 2 * radius + 2)
    #expect(Set(part.diagram.cards.map(\.id)).count == names.count)
    // The inputs, and each of the nodes on its way forward and on its way back.
    #expect(part.wantedSteps.count < 8 * radius + 12 && part.wantedSteps.first == 0)
  }

  @Test(arguments: Example.all)
  func aPartShowsWhatTheWholeShows(example: Example) throws {
    let lesson = try example.lesson()
    let whole = lesson.storyboard()
    let center = lesson.graph.nodes.count / 2
    let part = whole.focused(on: center, radius: 1)
    let places = part.diagram.cards.map { card in
      whole.diagram.cards.firstIndex { $0.id == card.id }
    }
    let indices = whole.captions.indices
    for (all, some) in zip(whole.frames(indices), part.frames(indices)) {
      #expect(all.caption == some.caption)
      for (card, place) in zip(some.cards, places) {
        if let place { #expect(card == all.cards[place]) } else { #expect(card.value == nil) }
      }
      #expect(Set(some.edges.compactMap(\.label)).isSubset(of: all.edges.compactMap(\.label)))
    }
    // All of it is the whole.
    let rest = whole.focused(on: center, radius: 1000)
    #expect(rest.diagram.cards.count <= whole.diagram.cards.count)
    #expect(!rest.diagram.cards.contains { $0.name.plain == "⋯" })
  }

  @Test func figuresAreOfTheStepsThatSomethingIsSeenOf() async throws {
    let lesson = try Self.lesson()
    let appearance = Appearance(focus: Appearance.Focus("h_30", radius: 1))
    let figures = Array(try await lesson.figures(.svg, as: appearance))
    #expect(try lesson.figureSteps(of: appearance).count == figures.count)
    #expect(figures.count < 16 && figures.allSatisfy { $0.text.contains(">30<") })
    #expect(figures.map(\.name).contains("h_60-030.svg"))
  }

  @Test func aGraphThatIsTooLargeHasPictures() async throws {
    let turn = String(repeating: "tanh(", count: 12) + "h_{t-1}" + String(repeating: ")", count: 12)
    let lesson = try Lesson("h_t = \(turn), t = 1, …, 1000", "h_0 = 0.5")
    let appearance = Appearance(focus: Appearance.Focus("h_500"))
    let steps = [6000]
    await #expect(throws: FigureError.self) { _ = try await lesson.figures(.svg, steps: steps) }
    #expect(Array(try await lesson.figures(.svg, steps: steps, as: appearance)).count == 1)
  }

  @Test func whatIsNoNodeIsNamed() async throws {
    let lesson = try Lesson("y = 2x", "x = 1")
    let error = FigureError.noNode("'q' is no node of the graph; there are x, y")
    await #expect(throws: error) {
      _ = try await lesson.figures(.svg, as: Appearance(focus: Appearance.Focus("q")))
    }
  }

  @Test(arguments: [
    (["--radius", "3"], "--radius goes with --focus NAME."),
    (["--focus", "x", "--radius", "1001"], "--radius is a number of edges from 0 to 1000."),
  ])
  func optionsThatMeanNothingAreRefused(options: [String], words: String) throws {
    let run = try Program.run(Program.gradstep, ["render", "y = 2x", "x = 1"] + options)
    #expect(run.status == 64 && run.error.contains(words), "\(run.error)")
  }
}
