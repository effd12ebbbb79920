import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// Traces and Jacobians as equations of LaTeX.
@Suite struct EquationSheetTests {
  private func lesson(_ source: Source, _ sweep: LessonSweep) throws -> Lesson {
    let graph = try Lesson([source]).graph
    return try Lesson([source], flow: sweep.flow(through: graph))
  }

  private func sheet(_ text: String, flow: Flow = .gradients, precision: Int = 4) throws -> String {
    try Lesson(
      [Source(name: "s", text: text)],
      format: NumberFormat(precision: precision),
      flow: flow
    )
    .start().equations().latex
  }

  @Test(arguments: Example.all, LessonSweep.allCases)
  func everyExampleIsWellFormed(example: Example, sweep: LessonSweep) throws {
    let source = Source(name: "s", text: try Project.text(example.path))
    let text = try lesson(source, sweep).start().equations().latex
    #expect(try AlignEnvironment(text).mistakes == [])
  }

  @Test(arguments: LessonSweep.allCases)
  func everyOperationIsWellFormed(sweep: LessonSweep) throws {
    for entry in OperationLesson.all {
      let lesson = try lesson(entry.source, sweep)
      // What has no operands is worked out when it is read.
      let names = lesson.graph.nodes.indices.compactMap { lesson.graph.operation(of: $0)?.name }
      #expect(
        names.contains(entry.operation.name) || entry.operation.arity.upperBound == 0,
        "\(entry.source.text)"
      )
      let mistakes = try AlignEnvironment(lesson.start().equations().latex).mistakes
      #expect(mistakes == [], "\(entry.source.text)")
    }
  }

  @Test(arguments: Example.all, [1, 17])
  func everyPrecisionIsWellFormed(example: Example, digits: Int) throws {
    let text = try sheet(try Project.text(example.path), precision: digits)
    #expect(try AlignEnvironment(text).mistakes == [])
  }

  @Test(arguments: Example.all)
  func everyJacobianIsWellFormed(example: Example) throws {
    let graph = try example.lesson().graph
    let variables = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    let report = JacobianReport(Jacobian(of: graph, withRespectTo: variables), of: graph)
    #expect(try AlignEnvironment(report.equations().latex).mistakes == [])
  }

  @Test(.needs("pdflatex")) func aDocumentWithAmsmathAloneCompiles() throws {
    var parts: [String] = []
    for sweep in LessonSweep.allCases {
      for example in Example.all {
        let source = Source(name: "s", text: try Project.text(example.path))
        parts.append(try lesson(source, sweep).start().equations().latex)
      }
      for entry in OperationLesson.all {
        parts.append(try lesson(entry.source, sweep).start().equations().latex)
      }
    }
    parts.append(
      try sheet("loss = ‖α·θ_1 − ŷ‖ + größe_out^2; α=2; θ_1=1e-9; ŷ=1/3; größe_out=relu(1)")
    )
    let scratch = try TemporaryFolder()
    let document = """
      \\documentclass{article}
      \\usepackage{amsmath}
      \\allowdisplaybreaks
      \\begin{document}
      \(parts.joined(separator: "\nText.\n\n"))
      \\end{document}

      """
    try Data(document.utf8).write(to: scratch.url.appending(path: "a.tex"))
    let run = try Program.run(
      try #require(Program.installed("pdflatex")),
      ["-interaction=nonstopmode", "-halt-on-error", "a.tex"],
      folder: scratch.url
    )
    #expect(run.status == 0, "\(run.output.suffix(2000))")
  }

  @Test func aLongEquationIsBrokenAtItsSigns() throws {
    let text = try sheet("y = x·exp(x) + relu(z) - x; x = 3; z = 1")
    #expect(
      text.contains(
        """
        \\cdot \\frac{\\partial v_{1}}{\\partial x} \\notag \\\\
        &\\approx 1\\cdot (-1) + 1\\cdot 20.09 + 3\\cdot 20.09 \\approx 79.34
        \\end{align}
        """
      ),
      "\(text)"
    )
  }

  @Test func aSumThatFillsLinesIsBrokenBetweenItsTerms() throws {
    let uses = (1...9).map { "tanh(\($0) x)" }.joined(separator: " + ")
    let text = try sheet("y = \(uses); x = 0.5")
    #expect(text.contains(" \\notag \\\\\n&\\quad + \\frac{\\mathrm{d}y}"), "\(text)")
    #expect(text.contains("+ \\cdots + "))
  }

  @Test func aListIsBrokenBehindItsCommas() throws {
    let list = (1...60).map { "\($0) x" }.joined(separator: ", ")
    let text = try sheet("y = [\(list)]; x = 0.5")
    #expect(
      text.contains("v_{9}, \\notag \\\\\n&\\quad v_{10}")
        || text.contains(", \\notag \\\\\n&\\quad v_")
    )
    #expect(try AlignEnvironment(text).mistakes == [])
  }

  @Test func aLongLeftSideHasALineOfItsOwn() throws {
    let lesson = try Example.all.first { $0.name == "two-layer" }?.lesson()
    let graph = try #require(lesson?.graph)
    let variables = graph.nodes.indices.filter { graph.nodes[$0].kind == .variable }
    let report = JacobianReport(Jacobian(of: graph, withRespectTo: variables), of: graph)
    let text = report.equations().latex
    let opening = "\\ldots, b_{u,2})} \\notag \\\\\n&\\quad \\approx \\begin{bmatrix}"
    #expect(text.contains(opening), "\(text)")
  }

  @Test func documentsHaveTheFormatsOfOneList() throws {
    let lesson = try Lesson("y = x^2", "x = 3")
    for format in OutputFormat.documents {
      let text = try #require(format.document(of: lesson.start(), source: lesson.source))
      #expect(text.prefix(OutputFormat.markReach).contains(format.mark), "\(format.name)")
    }
    #expect(OutputFormat.documents.map(\.name) == ["json", "latex", "mathml"])
    #expect(OutputFormat.svg.document(of: lesson.start(), source: lesson.source) == nil)
  }
}
