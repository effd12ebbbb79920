/// The hold on a terminal: full screen, and then given back as it was.
///
/// There is one at a time, and what it needs lies where a signal handler can reach it.
enum TerminalHold {
  private struct State {
    var device: TerminalDevice
    /// The modes before, to be given back.
    var modes: termios
    var isTaken: Bool
    /// The real standard error, while text for it is held back; otherwise -1.
    var error: Int32
    /// The file without a name that holds it back; -1 where there is none.
    var heldBack: Int32
    var buffer: UnsafeMutableRawBufferPointer
  }

  private nonisolated(unsafe) static var state: UnsafeMutablePointer<State>?

  /// The other screen, no wrapping, a hidden cursor, pasted text in marks, and a clear ground.
  private static let entering: StaticString =
    "\u{1B}[?1049h\u{1B}[?7l\u{1B}[?25l\u{1B}[?2004h\u{1B}[m\u{1B}[2J\u{1B}[H"
  /// The reverse; it also ends an update that was cut off.
  private static let leaving: StaticString =
    "\u{1B}[?2026l\u{1B}[m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?7h\u{1B}[?1049l"

  /// Gets ready to hold a terminal.
  static func begin(_ device: TerminalDevice) {
    let memory = UnsafeMutablePointer<State>.allocate(capacity: 1)
    memory.initialize(
      to: State(
        device: device,
        modes: termios(),
        isTaken: false,
        error: -1,
        heldBack: device.error == nil ? -1 : openNamelessFile(),
        buffer: .allocate(byteCount: 4096, alignment: 1)
      )
    )
    state = memory
  }

  /// Ends what `begin` began.
  static func end() {
    giveBack()
    guard let memory = state else { return }
    state = nil
    if memory.pointee.heldBack >= 0 { close(memory.pointee.heldBack) }
    memory.pointee.buffer.deallocate()
    memory.deallocate()
  }

  /// Takes the terminal full screen, or takes it again from whoever had it since.
  ///
  /// Returns false where the terminal has gone.
  static func take() -> Bool {
    guard let state else { return false }
    while !isInForeground(state) {
      // A signal that ends the program may have woken it, and be on its way through another thread.
      _ = poll(nil, 0, 100)
      // In the background this stops the program, as it does every other, until it is in front.
      if !isInForeground(state) { kill(0, SIGTTOU) }
    }
    var modes = termios()
    if state.pointee.isTaken {
      modes = state.pointee.modes
    } else {
      guard tcgetattr(state.pointee.device.input, &modes) == 0 else { return false }
      state.pointee.modes = modes
    }
    makeRaw(&modes)
    state.pointee.isTaken = true
    while tcsetattr(state.pointee.device.input, TCSANOW, &modes) != 0 {
      guard errno == EINTR else { return false }
    }
    holdBackErrors(state)
    return write(entering, to: state.pointee.device.output)
  }

  /// Gives the terminal back as it was.
  ///
  /// This is what a signal handler calls: it allocates nothing, and calls nothing but what POSIX
  /// allows there.
  static func giveBack() {
    guard let state, state.pointee.isTaken else { return }
    // In the background this would stop the program, and the modes are the shell's already.
    var (background, before) = (sigset_t(), sigset_t())
    sigemptyset(&background)
    sigaddset(&background, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &background, &before)
    _ = write(leaving, to: state.pointee.device.output)
    // Not to wait until the text has arrived: a terminal that is stuck would keep the program.
    while isInForeground(state),
      tcsetattr(state.pointee.device.input, TCSANOW, &state.pointee.modes) != 0
    {
      guard errno == EINTR else { break }
    }
    // What has not been read is not for whoever reads next: it may be the rest of a pasted text.
    if isInForeground(state) { tcflush(state.pointee.device.input, TCIFLUSH) }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    state.pointee.isTaken = false
    releaseErrors(state)
  }

  /// Whether the terminal hears this program; so does one that has no foreground.
  private static func isInForeground(_ state: UnsafeMutablePointer<State>) -> Bool {
    let group = tcgetpgrp(state.pointee.device.input)
    return group < 0 || group == getpgrp()
  }

  /// Makes keys arrive one by one and without echo.
  ///
  /// The keys that send signals still do, so that they reach every program of a pipeline, and this
  /// one however busy it is.
  private static func makeRaw(_ modes: inout termios) {
    modes.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
    modes.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN)
    modes.c_lflag |= tcflag_t(ISIG)
    modes.c_cflag |= tcflag_t(CS8)
    withUnsafeMutableBytes(of: &modes.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
    }
  }

  /// Keeps what others write to standard error, a last message above all, off the full screen.
  private static func holdBackErrors(_ state: UnsafeMutablePointer<State>) {
    guard let error = state.pointee.device.error, state.pointee.heldBack >= 0,
      state.pointee.error < 0
    else { return }
    state.pointee.error = dup(error)
    if state.pointee.error >= 0 { _ = dup2(state.pointee.heldBack, error) }
  }

  /// Writes what was held back, now that it can be read.
  private static func releaseErrors(_ state: UnsafeMutablePointer<State>) {
    guard let error = state.pointee.device.error, state.pointee.error >= 0 else { return }
    _ = dup2(state.pointee.error, error)
    close(state.pointee.error)
    state.pointee.error = -1
    let file = state.pointee.heldBack
    guard let buffer = state.pointee.buffer.baseAddress, lseek(file, 0, SEEK_SET) == 0 else {
      return
    }
    while true {
      let count = readBytes(file, buffer, state.pointee.buffer.count)
      guard count > 0, write(UnsafeRawBufferPointer(start: buffer, count: count), to: error)
      else { break }
    }
    _ = ftruncate(file, 0)
    _ = lseek(file, 0, SEEK_SET)
  }

  private static func write(_ text: StaticString, to descriptor: Int32) -> Bool {
    write(
      UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount),
      to: descriptor
    )
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    FileSystem.writeAll(bytes, to: descriptor)
  }

  private static func openNamelessFile() -> Int32 {
    guard let stream = tmpfile() else { return -1 }
    defer { fclose(stream) }
    return fcntl(fileno(stream), F_DUPFD_CLOEXEC, 3)
  }
}
