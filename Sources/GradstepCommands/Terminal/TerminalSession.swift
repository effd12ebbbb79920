/// A program that has the whole terminal, until it gives it back as it was.
///
/// However the session ends (by a key, an error, a signal, a crash), the terminal has its modes, its
/// text and its cursor again. Signals that end programs end this one, so that a shell sees the
/// status that it knows, such as 130 after Ctrl-C. Ctrl-Z stops it like any other.
struct TerminalSession {
  /// What happens to a session.
  enum Event: Hashable, Sendable {
    /// Keys and pasted texts that came in one go.
    case input([Input])
    /// The screen has another size.
    case resize(columns: Int, rows: Int)
    /// The program was stopped and goes on.
    case resumed
    /// The alarm has something to read.
    case alarm
  }

  /// What becomes of the session after an event.
  enum Outcome: Hashable, Sendable {
    case goOn
    /// The end, unless more comes at once: then that was no hand, and the session goes on.
    case quit
    /// Go on, without what comes before there is a pause: the rest of what is no input.
    case dropRest
  }

  /// How a session came to its end.
  enum Ending: Sendable {
    case quit
    /// Nobody is there any more who could see anything.
    case terminalHasGone
  }

  /// How long an `ESC` waits for the rest of a sequence before it is a key, in milliseconds.
  private static let patience: Int32 = 50
  /// How long nothing comes where a text has come to its end, in milliseconds.
  private static let pause: Int32 = 100
  /// How long the end of a paste may be in coming, in milliseconds.
  private static let pastePatience: Int32 = 1000
  /// How many bytes come in one go at the most.
  private static let mostBytes = 1 << 16
  /// How long keys that keep coming put off the next drawing.
  private static let longestDelay = Duration.milliseconds(100)

  private let device: TerminalDevice
  /// A descriptor that others write to when something has changed; `-1` where there is none.
  private let alarm: Int32
  private var size: (columns: Int, rows: Int)
  private var decoder = KeyDecoder()
  private var painter = ScreenPainter()
  private var isStale = true
  /// Whether what comes belongs to a text that is not heeded.
  private var isDropping = false
  /// Whether it has been said that a paste does not end.
  private var hasToldOfPaste = false
  private var lastDrawing = ContinuousClock.now

  /// Whether there is a terminal that a session can have.
  static var isPossible: Bool { TerminalDevice.isThere }

  /// Takes the terminal, draws, and handles one event after the other until one says to quit.
  ///
  /// Keys that wait already are all handled before the screen is drawn again.
  static func run(
    draw: (_ columns: Int, _ rows: Int) throws -> Screen,
    handle: (Event) throws -> Outcome
  ) throws -> Ending {
    let device = try TerminalDevice.ofProgram()
    defer { device.release() }
    return try run(on: device, draw: draw, handle: handle)
  }

  /// The same on a terminal of the caller's choice, with a descriptor that others write to when
  /// something has changed.
  static func run(
    on device: TerminalDevice,
    alarm: Int32 = -1,
    draw: (_ columns: Int, _ rows: Int) throws -> Screen,
    handle: (Event) throws -> Outcome
  ) throws -> Ending {
    TerminalHold.begin(device)
    defer { TerminalHold.end() }
    try TerminalSignals.begin()
    defer { TerminalSignals.end() }
    guard TerminalHold.take() else { return .terminalHasGone }
    // A signal ends the program now or when the terminal has been given back, not between.
    defer { TerminalSignals.withoutInterruption { TerminalHold.giveBack() } }
    var session = TerminalSession(device: device, alarm: alarm)
    return try session.loop(draw: draw, handle: handle)
  }

  private init(device: TerminalDevice, alarm: Int32) {
    self.device = device
    self.alarm = alarm
    size = device.size
  }

  private mutating func loop(
    draw: (_ columns: Int, _ rows: Int) throws -> Screen,
    handle: (Event) throws -> Outcome
  ) throws -> Ending {
    while true {
      if isStale, !isInputWaiting || lastDrawing.duration(to: .now) > Self.longestDelay {
        guard try show(draw(size.columns, size.rows)) else { return .terminalHasGone }
      }
      let isPause = wait(isStale ? 0 : longestWait) && !isStale
      var events: [Event] = []
      takeAlarm(into: &events)
      guard takeSignals(into: &events), takeKeys(into: &events) else { return .terminalHasGone }
      if isPause { takePause(into: &events) }
      for event in events {
        isStale = true
        switch try handle(event) {
        case .goOn: break
        case .dropRest: isDropping = true
        case .quit:
          // Only of keys it matters what comes behind them.
          guard case .input = event, isMoreComing else { return .quit }
          isDropping = true
          _ = try handle(.input([.paste(.burst)]))
        }
      }
    }
  }

  /// How long nothing may happen before there is something to do, in milliseconds; negative for ever.
  private var longestWait: Int32 {
    if isDropping { return Self.pause }
    if decoder.isUndecided { return Self.patience }
    return decoder.isPasting && !hasToldOfPaste ? Self.pastePatience : -1
  }

  /// Whether more input follows at once, as it does behind no key that a hand has pressed last.
  private var isMoreComing: Bool {
    var input = pollfd(fd: device.input, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, Self.patience) > 0 && input.revents & Int16(POLLIN) != 0
      && !isHungUp(input)
  }

  private func isHungUp(_ descriptor: pollfd) -> Bool {
    descriptor.revents & Int16(POLLHUP) != 0
  }

  /// Draws a screen; false where the terminal has gone.
  private mutating func show(_ screen: Screen) -> Bool {
    isStale = false
    lastDrawing = .now
    let text = painter.text(for: screen, rows: size.rows)
    return text.isEmpty || FileSystem.writeAll(text, to: device.output)
  }

  /// Whether a key can be read without waiting for it.
  private var isInputWaiting: Bool {
    var input = pollfd(fd: device.input, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, 0) > 0
  }

  /// Waits for a key or a signal, for some milliseconds or, where they are negative, for ever.
  ///
  /// - Returns: whether nothing has come
  private func wait(_ milliseconds: Int32) -> Bool {
    var descriptors = [
      pollfd(fd: device.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: TerminalSignals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: alarm, events: Int16(POLLIN), revents: 0),
    ]
    return poll(&descriptors, 3, milliseconds) == 0
  }

  /// Hears of an alarm, once however often it was given.
  private func takeAlarm(into events: inout [Event]) {
    var descriptor = pollfd(fd: alarm, events: Int16(POLLIN), revents: 0)
    guard alarm >= 0, poll(&descriptor, 1, 0) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 64)
    if readBytes(alarm, &bytes, bytes.count) > 0 { events.append(.alarm) }
  }

  /// Does what the signals that have come ask for; false where the terminal has gone.
  private mutating func takeSignals(into events: inout [Event]) -> Bool {
    var signals = TerminalSignals.take()
    TerminalSignals.endAfterCrash(signals)
    let isResumed: Bool
    if signals.contains(SIGTSTP) {
      TerminalSignals.withoutInterruption { TerminalHold.giveBack() }
      TerminalSignals.stop()
      signals.formUnion(TerminalSignals.take())
      isResumed = true
    } else {
      // Nobody can catch SIGSTOP, so this may be the first that is known of it.
      isResumed = signals.contains(SIGCONT)
    }
    if isResumed {
      guard TerminalHold.take() else { return false }
      events.append(.resumed)
    }
    if isResumed || signals.contains(SIGWINCH) {
      painter.forget()
      isStale = true
      let before = size
      size = device.size
      if size != before { events.append(.resize(columns: size.columns, rows: size.rows)) }
    }
    return true
  }

  /// Reads the keys that are there; false where the terminal has gone.
  private mutating func takeKeys(into events: inout [Event]) -> Bool {
    guard isInputWaiting else { return true }
    hasToldOfPaste = false
    var inputs: [Input] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    var total = 0
    // A terminal gives out long text in parts, which have come in one go all the same.
    repeat {
      let count = readBytes(device.input, &bytes, bytes.count)
      if count < 0, errno == EINTR || errno == EAGAIN { break }
      guard count > 0 else { return false }
      inputs += decoder.decode(bytes[..<count])
      total += count
    } while total < Self.mostBytes && isInputWaiting
    if !inputs.isEmpty, !isDropping { events.append(.input(inputs)) }
    return true
  }

  /// Does what it means that nothing has come for as long as was waited.
  private mutating func takePause(into events: inout [Event]) {
    var inputs: [Input] = []
    if isDropping {
      isDropping = false
      _ = decoder.decide()
    } else if decoder.isUndecided {
      inputs = decoder.decide()
    } else if decoder.isPasting {
      hasToldOfPaste = true
      inputs = [.paste(.unfinished)]
    }
    if !inputs.isEmpty { events.append(.input(inputs)) }
  }
}
