import Gradstep
import Testing

@testable import GradstepCommands

/// A line that is typed can be mended anywhere.
@Suite struct EditedLineTests {
  /// Keys, and what stands before and behind the cursor then.
  static let edits: [(keys: [Key], before: String, after: String)] = [
    edit("abc", [], "abc", ""),
    edit("abc", [.left, .left, .character("x")], "ax", "bc"),
    edit("abc", [.left, .right, .right], "abc", ""),
    edit("abc", [.home, .character("x"), .end, .character("y")], "xabcy", ""),
    edit("abc", [.control("a"), .control("f"), .control("e"), .control("b")], "ab", "c"),
    edit("abc", [.left, .backspace], "a", "c"),
    edit("abc", [.home, .backspace], "", "abc"),
    edit("abc", [.home, .delete], "", "bc"),
    edit("abc", [.home, .control("d"), .control("d")], "", "c"),
    edit("abc", [.delete], "abc", ""),
    edit("x = [1, 2]", [.control("w")], "x = [1, ", ""),
    edit("x = [1, 2]  ", [.control("w"), .control("w")], "x = ", ""),
    edit("x = 2", [.left, .left, .control("w")], "x ", " 2"),
    edit("abc", [.left, .control("u")], "", "c"),
    edit("abc", [.left, .control("k")], "ab", ""),
    edit("x = 2", [.alt("b"), .alt("b")], "x ", "= 2"),
    edit("x = 2", [.home, .alt("f"), .alt("d")], "x", " 2"),
    // A mark is one character with its letter; a picture of several parts is one.
    edit("e", [.character("\u{301}"), .left], "", "e\u{301}"),
    edit("重み", [.left, .backspace], "", "み"),
    edit("a👩‍👩‍👧b", [.left, .backspace], "a", "b"),
  ]

  private static func edit(
    _ text: String,
    _ keys: [Key],
    _ before: String,
    _ after: String
  ) -> (keys: [Key], before: String, after: String) {
    (text.map(Key.character) + keys, before, after)
  }

  @Test(arguments: edits) func keysMoveAndErase(keys: [Key], before: String, after: String) {
    var line = EditedLine()
    for key in keys {
      let isKnown = line.edit(key)
      #expect(isKnown)
    }
    #expect(line.before == before && line.after == after)
    #expect(line.text == before + after)
  }

  @Test(arguments: [Key.enter, .escape, .up, .down, .tab, .pageUp, .control("c")])
  func otherKeysDoNothing(key: Key) {
    var line = EditedLine("abc")
    let isKnown = line.edit(key)
    #expect(!isKnown)
    #expect(line == EditedLine("abc"))
  }

  @Test(arguments: [
    "", "x = [1, 2]", "重み_最初 = [0.5, −1]", "a\u{301}b\u{302}c", "one\ntwo", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
    String(repeating: "0123456789", count: 12), String(repeating: "重", count: 60),
    String(repeating: "a重", count: 40),
  ])
  func theCursorIsInViewWhereverItIs(text: String) {
    for columns in [1, 2, 3, 4, 5, 8, 13, 40, 80] {
      var line = EditedLine(text)
      for _ in 0...text.count {
        let (shown, cursor) = line.window(columns: columns, mark: "…")
        #expect(shown.columns <= columns && !shown.plain.contains("\n"))
        #expect(0..<columns ~= cursor)
        // The character under the cursor stands there, unless half of it would not fit.
        if columns > 4, let character = line.after.first, !character.isNewline {
          let rest = Self.drop(shown.plain, columns: cursor)
          #expect(rest.first == character || rest == "…", "\(shown.plain) \(cursor)")
        } else if columns > 4, line.after.isEmpty {
          #expect(cursor == shown.columns)
        }
        _ = line.edit(.left)
      }
    }
  }

  /// The text behind so many columns.
  private static func drop(_ text: String, columns: Int) -> String {
    var width = 0
    return String(
      text.drop { character in
        defer { width += character.columns }
        return width < columns
      }
    )
  }

  @Test func aLineThatFitsStandsStill() {
    var line = EditedLine("x = [1, 2]")
    for place in (0...10).reversed() {
      let (shown, cursor) = line.window(columns: 11, mark: "…")
      #expect(shown.plain == "x = [1, 2]" && cursor == place)
      _ = line.edit(.left)
    }
  }

  @Test func whatIsCutOffIsMarked() {
    var line = EditedLine("0123456789abcdef")
    #expect(line.window(columns: 10, mark: "…").text.plain == "…bcdef")
    _ = line.edit(.home)
    #expect(line.window(columns: 10, mark: "…").text.plain == "012345678…")
    #expect(line.window(columns: 10, mark: "~").text.plain == "012345678~")
  }
}
