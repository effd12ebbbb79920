/// What tells code apart from notes where no library is named.
///
/// A line that works out a name from its own old value, which no `=` of notes can mean, is one mark; a
/// name of words is another. Both are wanted, and nothing that only notes have. A comment and `+=` are
/// no marks: the plain notation has them, too.
struct CodeMarks {
  private let tokens: [Token]
  private let source: Source

  /// The most tokens in the first line of a loop.
  private static let longestHead = 40

  init(_ tokens: [Token], of source: Source) {
    self.tokens = tokens
    self.source = source
  }

  /// Whether one thing alone shows that the source is code: `**`, `for i in …:`, or `maximum(…)`.
  var isPlain: Bool {
    var defined: Set<String> = []
    return tokens.indices.contains { position in
      switch tokens[position].kind {
      case .caret: return text(of: tokens[position]) == "**"
      case .name("for"), .name("while"):
        return (position == 0 || tokens[position - 1].endsLine) && isLoop(at: position)
      case .name(let name) where CodeNotation.bareFunctions[name] != nil:
        let startsLine = position == 0 || tokens[position - 1].endsLine
        if startsLine { defined.insert(name) }
        return tokens[position + 1].kind == .leftParenthesis && !defined.contains(name)
      default: return false
      }
    }
  }

  /// Whether `for i in …:` or `while x > 0:` is here; the ranges of notes have an `=`, or dots.
  private func isLoop(at position: Int) -> Bool {
    let head = tokens[position...].prefix(Self.longestHead).prefix { !$0.endsLine }
    guard head.count > 3, head.last?.kind == .colon else { return false }
    if tokens[position].name == "while" {
      return head.contains { if case .comparison = $0.kind { true } else { false } }
    }
    return tokens[position + 1].name != nil && tokens[position + 2].name == "in"
      && !head.contains { $0.kind == .unknown || $0.kind == .leftBrace }
  }

  /// The name that takes a new value, where other marks show that the source is code.
  var newValue: SourceRange? {
    guard !tokens.contains(where: isOfNotes), tokens.contains(where: isOfWords) else { return nil }
    return tokens.indices.first(where: takesNewValue).map { tokens[$0].range }
  }

  /// Whether a line starts here that gives a name another value, by the one that it has.
  private func takesNewValue(at position: Int) -> Bool {
    guard let name = tokens[position].name, position == 0 || tokens[position - 1].endsLine,
      tokens[position + 1].kind == .equals
    else { return false }
    let line = tokens[(position + 2)...].prefix { !$0.endsLine }
    return line.contains { $0.name == name } && line.contains { text(of: $0) == "*" }
  }

  /// A name such as `learning_rate`.
  private func isOfWords(_ token: Token) -> Bool {
    token.name.map(Self.isOfWords) ?? false
  }

  /// Whether a name is made of words, of which the last has some letters.
  static func isOfWords(_ name: String) -> Bool {
    let words = name.split(separator: "_", omittingEmptySubsequences: false)
    guard words.count > 1, let last = words.last, last.utf8.count > 2 else { return false }
    return words.allSatisfy { word in
      !word.isEmpty && word.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 }
    }
  }

  /// What notes have and code has not, or for something else.
  private func isOfNotes(_ token: Token) -> Bool {
    switch token.kind {
    case .caret, .superscript, .prime, .transpose, .top, .assign, .mathStart, .lowered, .element,
      .bar:
      true
    case .product: text(of: token) != "*" && text(of: token) != "/" && text(of: token) != "@"
    case .colon: true
    default: text(of: token).hasPrefix("\\")
    }
  }

  private func text(of token: Token) -> Substring { source.text(in: token.range.bytes) }
}

extension Token {
  /// Whether no statement goes on behind the token.
  var endsLine: Bool {
    switch kind {
    case .newline, .semicolon, .end: true
    default: false
    }
  }
}

extension Diagnostic {
  /// Says that a source without a library's name in it is read as code.
  static func readsAsCode(at range: SourceRange) -> Diagnostic {
    .note(
      "reads-as-code",
      "reads as code: '*' works on each component, and brackets count from 0",
      at: range,
      solutions: [.init(summary: "for a product of linear algebra, write '·'")]
    )
  }
}
