import Gradstep
import Testing
import _GradstepTestSupport

/// What the frames of a lesson show.
@Suite struct FrameTests {
  private func frames(_ formula: String, _ statements: String...) throws -> [Frame] {
    let sources = ([formula] + statements).map { Source(name: "s", text: $0) }
    let builder = try Lesson(sources).storyboard()
    return Array(builder.frames(builder.captions.indices))
  }

  @Test func whatHasNotHappenedIsBlank() throws {
    let frames = try frames("y = x^2 + x", "x = 3")
    // x, v₁, y: leaves have values from the start, operations from their step on.
    #expect(
      frames.map { $0.cards.map { $0.value != nil } } == [
        [true, false, false], [true, true, false], [true, true, true], [true, true, true],
        [true, true, true], [true, true, true],
      ]
    )
    #expect(
      frames.map { $0.cards.map { $0.gradient != nil } } == [
        [false, false, false], [false, false, false], [false, false, false], [false, false, true],
        [true, true, true], [true, true, true],
      ]
    )
  }

  @Test func aGradientGrowsAsContributionsArrive() throws {
    let frames = try frames("y = x^2 + x", "x = 3")
    #expect(frames.map { $0.cards[0].gradient?.rows } == [nil, nil, nil, nil, ["1"], ["7"]])
  }

  @Test func theCurrentNodeAndItsEdgesStandOut() throws {
    let frames = try frames("y = x^2 + x", "x = 3")
    #expect(frames[2].cards.map(\.emphasis) == [.done, .done, .current])
    #expect(frames[2].edges.map(\.emphasis) == [.done, .current, .current])
    #expect(frames[3].edges.map(\.emphasis) == [.pending, .pending, .pending])
    #expect(frames[5].edges.map(\.emphasis) == [.current, .done, .done])
  }

  @Test func liveEdgesCarryLocalGradientsOnTheWayBack() throws {
    let frames = try frames("y = W·x", "W = [[1, 2]]", "x = [3, 4]")
    #expect(frames.last?.edges.map { $0.label?.plain } == ["xᵀ", "W"])
    let scalars = try self.frames("y = x^3", "x = 2")
    #expect(scalars.last?.edges.map { $0.label?.plain } == ["12"])
    #expect(scalars[1].edges.map { $0.label == nil } == [true])
  }

  @Test func constantsHaveADashForAGradient() throws {
    let frames = try frames("y = t·x", "const t = 2", "x = 3")
    #expect(frames.last?.cards[0].gradient?.rows == ["–"])
  }

  /// 1 − t is worked out in a step, and nothing flows back to it.
  @Test func whatIsWorkedOutOfConstantsHasADashAndNoStepBack() throws {
    let builder = try Lesson("y = (1 − t)·p", "p = 0.5", "const t = 0.25").storyboard()
    let card = try #require(builder.diagram.cards.firstIndex { $0.name.plain == "v₁" })
    let frames = Array(builder.frames(builder.captions.indices))
    #expect(frames.contains { $0.cards[card].emphasis == .current })
    #expect(frames.last?.cards[card].gradient?.rows == ["–"])
    for frame in frames where frame.cards[card].emphasis == .current {
      #expect(builder.captions[frame.index].headline.plain.hasPrefix("v₁ = 1 − t"))
    }
  }

  @Test func framesInAnyOrderAreTheSameFrames() throws {
    let builder = try Example.all[0].lesson().storyboard()
    let all = Array(builder.frames(builder.captions.indices))
    for frame in all {
      #expect(Array(builder.frames([frame.index])) == [frame])
    }
  }

  @Test(arguments: Example.all)
  func everyCardHasRoomForAllThatItEverShows(example: Example) throws {
    let builder = try example.lesson().storyboard()
    let theme = builder.diagram.theme
    for frame in builder.frames(builder.captions.indices) {
      for (card, state) in zip(builder.diagram.cards, frame.cards) where card.valueSize != .zero {
        if let size = state.value.map(theme.size(of:)) {
          #expect(size.width <= card.valueSize.width && size.height <= card.valueSize.height)
        }
        if let size = state.gradient.map(theme.size(of:)) {
          #expect(size.width <= card.gradientSize.width && size.height <= card.gradientSize.height)
        }
        #expect(
          card.valueSize.width + card.gradientSize.width + 2 * theme.card.padding
            <= card.size.width
        )
      }
    }
  }

  @Test func largeMatricesAreCutInTheMiddle() {
    let tensor = Tensor(.matrix(8, 9), (0..<72).map(Double.init))
    let block = NumberBlock(tensor, format: .standard)
    #expect(block.rows.count == 6)
    #expect(Set(block.rows.map(\.count)).count == 1)
    #expect(block.rows[0].contains("⋯") && block.rows[4].contains("⋮"))
    #expect(block.rows[5].hasSuffix("71"))
  }
}
