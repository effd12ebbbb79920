import Foundation
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// A session on a terminal in the test's hands, one at a time as in a program.
@Suite(.serialized) struct TerminalSessionTests {
  private struct Mistake: Error {}

  private let terminal: PseudoTerminal
  private let before: [UInt]

  init() throws {
    terminal = try PseudoTerminal(columns: 40, rows: 10)
    before = terminal.modes()
  }

  private var device: TerminalDevice {
    TerminalDevice(input: terminal.inside, output: terminal.inside, error: nil)
  }

  /// What is expected of the terminal when a session is over.
  private func expectGivenBack(_ output: String, sourceLocation: SourceLocation = #_sourceLocation)
  {
    #expect(terminal.modes() == before, sourceLocation: sourceLocation)
    #expect(output.hasPrefix("\u{1B}[?1049h"), sourceLocation: sourceLocation)
    #expect(output.hasSuffix("\u{1B}[?1049l"), sourceLocation: sourceLocation)
    for mode in [25, 7] {
      #expect(output.lastMode(mode) == "h", "mode \(mode)", sourceLocation: sourceLocation)
    }
    for mode in [2004, 2026] {
      #expect(output.lastMode(mode) == "l", "mode \(mode)", sourceLocation: sourceLocation)
    }
  }

  @Test func aKeyEndsItAndTheTerminalIsAsItWas() throws {
    let during = Box<[UInt]>([])
    let ending = try TerminalSession.run(on: device) { _, _ in
      terminal.type("q")
      return Screen(lines: ["a"])
    } handle: { event in
      during.value = terminal.modes()
      return event == .input([.key(.character("q"))]) ? .quit : .goOn
    }
    #expect(ending == .quit)
    #expect(during.value != before)
    expectGivenBack(terminal.output())
  }

  @Test func anAlarmOfAnotherThreadIsHeard() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let events = Box<[TerminalSession.Event]>([])
    _ = try TerminalSession.run(on: device, alarm: ends[0]) { _, _ in
      if events.value.isEmpty { _ = write(ends[1], "ab", 2) }
      return Screen(lines: [])
    } handle: { event in
      events.value.append(event)
      return .quit
    }
    // Once, however often it was given.
    #expect(events.value == [.alarm])
  }

  @Test(arguments: ["q", "nnxq"]) func aLongBuildingIsLeftByAKey(keys: String) throws {
    // Nobody ever builds anything here.
    let construction = try StepperConstruction()
    terminal.type(keys)
    let walk = try StepCommand.show(construction, on: device, isASCII: false, isStyled: false)
    #expect(walk.stepper == nil)
    #expect(terminal.modes() == before)
    // What was typed before there was a session may stand before it.
    let output = terminal.output()
    #expect(output.contains("\u{1B}[?1049h") && output.hasSuffix("\u{1B}[?1049l"))
  }

  @Test func aBuildingThatFailsEndsTheSession() async throws {
    let construction = try StepperConstruction()
    let building = Task.detached {
      await construction.run(isASCII: false, quiz: nil) { throw Mistake() }
    }
    let walk = try await onThreadOfItsOwn { [device] in
      try StepCommand.show(construction, on: device, isASCII: false, isStyled: false)
    }
    await building.value
    #expect(walk.stepper == nil)
    guard case .failed(let error) = construction.current else {
      Issue.record("it has not failed")
      return
    }
    #expect(error is Mistake)
  }

  @Test func theFirstScreenIsDrawnBeforeAnyKey() throws {
    let shown = Box("")
    _ = try TerminalSession.run(on: device) { columns, rows in
      terminal.type("q")
      return Screen(lines: ["\(columns)×\(rows)"])
    } handle: { _ in
      shown.value = terminal.output()
      return .quit
    }
    #expect(shown.value.contains("40×10"))
  }

  @Test(arguments: [true, false]) func anErrorEndsItAndTheTerminalIsAsItWas(inDraw: Bool) throws {
    #expect(throws: Mistake.self) {
      try TerminalSession.run(on: device) { _, _ in
        if inDraw { throw Mistake() }
        terminal.type("x")
        return Screen(lines: [])
      } handle: { _ in
        throw Mistake()
      }
    }
    expectGivenBack(terminal.output())
  }

  @Test func keysThatWaitAreHandledBeforeTheScreenIsDrawnAgain() throws {
    terminal.type(String(repeating: "n", count: 500))
    let (drawings, keys) = (Box(0), Box(0))
    _ = try TerminalSession.run(on: device) { _, _ in
      drawings.value += 1
      if keys.value == 500 { terminal.type("q") }
      return Screen(lines: ["\(keys.value)"])
    } handle: { event in
      if event == .input([.key(.character("q"))]) { return .quit }
      if case .input(let inputs) = event { keys.value += inputs.count }
      return .goOn
    }
    #expect(keys.value == 500)
    #expect(drawings.value < 50)
    #expect(terminal.output().contains("500"))
  }

  @Test func anEscapeAloneIsAKey() throws {
    terminal.type("\u{1B}")
    let events = Box<[TerminalSession.Event]>([])
    _ = try TerminalSession.run(on: device) { _, _ in
      Screen(lines: [])
    } handle: { event in
      events.value.append(event)
      return .quit
    }
    #expect(events.value == [.input([.key(.escape)])])
  }

  @Test func aPasteIsOneEventHoweverLongItIs() throws {
    let text = String(repeating: "q\n", count: 5000)
    let events = Box<[TerminalSession.Event]>([])
    terminal.typeLater("\u{1B}[200~" + text + "\u{1B}[201~")
    _ = try TerminalSession.run(on: device) { _, _ in
      Screen(lines: [])
    } handle: { event in
      events.value.append(event)
      return .quit
    }
    #expect(events.value == [.input([.paste(.text(text))])])
  }

  @Test func aPasteThatDoesNotEndIsSaidOnce() throws {
    terminal.type("\u{1B}[200~abc")
    let events = Box<[TerminalSession.Event]>([])
    _ = try TerminalSession.run(on: device) { _, _ in
      Screen(lines: [])
    } handle: { event in
      events.value.append(event)
      if events.value.count == 1 { terminal.type("q\u{1B}[201~") }
      return events.value.count == 2 ? .quit : .goOn
    }
    #expect(
      events.value == [.input([.paste(.unfinished)]), .input([.paste(.text("abcq"))])]
    )
  }

  @Test func whatFollowsAQuitAtOnceTakesItBack() throws {
    terminal.type("q")
    let events = Box<[TerminalSession.Event]>([])
    _ = try TerminalSession.run(on: device) { _, _ in
      Screen(lines: [])
    } handle: { event in
      events.value.append(event)
      if events.value.count == 1 { terminal.type("\ntouch file\n") }
      // What comes after a pause counts again, however long the pause has to be.
      if events.value.count == 2 { terminal.typeRepeatedly("n") }
      return events.value.count == 2 ? .goOn : .quit
    }
    let (key, other) = (Input.key(.character("q")), Input.key(.character("n")))
    #expect(events.value.prefix(2) == [.input([key]), .input([.paste(.burst)])])
    #expect(events.value.count == 3 && events.value.last == .input([other]))
  }

  @Test func theRestOfWhatIsNoInputIsDropped() throws {
    terminal.type("abc")
    let events = Box<[TerminalSession.Event]>([])
    _ = try TerminalSession.run(on: device) { _, _ in
      Screen(lines: [])
    } handle: { event in
      events.value.append(event)
      guard events.value.count == 1 else { return .quit }
      terminal.type("q\nrest\n")
      terminal.typeRepeatedly("n")
      return .dropRest
    }
    #expect(events.value.count == 2 && events.value.last == .input([.key(.character("n"))]))
  }

  @Test func whatWasNotReadIsNotForTheShell() throws {
    terminal.type("x")
    #expect(throws: Mistake.self) {
      try TerminalSession.run(on: device) { _, _ in
        Screen(lines: [])
      } handle: { _ in
        terminal.type("touch file\n")
        throw Mistake()
      }
    }
    var input = pollfd(fd: terminal.inside, events: Int16(POLLIN), revents: 0)
    #expect(poll(&input, 1, 0) == 0)
  }

  @Test func anotherSizeIsAnEventAndDrawnWhole() throws {
    let events = Box<[TerminalSession.Event]>([])
    let size = Box("")
    _ = try TerminalSession.run(on: device) { columns, rows in
      size.value = "\(columns)×\(rows)"
      if events.value.isEmpty {
        terminal.resize(columns: 60, rows: 12)
        // To the whole program: any thread may get it.
        kill(getpid(), SIGWINCH)
      } else {
        terminal.type("q")
      }
      return Screen(lines: ["same"])
    } handle: { event in
      events.value.append(event)
      return event == .input([.key(.character("q"))]) ? .quit : .goOn
    }
    #expect(events.value == [.resize(columns: 60, rows: 12), .input([.key(.character("q"))])])
    #expect(size.value == "60×12")
    #expect(terminal.output().split(separator: "same").count == 3)
  }

  @Test func aTerminalThatGoesAwayEndsItQuietly() throws {
    let ending = try TerminalSession.run(on: device) { _, _ in
      terminal.hangUp()
      return Screen(lines: ["a"])
    } handle: { _ in
      .goOn
    }
    #expect(ending == .terminalHasGone)
  }

  @Test func whatGoesToStandardErrorIsSaidAfterwards() throws {
    let error = dup(terminal.inside)
    defer { close(error) }
    let device = TerminalDevice(input: terminal.inside, output: terminal.inside, error: error)
    terminal.type("q")
    _ = try TerminalSession.run(on: device) { _, _ in
      Screen(lines: ["a"])
    } handle: { _ in
      StandardStream(descriptor: error).write("what went wrong\n")
      return .quit
    }
    let output = terminal.output()
    #expect(output.hasSuffix("\u{1B}[?1049lwhat went wrong\r\n"))
    StandardStream(descriptor: error).write("directly")
    #expect(terminal.output() == "directly")
  }

  @Test func signalsAreAsTheyWereAfterwards() throws {
    let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGILL, SIGABRT]
    func handlers() -> [Int] {
      signals.map { number in
        let handler = signal(number, SIG_DFL)
        signal(number, handler)
        return unsafeBitCast(handler, to: Int.self)
      }
    }
    let before = handlers()
    terminal.type("q")
    _ = try TerminalSession.run(on: device) { _, _ in
      Screen(lines: [])
    } handle: { _ in
      .quit
    }
    #expect(handlers() == before)
  }
}

/// A value that closures share.
private final class Box<Value> {
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}

extension String {
  /// Whether a mode was last switched on (`h`) or off (`l`).
  fileprivate func lastMode(_ mode: Int) -> Character? {
    guard let range = range(of: "\u{1B}[?\(mode)", options: .backwards) else { return nil }
    return range.upperBound < endIndex ? self[range.upperBound] : nil
  }
}
