// Functions of code: `def f(x, y=1):`, on one line or over several.
extension CodeLayout {
  /// A parameter that has a value where none is given, and where that stands.
  struct Default {
    let name: Token
    let value: Range<Int>
  }

  /// `def f(x): …` is `f(x) = …`; what stands before `return` belongs to the function alone.
  mutating func function() {
    guard let colon = colon(ofFunctionAt: position) else {
      return keep(until: end(ofStatementAt: position))
    }
    let definition = position
    let body = body(behind: colon, of: definition)
    guard tokens[definition + 1].name != nil else {
      // `__init__` gives names their values, and is no formula.
      if tokens[definition + 2].kind != .lowered { report(hiddenName(at: definition + 1)) }
      return drop(until: body.end)
    }
    drop()
    guard isBalanced(position..<colon) else {
      report(bracketError(in: position..<colon))
      // So that the name is known all the same.
      kept.insert(tokens[position])
      insert(.assign)
      insert(.number(0))
      return drop(until: body.end)
    }
    let name = tokens[position]
    keep()
    let outer = assigned
    unset = []
    let defaults = parameters(until: colon)
    let isPlain =
      defaults.isEmpty && body.statements.count == 1
      && tokens[body.statements[0].lowerBound].kind == .name("return")
    drop(until: colon)
    keep(as: .equals)
    if !isPlain { insert(.blockStart) }
    bind(defaults)
    statements(body.statements, of: name, isPlain: isPlain)
    drop(until: body.end)
    if !isPlain { insert(.blockEnd) }
    assigned = outer
  }

  /// Writes the values of parameters before the lines of a function.
  mutating func bind(_ defaults: [Default]) {
    for parameter in defaults {
      kept.insert(parameter.name)
      insert(.bindsDefault)
      for token in tokens[parameter.value] {
        kept.insert(Token(translated(token) ?? token.kind, at: token.range))
      }
      insert(.blockLine)
    }
  }

  private mutating func statements(_ statements: [Range<Int>], of function: Token, isPlain: Bool) {
    var isFirst = true
    let errorCount = diagnostics.count
    /// How many choices wait for the value that is taken where no condition holds.
    var choices = 0
    for (place, statement) in statements.enumerated() where statement.lowerBound >= position {
      drop(until: statement.lowerBound)
      if isUnset(statement) {
        skipLines(below: place, in: statements)
        continue
      }
      let rest = lineBehindElse(place, in: statements, choices) ?? statement
      drop(until: rest.lowerBound)
      if tokens[position].kind == .name("return"), rest.count > 1 {
        if !isFirst, choices == 0 { insert(.blockLine) }
        drop()
        value(until: rest.upperBound)
        for _ in 0..<choices { insert(.rightParenthesis) }
        return
      }
      if let condition = condition(at: place, in: statements) {
        if !isFirst, choices == 0 { insert(.blockLine) }
        choose(condition)
        choices += 1
        continue
      }
      if choices > 0 || control(at: statement) != nil {
        report(control(at: statement) ?? Self.linesBehindChoice(at: tokens[position].range))
        break
      }
      let count = kept.tokens.count
      if !isFirst { insert(.blockLine) }
      guard local(statement) else {
        if !isFirst, kept.tokens.count > count { kept.dropInserted() }
        drop(until: statement.upperBound)
        continue
      }
      isFirst = false
    }
    if diagnostics.count == errorCount { report(noReturn(function)) }
    // So that the name is known all the same.
    if !isFirst, choices == 0 { insert(.blockLine) }
    insert(.number(0))
    for _ in 0..<choices { insert(.rightParenthesis) }
  }

  /// The value behind `return`, of which there is one.
  mutating func value(until end: Int) {
    guard let comma = parts(of: position..<end).first?.upperBound, comma < end,
      isBalanced(position..<end)
    else { return keep(until: end) }
    let rest = tokens[comma..<end].wholeRange
    report(
      .error(
        "several-values",
        "a function gives back one value, and this one several",
        at: rest,
        solutions: [
          .init(
            summary: "give back the first alone",
            replacements: [.init(range: rest, text: "")]
          )
        ]
      )
    )
    keep(until: comma)
    drop(until: end)
  }

  /// The error for a bracket that has no other one in a range: the last one open, or the first stray.
  private func bracketError(in range: Range<Int>) -> Diagnostic {
    if let open = tokens[range].bracketLeftOpen {
      return .unclosed(quote(source.text(in: open.range.bytes)), at: open.range)
    }
    var depth = 0
    let stray = range.first { place in
      if tokens[place].isOpening { depth += 1 }
      if tokens[place].isClosing { depth -= 1 }
      return depth < 0
    }
    return .stray([tokens[stray ?? range.lowerBound]], of: source)
  }

  private func hiddenName(at place: Int) -> Diagnostic {
    .error(
      "name-expected",
      "a function has a name that starts with a letter",
      at: tokens[place].range,
      solutions: [.init(summary: "leave out the '_' here and where the function is called")]
    )
  }

  private func noReturn(_ function: Token) -> Diagnostic {
    .error(
      "no-return",
      "a function of code gives its value behind 'return', and "
        + "\(quote(source.text(in: function.range.bytes))) has none",
      at: function.range,
      solutions: [.init(summary: "write 'return' before what it works out")]
    )
  }

  /// A statement before `return`; false for one that gives no name a value.
  private mutating func local(_ statement: Range<Int>) -> Bool {
    guard !isIdle(statement) else { return false }
    let end = statement.upperBound
    if unpack(until: end, inFunction: true) || replaceComponent(until: end, inFunction: true) {
      return true
    }
    guard let name = tokens[position].name, position + 2 < end else { return false }
    let sign = tokens[position + 1]
    switch sign.kind {
    case .equals:
      assigned.insert(name)
      keep()
      keep(as: .binds)
      keep(until: end)
    case .compound(let operation):
      let old = tokens[position]
      keep()
      keep(as: .binds)
      kept.insert(Token(.name(name), at: old.range))
      kept.insert(Token(Self.sign(of: operation), at: sign.range))
      insert(.leftParenthesis)
      keep(until: end)
      insert(.rightParenthesis)
    default:
      return false
    }
    return true
  }

  static func sign(of operation: BinaryOperator) -> Token.Kind {
    switch operation {
    case .add: .plus
    case .subtract: .minus
    case .times: .product(.hadamard)
    default: .product(operation)
    }
  }

  // MARK: - The first line

  /// The colon behind `def f(…)`, if this is a function.
  private func colon(ofFunctionAt definition: Int) -> Int? {
    var depth = 0
    var hasParameters = false
    for place in (definition + 1)..<tokens.count {
      if tokens[place].isOpening {
        depth += 1
        hasParameters = true
      }
      if tokens[place].isClosing { depth -= 1 }
      switch tokens[place].kind {
      case .colon where depth == 0: return hasParameters ? place : nil
      case .newline where depth == 0, .semicolon, .end: return nil
      // The brackets may be what is wrong.
      case .newline where tokens[place - 1].kind == .colon: return place - 1
      default: continue
      }
    }
    return nil
  }

  /// Keeps the parameters, without what is said of them; those with a value are given back.
  ///
  /// Those of `lambda` have no brackets, and are as if they stood in some.
  mutating func parameters(until colon: Int, inBrackets: Bool = false) -> [Default] {
    var defaults: [Default] = []
    var depth = inBrackets ? 1 : 0
    var parameter: Int?
    var isFirst = true
    while position < colon {
      let token = tokens[position]
      if token.isClosing { depth -= 1 }
      switch token.kind {
      case .leftParenthesis where depth == 0:
        keep()
      case .rightParenthesis where depth == 0:
        keep()
        return defaults
      case .name("self") where depth == 1 && parameter == nil && isFirst:
        drop()
        if tokens[position].kind == .comma { drop() }
        isFirst = false
        continue
      case .name(let name) where depth == 1 && parameter == nil:
        parameter = position
        assigned.insert(name)
        keep()
      case .product where depth == 1 && parameter == nil,
        .caret where depth == 1 && parameter == nil:
        // `*` alone only says that what follows is given by name.
        drop()
        if tokens[position].kind == .comma { drop() }
        continue
      case .comma where depth == 1:
        parameter = nil
        keep()
      case .equals where depth == 1 && tokens[position + 1].kind == .name("None"):
        // What is None is not there, and no call gives it.
        if let parameter, let name = tokens[parameter].name { unset.insert(name) }
        drop()
        drop()
        dropParameter()
        continue
      case .equals where depth == 1:
        let start = position + 1
        let end = end(ofDefaultAt: start, before: colon)
        if let parameter { defaults.append(Default(name: tokens[parameter], value: start..<end)) }
        drop(until: end)
        continue
      case .keyword(let name) where depth == 1 && parameter == nil:
        // The lexer has taken the `=` of `axis=1`.
        let start = position + 1
        let end = end(ofDefaultAt: start, before: colon)
        let named = Token(.name(name), at: token.range)
        keep(as: .name(name))
        defaults.append(Default(name: named, value: start..<end))
        drop(until: end)
        continue
      default:
        drop()
      }
      isFirst = false
      if token.isOpening {
        depth += 1
        isFirst = depth == 1
      }
    }
    return defaults
  }

  /// Takes back the parameter that was kept last, with the comma before it.
  private mutating func dropParameter() {
    kept.dropLast()
    if kept.last?.kind == .comma {
      kept.dropLast()
    } else if tokens[position].kind == .comma {
      drop()
    }
  }

  private func end(ofDefaultAt start: Int, before colon: Int) -> Int {
    var depth = 0
    for place in start..<colon {
      if tokens[place].isOpening { depth += 1 }
      if tokens[place].isClosing { depth -= 1 }
      if depth < 0 || depth == 0 && tokens[place].kind == .comma { return place }
    }
    return colon
  }

  // MARK: - The lines below

  /// The statements behind the colon, and where they end: what stands further right than `def` does.
  private func body(behind colon: Int, of definition: Int) -> (statements: [Range<Int>], end: Int) {
    var statements: [Range<Int>] = []
    var next = colon + 1
    let isOnOneLine = !tokens[next].endsLine
    let margin = column(of: definition)
    while true {
      var isBelow = false
      while tokens[next].kind == .newline || tokens[next].kind == .semicolon {
        isBelow = isBelow || tokens[next].kind == .newline
        next += 1
      }
      // Of what was copied without its indentation a `return` right below belongs to the function.
      let isAsFar = isBelow && column(of: next) <= margin
      let isReturn = statements.isEmpty && tokens[next].kind == .name("return")
      if tokens[next].kind == .end || isBelow && isOnOneLine || isAsFar && !isReturn { break }
      let end = end(ofStatementAt: next)
      statements.append(next..<end)
      next = end
      if isAsFar { break }
    }
    return (statements, statements.last?.upperBound ?? colon + 1)
  }

  /// How far right the first token of a line stands.
  func column(of place: Int) -> Int {
    let lineStart = place > 0 ? tokens[place - 1].range.bytes.upperBound : 0
    return tokens[place].range.bytes.lowerBound - lineStart
  }

  /// The error for a line that decides which lines run.
  func control(at statement: Range<Int>) -> Diagnostic? {
    let token = tokens[statement.lowerBound]
    guard let word = token.name, ["if", "for", "while", "with", "def", "try"].contains(word),
      statement.count > 1, tokens[statement.lowerBound + 1].kind != .equals, !isIdle(statement)
    else { return nil }
    return .error(
      "control-flow",
      "code is read line by line, and each gives a name its value; '\(word)' does not",
      at: token.range,
      solutions: [
        .init(
          summary: wayOut(of: word)
        )
      ]
    )
  }

  private func wayOut(of word: String) -> String {
    switch word {
    case "if": "write the choice as a value: np.where(x > 0, x, 0)"
    case "for": "write the lines out, one for each turn"
    case "def": "move it before the function that it stands in"
    default: "write its lines without it"
    }
  }
}
