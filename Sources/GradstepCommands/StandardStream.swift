import ArgumentParser

/// Standard output or standard error.
struct StandardStream: Sendable {
  let descriptor: Int32

  static let standardOutput = StandardStream(descriptor: 1)
  static let standardError = StandardStream(descriptor: 2)

  /// Whether a person reads along.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether a person reads along on a terminal that can show text in places.
  var isRichTerminal: Bool { isTerminal && Environment.hasRichTerminal }

  /// Writes what is said aside; that nobody hears it is no mistake.
  func write(_ text: String) {
    _ = FileSystem.writeAll(text, to: descriptor)
  }

  /// Writes a result, and fails where it cannot be written whole.
  ///
  /// A reader that has gone, as in `gradstep trace FILE | head`, ends the command quietly.
  func writeResult(_ text: String) throws {
    guard !FileSystem.writeAll(text, to: descriptor) else { return }
    if errno == EPIPE { throw ExitCode(0) }
    throw Failure("cannot write to standard output: \(lastSystemError())")
  }
}

/// What the environment asks for.
enum Environment {
  /// Whether colours are not wanted, as https://no-color.org has it, or not to be had.
  static var refusesColor: Bool {
    variable("NO_COLOR").map { !$0.isEmpty } ?? false || variable("TERM") == "dumb"
  }

  /// Whether the terminal is said to understand more than lines of text.
  static var hasRichTerminal: Bool {
    !["", "dumb", "unknown"].contains(variable("TERM") ?? "")
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
