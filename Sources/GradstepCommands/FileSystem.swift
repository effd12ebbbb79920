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

  /// The first and the last bytes of a plain file, which is not waited for; a single 0 each where it
  /// cannot be read.
  static func ends(of path: String, count: Int) -> (first: [UInt8], last: [UInt8]) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    // Nobody can say what is in it, which is not nothing.
    guard descriptor >= 0 else { return ([0], [0]) }
    defer { close(descriptor) }
    func read() -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: count)
      let read = readBytes(descriptor, &bytes, count)
      return read < 0 ? [0] : Array(bytes[..<read])
    }
    let first = read()
    // A file that is shorter than that has no place so far before its end.
    return (first, lseek(descriptor, off_t(-count), SEEK_END) < 0 ? first : read())
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

  /// What was read of a file.
  struct Content {
    /// The bytes; where they would be too many, only the first.
    var bytes: [UInt8] = []
    /// How many bytes the file has, if they are too many and that is known.
    var size: Int?
    /// Whether the file has more bytes than were asked for.
    var isTooLarge = false
  }

  /// The bytes of a file, if they are not too many.
  static func read(_ path: String, atMost limit: Int) throws -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("cannot read '\(path)': \(lastSystemError())") }
    defer { close(descriptor) }
    return try read(descriptor, named: "'\(path)'", atMost: limit)
  }

  /// The bytes of standard input, if they are not too many.
  static func readStandardInput(atMost limit: Int) throws -> Content {
    try read(0, named: "standard input", atMost: limit)
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

  private static func read(
    _ descriptor: Int32,
    named name: String,
    atMost limit: Int
  ) throws -> Content {
    var content = Content()
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > limit
    {
      content.size = Int(status.st_size)
      content.isTooLarge = true
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readBytes(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure("cannot read \(name): \(lastSystemError())")
      }
      if count == 0 { return content }
      content.bytes += chunk[..<count]
      // Of what is too large one chunk is enough to show where that is said.
      if content.bytes.count > limit { content.isTooLarge = true }
      if content.isTooLarge { return content }
    }
  }
}
