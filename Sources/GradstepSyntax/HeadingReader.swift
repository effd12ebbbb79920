/// Reads the part of a statement up to `=`, `:` or `∈`.
struct HeadingReader {
  private(set) var rest: ArraySlice<Token>
  private let sources: [Source]

  /// The name that the statement gives a meaning to, with what hangs on it.
  private(set) var scripted: ScriptedName?

  init(tokens: ArraySlice<Token>, of sources: [Source]) {
    rest = tokens
    self.sources = sources
  }

  mutating func heading() throws(Diagnostic) -> Heading {
    let start = rest
    if let output = try output() { return output }
    let mark = constantMark()
    guard let name = name() else {
      rest = start
      return try expression()
    }
    if accept(.equals) { return .definition(name, isConstant: mark != nil) }
    if accept(.colon) || accept(.element) {
      return .shape(name, isConstant: mark != nil)
    }
    if let parameters = try parameters(of: name) {
      guard let mark else { return .function(name, parameters) }
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

  /// A name, with what hangs on it where a definition follows.
  private mutating func name() -> Name? {
    guard let first = rest.first, let text = first.name else { return nil }
    if let scripted = scriptedName() {
      rest = rest.dropFirst(scripted.count)
      self.scripted = scripted
      return Name(text: scripted.spelling(), range: scripted.range)
    }
    rest = rest.dropFirst()
    return Name(text: text, range: first.range)
  }

  private func scriptedName() -> ScriptedName? {
    // Of `a^L_j` one letter is raised, of `f^out` the word.
    for isWord in [false, true] {
      guard let name = ScriptedName(rest, of: sources, isKnown: { _ in isWord }) else { return nil }
      guard name.isScripted, name.rest == nil, name.transpose == nil,
        let next = rest.dropFirst(name.count).first?.kind
      else { continue }
      if [.equals, .colon, .element, .leftParenthesis].contains(next) { return name }
    }
    return nil
  }

  /// The names in `(a, b) =`, or nothing where no `=` follows the bracket.
  private mutating func parameters(of function: Name) throws(Diagnostic) -> [Name]? {
    guard let opening = rest.first, opening.kind == .leftParenthesis,
      let closing = closing(of: rest),
      rest.dropFirst(closing - rest.startIndex + 1).first?.kind == .equals
    else { return nil }
    let inside = rest[(rest.startIndex + 1)..<closing].filter { $0.kind != .newline }
    rest = rest[(closing + 2)...]
    guard !inside.isEmpty else {
      throw .error(
        "no-parameters",
        "a function has at least one parameter",
        at: opening.range,
        solutions: [.init(summary: "define a value: \(function.text) = …")]
      )
    }
    var parameters: [Name] = []
    var places: [String: SourceRange] = [:]
    for (position, token) in inside.enumerated() {
      if position % 2 == 1 {
        guard token.kind != .comma else { continue }
        throw .error(
          "expected-comma",
          "parameters are separated by ','",
          at: token.range
        )
      }
      guard let text = token.name else {
        throw .error("parameter-not-a-name", "a parameter is a name", at: token.range)
      }
      if let first = places[text] {
        throw .error(
          "duplicate-parameter",
          "the parameters of a function differ, and '\(text)' is there twice",
          at: token.range,
          notes: [.init(summary: "it is first here", range: first)]
        )
      }
      places[text] = token.range
      parameters.append(Name(text: text, range: token.range))
    }
    guard inside.count % 2 == 1 else {
      throw .error(
        "parameter-not-a-name",
        "a parameter follows ','",
        at: inside[inside.count - 1].range
      )
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

  /// A bare expression; an `=` in it shows that a definition was meant.
  private func expression() throws(Diagnostic) -> Heading {
    guard let equals = rest.firstIndex(where: { $0.kind == .equals }) else { return .expression }
    guard equals > rest.startIndex else {
      throw .error(
        "missing-name",
        "'=' needs a name on its left",
        at: rest[equals].range
      )
    }
    let left = rest[..<equals]
    // A sign that the language does not have is the mistake, wherever it stands.
    if left.contains(where: { $0.kind == .unknown }) { return .expression }
    let right = rest[(equals + 1)...]
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

  private mutating func accept(_ kind: Token.Kind) -> Bool {
    guard rest.first?.kind == kind else { return false }
    rest.removeFirst()
    return true
  }
}
