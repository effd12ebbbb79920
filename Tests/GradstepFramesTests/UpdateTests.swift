import Gradstep
import Testing
import _GradstepTestSupport

/// What the updates of gradient descent show.
@Suite struct UpdateTests {
  private func lesson(_ text: String, rate: Double = 0.1, epochs: Int = 1) throws -> Lesson {
    try Lesson(
      [Source(name: "s", text: text)],
      descent: Descent(rate: rate, epochs: epochs)
    )
  }

  private static let line = "y = (w·x − 1)^2; w = 2; const x = 3"

  @Test func anUpdateIsSaidInSignsAndInNumbers() throws {
    let captions = try lesson(Self.line).storyboard(why: true).captions
    #expect(
      captions[8].explanation
        == "update: w ← w − η·dy/dw; = 2 − 0.1·30 = −1; learning rate η = 0.1; "
        + "why: gradient descent: y grows fastest along dy/dw, so w goes against it, η times as"
        + " far"
    )
    #expect(captions[8].header.plain == "y · step 8 of 11 · update · epoch 1 of 1")
    #expect(captions[11].explanation == "y = v₂²; = (−4)² = 16; before the last updates it was 25")
    #expect(captions[11].header.plain == "y · step 11 of 11 · forward · after 1 epoch")
    #expect(captions[3].explanation == "y = v₂²; = 5² = 25")
  }

  @Test(arguments: [Flow.jacobian, .tangents([Source(name: "t", text: "w = 1")])])
  func whatHasNoGradientsIsNotDescended(flow: Flow) throws {
    #expect(throws: DiagnosticsError.self) {
      try Lesson(
        [Source(name: "s", text: Self.line)],
        flow: flow,
        descent: Descent(rate: 0.1, epochs: 1)
      )
    }
  }

  @Test func theLetterOfTheRateIsOneThatTheSourceLeaves() throws {
    let captions = try lesson("y = η·w; w = 2; const η = 3").storyboard().captions
    #expect(captions.contains { $0.headline.plain == "update: w ← w − α·dy/dw" })
    let vector = try lesson("y = w; w = [1, 2]").storyboard().captions
    #expect(vector.contains { $0.headline.plain == "update: w ← w − η·ds/dw" })
    #expect(vector.contains { $0.explanation.hasSuffix("of s, the sum of the components of w") })
  }

  @Test func roundedNumbersSayThatTheyAreRounded() throws {
    let captions = try lesson("y = w^2/7; w = 1", rate: 0.3).storyboard().captions
    let update = try #require(captions.first { $0.headline.plain.hasPrefix("update") })
    #expect(update.lines[0].plain == "≈ 1 − 0.3·0.2857 ≈ 0.9143")
  }

  @Test func aPassBeginsWithBlankCardsAndNewLeaves() throws {
    let storyboard = try lesson(Self.line).storyboard()
    let frames = Array(storyboard.frames(storyboard.captions.indices))
    let w = try #require(storyboard.diagram.cards.firstIndex { $0.name.plain == "w" })
    #expect(
      frames.map { $0.cards[w].value?.rows[0] } == [String](repeating: "2", count: 8)
        + [
          String
        ](repeating: "−1", count: 4)
    )
    #expect(frames[8].phase.name == "update" && frames[8].cards[w].emphasis == .current)
    #expect(frames[8].cards[w].gradient?.rows == ["30"])
    #expect(frames[9].cards.map { $0.gradient }.allSatisfy { $0 == nil })
    #expect(frames[9].cards.count { $0.value == nil } == 2)
    #expect(frames[9].edges.count { $0.emphasis == .current } == 2)
  }

  @Test(arguments: Example.all) func steppingBackShowsWhatWasThere(example: Example) throws {
    let single = try example.lesson()
    for descent in [nil, Descent(rate: 0.05, epochs: 2)] {
      let lesson = try Lesson(single.tree.sources, name: single.name, descent: descent)
      let storyboard = lesson.storyboard()
      let frames = Array(storyboard.frames(storyboard.captions.indices))
      var moment = lesson.start()
      for frame in frames {
        #expect(moment.frame == frame)
        moment.advance()
      }
      for frame in frames.reversed() {
        #expect(moment.frame == frame)
        moment.retreat()
      }
      moment.move(to: frames.count)
      #expect(moment.frame == frames.last)
    }
  }

  @Test(arguments: Example.all)
  func cardsAndLabelsHaveRoomInEveryEpoch(example: Example) throws {
    let sources = try example.lesson().tree.sources
    let storyboard = try Lesson(sources, descent: Descent(rate: 1, epochs: 2)).storyboard()
    let (diagram, theme) = (storyboard.diagram, storyboard.diagram.theme)
    for frame in storyboard.frames(storyboard.captions.indices) {
      for (card, state) in zip(diagram.cards, frame.cards) where card.valueSize != .zero {
        #expect((state.value.map(theme.size(of:))?.width ?? 0) <= card.valueSize.width)
        #expect((state.gradient.map(theme.size(of:))?.width ?? 0) <= card.gradientSize.width)
      }
      for (edge, state) in zip(diagram.edges, frame.edges) {
        #expect((state.label.map(theme.size(ofLocal:))?.width ?? 0) <= edge.labelSize.width)
      }
    }
  }

  @Test func theDocumentsHaveTheUpdates() throws {
    let lesson = try lesson(Self.line, epochs: 2)
    let latex = lesson.start().equations().latex
    #expect(
      latex.contains(
        #"w &\leftarrow w - \eta\cdot \frac{\mathrm{d}y}{\mathrm{d}w} = 2 - 0.1\cdot 30 = -1"#
      )
    )
    #expect(latex.contains(#"\intertext{Forward, epoch 2 of 2}"#))
    #expect(latex.contains(#"\intertext{Forward, after 2 epochs}"#))
    let json = lesson.start().traceDocument(source: lesson.source).text
    #expect(json.contains(#""descent": {"rate": 0.1, "epochs": 2}"#))
    #expect(json.contains(#""phase": "update", "epoch": 2, "node": 0, "gradient": -24, "value": "#))
    let plain = try Lesson("y = w^2", "w = 1").start().traceDocument(source: "").text
    #expect(!plain.contains("epoch") && !plain.contains("descent"))
  }

  @Test func whatIsNotFiniteGoesOnAsItIs() throws {
    let captions = try lesson("y = log(w); w = 0").storyboard().captions
    #expect(captions.contains { $0.headline.plain.hasPrefix("update") })
  }
}
