import Foundation
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// Long work says what it is at, and ends when it is told to.
@Suite struct ProgressTests {
  private let terminal: PseudoTerminal

  init() throws {
    terminal = try PseudoTerminal(columns: 80, rows: 24)
  }

  private func display(isRich: Bool = true) -> ProgressDisplay {
    ProgressDisplay(
      stream: StandardStream(descriptor: terminal.inside),
      patience: .seconds(1),
      isRich: isRich
    )
  }

  @Test func shortWorkIsSilent() {
    var display = display()
    let start = ContinuousClock.now
    #expect(display.begin("reading", at: start) == true)
    #expect(display.update(at: start + .milliseconds(999)) == true)
    display.end()
    #expect(display.update(at: start + .seconds(5)) == false)
    #expect(terminal.output().isEmpty)
  }

  @Test func longWorkSaysItsStageAndItsTimeAndLeavesNothing() {
    var display = display()
    let start = ContinuousClock.now
    #expect(display.begin("reading", at: start) == true)
    #expect(display.begin("drawing \u{1B}[2J", at: start + .seconds(2)) == false)
    #expect(display.update(at: start + .seconds(3)) == true)
    #expect(terminal.output() == "\r\u{1B}[Kdrawing ␛[2J: 3 s; Ctrl-C ends it")
    display.end()
    #expect(terminal.output() == "\r\u{1B}[K")
    display.end()
    #expect(terminal.output().isEmpty)
    // The next work has a time of its own.
    #expect(display.begin("reading", at: start + .seconds(4)) == false)
    #expect(display.update(at: start + .milliseconds(4500)) == true)
    #expect(terminal.output().isEmpty)
  }

  @Test func aTerminalOfLinesGetsOneLine() {
    var display = display(isRich: false)
    let start = ContinuousClock.now
    _ = display.begin("reading", at: start)
    for second in 1...5 { _ = display.update(at: start + .seconds(second)) }
    display.end()
    #expect(terminal.output() == "reading; Ctrl-C ends it\r\n")
  }

  /// Standard input that nobody ends is work that takes for ever.
  @Test(
    arguments: ["step", "render", "trace", "grad", "jacobian", "cost", "check"],
    [SIGINT, SIGTERM]
  )
  func everyCommandShowsProgressAndEnds(command: String, signal: Int32) throws {
    let process = Process()
    process.executableURL = Program.gradstep
    process.arguments = [command, "-"]
    process.environment = ["TERM": "xterm", "LC_ALL": "C.UTF-8"]
    process.standardInput = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(fileDescriptor: terminal.inside)
    try process.run()
    var said = ""
    while process.isRunning, !said.contains("reading standard input: ") {
      usleep(20_000)
      said += terminal.output()
    }
    #expect(kill(process.processIdentifier, signal) == 0)
    process.waitUntilExit()
    if command == "render" {
      #expect(process.terminationStatus == 128 + signal)
    } else {
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    }
  }
}
