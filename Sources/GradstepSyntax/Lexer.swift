/// Cuts a source into tokens; whatever it holds, the tokens with their trivia are the source.
struct Lexer {
  let text: String
  let functions: Set<String>
  private let source: Int
  var index: String.Index
  var offset = 0
  private var triviaStart = 0

  /// The `$` or `$$` that is open.
  private var openDollar: String?

  private init(_ text: String, source: Int, functions: Set<String>) {
    self.text = text
    self.source = source
    self.functions = functions
    index = text.startIndex
  }

  /// All tokens of the text, with `end` as the last.
  ///
  /// A command of LaTeX becomes the token that the plain notation has for it, and that of one of
  /// the functions its name.
  static func tokens(of text: String, source: Int, functions: Set<String>) -> [Token] {
    var lexer = Lexer(text, source: source, functions: functions)
    var tokens: [Token] = []
    repeat { tokens.append(lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  /// One token for a text that is not to be read.
  static func unread(_ text: String, source: Int) -> [Token] {
    let end = text.utf8.count
    let range = SourceRange(source: source, bytes: end..<end)
    return [Token(kind: .end, range: range, triviaStart: 0)]
  }

  var current: Character? {
    index < text.endIndex ? text[index] : nil
  }

  private var following: Character? {
    guard index < text.endIndex else { return nil }
    let next = text.index(after: index)
    return next < text.endIndex ? text[next] : nil
  }

  mutating func advance() {
    offset += text[index].utf8.count
    index = text.index(after: index)
  }

  private mutating func next() -> Token {
    triviaStart = offset
    skipTrivia()
    let start = offset
    let kind = kind()
    return Token(
      kind: kind,
      range: SourceRange(source: source, bytes: start..<offset),
      triviaStart: triviaStart
    )
  }

  private mutating func skipTrivia() {
    // A byte order mark tells an editor something, and nothing to a reader.
    if offset == 0, current == "\u{FEFF}" { advance() }
    while let character = current, !character.isNewline {
      if character == "#" {
        while let character = current, !character.isNewline { advance() }
      } else if character == " " || character == "~" || character.isWhitespace {
        advance()
      } else if character != "\\" || !skipBlankCommand() {
        return
      }
    }
  }

  private mutating func kind() -> Token.Kind {
    guard let character = current else { return .end }
    if character.isNewline {
      advance()
      return .newline
    }
    if character.startsName { return name() }
    if character.isDecimalDigit { return number() }
    if character == ".", following?.isDecimalDigit == true { return number() }
    if character == "\\" { return command() }
    if character == "$" { return dollar() }
    if !character.isASCII, Script.raised[character] != nil { return superscript() }
    return sign(character)
  }

  mutating func name() -> Token.Kind {
    let spelling = NameSpelling(in: text, at: index, offset: offset)
    offset = spelling.offset
    index = spelling.index
    return .name(spelling.canonical)
  }

  /// A decimal number; an `e` belongs to it only where an exponent follows.
  private mutating func number() -> Token.Kind {
    let start = index
    skipDigits()
    if current == ".", following.map({ $0 != "*" && $0 != "/" && $0 != "^" }) ?? true {
      advance()
      skipDigits()
    }
    if current == "e" || current == "E" {
      let before = (index, offset)
      advance()
      if current == "+" || current == "-" { advance() }
      if current?.isDecimalDigit == true {
        skipDigits()
      } else {
        (index, offset) = before
      }
    }
    return .number(Double(text[start..<index]) ?? .nan)
  }

  private mutating func skipDigits() {
    while current?.isDecimalDigit == true { advance() }
  }

  private mutating func superscript() -> Token.Kind {
    var digits = ""
    while let character = current, let digit = Script.raised[character],
      digits.isEmpty || digit.isNumber
    {
      digits.append(digit)
      advance()
    }
    return digits.contains { $0.isNumber } ? .superscript(digits) : .unknown
  }

  /// `$` or `$$`; within `$…$` two of them are an end and a start.
  private mutating func dollar() -> Token.Kind {
    let isPair = following == "$" && openDollar != "$"
    advance()
    if isPair { advance() }
    defer { openDollar = openDollar == nil ? (isPair ? "$$" : "$") : nil }
    return openDollar == nil ? .mathStart : .mathEnd
  }

  private mutating func sign(_ character: Character) -> Token.Kind {
    if let next = following {
      let pair = String([character, next])
      if pair == ".*" || Self.unknownPairs.contains(pair) {
        advance()
        advance()
        return pair == ".*" ? .product(.hadamard) : .unknown
      }
    }
    advance()
    return Self.signs[character] ?? .unknown
  }

  /// Signs of other languages that would otherwise be read as two signs of this one.
  private static let unknownPairs: Set<String> = [
    "**", "==", "//", "./", ".^", ":=", "<=", ">=", "!=", "->", "&&",
  ]

  private static let signs: [Character: Token.Kind] = [
    "+": .plus, "-": .minus, "−": .minus, "·": .product(.dot), "⋅": .product(.dot),
    "@": .product(.dot), "*": .product(.times), "×": .product(.times), "/": .product(.divide),
    "⊙": .product(.hadamard), "^": .caret, "'": .prime, "ᵀ": .transpose, "⊤": .top,
    "(": .leftParenthesis, ")": .rightParenthesis, "[": .leftBracket, "]": .rightBracket,
    "{": .leftBrace, "}": .rightBrace, "|": .bar, "‖": .doubleBar, ",": .comma, ";": .semicolon,
    ":": .colon, "∈": .element, "=": .equals, "&": .ampersand,
  ]
}
