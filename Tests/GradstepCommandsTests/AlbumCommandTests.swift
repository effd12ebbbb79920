import Foundation
import Gradstep
import Testing
import _GradstepTestSupport

/// `render` in the formats that have all steps in one file.
@Suite struct AlbumCommandTests {
  private let scratch: TemporaryFolder

  init() throws { scratch = try TemporaryFolder() }

  private func render(_ options: String...) throws -> Program {
    try Program.run(
      Program.gradstep,
      ["render", "y = x^2", "x=3"] + options,
      folder: scratch.url
    )
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: scratch.url.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: OutputFormat.albums.map(\.name), Theme.all.map(\.name))
  func allStepsAreOneFile(name: String, theme: String) throws {
    let format = try #require(OutputFormat.named(name))
    let run = try render("--format", name, "--theme", theme)
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    #expect(run.output == "y/y.\(format.ending)\n")
    #expect(try scratch.files(in: "y") == ["y.\(format.ending)"])
    let file = try render("--format", name, "--theme", theme, "-o", "one.\(format.ending)")
    #expect(file.output == "one.\(format.ending)\n", "\(file.error)")
    let piped = try render("--format", name, "--theme", theme, "-o", "-")
    let written = try text("y/y.\(format.ending)")
    #expect(try piped.output == written && text("one.\(format.ending)") == written)
    // A dark figure has the light ink, and so has one that asks its page.
    let asks = theme == "auto" && format.ending != "tex"
    #expect(written.lowercased().contains("e8eaed") == (theme == "dark" || asks))
  }

  @Test(arguments: OutputFormat.albums.map(\.name))
  func chosenStepsAreInIt(name: String) throws {
    let some = try render("--format", name, "--steps", "1,last", "-o", "-").output
    let all = try render("--format", name, "-o", "-").output
    #expect(some.utf8.count < all.utf8.count)
    #expect(some.contains("step 1 of 3") && some.contains("step 3 of 3"))
    #expect(!some.contains("step 2 of 3") && all.contains("step 2 of 3"))
    let one = try render("--format", name, "--steps", "2", "-o", "-")
    #expect(one.status == 0 && one.output.contains("step 2 of 3"), "\(one.error)")
  }

  @Test func anEndingThatOneFormatHasIsEnough() throws {
    let run = try render("-o", "notes.html")
    #expect(run.output == "notes.html\n", "\(run.error)")
    #expect(try text("notes.html").hasPrefix("<div class=\"gradstep-steps\""))
    // An SVG is the figure of one step, unless the format says otherwise.
    let several = try render("-o", "notes.svg")
    #expect(several.status == 1 && several.error.contains("4 steps are wanted"))
    let wrong = try render("--format", "html-steps", "-o", "notes.svg")
    #expect(wrong.status == 1 && wrong.error.contains("ends in .svg"), "\(wrong.error)")
  }

  @Test func stepsArePlayedAsLongAsIsWanted() throws {
    let run = try render("--format", "animated-svg", "--seconds", "0.5", "-o", "-")
    #expect(run.output.contains("animation:2.5s"), "\(run.error)")
    #expect(run.output.contains("0.5 seconds for each"))
  }

  @Test(arguments: [
    ("animated-svg", "0", "from 0.1 to 60"), ("animated-svg", "-1", "--seconds"),
    ("animated-svg", "61", "from 0.1 to 60"), ("animated-svg", "nan", "from 0.1 to 60"),
    ("animated-svg", "soon", "--seconds"), ("svg", "2", "--format animated-svg"),
    ("html-steps", "2", "--format animated-svg"),
  ])
  func aTimeThatMakesNoSenseIsAnError(format: String, seconds: String, words: String) throws {
    let run = try render("--format", format, "--seconds", seconds)
    #expect(run.status == 64 && run.error.contains(words), "\(run.error)")
    #expect(try scratch.files().isEmpty)
  }

  @Test func anAlbumReplacesAnAlbumAndNothingElse() throws {
    for format in OutputFormat.albums {
      let file = "y.\(format.ending)"
      #expect(try render("--format", format.name, "-o", file).status == 0)
      #expect(try render("--format", format.name, "-o", file).status == 0)
    }
    try Data("mine".utf8).write(to: scratch.url.appending(path: "mine.html"))
    let refused = try render("-o", "mine.html")
    #expect(refused.status == 1 && refused.error.contains("no figure of a lesson"))
    #expect(try text("mine.html") == "mine")
  }

  @Test func theHelpNamesThem() throws {
    let help = try Program.run(Program.gradstep, ["render", "--help"]).output
    for format in OutputFormat.albums { #expect(help.contains(format.name)) }
    #expect(help.contains("--seconds"))
  }
}
