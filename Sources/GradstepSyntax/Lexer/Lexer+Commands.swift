extension Lexer {
  /// Skips a command that prints nothing, if one is here.
  mutating func skipBlankCommand() -> Bool {
    let word = LaTeXCommand.word(at: cursor)
    switch LaTeXCommand.table[word] {
    case .blank:
      guard word != " " || hasCommands else { return false }
      skip(word)
      return true
    case .font:
      // `\mathbf{Wx + b}` is no name: its braces are a group.
      guard NameSpelling(at: cursor).characters.isEmpty, onesEnd(behind: word) == nil else {
        return false
      }
      skip(word)
      return true
    case .size:
      return skipMissingDelimiter(behind: word)
    case .label:
      let before = cursor.offset
      skip(word)
      _ = cursor.accept("*")
      if argument() != nil { return true }
      cursor.offset = before
      return false
    default:
      return false
    }
  }

  /// Skips `\left.` and `\right.`, which stand where a bracket is not printed.
  private mutating func skipMissingDelimiter(behind word: String) -> Bool {
    let before = cursor.offset
    skip(word)
    skipBlanks()
    if cursor.accept(".") { return true }
    cursor.offset = before
    return false
  }

  /// The fonts in which a 1 stands for ones, or for an indicator.
  private static let fontsOfOnes: Set<String> = [
    "mathbf", "textbf", "mathbb", "boldsymbol", "bm", "mathds", "mathbbm", "vec", "bf",
  ]

  /// The place behind `\mathbf{1}`, which stands for ones, and behind how many they are.
  private func onesEnd(behind word: String) -> Int? {
    guard Self.fontsOfOnes.contains(word) else { return nil }
    var behind = cursor
    behind.offset += 1 + word.utf8.count
    behind.skip { $0 == " " }
    let isBraced = behind.accept("{")
    behind.skip { $0 == " " }
    guard behind.accept("1") else { return nil }
    behind.skip { $0 == " " }
    guard !isBraced || behind.accept("}") else { return nil }
    return behind.current?.isDecimalDigit == true ? nil : behind.offset
  }

  /// The token of the command at a backslash.
  mutating func command() -> Token.Kind {
    let word = LaTeXCommand.word(at: cursor)
    switch LaTeXCommand.table[word] {
    case .sign(.lineBreak):
      skip(word)
      if let delimiter = doubledDelimiter() { return delimiter }
      skipLineSpacing()
      return .lineBreak
    case .sign(let kind):
      skip(word)
      skipNormIndex(behind: kind)
      return kind
    case .function(let name):
      skip(word)
      return .name(name)
    case .font where onesEnd(behind: word) != nil, .text where onesEnd(behind: word) != nil:
      cursor.offset = onesEnd(behind: word) ?? cursor.offset
      return .ones
    case .letter, .font, .text, .accent:
      if !NameSpelling(at: cursor).characters.isEmpty { return name() }
      skip(word)
      guard word != "operatorname", case .text = LaTeXCommand.table[word], let text = argument()
      else { return .unknown }
      // `+ \text{const.}` has a name behind its sign, and a full stop in the wrong place.
      if wantsOperand, text.last == ".", Self.isWord(text.dropLast()) {
        return .name(String(text.dropLast()))
      }
      return .prose
    case .size(let side):
      skip(word)
      return sized(side)
    case .begin, .end:
      return environment(word)
    case .space:
      skip(word)
      _ = cursor.accept("*")
      return argument() == nil ? .unknown : .wideSpace
    case .stack:
      skip(word)
      return stacked()
    case .blank, .label:
      skip(word)
      return .unknown
    case nil where LaTeXCommand.isName(word) && !functions.contains(word):
      return name()
    case nil where word == "log":
      skip(word)
      return .name(logarithm())
    case nil:
      skip(word)
      return functions.contains(word) && LaTeXCommand.refusals[word] == nil ? .name(word) : .unknown
    }
  }

  /// The logarithm with the base that stands below it, if the language has it.
  private mutating func logarithm() -> String {
    for (base, name): (StaticString, String) in [
      ("_{10}", "log10"), ("_{2}", "log2"), ("_2", "log2"), ("_{e}", "log"), ("_e", "log"),
    ] where cursor.hasPrefix(base) && functions.contains(name) {
      cursor.offset += base.utf8CodeUnitCount
      return name
    }
    return "log"
  }

  private static func isWord(_ text: Substring) -> Bool {
    text.utf8.count > 1 && text.unicodeScalars.allSatisfy { $0.isASCIILetter }
  }

  /// The rest of `\\(` and the like, whose backslash is doubled as in the source of a page.
  private mutating func doubledDelimiter() -> Token.Kind? {
    let kind: Token.Kind
    switch cursor.current {
    case "(" where cursor.offset < lastDoubledEnd(")"),
      "[" where cursor.offset < lastDoubledEnd("]"):
      kind = .mathStart
      openDoubled = cursor.current
    case ")" where openDoubled == "(", "]" where openDoubled == "[":
      kind = .mathEnd
      openDoubled = nil
    default: return nil
    }
    cursor.advance()
    return kind
  }

  private mutating func skip(_ word: String) {
    cursor.offset += 1 + word.utf8.count
  }

  private mutating func skipBlanks() {
    cursor.skip { $0 == " " || $0 == "\t" }
  }

  /// The bracket behind `\left` and the like; without one, the command alone is unknown.
  private mutating func sized(_ side: LaTeXCommand.Side) -> Token.Kind {
    let before = cursor.offset
    skipBlanks()
    guard let scalar = cursor.current else {
      cursor.offset = before
      return .unknown
    }
    let kind: Token.Kind
    if scalar == "\\" {
      let word = LaTeXCommand.word(at: cursor)
      skip(word)
      switch LaTeXCommand.table[word] {
      case .sign(let sign): kind = sign
      default:
        kind = .unknown
        cursor.offset = before
      }
    } else {
      guard let sign = Self.delimiter(scalar) else {
        cursor.offset = before
        return .unknown
      }
      cursor.advance()
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
      (.leftBracket, _), (.rightBracket, _), (.leftAngle, _), (.rightAngle, _),
      (.leftCorner, _), (.rightCorner, _),
      (.product(.divide), _), (.unknown, _):
      return kind
    default:
      cursor.offset = before
      return .unknown
    }
  }

  private static func delimiter(_ scalar: Unicode.Scalar) -> Token.Kind? {
    switch scalar {
    case "(": .leftParenthesis
    case ")": .rightParenthesis
    case "[": .leftBracket
    case "]": .rightBracket
    case "|": .bar
    case "‖": .doubleBar
    case "/": .product(.divide)
    case "<", "⟨": .leftAngle
    case ">", "⟩": .rightAngle
    case "⌊": .leftCorner("floor")
    case "⌋": .rightCorner("floor")
    case "⌈": .leftCorner("ceil")
    case "⌉": .rightCorner("ceil")
    case ".": .unknown
    default: nil
    }
  }

  /// The `_2` behind `\|`, which says of a norm that it is the Euclidean one.
  private mutating func skipNormIndex(behind bar: Token.Kind) {
    guard bar == .doubleBar || bar == .rightDoubleBar else { return }
    if cursor.hasPrefix("_2") {
      cursor.offset += 2
    } else if cursor.hasPrefix("_{2}") {
      cursor.offset += 4
    }
  }

  /// `\begin{…}` or `\end{…}`, with the arguments that belong to it.
  private mutating func environment(_ word: String) -> Token.Kind {
    skip(word)
    guard let name = argument() else { return .unknown }
    if word == "end" { return .endEnvironment(name) }
    let before = cursor.offset
    if cursor.accept("[") {
      // `[t]` and the like, which place a box on its line.
      if let letter = cursor.current, "tcb".unicodeScalars.contains(letter) { cursor.advance() }
      if !cursor.accept("]") { cursor.offset = before }
    }
    if LaTeXEnvironment.hasArgument(name) { _ = argument() }
    return .beginEnvironment(name)
  }

  /// Takes an argument in braces without braces in it, or nothing.
  private mutating func argument() -> String? {
    let before = cursor.offset
    skipBlanks()
    guard cursor.accept("{") else {
      cursor.offset = before
      return nil
    }
    let start = cursor.offset
    // Stopping at all that starts something keeps an open brace from being searched twice.
    cursor.skip {
      switch $0 {
      case "{", "}", "\\", "$": false
      default: !$0.isNewline
      }
    }
    guard cursor.current == "}" else {
      cursor.offset = before
      return nil
    }
    defer { cursor.advance() }
    return cursor.text(from: start)
  }

  /// The sign that has another over it, as in `\stackrel{\text{def}}{=}`.
  private mutating func stacked() -> Token.Kind {
    let before = cursor.offset
    guard skipGroup() else { return .unknown }
    skipBlanks()
    for sign in Self.stackable where cursor.hasPrefix(sign) {
      cursor.offset += sign.utf8CodeUnitCount
      return .equals
    }
    cursor.offset = before
    return .unknown
  }

  /// The signs under another that define.
  private static let stackable: [StaticString] = ["{=}", "{:=}", "{\\equiv}", "="]

  /// Skips what stands in braces, up to a small depth and length.
  private mutating func skipGroup() -> Bool {
    skipBlanks()
    guard cursor.accept("{") else { return false }
    var depth = 1
    let end = cursor.offset + 80
    while depth > 0, cursor.offset < end, let scalar = cursor.current, !scalar.isNewline {
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth -= 1 }
      cursor.advance()
    }
    return depth == 0
  }

  /// The star or the length, as in `\\[4pt]`, that says how far apart lines are.
  private mutating func skipLineSpacing() {
    _ = cursor.accept("*")
    let before = cursor.offset
    guard cursor.accept("[") else { return }
    _ = cursor.accept("-")
    cursor.skip { $0.isDecimalDigit || $0 == "." }
    let unit = cursor.offset
    cursor.skip { $0.isASCIILetter }
    let hasUnit =
      cursor.offset == unit + 2
      && ["pt", "em", "ex", "mm", "cm", "in", "pc"].contains(cursor.text(from: unit))
    if !hasUnit || !cursor.accept("]") { cursor.offset = before }
  }
}
