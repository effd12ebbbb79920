import ArgumentParser

/// Standard output or standard error.
///
/// Text leaves the program here, on the screen of a session, and nowhere else.
struct StandardStream: Sendable {
  let descriptor: Int32

  static let standardOutput = StandardStream(descriptor: 1)
  static let standardError = StandardStream(descriptor: 2)

  /// Whether a person reads along.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether a person reads along on a terminal that can show text in places.
  var isRichTerminal: Bool { isTerminal && Environment.hasRichTerminal }

  /// Writes what is said aside; that nobody hears it is no mistake.
  func write(_ words: Printable) {
    Progress.end()
    writeBeside(words)
  }

  /// Writes what leaves in its place what is said of progress.
  func writeBeside(_ words: Printable) {
    _ = FileSystem.writeAll(words.text, to: descriptor)
  }

  /// Writes a result, and fails where it cannot be written whole.
  ///
  /// A reader that has gone, as in `gradstep trace FILE | head`, ends the command quietly.
  func writeResult(_ result: Printable) throws {
    Progress.end()
    try check(FileSystem.writeAll(result.text, to: descriptor))
  }

  /// Writes a file as a result, byte for byte what it is, and fails where it cannot be written whole.
  func writeResult(_ file: [UInt8]) throws {
    Progress.end()
    try check(file.withUnsafeBytes { FileSystem.writeAll($0, to: descriptor) })
  }

  private func check(_ isWritten: Bool) throws {
    guard !isWritten else { return }
    if errno == EPIPE { throw ExitCode(0) }
    throw Failure("cannot write to standard output: \(lastSystemError())")
  }
}
