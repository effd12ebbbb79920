import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// The README says what is true.
@Suite struct ReadmeTests {
  @Test func itsSessionsPrintWhatTheySay() throws {
    let scratch = try TemporaryFolder()
    let sessions = try Project.text("README.md").matches(of: /```console\n((?s).*?)```/)
      .map { String($0.output.1) }
    #expect(sessions.count >= 3)
    for session in sessions {
      for (command, expected) in commands(of: session) {
        let script = command.replacing("gradstep ", with: "\"$0\" ", maxReplacements: 1)
        let run = try Program.run(
          URL(filePath: "/bin/bash"),
          ["-c", script, Program.gradstep.path()],
          folder: scratch.url
        )
        #expect(run.error + run.output == expected, "\(command)")
      }
    }
  }

  /// A compiler may read optimized code in another way.
  @Test func itsTestsAndItsInstallationAreRunInBothBuilds() throws {
    let (readme, run) = try (Project.text("README.md"), Project.text(".ci/run"))
    let optimized = "swift test -c release -Xswiftc -enable-testing"
    #expect(readme.contains("`\(optimized)`") && run.contains("\n\(optimized)\n"))
    for mark in ["tests", "install"] {
      #expect(
        readme.contains("<!-- \(mark) -->\n```sh\n") && run.contains("\nfrom_readme \(mark)\n")
      )
    }
    #expect(readme.contains("sudo install .build/release/gradstep /usr/local/bin\n"))
    #expect(run.contains("\nfor graph in Graphs/*.graph; do gradstep \"$graph\" --plain"))
  }

  @Test func itsPictureIsWhatTheExampleDraws() async throws {
    let example = try #require(Example.all.first { $0.name == "two-layer" })
    for figure in try await example.lesson().figures(.svg, steps: [10]) {
      try Golden.expect(figure.text, matches: "Documentation/\(figure.name)")
    }
  }

  @Test func itsSnippetsStandInTheCode() throws {
    let snippets = try Project.text("README.md").matches(of: /```swift\n((?s).*?)```/)
      .map { String($0.output.1) }
    let texts = try ["Sources", "Tests"].flatMap { folder in
      try Project.files(in: folder, ending: ".swift").map(Project.text)
    }
    #expect(snippets.count == 5)
    for snippet in snippets {
      // The import of the first snippet stands at the head of its file.
      let body = snippet.replacing("import Gradstep\n\n", with: "")
      #expect(texts.contains { $0.contains(body) }, "\(snippet)")
    }
  }

  @Test func itNamesEveryExample() throws {
    let readme = try Project.text("README.md")
    for example in Example.all {
      #expect(readme.contains("](Graphs/\(example.name).graph)"), "\(example.name)")
    }
  }

  @Test func itsLanguageWorksAsPrinted() throws {
    let readme = try Project.text("README.md")
    let source = try #require(readme.firstMatch(of: /```\n(# A comment(?s).*?)```/)).output.1
    let lesson = try Lesson(String(source))
    #expect(lesson.name == "L" && lesson.warnings.isEmpty)
  }

  @Test func theLibraryWorksAsPrinted() async throws {
    try await printEverySlope()
  }

  /// The commands of a session, each with what it prints.
  private func commands(of session: String) -> [(command: String, output: String)] {
    session.split(separator: "$ ").map { part in
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
    }
  }
}

func printEverySlope() async throws {
  let lesson = try Lesson("y = x^2 + 2x", "x = 3")
  for step in lesson.explanations(why: true) { print(step) }
  print(lesson.gradient(of: "x")?.elements ?? [])
  print(try lesson.jacobian().text, try lesson.check().report.text)
  for figure in try await lesson.figures(.svg, steps: [0, 7]) {
    print(figure.name, figure.text.utf8.count)
  }
}
