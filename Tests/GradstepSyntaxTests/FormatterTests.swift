import GradstepSyntax
import Testing

@Suite struct FormatterTests {
  private func format(
    _ text: String,
    _ bytes: Range<Int>,
    styled: Bool = false
  ) -> [Substring] {
    let formatter = DiagnosticFormatter(
      sources: [Source(name: "a", text: text)],
      styled: styled
    )
    let range = SourceRange(source: 0, bytes: bytes)
    return formatter.format(.error("test", "wrong", at: range)).split(separator: "\n")
  }

  @Test(arguments: [
    ("x = 1", 4..<5, "a:1:5: error: wrong", "1 | x = 1", "  |     ^"),
    ("x = 12", 4..<6, "a:1:5: error: wrong", "1 | x = 12", "  |     ^~"),
    ("x = 1\n\ty = 2", 7..<8, "a:2:2: error: wrong", "2 |  y = 2", "  |  ^"),
    ("名 = 1", 6..<7, "a:1:5: error: wrong", "1 | 名 = 1", "  |      ^"),
    ("y\u{302} = 1", 6..<7, "a:1:5: error: wrong", "1 | y\u{302} = 1", "  |     ^"),
    ("\u{FEFF}x", 3..<4, "a:1:1: error: wrong", "1 | x", "  | ^"),
    ("a\nb", 0..<3, "a:1:1: error: wrong", "1 | a", "  | ^"),
    ("ab\r\nc", 4..<5, "a:2:1: error: wrong", "2 | c", "  | ^"),
    ("x =", 3..<3, "a:1:4: error: wrong", "1 | x =", "  |    ^"),
    ("a\u{1B}b", 2..<3, "a:1:3: error: wrong", "1 | a␛b", "  |   ^"),
  ])
  func theUnderlineStandsUnderTheRange(
    text: String,
    bytes: Range<Int>,
    headline: String,
    line: String,
    underline: String
  ) {
    #expect(format(text, bytes).map(String.init) == [headline, line, underline])
  }

  @Test(arguments: [0, 10, 99, 500, 511, 512, 513, 1023, 1024, 5_000, 9_999])
  func longLinesAreCutAroundTheRange(offset: Int) {
    var letters = Array(repeating: Character("·"), count: 10_000)
    letters[offset] = "x"
    let lines = format(String(letters), offset * 2..<offset * 2 + 1)
    #expect(lines[0] == "a:1:\(offset + 1): error: wrong")
    let excerpt = Array(lines[1])
    #expect(excerpt.count < 110)
    #expect(
      lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
        == excerpt.firstIndex(of: "x")
    )
  }

  @Test func coloursAreForTerminals() {
    #expect(format("x", 0..<1, styled: true)[0].contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(!format("x", 0..<1).joined().contains("\u{1B}"))
  }

  @Test(arguments: [
    ("x", 1), ("名", 2), ("👩‍👩‍👧", 2), ("y\u{302}", 1), ("\u{302}", 0), ("\u{0}", 0), ("∂", 1),
  ])
  func columnsAreThoseOfATerminal(text: String, columns: Int) {
    #expect(text.columns == columns)
  }
}
