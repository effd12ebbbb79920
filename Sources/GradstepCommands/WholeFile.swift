/// Writes files that appear whole or not at all.
///
/// A file is written under a temporary name beside its place and then renamed. Where that fails, or
/// where a signal ends the program, the temporary file is removed.
enum WholeFile {
  /// The temporary file being written, for the signal handler.
  private nonisolated(unsafe) static var temporary: UnsafeMutablePointer<CChar>?
  /// What the signal handler says.
  private nonisolated(unsafe) static let notice = strdup(
    "gradstep: interrupted; every file that is there is whole\n"
  )

  /// Writes a text to a file, in place of what may stand there.
  static func write(_ text: String, to path: String) throws {
    let name = "\(path).\(getpid()).partial"
    let pointer = strdup(name)
    temporary = pointer
    defer {
      temporary = nil
      free(pointer)
    }
    let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    guard FileSystem.writeAll(text, to: descriptor), close(descriptor) == 0,
      rename(name, path) == 0
    else {
      let failure = failure(path)
      unlink(name)
      throw failure
    }
  }

  /// Makes signals that end the program leave no temporary file, and say what has become of it.
  static func cleanUpOnSignals() {
    // A full disk or a limit on file sizes is an error of `write`, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        // Nothing here but calls that are safe in a signal handler.
        if let temporary = WholeFile.temporary { unlink(temporary) }
        if let notice = WholeFile.notice { _ = writeBytes(2, notice, strlen(notice)) }
        _exit(128 + number)
      }
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure("cannot write '\(path)': \(lastSystemError())")
  }
}
