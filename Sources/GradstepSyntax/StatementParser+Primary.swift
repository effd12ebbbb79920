extension StatementParser {
  /// `primary = NUMBER | NAME | call | group | list | bars | fraction | root | matrix`.
  mutating func primary() throws(Diagnostic) -> Expression.ID {
    let token = current
    switch token.kind {
    case .number(let value):
      guard value.isFinite else { throw tooLarge(token) }
      advance()
      return add(.number(value), token.range)
    case .name(let name):
      // What looks like a call of an unknown function is one: the next stage knows what to say.
      let looksLikeCall = following.kind == .leftParenthesis && !following.hasSpaceBefore
      if names.isFunction(name) || (looksLikeCall && !names.isValue(name)) {
        return try call(of: name)
      }
      advance()
      return add(.name(name), token.range)
    case .leftParenthesis, .leftBrace:
      return try group()
    case .fraction:
      return try fraction()
    case .root:
      return try root()
    case .beginEnvironment(let name):
      return try matrix(name)
    case .leftBar, .leftDoubleBar:
      return try sidedBars()
    case .leftBracket:
      return try list()
    case .bar, .doubleBar:
      return try bars()
    default:
      throw missingOperand()
    }
  }

  /// `call = FUNCTION [ RAISED | "^" NUMBER | "^" "{" NUMBER "}" ]`
  /// `( "(" arguments ")" | "{" arguments "}" | run )`.
  private mutating func call(of name: String) throws(Diagnostic) -> Expression.ID {
    let function = advance()
    if let prime { throw primeOfFunction(function, name, prime) }
    let exponent = try exponentOfFunction(name)
    let start = position
    let arguments: [Expression.ID]
    let end: SourceRange
    if current.kind == .leftParenthesis || current.kind == .leftBrace {
      let opening = try open()
      arguments = try self.arguments()
      end = try close(opening).range
    } else {
      try enter(at: function)
      let argument = try run(of: function, name)
      leave()
      arguments = [argument]
      end = expressions[argument].range
    }
    let call = add(
      .call(function: name, arguments: arguments),
      function.range.union(end),
      head: function.range,
      first: expressions[arguments[0]].first
    )
    guard let exponent else { return call }
    if exponent.isNegative {
      throw inverseOfFunction(name, exponent.range, call: call, arguments: tokens[start..<position])
    }
    let number = add(.number(exponent.value), exponent.number)
    expressions.append(
      Expression(
        kind: .binary(.power, call, number),
        range: expressions[call].range,
        head: exponent.range,
        first: expressions[call].first
      )
    )
    return number + 1
  }

  /// The power in `sin² x` or `sin^2 x`, which is one of the call's value.
  private struct FunctionExponent {
    let value: Double
    let isNegative: Bool
    /// With the sign of the power.
    let range: SourceRange
    let number: SourceRange
  }

  /// The prime behind a function: `'`, or `^{\prime}` with its braces.
  private var prime: SourceRange? {
    if current.kind == .prime { return current.range }
    guard current.kind == .caret, let count = transpose(at: position + 1),
      tokens[position + 1..<position + 1 + count].contains(where: { $0.kind == .prime })
    else { return nil }
    return current.range.union(tokens[position + count].range)
  }

  private mutating func exponentOfFunction(
    _ name: String
  ) throws(Diagnostic) -> FunctionExponent? {
    let token = current
    if case .superscript(let digits) = token.kind {
      advance()
      let value = Double(digits.drop { $0 == "-" || $0 == "+" }) ?? .nan
      guard value.isFinite else { throw tooLarge(token) }
      return FunctionExponent(
        value: value,
        isNegative: digits.hasPrefix("-"),
        range: token.range,
        number: token.range
      )
    }
    guard accept(.caret) else { return nil }
    if let index = bracketedIndex() { throw superscriptIndex(of: name, index) }
    let isBraced = accept(.leftBrace)
    let isNegative = accept(.minus)
    guard case .number(let value) = current.kind,
      !isBraced || following.kind == .rightBrace
    else {
      throw .error(
        "power-of-function",
        "a power between a function and its argument is a number",
        at: token.range.union(current.range),
        solutions: [.init(summary: "write the power behind the call: \(name)(x)^n")]
      )
    }
    guard value.isFinite else { throw tooLarge(current) }
    let number = advance().range
    let end = isBraced ? advance().range : number
    return FunctionExponent(
      value: value,
      isNegative: isNegative,
      range: token.range.union(end),
      number: number
    )
  }

  /// `run = prefix { power }`, up to a sign or the name of a function.
  private mutating func run(
    of function: Token,
    _ name: String
  ) throws(Diagnostic) -> Expression.ID {
    switch current.kind {
    case .number, .unknown: break
    // `f - 1` forgets the argument; `sin -x` has one.
    case .minus where !following.hasSpaceBefore: break
    default:
      guard startsFactor else { throw missingArgument(function, name) }
    }
    var argument = try prefix()
    let first = argument
    while startsFactor, current.name.map({ !names.isFunction($0) }) ?? true {
      warnAboutSpacedBracket(after: argument)
      let factor = try power()
      argument = add(.juxtaposition, argument, factor)
    }
    if argument != first { warn(aboutRun: argument, of: function, name) }
    return argument
  }

  /// `arguments = sum { "," sum }`.
  mutating func arguments() throws(Diagnostic) -> [Expression.ID] {
    var arguments = [try sum()]
    while accept(.comma) { arguments.append(try sum()) }
    return arguments
  }

  /// `group = "(" sum ")" | "{" sum "}"`.
  mutating func group() throws(Diagnostic) -> Expression.ID {
    let opening = try open()
    let id = try sum()
    if current.kind == .comma { throw commaInGroup(opening) }
    expressions[id].range = opening.range.union(try close(opening).range)
    return id
  }

  /// `list = "[" row { ";" row } "]"`.
  private mutating func list() throws(Diagnostic) -> Expression.ID {
    let opening = try open()
    let first = expressions.count
    var row = try self.row()
    var rows: [Expression.ID] = []
    while accept(.semicolon) {
      rows.append(addRow(row, head: opening.range))
      if current.kind == .rightBracket {
        row = []
        break
      }
      row = try self.row()
    }
    if !rows.isEmpty, !row.isEmpty { rows.append(addRow(row, head: opening.range)) }
    let range = opening.range.union(try close(opening).range)
    return add(.list(rows.isEmpty ? row : rows), range, head: opening.range, first: first)
  }

  /// `row = sum { "," sum } [ "," ]`.
  private mutating func row() throws(Diagnostic) -> [Expression.ID] {
    var entries = [try sum()]
    while accept(.comma), current.kind != .rightBracket, current.kind != .semicolon {
      entries.append(try sum())
    }
    return entries
  }

  mutating func addRow(
    _ entries: [Expression.ID],
    head: SourceRange
  ) -> Expression.ID {
    let range = expressions[entries[0]].range.union(expressions[entries[entries.count - 1]].range)
    return add(.list(entries), range, head: head, first: expressions[entries[0]].first)
  }

  /// `bars = "|" sum "|" | "||" sum "||" | "‖" sum "‖"`, or with sides.
  private mutating func bars() throws(Diagnostic) -> Expression.ID {
    let kind: Bar = current.kind == .doubleBar ? .double : isPairOfBars ? .pair : .single
    let opening = takeBar(kind)
    try enter(at: opening)
    let outer = openBar
    openBar = kind
    let operand = try sum()
    let isClosed =
      switch kind {
      case .single: current.kind == .bar
      case .pair: isPairOfBars
      case .double, .none: current.kind == .doubleBar
      }
    guard isClosed else { throw unclosed(opening) }
    let range = opening.range.union(takeBar(kind).range)
    openBar = outer
    leave()
    return add(
      .call(function: kind == .single ? "abs" : "norm", arguments: [operand]),
      range,
      head: opening.range,
      first: expressions[operand].first
    )
  }

  /// `\left|` and `\right|`, which are brackets.
  private mutating func sidedBars() throws(Diagnostic) -> Expression.ID {
    let function = current.kind == .leftBar ? "abs" : "norm"
    let opening = try open()
    let operand = try sum()
    return add(
      .call(function: function, arguments: [operand]),
      opening.range.union(try close(opening).range),
      head: opening.range,
      first: expressions[operand].first
    )
  }

  private mutating func takeBar(_ kind: Bar) -> Token {
    let bar = advance()
    guard kind == .pair else { return bar }
    return Token(bar.kind, at: bar.range.union(advance().range))
  }

  /// Takes an opening bracket; bars that are open outside wait until it closes.
  mutating func open() throws(Diagnostic) -> OpenBracket {
    let token = advance()
    try enter(at: token)
    openBrackets.append(token)
    defer { openBar = .none }
    return OpenBracket(token: token, outerBar: openBar)
  }

  /// A bracket to be closed, and the bars around it.
  struct OpenBracket {
    let token: Token
    let outerBar: Bar

    var range: SourceRange { token.range }
  }

  /// Takes the bracket that closes an open one.
  mutating func close(_ opening: OpenBracket) throws(Diagnostic) -> Token {
    let isClosed = current.kind == opening.token.closingKind
    guard isClosed, isSized(current, "right") == isSized(opening.token, "left") else {
      throw notClosed(opening.token)
    }
    leave()
    openBrackets.removeLast()
    openBar = opening.outerBar
    return advance()
  }
}
