/// Files and folders.
enum FileSystem {
  /// Whether a file that can be read like one stands at a path.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFDIR
  }

  /// Whether a folder stands at a path.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What can stand at a path.
  enum Kind {
    case nothing
    case file
    case folder
    case link
    case other
  }

  /// What stands at a path, of which a link is a link.
  static func kind(of path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// The first bytes of a plain file, which is not waited for; a single 0 where it cannot be read.
  static func start(of path: String, count: Int) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    // Nobody can say what is in it, which is not nothing.
    guard descriptor >= 0 else { return [0] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = readBytes(descriptor, &bytes, count)
    return read < 0 ? [0] : Array(bytes[..<read])
  }

  /// The names of what stands in a folder; none where it cannot be read.
  static func files(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
      )
    }
    return names
  }

  /// The bytes of a file.
  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("cannot read '\(path)': \(lastSystemError())") }
    defer { close(descriptor) }
    return try readAll(descriptor, named: "'\(path)'")
  }

  /// The bytes of standard input.
  static func readStandardInput() throws -> [UInt8] {
    try readAll(0, named: "standard input")
  }

  /// Makes a folder and those above it, where they are missing.
  static func createFolder(_ path: String) throws {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += "\(part)/"
      if mkdir(partial, 0o777) != 0, errno != EEXIST {
        throw Failure("cannot make the folder '\(path)': \(lastSystemError())")
      }
    }
    guard isFolder(path) else {
      throw Failure("cannot write into '\(path)': it is not a folder")
    }
  }

  /// Writes all of a text; false, with the reason in `errno`, where that fails.
  static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// Writes all of some bytes, and calls nothing that a signal handler could not; false, with the
  /// reason in `errno`, where that fails.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var written = 0
    while let base = bytes.baseAddress, written < bytes.count {
      let count = writeBytes(descriptor, base + written, bytes.count - written)
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        // Another program has made the terminal one that does not wait.
        var output = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&output, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private static func readAll(_ descriptor: Int32, named name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readBytes(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure("cannot read \(name): \(lastSystemError())")
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      // The parser refuses what is too large; there is no need to read on for ever.
      if bytes.count > 1 << 26 { return bytes }
    }
  }
}
