import Foundation
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// Files are whole or not there, and nothing else is touched.
@Suite struct FileTests {
  private let scratch: TemporaryFolder

  init() throws {
    scratch = try TemporaryFolder()
  }

  private func path(_ name: String) -> String {
    scratch.url.appending(path: name).path(percentEncoded: false)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
  }

  // MARK: - Whole files

  @Test func aLinkInPlaceOfTheTemporaryFileIsNotFollowed() throws {
    try write("precious", to: "victim")
    try FileManager.default.createSymbolicLink(
      atPath: path("planted"),
      withDestinationPath: path("victim")
    )
    try write("older", to: "taken")
    var names = ["planted", "taken", "free"].makeIterator()
    try WholeFile.write(Array("text".utf8), to: path("y.svg")) { names.next() ?? "none" }
    #expect(try text("victim") == "precious" && text("taken") == "older")
    #expect(try text("y.svg") == "text")
    #expect(try scratch.files() == ["planted", "taken", "victim", "y.svg"])
  }

  @Test func aLinkInPlaceOfTheFileIsReplacedAndNotFollowed() throws {
    try write("precious", to: "victim")
    try FileManager.default.createSymbolicLink(
      atPath: path("y.svg"),
      withDestinationPath: path("victim")
    )
    try WholeFile.write(Array("text".utf8), to: path("y.svg"))
    #expect(try text("victim") == "precious" && text("y.svg") == "text")
    #expect(FileSystem.kind(of: path("y.svg")) == .file)
  }

  @Test func whereNoNameIsFreeThereIsAnErrorAndNoEnd() throws {
    try write("older", to: "taken")
    #expect(throws: Failure.self) {
      try WholeFile.write(Array("text".utf8), to: path("y.svg")) { "taken" }
    }
    #expect(try scratch.files() == ["taken"])
  }

  @Test func noTwoNamesAreTheSame() {
    let names = Set((0..<1000).map { _ in WholeFile.randomName() })
    #expect(names.count == 1000 && names.allSatisfy { $0.utf8.count == 34 })
  }

  /// Writers with the same process id, as in two containers.
  @Test func aFileOfManyWritersIsThatOfOneOfThem() async throws {
    let path = path("y.svg")
    let texts = (0..<8).map { String(repeating: "\($0)", count: 100_000) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for text in texts {
        group.addTask { for _ in 0..<20 { try WholeFile.write(Array(text.utf8), to: path) } }
      }
      try await group.waitForAll()
    }
    #expect(try texts.contains(text("y.svg")))
    #expect(try scratch.files() == ["y.svg"])
  }

  @Test func theModeIsThatOfThePersonsFiles() throws {
    let mask = umask(0)
    umask(mask)
    try WholeFile.write(Array("text".utf8), to: path("y.svg"))
    var status = stat()
    #expect(stat(path("y.svg"), &status) == 0 && status.st_mode & 0o777 == 0o666 & ~mask)
  }

  @Test(arguments: ["folder", "missing/y.svg"])
  func whatCannotBeWrittenLeavesNothing(name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path("folder"),
      withIntermediateDirectories: true
    )
    #expect(throws: Failure.self) { try WholeFile.write(Array("text".utf8), to: path(name)) }
    #expect(try scratch.files() == ["folder"])
  }

  /// Ends the program at many moments of its work.
  @Test(arguments: [("TERM", 143, 20), ("INT", 130, 5), ("HUP", 129, 5), ("QUIT", 131, 5)])
  func anEndLeavesNoPartOfAFile(signal: String, status: Int, count: Int) throws {
    let terms = Array(repeating: "x", count: 100).joined(separator: " + ")
    // Programs in the background hear Ctrl-C only where jobs are controlled.
    let script = """
      set -m
      for delay in $(seq \(count)); do
        "$0" render 'y = \(terms)' x=1 -o out > said 2>&1 &
        until [ -e out/y-000.svg ] || ! kill -0 $! 2> /dev/null; do sleep 0.002; done
        [ $delay = 1 ] || sleep 0.$(printf %03d $delay)
        kill -\(signal) $! 2> /dev/null
        wait $!
        echo "status $?"
        ls -A out | grep -v '^y-[0-9]*\\.svg$'
        for file in out/*; do
          [ "$(tail -c 7 "$file")" = '</svg>' ] || echo "torn: $file"
        done
        rm -rf out
      done
      """
    let run = try Program.run(
      URL(filePath: "/bin/bash"),
      ["-c", script, Program.gradstep.path()],
      folder: scratch.url
    )
    let lines = run.output.split(separator: "\n")
    // The last file may have been written before the signal.
    #expect(Set(lines).isSubset(of: ["status \(status)", "status 0"]), "\(run.output)")
    #expect(lines.count == count && lines.contains("status \(status)"))
  }

  // MARK: - Names

  @Test(
    arguments: [
      ("two-layer", "two-layer"), ("..", "_."), (".", "_"), ("-", "_"), ("", "lesson"),
      ("a.svg", "a.svg"), ("../../etc/passwd", "_._.._etc_passwd"), ("-rf", "_rf"),
      ("~root", "_root"),
      (".hidden", "_hidden"), ("a\0b\nc\u{1B}\u{202E}", "a_b_c__"), ("αβ 漢", "αβ 漢"),
    ]
  )
  func aDerivedNameIsThatOfAPlainFile(wanted: String, name: String) {
    #expect(FileName.plain(wanted) == name)
  }

  @Test(arguments: ["x", "α", "漢", "😀"]) func aLongNameLeavesRoom(character: String) {
    let names = ["1", "2"].map { FileName.plain(String(repeating: character, count: 300) + $0) }
    #expect(names[0] != names[1])
    #expect(names.allSatisfy { 180...200 ~= $0.utf8.count })
    let short = String(repeating: "x", count: 200)
    #expect(FileName.plain(short) == short)
  }

  @Test(
    arguments: [
      "...graph", "a.svg.graph", "-.graph", "..graph", ".graph", "--help.graph", "-o.graph",
      "new\nline.graph", "a.pdf.graph", String(repeating: "l", count: 240) + ".graph",
    ]
  )
  func aFileOfAnyNameIsRenderedIntoAFolderBesideIt(name: String) throws {
    try FileManager.default.createDirectory(atPath: path("in"), withIntermediateDirectories: true)
    try write("y = x^2\nx = 3\n", to: "in/\(name)")
    let run = try Program.run(
      Program.gradstep,
      ["render", "--steps", "last", "./\(name)"],
      folder: scratch.url.appending(path: "in")
    )
    #expect(run.status == 0, "\(run.error)")
    #expect(try scratch.files() == ["in"])
    let folder = try #require(try scratch.files(in: "in").first { $0 != name })
    #expect(try scratch.files(in: "in").count == 2)
    #expect(try scratch.files(in: "in/\(folder)") == ["\(folder)-03.svg"])
    #expect(!folder.hasPrefix(".") && !folder.hasPrefix("-"))
  }

  // MARK: - What stands there already

  private func render(_ more: String...) throws -> Program {
    try Program.run(Program.gradstep, ["render", "y = x^2", "x=3"] + more, folder: scratch.url)
  }

  @Test(arguments: [
    ["-o", "y"], [], ["-o", "y", "--format", "dot"], ["-o", "y.svg", "--steps", "0"],
  ])
  func figuresOfALessonAreReplaced(options: [String]) throws {
    for _ in 0..<2 {
      let run = try Program.run(
        Program.gradstep,
        ["render", "y = x^2", "x=3"] + options,
        folder: scratch.url
      )
      #expect(run.status == 0, "\(run.error)")
    }
    let other = try render("-o", "y", "--format", "svg")
    #expect(other.status == 0, "\(other.error)")
  }

  @Test(arguments: ["file", "link", "folder", "pipe"])
  func whatIsNoFigureIsNotReplacedUnlessForced(kind: String) throws {
    try FileManager.default.createDirectory(atPath: path("y"), withIntermediateDirectories: true)
    try write("precious <svg/>", to: "victim")
    switch kind {
    case "file": try write("precious <svg/>", to: "y/y-02.svg")
    case "link":
      try FileManager.default.createSymbolicLink(
        atPath: path("y/y-02.svg"),
        withDestinationPath: path("victim")
      )
    case "folder":
      try FileManager.default.createDirectory(
        atPath: path("y/y-02.svg"),
        withIntermediateDirectories: true
      )
    default: #expect(mkfifo(path("y/y-02.svg"), 0o600) == 0)
    }
    let refused = try render()
    #expect(refused.status == 1 && refused.error.contains("'y/y-02.svg' is "), "\(refused.error)")
    #expect(refused.error.contains("--force"))
    // Nothing is written where not all can be.
    #expect(try scratch.files(in: "y") == ["y-02.svg"])
    let single = try render("-o", "y/y-02.svg", "--steps", "last")
    #expect(kind == "folder" || single.status == 1 && single.error.contains("--force"))
    let forced = try render("--force")
    #expect(forced.status == (kind == "folder" ? 1 : 0), "\(forced.error)")
    #expect(try text("victim") == "precious <svg/>")
  }

  @Test func anEmptyFileIsNothingToLose() throws {
    try write("", to: "y.svg")
    #expect(try render("-o", "y.svg", "--steps", "last").status == 0)
  }

  @Test func anEmptyNameIsNone() throws {
    let run = try render("-o", "")
    #expect(run.status == 64 && run.error.contains("-o names"))
    #expect(try scratch.files().isEmpty)
  }
}
