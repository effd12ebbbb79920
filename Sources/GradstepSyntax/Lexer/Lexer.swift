/// Cuts a source into tokens; whatever it holds, the tokens with their trivia are the source.
struct Lexer {
  /// The most letters and digits of a name.
  static let longestName = 250

  var cursor: SourceCursor
  let functions: Set<String>
  private let utf8: [UInt8]
  private let source: Int

  /// Whether anything was written as code writes it.
  var isCode = false

  /// The libraries of code that were named.
  var libraries: Set<CodeNotation.Library> = []

  /// Whether the source has commands of LaTeX; without them `\ ` is no blank.
  private(set) lazy var hasCommands: Bool = {
    zip(utf8, utf8.dropFirst()).contains { $0 == UInt8(ascii: "\\") && $1 != 0x20 }
      || utf8.contains(UInt8(ascii: "$"))
  }()

  /// Whether what was read last ends a value, and with nothing behind it.
  private(set) var isBehindValue = false
  private var lastKind = Token.Kind.newline
  /// How many round brackets are open.
  private var depth = 0

  /// Whether an argument of a call can start here.
  var startsArgument: Bool { depth > 0 && isBehindComma }
  /// Whether a comma or a round bracket was read last, or new lines behind one.
  private var isBehindComma = false

  /// Whether a line starts here, or what `def f(x):` stands before.
  var startsLine: Bool { lastKind == .newline || lastKind == .colon }

  /// Whether what was read last is `import`, or the `from` of one.
  private var isImport: Bool { lastKind == .name("import") || lastKind == .name("from") }

  /// Whether what was read last has an operand behind it.
  var wantsOperand: Bool {
    switch lastKind {
    case .plus, .minus, .product, .equals: true
    default: false
    }
  }

  /// The bracket of the `\\(` or `\\[` that is open.
  var openDoubled: Unicode.Scalar?

  /// Where the last `\\)` and `\\]` stand.
  private lazy var doubledEnds: (round: Int, square: Int) = {
    var ends = (round: -1, square: -1)
    let backslash = UInt8(ascii: "\\")
    for position in utf8.indices.dropFirst(2)
    where utf8[position - 1] == backslash && utf8[position - 2] == backslash {
      if utf8[position] == UInt8(ascii: ")") { ends.round = position }
      if utf8[position] == UInt8(ascii: "]") { ends.square = position }
    }
    return ends
  }()

  /// Where the last `\\` before a bracket stands; before the source where none does.
  mutating func lastDoubledEnd(_ bracket: Unicode.Scalar) -> Int {
    bracket == ")" ? doubledEnds.round : doubledEnds.square
  }

  /// The `$` or `$$` that is open.
  private var openDollar = Dollar.none

  private enum Dollar {
    case none
    case single
    case double
    /// The backtick of reStructuredText.
    case backtick
    /// The three of Markdown.
    case fence
  }

  private init(_ source: Source, at position: Int, functions: Set<String>) {
    utf8 = source.utf8
    cursor = SourceCursor(source.utf8)
    self.source = position
    self.functions = functions
  }

  /// All tokens of a source, with `end` as the last.
  ///
  /// A command of LaTeX becomes the token that the plain notation has for it, and that of one of
  /// the functions its name.
  static func tokens(
    of source: Source,
    at position: Int,
    functions: Set<String>
  ) -> LexedSource {
    var lexer = Lexer(source, at: position, functions: functions)
    var tokens: [Token] = []
    repeat { tokens.append(lexer.next()) } while tokens.last?.kind != .end
    let marks = CodeMarks(tokens, of: source)
    let isPlain =
      lexer.isCode || !lexer.hasCommands && (marks.isPlain || Comprehensions.areIn(tokens))
    let mark = isPlain || lexer.hasCommands ? nil : marks.newValue
    guard isPlain || mark != nil else { return LexedSource(tokens: tokens) }
    let (written, diagnostics) = Comprehensions.written(tokens)
    var code = CodeLayout.read(written, of: source)
    code.written = tokens
    code.diagnostics += diagnostics
    code.libraries = lexer.libraries
    if let mark { code.diagnostics.append(.readsAsCode(at: mark)) }
    return code
  }

  /// One token for a source that is not to be read.
  static func unread(_ source: Source, at position: Int) -> [Token] {
    let end = source.utf8.count
    let range = SourceRange(source: position, bytes: end..<end)
    return [Token(kind: .end, range: range, triviaStart: 0)]
  }

  private mutating func next() -> Token {
    let triviaStart = cursor.offset
    skipTrivia()
    let start = cursor.offset
    isBehindValue = start == triviaStart && lastKind.endsValue
    let kind = kind()
    lastKind = kind
    if kind != .newline { isBehindComma = kind == .comma || kind == .leftParenthesis }
    if kind == .leftParenthesis { depth += 1 }
    if kind == .rightParenthesis { depth = max(0, depth - 1) }
    if kind == .name("lambda") || kind == .name("def") || kind == .name("import") { isCode = true }
    return Token(
      kind: kind,
      range: SourceRange(source: source, bytes: start..<cursor.offset),
      triviaStart: triviaStart
    )
  }

  private mutating func skipTrivia() {
    // A byte order mark tells an editor something, and nothing to a reader.
    if cursor.offset == 0, cursor.current == "\u{FEFF}" { cursor.advance() }
    while let scalar = cursor.current {
      switch scalar {
      case " ", "\t", "~":
        cursor.advance()
      case "#":
        cursor.skip { !$0.isNewline }
      case "\"", "'":
        guard skipText() else { return }
      case "\\":
        guard skipBlankCommand() else { return }
      default:
        guard !scalar.isASCII, scalar.isBlank else { return }
        cursor.advance()
      }
    }
  }

  private mutating func kind() -> Token.Kind {
    guard let scalar = cursor.current else { return .end }
    if case .keyword = lastKind, let text = quotedText() { return text }
    if scalar.startsName { return word() }
    if scalar.isDecimalDigit { return number() }
    switch scalar {
    case "\\": return command()
    case "$": return dollar()
    case ":" where cursor.hasPrefix(":math:`") && openDollar == .none:
      cursor.offset += 7
      openDollar = .backtick
      return .mathStart
    case "`" where cursor.hasPrefix("```"):
      return fence()
    case "`" where openDollar == .backtick:
      cursor.advance()
      openDollar = .none
      return .mathEnd
    case "." where cursor.following?.isDecimalDigit == true: return number()
    case "." where cursor.following == ".":
      // Dots are one sign, however many there are.
      cursor.skip { $0 == "." }
      return .unknown
    case ".":
      if let member = member() { return member }
      if skipSpacedDots() { return .unknown }
    default: break
    }
    if scalar.isNewline {
      cursor.advance()
      if scalar == "\r" { _ = cursor.accept("\n") }
      return .newline
    }
    if !scalar.isASCII, ScriptTable.raised[scalar] != nil { return superscript() }
    return sign(scalar)
  }

  /// A name, or what code has in its place.
  private mutating func word() -> Token.Kind {
    var name = name()
    // What belongs to an object is a name like others: `self.W`.
    while name == .name("self"), cursor.current == ".", cursor.following?.isASCIILetter == true {
      cursor.advance()
      isCode = true
      name = self.name()
    }
    guard case .name(let word) = name else { return name }
    let text = attribute(of: word)
    name = .name(text)
    if isImport, let library = CodeNotation.library(named: text) { libraries.insert(library) }
    return libraryFunction(text) ?? keyword(text) ?? name
  }

  mutating func name() -> Token.Kind {
    let start = cursor.offset
    let name: String
    if skipPlainName() {
      name = cursor.text(from: start)
    } else {
      cursor.offset = start
      let spelling = NameSpelling(at: cursor)
      cursor = spelling.cursor
      name = spelling.canonical
    }
    let isLong =
      name.utf8.count > Self.longestName && name.unicodeScalars.count > Self.longestName
    return isLong ? .unknown : .name(name)
  }

  /// Skips a name that is its own canonical spelling, which most are; false for any other.
  private mutating func skipPlainName() -> Bool {
    var last: UInt8 = 0
    while let byte = cursor.byte {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F:
        last = byte
        cursor.offset += 1
      case UInt8(ascii: "{"), UInt8(ascii: "\\"):
        return last != 0x5F && last != 0
      case 0x80...:
        guard let scalar = cursor.current, !scalar.continuesName, !scalar.marksName else {
          return false
        }
        return last != 0 && ScriptTable.lowered[scalar] == nil
      default:
        return last != 0
      }
    }
    return true
  }

  /// A decimal number; an `e` belongs to it only where an exponent follows.
  private mutating func number() -> Token.Kind {
    let start = cursor.offset
    skipDigits()
    if cursor.current == ".", isPoint(before: cursor.following) {
      cursor.advance()
      skipDigits()
    }
    if cursor.current == "e" || cursor.current == "E" {
      let before = cursor.offset
      cursor.advance()
      if cursor.current == "+" || cursor.current == "-" { cursor.advance() }
      if cursor.current?.isDecimalDigit == true {
        skipDigits()
      } else {
        cursor.offset = before
      }
    }
    let digits = cursor.text(from: start)
    return digits == "1" && isCountedOrTransposed ? .ones : .number(Double(digits) ?? .nan)
  }

  /// Whether an index or a transpose hangs on a number, which is so of ones alone: `1_n`, `1^\top x`.
  private var isCountedOrTransposed: Bool {
    var behind = cursor
    if behind.accept("_") { return behind.current?.isASCIILetter == true }
    guard behind.accept("^") else { return false }
    _ = behind.accept("{")
    return behind.hasPrefix("\\top") || behind.hasPrefix("\\intercal") || behind.hasPrefix("⊤")
  }

  /// Skips `. . .`, as dots are typed where they are not to join.
  private mutating func skipSpacedDots() -> Bool {
    var behind = cursor
    for dot in 1...3 {
      guard behind.accept(".") else { return false }
      if dot < 3 { behind.skip { $0 == " " } }
    }
    cursor = behind
    return true
  }

  /// Whether a `.` belongs to the number before it, and not to `.*` and the like.
  private func isPoint(before scalar: Unicode.Scalar?) -> Bool {
    scalar != "*" && scalar != "/" && scalar != "^"
  }

  private mutating func skipDigits() {
    cursor.skip { $0.isDecimalDigit }
  }

  private mutating func superscript() -> Token.Kind {
    var digits = ""
    var hasNumber = false
    while let scalar = cursor.current, let digit = ScriptTable.raised[scalar],
      digits.isEmpty || digit.isDecimalDigit
    {
      digits.unicodeScalars.append(digit)
      hasNumber = hasNumber || digit.isDecimalDigit
      cursor.advance()
    }
    return hasNumber ? .superscript(digits) : .unknown
  }

  /// `$` or `$$`; within `$…$` two of them are an end and a start.
  private mutating func dollar() -> Token.Kind {
    let isPair = cursor.following == "$" && (openDollar != .single || isPairAtEnd)
    cursor.advance()
    if isPair { cursor.advance() }
    let isStart = openDollar == .none
    openDollar = isStart ? (isPair ? .double : .single) : .none
    return isStart ? .mathStart : .mathEnd
  }

  /// "```math" and the "```" that ends it; around other languages they only end a line.
  private mutating func fence() -> Token.Kind {
    cursor.offset += 3
    let start = cursor.offset
    cursor.skip { $0.isASCIILetter }
    if openDollar == .fence {
      openDollar = .none
      return .mathEnd
    }
    guard openDollar == .none, ["math", "latex", "tex"].contains(cursor.text(from: start)) else {
      return .newline
    }
    openDollar = .fence
    return .mathStart
  }

  /// Whether `$$` ends the source, so that it is no end and start.
  private var isPairAtEnd: Bool {
    var behind = cursor
    behind.offset += 2
    behind.skip { $0 == " " || $0.isNewline }
    return behind.current == nil
  }

  private mutating func sign(_ scalar: Unicode.Scalar) -> Token.Kind {
    let start = cursor.offset
    if let next = cursor.following {
      if scalar == ".", next == "*" {
        cursor.offset += 2
        return .product(.hadamard)
      }
      if let kind = Self.definition(scalar, next) {
        cursor.offset += scalar.utf8.count + 1
        return kind
      }
      if scalar == "*" && next == "*" || scalar == "." && next == "^" {
        cursor.offset += 2
        return .caret
      }
      if let comparison = Self.comparison(scalar, next) {
        cursor.offset += 2
        return .comparison(comparison)
      }
      if Self.isUnknownPair(scalar, next) {
        cursor.offset += 2
        return .unknown
      }
    }
    cursor.advance()
    guard cursor.current?.isMark != true, let kind = Self.kind(of: scalar) else {
      // What a person sees as one character is one mistake.
      var characters = CharacterReader(utf8, from: start)
      if let end = characters.next()?.bytes.upperBound { cursor.offset = end }
      return .unknown
    }
    return kind
  }

  /// Whether two scalars are a sign of other languages that would otherwise be read as two signs.
  private static func isUnknownPair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    switch (first, second) {
    case ("/", "/"), (".", "/"): true
    default: false
    }
  }

  /// The sign of two scalars that gives a name its meaning, or leads to one.
  private static func definition(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Token.Kind? {
    switch (first, second) {
    case (":", "="): .assign
    case ("+", "="): .compound(.add)
    case ("-", "="), ("−", "="): .compound(.subtract)
    case ("*", "="): .compound(.times)
    case ("/", "="): .compound(.divide)
    case ("-", ">"), ("=", ">"): .arrow
    default: nil
    }
  }

  private static func comparison(
    _ first: Unicode.Scalar,
    _ second: Unicode.Scalar
  ) -> Comparison? {
    switch (first, second) {
    case ("<", "="): .lessOrEqual
    case (">", "="): .greaterOrEqual
    case ("=", "="): .equal
    case ("!", "="): .notEqual
    default: nil
    }
  }

  private static func kind(of sign: Unicode.Scalar) -> Token.Kind? {
    switch sign {
    case "+", "＋": .plus
    // Hyphens and dashes stand for a minus in copied text.
    case "-", "−", "‐", "‑", "‒", "–", "—", "﹣", "－": .minus
    case "·", "⋅", "∙", "@": .product(.dot)
    case "*", "×", "∗", "＊": .product(.times)
    case "/", "÷", "∕", "⁄", "／": .product(.divide)
    case "⊙", "∘", "•": .product(.hadamard)
    case "√": .root
    case "^": .caret
    case "_": .lowered
    case "'", "’", "‘", "′", "ʹ": .prime
    case "ᵀ": .transpose
    case "⊤", "⊺": .top
    case "(", "（": .leftParenthesis
    case ")", "）": .rightParenthesis
    case "[", "［": .leftBracket
    case "]", "］": .rightBracket
    case "{": .leftBrace
    case "}": .rightBrace
    case "|", "∣", "｜": .bar
    case "‖", "∥": .doubleBar
    case ",", "，": .comma
    case ";", "；": .semicolon
    case ":", "：": .colon
    case "∈": .element
    case "∑": .reduction(.sum)
    case "∏": .reduction(.product)
    case "=", "＝", "≡", "≜", "≝", "≐": .equals
    case "≔", "←", "⟵": .assign
    case "≈", "≃": .approximates
    case "→", "⟶", "⇒", "⟹", "↦": .arrow
    case "∀": .forAll
    case "<": .comparison(.less)
    case ">": .comparison(.greater)
    case "≤", "⩽", "≦": .comparison(.lessOrEqual)
    case "≥", "⩾", "≧": .comparison(.greaterOrEqual)
    case "≠": .comparison(.notEqual)
    case "∧": .word(.and)
    case "∨": .word(.or)
    case "𝟏", "𝟙": .ones
    case "&": .ampersand
    case "⟨", "〈": .leftAngle
    case "⟩", "〉": .rightAngle
    case "⌊": .leftCorner("floor")
    case "⌋": .rightCorner("floor")
    case "⌈": .leftCorner("ceil")
    case "⌉": .rightCorner("ceil")
    default: nil
    }
  }
}

extension Token.Kind {
  /// Whether a value can end with such a token.
  fileprivate var endsValue: Bool {
    switch self {
    case .name, .prime, .rightParenthesis, .rightBracket, .member: true
    default: false
    }
  }
}
