import Foundation

/// A terminal that nobody sees: what is written to it and what is read from it is in a test's hands.
package final class PseudoTerminal {
  /// The end for the program.
  package let inside: Int32
  private var outside: Int32

  /// A terminal of a size.
  package init(columns: Int, rows: Int) throws {
    var (outside, inside): (Int32, Int32) = (-1, -1)
    var size = Self.size(columns, rows)
    guard openpty(&outside, &inside, nil, nil, &size) == 0 else {
      throw CocoaError(.fileReadUnknown)
    }
    // A program of another test that had it open would keep it from hanging up.
    for end in [outside, inside] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (self.outside, self.inside) = (outside, inside)
  }

  deinit {
    hangUp()
    close(inside)
  }

  /// Gives the terminal another size.
  package func resize(columns: Int, rows: Int) {
    var size = Self.size(columns, rows)
    _ = ioctl(outside, UInt(TIOCSWINSZ), &size)
  }

  /// Types text, or the bytes of keys.
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(outside, bytes, bytes.count)
  }

  /// Types text while the program reads it, as more than the terminal holds has to be.
  package func typeLater(_ text: String) {
    let outside = dup(outside)
    Thread.detachNewThread {
      let bytes = Array(text.utf8)
      var start = 0
      while start < bytes.count {
        let count = bytes[start...].withUnsafeBytes { write(outside, $0.baseAddress, $0.count) }
        guard count > 0 else { break }
        start += count
      }
      close(outside)
    }
  }

  /// Types a key some times, with pauses between.
  package func typeRepeatedly(_ key: String) {
    let outside = dup(outside)
    let bytes = Array(key.utf8)
    Thread.detachNewThread {
      for _ in 0..<20 {
        usleep(400_000)
        if write(outside, bytes, bytes.count) < 0 { break }
      }
      close(outside)
    }
  }

  /// What has been written to the terminal since the last time.
  package func output() -> String {
    var text: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    var ready = pollfd(fd: outside, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 0) > 0, ready.revents & Int16(POLLIN) != 0 {
      let count = read(outside, &bytes, bytes.count)
      guard count > 0 else { break }
      text += bytes[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The modes of the terminal: flags for input, output, lines and control, and the special keys.
  package func modes() -> [UInt] {
    var modes = termios()
    tcgetattr(inside, &modes)
    let keys = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt.init) }
    return [modes.c_iflag, modes.c_oflag, modes.c_lflag, modes.c_cflag].map { UInt($0) } + keys
  }

  /// Takes the terminal away, as when its window is closed.
  package func hangUp() {
    if outside >= 0 { close(outside) }
    outside = -1
  }

  private static func size(_ columns: Int, _ rows: Int) -> winsize {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    return size
  }
}
