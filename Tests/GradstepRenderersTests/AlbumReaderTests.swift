import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// Albums where nothing plays: the last page, and nothing else.
@Suite(.serialized) struct AlbumReaderTests {
  private func texts(_ format: OutputFormat, _ steps: [Int]? = nil) async throws -> [String] {
    let lesson = try AlbumTests.lesson("two-layer-loss")
    return try await lesson.figures(format, steps: steps).map(\.text)
  }

  @Test(.needs(Reader.librsvg)) func librsvgShowsTheLastStep() async throws {
    try await expectTheLastStep(in: .librsvg)
  }

  @Test(.needs(Reader.cairoSVG)) func cairoSVGShowsTheLastStep() async throws {
    try await expectTheLastStep(in: .cairoSVG)
  }

  private func expectTheLastStep(in reader: Reader) async throws {
    let figures = try await texts(.svg)
    let album = try await texts(.animatedSVG)[0]
    let picture = try reader.picture(of: album)
    #expect(try picture == reader.picture(of: figures[figures.count - 1]))
    // Without what hides them, other steps show, too.
    let all = album.replacing(" visibility=\"hidden\"", with: "")
    #expect(try picture != reader.picture(of: all))
  }

  @Test(.needs("chromium")) func whereNothingMayMoveNothingDoes() async throws {
    let album = try await texts(.animatedSVG)[0]
    let body = "\(album)<pre id=\"report\"></pre>\(Self.script)"
    let shown = try #require(try Browser.report(of: body))
    let still = try #require(try Browser.report(of: body, "--force-prefers-reduced-motion"))
    #expect(shown.hasPrefix("plays; two-layer-loss · step 0 of 19"))
    #expect(still.hasPrefix("rests; two-layer-loss · step 19 of 19"))
  }

  private static let script = """
    <script>
    const lines = [...document.querySelectorAll('.gs-header')]
      .filter(line => getComputedStyle(line).visibility === 'visible');
    document.getElementById('report').textContent =
      (document.getAnimations().length ? 'plays; ' : 'rests; ')
      + lines.map(line => line.textContent).join(', ');
    </script>
    """

  /// What a person with a mouse or a keyboard does.
  @Test(.needs("chromium")) func buttonsAndLabelsGoFromStepToStep() async throws {
    let lesson = try AlbumTests.lesson("circuit")
    let one = try await lesson.figures(.htmlSteps).map(\.text)[0]
    let other = try await lesson.figures(.htmlSteps, as: Appearance(theme: .dark)).map(\.text)[0]
    let report = try Browser.report(
      of: """
        \(one)\(other)<pre id="report"></pre><script>
        const [one, other] = document.querySelectorAll('.gradstep-steps');
        const step = piece => [...piece.querySelectorAll('.gs-header')]
          .filter(line => getComputedStyle(line).visibility === 'visible')
          .map(line => line.textContent.match(/step (.) of/)[1]).join();
        const press = words => [...one.querySelectorAll('label')].find(label =>
          label.textContent.includes(words) && getComputedStyle(label).display !== 'none').click();
        const seen = [step(one)];
        for (const words of ['Previous', 'Next', 'Next', 'Previous', 'Next', 'Next', 'Next', 'Next',
          'Next']) {
          press(words);
          seen.push(step(one));
        }
        const names = [...document.querySelectorAll('[id]')].map(element => element.id);
        document.getElementById('report').textContent = [seen.join(''), step(other),
          new Set(names).size === names.length, document.activeElement.ariaLabel].join('; ');
        </script>
        """
    )
    let words = try #require(report)
    #expect(words.hasPrefix("0012123455; 0; true; "), "\(words)")
  }

  @Test func everyStepHasAName() async throws {
    let lesson = try AlbumTests.lesson("circuit")
    let text = try await lesson.figures(.htmlSteps).map(\.text)[0]
    let names = text.matches(of: /<input [^>]* aria-label="([^"]*)"/).map { String($0.output.1) }
    #expect(names.count == 6 && Set(names).count == 6)
    #expect(names[3].hasPrefix("circuit: Step 3 of 5, seed: seed: ∂f/∂f = 1"))
  }

  @Test(arguments: [OutputFormat.animatedSVG, .htmlSteps].map(\.name))
  func ofOneStepThereIsAFigure(name: String) async throws {
    let format = try #require(OutputFormat.named(name))
    let lesson = try AlbumTests.lesson("circuit")
    let album = try await lesson.figures(format, steps: [4]).map(\.text)[0]
    let plain = try await lesson.figures(.svg, steps: [4]).map(\.text)[0]
    #expect(!album.contains("hidden\"") && !album.contains("@keyframes"))
    #expect(!album.contains("<input") && !album.contains("animation"))
    let title = try #require(plain.firstMatch(of: /<title>.*<\/title>\n<desc>.*<\/desc>/)).output
    #expect(album.contains(title))
    #expect(
      album.matches(of: /<(text|rect|path|polygon)/).count
        == plain.matches(of: /<(text|rect|path|polygon)/).count
    )
  }

  @Test func theTimeOfAStepIsThatWhichIsWanted() async throws {
    let lesson = try Lesson("y = x^2", "x = 3")
    let usual = try await lesson.figures(.animatedSVG).map(\.text)[0]
    // Four steps, of which the last one rests twice as long as the others.
    #expect(usual.contains(" g{animation:12.5s step-end infinite}"))
    #expect(
      usual.contains("<desc>An animation of 4 steps, 2.5 seconds for each; the last one: pull back")
    )
    let fast = try await lesson.figures(.animatedSVG, as: Appearance(secondsPerStep: 0.5)).map(
      \.text
    )[0]
    #expect(fast.contains(" g{animation:2.5s step-end infinite}"))
    // Both can stand in a page.
    let names = try [usual, fast].map {
      try #require($0.firstMatch(of: /@keyframes (gs-[a-z]+)-0/)).output.1
    }
    #expect(names[0] != names[1])
  }

  @Test func namesCannotBreakOutOfAnAlbum() async throws {
    let lesson = try Lesson([Source(name: "s", text: "y = x^2; x = 3")], name: "a<b>&\"c\"]\n")
    for format in OutputFormat.albums {
      let text = try await lesson.figures(format).map(\.text)[0]
      #expect(format.ending == "tex" || !text.contains("<b>&") && text.contains("a&lt;b&gt;&amp;"))
    }
  }
}
