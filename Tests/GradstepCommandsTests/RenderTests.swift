import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// The `render` command, run as a person runs it.
@Suite struct RenderTests {
  static let twoLayer = [
    "Y = f(U·f(W·x+b)+b_u)", "f=tanh", "x=[1,-2]", "W=[[0.5,-0.3],[0.8,0.1],[-0.4,0.9]]",
    "b=[0.1,0,-0.2]", "U=[[1,-1,0.5],[0.3,0.7,-0.6]]", "b_u=[0.05,-0.1]",
  ]

  private func gradstep(_ arguments: String..., in folder: TemporaryFolder) throws -> Program {
    try Program.run(Program.gradstep, arguments, folder: folder.url)
  }

  @Test func theNetworkOfTwoLayersHasFourteenFigures() throws {
    let scratch = try TemporaryFolder()
    let run = try Program.run(
      Program.gradstep,
      ["render"] + Self.twoLayer + ["-o", "out"],
      folder: scratch.url
    )
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    #expect(run.output == "out/Y-00.svg to out/Y-13.svg: 14 files\n")
    let names = (0...13).map { "Y-\($0 < 10 ? "0" : "")\($0).svg" }
    #expect(try scratch.files(in: "out") == names)
  }

  @Test(arguments: [
    ("0,3...4,last", ["y-00", "y-03", "y-04", "y-09"]), ("last", ["y-09"]), ("9", ["y-09"]),
    ("2,2,1", ["y-01", "y-02"]),
  ])
  func theChosenStepsAreWritten(steps: String, names: [String]) throws {
    let scratch = try TemporaryFolder()
    let run = try gradstep(
      "render",
      "y = x^2 + 2x + c",
      "x=3",
      "c=1",
      "--steps",
      steps,
      in: scratch
    )
    #expect(run.status == 0, "\(run.error)")
    #expect(try scratch.files(in: "y") == names.map { "\($0).svg" })
  }

  @Test(arguments: ["12", "3...2", "x", "", "1,,2", "0...12"])
  func aStepThatThereIsNotIsAnError(steps: String) throws {
    let scratch = try TemporaryFolder()
    let run = try gradstep("render", "y = x^2", "x=3", "--steps", steps, in: scratch)
    #expect(run.status == 1 || run.status == 64)
    #expect(run.error.contains("step"))
    #expect((try? scratch.files(in: "y"))?.isEmpty ?? true)
  }

  @Test func oneStepCanGoToAFileOrToStandardOutput() throws {
    let scratch = try TemporaryFolder()
    let file = try gradstep(
      "render",
      "y = x^2",
      "x=3",
      "--steps",
      "last",
      "-o",
      "figure.dot",
      in: scratch
    )
    #expect(file.output == "figure.dot\n")
    let piped = try gradstep(
      "render",
      "y = x^2",
      "x=3",
      "--steps",
      "last",
      "-o",
      "-",
      "--format",
      "dot",
      in: scratch
    )
    let written = try String(
      contentsOf: scratch.url.appending(path: "figure.dot"),
      encoding: .utf8
    )
    #expect(piped.output == written && written.contains("\ndigraph"))
    let several = try gradstep("render", "y = x^2", "x=3", "-o", "figure.svg", in: scratch)
    #expect(several.status == 1 && several.error.contains("one file"))
  }

  @Test(
    arguments: OutputFormat.figures.filter { $0.conversion == nil }.map(\.name),
    Theme.all.map(\.name)
  )
  func everyFormatTakesEveryTheme(format: String, theme: String) throws {
    let scratch = try TemporaryFolder()
    let options = ["--format", format, "--theme", theme]
    let run = try Program.run(
      Program.gradstep,
      ["render", "y = x^2", "x=3", "--steps", "last"] + options,
      folder: scratch.url
    )
    let ending = try #require(OutputFormat.named(format)).ending
    #expect(run.status == 0 && run.output == "y/y-03.\(ending)\n", "\(run.error)")
    let text = try String(
      contentsOf: scratch.url.appending(path: "y/y-03.\(ending)"),
      encoding: .utf8
    )
    // Only a dark figure of a format without pages has the light ink on a ground of its own.
    let isDark = text.lowercased().contains("e8eaed")
    #expect(isDark == (theme == "dark" || theme == "auto" && format == "svg"))
    let wrong = try gradstep("render", "y = x^2", "x=3", "--theme", "red", in: scratch)
    #expect(wrong.status == 64 && wrong.error.contains("'red' is none of auto, light, dark"))
  }

  @Test func aMistakeWritesNoFile() throws {
    let scratch = try TemporaryFolder()
    let run = try gradstep("render", "y = W·x", "x=[1,2]", in: scratch)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.error.contains("'W' is used and never given"))
    #expect(try scratch.files().isEmpty)
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    let scratch = try TemporaryFolder()
    try Data().write(to: scratch.url.appending(path: "taken"))
    let run = try gradstep("render", "y = x^2", "x=3", "-o", "taken", in: scratch)
    #expect(run.status == 1 && run.error.contains("taken"))
    let below = try gradstep("render", "y = x^2", "x=3", "-o", "taken/below", in: scratch)
    #expect(below.status == 1 && below.error.contains("taken/below"))
  }

  /// A limit on the size of files fails a write in its middle, as a full disk does.
  @Test func aFileThatCannotBeWrittenWholeIsNotThere() throws {
    let scratch = try TemporaryFolder()
    let shell = URL(filePath: "/bin/bash")
    let command = "ulimit -f 4; exec \"$0\" \"$@\""
    let run = try Program.run(
      shell,
      ["-c", command, Program.gradstep.path(), "render"] + Self.twoLayer + ["-o", "out"],
      folder: scratch.url
    )
    #expect(run.status == 1 && run.error.contains("cannot write 'out/Y-00.svg'"), "\(run.error)")
    #expect(try scratch.files(in: "out").isEmpty)
  }

  @Test func anInterruptLeavesOnlyWholeFilesAndSaysSo() throws {
    let scratch = try TemporaryFolder()
    let terms = Array(repeating: "x", count: 150).joined(separator: " + ")
    let process = Process()
    process.executableURL = Program.gradstep
    process.arguments = ["render", "y = \(terms)", "x=1", "-o", "out"]
    process.currentDirectoryURL = scratch.url
    let said = Pipe()
    process.standardError = said
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    // A file that is being written does not count: the interrupt removes it.
    func isUnderWay() -> Bool {
      ((try? scratch.files(in: "out")) ?? []).count { $0.hasSuffix(".svg") } >= 3
    }
    while process.isRunning, !isUnderWay() { usleep(2000) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let words = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(words.contains("interrupted"))
    let files = try scratch.files(in: "out")
    #expect(files.count >= 3 && files.count < 302)
    for file in files {
      let text = try String(contentsOf: scratch.url.appending(path: "out/\(file)"), encoding: .utf8)
      #expect(file.hasSuffix(".svg") && text.hasSuffix("</svg>\n"), "\(file)")
    }
  }

  @Test func aThousandAdditionsHaveAFigureAndATrace() throws {
    let scratch = try TemporaryFolder()
    let source = (0..<1000).map { "x_\($0 + 1) = x_\($0) + \($0 % 7)" }
    let text = (["x_0 = 1"] + source).joined(separator: "\n")
    try text.write(
      to: scratch.url.appending(path: "chain.graph"),
      atomically: true,
      encoding: .utf8
    )
    let figure = try gradstep("render", "chain.graph", "--steps", "last", in: scratch)
    #expect(figure.status == 0, "\(figure.error)")
    #expect(try scratch.files(in: "chain") == ["chain-2001.svg"])
    let trace = try gradstep("trace", "chain.graph", in: scratch)
    #expect(trace.status == 0 && trace.output.hasSuffix("]\n}\n"))
  }

  @Test func figuresThatARunDidNotWriteAreTold() throws {
    let scratch = try TemporaryFolder()
    _ = try gradstep("render", "y = (x + 1)^2", "x=1", in: scratch)
    let run = try gradstep("render", "y = x^2", "x=1", in: scratch)
    #expect(run.status == 0)
    #expect(
      run.error
        == "gradstep: 'y' also holds 'y-04.svg' to 'y-05.svg', which this run did not write\n"
    )
  }

  @Test(arguments: [("a.pdf", "svg"), ("a.dot", "svg"), ("a.svg", "png"), ("a.jpg", "svg")])
  func anEndingThatIsNotTheFormatIsAnError(file: String, format: String) throws {
    let scratch = try TemporaryFolder()
    let run = try gradstep(
      "render",
      "y = x^2",
      "x=1",
      "--steps",
      "last",
      "-o",
      file,
      "--format",
      format,
      in: scratch
    )
    #expect(run.status == 1)
    #expect(try scratch.files().isEmpty)
  }
}
