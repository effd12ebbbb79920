/// Turns one screen into the next, with as little text as that takes.
struct ScreenPainter {
  /// What the terminal shows; none where that is not known.
  private var shown: (lines: [String], cursor: Screen.Position?, rows: Int)?

  /// Makes the next text paint everything: somebody else has written to the terminal.
  mutating func forget() {
    shown = nil
  }

  /// The text that makes a terminal show a screen; it is empty where it does so already.
  ///
  /// Lines below the last row are left out. The text comes as one update to terminals that know
  /// those, and as no scrolling, wrapping or blank moment to those that do not.
  mutating func text(for screen: Screen, rows: Int) -> String {
    let lines = screen.lines.prefix(rows).map { Self.onOneLine($0.text) }
    var text = ""
    let before = shown.flatMap { $0.rows == rows ? $0 : nil }
    for row in 0..<rows {
      let line = lines.indices.contains(row) ? lines[row] : ""
      if let before {
        let old = before.lines.indices.contains(row) ? before.lines[row] : ""
        if old == line && old.utf8.elementsEqual(line.utf8) { continue }
      }
      // The line is cleared first: behind a full line the cursor still stands on its last column.
      text += "\u{1B}[\(row + 1);1H\u{1B}[m\u{1B}[K\(line)\u{1B}[m"
    }
    defer { shown = (lines, screen.cursor, rows) }
    if text.isEmpty && before?.cursor == screen.cursor { return "" }
    if let cursor = screen.cursor {
      text += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
    }
    return "\u{1B}[?2026h\u{1B}[?25l\(text)\u{1B}[?2026l"
  }

  /// The line with a blank for every control character that would leave it.
  private static func onOneLine(_ line: String) -> String {
    guard line.utf8.contains(where: { $0 < 0x20 && $0 != 0x1B }) else { return line }
    let bytes = line.utf8.map { $0 < 0x20 && $0 != 0x1B ? 0x20 : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
