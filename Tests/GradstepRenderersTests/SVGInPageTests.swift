import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// Figures that stand inline in a page look as they do on their own.
@Suite struct SVGInPageTests {
  /// What pages say that reaches into a figure, or would where names are the page's own.
  private static let hostilePage = """
    <style>
    article{font-style:italic;font-weight:bold;font-variant:small-caps;letter-spacing:3px;
    word-spacing:9px;text-transform:uppercase;text-anchor:end;stroke:red;fill-opacity:.1;
    text-shadow:1px 1px red;stroke-dasharray:2 2;writing-mode:vertical-rl}
    .header,.headline,.line,.name,.box,.value,.gradient,.node,.edge,.caption,.v,.g,.i,.s
    {display:none;font-size:40px}
    </style><article dir="rtl">
    """

  @Test(.needs("chromium"), arguments: ["circuit", "two-layer", "attention"])
  func aPageAroundChangesNothing(example name: String) async throws {
    let example = try #require(Example.all.first { $0.name == name })
    let lesson = try example.lesson()
    let last = lesson.trace.steps.count - 1
    let figures = try await lesson.figures(.svg, steps: [0, 2, last]).map(\.text).joined()
    let other = try await lesson.figures(.svg, steps: [last], as: Appearance(theme: .print)).map(
      \.text
    ).joined()
    let plain = try Self.places(in: figures)
    #expect(try Self.places(in: Self.hostilePage + figures) == plain)
    // A figure in another theme after them, whose style sheet is the later one.
    #expect(try Self.places(in: figures + other).hasPrefix(plain))
    #expect(plain.count > 1000 && plain.contains("rgb("))
  }

  @Test(.needs("chromium")) func aNarrowColumnHoldsAWholeFigure() async throws {
    let lesson = try Lesson("f = (x + y)z", "x = -2", "y = 5", "z = -4")
    for figure in try await lesson.figures(.svg, steps: [3]) {
      let page = "<div style=\"width:300px\">\(figure.text)</div>"
      let box = try #require(try Self.places(in: page).firstMatch(of: /figure (\d+)×(\d+)/)?.output)
      let size = try #require(figure.text.firstMatch(of: /viewBox="0 0 (\d+) (\d+)"/)?.output)
      let (width, height) = (try #require(Double(size.1)), try #require(Double(size.2)))
      #expect(box.1 == "300")
      #expect(abs(try #require(Double(box.2)) - 300 * height / width) <= 1)
    }
  }

  /// Two figures of one lesson share no identifier.
  @Test func noIdentifierStandsInAFigure() async throws {
    for figure in try await Lesson("y = x^2", "x = 3").figures(.svg) {
      #expect(!figure.text.contains(" id=") && figure.text.contains("data-part=\"node-x\""))
    }
  }

  /// The size of each figure, and where each of its texts and shapes stands, in which colours.
  private static func places(in body: String) throws -> String {
    try #require(try Browser.report(of: body + script))
  }

  private static let script = """
    <pre id="report"></pre>
    <script>
    const report = [];
    for (const figure of document.querySelectorAll('svg')) {
      const root = figure.getBoundingClientRect();
      report.push(`figure ${Math.round(root.width)}×${Math.round(root.height)}`);
      for (const part of figure.querySelectorAll('text, tspan, path, rect, polygon')) {
        const box = part.getBoundingClientRect(), style = getComputedStyle(part);
        const place = [box.left - root.left, box.top - root.top, box.right - root.left];
        report.push([part.tagName, part.textContent, ...place.map(Math.round), style.fill,
          style.stroke, style.fillOpacity, style.textShadow].join(' '));
      }
    }
    document.getElementById('report').textContent = report.join('\\n');
    </script>
    """
}
