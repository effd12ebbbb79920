/// Says on a terminal how far long work has come.
struct Progress {
  private let stream = StandardStream.standardError
  private let isShown: Bool

  /// Progress of work with some number of parts; of short work nothing is said.
  init(parts: Int) {
    isShown = parts > 200 && stream.isTerminal
  }

  /// Shows what is being done, in place of what was.
  func show(_ text: @autoclosure () -> String) {
    if isShown { stream.write("\r\u{1B}[K\(text())") }
  }

  /// Clears the line.
  func end() {
    if isShown { stream.write("\r\u{1B}[K") }
  }
}
