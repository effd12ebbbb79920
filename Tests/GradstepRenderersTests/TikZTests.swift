import Foundation
import Gradstep
import GradstepText
import Testing
import _GradstepTestSupport

/// Figures in LaTeX: pdflatex sets them, whatever they say.
@Suite struct TikZTests {
  @Test(.needs("pdflatex"))
  func aFigureCompilesOnItsOwn() async throws {
    let lesson = try #require(Example.all.first { $0.name == "two-layer" }).lesson()
    for theme in Theme.all {
      for figure in try await lesson.figures(.tikz, steps: [10], as: Appearance(theme: theme)) {
        try Self.compile(figure.text, parts: [])
      }
    }
  }

  @Test(.needs("pdflatex"))
  func figuresOfEveryExampleGoIntoNotes() async throws {
    var parts: [String] = []
    for example in Example.all {
      let lesson = try example.lesson()
      let last = lesson.trace.steps.count - 1
      parts += try await lesson.figures(.tikz, steps: [1, last / 2, last - 1]).map(\.text)
    }
    try Self.compile(Self.notes(of: parts.count), parts: parts)
  }

  @Test(.needs("pdflatex"))
  func namesOfAnyScriptCompile() async throws {
    var parts: [String] = []
    for lesson in EscapingTests.lessons {
      parts += try await EscapingTests.lesson(lesson).figures(.tikz, steps: [0, 3]).map(\.text)
    }
    try Self.compile(Self.notes(of: parts.count), parts: parts)
  }

  /// Every character that a name or a title may bring, in a text and in a formula.
  @Test(.needs("pdflatex"))
  func everyLetterAndSignCompiles() throws {
    let blocks: [ClosedRange<UInt32>] = [
      0x20...0x17F, 0x2B0...0x3FF, 0x1D00...0x1DBF, 0x2000...0x23FF, 0x27C0...0x27EF,
      0xFE00...0xFE0F, 0xFF00...0xFF5E, 0x1D400...0x1D7FF,
    ]
    var text: [UInt8] = []
    for value in blocks.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for mode in [LaTeXSpelling.Mode.text, .bold] {
        LaTeXSpelling.write(String(scalar), mode, to: &text)
        LaTeXSpelling.write("x\(scalar)", mode, to: &text)
      }
      for formula in [String(scalar), "x\(scalar)"] {
        text += Array("$\\mathit{".utf8)
        LaTeXSpelling.write(formula, .formula, to: &text)
        text += Array("}^{\\mathrm{".utf8)
        LaTeXSpelling.write(formula, .formula, to: &text)
        text += Array("}}$ ".utf8)
      }
      text.append(UInt8(ascii: "\n"))
    }
    let body = String(decoding: text, as: UTF8.self)
    for encoding in ["T1", "OT1"] {
      let head = "\\documentclass{article}\\usepackage[\(encoding)]{fontenc}"
      try Self.compile(
        "\(head)\\usepackage{amsmath,amssymb}\\begin{document}\n\(body)\\end{document}\n",
        parts: []
      )
    }
  }

  @Test(arguments: [
    ("W", "W"), ("a_b", "a\\_b"), ("50%", "50\\%"), ("x\u{302}", "$\\hat{x}$"),
    ("σ·x", "${\\sigma}$\\textperiodcentered{}x"), ("名", "\\text{\\upshape U{+}540D}"),
    ("10⁻⁵", "10${}^{-}$${}^{5}$"), ("𝑥", "x"), ("--", "{-}{-}"), ("a\u{202E}b", "ab"),
  ])
  func textIsSpelled(text: String, spelling: String) {
    var latex: [UInt8] = []
    LaTeXSpelling.write(text, .text, to: &latex)
    #expect(String(decoding: latex, as: UTF8.self) == spelling)
  }

  @Test func columnsOfNumbersHaveCellsOfOneWidth() async throws {
    let lesson = try Lesson("y = A·x", "A = [[1.25, -10], [300, 4]]", "x = [2, 1]")
    for figure in try await lesson.figures(.tikz, steps: [1]) {
      let rows = figure.text.matches(of: /\\gsrow\{([0-9.]+)\}\{(.*?)\}\};/)
      #expect(rows.count >= 4 && Set(rows.map(\.output.1)) == ["7.224"])
      // Both rows of the matrix have as many cells.
      #expect(Set(rows.prefix(2).map { $0.output.2.matches(of: /\\g\{/).count }).count == 1)
    }
  }

  /// A frame with all steps, on its own and between others, in each theme.
  @Test(.needs("pdflatex"), .needs(file: "beamer.cls", ofDebian: "texlive-latex-recommended"))
  func anAlbumHasAnOverlayForEachStep() async throws {
    for (name, theme) in [("circuit", Theme.auto), ("softmax-cross-entropy", .dark)] {
      let lesson = try #require(Example.all.first { $0.name == name }).lesson()
      let steps = lesson.trace.steps.count
      for figure in try await lesson.figures(.beamer, as: Appearance(theme: theme)) {
        #expect(try Self.compile(figure.text, parts: []) == steps)
        let slides = """
          \\documentclass{beamer}\\usepackage{standalone,amsmath,amssymb,tikz}
          \\begin{document}\\begin{frame}before\\end{frame}\\begin{frame}{title}\\centering
          \\resizebox{!}{.8\\textheight}{\\input{part-0}}\\end{frame}
          \\begin{frame}behind\\end{frame}\\end{document}

          """
        #expect(try Self.compile(slides, parts: [figure.text]) == steps + 2)
      }
    }
  }

  @Test func whatStaysIsOnAllOverlays() async throws {
    let lesson = try Lesson("y = x^2", "x = 3")
    for figure in try await lesson.figures(.beamer) {
      let overlays = Set(figure.text.matches(of: /\\only<([^>]*)>/).map { String($0.output.1) })
      #expect(overlays.isSuperset(of: ["1", "2", "3", "4-", "1,3", "2-"]), "\(overlays)")
      #expect(!overlays.contains("1-"))
    }
  }

  /// Notes with so many figures, in the faces of their own.
  private static func notes(of count: Int) -> String {
    let figures = (0..<count).map { "\\resizebox{10cm}{!}{\\input{part-\($0)}}\\clearpage\n" }
    return "\\documentclass{article}\\usepackage{standalone,amsmath,amssymb,tikz}"
      + "\\begin{document}\n\(figures.joined())\\end{document}\n"
  }

  /// Compiles a document, and gives back how many pages it has.
  @discardableResult
  private static func compile(_ text: String, parts: [String]) throws -> Int? {
    let scratch = try TemporaryFolder()
    for (number, part) in parts.enumerated() {
      let file = scratch.url.appending(path: "part-\(number).tex")
      try part.write(to: file, atomically: true, encoding: .utf8)
    }
    let file = scratch.url.appending(path: "main.tex")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let run = try Program.run(
      #require(Program.installed("pdflatex")),
      ["-interaction=batchmode", "-halt-on-error", "main.tex"],
      folder: scratch.url
    )
    let log = String(
      decoding: try Data(contentsOf: scratch.url.appending(path: "main.log")),
      as: UTF8.self
    )
    let lines = log.split(separator: "\n")
    let errors = lines.filter { $0.hasPrefix("!") || $0.hasPrefix("l.") || $0.contains("Missing") }
    #expect(run.status == 0 && errors.isEmpty, "\(errors.prefix(5)) \(run.output.suffix(500))")
    return log.firstMatch(of: /\((\d+) pages?,/).flatMap { Int($0.output.1) }
  }
}
