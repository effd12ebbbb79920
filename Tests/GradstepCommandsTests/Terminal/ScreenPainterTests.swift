import Testing

@testable import GradstepCommands

/// A screen is painted with as little as it takes.
@Suite struct ScreenPainterTests {
  private let begin = "\u{1B}[?2026h\u{1B}[?25l"
  private let end = "\u{1B}[?2026l"

  private func line(_ row: Int, _ text: String) -> String {
    "\u{1B}[\(row);1H\u{1B}[m\u{1B}[K\(text)\u{1B}[m"
  }

  @Test func theFirstTimeEveryLineIsSent() {
    var painter = ScreenPainter()
    let text = painter.text(for: Screen(lines: ["a", "b"]), rows: 3)
    #expect(text == begin + line(1, "a") + line(2, "b") + line(3, "") + end)
  }

  @Test func afterThatOnlyLinesThatDifferAreSent() {
    var painter = ScreenPainter()
    _ = painter.text(for: Screen(lines: ["a", "b", "c"]), rows: 3)
    #expect(painter.text(for: Screen(lines: ["a", "b", "c"]), rows: 3).isEmpty)
    #expect(
      painter.text(for: Screen(lines: ["a", "x"]), rows: 3) == begin + line(2, "x") + line(3, "")
        + end
    )
    // Equal to Swift, and yet not the same on a screen.
    #expect(painter.text(for: Screen(lines: ["a", "\u{E9}"]), rows: 3).contains("\u{E9}"))
    #expect(!painter.text(for: Screen(lines: ["a", "e\u{301}"]), rows: 3).isEmpty)
  }

  @Test func whatIsForgottenOrHasAnotherSizeIsSentWhole() {
    var painter = ScreenPainter()
    let screen = Screen(lines: ["a", "b"])
    let whole = painter.text(for: screen, rows: 2)
    painter.forget()
    #expect(painter.text(for: screen, rows: 2) == whole)
    #expect(painter.text(for: screen, rows: 1) == begin + line(1, "a") + end)
  }

  @Test func theCursorIsShownWhereItHasAPlace() {
    var painter = ScreenPainter()
    _ = painter.text(for: Screen(lines: ["x"]), rows: 1)
    let shown = painter.text(for: Screen(lines: ["x"], cursor: .init(column: 4, row: 0)), rows: 1)
    #expect(shown == begin + "\u{1B}[1;5H\u{1B}[?25h" + end)
    #expect(painter.text(for: Screen(lines: ["x"]), rows: 1) == begin + end)
  }

  @Test func noLineLeavesItsRow() {
    var painter = ScreenPainter()
    let text = painter.text(for: Screen(lines: ["a\nb\tc\r\u{1B}[1md"]), rows: 1)
    #expect(text == begin + line(1, "a b c \u{1B}[1md") + end)
  }
}
