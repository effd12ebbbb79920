import Gradstep
import Testing
import _GradstepTestSupport

/// What every example looks like, in every format.
@Suite struct GoldenTests {
  /// What is made of the SVG is another with another version of the library that makes it.
  @Test(arguments: Example.all, OutputFormat.figures.filter { $0.conversion == nil }.map(\.name))
  func figuresOfAnExampleStayAsTheyAre(example: Example, format: String) async throws {
    let lesson = try example.lesson()
    let output = try #require(OutputFormat.named(format))
    for figure in try await lesson.figures(output, steps: example.goldenSteps(of: lesson)) {
      try Golden.expect(
        figure.text,
        matches: "Tests/GradstepTests/Golden/\(example.name)/\(figure.name)"
      )
    }
  }

  @Test(arguments: OutputFormat.albums.map(\.name))
  func albumsOfAnExampleStayAsTheyAre(format: String) async throws {
    let lesson = try #require(Example.all.first { $0.name == "circuit" }).lesson()
    let output = try #require(OutputFormat.named(format))
    for figure in try await lesson.figures(output) {
      try Golden.expect(
        figure.text,
        matches: "Tests/GradstepTests/Golden/circuit/circuit-\(format).\(output.ending)"
      )
    }
  }

  @Test(arguments: Example.all)
  func traceOfAnExampleStaysAsItIs(example: Example) throws {
    let lesson = try example.lesson()
    try Golden.expect(
      lesson.start().traceDocument(source: lesson.source).text,
      matches: "Tests/GradstepTests/Golden/\(example.name)/\(example.name).json"
    )
  }

  @Test(arguments: ["two-layer", "circuit"])
  func equationsOfAnExampleStayAsTheyAre(name: String) throws {
    let lesson = try #require(Example.all.first { $0.name == name }).lesson()
    try Golden.expect(
      lesson.start().equations().latex,
      matches: "Tests/GradstepTests/Golden/\(name)/\(name).tex"
    )
  }
}

extension Example {
  /// The first step forward, the first but one backward, and the last: each phase at work.
  fileprivate func goldenSteps(of lesson: Lesson) -> [Int] {
    let last = lesson.trace.steps.count - 1
    let backward = lesson.trace.steps.first { $0.phase == .backward }?.index ?? last
    return Set([1, min(backward + 1, last), last]).sorted()
  }
}
