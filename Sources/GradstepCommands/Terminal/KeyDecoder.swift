/// Makes keys of the bytes that a terminal sends, however they are split over reads.
///
/// What it cannot make sense of it swallows whole, so that no part of it counts as a key.
struct KeyDecoder {
  private var state = State.ground
  /// The text between the marks of a paste, in which nothing is a key.
  private var paste: PasteCollector?
  private var inputs: [Input] = []

  /// What the bytes before belong to.
  private enum State {
    case ground
    /// The first bytes of a character in UTF-8 that has `length` of them.
    case text([UInt8], length: Int, isAlt: Bool)
    case escape
    /// `ESC [` (a control sequence) or `ESC O`, and what has come of its parameters.
    case sequence(introducer: UInt8, parameters: [UInt8])
    /// A text between `ESC P` or the like and `ESC \`: an answer of the terminal.
    case string(introducer: UInt8, isEmpty: Bool)
    case skipping(Int)
  }

  /// The keys and pasted texts that the bytes complete.
  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
    for byte in bytes { accept(byte) }
    defer { inputs = [] }
    return inputs
  }

  /// Whether a text is being pasted whose end has not come.
  var isPasting: Bool { paste != nil }

  /// How many bytes of a text that is being pasted are kept.
  var keptBytes: Int { paste?.keptBytes ?? 0 }

  /// Whether an `ESC` has come that is a key of its own unless more follows at once.
  var isUndecided: Bool {
    switch state {
    case .ground, .text: false
    case .escape, .sequence, .string, .skipping: true
    }
  }

  /// The keys that the bytes were, given that nothing followed them for a while.
  mutating func decide() -> [Input] {
    switch state {
    case .ground, .text:
      return []
    case .escape:
      emit(.escape)
    case .sequence(let introducer, let parameters) where parameters.isEmpty:
      emit(.alt(character(introducer)))
    case .string(let introducer, isEmpty: true):
      emit(.alt(character(introducer)))
    case .sequence, .string, .skipping:
      break
    }
    state = .ground
    defer { inputs = [] }
    return inputs
  }

  private mutating func accept(_ byte: UInt8) {
    if paste != nil {
      guard let text = paste?.accept(byte) else { return }
      paste = nil
      inputs.append(.paste(text))
      return
    }
    switch state {
    case .ground: acceptInGround(byte)
    case .text(let bytes, let length, let isAlt):
      acceptInText(byte, after: bytes, length: length, isAlt: isAlt)
    case .escape: acceptAfterEscape(byte)
    case .sequence(let introducer, let parameters):
      acceptInSequence(byte, introducer: introducer, parameters: parameters)
    case .string(let introducer, _):
      switch byte {
      case Byte.escape: state = .escape
      case Byte.bell, Byte.cancel: state = .ground
      default: state = .string(introducer: introducer, isEmpty: false)
      }
    case .skipping(let count):
      state = count > 1 ? .skipping(count - 1) : .ground
    }
  }

  private mutating func acceptInGround(_ byte: UInt8) {
    switch byte {
    case Byte.escape: state = .escape
    case 0..<0x20, 0x7F: acceptControl(byte)
    case 0x80...: startText(byte, isAlt: false)
    default: emit(.character(character(byte)))
    }
  }

  private mutating func acceptControl(_ byte: UInt8) {
    switch byte {
    case Byte.carriageReturn, Byte.lineFeed: emit(.enter)
    case Byte.tab: emit(.tab)
    case 0x08, 0x7F: emit(.backspace)
    case 1...26: emit(.control(character(byte + 0x60)))
    default: emit(.control(character(byte + 0x40)))
    }
  }

  private mutating func startText(_ byte: UInt8, isAlt: Bool) {
    switch byte {
    case 0xC2...0xDF: state = .text([byte], length: 2, isAlt: isAlt)
    case 0xE0...0xEF: state = .text([byte], length: 3, isAlt: isAlt)
    case 0xF0...0xF4: state = .text([byte], length: 4, isAlt: isAlt)
    default:
      state = .ground
      emit(.character("\u{FFFD}"))
    }
  }

  private mutating func acceptInText(
    _ byte: UInt8,
    after bytes: [UInt8],
    length: Int,
    isAlt: Bool
  ) {
    state = .ground
    guard 0x80...0xBF ~= byte else {
      emit(.character("\u{FFFD}"))
      accept(byte)
      return
    }
    let bytes = bytes + [byte]
    guard bytes.count == length else {
      state = .text(bytes, length: length, isAlt: isAlt)
      return
    }
    let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first ?? "\u{FFFD}"
    // The controls from U+0080 are no text, and no key sends them.
    if scalar.properties.generalCategory == .control { return }
    emit(isAlt ? .alt(Character(scalar)) : .character(Character(scalar)))
  }

  private mutating func acceptAfterEscape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case Byte.escape:
      emit(.escape)
      state = .escape
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      state = .sequence(introducer: byte, parameters: [])
    case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "_"),
      UInt8(ascii: "X"):
      state = .string(introducer: byte, isEmpty: true)
    case UInt8(ascii: "\\"):
      // The end of a string.
      break
    case 0x08, 0x7F:
      // Alt-Backspace erases a word, for which Ctrl-W is the older key.
      emit(.control("w"))
    case 0..<0x20:
      emit(.escape)
      accept(byte)
    case 0x80...:
      startText(byte, isAlt: true)
    default:
      emit(.alt(character(byte)))
    }
  }

  private mutating func acceptInSequence(
    _ byte: UInt8,
    introducer: UInt8,
    parameters: [UInt8]
  ) {
    let isControl = introducer == UInt8(ascii: "[")
    switch byte {
    case UInt8(ascii: "$") where isControl && parameters.first.map(isDigit) ?? false:
      // rxvt ends a key with Shift so, although to the standard this is no last byte.
      end(introducer: introducer, parameters: parameters, final: UInt8(ascii: "~"))
    case 0x20...0x3F:
      // No key has more parameters than this; the rest is swallowed and not kept.
      let parameters = parameters.count < 32 ? parameters + [byte] : parameters
      state = .sequence(introducer: introducer, parameters: parameters)
    case UInt8(ascii: "[") where isControl && parameters.isEmpty:
      // A function key of the Linux console: one letter follows.
      state = .skipping(1)
    case UInt8(ascii: "M") where isControl && parameters.isEmpty:
      // The mouse: three bytes follow.
      state = .skipping(3)
    case 0x40...0x7E:
      end(introducer: introducer, parameters: parameters, final: byte)
    default:
      state = .ground
      accept(byte)
    }
  }

  private mutating func end(introducer: UInt8, parameters: [UInt8], final: UInt8) {
    state = .ground
    let number = Int(String(decoding: parameters.prefix(while: isDigit), as: UTF8.self))
    if "~^@".utf8.contains(final) {
      switch number {
      case 200: paste = PasteCollector()
      case let number?: if let key = KeySequences.numbered[number] { emit(key) }
      case nil: break
      }
    } else if parameters.isEmpty || number != nil {
      let table = introducer == UInt8(ascii: "O") ? KeySequences.single : KeySequences.control
      if let key = table[final] { emit(hasShift(parameters) ? key.withShift : key) }
    }
  }

  /// Whether the parameters of a key, `1;2` of `ESC [ 1 ; 2 A`, say that Shift was held.
  private func hasShift(_ parameters: [UInt8]) -> Bool {
    let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard fields.count == 2, let field = fields.last,
      let modifiers = Int(String(decoding: field.prefix(while: isDigit), as: UTF8.self))
    else { return false }
    return modifiers > 0 && (modifiers - 1) & 1 == 1
  }

  private mutating func emit(_ key: Key) {
    inputs.append(.key(key))
  }

  private func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

  private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}

extension Key {
  /// The key with Shift, where that is another one.
  fileprivate var withShift: Key {
    switch self {
    case .up: .shiftUp
    case .down: .shiftDown
    case .left: .shiftLeft
    case .right: .shiftRight
    default: self
    }
  }
}

/// Bytes that have a name.
private enum Byte {
  static let bell: UInt8 = 0x07
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let cancel: UInt8 = 0x18
  static let escape: UInt8 = 0x1B
}

/// The keys behind the last byte of a sequence, as xterm, the VT220, rxvt, tmux and the Linux
/// console send them.
private enum KeySequences {
  /// `ESC [ … A` and the like; small letters are rxvt's, with Shift.
  static let control: [UInt8: Key] = table(
    "ABCDHFZabcd",
    [
      .up, .down, .right, .left, .home, .end, .backTab,
      .shiftUp, .shiftDown, .shiftRight, .shiftLeft,
    ]
  )

  /// `ESC O A` and the like; small letters are rxvt's, with Ctrl, and `M` is Enter of the keypad.
  static let single: [UInt8: Key] = table(
    "ABCDHFMIabcd",
    [
      .up, .down, .right, .left, .home, .end, .enter, .tab, .up, .down, .right, .left,
    ]
  )

  /// `ESC [ 1 ~` and the like.
  static let numbered: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
  ]

  private static func table(_ finals: String, _ keys: [Key]) -> [UInt8: Key] {
    Dictionary(uniqueKeysWithValues: zip(finals.utf8, keys))
  }
}
