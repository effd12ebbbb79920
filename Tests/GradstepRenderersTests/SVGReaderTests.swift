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

  @Test(.needs(Reader.librsvg)) func librsvgKeepsSpacesAndColumns() async throws {
    try await expectSpacesAndColumns(in: .librsvg)
  }

  @Test(.needs(Reader.cairoSVG)) func cairoSVGKeepsSpacesAndColumns() async throws {
    try await expectSpacesAndColumns(in: .cairoSVG)
  }

  private func expectSpacesAndColumns(in reader: Reader) async throws {
    let figure = try await figure()
    let picture = try reader.picture(of: figure)
    #expect(try picture == reader.picture(of: Self.withSpaces("\u{A0}", figure)))
    // The comparison sees a space that is lost.
    #expect(try picture != reader.picture(of: Self.withSpaces("", figure)))
    #expect(try picture == reader.picture(of: Self.withOwnFaces(figure)))
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
}
