import Gradstep
import Testing
import _GradstepTestSupport

/// What every example looks like in a terminal.
@Suite struct TerminalGoldenTests {
  @Test(arguments: Example.all)
  func drawingsOfAnExampleStayAsTheyAre(example: Example) async throws {
    let lesson = try example.lesson()
    let builder = lesson.storyboard()
    let forward = lesson.trace.steps.last { $0.phase == .forward }?.index ?? 0
    var text = ""
    for (title, direction, isASCII, isTight) in Self.ways {
      let diagram = builder.diagram.inCells(isASCII: isASCII)
      let layout = try await Graphviz.layout(diagram, direction: direction, spacing: .cells)
      let graph = TerminalGraph(diagram, layout: layout, isASCII: isASCII, isTight: isTight)
      for frame in builder.frames([forward, builder.captions.count - 1]) {
        text += "\(title), \(graph.columns)×\(graph.rows), \(frame.caption.header.plain)\n"
        for line in graph.lines(frame, columns: 0..<graph.columns, rows: 0..<graph.rows) {
          text += line.plain + "\n"
        }
        text += "\n"
      }
    }
    try Golden.expect(
      text,
      matches: "Tests/GradstepTests/Golden/\(example.name)/\(example.name).terminal.txt"
    )
  }

  private static let ways: [(String, DirectionChoice, isASCII: Bool, isTight: Bool)] = [
    ("left to right", .leftToRight, false, false),
    ("left to right, tight", .leftToRight, false, true),
    ("top to bottom", .topToBottom, false, false),
    ("left to right, ASCII", .leftToRight, true, false),
    ("top to bottom, ASCII, tight", .topToBottom, true, true),
  ]
}
