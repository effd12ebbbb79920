/// Writes files that appear whole or not at all.
///
/// A file is written under a name that nobody can foresee beside its place, in a new file that is no
/// link, and then renamed. Where that fails, the one who writes removes it again.
enum WholeFile {
  /// Writes bytes to a file, in place of what may stand there; a link there is replaced, and not
  /// followed.
  ///
  /// - Parameters:
  ///   - bytes: what the file is to hold
  ///   - path: where it is to be
  ///   - names: what the temporary file may be called, one name after the other until there is one
  ///     that is free
  /// - Throws: a `Failure` where the file cannot be written
  static func write(
    _ bytes: [UInt8],
    to path: String,
    names: () -> String = randomName
  ) throws {
    FileSignals.beginWriting()
    defer { FileSignals.endWriting() }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    var temporary = folder + names()
    var descriptor = create(temporary)
    for _ in 0..<mostAttempts where descriptor < 0 && errno == EEXIST {
      temporary = folder + names()
      descriptor = create(temporary)
    }
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten = bytes.withUnsafeBytes { FileSystem.writeAll($0, to: descriptor) }
    let error = errno
    let isClosed = close(descriptor) == 0
    if !isWritten { errno = error }
    guard isWritten, isClosed, rename(temporary, path) == 0 else {
      let failure = failure(path)
      unlink(temporary)
      throw failure
    }
  }

  /// A name of 64 random bits, hidden in listings.
  static func randomName() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = String(generator.next() as UInt64, radix: 16)
    return ".gradstep-" + String(repeating: "0", count: 16 - digits.count) + digits + ".partial"
  }

  private static let mostAttempts = 100

  /// Makes a new file that this program alone knows, with the mode that the person wants for files.
  private static func create(_ path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
  }

  private static func failure(_ path: String) -> Failure {
    Failure("cannot write '\(path)': \(lastSystemError())")
  }
}
