import Foundation
import Testing
import _GradstepTestSupport

/// The program in a real terminal, which it takes whole and gives back as it was.
@Suite(.needs("tmux")) struct RealTerminalTests {
  /// Ways out, and the status with which the shell goes on.
  enum WayOut: String, CaseIterable {
    case quit
    case controlC
    case interrupt
    case terminate
    case hangUp
    case controlBackslash
    case crash
    case abort

    var status: Int {
      switch self {
      case .quit: 0
      case .controlC, .interrupt: 130
      case .terminate: 143
      case .hangUp: 129
      case .controlBackslash: 131
      case .crash: 132
      case .abort: 134
      }
    }

    func take(_ terminal: TerminalProgram) throws {
      switch self {
      case .quit: try terminal.send("q")
      case .controlC: try terminal.send("C-c")
      case .interrupt: try terminal.kill("INT")
      case .terminate: try terminal.kill("TERM")
      case .hangUp: try terminal.kill("HUP")
      case .controlBackslash: try terminal.send("C-\\")
      case .crash: try terminal.kill("ILL")
      case .abort: try terminal.kill("ABRT")
      }
    }
  }

  private static let step = "gradstep step Graphs/two-layer.graph"

  /// Starts the stepper below a line that has to be there again at the end.
  private func start(_ terminal: TerminalProgram, _ command: String = step) throws {
    try terminal.run("echo before; \(command)")
    try terminal.waitFor("step 0 of 13")
    #expect(try terminal.isFullScreen())
    #expect(try !terminal.showsCursor())
  }

  @Test(arguments: WayOut.allCases) func theTerminalIsGivenBack(wayOut: WayOut) throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try start(terminal)
    try terminal.send("n")
    try terminal.waitFor("step 1 of 13")
    try wayOut.take(terminal)
    let screen = try terminal.waitForEnd(status: wayOut.status)
    #expect(screen.prefix(2) == ["status 0> echo before; \(Self.step)", "before"])
    #expect(!screen.contains { $0.contains("step 1 of") })
    #expect(try terminal.state() == before)
    try terminal.run("echo heard")
    try terminal.waitUntil { $0 == ["status 0> echo heard", "heard", "status 0>"] }
  }

  @Test func aStopGivesTheTerminalBackAndGoingOnTakesItAgain() throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try terminal.run(Self.step)
    try terminal.waitFor("step 0 of 13")
    for (round, stop) in ["C-z", "TSTP", "C-z"].enumerated() {
      try terminal.send("n")
      try terminal.waitFor("step \(round + 1) of 13")
      if stop == "TSTP" { try terminal.kill(stop) } else { try terminal.send(stop) }
      let screen = try terminal.waitUntil { $0.last?.hasPrefix("status 14") ?? false }
      #expect(!screen.contains { $0.contains("of 13") })
      #expect(try terminal.state() == before)
      try terminal.resize(columns: 70 + round, rows: 20)
      try terminal.run("fg")
      try terminal.waitFor("step \(round + 1) of 13")
      #expect(try terminal.isFullScreen())
      #expect(try !terminal.showsCursor())
    }
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
    #expect(try terminal.state() == before)
  }

  @Test func aStopThatNobodyCanCatchIsMadeGoodAfterwards() throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try terminal.run(Self.step)
    try terminal.waitFor("step 0 of 13")
    try terminal.kill("STOP")
    try terminal.waitUntil { $0.last?.hasPrefix("status 147>") ?? false }
    try terminal.run("clear; fg")
    // The shell wrote on the screen of the program, which paints all of it again.
    try terminal.waitUntil { screen in
      screen.contains { $0.contains("step 0 of 13") }
        && !screen.contains { $0.contains("status") }
    }
    try terminal.send("n")
    try terminal.waitFor("step 1 of 13")
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
    #expect(try terminal.state() == before)
  }

  @Test func aStoppedProgramThatIsEndedLeavesTheShellAlone() throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try terminal.run(Self.step)
    try terminal.waitFor("step 0 of 13")
    try terminal.send("C-z")
    try terminal.waitUntil { $0.last?.hasPrefix("status 14") ?? false }
    try terminal.run("kill %1; until [ -z \"$(jobs -p)\" ]; do sleep 0.1; done; echo over")
    try terminal.waitUntil { $0.contains("over") }
    #expect(try terminal.state() == before)
  }

  @Test func inTheBackgroundItWaitsUntilItIsInFront() throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try terminal.run("\(Self.step) &")
    try terminal.run("wait %1")
    try terminal.waitUntil { $0.last?.hasPrefix("status 150>") ?? false }
    #expect(try !terminal.isFullScreen())
    try terminal.run("fg")
    try terminal.waitFor("step 0 of 13")
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
    #expect(try terminal.state() == before)
  }

  @Test func theSizeMayChangeAtAnyTime() throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try terminal.run(Self.step)
    try terminal.waitFor("step 0 of 13")
    for round in 1...10 {
      try terminal.send("n")
      try terminal.resize(columns: 40 + 13 * (round % 5), rows: 12 + 5 * (round % 3))
    }
    try terminal.resize(columns: 90, rows: 30)
    try terminal.waitFor("step 10 of 13")
    #expect(try terminal.isFullScreen())
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
    #expect(try terminal.state() == before)
  }

  @Test(arguments: [(1, 1), (2, 2), (20, 3), (300, 80)])
  func noSizeIsTooSmallOrTooLarge(columns: Int, rows: Int) throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try terminal.run(Self.step)
    try terminal.waitFor("step 0 of 13")
    try terminal.resize(columns: columns, rows: rows)
    try terminal.send("n")
    try terminal.resize(columns: 80, rows: 24)
    try terminal.waitFor("step 1 of 13")
    try terminal.send("q")
    // Where the prompt is now, is up to a terminal that has had room for no prompt.
    try terminal.waitUntil { _ in try !terminal.isFullScreen() }
    #expect(try terminal.state() == before)
  }

  @Test func everyKeyOfAQuickHandIsHandled() throws {
    let terminal = try TerminalProgram()
    try terminal.run(Self.step)
    try terminal.waitFor("step 0 of 13")
    try terminal.type(String(repeating: "n", count: 9) + String(repeating: "p", count: 4))
    try terminal.waitFor("step 5 of 13")
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
  }

  /// What a person may have on the clipboard, of which a shell would run a line.
  private static let clipboard = "x = 3\nq\ntouch pasted-file\n"

  @Test(arguments: [true, false], ["", "s", "?"])
  func nothingOfAPasteRunsInTheShell(isMarked: Bool, prefix: String) throws {
    let terminal = try TerminalProgram()
    let scratch = try TemporaryFolder()
    try terminal.run("root=$PWD; cd '\(scratch.url.path())'")
    try terminal.run("clear; gradstep step \"$root/Graphs/two-layer.graph\"")
    try terminal.waitFor("step 0 of 13")
    if !prefix.isEmpty {
      try terminal.send(prefix)
      try terminal.waitFor(prefix == "s" ? "set a leaf:" : "Take the next step.")
    }
    for _ in 0..<3 { try terminal.paste(Self.clipboard, isMarked: isMarked) }
    if prefix.isEmpty {
      try terminal.waitFor(isMarked ? "pasted is ignored" : "all at once")
    } else if prefix == "s", isMarked {
      try terminal.waitFor("x = 3 q touch pasted-file")
    }
    #expect(try terminal.isFullScreen())
    try terminal.kill("INT")
    try terminal.waitForEnd(status: 130)
    try terminal.run("clear; echo heard")
    try terminal.waitUntil { $0 == ["heard", "status 0>"] }
    #expect(try scratch.files().isEmpty)
  }

  @Test func aPasteIsTextAgainWhenTheTerminalIsTakenAgain() throws {
    let terminal = try TerminalProgram()
    try terminal.run(Self.step)
    try terminal.waitFor("step 0 of 13")
    try terminal.send("C-z")
    try terminal.waitUntil { $0.last?.hasPrefix("status 14") ?? false }
    try terminal.run("fg")
    try terminal.waitFor("step 0 of 13")
    try terminal.paste(Self.clipboard)
    try terminal.waitFor("pasted is ignored")
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
  }

  /// A shell whose programs report their crashes, as they may for those who set nothing.
  @Test(arguments: [
    ("gradstep step Graphs/two-layer.graph", "step 0 of 13"),
    ("sleep 1000 | gradstep grad -", "reading standard input"),
  ])
  func controlBackslashIsNoCrash(command: String, sign: String) throws {
    let terminal = try TerminalProgram(
      environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=yes,color=no"]
    )
    let before = try terminal.state()
    try terminal.run("ulimit -c 0; \(command)")
    try terminal.waitFor(sign)
    try terminal.send("C-\\")
    let screen = try terminal.waitForEnd(status: 131)
    #expect(!screen.contains { $0.contains("crash") })
    #expect(try terminal.state() == before)
  }

  @Test func whereThereIsNoUnicodeTheScreenIsASCII() throws {
    let terminal = try TerminalProgram(columns: 100, rows: 40)
    try terminal.run("LC_ALL=C \(Self.step)")
    try terminal.waitFor("step 0 of 13")
    for key in ["End", "j", "j", "?", "x"] {
      try terminal.send(key)
      let screen = try terminal.waitFor("Right next")
      #expect(screen.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }, "\(screen)")
    }
    try terminal.kill("INT")
    try terminal.waitForEnd(status: 130)
  }

  @Test func keysComeFromTheTerminalWhereTheSourceIsStandardInput() throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try start(terminal, "cat Graphs/two-layer.graph | gradstep step -")
    try terminal.send("n")
    try terminal.waitFor("step 1 of 13")
    try terminal.send("q")
    try terminal.waitForEnd(status: 0)
    #expect(try terminal.state() == before)
  }

  @Test func theShellKeepsItsScreenWhereTheSourceIsWrong() throws {
    let terminal = try TerminalProgram()
    let before = try terminal.state()
    try terminal.run("gradstep step 'y = x +'")
    let screen = try terminal.waitForEnd(status: 1)
    #expect(screen.contains { $0.contains("error:") })
    #expect(try terminal.state() == before)
  }

  @Test(arguments: ["TERM=dumb", "TERM=''"])
  func aTerminalThatShowsLinesAloneIsNotTaken(variable: String) throws {
    let terminal = try TerminalProgram(columns: 200, rows: 1_000)
    try terminal.run("\(variable) gradstep step Graphs/two-layer.graph; echo over")
    try terminal.waitFor("step 13 of 13")
    let screen = try terminal.waitForEnd(status: 0)
    #expect(screen.contains { $0.contains("step 0 of 13") })
    #expect(try !terminal.isFullScreen())
  }
}
