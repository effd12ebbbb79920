import Gradstep
import GradstepText
import Testing

@testable import GradstepRenderers

/// How much of the canvas captions take, which all figures of a lesson keep for the largest one.
@Suite struct CaptionRoomTests {
  /// A lesson with a layout of some width.
  private func picture(_ lesson: Lesson, width: Double = 300) -> (Picture, Storyboard) {
    let builder = lesson.storyboard()
    let layout = Layout(
      direction: .topToBottom,
      size: Size(width: width, height: 100),
      boxes: builder.diagram.cards.map { _ in Rectangle(x: 0, y: 0, width: 1, height: 1) },
      curves: [],
      labels: [],
      groups: [],
      captions: []
    )
    let picture = Picture(
      diagram: builder.diagram,
      layout: layout,
      captions: builder.captions,
      title: lesson.name
    )
    return (picture, builder)
  }

  private static let functions = ["exp", "tanh", "sin", "cos", "sqrt"]

  /// A formula of so many calls in one another, which is one word.
  private static func chain(_ count: Int) -> String {
    let names = (0..<count).map { functions[$0 % functions.count] }
    return "y = " + names.map { $0 + "(" }.joined() + "x" + String(repeating: ")", count: count)
  }

  private static let sources = [
    chain(15), chain(90),
    "Y = tanh(A·B)·x + A·x; A : 6×6; B : 6×6; x : 6",
    "y = [x, x^2, x^3, sin x, cos x, exp x, x + 1, 2x, 3x]",
    "y = softmax(softmax(A·A)·A)·a; A : 3×3; a : 3",
    "y = " + (1...40).map { "a_name_of_thirty_letters_it_is_\($0)" }.joined(separator: " + "),
  ]

  private func lesson(_ source: String) throws -> Lesson {
    let leaves =
      source.contains(":")
      ? ""
      : source.contains("a_name")
        ? (1...40).map { "; a_name_of_thirty_letters_it_is_\($0) = \($0)" }.joined() : "; x = 0.3"
    return try Lesson([Source(name: "s", text: source + leaves)])
  }

  @Test(arguments: sources, [300.0, 700, 1500])
  func captionsTakeAModeratePartOfTheCanvas(source: String, width: Double) throws {
    let (picture, builder) = try picture(lesson(source), width: width)
    let theme = picture.theme
    let metrics = theme.caption
    let most =
      metrics.headerHeight + metrics.headlineHeight * Double(metrics.mostRows)
    #expect(picture.origin.y <= metrics.margin + most + metrics.gap)
    #expect(picture.size.width <= max(width, metrics.widths.last ?? 0) + 2 * metrics.margin)
    #expect(picture.captions.count == builder.captions.count)
    for lines in picture.captions {
      for line in lines {
        #expect(line.bottom <= picture.origin.y - metrics.margin - metrics.gap)
        let room = picture.size.width - 2 * metrics.margin
        #expect(
          TextMetrics.width(of: line.text, size: theme.size(of: line.role)) * theme.tolerance
            <= room
        )
      }
    }
  }

  @Test(arguments: sources)
  func whatIsCutHasASignAndStandsInTheDescription(source: String) async throws {
    let lesson = try lesson(source)
    let (picture, builder) = picture(lesson)
    func letters(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    for (step, figure) in try await lesson.figures(.svg, steps: [0]).enumerated() {
      let caption = builder.captions[step]
      let shown = picture.captions[step].dropFirst().map { letters($0.text.plain) }.joined()
      let whole = letters(([caption.headline] + caption.lines).map(\.plain).joined())
      #expect(shown == whole || shown.contains("⋯"))
      #expect(figure.text.contains(Markup.escaped(caption.explanation)))
    }
  }

  @Test func aChainOfFifteenOperationsIsShownInFull() throws {
    let (picture, builder) = try picture(lesson(Self.chain(15)))
    let lines = picture.captions[0].filter { $0.role == .headline }
    #expect(lines.map(\.text.plain).joined() == builder.captions[0].headline.plain)
    #expect(lines.count == 2 && lines[0].text.plain.hasSuffix("("))
  }

  @Test func aNarrowFigureGrowsRatherThanCutItsCaptions() throws {
    let short = try picture(Lesson("y = x^2", "x = 3")).0
    let long = try picture(
      Lesson(
        "y = A·x",
        "A = [[1.25, 2.25, 3.25], [4.25, 5.25, 6.25], [1.5, 2.5, 3.5]]",
        "x = [1.125, 2.125, 3.125]"
      )
    ).0
    #expect(short.size.width < long.size.width)
  }

  @Test func moreLinesThanThereIsRoomForAreCounted() throws {
    let (picture, builder) = try picture(lesson(Self.sources[3]))
    let step = try #require(builder.captions.firstIndex { $0.lines.count == 9 })
    let lines = picture.captions[step]
    #expect(lines.count == 1 + picture.theme.caption.mostRows)
    // Short ones stand side by side, and all that are said are counted.
    let told = lines.map(\.text.plain).joined().matches(of: #/to /#).count
    let rest = try #require(lines.last?.text.plain.firstMatch(of: /⋯ and (\d+) lines? more/))
    #expect(told + (Int(rest.output.1) ?? 0) == 9)
  }
}
