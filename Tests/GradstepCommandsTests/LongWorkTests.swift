import Foundation
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// Every kind of work that may take long says so, and ends at Ctrl-C.
@Suite struct LongWorkTests {
  /// A command, a source that it has long work with, and what is said meanwhile.
  struct Work: Sendable, CustomTestStringConvertible {
    let name: String
    let command: String
    var stage = "; Ctrl-C ends it"
    let source: @Sendable () -> String

    var testDescription: String { name }

    static let all = [
      Work(name: "an inverse", command: "grad") { "A : 2500×2500; y = sum(inv(A))" },
      Work(name: "the check of a softmax", command: "check") {
        "x : 1000000; y = sum(\(nested("softmax", 16)))"
      },
      Work(name: "leaves", command: "grad") {
        (0..<400_000).map { "x_\($0) = 1\n" }.joined() + "y = x_1 + x_2"
      },
      Work(name: "arguments", command: "check", stage: "checking node ") {
        "x : 20000; y = [\((1...20_000).map { "x[\($0)]" }.joined(separator: ", "))]"
      },
      Work(name: "noise", command: "grad") {
        let words = [
          "x", "where", "y", "=", "is", "for", "all", "(", "and", "\\foo", "the", "+", "\n",
        ]
        let noise = (0..<3_000).map { words[$0 * $0 % 101 % words.count] }.joined(separator: " ")
        return String(repeating: noise, count: 1_000)
      },
      Work(name: "a picture", command: "render", stage: "laying out ") {
        let rows = (0..<30).map { _ in
          "concat(\((0..<30).map { "x_\($0)" }.joined(separator: ", ")))"
        }
        let leaves = (0..<30).map { "x_\($0) = 1" }.joined(separator: "\n")
        return "\(leaves)\ny = concat(\(rows.joined(separator: ", ")))"
      },
    ]

    private static func nested(_ function: String, _ depth: Int) -> String {
      String(repeating: "\(function)(", count: depth) + "x" + String(repeating: ")", count: depth)
    }
  }

  @Test(arguments: Work.all) func itSaysSoAndEndsAtControlC(work: Work) throws {
    let scratch = try TemporaryFolder()
    try work.source().write(
      to: scratch.url.appending(path: "long.graph"),
      atomically: false,
      encoding: .utf8
    )
    let terminal = try PseudoTerminal(columns: 80, rows: 24)
    let process = Process()
    process.executableURL = Program.gradstep
    process.arguments = [work.command, "long.graph"]
    process.currentDirectoryURL = scratch.url
    process.environment = ["TERM": "xterm", "LC_ALL": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(fileDescriptor: terminal.inside)
    try process.run()
    var said = ""
    while process.isRunning, !said.contains(work.stage) {
      usleep(20_000)
      said += terminal.output()
    }
    #expect(said.contains("; Ctrl-C ends it"), "\(said)")
    #expect(kill(process.processIdentifier, SIGINT) == 0)
    process.waitUntilExit()
    if work.command == "render" {
      #expect(process.terminationStatus == 128 + SIGINT)
    } else {
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    }
    #expect(try scratch.files() == ["long.graph"])
  }
}
