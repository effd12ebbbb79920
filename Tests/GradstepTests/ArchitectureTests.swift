import Foundation
import Testing
import _GradstepTestSupport

/// Data flows one way: a room imports those above it, and nothing else.
@Suite struct ArchitectureTests {
  /// The rooms in the order of the data, and what each may import besides those above it.
  static let rooms: [(name: String, imports: Set<String>)] = [
    ("GradstepSyntax", []),
    ("GradstepGraph", ["RealModule"]),
    ("GradstepTrace", []),
    ("GradstepText", ["RealModule"]),
    ("GradstepFrames", []),
    ("GradstepReports", []),
    ("GradstepLayout", []),
    ("GradstepGraphviz", ["CGraphviz", "Synchronization"]),
    ("GradstepRaster", ["Glibc", "Musl", "Darwin"]),
    ("GradstepRenderers", []),
    ("Gradstep", []),
    ("GradstepCommands", ["ArgumentParser", "Synchronization", "Glibc", "Musl", "Darwin"]),
    ("gradstep-tool", []),
  ]

  /// What a room knows nothing of, although it stands below it.
  static let hidden: [String: Set<String>] = [
    "GradstepText": ["GradstepTrace"],
    "GradstepLayout": ["GradstepSyntax", "GradstepGraph", "GradstepTrace", "GradstepReports"],
    "GradstepGraphviz": ["GradstepSyntax", "GradstepGraph", "GradstepTrace", "GradstepReports"],
    "GradstepRaster": [
      "GradstepSyntax", "GradstepGraph", "GradstepTrace", "GradstepText", "GradstepFrames",
      "GradstepReports", "GradstepLayout", "GradstepGraphviz",
    ],
    "GradstepRenderers": [
      "GradstepSyntax", "GradstepGraph", "GradstepTrace", "GradstepGraphviz", "GradstepRaster",
    ],
    "GradstepCommands": [
      "GradstepSyntax", "GradstepGraph", "GradstepTrace", "GradstepFrames", "GradstepReports",
      "GradstepLayout", "GradstepRenderers", "GradstepGraphviz", "GradstepRaster",
    ],
    "gradstep-tool": ["Gradstep", "GradstepGraphviz", "GradstepRaster"],
  ]

  @Test(arguments: rooms.indices)
  func aRoomImportsOnlyWhatStandsAboveIt(position: Int) throws {
    let room = Self.rooms[position]
    let above = Set(Self.rooms[..<position].map(\.name))
    let allowed = above.subtracting(Self.hidden[room.name] ?? []).union(room.imports)
    let files = try Project.files(in: "Sources/\(room.name)", ending: ".swift")
    #expect(!files.isEmpty)
    for file in files {
      for module in try imports(of: file) {
        #expect(allowed.contains(module), "\(file) imports \(module)")
      }
    }
  }

  /// The rooms that compile as Embedded Swift are in one line of the script that compiles them.
  @Test func roomsOfEmbeddedSwiftHaveClosuresAndNoKeyPaths() throws {
    let script = try Project.text(".ci/embedded")
    let rooms = try #require(script.firstMatch(of: /rooms="([\w ]+)"/)).1.split(separator: " ")
    for room in rooms.map(String.init) {
      #expect(Self.rooms.contains { $0.name == room }, "\(room)")
      for file in try Project.files(in: "Sources/\(room)", ending: ".swift") {
        for line in try Project.text(file).split(separator: "\n") {
          #expect(!line.contains(/[( ]\\\.\w/), "\(file): \(line)")
        }
      }
    }
  }

  @Test func everyFolderOfSourcesIsARoom() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Project.root.appending(path: "Sources").path()
    )
    #expect(Set(folders) == Set(Self.rooms.map(\.name)).union(["CGraphviz"]))
  }

  /// Whoever comes new finds what the pages name.
  @Test(arguments: ["README.md", "Documentation/house.md", "Documentation/language.md"])
  func whatAPageLinksToIsThere(page: String) throws {
    let folder = page.split(separator: "/").dropLast().joined(separator: "/")
    for link in try Project.text(page).matches(of: /\]\(([^)#:\s]+)\)/).map({ String($0.1) }) {
      let place = Project.root.appending(path: folder).appending(path: link)
      #expect(FileManager.default.fileExists(atPath: place.standardized.path()), "\(link)")
    }
  }

  @Test func thePageOfTheHouseHasEachRoomInItsPlace() throws {
    let page = try Project.text("Documentation/house.md")
    let rooms = page.matches(of: /(?m)^\| `(\w+)` \|/).map { String($0.1) }
    #expect(rooms == Self.rooms.map(\.name).filter { $0 != "gradstep-tool" })
  }

  @Test func belowTheCommandsNothingIsPrinted() throws {
    let calls = ["print", "fputs", "abort", "getenv", "fopen"].map { Array("\($0)(") }
    for room in Self.rooms.map(\.name).dropLast(2) {
      for file in try Project.files(in: "Sources/\(room)", ending: ".swift") {
        for line in try Project.text(file).split(separator: "\n") where !line.contains("///") {
          let words = line.split { !($0.isLetter || $0 == "(" || $0 == ".") }.map(Array.init)
          #expect(!words.contains { word in calls.contains { word.starts(with: $0) } }, "\(file)")
        }
      }
    }
  }

  /// Text for people is cleaned where it leaves: nothing may leave elsewhere.
  @Test(arguments: [
    // What writes bytes, and what passes text on as it is.
    (
      ["writeAll(", "writeBytes(", "print(", "fputs(", "fwrite("],
      [
        "FileSystem", "StandardStream", "WholeFile", "FileSignals", "System",
        "Terminal/TerminalHold", "Terminal/TerminalSession", "Terminal/TerminalSignals",
        // It rings a bell in a pipe of its own.
        "Stepper/StepperConstruction",
      ]
    ),
    (
      [".data("],
      [
        "FigureTarget", "GradstepCommand", "ReportOptions", "TraceCommand",
      ]
    ),
  ])
  func textLeavesInOnePlace(calls: [String], places: [String]) throws {
    let folder = "Sources/GradstepCommands"
    for file in try Project.files(in: folder, ending: ".swift") {
      let name = String(file.dropFirst(folder.count + 1).dropLast(".swift".count))
      guard !places.contains(name), name != "Printable" else { continue }
      for line in try Project.text(file).split(separator: "\n") {
        #expect(!calls.contains { line.contains($0) }, "\(file): \(line)")
      }
    }
  }

  @Test(arguments: [
    ("FileSignals", ["end"]),
    ("Terminal/TerminalSignals", ["isOnThread", "endProgram", "giveBackAndRaise", "tell"]),
    ("Terminal/TerminalSignals", ["reinstate"]), ("Terminal/TerminalHold", ["giveBack"]),
  ])
  func whatASignalHandlerReachesIsNeitherLazyNorLocking(file: String, functions: [String]) throws {
    let text = try Project.text("Sources/GradstepCommands/\(file).swift")
      .replacing(/\/\/.*/, with: "")
    // A variable without a value of its own needs no initializer, which would run once and lock.
    let variables = text.matches(of: /static (?:let|var) (\w+)([^=\n{]*)=/)
      .filter { !$0.2.contains("StaticString") }.map { String($0.1) }
    for function in functions {
      let start = try #require(text.firstRange(of: "func \(function)("), "\(function)")
      let body = text[start.lowerBound...]
      let end = try #require(body.firstRange(of: "\n  }\n")?.lowerBound)
      let words = Set(body[..<end].split { !$0.isLetter && !$0.isNumber }.map(String.init))
      #expect(words.isDisjoint(with: variables), "\(function)")
      #expect(
        words.isDisjoint(with: ["lazy", "Mutex", "withLock", "print", "String", "Array", "Task"]),
        "\(function)"
      )
    }
  }

  /// The modules that a file imports, whatever stands before the word.
  private func imports(of file: String) throws -> [String] {
    try Project.text(file).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
        words[..<position].allSatisfy({ Self.modifiers.contains(String($0)) })
      else { return nil }
      return words.last.map { String($0.prefix { $0 != "." }) }
    }
  }

  private static let modifiers: Set<String> = [
    "public", "package", "internal", "fileprivate", "private", "@_exported", "@testable",
    "@preconcurrency",
  ]
}
