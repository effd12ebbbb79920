import Gradstep
import Testing
import _GradstepTestSupport

/// Figures that fit a column of notes or a slide.
@Suite struct PageTests {
  private static func lesson(_ path: String) throws -> Lesson {
    try Lesson([Source(name: path, text: Project.text(path))])
  }

  /// The sizes of type on a figure, as they are shown, but for scripts.
  private static func shownSizes(_ svg: String) throws -> [Double] {
    let root = try #require(
      svg.firstMatch(of: /viewBox="0 0 ([\d.]+) [\d.]+" width="([\d.]+)"/)?.output
    )
    let scale = try #require(Double(root.2)) / #require(Double(root.1))
    // What the style sheet says of classes that stand in the figure.
    return svg.matches(of: /\.gs-(\w+)(?: text)?\{font-size:([\d.]+)px/).compactMap { match in
      guard svg.contains("class=\"gs-\(match.output.1)") else { return nil }
      return Double(match.output.2).map { $0 * scale }
    }
  }

  @Test(arguments: FigureRoomTests.sources)
  func aColumnHoldsEveryFigure(path: String) async throws {
    let page = try #require(Page(column: 700))
    let appearance = Appearance(page: page)
    let lesson = try Self.lesson(path)
    let figures = try await lesson.figures(
      .svg,
      steps: [lesson.course.steps.count - 2],
      as: appearance
    )
    for figure in figures {
      let root = try #require(figure.text.firstMatch(of: /" width="([\d.]+)"/)?.output.1)
      #expect(try #require(Double(root)) <= 700)
      let smallest = try #require(try Self.shownSizes(figure.text).min())
      #expect(smallest >= figures.smallestText - 0.01)
      #expect((smallest < 8.995) == (appearance.warning(of: figures) != nil))
    }
  }

  /// The widest lessons that people draw.
  @Test(arguments: ["lstm", "gru", "attention", "recurrent", "two-layer-loss", "mazur"])
  func aColumnIsWideEnough(example: String) async throws {
    let appearance = Appearance(page: Page(column: 700))
    let figures = try await Self.lesson("Graphs/\(example).graph")
      .figures(.svg, steps: [0], as: appearance)
    #expect(figures.smallestText >= 9 && appearance.warning(of: figures) == nil)
  }

  @Test func whatCannotFitSaysSo() async throws {
    let appearance = Appearance(page: Page(column: 300))
    let figures = try await Self.lesson("Graphs/lstm.graph").figures(
      .svg,
      steps: [0],
      as: appearance
    )
    let warning = try #require(appearance.warning(of: figures))
    #expect(warning.hasPrefix("the smallest text is 3.9 px high in this width; it needs "))
  }

  @Test func aSlideIsFilled() async throws {
    let page = try #require(Page(slide: 16, by: 9))
    #expect(page.width == 1280 && page.height == 720)
    for source in ["Graphs/circuit.graph", "Graphs/two-layer.graph"] {
      for figure in try await Self.lesson(source).figures(
        .svg,
        steps: [2],
        as: Appearance(page: page)
      ) {
        let size = try #require(
          figure.text.firstMatch(of: /" width="([\d.]+)" height="([\d.]+)"/)?.output
        )
        let (width, height) = (try #require(Double(size.1)), try #require(Double(size.2)))
        #expect(width <= 1280.01 && height <= 720.01)
        #expect(max(width / 1280, height / 720) > 0.75)
      }
    }
  }

  @Test(arguments: [(0.0, 0.0), (16, 0), (-16, -9), (100, 1), (.nan, 9)])
  func someShapesAreNoSlides(width: Double, height: Double) {
    #expect(Page(slide: width, by: height) == nil)
    #expect(Page(column: width) == nil)
  }

  // MARK: - Captions

  @Test(arguments: FigureRoomTests.sources)
  func aCaptionHasThreeLinesBelowItsHeader(path: String) async throws {
    for figure in try await Self.lesson(path).figures(.svg) {
      let lines = figure.text.matches(of: /<text class="gs-(?:headline|line)"/).count
      #expect(1...3 ~= lines, "\(figure.name)")
      #expect(figure.text.matches(of: /<text class="gs-header"/).count == 1)
    }
  }

  @Test func aShortCaptionSaysTheFormulaAlone() async throws {
    let lesson = try Lesson("f = (x + y)z", "x = -2", "y = 5", "z = -4")
    let all = Array(try await lesson.figures(.svg))
    let short = Array(try await lesson.figures(.svg, as: Appearance(caption: .short)))
    let none = Array(try await lesson.figures(.svg, as: Appearance(caption: .none)))
    for (full, (short, none)) in zip(all, zip(short, none)) {
      #expect(!short.text.contains("<text class=\"gs-line\""))
      #expect(short.text.matches(of: /<text class="gs-headline"/).count == 1)
      #expect(!none.text.contains("<text class=\"gs-header\""))
      // Nothing is lost for those who cannot see the figure.
      let description = try #require(full.text.firstMatch(of: /<desc>.*<\/desc>/)?.output)
      #expect(short.text.contains(description) && none.text.contains(description))
    }
    func height(_ figures: [Figure]) throws -> Double {
      let height = try #require(figures[0].text.firstMatch(of: /" height="([\d.]+)"/)?.output.1)
      return try #require(Double(height))
    }
    #expect(try height(none) < height(short))
    #expect(try height(short) < height(all))
  }

  // MARK: - Repeated leaves

  @Test func aRepeatedLeafStandsWhereItIsUsed() throws {
    let lesson = try Self.lesson("Graphs/lstm.graph")
    let plain = lesson.storyboard()
    let narrowing = Theme.Narrowing(.auto, repeatsLeaves: true)
    let repeated = lesson.storyboard(look: narrowing)
    // h and x are used by four concatenations.
    #expect(repeated.diagram.cards.count == plain.diagram.cards.count + 6)
    #expect(repeated.diagram.edges.count == plain.diagram.edges.count)
    #expect(Set(repeated.diagram.cards.map(\.id)).count == repeated.diagram.cards.count)
    for (edge, other) in zip(plain.diagram.edges, repeated.diagram.edges) {
      let (operand, again) = (
        plain.diagram.cards[edge.operand], repeated.diagram.cards[other.operand]
      )
      #expect(operand.name == again.name && operand.kind == again.kind)
      #expect(edge.operation == other.operation && edge.slot == other.slot)
    }
    for (frame, other) in zip(plain.frames(0..<44), repeated.frames(0..<44)) {
      #expect(frame.cards[...] == other.cards.prefix(frame.cards.count))
      #expect(frame.edges == other.edges && other.cards.count == repeated.diagram.cards.count)
    }
  }
}
