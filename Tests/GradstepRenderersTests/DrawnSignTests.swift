import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepRenderers

/// Signs that common fonts lack are drawn, and stand where a font would have them.
@Suite struct DrawnSignTests {
  /// Of what the faces lack, all is drawn but letters, and what terminals build brackets with.
  @Test func whatIsNotALetterIsDrawn() {
    let signs = (0x80..<0x3000).compactMap { Unicode.Scalar(UInt32($0)) }
    let rest = signs.filter { TextMetrics.isBorrowed($0) && !DrawnSign.isDrawn($0) }
    #expect(Set(rest) == Set("ⁱⱼₖₘₙ⎡⎢⎣⎤⎥⎦".unicodeScalars))
    #expect(signs.filter(DrawnSign.isDrawn).count == 37)
  }

  /// Faces have these: as text they can be selected, and look like their neighbours.
  @Test func whatFontsHaveIsText() {
    #expect(!"−·×∂≈√∑…¹²³½→′".unicodeScalars.contains(where: DrawnSign.isDrawn))
  }

  @Test(arguments: TextMetrics.Face.allCases)
  func aSignStaysInItsRoom(face: TextMetrics.Face) throws {
    for scalar in (0x80..<0x3000).compactMap({ Unicode.Scalar(UInt32($0)) }) {
      guard let sign = DrawnSign(scalar) else { continue }
      var bytes: [UInt8] = []
      let pen = SignPen(place: Point(x: 1000, y: 0), size: 100, face: face, isBold: false)
      pen.write(sign, for: scalar, to: &bytes)
      let path = String(decoding: bytes, as: UTF8.self)
      // Pointed corners may reach a little further, as serifs do.
      let width = TextMetrics.width(of: String(scalar), face: face, size: 100)
      let room = 995...1005 + width
      let places = try path.matches(of: /[ML]([0-9.]+),/).map { try #require(Double($0.output.1)) }
      #expect(!places.isEmpty && places.allSatisfy(room.contains), "\(scalar): \(places)")
    }
  }

  private static func written(_ text: Text, _ role: Mark.Role = .line) -> String {
    let line = Mark.Line(text: text, role: role, place: Point(x: 10, y: 20))
    var bytes: [UInt8] = []
    SVGText(line, within: .value, .auto).write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func whatFollowsASignBeginsBehindIt() throws {
    let svg = Self.written("a ⊙ b")
    let size = Theme.auto.size(of: .line)
    let x = try #require(svg.firstMatch(of: /<tspan x="([0-9.]+)"> b</)).output.1
    let width = TextMetrics.width(of: "a ⊙", face: .serif, size: size)
    #expect(abs(try #require(Double(x)) - 10 - width) < 0.01)
    // The text is whole for who copies it.
    #expect(svg.replacing(/<[^>]*>/, with: "") == "a ⊙ b")
    #expect(svg.contains(" fill=\"none\">⊙</tspan>"))
  }

  @Test func aSignHasTheColourOfItsRun() {
    let run = Self.written(Text("⋯", .gradient) + Text("⊙"))
    #expect(
      run.contains("<path class=\"gs-g gs-o\"") && run.contains("<path class=\"gs-line gs-o\"")
    )
    #expect(Self.written("⋯", .number).contains("<path class=\"gs-v gs-o\""))
    #expect(Self.written("a").contains("<path") == false)
  }

  /// In each figure of each example, and so in each theme; the line of an edge is not that of its text.
  @Test(.needs("chromium"), arguments: ["attention", "lstm", "batch"])
  func aBrowserPaintsSignsAsTheirTexts(name: String) async throws {
    let example = try #require(Example.all.first { $0.name == name })
    let figures = try await example.lesson().figures(.svg).map(\.text)
    let report = try #require(try Browser.report(of: figures.joined() + Self.script))
    #expect(report.hasPrefix("painted "), "\(report)")
    let lined = figures.map { $0.replacing(" style=\"stroke:none\"", with: "") }
    if lined != figures {
      #expect(try Browser.report(of: lined.joined() + Self.script)?.contains("has a line") == true)
    }
    let grey = figures.map { $0.replacing("gs-d gs-o", with: "gs-o") }
    #expect(try Browser.report(of: grey.joined() + Self.script)?.contains("is not like") == true)
  }

  private static let script = """
    <pre id="report"></pre><script>
    const report = [], signs = [...document.querySelectorAll('path.gs-o')];
    for (const sign of signs) {
      let text = sign;
      while (text.tagName !== 'text') text = text.previousElementSibling;
      const style = getComputedStyle(sign);
      const name = [...sign.classList].find(name => /^gs-[vgd]$/.test(name));
      // What has the class of a run, or else the text itself; numbers have that of their group.
      const run = name && text.querySelector('.' + name) || text;
      const other = text.classList.contains('gs-shape') ? text : run;
      if (style.fill !== getComputedStyle(other).fill)
        report.push(`${text.textContent} is not like its text: ${style.fill}`);
      if (style.stroke !== 'none') report.push(text.textContent + ' has a line');
    }
    document.getElementById('report').textContent =
      report.length ? [...new Set(report)].join('; ') : 'painted ' + signs.length;
    </script>
    """

  /// No reader leaves a sign out, as CairoSVG does with what its first font lacks.
  @Test(.needs(Reader.librsvg)) func librsvgShowsSigns() async throws {
    try await expectSigns(in: .librsvg)
  }

  @Test(.needs(Reader.cairoSVG)) func cairoSVGShowsSigns() async throws {
    try await expectSigns(in: .cairoSVG)
  }

  @Test(.needs(Reader.resvg)) func resvgShowsSigns() async throws {
    try await expectSigns(in: .resvg)
  }

  private func expectSigns(in reader: Reader) async throws {
    let lesson = try Lesson("y = tanh(x) ⊙ x", "x = [1, 2, 3, 4, 5, 6, 7, 8, 9]")
    let figure = try #require(try await lesson.figures(.svg, steps: [5]).map(\.text).first)
    let plain = figure.replacing(/<path class="gs-\w+ gs-o"[^>]*\/>/, with: "")
    let unseen = figure.replacing(/<tspan[^>]* fill="none">[^<]*<\/tspan>/, with: "")
    #expect(figure != plain && figure != unseen)
    let picture = try reader.picture(of: figure)
    #expect(try picture != reader.picture(of: plain))
    // The text in the place of a sign shows nowhere.
    #expect(try picture == reader.picture(of: unseen))
  }
}
