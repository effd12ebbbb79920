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
    let graphs = try await lesson.terminalGraphs()
    let ways = [
      ("left to right", graphs[0]), ("left to right, tight", graphs[1]),
      ("left to right, ASCII", try await lesson.terminalGraphs(isASCII: true)[0]),
    ]
    var text = ""
    for (title, graph) in ways {
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
}
