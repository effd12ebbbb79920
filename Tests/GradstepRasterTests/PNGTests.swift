import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRaster

/// Images of figures.
@Suite(.needsLibrsvg) struct PNGTests {
  @Test(arguments: [
    (96, 100, 40), (192, 200, 80), (10, 10, 4), (100, 104, 42), (300, 313, 125), (2400, 2500, 1000),
  ])
  func anImageHasTheSizeOfItsResolution(dotsPerInch: Int, width: Int, height: Int) throws {
    let png = try PNGChunks(SVGConverter().png(of: Sample.svg(), dotsPerInch: dotsPerInch))
    #expect(png.width == width && png.height == height)
    let perMetre = PNGChunks.number(png["pHYs"], at: 0)
    #expect((Double(perMetre) * 0.0254).rounded() == Double(dotsPerInch))
    #expect(PNGChunks.number(png["pHYs"], at: 4) == perMetre && png["pHYs"].last == 1)
  }

  @Test func itsChunksAreIntactAndInOrder() throws {
    let png = try PNGChunks(SVGConverter().png(of: Sample.svg(), dotsPerInch: 96))
    #expect(png.chunks.allSatisfy { $0.isIntact })
    let names = png.chunks.map(\.name)
    #expect(names.starts(with: ["IHDR", "pHYs", "tEXt", "iTXt", "iTXt"]))
    #expect(names.contains("IDAT") && names.last == "IEND")
  }

  @Test func itSaysWhatItShowsAndWhatMadeIt() throws {
    let png = try PNGChunks(SVGConverter().png(of: Sample.svg(), dotsPerInch: 96))
    let texts = png.chunks.filter { ["tEXt", "iTXt"].contains($0.name) }
      .map { String(decoding: $0.data, as: UTF8.self) }
    #expect(
      texts == [
        "Software\0Gradstep", "Title\0\0\0\0\0ŷ: a (sample)",
        // A zero would have ended the text.
        "Description\0\0\0\0\0red  & dull",
      ]
    )
  }

  @Test(
    arguments: [
      ("", 0x0000_0000), ("IEND", 0xAE42_6082), ("123456789", 0xCBF4_3926),
    ] as [(String, UInt32)]
  )
  func aChecksumIsThatOfTheSpecification(text: String, sum: UInt32) {
    #expect(PNGFile.Chunk.checksum(Array(text.utf8)) == sum)
  }

  @Test func theGroundIsWhiteAndNothingShinesThrough() throws {
    let png = try SVGConverter().png(of: Sample.svg(), dotsPerInch: 96)
    let pixels = try Pixels(png)
    #expect(pixels[0, 0] == 0xFFFF_0000 && pixels[99, 39] == 0xFFFF_FFFF)
    // Three colours and no fourth channel.
    #expect(try PNGChunks(png)["IHDR"][9] == 2)
  }

  /// A size that is none of whole pixels leaves no bright line at its edge.
  @Test(arguments: [97, 100, 131]) func aDarkFigureIsDarkToItsEdges(dotsPerInch: Int) throws {
    let text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99.7 41.3" width="99.7" height="41.3">
      <rect width="100%" height="100%" fill="#101418"/></svg>
      """
    let document = SVGDocument(bytes: Array(text.utf8))
    let pixels = try Pixels(SVGConverter().png(of: document, dotsPerInch: dotsPerInch))
    for (x, y) in [(0, 0), (pixels.width - 1, 0), (pixels.width - 1, pixels.height - 1)] {
      #expect(pixels[x, y] == 0xFF10_1418)
    }
  }

  @Test func aFigureHasTheSameBytesEveryTime() async throws {
    let first = try await Sample.figure(.png).bytes
    #expect(try await Sample.figure(.png).bytes == first)
  }

  /// `rsvg-convert` writes no resolution, and knows nobody's name.
  @Test(.needs("rsvg-convert"), arguments: Theme.all.map(\.name))
  func itsPixelsAreThoseOfLibrsvgsOwnCommand(theme: String) async throws {
    let theme = try #require(Theme.all.first { $0.name == theme })
    let scratch = try TemporaryFolder()
    let (input, output) = (
      scratch.url.appending(path: "f.svg"), scratch.url.appending(path: "f.png")
    )
    let svg = try await Sample.figure(.svg, theme: theme)
    try svg.text.write(to: input, atomically: true, encoding: .utf8)
    let run = try Program.run(
      #require(Program.installed("rsvg-convert")),
      ["-z", "2", "-b", "white", input.path(), "-o", output.path()]
    )
    #expect(run.status == 0, "\(run.error)")
    let png = try await Sample.figure(.png, theme: theme).bytes
    let (ours, theirs) = try (Pixels(png), Pixels([UInt8](Data(contentsOf: output))))
    #expect(ours.width == theirs.width && ours.values == theirs.values)
  }

  @Test func aFigureIsNamedAndKnownByItsFormat() async throws {
    let figure = try await Sample.figure(.png)
    #expect(figure.name == "y-04.png")
    let start = try figure.bytes.prefix(OutputFormat.markReach)
    #expect(start.contains(OutputFormat.png.mark.utf8))
  }
}
