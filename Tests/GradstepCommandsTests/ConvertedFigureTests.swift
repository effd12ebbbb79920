import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// The `render` command with formats that are made of SVG.
@Suite struct ConvertedFigureTests {
  private let scratch: TemporaryFolder

  init() throws {
    scratch = try TemporaryFolder()
  }

  private func render(_ more: String..., environment: [String: String] = [:]) throws -> Program {
    try Program.run(
      Program.gradstep,
      ["render", "y = x^2", "x=3"] + more,
      folder: scratch.url,
      environment: environment
    )
  }

  private func data(_ name: String) throws -> Data {
    try Data(contentsOf: scratch.url.appending(path: name))
  }

  /// How many pixels a PNG has from left to right.
  private func width(_ name: String) throws -> Int {
    try data(name).dropFirst(16).prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  @Test(.needsLibrsvg, arguments: ["png", "pdf"], Theme.all.map(\.name))
  func everyStepHasAFile(format: String, theme: String) throws {
    let run = try render("--format", format, "--theme", theme)
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    #expect(run.output == "y/y-00.\(format) to y/y-03.\(format): 4 files\n")
    let start: [UInt8] = format == "png" ? [0x89, 0x50, 0x4E, 0x47] : Array("%PDF".utf8)
    for name in try scratch.files(in: "y") {
      #expect(try data("y/\(name)").starts(with: start))
    }
  }

  @Test(.needsLibrsvg, arguments: ["png", "pdf"])
  func anEndingSaysTheFormatAndAnOlderFigureIsReplaced(ending: String) throws {
    let options = ["--steps", "last", "-o", "figure.\(ending)"]
    var files: [Data] = []
    for _ in 0..<2 {
      let run = try Program.run(
        Program.gradstep,
        ["render", "y = x^2", "x=3"] + options,
        folder: scratch.url
      )
      #expect(run.status == 0 && run.output == "figure.\(ending)\n", "\(run.error)")
      try files.append(data("figure.\(ending)"))
    }
    #expect(files[0] == files[1])
    // A file of another's is kept, whatever it begins with.
    let foreign = Data(files[0].prefix(40) + Data(count: 2000))
    try foreign.write(to: scratch.url.appending(path: "figure.\(ending)"))
    let refused = try render("--steps", "last", "-o", "figure.\(ending)")
    #expect(refused.status == 1 && refused.error.contains("is no figure of a lesson"))
    #expect(try data("figure.\(ending)") == foreign)
  }

  @Test(.needsLibrsvg) func theResolutionDecidesOnThePixels() throws {
    for (name, options) in [("a", ["--dpi", "96"]), ("b", []), ("c", ["--dpi", "384"])] {
      let run = try Program.run(
        Program.gradstep,
        ["render", "y = x^2", "x=3", "--steps", "last", "-o", "\(name).png"] + options,
        folder: scratch.url
      )
      #expect(run.status == 0, "\(run.error)")
    }
    let width = try width("a.png")
    #expect(try self.width("b.png") == 2 * width && self.width("c.png") == 4 * width)
  }

  @Test(arguments: [
    (["--dpi", "9", "--format", "png"], "from 10 to 2400"),
    (["--dpi", "2401", "-o", "y.png"], "from 10 to 2400"), (["--dpi", "x", "-o", "y.png"], "'x'"),
    (["--dpi", "300"], "those in svg are sharp"), (["--dpi", "300", "-o", "y.pdf"], "in pdf"),
    (["--dpi", "300", "--format", "tikz"], "pixels (png)"),
    (["--text", "paths", "-o", "y.pdf"], "'--text paths' is for svg"),
    (["--text", "paths", "--format", "dot"], "'--text paths' is for svg"),
    (["--text", "outlines"], "'outlines' is none of text, paths"),
  ])
  func anOptionThatMeansNothingIsAnError(options: [String], words: String) throws {
    let run = try Program.run(
      Program.gradstep,
      ["render", "y = x^2", "x=3", "--steps", "last"] + options,
      folder: scratch.url
    )
    #expect(run.status == 64 && run.error.contains(words), "\(run.error)")
    #expect(try scratch.files().isEmpty)
  }

  @Test(.needsLibrsvg) func textCanBePaths() throws {
    let run = try render("--text", "paths", "--theme", "dark")
    #expect(run.status == 0 && run.output == "y/y-00.svg to y/y-03.svg: 4 files\n", "\(run.error)")
    let text = try String(decoding: data("y/y-03.svg"), as: UTF8.self)
    #expect(!text.contains("<text") && text.contains("<title>y: Step 3 of 3, backward</title>"))
    // Figures with text and with paths are figures alike.
    #expect(try render("--text", "text").status == 0)
    #expect(try String(decoding: data("y/y-03.svg"), as: UTF8.self).contains("<text"))
    #expect(try render("--text", "paths").status == 0)
  }

  @Test(.needsLibrsvg) func tooManyPixelsAreAnErrorThatSaysHowManyFit() throws {
    let terms = Array(repeating: "x", count: 40).joined(separator: " + ")
    let run = try Program.run(
      Program.gradstep,
      ["render", "y = \(terms)", "x=1", "--format", "png", "--dpi", "2400"],
      folder: scratch.url
    )
    #expect(run.status == 1 && run.error.contains("is the most that fits"), "\(run.error)")
    #expect(try scratch.files().isEmpty)
    let most = try #require(run.error.firstMatch(of: /--dpi (\d+)/)?.1)
    let fitting = try Program.run(
      Program.gradstep,
      ["render", "y = \(terms)", "x=1", "--format", "png", "--dpi", "\(most)", "--steps", "0"],
      folder: scratch.url
    )
    #expect(fitting.status == 0, "\(fitting.error)")
  }

  @Test(.needsLibrsvg) func standardOutputHasTheBytesOfTheFile() throws {
    let file = try render("--steps", "last", "-o", "y.png")
    #expect(file.status == 0)
    let run = try Program.run(
      URL(filePath: "/bin/sh"),
      ["-c", "\"$0\" render 'y = x^2' x=3 --steps last -o - --format png | cmp - y.png"]
        + [Program.gradstep.path()],
      folder: scratch.url
    )
    #expect(run.status == 0, "\(run.output)")
  }

  /// A file in the place of the library that is none.
  #if os(Linux)
  @Test(arguments: [["--format", "png"], ["--format", "pdf"], ["--text", "paths"]])
  func withoutTheLibraryNothingIsWritten(options: [String]) throws {
    let folder = try TemporaryFolder()
    try Data("none".utf8).write(to: folder.url.appending(path: "librsvg-2.so.2"))
    let run = try Program.run(
      Program.gradstep,
      ["render", "y = x^2", "x=3"] + options,
      folder: scratch.url,
      environment: ["LD_LIBRARY_PATH": folder.url.path()]
    )
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.error.contains("librsvg2-2") && run.error.contains("--format svg"), "\(run.error)")
    #expect(try scratch.files().isEmpty)
    let plain = try render(environment: ["LD_LIBRARY_PATH": folder.url.path()])
    #expect(plain.status == 0, "\(plain.error)")
  }
  #endif
}
