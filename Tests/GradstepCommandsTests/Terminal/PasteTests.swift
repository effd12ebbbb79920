import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// Text that is pasted is text, whatever it holds, and no part of it is a key.
@Suite struct PasteTests {
  private static let begin = "\u{1B}[200~"
  private static let end = "\u{1B}[201~"

  @Test(
    arguments: [
      ("x = 1\r\nq\ry\n", "x = 1\nq\ny\n"), ("", ""), ("a\tb\u{3}\u{4}c\u{7F}", "a\tbc"),
      // Keys, a beginning of the end, another beginning, and an answer of a terminal.
      ("\u{1B}[Aq\u{1B}Oq", "[AqOq"), ("\u{1B}[20\u{1B}\u{1B}[201q", "[20[201q"),
      ("\u{1B}[200~q", "[200~q"), ("\u{1B}]52;c;eA==\u{7}", "]52;c;eA=="), ("αβ\u{9B}q", "αβq"),
    ]
  )
  func aPasteIsItsText(pasted: String, text: String) {
    let bytes = Array((Self.begin + pasted + Self.end + "n").utf8)
    let expected = [Input.paste(.text(text)), .key(.character("n"))]
    var decoder = KeyDecoder()
    #expect(decoder.decode(bytes) == expected)
    #expect(!decoder.isPasting)
    for split in bytes.indices {
      var decoder = KeyDecoder()
      let parts = decoder.decode(bytes[..<split]) + decoder.decode(bytes[split...])
      #expect(parts == expected, "split at \(split)")
    }
    #expect(bytes.flatMap { decoder.decode([$0]) } == expected)
  }

  @Test func bytesThatAreNoTextAreShownAsSuch() {
    var decoder = KeyDecoder()
    let inputs = decoder.decode(Array(Self.begin.utf8) + [0xFF, 0x71, 0xC3] + Array(Self.end.utf8))
    #expect(inputs == [.paste(.text("\u{FFFD}q\u{FFFD}"))])
  }

  /// Hundreds of megabytes, of which nothing may be kept.
  @Test func aPasteWithoutEndIsNoKeysAndTakesNoMemory() {
    var decoder = KeyDecoder()
    _ = decoder.decode(Self.begin.utf8)
    let part = Array(String(repeating: "q\n\u{1B}[", count: 1000).utf8)
    for _ in 0..<500 { #expect(decoder.decode(part).isEmpty) }
    #expect(decoder.isPasting && !decoder.isUndecided && decoder.decide().isEmpty)
    #expect(decoder.keptBytes <= PastedText.mostBytes)
    #expect(decoder.decode((Self.end + "q").utf8) == [.paste(.tooLong), .key(.character("q"))])
  }

  // MARK: - In the stepper

  private func stepper() throws -> Stepper {
    Stepper(try Lesson("y = x^2 + 2x", "x = 3"))
  }

  private func keys(_ text: String) -> [Input] {
    text.map { .key($0 == "\n" ? .enter : .character($0)) }
  }

  @Test(arguments: ["q", "x = 3\nq\ntouch file\n", "nnn", "s x = 5\n"])
  func outsideAPromptNothingIsDoneButSaid(text: String) throws {
    var stepper = try stepper()
    let outcome = stepper.update([.paste(.text(text))])
    #expect(outcome == .goOn)
    #expect(stepper.step.index == 0 && stepper.prompt == nil && stepper.pane == nil)
    #expect(stepper.message?.plain.contains("pasted is ignored") == true)
  }

  @Test func inAPromptItIsTyped() throws {
    var stepper = try stepper()
    #expect(stepper.update(keys("s")) == .goOn)
    let text = PastedText.text("x =\n\t5\u{202E}")
    #expect(stepper.update([.paste(text)]) == .goOn)
    #expect(stepper.prompt?.text == "x =  5")
    #expect(stepper.update([.key(.enter)]) == .goOn)
    #expect(stepper.moment.row(of: stepper.graph.leaf(named: "x")).value.plain == "5")
  }

  @Test(arguments: [PastedText.tooLong, .unfinished, .burst])
  func whatIsNotTakenIsSaid(text: PastedText) throws {
    var stepper = try stepper()
    for isPrompted in [false, true] {
      if isPrompted { _ = stepper.update(keys("g")) }
      #expect(stepper.update([.paste(text)]) == .goOn)
      #expect(stepper.message != nil && stepper.prompt?.text ?? "" == "")
    }
  }

  @Test(
    arguments: [
      "x = 3\nq\ntouch file\n", "q\n", "qq", "nq\n", "cd ..\nmake\n", "set -e\nq\nls\n",
      "g++ a.c\nq\n", "abcd\n", "\nabcd",
    ]
  )
  func keysThatNoHandPressesAreNotHeeded(text: String) throws {
    var stepper = try stepper()
    #expect(stepper.update(keys(text)) == .dropRest)
    #expect(stepper.step.index == 0 && stepper.prompt == nil && stepper.pane == nil)
    #expect(stepper.message?.plain.contains("all at once") == true)
  }

  @Test(
    arguments: [
      ("nnn", 3), ("nnnp", 2), ("g2\n", 2), ("g2\nnn", 4), ("s x=5\nn", 1), ("n\n\n", 1),
      ("gq1\n", 0), ("ng4\npp", 2),
    ]
  )
  func whatAQuickHandPressesIsDone(text: String, step: Int) throws {
    var stepper = try stepper()
    #expect(stepper.update(keys(text)) == .goOn)
    #expect(stepper.step.index == step)
  }

  @Test func theLastKeyOfManyQuits() throws {
    var stepper = try stepper()
    #expect(stepper.update(keys("nnq")) == .quit)
    // A pane is closed first.
    var other = try self.stepper()
    #expect(other.update(keys("?qq")) == .quit)
  }
}

extension Graph {
  fileprivate func leaf(named name: String) -> Node.ID { displayNames.firstIndex(of: name) ?? 0 }
}
