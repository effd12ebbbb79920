import Testing
import _GradstepTestSupport

@testable import Gradstep
@testable import GradstepFrames

/// Other pictures of a lesson than those of its steps.
@Suite struct ViewTests {
  private static func lesson(_ path: String) throws -> Lesson {
    try Lesson([Source(name: path, text: Project.text(path))])
  }

  @Test(arguments: FigureRoomTests.sources, LessonView.all.map(\.name))
  func everyViewIsDrawn(path: String, view name: String) async throws {
    let view = try #require(LessonView.all.first { $0.name == name })
    let lesson = try Self.lesson(path)
    let appearance = Appearance(view: view)
    let count = try lesson.figureSteps(of: appearance).count
    let figures = Array(try await lesson.figures(.svg, as: appearance))
    #expect(figures.count == count && count > 0)
    #expect(Set(figures.map(\.name)).count == count)
    for figure in figures {
      #expect(figure.text.contains("<title>") && !figure.text.contains("Step 0 of 0"))
    }
  }

  // MARK: - Summary

  @Test(arguments: FigureRoomTests.sources)
  func aSummaryShowsAllThatTheStepsHaveShown(path: String) throws {
    let lesson = try Self.lesson(path)
    let steps = lesson.storyboard()
    let summary = lesson.storyboard(view: .summary)
    let frame = try #require(Array(summary.frames([0])).first)
    let all = Array(steps.frames(steps.captions.indices))
    let last = try #require(all.last)
    for (card, shown) in zip(frame.cards, last.cards) {
      #expect(card.value == shown.value && card.gradient == shown.gradient)
      #expect(card.emphasis == .done)
    }
    for (index, edge) in frame.edges.enumerated() {
      #expect(edge.label == all.compactMap { $0.edges[index].label }.first)
    }
    #expect(summary.captions.count == 1 && summary.diagram.cards == steps.diagram.cards)
  }

  /// All local gradients stand there at once.
  @Test(.needs("chromium"), arguments: FigureRoomTests.sources)
  func everyTextOfASummaryHasItsPlace(path: String) async throws {
    let figures = try await Self.lesson(path).figures(.svg, as: Appearance(view: .summary))
    #expect(try FigureRoomTests.report(on: figures.map(\.text)) == "measured 1")
  }

  // MARK: - Symbols

  @Test(arguments: FigureRoomTests.sources)
  func symbolsAreNoNumbers(path: String) throws {
    let lesson = try Self.lesson(path)
    let storyboard = lesson.storyboard(view: .symbolic)
    for frame in storyboard.frames(storyboard.captions.indices) {
      for card in frame.cards {
        for block in [card.value, card.gradient].compactMap({ $0 }) {
          #expect(block.text != nil || block.isMark, "\(block.rows)")
        }
      }
      // What flows back has no number but the seed.
      if frame.phase.name == "backward" {
        for run in ([frame.caption.headline] + frame.caption.lines).flatMap(\.runs) {
          #expect(run.role != .gradient, "\(frame.caption.headline.plain): \(run.string)")
        }
      }
    }
  }

  @Test func symbolsOfANeuron() throws {
    let lesson = try Lesson("f = (x + y)z", "x = -2", "y = 5", "z = -4")
    let storyboard = lesson.storyboard(view: .symbolic)
    #expect(
      storyboard.captions.map(\.explanation).dropFirst() == [
        "v₁ = x + y", "f = v₁·z", "seed: ∂f/∂f = 1; the walk backward starts at the output",
        "pull back through f = v₁·z, upstream g = df/df; to v₁: g·∂f/∂v₁ = g·z; to z: g·∂f/∂z = g·v₁",
        "pull back through v₁ = x + y, upstream g = df/dv₁; to x: g·∂v₁/∂x = g·1;"
          + " to y: g·∂v₁/∂y = g·1",
      ]
    )
    let last = try #require(Array(storyboard.frames([5])).first)
    #expect(
      last.cards.map { $0.gradient?.text?.plain } == ["df/dx", "df/dy", "df/dz", "df/dv₁", "df/df"]
    )
    #expect(last.edges.map { $0.label?.plain } == ["1", "1", nil, nil])
  }

  // MARK: - Paths

  /// The chain rule: what all paths bring adds up to the gradient that the walk back has found.
  @Test(arguments: [
    ("Graphs/circuit.graph", "x"), ("Graphs/three-paths.graph", "t"),
    ("Graphs/baydin.graph", "x_1"),
    ("Graphs/quadratic.graph", "x"), ("Tests/GradstepTests/Lessons/nested.graph", "x"),
  ])
  func pathsAddUpToTheGradient(path: String, leaf: String) throws {
    let lesson = try Self.lesson(path)
    let node = try #require(lesson.node(named: leaf))
    let gradient = try #require(lesson.gradient(of: leaf)?.elements.first)
    let paths = lesson.graph.paths(from: node, atMost: 1000)
    #expect(Double(paths.shown.count) == paths.count && Set(paths.shown).count == paths.shown.count)
    var sum = 0.0
    for path in paths.shown {
      #expect(path.first?.operand == node && path.last?.node == lesson.graph.output)
      #expect(zip(path, path.dropFirst()).allSatisfy { $0.node == $1.operand })
      sum += path.reduce(1) { product, factor in
        let one = Tensor(1)
        let pulled = lesson.trace.pullback(of: factor.node, slot: factor.slot, upstream: one)
        return product * pulled.elements[0]
      }
    }
    #expect(abs(sum - gradient) <= 1e-12 * max(1, abs(gradient)))
    // And the picture says so.
    let captions = lesson.storyboard(view: .paths, leaf: node).captions
    if paths.count <= 6 {
      let number = lesson.format.string(gradient)
      #expect(try #require(captions[0].lines.last).plain.hasSuffix(" \(number)"))
    }
    #expect(captions.count == 1 + min(paths.shown.count, 40))
  }

  @Test func pathsOfThreePaths() throws {
    let lesson = try Self.lesson("Graphs/three-paths.graph")
    let captions = lesson.storyboard(view: .paths).captions
    #expect(
      captions.map(\.explanation) == [
        "dw/dt = ∂w/∂v₁·∂v₁/∂x·∂x/∂t + ∂w/∂v₁·∂v₁/∂y·∂y/∂t + ∂w/∂t;"
          + " ≈ −0.7081 + 0.2919 + 1 ≈ 0.5839",
        "t → x → v₁ → w; ∂w/∂v₁·∂v₁/∂x·∂x/∂t ≈ 1·0.8415·(−0.8415) ≈ −0.7081",
        "t → y → v₁ → w; ∂w/∂v₁·∂v₁/∂y·∂y/∂t ≈ 1·0.5403·0.5403 ≈ 0.2919",
        "t → w; ∂w/∂t = 1",
      ]
    )
    #expect(captions.map(\.title) == ["3 paths from t"] + (1...3).map { "path \($0) of 3 from t" })
  }

  @Test func morePathsThanAnyoneLooksAtAreCounted() throws {
    // 2¹⁰⁰ paths: each turn uses the last one twice.
    let lesson = try Lesson("h_t = h_{t-1} h_{t-1}, t = 1, …, 100", "h_0 = 1")
    let captions = lesson.storyboard(view: .paths).captions
    #expect(captions.count == 41)
    #expect(captions[0].headline.plain == "dh₁₀₀/dh₀ is the sum over more than 10¹⁵ paths")
  }

  /// Each slot has a part of ∂y/∂x alone, so neither is called by that name.
  @Test func anOperandInTwoSlotsHasTwoPaths() throws {
    let captions = try Lesson("y = x·x", "x = 3").storyboard(view: .paths).captions
    #expect(
      captions.map(\.explanation) == ["dy/dx = x + x; = 3 + 3 = 6", "x → y; x = 3", "x → y; x = 3"]
    )
    let twice = try Lesson("y = sin(x)·(x - x)", "x = 2").storyboard(view: .paths).captions
    #expect(
      twice[0].headline.plain
        == "dy/dx = ∂y/∂v₁·∂v₁/∂x + ∂y/∂v₂·1 + ∂y/∂v₂·(−1)"
    )
  }

  @Test func aFigureOfNoVariableSaysWhichThereAre() async throws {
    let lesson = try Lesson("y = 2x", "x = 1")
    await #expect(throws: FigureError.noNode("'q' is no variable of the source; there are x")) {
      _ = try await lesson.figures(.svg, as: Appearance(view: .paths, leaf: "q"))
    }
  }

  @Test func aLeafWithoutAPathSaysSo() throws {
    let lesson = try Lesson("y = 2x", "x = 1", "z = 3; w = z x")
    for leaf in lesson.graph.nodes(.variable) {
      let captions = lesson.storyboard(view: .paths, leaf: leaf).captions
      #expect(!captions.isEmpty)
    }
    let leaf = try Lesson("x = 3").storyboard(view: .paths).captions
    #expect(leaf.map(\.explanation) == ["dx/dx = 1", "x; 1"])
    #expect(throws: FigureError.self) {
      try lesson.figureSteps(of: Appearance(view: .paths, leaf: "q"))
    }
  }
}
