/// Reads the statements of code as those of the language: `lambda`, `def`, `import`, new values.
///
/// `*` works on each component there, as it does in the libraries.
struct CodeLayout {
  let source: Source
  let tokens: [Token]
  var kept: KeptTokens
  var position = 0
  /// The names that have been given values.
  var assigned: Set<String> = []
  /// The names that have been used, outside of functions, before they were given a value.
  private var used: Set<String> = []
  /// Those of them that are given one later on.
  private var reused: Set<String> = []
  var diagnostics: [Diagnostic] = []
  /// The parameters of the function that is being read which are None.
  var unset: Set<String> = []

  static func read(_ tokens: [Token], of source: Source) -> LexedSource {
    var layout = CodeLayout(source: source, tokens: tokens)
    layout.read()
    return LexedSource(
      tokens: layout.kept.tokens,
      written: tokens,
      isCode: true,
      reusedNames: layout.reused,
      diagnostics: layout.diagnostics
    )
  }

  private init(source: Source, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
    kept = KeptTokens(capacity: tokens.count)
  }

  private mutating func read() {
    while position < tokens.count {
      if tokens[position].endsLine { keep() } else { statement() }
    }
  }

  private mutating func statement() {
    let end = end(ofStatementAt: position)
    let statement = position..<end
    defer {
      // A function has its names looked up when it is called.
      for place in statement where tokens[statement.lowerBound].name != "def" {
        if let name = tokens[place].name, !assigned.contains(name) { used.insert(name) }
      }
    }
    switch tokens[position].kind {
    case .name("print") where isLast(end) && isShown(position..<end):
      drop()
      keep(until: end)
    case _ where isIdle(position..<end):
      drop(until: end)
    case .name("def") where position + 1 < end:
      function()
    case .name where control(at: position..<end) != nil && tokens[end - 1].kind == .colon:
      if let error = control(at: position..<end) { report(error) }
      drop(until: end)
    case .name("return") where position + 1 < end:
      drop()
      keep(until: end)
    case .name where position + 1 < end && tokens[position + 1].kind == .equals:
      let isLambda = isLambda(at: position + 2, until: end)
      let takesNewValue = takesNewValue(until: end)
      keep()
      if isLambda { return lambda(until: end) }
      keep(as: takesNewValue ? .assign : nil)
      keep(until: end)
    default:
      if !unpack(until: end, inFunction: false), !replaceComponent(until: end, inFunction: false) {
        keep(until: end)
      }
    }
  }

  // MARK: - Tokens

  mutating func keep(as kind: Token.Kind? = nil) {
    kept.keep(tokens[position], as: kind)
    position += 1
  }

  mutating func drop() {
    kept.drop(tokens[position])
    position += 1
  }

  mutating func drop(until end: Int) {
    while position < end { drop() }
  }

  /// Adds a token that no code has, where the next one starts.
  mutating func insert(_ kind: Token.Kind) {
    let place = tokens[min(position, tokens.count - 1)].range.start
    kept.insert(Token(kind, at: place))
  }

  /// Keeps a part of a statement as the language has it.
  mutating func keep(until end: Int) {
    let start = position
    var depth = 0
    while position < end {
      let token = tokens[position]
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      if depth > 0, startsNamedArgument(at: position, from: start), let name = token.name {
        keep(as: .keyword(name))
        drop()
      } else {
        keep(as: translated(token))
      }
    }
  }

  /// What the language has for a token of code; nothing where it has the same.
  func translated(_ token: Token) -> Token.Kind? {
    switch token.kind {
    case .product(.times) where source.text(in: token.range.bytes) == "*": .product(.hadamard)
    case .compound(.times): .compound(.hadamard)
    // The point of `1./n` belongs to the number.
    case .unknown where source.text(in: token.range.bytes) == "./": .product(.divide)
    case .name("True") where !assigned.contains("True"): .number(1)
    case .name("False") where !assigned.contains("False"): .number(0)
    default: nil
    }
  }

  /// `alpha=` behind the bracket of a call or behind a comma.
  private func startsNamedArgument(at position: Int, from start: Int) -> Bool {
    guard position > start, tokens[position].name != nil, tokens[position + 1].kind == .equals
    else {
      return false
    }
    guard let before = tokens[start..<position].lastIndex(where: { $0.kind != .newline }) else {
      return false
    }
    switch tokens[before].kind {
    case .comma: return true
    case .leftParenthesis: return before > start && !tokens[before].hasSpaceBefore
    default: return false
    }
  }

  // MARK: - Statements

  /// Where the statement that starts here ends: at a new line or a `;` outside of brackets, or before
  /// what unmistakably starts another, so that a bracket that is never closed does not swallow it.
  func end(ofStatementAt start: Int) -> Int {
    var depth = 0
    for position in start..<tokens.count {
      if tokens[position].isOpening { depth += 1 }
      if tokens[position].isClosing { depth = max(0, depth - 1) }
      switch tokens[position].kind {
      case .end: return position
      case .newline, .semicolon:
        if depth == 0 || startsStatement(behind: position, of: start) { return position }
      default: continue
      }
    }
    return tokens.count - 1
  }

  private func startsStatement(behind separator: Int, of start: Int) -> Bool {
    guard separator > 0, separator + 2 < tokens.count, let name = tokens[separator + 1].name
    else { return false }
    // The arguments of a call may stand on lines of their own, `lr=0.1` among them.
    let before = tokens[separator - 1]
    let isArgument =
      (before.kind == .comma || before.isOpening) && column(of: separator + 1) >= column(of: start)
    return !isArgument && (name == "return" || tokens[separator + 2].kind == .equals)
  }

  /// Where a bracket closes, before some end.
  func closing(of opening: Int, before end: Int) -> Int? {
    var depth = 0
    return (opening..<end).first { place in
      if tokens[place].isOpening { depth += 1 }
      if tokens[place].isClosing { depth -= 1 }
      return depth == 0
    }
  }

  /// Whether nothing but blanks stands behind a statement.
  private func isLast(_ end: Int) -> Bool {
    tokens[end...].first { !$0.endsLine || $0.kind == .end }?.kind == .end
  }

  /// Whether `print` shows what is worked out in its brackets, as `print(f(x))` does.
  private func isShown(_ statement: Range<Int>) -> Bool {
    let inside = tokens[statement].dropFirst(2).dropLast()
    return tokens[statement].dropFirst().first?.kind == .leftParenthesis
      && inside.contains { $0.kind == .leftParenthesis }
      && !inside.contains { $0.kind == .prime || $0.kind == .unknown || $0.kind == .comma }
  }

  /// Whether a statement of code gives no value: `import numpy as np`, `print(x)`, `loss.backward()`,
  /// `x.label = "x"`, `class Net(nn.Module):`, `@jit`.
  func isIdle(_ statement: Range<Int>) -> Bool {
    let line = tokens[statement].prefix(3).map { $0.kind }
    switch line[0] {
    case .name("import"): return line.count > 1
    case .name("from"): return tokens[statement].prefix(6).contains { $0.kind == .name("import") }
    case .name("class"): return line.count > 1 && tokens[statement].last?.kind == .colon
    case .name("print"): return line.count > 1 && line[1] == .leftParenthesis
    case .name("assert"), .name("del"), .name("global"): return line.count > 1 && isWord(line[1])
    case .name("pass"): return line.count == 1
    case .name("with"): return line.count > 1 && tokens[statement].last?.kind == .colon
    case .product(.dot): return source.text(in: tokens[statement.lowerBound].range.bytes) == "@"
    case .name:
      guard line.count == 3, case .member(let member) = line[1] else { return false }
      return line[2] == .leftParenthesis && ["backward", "step", "zero_grad"].contains(member)
        || line[2] == .equals && ["label", "grad", "name", "requires_grad"].contains(member)
    default: return false
    }
  }

  private func isWord(_ kind: Token.Kind) -> Bool {
    if case .name = kind { true } else { false }
  }

  /// Whether the `=` behind a name gives it another value: it has one, or is in the new one.
  private mutating func takesNewValue(until end: Int) -> Bool {
    guard let name = tokens[position].name else { return false }
    if !assigned.insert(name).inserted { return true }
    let right = (position + 2)..<end
    if used.contains(name), tokens[right].contains(where: { $0.name != nil }) {
      reused.insert(name)
      return true
    }
    return right.contains { place in
      // `label='x'` is no `x`.
      tokens[place].name == name && tokens[place - 1].kind != .prime
        && tokens[place - 1].kind != .unknown
    }
  }

  /// Whether `lambda x, y=1:` is here, where a name `lambda` has no colon behind it.
  private func isLambda(at start: Int, until end: Int) -> Bool {
    start < end && tokens[start].kind == .name("lambda") && colon(in: start..<end) != nil
  }

  /// `f = lambda x: …` is `f(x) = …`.
  private mutating func lambda(until end: Int) {
    // The brackets stand where `=` and `:` are written.
    keep(as: .leftParenthesis)
    drop()
    guard let colon = colon(in: position..<end) else { return keep(until: end) }
    let outer = (assigned, unset)
    unset = []
    let defaults = parameters(until: colon, inBrackets: true)
    drop(until: colon)
    insert(.rightParenthesis)
    keep(as: .equals)
    if !defaults.isEmpty { insert(.blockStart) }
    bind(defaults)
    keep(until: end)
    if !defaults.isEmpty { insert(.blockEnd) }
    (assigned, unset) = outer
  }
}
