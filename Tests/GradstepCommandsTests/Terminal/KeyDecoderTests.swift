import Testing

@testable import GradstepCommands

/// Bytes become keys, however they arrive.
@Suite struct KeyDecoderTests {
  /// What terminals send, and the keys that it is.
  static let sequences: [(String, [Key])] = [
    ("n", [.character("n")]),
    ("αβ∂", [.character("α"), .character("β"), .character("∂")]),
    ("😀", [.character("😀")]),
    ("e\u{301}", [.character("e"), .character("\u{301}")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
    ("\u{8}", [.backspace]), ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]),
    ("\u{0}", [.control("@")]), ("\u{1C}", [.control("\\")]), ("\u{1F}", [.control("_")]),
    // xterm and the VT220, plain and for applications, and with modifiers.
    ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
    ("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", [.up, .down, .right, .left]),
    ("\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF", [.home, .end, .home, .end]),
    (
      "\u{1B}[1;5C\u{1B}[1;2D\u{1B}[1;3H\u{1B}[5;5~\u{1B}O5D",
      [.right, .shiftLeft, .home, .pageUp, .left]
    ),
    (
      "\u{1B}[1;2A\u{1B}[1;2B\u{1B}[1;2C\u{1B}[1;6D\u{1B}[1;4A\u{1B}[1;5A\u{1B}[1;2H",
      [.shiftUp, .shiftDown, .shiftRight, .shiftLeft, .shiftUp, .up, .home]
    ),
    ("\u{1B}[1;A\u{1B}[1;0B\u{1B}[2C", [.up, .down, .right]),
    ("\u{1B}[1~\u{1B}[4~\u{1B}[3~\u{1B}[5~\u{1B}[6~", [.home, .end, .delete, .pageUp, .pageDown]),
    ("\u{1B}[Z\u{1B}OM", [.backTab, .enter]),
    // rxvt.
    ("\u{1B}[7~\u{1B}[8~\u{1B}[7$\u{1B}[8^\u{1B}[3@", [.home, .end, .home, .end, .delete]),
    ("\u{1B}[a\u{1B}[b\u{1B}[c\u{1B}[d", [.shiftUp, .shiftDown, .shiftRight, .shiftLeft]),
    ("\u{1B}Oc", [.right]),
    // With Alt.
    ("\u{1B}b\u{1B}α\u{1B}\u{7F}", [.alt("b"), .alt("α"), .control("w")]),
    // An escape that is followed at once by a key that goes with no Alt.
    ("\u{1B}\r\u{1B}\u{1B}[A", [.escape, .enter, .escape, .up]),
    // Function keys of xterm, rxvt and the Linux console; the mouse; focus; answers of terminals.
    ("\u{1B}OP\u{1B}[15~\u{1B}[24;2~\u{1B}[[Ax", [.character("x")]),
    ("\u{1B}[M !!\u{1B}[<0;10;20Mx", [.character("x")]),
    ("\u{1B}[I\u{1B}[Ox", [.character("x")]),
    ("\u{1B}[?2026;2$y\u{1B}[?62;4c\u{1B}[97;5u\u{1B}[27;5;13~x", [.character("x")]),
    ("\u{1B}]11;rgb:0000/0000/0000\u{7}\u{1B}P>|tmux 3.3\u{1B}\\x", [.character("x")]),
    ("\u{1B}[99999999999999999999999999999999999999999999~x", [.character("x")]),
  ]

  @Test(arguments: sequences) func theBytesOfATerminalAreItsKeys(text: String, keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.keys(text.utf8) == keys)
    #expect(!decoder.isUndecided && decoder.decide().isEmpty)
  }

  @Test(arguments: sequences) func itIsAllTheSameHowTheyAreSplit(text: String, keys: [Key]) {
    let bytes = Array(text.utf8)
    for split in bytes.indices {
      var decoder = KeyDecoder()
      let parts = decoder.keys(bytes[..<split]) + decoder.keys(bytes[split...])
      #expect(parts == keys, "split at \(split)")
    }
    var decoder = KeyDecoder()
    #expect(bytes.flatMap { decoder.keys([$0]) } == keys)
  }

  @Test(
    arguments: [
      ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}[", [.alt("[")]),
      ("\u{1B}O", [.alt("O")]), ("\u{1B}]", [.alt("]")]), ("\u{1B}[1;", []), ("\u{1B}]11;rgb", []),
    ] as [(String, [Key])]
  )
  func whatNothingFollowsIsAKeyOfItsOwn(text: String, keys: [Key]) {
    var decoder = KeyDecoder()
    let first = decoder.decode(text.utf8)
    #expect(decoder.isUndecided)
    #expect(first + decoder.decide() == keys.map(Input.key))
    #expect(!decoder.isUndecided)
    #expect(decoder.keys("n".utf8) == [.character("n")])
  }

  @Test func aCharacterIsWaitedForHoweverLongItTakes() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0xCE]).isEmpty)
    #expect(!decoder.isUndecided && decoder.decide().isEmpty)
    #expect(decoder.keys([0xB1]) == [.character("α")])
  }

  @Test(
    arguments: [
      ([0xFF, 0x6E], "\u{FFFD}n"), ([0xC3, 0x6E], "\u{FFFD}n"), ([0x80], "\u{FFFD}"),
      ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xE2, 0x82, 0xC3, 0xA9], "\u{FFFD}é"),
      // A surrogate, one too long, and one beyond Unicode.
      ([0xED, 0xA0, 0x80], "\u{FFFD}"), ([0xE0, 0x80, 0x80], "\u{FFFD}"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}"),
      // A control character of two bytes.
      ([0xC2, 0x9B, 0x6E], "n"),
    ] as [([UInt8], String)]
  )
  func bytesThatAreNoTextAreShownAsSuch(bytes: [UInt8], text: String) {
    var decoder = KeyDecoder()
    #expect(decoder.keys(bytes) == text.map(Key.character))
  }

  @Test func noBytesAtAllMakeItCrashOrStick() {
    var generator = LinearGenerator(state: 1)
    var decoder = KeyDecoder()
    for _ in 0..<2_000 {
      // Bytes that mean something to it are the likely ones.
      let bytes = (0..<20).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : "\u{1B}[O;2001~$M?P\\α".utf8.randomElement(using: &generator) ?? 0
      }
      _ = decoder.decode(bytes)
      _ = decoder.decide()
    }
    _ = decoder.decode("\u{1B}\\\u{1B}[201~".utf8)
    #expect(decoder.keys("nα".utf8) == [.character("n"), .character("α")])
  }
}

extension KeyDecoder {
  /// The keys that the bytes complete, where nothing is pasted.
  fileprivate mutating func keys(_ bytes: some Sequence<UInt8>) -> [Key] {
    decode(bytes).compactMap { input in
      guard case .key(let key) = input else {
        Issue.record("\(input)")
        return nil
      }
      return key
    }
  }
}

/// Numbers that look random and are the same on every run.
private struct LinearGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 32)
  }
}
