import Synchronization

/// Signals that end the program do so between two files, and never within one.
///
/// A signal may reach a thread other than the one that writes, which could make its next file
/// between the removal of the last one and the end. So a handler removes nothing: where a file is
/// being written, whoever writes it ends the program behind it.
enum FileSignals {
  private struct State: ~Copyable {
    /// The signal that has come, or 0.
    let signal = Atomic<Int32>(0)
    /// Whether a line that is not ended may stand on a terminal: that of progress, or a `^C`.
    let isOnTerminal = StandardStream.standardError.isTerminal
    /// How many files are being written.
    let writers = Atomic<Int>(0)
  }

  /// Where a handler reaches it; made by `handle`, and kept.
  private nonisolated(unsafe) static var state: UnsafeMutablePointer<State>?

  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Makes signals that end the program leave no part of a file, and say what has become of it.
  static func handle() {
    // A full disk or a limit on file sizes is an error of `write`, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    guard state == nil else { return }
    let memory = UnsafeMutablePointer<State>.allocate(capacity: 1)
    memory.initialize(to: State())
    state = memory
    for number in signals where !isIgnored(number) {
      signal(number) { number in
        guard let state = FileSignals.state else { return }
        state.pointee.signal.store(number, ordering: .sequentiallyConsistent)
        if state.pointee.writers.load(ordering: .sequentiallyConsistent) == 0 {
          FileSignals.end(number)
        }
      }
    }
  }

  /// Called before a file is made.
  static func beginWriting() {
    guard let state else { return }
    state.pointee.writers.add(1, ordering: .sequentiallyConsistent)
    guard state.pointee.signal.load(ordering: .sequentiallyConsistent) == 0 else {
      endWriting()
      // Another one writes still, and ends the program.
      while true { pause() }
    }
  }

  /// Called when a file is whole or gone.
  static func endWriting() {
    guard let state else { return }
    let writers = state.pointee.writers.subtract(1, ordering: .sequentiallyConsistent).newValue
    let number = state.pointee.signal.load(ordering: .sequentiallyConsistent)
    if writers == 0, number != 0 { end(number) }
  }

  /// Ends the program; called by handlers, so nothing here that is not safe there.
  private static func end(_ number: Int32) -> Never {
    if let state, state.pointee.isOnTerminal { _ = writeBytes(2, "\n", 1) }
    let notice: StaticString = "gradstep: interrupted; every file that is there is whole\n"
    _ = writeBytes(2, notice.utf8Start, notice.utf8CodeUnitCount)
    _exit(128 + number)
  }

  /// Whether whoever started the program wants a signal ignored, as `nohup` does.
  private static func isIgnored(_ number: Int32) -> Bool {
    let before = signal(number, SIG_IGN)
    signal(number, before)
    return unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
