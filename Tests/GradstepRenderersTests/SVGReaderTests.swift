import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// How figures look in the readers that make PDF and PNG of notes.
@Suite struct SVGReaderTests {
  /// A figure with columns of numbers, scripts before spaces, and a gradient in part.
  ///
  /// A capital such as Y stands nearer to a space than to what is like a space, in fonts with kerning.
  private func figure() async throws -> String {
    let lesson = try Lesson(
      "z = C ⊙ C + C",
      "C = A·x_1",
      "A = [[1.25, -10], [300, 4]]",
      "x_1 = [2, 1]"
    )
    let figures = try await lesson.figures(.svg, steps: [5]).map(\.text)
    return try #require(figures.first)
  }

  @Test(.needs("rsvg-convert"))
  func librsvgKeepsSpaces() async throws {
    let figure = try await figure()
    let picture = try Self.rsvg(figure)
    #expect(try picture == Self.rsvg(Self.withSpaces("\u{A0}", figure)))
    // The comparison sees a space that is lost.
    #expect(try picture != Self.rsvg(Self.withSpaces("", figure)))
  }

  @Test(.needs("cairosvg"))
  func cairoSVGKeepsSpaces() async throws {
    let figure = try await figure()
    let picture = try Self.cairo(figure)
    #expect(try picture == Self.cairo(Self.withSpaces("\u{A0}", figure)))
    #expect(try picture != Self.cairo(Self.withSpaces("", figure)))
  }

  @Test(.needs("rsvg-convert"))
  func librsvgKeepsColumns() async throws {
    let figure = try await figure()
    #expect(try Self.rsvg(figure) == Self.rsvg(Self.withOwnFaces(figure)))
  }

  @Test(.needs("cairosvg"))
  func cairoSVGKeepsColumns() async throws {
    let figure = try await figure()
    #expect(try Self.cairo(figure) == Self.cairo(Self.withOwnFaces(figure)))
  }

  /// The figure with something in place of the spaces of texts, such as what no reader takes away.
  private static func withSpaces(_ space: String, _ figure: String) -> String {
    figure.replacing(/<text.*?<\/text>/) { text in
      text.output.replacing(/>[^<]*</) { $0.output.replacing(" ", with: space) }
    }
  }

  /// The figure with the face of its numbers set on each of them, whatever a style sheet says.
  private static func withOwnFaces(_ figure: String) -> String {
    figure.replacing(/<g class="gs-(?:value|gradient)">.*?<\/g>/) { match in
      match.output.replacing(
        "<text ",
        with: "<text style=\"font-family:\(faces);font-size:12px\" "
      )
    }
  }

  private static let faces = "'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace"

  private static func rsvg(_ figure: String) throws -> Data {
    try picture(of: figure, by: "rsvg-convert")
  }

  private static func cairo(_ figure: String) throws -> Data {
    try picture(of: figure, by: "cairosvg")
  }

  /// The pixels that a program makes of a figure.
  static func picture(of figure: String, by program: String) throws -> Data {
    let scratch = try TemporaryFolder()
    let input = scratch.url.appending(path: "figure.svg")
    let output = scratch.url.appending(path: "figure.png")
    try figure.write(to: input, atomically: true, encoding: .utf8)
    let run = try Program.run(
      #require(Program.installed(program)),
      [input.path(), "-o", output.path()]
    )
    #expect(run.status == 0, "\(run.error)")
    return try Data(contentsOf: output)
  }
}
