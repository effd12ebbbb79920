import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRenderers

/// How figures look on pages of either kind, and in readers that know little of style sheets.
@Suite struct SVGStyleTests {
  @Test(arguments: SVGContrast.pairs)
  func coloursHaveEnoughContrast(pair: SVGContrast) {
    #expect(pair.ratio >= 4.5, "\(pair.ink) on \(pair.ground): \(pair.ratio)")
  }

  @Test(arguments: Theme.all)
  func everyThemeHasEnoughContrast(theme: Theme) {
    for palette in [theme.palette, theme.darkPalette].compactMap({ $0 }) {
      for ink in [palette.ink, palette.dim, palette.value, palette.gradient] {
        for ground in [palette.ground ?? "#ffffff", palette.leaf, palette.operation] {
          let pair = SVGContrast(ink: ink, ground: ground)
          #expect(pair.ratio >= 4.5, "\(theme.name), \(pair)")
        }
      }
    }
  }

  @Test func everyColourOfThePaletteIsTried() {
    for (sheet, palette) in [(SVGStyleSheet.light, Theme.Palette.light), (.dark, .dark)] {
      #expect(
        Set(sheet.inks) == [palette.ink, palette.dim, palette.value, palette.gradient]
      )
      #expect(Set(sheet.grounds).isSuperset(of: [palette.leaf, palette.operation]))
      #expect(sheet.grounds.count == 3)
    }
  }

  @Test func onlyDarkPagesGetAGround() async throws {
    func ground(_ sheet: SVGStyleSheet) -> [String] {
      sheet.rules.filter { $0.selector == ".gs-auto .gs-ground" }.map(\.declarations)
    }
    #expect(ground(.light) == ["fill:none"])
    #expect(ground(.dark) == ["fill:#14171b"])
    for figure in try await Lesson("y = x^2", "x = 3").figures(.svg) {
      // The ground lies below all else, and is no black plate where styles are unknown.
      let shapes = figure.text.matches(of: /<(rect|path|text|polygon) [^>]*>/)
      #expect(
        shapes.first?.output.0
          == #"<rect class="gs-ground" width="100%" height="100%" fill="none"/>"#
      )
    }
  }

  @Test func noFontIsSetInAWayThatReadersSkip() {
    #expect(!SVGStyle(.auto).element.contains("font:"))
    #expect(!SVGStyle(.auto).element.contains("var("))
  }

  @Test func spacesAreKeptByEveryReader() async throws {
    for figure in try await Lesson("y = x^2", "x = 3").figures(.svg) {
      let root = try #require(figure.text.firstMatch(of: /<svg [^>]*>/)?.output)
      #expect(root.contains(#"xml:space="preserve""#))
      #expect(figure.text.contains("white-space:pre"))
      // With spaces kept, a line break in a text would be one more.
      let lines = figure.text.split(separator: "\n").filter { $0.contains("<text") }
      #expect(lines.allSatisfy { $0.contains("</text>") } && !lines.isEmpty)
    }
  }

  @Test func noTextOfSeveralPartsIsLeftToAReaderToCentre() async throws {
    let lesson = try Lesson("Y = A·B", "A = [[1, 2], [3, 4]]", "B = [[1, 2], [3, 4]]")
    for figure in try await lesson.figures(.svg) {
      for text in figure.text.matches(of: /<text [^>]*text-anchor[^>]*>(.*?)<\/text>/) {
        let parts = text.output.1.matches(of: /<tspan/).count
        let plain = text.output.1.replacing(/<tspan.*?<\/tspan>/, with: "")
        #expect(parts == 0 || (parts == 1 && plain.isEmpty), "\(text.output.0)")
      }
    }
  }

  @Test(.needs("chromium"), arguments: [("light", 1), ("dark", 0)])
  func inABrowserEveryTextStandsOut(name: String, scheme: Int) async throws {
    var page = "<body style=\"background:#fff\">"
    var count = 0
    for example in Example.all {
      let lesson = try example.lesson()
      let last = lesson.trace.steps.count - 1
      for figure in try await lesson.figures(.svg, steps: [1, last - 1, last]) {
        page += figure.text
        count += 1
      }
    }
    let report = try Browser.report(
      of: page + Self.contrastScript,
      "--blink-settings=preferredColorScheme=\(scheme)"
    )
    #expect(report == "\(name): \(count) figures")
  }

  /// Reports every text whose contrast to what is painted below it is too small.
  private static let contrastScript = """
    <pre id="report"></pre>
    <script>
    const report = [];
    function channels(colour) { return colour.match(/[0-9.]+/g).map(Number); }
    function luminance(colour) {
      const [r, g, b] = channels(colour).map(c => c / 255)
        .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
    const page = 'rgb(255, 255, 255)';
    function painted(shape) {
      const fill = shape && getComputedStyle(shape).fill;
      return fill && fill !== 'none' ? fill : null;
    }
    const figures = document.querySelectorAll('svg');
    for (const figure of figures)
      for (const text of figure.querySelectorAll('text, tspan:not([fill=none]), .gs-o')) {
        const card = text.closest('.gs-node');
        const ground = painted(card && card.querySelector('.gs-box'))
          || painted(figure.querySelector('.gs-ground')) || page;
        const [a, b] = [luminance(getComputedStyle(text).fill), luminance(ground)];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) report.push(text.textContent + ': ' + ratio);
      }
    const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    document.getElementById('report').textContent =
      report.length ? report.join('; ') : dark + ': ' + figures.length + ' figures';
    </script>
    """
}
