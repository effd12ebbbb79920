import Gradstep
import Testing
import _GradstepTestSupport

/// What frames and lists say of gradients of which a part has arrived.
@Suite struct ArrivalTests {
  @Test func aPartIsNeitherNothingNorEverything() {
    #expect(Arrival(0, of: 3) == nil && Arrival(3, of: 3) == nil && Arrival(1, of: 1) == nil)
    #expect(Arrival(1, of: 3)?.count == "1/3")
    #expect(Arrival(2, of: 3)?.ending == "…\u{A0}2/3")
  }

  @Test func aGradientIsMarkedUntilAllOfItHasArrived() throws {
    let example = try #require(Example.all.first { $0.name == "three-paths" })
    let builder = try example.lesson().storyboard()
    let t = try #require(builder.diagram.cards.firstIndex { $0.id == "t" })
    let arrivals = builder.frames(builder.captions.indices).map { $0.cards[t].arrival?.count }
    #expect(
      arrivals == [nil, nil, nil, nil, nil, nil, "1/3", "1/3", "2/3", nil]
    )
  }

  @Test(arguments: Example.all)
  func everyPartOfEveryGradientIsMarked(example: Example) throws {
    let lesson = try example.lesson()
    let builder = lesson.storyboard()
    for frame in builder.frames(builder.captions.indices) {
      let snapshot = Snapshot(lesson.trace, after: frame.index)
      for (id, card) in frame.cards.enumerated() {
        let (arrived, expected) = (snapshot.arrived[id], lesson.trace.expectedContributions[id])
        let isPart = (1..<max(1, expected)).contains(arrived)
        #expect((card.arrival != nil) == isPart)
        #expect(!isPart || card.arrival?.count == "\(arrived)/\(expected)")
        #expect(!isPart || card.gradient != nil)
      }
    }
  }

  @Test(arguments: Example.all)
  func theMarkHasRoomFromTheStartWhereItIsEverShown(example: Example) throws {
    let builder = try example.lesson().storyboard()
    let frames = Array(builder.frames(builder.captions.indices))
    let theme = builder.diagram.theme
    for (id, card) in builder.diagram.cards.enumerated() {
      let (opening, ending) = (theme.openingWidth(of: card), theme.endingWidth(of: card))
      let parts = frames.compactMap { $0.cards[id].arrival }
      #expect(card.largestPart == parts.max { $0.arrived < $1.arrived })
      #expect((opening > 0) == !parts.isEmpty && (ending > 0) == !parts.isEmpty)
      guard card.valueSize != .zero else { continue }
      let numbers = card.valueSize.width + card.gradientSize.width
      let marks = opening + ending + 2 * theme.card.padding
      #expect(numbers + marks <= card.size.width)
    }
  }

  @Test func whatArrivesInOneStepNeedsNoMark() throws {
    let card = try Lesson("y = x·x", "x = 3").storyboard().diagram.cards[0]
    #expect(card.largestPart == nil)
    let other = try Lesson("y = x·x + x", "x = 3").storyboard().diagram.cards[0]
    #expect(other.largestPart?.count == "1/3")
  }

  @Test func whereTangentsFlowNothingIsMarked() throws {
    let lesson = try Lesson(
      [Source(name: "s", text: "y = x^2 + x; x = 3")],
      flow: .tangents([Source(name: "t", text: "x = 1")])
    )
    let builder = lesson.storyboard()
    #expect(builder.diagram.cards.allSatisfy { $0.largestPart == nil })
    for frame in builder.frames(builder.captions.indices) {
      #expect(frame.cards.allSatisfy { $0.arrival == nil })
    }
  }

  @Test func theStepInWordsNamesTheGradientsInPart() throws {
    let builder = try Lesson("y = x^2 + x", "x = 3").storyboard()
    let frames = Array(builder.frames(builder.captions.indices))
    let words = frames.map { $0.description(in: builder.diagram) }
    #expect(words[4].hasSuffix("; a part of the gradient has arrived at x (1 of 2)"))
    for step in [0, 1, 2, 3, 5] { #expect(words[step] == builder.captions[step].explanation) }
  }

  @Test(arguments: 9...24)
  func numbersAreLeftOutOfAListBeforeTheMarkIs(columns: Int) throws {
    let lesson = try Lesson("y = sum(a ⊙ x + x)", "x = [0.3, 0.25, 0.5]", "a = [1, 2, 3]")
    var progress = lesson.start()
    let x = try #require(lesson.graph.displayNames.firstIndex(of: "x"))
    while progress.snapshot.arrived[x] == 0 { progress.advance() }
    let part = progress.row(of: x).gradient(columns: columns)
    #expect(part.columns <= columns)
    #expect(part.plain.hasPrefix("(") && part.plain.hasSuffix("… 1/2"), "\(part.plain)")
    #expect((part.plain == "([1, 1, 1] … 1/2") == (columns >= 16))
    while progress.snapshot.arrived[x] == 1 { progress.advance() }
    #expect(progress.row(of: x).gradient(columns: 24).plain == "[2, 3, 4]")
  }

  @Test func aNodeIsShownInFullWithTheMark() throws {
    let lesson = try Lesson("y = sum(a ⊙ x + x)", "x = [0.3, 0.25]", "a = [1, 2]")
    var progress = lesson.start()
    let x = try #require(lesson.graph.displayNames.firstIndex(of: "x"))
    while progress.snapshot.arrived[x] == 0 { progress.advance() }
    let lines = progress.numbers(of: x, columns: 60).map(\.plain)
    #expect(lines.suffix(2) == ["∂x = ([1]", "      [1] … 1/2"])
  }
}
