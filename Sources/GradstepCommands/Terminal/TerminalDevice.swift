/// The descriptors of a terminal.
struct TerminalDevice {
  /// Where keys come from.
  let input: Int32
  /// Where the screen is.
  let output: Int32
  /// Where others report what goes wrong, if that is on the screen too.
  let error: Int32?

  /// The terminal that the program was started in; keys come from it even where standard input is a
  /// file or a pipe.
  static func ofProgram() throws -> TerminalDevice {
    let error: Int32? = StandardStream.standardError.isTerminal ? 2 : nil
    if isatty(0) == 1 { return TerminalDevice(input: 0, output: 1, error: error) }
    let input = openKeyboard()
    guard input >= 0 else {
      throw Failure("there is no keyboard to read from: \(lastSystemError())")
    }
    return TerminalDevice(input: input, output: 1, error: error)
  }

  /// Whether there is a terminal with a screen and a keyboard.
  static var isThere: Bool {
    guard StandardStream.standardOutput.isRichTerminal else { return false }
    if isatty(0) == 1 { return true }
    let input = openKeyboard()
    if input >= 0 { close(input) }
    return input >= 0
  }

  /// Closes what `ofProgram` has opened.
  func release() {
    if input > 2 { close(input) }
  }

  /// The columns and rows of the screen.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// The name of the screen's terminal goes before `/dev/tty`, which macOS cannot poll.
  private static func openKeyboard() -> Int32 {
    let flags = O_RDONLY | O_NOCTTY | O_CLOEXEC
    if let name = ttyname(1) {
      let input = open(name, flags)
      if input >= 0 { return input }
    }
    return open("/dev/tty", flags)
  }
}
