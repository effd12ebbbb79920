import Foundation
import Testing
import _GradstepTestSupport

/// What a library user writes, compiled outside of the package.
@Suite struct LibraryTests {
  /// What the compiler says of a file that imports the library.
  private func diagnostics(of text: String) throws -> String {
    let products = Program.gradstep.deletingLastPathComponent()
    let scratch = products.deletingLastPathComponent().deletingLastPathComponent()
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).swift")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let maps = [
      scratch.appending(
        path: "checkouts/swift-numerics/Sources/_NumericsShims/include/module.modulemap"
      ), Project.root.appending(path: "Sources/CGraphviz/module.modulemap"),
    ]
    let pkgConfig = try #require(Program.installed("pkg-config"))
    let flags = try Program.run(pkgConfig, ["--cflags", "libgvc"]).output
      .split(whereSeparator: \.isWhitespace).map(String.init)
    let swiftc = try #require(Program.installed("swiftc"))
    let run = try Program.run(
      swiftc,
      ["-typecheck", "-swift-version", "6", "-I", products.appending(path: "Modules").path()]
        + (maps.map { "-fmodule-map-file=\($0.path())" } + flags).flatMap { ["-Xcc", $0] }
        + [file.path()]
    )
    return run.output + run.error
  }

  @Test func theReadmeCompiles() throws {
    let readme = try Project.text("README.md")
    let code = try #require(readme.firstMatch(of: /```swift\n(import Gradstep(?s).*?)```/)).output.1
    #expect(try diagnostics(of: String(code)) == "")
  }

  @Test func whatALibraryUserNeedsIsPublic() throws {
    let code = """
      import Foundation
      import Gradstep

      func everything() async throws {
        var lesson = try Lesson(
          [Source(name: "s", text: "y = tanh(w·x)")],
          name: "line",
          format: NumberFormat(precision: 3),
          flow: .gradients,
          descent: Descent(rate: 0.1, epochs: 2),
          valueSeed: 1,
          inventsLeaves: true
        )
        lesson = try lesson.changed(by: Source(name: "change", text: "w = 2"))
        print(lesson.name, lesson.source, lesson.warnings.map(\\.summary))
        print(lesson.value(of: "w")?.elements ?? [], lesson.gradient(of: "w")?.dimensions ?? [])
        print(lesson.explanations(why: true), lesson.document(.json) ?? "")
        for format in OutputFormat.figures {
          let figures = try await lesson.figures(
            format,
            as: Appearance(theme: .dark, why: true, lettering: .paths, dotsPerInch: 96)
          )
          for figure in figures { print(figure.name, figure.step, try figure.bytes.count) }
        }
        for format in OutputFormat.albums where format.isPlayed {
          let album = try await lesson.figures(format, steps: [0, 2], as: Appearance(secondsPerStep: 4))
          for figure in album { print(figure.name, figure.step, figure.text) }
        }
        let check = try lesson.check(tolerance: 1e-6) { print($0) }
        let reports = [
          lesson.gradients, try lesson.jacobian(withRespectTo: ["w"]), try lesson.jacobianByLayer(),
          try lesson.cost(), check.report, try SourceReading([]).report,
        ]
        for report in reports { print(report.text, report.json, report.latex ?? "") }
        print(try lesson.jacobianMatrix().elements, check.holds)
        var quiz = Quiz(lesson, asking: .backward)
        while let question = quiz.question {
          print(question, quiz.hint() ?? "", quiz.answer("1").words, quiz.giveUp() ?? "")
        }
        print(quiz.score, quiz.points, quiz.count, Theme.all.map(\\.name))
      }

      func missing(_ lesson: Lesson) async {
        do throws(FigureError) {
          _ = try await lesson.figures(.png)
        } catch {
          switch error {
          case .layout(let error): print(error.summary, error.advice)
          case .noNode(let words): print(words)
          case .conversion(let error): print(error)
          }
        }
      }

      func mistakes() {
        do throws(DiagnosticsError) {
          _ = try Lesson("y = ")
        } catch {
          for diagnostic in error.diagnostics { print(diagnostic.severity, diagnostic.range as Any) }
          print(error)
        }
      }
      """
    #expect(try diagnostics(of: code) == "")
  }

  @Test func whatRoomsShareIsNotPublic() throws {
    for use in ["lesson.trace", "lesson.storyboard()", "Parser.parse", "Graph.self", "Text()"] {
      let said = try diagnostics(of: "import Gradstep\nfunc f(_ lesson: Lesson) { _ = \(use) }")
      let isHidden = ["'package' protection level", "cannot find"].contains { said.contains($0) }
      #expect(isHidden, "\(use): \(said)")
    }
  }

  /// A library user also imports Foundation, and perhaps a framework for windows.
  @Test func noPublicTypeHasANameThatOthersUse() throws {
    let names: Set = [
      "Text", "Shape", "Layout", "Group", "Table", "View", "Color", "Font", "Image", "Label",
      "Link",
      "Menu", "Path", "Section", "Operation", "Notification", "Process", "Scene", "Stepper", "Form",
      "Formatter", "Data", "Date", "Locale", "Measurement", "Unit", "Dimension", "Port", "Stream",
      "Bundle", "Point", "Rectangle", "Circle", "Environment", "Gesture", "Animation", "Alignment",
    ]
    var types: [String] = []
    for file in try Project.files(in: "Sources", ending: ".swift") {
      let text = try Project.text(file)
      types += text.matches(of: /(?m)^public (?:indirect )?(?:struct|enum|protocol|class) (\w+)/)
        .map { String($0.1) }
    }
    #expect(types.contains("Lesson"))
    #expect(names.isDisjoint(with: types), "\(names.intersection(types))")
  }
}
