import Foundation
import FoundationXML
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRaster

/// SVG whose text is outlines.
@Suite struct OutlineTests {
  private func outlined(_ name: String = "y-04", theme: Theme = .auto) async throws -> String {
    let svg = try await Sample.figure(.svg, theme: theme).bytes
    let bytes = try SVGConverter().outlined(SVGDocument(bytes: svg), named: name)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(.needsLibrsvg) func theHeadIsThatOfTheFigureAndNoTextIsLeft() async throws {
    let (plain, text) = try await (Sample.figure(.svg).text, outlined())
    let head = try #require(plain.firstRange(of: "</desc>")).upperBound
    #expect(text.hasPrefix(plain[..<head]) && text.contains("role=\"img\""))
    #expect(!text.contains("<text") && !text.contains("<tspan") && !text.contains("<?xml"))
    #expect(text.contains(OutputFormat.svg.mark) && text.hasSuffix("</svg>\n"))
    #expect(XMLParser(data: Data(text.utf8)).parse())
  }

  @Test(.needsLibrsvg, arguments: Theme.all.map(\.name))
  func itLooksLikeTheFigure(theme: String) async throws {
    let theme = try #require(Theme.all.first { $0.name == theme })
    let converter = try SVGConverter()
    let svg = try await Sample.figure(.svg, theme: theme).bytes
    let outlined = try await Array(outlined(theme: theme).utf8)
    let images = try [svg, outlined].map { bytes in
      try Pixels(converter.png(of: SVGDocument(bytes: bytes), dotsPerInch: 192))
    }
    #expect(images[0].width == images[1].width && images[0].height == images[1].height)
    // A hundredth of a unit shades an edge by a little.
    let differences: [Int] = zip(images[0].values, images[1].values).map { first, second in
      let (first, second) = (Pixels.channels(of: first), Pixels.channels(of: second))
      return zip(first, second).map { abs($0 - $1) }.max() ?? 0
    }
    #expect(differences.allSatisfy { $0 < 64 })
    #expect(differences.count { $0 > 8 } * 100 < differences.count)
  }

  /// The size that a figure is shown at is not that of its units.
  @Test(.needsLibrsvg) func contentIsInTheUnitsOfTheViewBox() throws {
    let text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="100" height="50">\
      <rect x="200" y="100" width="200" height="100"/></svg>
      """
    let converter = try SVGConverter()
    let plain = SVGDocument(bytes: Array(text.utf8))
    let outlined = SVGDocument(bytes: try converter.outlined(plain, named: "y"))
    let images = try [plain, outlined].map { try Pixels(converter.png(of: $0, dotsPerInch: 96)) }
    #expect(images[0].values == images[1].values && images[0].width == 100)
  }

  @Test(.needsLibrsvg) func twoFiguresShareNoIdentifierAndEachHasItsOwn() async throws {
    let texts = try await [outlined("y-04"), outlined("y-05"), outlined("α")]
    let identifiers = texts.map { text in
      Set(text.matches(of: /\sid="([^"]*)"/).map { String($0.1) })
    }
    for (position, set) in identifiers.enumerated() {
      #expect(!set.isEmpty)
      for other in identifiers[..<position] { #expect(set.isDisjoint(with: other)) }
      #expect(set.allSatisfy { $0.contains(/^gradstep-[\w\-]+$/.asciiOnlyWordCharacters()) })
    }
    for (text, set) in zip(texts, identifiers) {
      for use in text.matches(of: /(?:href="#|url\(#)([^")]*)/) {
        #expect(set.contains(String(use.1)))
      }
    }
  }

  @Test func identifiersAreRenamedWhereTheyAreGivenAndUsed() throws {
    let drawing = """
      <?xml version="1.0"?>
      <svg width="5"><g id="a"/><use xlink:href="#a"/><g id="b" clip-path="url(#a)" style="d:#1"/></svg>
      """
    let svg = Array("<svg viewBox=\"0 0 5 5\">content</svg>".utf8)
    let joined = try #require(OutlinedSVG(svg, drawing: Array(drawing.utf8), name: "é.1"))
    #expect(
      String(decoding: joined.bytes, as: UTF8.self) == """
        <svg viewBox="0 0 5 5">
        <g xmlns:xlink="http://www.w3.org/1999/xlink"><g id="gradstep-_195__169__46_1-0"/>\
        <use xlink:href="#gradstep-_195__169__46_1-0"/>\
        <g id="gradstep-_195__169__46_1-1" clip-path="url(#gradstep-_195__169__46_1-0)" \
        style="d:#1"/></g>
        </svg>

        """
    )
    #expect(OutlinedSVG([], drawing: Array(drawing.utf8), name: "y") == nil)
    #expect(OutlinedSVG(svg, drawing: Array("<svg".utf8), name: "y") == nil)
  }

  @Test(arguments: [
    ("M 21.25 32.953125 L 20 33 Z ", "m21.25 32.95l-1.25 .05z"),
    ("M 1 1 C 1 2 3 4 5 6.004 L 5 6", "m1 1c0 1 2 3 4 5l0 0"),
    // A part of a path is closed where it began.
    ("M 5 5 L 9 9 Z M 6 6 L 6 6.5", "m5 5l4 4zm1 1l0 .5"), ("M -0.004 -1.5", "m0-1.5"),
    ("M 10.1 0 L 0.01 0.1 ", "m10.1 0l-10.09 .1"), ("", ""),
  ])
  func aPathIsToldInHundredthsFromPointToPoint(data: String, written: String) {
    #expect(PathData(data.utf8).map { String(decoding: $0.bytes, as: UTF8.self) } == written)
  }

  @Test(arguments: ["M 1", "M 1 x", "Q 1 2 3 4", "m 1 1", "1 2", "M 1e300 0", "M 1 1 L", "Z 1"])
  func aPathThatIsNotUnderstoodStaysAsItIs(data: String) throws {
    #expect(PathData(data.utf8) == nil)
    let drawing = Array("<svg><path d=\"\(data)\"/></svg>".utf8)
    let joined = try #require(OutlinedSVG(Array("<svg>".utf8), drawing: drawing, name: "y"))
    #expect(String(decoding: joined.bytes, as: UTF8.self).contains("<path d=\"\(data)\"/>"))
  }

  @Test(.needsLibrsvg) func aFigureHasTheSameBytesEveryTimeAndItsNameInItsIdentifiers() async throws
  {
    let lesson = try Lesson("y = x^2", "x = 3")
    var runs: [[[UInt8]]] = []
    for _ in 0..<2 {
      let figures = try await lesson.figures(.svg, as: Appearance(lettering: .paths))
      runs.append(try figures.map { try $0.bytes })
    }
    #expect(runs[0] == runs[1] && Set(runs[0]).count == 4)
    #expect(String(decoding: runs[0][3], as: UTF8.self).contains(" id=\"gradstep-y-03-"))
  }
}
