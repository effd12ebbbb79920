import Synchronization

/// Says on a terminal what the program is at, once that takes long, and how long it has taken.
///
/// What is written to a stream comes in its place, so nobody has to think of its end.
enum Progress {
  /// Work that says nothing is silent for so long.
  private static let patience = Duration.seconds(1)

  private static let display = Mutex(
    ProgressDisplay(stream: .standardError, patience: patience)
  )

  /// Says what is being done now; nothing is seen of work that is soon done.
  static func show(_ stage: @autoclosure () -> String) {
    guard canShow else { return }
    let stage = stage()
    let isFirst = display.withLock { $0.begin(stage, at: .now) }
    guard isFirst else { return }
    // Without a thread, work is done without a word.
    try? startThread {
      // A tenth of a second is what a person waits without noticing.
      while display.withLock({ $0.update(at: .now) }) { usleep(100_000) }
    }
  }

  /// Takes away what was said, as something else comes in its place.
  static func end() {
    guard canShow else { return }
    display.withLock { $0.end() }
  }

  private static let canShow = StandardStream.standardError.isTerminal
}

/// What is said of long work, and what of it stands on the terminal.
struct ProgressDisplay: Sendable {
  private let stream: StandardStream
  private let patience: Duration
  /// Whether a line can be taken away again.
  private let isRich: Bool
  private var stage: String?
  private var start = ContinuousClock.now
  private var isShown = false
  private var isTicking = false

  init(stream: StandardStream, patience: Duration, isRich: Bool = Environment.hasRichTerminal) {
    self.stream = stream
    self.patience = patience
    self.isRich = isRich
  }

  /// Takes the next stage of the work.
  ///
  /// - Returns: whether somebody has to look after the display from now on
  mutating func begin(_ stage: String, at now: ContinuousClock.Instant) -> Bool {
    if self.stage == nil {
      (start, isShown) = (now, false)
    }
    self.stage = stage
    defer { isTicking = true }
    return !isTicking
  }

  /// Shows how long the work has taken.
  ///
  /// - Returns: whether there still is any
  mutating func update(at now: ContinuousClock.Instant) -> Bool {
    guard let stage else {
      isTicking = false
      return false
    }
    let duration = start.duration(to: now)
    guard duration >= patience, isRich || !isShown else { return true }
    if isRich {
      stream.writeBeside("\r\u{1B}[K\(stage): \(duration.components.seconds) s; Ctrl-C ends it")
    } else {
      stream.writeBeside("\(stage); Ctrl-C ends it\n")
    }
    isShown = true
    return true
  }

  /// Clears the line.
  mutating func end() {
    if isShown, isRich { stream.writeBeside("\r\u{1B}[K") }
    isShown = false
    stage = nil
  }
}
