import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// Whether every text of every figure has its place, measured in a browser.
@Suite struct FigureRoomTests {
  /// The examples, and lessons that are drawn for this test alone.
  static let sources: [String] = {
    let lessons = try? Project.files(in: "Tests/GradstepTests/Lessons", ending: ".graph")
    return Example.all.map { $0.path } + (lessons ?? [])
  }()

  @Test(.needs("chromium"), arguments: sources)
  func everyTextHasItsPlace(path: String) async throws {
    let figures = try await Self.figures(path)
    #expect(try Self.report(on: figures) == "measured \(figures.count)")
  }

  /// Where numbers stand at wires, and where several nodes are one card.
  @Test(.needs("chromium"), arguments: sources, ["compact", "layers"])
  func everyTextHasItsPlaceInAView(path: String, name: String) async throws {
    let view = try #require(LessonView.all.first { $0.name == name })
    let figures = try await Self.figures(path, as: Appearance(view: view))
    #expect(try Self.report(on: figures) == "measured \(figures.count)")
  }

  /// The narrow forms of the same: stacked, cut, dense, and with repeated leaves.
  @Test(
    .needs("chromium"),
    arguments: ["Graphs/lstm.graph", "Graphs/recurrent.graph", "Graphs/attention.graph"]
  )
  func everyTextHasItsPlaceInAColumn(path: String) async throws {
    let figures = try await Self.figures(path, as: Appearance(page: Page(column: 700)))
    #expect(try Self.report(on: figures) == "measured \(figures.count)")
  }

  /// The folders of the versions of Liberation that are on the machine.
  private static let families = ["liberation", "liberation2"]
    .map { "/usr/share/fonts/truetype/\($0)" }
    .filter { FileManager.default.fileExists(atPath: $0) }

  /// Set `EVERY_FONT` to run it: each family takes as long as the test before it.
  @Test(
    .needs("chromium"),
    .enabled("EVERY_FONT is not set") { ProcessInfo.processInfo.environment["EVERY_FONT"] != nil },
    arguments: families
  )
  func everyTextHasItsPlaceInOneFamilyAlone(folder: String) async throws {
    let scratch = try TemporaryFolder()
    let configuration = scratch.url.appending(path: "fonts.conf")
    try """
    <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
    <fontconfig><dir>\(folder)</dir>
    <cachedir>\(scratch.url.path())</cachedir></fontconfig>
    """.write(to: configuration, atomically: true, encoding: .utf8)
    for path in Self.sources {
      let figures = try await Self.figures(path)
      let report = try Self.report(on: figures, fonts: configuration.path())
      #expect(report == "measured \(figures.count)", "\(path)")
    }
  }

  /// The measurement sees a label on an edge and on a card, and a name that leaves its card.
  @Test(
    .needs("chromium"),
    arguments: [
      ("local", 20.0, "lies on a card"), ("local", -20, "is on edge"),
      ("name", -12, "leaves its place"),
    ]
  )
  func aTextThatIsMovedIsSeen(role: String, way: Double, words: String) async throws {
    let place = try Regex("class=\"gs-\(role)\" x=\"([0-9.]+)\"", as: (Substring, Substring).self)
    let figures = try await Self.figures("Graphs/circuit.graph").map { figure in
      figure.replacing(place) { match in
        "class=\"gs-\(role)\" x=\"\((Double(match.output.1) ?? 0) + way)\""
      }
    }
    let report = try #require(try Self.report(on: figures))
    #expect(report.contains(words), "\(report)")
  }

  @Test(.needs("chromium")) func aTextThatRunsIntoASignIsSeen() async throws {
    let figures = try await Self.figures("Graphs/softmax-cross-entropy.graph").map { figure in
      figure.replacing(/<tspan x="([0-9.]+)" fill="none"/) { match in
        "<tspan x=\"\((Double(match.output.1) ?? 0) - 12)\" fill=\"none\""
      }
    }
    #expect(try Self.report(on: figures)?.contains(" into ⊙") == true)
  }

  private static func figures(
    _ path: String,
    as appearance: Appearance = Appearance()
  ) async throws -> [String] {
    let lesson = try Lesson([Source(name: path, text: Project.text(path))])
    return try await lesson.figures(.svg, as: appearance).map(\.text)
  }

  /// What a browser finds wrong with figures.
  static func report(on figures: [String], fonts: String? = nil) throws -> String? {
    try Browser.report(of: figures.joined() + measuringScript, fonts: fonts)
  }

  /// Reports every text that leaves its card or the canvas; every local gradient that lies on an edge,
  /// on a card, on the border or the caption of a group or on another one, that stands nearer to
  /// another edge than to its own, or far from it without a line that leads there; and every caption of
  /// a group that an edge passes.
  private static let measuringScript = """
    <pre id="report"></pre>
    <script>
    const report = [];
    const figures = document.querySelectorAll('svg');
    function box(element, cut = 0) {
      const r = element.getBoundingClientRect();
      return {l: r.left, r: r.right, t: r.top + cut * r.height, b: r.bottom - cut * r.height};
    }
    // Letters fill about two thirds of the height of their line.
    const letters = text => box(text, 0.18);
    const meet = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
    const holds = (a, b) => a.l <= b.l && a.r >= b.r && a.t <= b.t && a.b >= b.b;
    const distance = (a, p) =>
      Math.hypot(Math.max(a.l - p.x, 0, p.x - a.r), Math.max(a.t - p.y, 0, p.y - a.b));
    const nearest = (a, points) => Math.min(...points.map(p => distance(a, p)));
    function points(path) {
      const matrix = path.getScreenCTM(), result = [];
      for (let s = 0; s <= path.getTotalLength(); s += 2)
        result.push(path.getPointAtLength(s).matrixTransform(matrix));
      return result;
    }
    function inside(text, frame, room) {
      const t = text.getBoundingClientRect(), f = frame.getBoundingClientRect();
      if (t.width === 0) return;
      if (t.left < f.left + room || t.right > f.right - room || t.top < f.top
          || t.bottom > f.bottom + 1)
        report.push(text.textContent + ' leaves its place');
    }
    // What is placed in a line must find its place free.
    function passes(text) {
      // An accent is no part of the known widths, and moves what follows where a family lacks it.
      if (/\\p{M}/u.test(text.textContent)) return;
      let index = 0, isUnseen = false;
      const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const isPlaced = node.parentNode.tagName === 'tspan' && node.parentNode.hasAttribute('x');
        if (isPlaced && index > 0) {
          const [last, next] = [text.getEndPositionOfChar(index - 1), text.getStartPositionOfChar(index)];
          const over = last.x - next.x;
          // The known widths leave kerning out, and the middle dot of Liberation 2 is a third wider.
          if (over > 6 && !isUnseen) report.push(`${text.textContent}: ${over.toFixed(1)} into ${node.textContent}`);
        }
        isUnseen = node.parentNode.getAttribute('fill') === 'none';
        index += node.length;
      }
    }
    figures.forEach((figure, number) => {
      for (const text of figure.querySelectorAll('text')) passes(text);
      const atWires = [];
      for (const node of figure.querySelectorAll('.gs-node')) {
        const outline = node.querySelector('.gs-box'), wire = node.querySelector('.gs-wire');
        const texts = [...node.querySelectorAll('text')];
        for (const text of wire ? texts.slice(0, 1) : texts) inside(text, outline, 2);
        for (const text of wire ? texts.slice(1) : []) {
          inside(text, figure, 2);
          atWires.push({text: text.textContent, place: letters(text), wire: points(wire)});
        }
      }
      for (const text of figure.querySelectorAll('.gs-caption text, .gs-local')) inside(text, figure, 2);
      const cards = [...figure.querySelectorAll('.gs-node .gs-box')].map(e => box(e));
      const frames = [...figure.querySelectorAll('.gs-group .gs-frame')].map(e => box(e));
      const captions = [...figure.querySelectorAll('.gs-group text')].map(letters);
      const edges = [...figure.querySelectorAll('.gs-edge')].map(edge => ({
        id: edge.dataset.part, label: edge.querySelector('.gs-local'), leader: edge.querySelector('.gs-leader'),
        line: [...edge.querySelectorAll('path:not(.gs-leader, .gs-o)')].flatMap(points).concat(
          [...edge.querySelectorAll('polygon')].flatMap(tip => [...tip.points].map(
            point => point.matrixTransform(tip.getScreenCTM())))),
      }));
      atWires.forEach((one, index) => {
        const say = words => report.push(number + ': ' + one.text + ' ' + words);
        if (one.place.l === one.place.r) return;
        for (const edge of edges) if (nearest(one.place, edge.line) === 0) say('is on edge ' + edge.id);
        for (const other of atWires) if (nearest(one.place, other.wire) === 0) say('is on a wire');
        for (const other of atWires.slice(index + 1))
          if (meet(one.place, other.place)) say('is on ' + other.text);
        if (cards.some(card => meet(one.place, card))) say('lies on a card');
        if (captions.some(caption => meet(one.place, caption))) say('lies on a caption');
        if (frames.some(frame => meet(one.place, frame) && !holds(frame, one.place))) say('lies on a frame');
      });
      for (const edge of edges.filter(edge => edge.label)) {
        const label = letters(edge.label), own = nearest(label, edge.line);
        const say = words => report.push(number + ': ' + edge.label.textContent + ' ' + words);
        for (const other of edges) {
          const apart = nearest(label, other.line);
          if (apart === 0) say('is on edge ' + other.id);
          else if (other !== edge && apart < own - 2 && !edge.leader) say('is nearer to ' + other.id);
          if (other !== edge && other.label && meet(label, letters(other.label))) say('is on a label');
        }
        if (own > 40 && !edge.leader) say('is far away');
        if (cards.some(card => meet(label, card))) say('lies on a card');
        if (captions.some(caption => meet(label, caption))) say('lies on a caption');
        if (frames.some(frame => meet(label, frame) && !holds(frame, label))) say('lies on a frame');
      }
      if (number === 0)
        for (const caption of captions)
          for (const edge of edges)
            if (nearest(caption, edge.line) === 0) report.push(edge.id + ' passes a caption');
    });
    document.getElementById('report').textContent =
      report.length ? report.join('; ') : 'measured ' + figures.length;
    </script>
    """
}
