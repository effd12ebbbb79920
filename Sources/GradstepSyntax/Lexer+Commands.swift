extension Lexer {
  /// Skips a command that prints nothing, if one is here.
  mutating func skipBlankCommand() -> Bool {
    let word = Command.word(in: text, at: index)
    switch Command.table[String(word)] {
    case .blank:
      skip(word)
      return true
    case .font:
      // `\mathbf{Wx + b}` is no name: its braces are a group.
      guard NameSpelling(in: text, at: index, offset: offset).characters.isEmpty else {
        return false
      }
      skip(word)
      return true
    case .label:
      let before = (index, offset)
      skip(word)
      if current == "*" { advance() }
      if argument() != nil { return true }
      (index, offset) = before
      return false
    default:
      return false
    }
  }

  /// The token of the command at a backslash.
  mutating func command() -> Token.Kind {
    let word = Command.word(in: text, at: index)
    switch Command.table[String(word)] {
    case .sign(.lineBreak):
      skip(word)
      skipLineSpacing()
      return .lineBreak
    case .sign(let kind):
      skip(word)
      skipNormIndex(behind: kind)
      return kind
    case .function(let name):
      skip(word)
      return .name(name)
    case .letter, .font, .text, .accent:
      if !NameSpelling(in: text, at: index, offset: offset).characters.isEmpty { return name() }
      skip(word)
      return .unknown
    case .size(let side):
      skip(word)
      return sized(side)
    case .begin, .end:
      return environment(word)
    case .blank, .label:
      skip(word)
      return .unknown
    case nil:
      skip(word)
      let name = String(word)
      return functions.contains(name) && Command.refusals[name] == nil ? .name(name) : .unknown
    }
  }

  private mutating func skip(_ word: Substring) {
    index = word.endIndex
    offset += 1 + word.utf8.count
  }

  private mutating func skipBlanks() {
    while current == " " || current == "\t" { advance() }
  }

  /// The bracket behind `\left` and the like; without one, the command alone is unknown.
  private mutating func sized(_ side: Command.Side) -> Token.Kind {
    let before = (index, offset)
    skipBlanks()
    guard let character = current else {
      (index, offset) = before
      return .unknown
    }
    let kind: Token.Kind
    if character == "\\" {
      let word = Command.word(in: text, at: index)
      skip(word)
      switch Command.table[String(word)] {
      case .sign(let sign): kind = sign
      default:
        kind = .unknown
        if !Command.angles.contains(String(word)) { (index, offset) = before }
      }
    } else {
      guard let sign = Self.delimiters[character] else {
        (index, offset) = before
        return .unknown
      }
      advance()
      kind = sign
    }
    switch (kind, side) {
    case (.bar, .left): return .leftBar
    case (.bar, .right): return .rightBar
    case (.doubleBar, .left): return .leftDoubleBar
    case (.doubleBar, .right):
      skipNormIndex(behind: .rightDoubleBar)
      return .rightDoubleBar
    case (.bar, .either), (.doubleBar, .either), (.leftBar, _), (.rightBar, _),
      (.leftDoubleBar, _), (.rightDoubleBar, _), (.leftParenthesis, _), (.rightParenthesis, _),
      (.leftBracket, _), (.rightBracket, _), (.product(.divide), _), (.unknown, _):
      return kind
    default:
      (index, offset) = before
      return .unknown
    }
  }

  private static let delimiters: [Character: Token.Kind] = [
    "(": .leftParenthesis, ")": .rightParenthesis, "[": .leftBracket, "]": .rightBracket,
    "|": .bar, "‖": .doubleBar, "/": .product(.divide), ".": .unknown, "<": .unknown,
    ">": .unknown, "⟨": .unknown, "⟩": .unknown,
  ]

  /// The `_2` behind `\|`, which says of a norm that it is the Euclidean one.
  private mutating func skipNormIndex(behind bar: Token.Kind) {
    guard bar == .doubleBar || bar == .rightDoubleBar, current == "_" else { return }
    for spelling in ["_2", "_{2}"] where text[index...].hasPrefix(spelling) {
      for _ in spelling { advance() }
      return
    }
  }

  /// `\begin{…}` or `\end{…}`, with the arguments that belong to it.
  private mutating func environment(_ word: Substring) -> Token.Kind {
    skip(word)
    guard let name = argument() else { return .unknown }
    if word == "end" { return .endEnvironment(name) }
    if current == "[" {
      // `[t]` and the like, which place a box on its line.
      let before = (index, offset)
      advance()
      if let letter = current, "tcb".contains(letter) { advance() }
      if current == "]" { advance() } else { (index, offset) = before }
    }
    if Environment.hasArgument(name) { _ = argument() }
    return .beginEnvironment(name)
  }

  /// Takes an argument in braces without braces in it, or nothing.
  private mutating func argument() -> String? {
    let before = (index, offset)
    skipBlanks()
    guard current == "{" else {
      (index, offset) = before
      return nil
    }
    advance()
    let start = index
    // Stopping at all that starts something keeps an open brace from being searched twice.
    while let character = current, !character.isNewline, !"{}\\$".contains(character) { advance() }
    guard current == "}" else {
      (index, offset) = before
      return nil
    }
    defer { advance() }
    return String(text[start..<index])
  }

  /// The star or the length, as in `\\[4pt]`, that says how far apart lines are.
  private mutating func skipLineSpacing() {
    if current == "*" { advance() }
    let before = (index, offset)
    guard current == "[" else { return }
    advance()
    if current == "-" { advance() }
    while let character = current, character.isDecimalDigit || character == "." { advance() }
    let unit = index
    while let character = current, character.isASCII, character.isLetter { advance() }
    let hasUnit = ["pt", "em", "ex", "mm", "cm", "in", "pc"].contains(text[unit..<index])
    if hasUnit, current == "]" { advance() } else { (index, offset) = before }
  }
}
