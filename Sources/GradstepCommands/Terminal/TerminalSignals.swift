/// The signals of a session: some end the program, the others come to its loop through a pipe.
enum TerminalSignals {
  /// Signals that end the program, once the terminal has been given back.
  private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// Signals of a program that has crashed.
  private static let crashing = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]
  /// Signals that the loop is told of.
  private static let told = [SIGTSTP, SIGCONT, SIGWINCH]

  /// What the report of a crash needs is the most.
  private static let stackSize = 1 << 18

  private struct State {
    var thread: pthread_t
    var pipe: (reading: Int32, writing: Int32)
    /// What was done on each signal before, by its number.
    var before: UnsafeMutablePointer<sigaction>
    /// The signals that the thread did not receive before.
    var blocked: sigset_t
    /// Room for handlers where a crash is one for want of stack, and what there was before.
    var stack: UnsafeMutableRawPointer
    var stackBefore: stack_t
  }

  private nonisolated(unsafe) static var state: UnsafeMutablePointer<State>?

  /// Catches the signals, for a loop on this thread.
  static func begin() throws {
    let pipe = try makePipe()
    let memory = UnsafeMutablePointer<State>.allocate(capacity: 1)
    let before = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)
    before.initialize(repeating: sigaction(), count: 64)
    memory.initialize(
      to: State(
        thread: pthread_self(),
        pipe: pipe,
        before: before,
        blocked: sigset_t(),
        stack: .allocate(byteCount: stackSize, alignment: 16),
        stackBefore: stack_t()
      )
    )
    state = memory
    var stack = stack_t()
    stack.ss_sp = memory.pointee.stack
    stack.ss_size = numericCast(stackSize)
    sigaltstack(&stack, &memory.pointee.stackBefore)
    for number in ending { catchSignal(number) { TerminalSignals.endProgram($0) } }
    for number in crashing {
      catchSignal(number) { number in
        TerminalSignals.giveBackAndRaise(number)
        TerminalSignals.tell(number)
      }
    }
    for number in told { catchSignal(number) { TerminalSignals.tell($0) } }
    // A thread of Swift's pool receives no signals unless it asks for them.
    var wanted = set(of: ending + crashing + told + [SIGTTIN, SIGTTOU])
    pthread_sigmask(SIG_UNBLOCK, &wanted, &memory.pointee.blocked)
  }

  /// Does on every signal again what was done before.
  static func end() {
    guard let memory = state else { return }
    pthread_sigmask(SIG_SETMASK, &memory.pointee.blocked, nil)
    for number in ending + crashing + told { reinstate(number) }
    state = nil
    sigaltstack(&memory.pointee.stackBefore, nil)
    memory.pointee.stack.deallocate()
    close(memory.pointee.pipe.reading)
    close(memory.pointee.pipe.writing)
    memory.pointee.before.deallocate()
    memory.deallocate()
  }

  /// The end of the pipe that can be read when there are signals to take.
  static var descriptor: Int32 { state?.pointee.pipe.reading ?? -1 }

  /// The signals that the loop has not been told of yet.
  static func take() -> Set<Int32> {
    var numbers: Set<Int32> = []
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = readBytes(descriptor, &bytes, bytes.count)
      if count > 0 {
        numbers.formUnion(bytes[..<count].map(Int32.init))
      } else if count == 0 || errno != EINTR {
        return numbers
      }
    }
  }

  /// Ends the program where it has outlived a crash, of which a signal tells.
  ///
  /// That is a crash that another program has sent: the report of it does not end this one.
  static func endAfterCrash(_ signals: Set<Int32>) {
    for number in crashing where signals.contains(number) {
      // Another thread has the signal, and may be about to report it.
      sleep(1)
      signal(number, SIG_DFL)
      raise(number)
    }
  }

  /// Does some work that no signal that ends or stops the program cuts in two.
  static func withoutInterruption<Result>(_ work: () -> Result) -> Result {
    var before = sigset_t()
    var blocked = set(of: ending + [SIGTSTP])
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return work()
  }

  /// Stops the program, as Ctrl-Z does, until it is continued.
  static func stop() {
    var caught = sigaction()
    sigaction(SIGTSTP, nil, &caught)
    signal(SIGTSTP, SIG_DFL)
    raise(SIGTSTP)
    sigaction(SIGTSTP, &caught, nil)
  }

  private static func set(of signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }

  private static func catchSignal(_ number: Int32, _ handler: @convention(c) (Int32) -> Void) {
    guard let state else { return }
    sigaction(number, nil, &state.pointee.before[Int(number)])
    let before = signal(number, handler)
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      // Whoever started the program wants the signal ignored, as nohup does.
      signal(number, SIG_IGN)
    } else {
      // On the stack of its own.
      var action = sigaction()
      sigaction(number, nil, &action)
      action.sa_flags |= numericCast(SA_ONSTACK)
      sigaction(number, &action, nil)
    }
  }

  private static func reinstate(_ number: Int32) {
    guard let state else { return }
    sigaction(number, &state.pointee.before[Int(number)], nil)
  }

  // What follows runs in a signal handler, and calls only what POSIX allows there.

  /// Whether this is the thread of the loop; a signal that reached another is passed on to it, so
  /// that nothing more is drawn once the terminal has been given back.
  private static func isOnThread(_ number: Int32) -> Bool {
    guard let state else { return true }
    if pthread_equal(state.pointee.thread, pthread_self()) != 0 { return true }
    pthread_kill(state.pointee.thread, number)
    return false
  }

  private static func endProgram(_ number: Int32) {
    if isOnThread(number) { giveBackAndRaise(number) }
  }

  private static func giveBackAndRaise(_ number: Int32) {
    TerminalHold.giveBack()
    // What was done before is done now, which is the program's end, and for a crash its report.
    reinstate(number)
    raise(number)
  }

  private static func tell(_ number: Int32) {
    guard let state else { return }
    let error = errno
    var byte = UInt8(truncatingIfNeeded: number)
    // The pipe is full only when the loop has long been told.
    _ = writeBytes(state.pointee.pipe.writing, &byte, 1)
    errno = error
  }
}
