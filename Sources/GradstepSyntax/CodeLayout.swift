/// Reads the statements of code as those of the language: `lambda`, `def` and `import`.
///
/// `*` works on each component there, as it does in the libraries.
struct CodeLayout {
  private let source: Source
  private let tokens: [Token]
  private var kept: KeptTokens
  private var position = 0
  /// The names that have been given values.
  private var assigned: Set<String> = []

  static func read(_ tokens: [Token], of source: Source) -> [Token] {
    var layout = CodeLayout(source: source, tokens: tokens)
    layout.read()
    return layout.kept.tokens
  }

  private init(source: Source, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
    kept = KeptTokens(capacity: tokens.count)
  }

  private mutating func read() {
    var isStart = true
    while position < tokens.count {
      let token = tokens[position]
      let wasStart = isStart
      isStart = token.kind == .newline || token.kind == .semicolon
      switch token.kind {
      case .name("import") where wasStart, .name("from") where wasStart && isImport:
        dropLine()
      case .name where wasStart && isRun:
        dropLine()
      case .name("def")
      where wasStart && position + 1 < tokens.count
        && tokens[position + 1].name != nil:
        drop()
        isStart = false
      case .colon where returns(at: position + 1):
        keep(as: .equals)
        while tokens[position].kind == .newline { drop() }
        drop()
      case .equals where isLambda(at: position + 1):
        lambda()
      case .equals where reassigns():
        keep(as: .assign)
      case .product(.times) where isStar(token):
        keep(as: .product(.hadamard))
      default:
        keep()
      }
    }
  }

  private mutating func keep(as kind: Token.Kind? = nil) {
    kept.keep(tokens[position], as: kind)
    position += 1
  }

  private mutating func drop() {
    kept.drop(tokens[position])
    position += 1
  }

  private mutating func dropLine() {
    while position < tokens.count {
      switch tokens[position].kind {
      case .newline, .semicolon, .end: return
      default: drop()
      }
    }
  }

  /// Whether a line runs code and gives no value: `print(x)`, `loss.backward()`, `x.label = "x"`.
  private var isRun: Bool {
    let line = tokens[position...].prefix(3).map(\.kind)
    guard line.count == 3 else { return false }
    if line[0] == .name("print"), line[1] == .leftParenthesis { return true }
    guard case .member(let member) = line[1] else { return false }
    return line[2] == .leftParenthesis && ["backward", "step", "zero_grad"].contains(member)
      || line[2] == .equals && ["label", "grad", "name", "requires_grad"].contains(member)
  }

  /// Whether the `=` here gives a name that has a value, or that is in the new one, another.
  private mutating func reassigns() -> Bool {
    guard let name = kept.last?.name, startsLine(kept.tokens.count - 1) else { return false }
    if !assigned.insert(name).inserted { return true }
    var depth = 0
    for (token, before) in zip(tokens[(position + 1)...], tokens[position...]) {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      switch token.kind {
      case .newline where depth == 0, .semicolon where depth == 0, .end: return false
      // `label='x'` is no `x`.
      case .name(name) where before.kind != .prime && before.kind != .unknown: return true
      default: continue
      }
    }
    return false
  }

  /// Whether a token that was kept is the first of its line.
  private func startsLine(_ place: Int) -> Bool {
    place == 0 || kept.tokens[place - 1].kind == .newline
      || kept.tokens[place - 1].kind == .semicolon
  }

  /// `from torch import nn`.
  private var isImport: Bool {
    tokens[position...].prefix(6).contains { $0.kind == .name("import") }
  }

  /// `return`, also on the next line.
  private func returns(at position: Int) -> Bool {
    let next = tokens[position...].first { $0.kind != .newline }
    return next?.kind == .name("return")
  }

  /// `lambda x, y:`.
  private func isLambda(at start: Int) -> Bool {
    guard start < tokens.count, tokens[start].kind == .name("lambda"), kept.last?.name != nil
    else { return false }
    var position = start + 1
    while tokens[position].name != nil {
      guard tokens[position + 1].kind == .comma else {
        return tokens[position + 1].kind == .colon
      }
      position += 2
    }
    return false
  }

  /// `f = lambda x: …` is `f(x) = …`.
  private mutating func lambda() {
    // The brackets stand where `=` and `:` are written.
    keep(as: .leftParenthesis)
    drop()
    while tokens[position].kind != .colon { keep() }
    let colon = tokens[position]
    kept.insert(Token(.rightParenthesis, at: colon.range.start))
    keep(as: .equals)
  }

  /// Whether a sign of a product is the `*` of code.
  private func isStar(_ token: Token) -> Bool {
    source.text(in: token.range.bytes) == "*"
  }
}
