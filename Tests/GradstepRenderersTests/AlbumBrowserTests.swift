import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// In a browser, each page of an album is to the pixel the figure of its step.
@Suite(.serialized) struct AlbumBrowserTests {
  @Test(.needs("chromium"), arguments: AlbumTests.lessons)
  func eachPageIsTheFigureOfItsStep(name: String) async throws {
    let lesson = try AlbumTests.lesson(name)
    let figures = try await lesson.figures(.svg).map(\.text)
    let played = try await lesson.figures(.animatedSVG).map(\.text)
    let stepped = try await lesson.figures(.htmlSteps).map(\.text)
    let report = try Self.report(on: figures, [played[0], stepped[0]])
    #expect(report == "compared \(2 * figures.count)")
  }

  @Test(.needs("chromium"), arguments: [Theme.dark, .print].map(\.name))
  func soItIsInEachThemeAndInAColumn(theme name: String) async throws {
    let theme = try #require(Theme.all.first { $0.name == name })
    let appearance = Appearance(theme: theme, caption: .short, page: Page(column: 300))
    let lesson = try AlbumTests.lesson("three-paths")
    let figures = try await lesson.figures(.svg, as: appearance).map(\.text)
    let played = try await lesson.figures(.animatedSVG, as: appearance).map(\.text)
    let stepped = try await lesson.figures(.htmlSteps, as: appearance).map(\.text)
    let report = try Self.report(on: figures, [played[0], stepped[0]])
    #expect(report == "compared \(2 * figures.count)")
  }

  /// The comparison sees a text that is elsewhere, and one that is hidden.
  @Test(.needs("chromium"), arguments: [(" x=\"18\"", " x=\"19\""), ("hidden}", "visible}")])
  func whatDiffersIsSeen(text: String, other: String) async throws {
    let lesson = try AlbumTests.lesson("circuit")
    let figures = try await lesson.figures(.svg).map(\.text)
    for format in [OutputFormat.animatedSVG, .htmlSteps] {
      let albums = try await lesson.figures(format).map { $0.text.replacing(text, with: other) }
      #expect(try Self.report(on: figures, albums)?.contains("differs") == true)
    }
  }

  /// What a browser finds different between figures and the pages of albums.
  private static func report(on figures: [String], _ albums: [String]) throws -> String? {
    let body =
      figures.map { "<section class=\"plain\">\($0)</section>" }.joined()
      + albums.map { "<section class=\"album\">\($0)</section>" }.joined()
    return try Browser.report(of: body + script)
  }

  private static let script = """
    <pre id="report">nothing</pre>
    <script>
    async function pixels(svg) {
      const image = new Image(), canvas = document.createElement('canvas');
      const text = new XMLSerializer().serializeToString(svg);
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
      await image.decode();
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    }
    // What shows now, as a figure in which nothing else is.
    function still(svg) {
      const copy = svg.cloneNode(true);
      const all = [...svg.querySelectorAll('*')], copies = [...copy.querySelectorAll('*')];
      all.forEach((element, index) => {
        const style = getComputedStyle(element);
        copies[index].removeAttribute('visibility');
        [copies[index].style.fill, copies[index].style.stroke] = [style.fill, style.stroke];
      });
      all.forEach((element, index) => {
        const isSheet = element.tagName === 'style' && /@keyframes|:checked/.test(element.textContent);
        if (isSheet || getComputedStyle(element).visibility !== 'visible') copies[index].remove();
      });
      return copy;
    }
    function show(album, step) {
      const button = album.querySelectorAll('input')[step];
      if (button) return button.click();
      for (const animation of document.getAnimations()) {
        animation.pause();
        animation.currentTime = 2500 * step + 1250;
      }
    }
    async function compare() {
      const figures = [...document.querySelectorAll('.plain svg')], report = [];
      let count = 0;
      for (const album of document.querySelectorAll('.album')) {
        const svg = album.querySelector('svg');
        for (const [step, figure] of figures.entries()) {
          show(album, step);
          const [one, other] = [await pixels(still(svg)), await pixels(figure)];
          let different = one.length === other.length ? 0 : 1e9, ink = 0;
          for (let index = 0; index < other.length; index++) {
            if (one[index] !== other[index]) different++;
            if (other[index]) ink++;
          }
          if (different || ink < 1000) report.push(`step ${step} differs in ${different} of ${ink}`);
          count++;
        }
      }
      return report.length ? report.join('; ') : 'compared ' + count;
    }
    compare().catch(error => String(error)).then(
      text => document.getElementById('report').textContent = text);
    </script>
    """
}
