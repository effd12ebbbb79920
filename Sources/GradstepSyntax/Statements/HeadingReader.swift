/// Reads the part of a statement up to `=`, `:` or `∈`.
struct HeadingReader {
  private(set) var rest: ArraySlice<Token>

  private let sources: [Source]

  /// The sign behind the left side, once it is read.
  private(set) var sign: Token?

  /// The name that the statement gives a meaning to, with what hangs on it.
  private(set) var scripted: ScriptedName?

  /// The letters that hang on parameters, or behind their bracket.
  private(set) var indexLetters: [Token] = []

  init(tokens: ArraySlice<Token>, of sources: [Source]) {
    rest = tokens
    self.sources = sources
  }

  mutating func heading() throws(Diagnostic) -> Heading {
    let start = rest
    if let output = try output() { return output }
    let mark = constantMark()
    if let indexed = indexedName() {
      _ = acceptSign()
      return .definition(indexed, isConstant: mark != nil)
    }
    guard let name = name() else {
      rest = start
      return try expression()
    }
    if acceptSign() { return .definition(name, isConstant: mark != nil) }
    if accept(.colon) || accept(.element) {
      return .shape(name, isConstant: mark != nil)
    }
    if let function = try described(name) {
      guard let mark else { return function }
      throw .error("constant-function", "'const' marks a value, and a function is none", at: mark)
    }
    if let mark {
      throw .error(
        "incomplete-constant",
        "'const' is followed by a name with its value or its shape",
        at: mark,
        solutions: [.init(summary: "write const \(name.text) = 1 or const \(name.text) : 2")]
      )
    }
    rest = start
    return try expression()
  }

  /// `output Y`; anywhere else `output` is a name like others.
  private func output() throws(Diagnostic) -> Heading? {
    guard rest.first?.name == "output", let next = rest.dropFirst().first, let text = next.name
    else { return nil }
    let after = rest.dropFirst(2)
    guard !after.isEmpty else { return .output(Name(text: text, range: next.range)) }
    // `output x = 3` is a mistake, and so is `output x + 1`.
    throw .error(
      "output-of-expression",
      "'output' is followed by one name",
      at: after.wholeRange,
      solutions: [.init(summary: "give the expression a name, and write that name after 'output'")]
    )
  }

  /// `const` where a name follows; anywhere else it is a name like others.
  private mutating func constantMark() -> SourceRange? {
    guard let mark = rest.first, mark.name == "const", rest.dropFirst().first?.name != nil
    else { return nil }
    rest.removeFirst()
    return mark.range
  }

  /// A name, one in braces, or one with what hangs on it where a definition follows.
  private mutating func name() -> Name? {
    if let braced = bracedName() { return braced }
    guard let first = rest.first, let text = first.name else { return nil }
    if let scripted = scriptedName(rest),
      let next = rest.dropFirst(scripted.count).first,
      next.defines || [.colon, .element, .leftParenthesis].contains(next.kind)
    {
      rest = rest.dropFirst(scripted.count)
      self.scripted = scripted
      return Name(text: scripted.spelling(), range: scripted.range)
    }
    rest = rest.dropFirst()
    return Name(text: text, range: first.range)
  }

  /// `h[i, j] =` and `[H]_{i, j} =`, which are `h_{i, j} =`.
  private mutating func indexedName() -> Name? {
    guard let first = rest.first, let equals = firstSign else { return nil }
    let left = rest[..<equals].filter { $0.kind != .newline }
    var tokens: [Token]
    if first.kind == .leftBracket, left.count > 4, left[2].kind == .rightBracket,
      left[3].kind == .lowered
    {
      tokens = [left[1]] + left[3...]
    } else if left.count > 3, left[1].kind == .leftBracket, left.last?.kind == .rightBracket,
      left[2..<left.count - 1].allSatisfy({ $0.kind == .comma || $0.name?.count == 1 })
    {
      tokens = [left[0], Token(.lowered, at: left[1].range.start)]
      tokens.append(Token(.leftBrace, at: left[1].range))
      tokens += left[2..<left.count - 1]
      tokens.append(Token(.rightBrace, at: left[left.count - 1].range))
    } else {
      return nil
    }
    guard let scripted = ScriptedName(tokens[...], of: sources), scripted.count == tokens.count,
      scripted.lower != nil
    else { return nil }
    let range = rest[..<equals].wholeRange
    rest = rest[equals...]
    self.scripted = scripted
    return Name(text: scripted.spelling(), range: range)
  }

  /// A name with what hangs on it, and nothing of it left over.
  private func scriptedName(_ tokens: ArraySlice<Token>) -> ScriptedName? {
    // Of `a^L_j` one letter is raised, of `f^out` the word.
    for isWord in [false, true] {
      guard let name = ScriptedName(tokens, of: sources, isKnown: { _ in isWord }) else {
        return nil
      }
      if name.isScripted, name.rest == nil, name.transpose == nil { return name }
    }
    return nil
  }

  /// `{\hat{y}}` before a sign or a bracket: braces that only hold a name together.
  private mutating func bracedName() -> Name? {
    let tokens = rest.prefix(4)
    let start = tokens.startIndex
    guard tokens.count == 4, tokens[start].kind == .leftBrace, let text = tokens[start + 1].name,
      tokens[start + 2].kind == .rightBrace,
      tokens[start + 3].defines || tokens[start + 3].kind == .leftParenthesis
    else { return nil }
    rest = rest.dropFirst(3)
    return Name(text: text, range: tokens[start + 1].range)
  }

  /// What a name with a bracket before the sign is: `f(a, b) =` is a function, `P(y = 1 | x) =` and
  /// `softmax(z)_i =` are values; nothing where no sign follows.
  private mutating func described(_ name: Name) throws(Diagnostic) -> Heading? {
    guard let opening = rest.first, isDescription(opening, of: name),
      let closing = closing(of: rest)
    else { return nil }
    let inside = rest[(rest.startIndex + 1)..<closing].filter { $0.kind != .newline }
    let behind = rest[(closing + 1)...].drop { $0.kind == .newline }
    let index = index(behind)
    guard behind.dropFirst(index.count).first?.defines == true else { return nil }
    rest = behind.dropFirst(index.count)
    _ = acceptSign()
    let range = name.range.union(behind[..<rest.startIndex].dropLast().last?.range ?? opening.range)
    let saysMore = inside.contains { $0.kind == .equals }
    // `LSE(x_1, …, x_n)` says what it is a function of, and not what its parameters are called.
    if inside.contains(where: { Ellipsis.isOne($0, of: sources) }) {
      return .definition(name, isConstant: false)
    }
    indexLetters = index.filter { $0.name != nil }
    if saysMore {
      indexLetters += letters(ofScriptsIn: inside[...]) + letters(behindSignsIn: inside)
    }
    if saysMore || !index.isEmpty {
      let letters = (saysMore ? inside[...] : index).compactMap(Self.letters).joined()
      return .definition(Name(text: "\(name.text)_\(letters)", range: range), isConstant: false)
    }
    // `s(t) = \sum_a x(a) w(t-a)` can be one for all t.
    if inside.allSatisfy({ $0.kind == .comma || $0.name?.count == 1 }) {
      indexLetters = inside.filter { $0.name != nil }
    }
    guard !inside.isEmpty else {
      throw .error(
        "no-parameters",
        "a function has at least one parameter",
        at: opening.range,
        solutions: [.init(summary: "define a value: \(name.text) = …")]
      )
    }
    if sign?.kind == .assign, rest.contains(where: { $0.name == name.text }) {
      // `Q(s, a) ← Q(s, a) + …` gives a component another value, and no function.
      let letters = inside.map { String(sources.text(in: $0.range)) }.joined()
      return .definition(Name(text: "\(name.text)(\(letters))⁺", range: range), isConstant: false)
    }
    return .function(name, try parameters(inside))
  }

  /// Whether a bracket behind a name can be part of a left side: a square one with a bar in it is
  /// that of `D[p \| q]`.
  private func isDescription(_ opening: Token, of name: Name) -> Bool {
    switch opening.kind {
    case .leftParenthesis: return true
    case .leftBracket:
      guard let closing = closing(of: rest) else { return false }
      return rest[..<closing].contains { Self.isBar($0) }
    default: return false
    }
  }

  /// The `_i` of `softmax(z)_i`.
  private func index(_ tokens: ArraySlice<Token>) -> ArraySlice<Token> {
    guard let mark = tokens.first, mark.kind == .lowered,
      let next = tokens.dropFirst().first
    else { return [] }
    if next.kind == .leftBrace, let closing = closing(of: tokens.dropFirst()) {
      return tokens[...closing]
    }
    return Self.letters(next) == nil ? [] : tokens.prefix(2)
  }

  private static func letters(_ token: Token) -> String? {
    switch token.kind {
    case .name(let name): name
    case .number(let value): Int64(exactly: value).map(String.init)
    default: nil
    }
  }

  private static func isBar(_ token: Token) -> Bool {
    token.kind == .bar || token.kind == .doubleBar
  }

  /// The names between commas, semicolons and bars.
  private mutating func parameters(_ inside: [Token]) throws(Diagnostic) -> [Name] {
    var parameters: [Name] = []
    var places: [String: SourceRange] = [:]
    var rest = inside[...]
    while let first = rest.first {
      let scripted = scriptedName(rest)
      guard let text = scripted?.spelling() ?? first.name else {
        throw .error("parameter-not-a-name", "a parameter is a name", at: first.range)
      }
      let range = scripted?.range ?? first.range
      let script = scripted?.lower ?? scripted?.upper
      indexLetters += script.map { $0.content.filter { $0.name?.count == 1 } } ?? []
      if let first = places[text] {
        throw .error(
          "duplicate-parameter",
          "the parameters of a function differ, and '\(text)' is there twice",
          at: range,
          notes: [.init(summary: "it is first here", range: first)]
        )
      }
      places[text] = range
      parameters.append(Name(text: text, range: range))
      rest = rest.dropFirst(scripted?.count ?? 1)
      guard let separator = rest.first else { break }
      guard separator.kind == .comma || separator.kind == .semicolon || Self.isBar(separator)
      else {
        throw .error("expected-comma", "parameters are separated by ','", at: separator.range)
      }
      // `D(p || q)` has two bars.
      while let bar = rest.first, bar.kind == separator.kind, Self.isBar(bar) || rest.count == 1 {
        rest.removeFirst()
        guard !rest.isEmpty else {
          throw .error("parameter-not-a-name", "a parameter follows ','", at: separator.range)
        }
      }
      if !Self.isBar(separator) { rest.removeFirst() }
    }
    return parameters
  }

  private func closing(of tokens: ArraySlice<Token>) -> Int? {
    var depth = 0
    for position in tokens.indices {
      if tokens[position].isOpening { depth += 1 }
      if tokens[position].isClosing { depth -= 1 }
      if depth == 0 { return position }
    }
    return nil
  }

  /// A bare expression, or two that are equal, as in `q·k = …`; `2x = 6` is none of them.
  private mutating func expression() throws(Diagnostic) -> Heading {
    guard let equals = firstSign else { return .expression }
    guard equals > rest.startIndex else {
      throw .error(
        "missing-name",
        "'=' needs a name on its left",
        at: rest[equals].range
      )
    }
    let left = rest[..<equals]
    let right = rest[(equals + 1)...]
    if let letters = left.lettersOfConvolution, !right.isEmpty {
      // What is on its right says what the sign stands for.
      indexLetters = letters
      sign = rest[equals]
      rest = right
      return .expression
    }
    // A sign that the language does not have is the mistake, wherever it stands.
    if left.contains(where: { $0.kind == .unknown }) { return .expression }
    let hasNames = [left, right].map { $0.contains { $0.name != nil } }
    let isChain =
      rest[equals].kind == .equals && right.count > 1 && left.count > 1
      && hasNames[0] == hasNames[1]
      && (left.first?.kind == .leftAngle || !hasSeparator(left))
    if isChain {
      indexLetters = letters(behindBracketsOf: left)
      if indexLetters.isEmpty { indexLetters = letters(ofScriptsIn: left) }
      return .expression
    }
    var solutions: [Diagnostic.Solution] = []
    if left.count == 1, right.count == 1, let name = right.first?.name {
      solutions = [.init(summary: "swap the two sides: the name stands left, \(name) = …")]
    }
    throw .error(
      "left-side-not-a-name",
      "the left side of '=' is a name, or a function with its parameters",
      at: left.wholeRange,
      solutions: solutions
    )
  }

  /// The `i` of `\log softmax(z)_i`.
  private func letters(behindBracketsOf left: ArraySlice<Token>) -> [Token] {
    guard
      let mark = left.indices.dropFirst().first(where: {
        left[$0].kind == .lowered && left[$0 - 1].isClosing
      })
    else { return [] }
    return left[(mark + 1)...].prefix {
      $0.kind == .leftBrace || $0.name != nil || $0.kind == .comma
    }
    .filter { $0.name?.count == 1 }
  }

  /// The `j` of `\log \hat{y}_j` and `P(h_j = 1 | v)`, each once.
  private func letters(ofScriptsIn tokens: ArraySlice<Token>) -> [Token] {
    var seen: Set<String> = []
    return tokens.indices.flatMap { position -> [Token] in
      guard let lower = ScriptedName(tokens[position...], of: sources)?.lower else { return [] }
      return lower.content.filter { $0.name?.count == 1 }
    }
    .filter { seen.insert($0.name ?? "").inserted }
  }

  /// The `i` of `p(y = i | x)`.
  private func letters(behindSignsIn tokens: [Token]) -> [Token] {
    zip(tokens, tokens.dropFirst()).filter { $0.kind == .equals && $1.name?.count == 1 }
      .map { $0.1 }
  }

  /// Whether there is a separator that is not in a matrix.
  private func hasSeparator(_ tokens: ArraySlice<Token>) -> Bool {
    var depth = 0
    return tokens.contains { token in
      if case .beginEnvironment = token.kind { depth += 1 }
      if case .endEnvironment = token.kind { depth -= 1 }
      return depth == 0 && [.comma, .colon, .element].contains(token.kind)
    }
  }

  /// Where the first sign of a definition stands outside of brackets, if there is one.
  private var firstSign: Int? {
    var depth = 0
    for position in rest.indices {
      if rest[position].isOpening { depth += 1 }
      if rest[position].isClosing { depth = max(0, depth - 1) }
      if depth == 0, rest[position].defines { return position }
    }
    return nil
  }

  private mutating func acceptSign() -> Bool {
    let next = rest.drop { $0.kind == .newline }
    guard let first = next.first, first.defines else { return false }
    sign = first
    rest = next.dropFirst()
    return true
  }

  private mutating func accept(_ kind: Token.Kind) -> Bool {
    guard rest.first?.kind == kind else { return false }
    rest.removeFirst()
    return true
  }
}
