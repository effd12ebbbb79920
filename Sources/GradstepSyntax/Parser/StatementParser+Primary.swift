extension StatementParser {
  /// `primary = NUMBER | NAME | call | group | list | bars | fraction | root | matrix`.
  ///
  /// - Returns: What its first part starts with; nothing where `operand` is the whole.
  mutating func primary() throws(Diagnostic) -> Start? {
    let token = current
    switch token.kind {
    case .number(let value):
      guard value.isFinite else { throw tooLarge(token) }
      advance()
      operand = add(.number(value), token.range)
      return nil
    case .name(let name):
      // What looks like a call of an unknown function is one: the next stage knows what to say.
      let looksLikeCall = following.kind == .leftParenthesis && !following.hasSpaceBefore
      if looksLikeCall, !names.isKnown(name), let meaning = CodeNotation.constructors[name],
        meaning != .range || code.contains(token.range.source)
      {
        return try codeCall(meaning)
      }
      if isStatistic(name) { return try call(of: name) }
      if names.isFunction(name) || (looksLikeCall && !names.isValue(name)) {
        guard name == "σ", names.isValue("sigma") else { return try call(of: name) }
        guard following.kind != .leftParenthesis else { throw sigmaOfTwoMeanings() }
        advance()
        operand = add(.name("sigma"), token.range)
        return nil
      }
      advance()
      operand = add(.name(name), token.range)
      return nil
    case .ones:
      advance()
      let isIndicator =
        !current.hasSpaceBefore
        && (current.kind == .leftBracket || current.kind == .leftParenthesis)
      // `𝟏[x > 0]` is the condition alone.
      if isIndicator, hasCondition(in: position) { return try primary() }
      ones(token)
      return nil
    case .code(let meaning):
      return try codeCall(meaning)
    case .blockStart:
      return try block()
    case .keyword(let name):
      pending.append(.namedArgument(advance(), name))
      return .sum
    case .leftParenthesis, .leftBrace:
      return try group()
    case .fraction:
      return try fraction()
    case .root:
      return try root()
    case .reduction(let reduction):
      return try self.reduction(reduction)
    case .beginEnvironment(LaTeXEnvironment.choice):
      return try choice()
    case .beginEnvironment(let name):
      return try matrix(name)
    case .leftBar, .leftDoubleBar:
      return try sidedBars()
    case .leftBracket:
      return try list()
    case .leftCorner(let function):
      let token = current
      let opening = try open()
      pending.append(
        .call(
          Call(
            function: token,
            name: function,
            exponent: nil,
            opening: opening,
            start: position,
            firstItem: items.count
          )
        )
      )
      return .sum
    case .leftAngle:
      pending.append(.angles(try open(), firstItem: items.count))
      return .sum
    case .bar, .doubleBar:
      return try bars()
    default:
      throw missingOperand()
    }
  }

  /// Whether `E[x]` or `Var[x]` is here, of which no source gives `E` or `Var` a meaning.
  private func isStatistic(_ name: String) -> Bool {
    Self.statistics.contains(name) && !names.isKnown(name) && following.kind == .leftBracket
      && !following.hasSpaceBefore
  }

  private static let statistics: Set<String> = ["E", "Var"]

  /// A call whose arguments are being read.
  struct Call {
    let function: Token
    let name: String
    let exponent: FunctionExponent?
    /// The bracket of the arguments; nothing where there is none.
    let opening: OpenBracket?
    /// Where the arguments start, as a token and as an item.
    let start: Int
    let firstItem: Int
  }

  /// `call = FUNCTION [ RAISED | "^" NUMBER | "^" "{" NUMBER "}" ]`
  /// `( "(" arguments ")" | "{" arguments "}" | run )`, up to the arguments.
  private mutating func call(of name: String) throws(Diagnostic) -> Start? {
    let function = advance()
    if let prime { throw primeOfFunction(function, name, prime) }
    if current.kind == .lowered { throw subscriptError(current) }
    let exponent = try exponentOfFunction(name)
    let start = position
    let isBracketed =
      current.kind == .leftParenthesis || current.kind == .leftBrace
      || current.kind == .leftBracket && !names.isFunction(name)
    let opening = isBracketed ? try open() : nil
    pending.append(
      .call(
        Call(
          function: function,
          name: name,
          exponent: exponent,
          opening: opening,
          start: start,
          firstItem: items.count
        )
      )
    )
    if isBracketed { return .sum }
    try enter(at: function)
    return try run(of: function, name)
  }

  /// A call behind one of its arguments.
  mutating func call(_ call: Call) throws(Diagnostic) -> Start? {
    let end: SourceRange
    var settings = CodeSettings()
    if let opening = call.opening {
      if goesOnBehindSeparator() {
        // A function of the source has parameters of whatever name.
        guard isSetting, !isDefined(call.name) else {
          pending.append(.call(call))
          return .sum
        }
        settings = try self.settings()
      }
      end = try close(opening).range
    } else {
      leave()
      items.append(operand)
      end = expressions[operand].range
    }
    let arguments = takeItems(from: call.firstItem)
    operand = add(
      names.isGiven(call.name)
        ? try kind(ofCall: call.name, arguments, settings, at: call.function)
        : .call(function: call.name, arguments: arguments),
      call.function.range.union(end),
      head: call.function.range,
      first: expressions[arguments[0]].first
    )
    guard let exponent = call.exponent else { return nil }
    if exponent.isNegative {
      throw inverseOfFunction(
        call.name,
        exponent.range,
        call: operand,
        arguments: tokens[call.start..<position]
      )
    }
    let number = add(.number(exponent.value), exponent.number)
    operand = add(
      .binary(.power, operand, number),
      expressions[operand].range,
      head: exponent.range,
      first: expressions[operand].first
    )
    return nil
  }

  private func isDefined(_ function: String) -> Bool {
    names.isFunction(function) && !names.isGiven(function)
  }

  /// The power in `sin² x` or `sin^2 x`, which is one of the call's value.
  struct FunctionExponent {
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

  /// An argument without brackets, and what it is the argument of.
  struct Run {
    let function: Token
    let name: String
    /// The factors that have been read, as one.
    var argument: Expression.ID?
    var hasFactors = false
  }

  /// `run = prefix { power }`, up to a sign or the name of a function.
  private mutating func run(of function: Token, _ name: String) throws(Diagnostic) -> Start? {
    switch current.kind {
    case .number, .unknown: break
    // `f - 1` forgets the argument; `sin -x` has one.
    case .minus where !following.hasSpaceBefore: break
    default:
      guard startsFactor else { throw missingArgument(function, name) }
    }
    pending.append(.run(Run(function: function, name: name)))
    return .prefix
  }

  /// The functions of which a fraction is the whole argument: `\log \frac{p}{q} y` is `y·log(p/q)`.
  private static let logarithms: Set<String> = ["log", "ln", "log2", "log10"]

  /// A run behind one of its factors.
  mutating func run(_ run: Run) throws(Diagnostic) -> Start? {
    var run = run
    if let argument = run.argument {
      operand = add(.juxtaposition, argument, operand)
      run.hasFactors = true
    }
    if startsFactor, current.name.map({ !names.isFunction($0) }) ?? true {
      if run.argument == nil, Self.logarithms.contains(run.name), command(of: operand) == .fraction
      {
        warnAboutFraction(operand, in: run.function, run.name)
        return nil
      }
      warnAboutSpacedBracket(after: operand)
      run.argument = operand
      pending.append(.run(run))
      return .power
    }
    if run.hasFactors { warn(aboutRun: operand, of: run.function, run.name) }
    return nil
  }

  /// `group = "(" sum ")" | "{" sum "}"`.
  mutating func group() throws(Diagnostic) -> Start? {
    pending.append(.group(try open()))
    return .sum
  }

  /// A group behind its expression.
  mutating func group(_ opening: OpenBracket) throws(Diagnostic) -> Start? {
    if current.kind == .comma { return try pair(opening) }
    if opening.token.kind == .leftParenthesis, try beginsCondition(in: opening) { return .sum }
    if current.kind == .over, opening.token.kind == .leftBrace {
      pending.append(.over(opening, numerator: operand, sign: advance()))
      return .sum
    }
    expressions[operand].range = opening.range.union(try close(opening).range)
    return nil
  }

  /// `(a, b)`, which is a list where no name stands right before it.
  private mutating func pair(_ opening: OpenBracket) throws(Diagnostic) -> Start? {
    let before = tokens[..<position].last { $0.range.bytes.upperBound == opening.token.triviaStart }
    let followsName = !opening.token.hasSpaceBefore && before?.name != nil
    guard opening.token.kind == .leftParenthesis, !followsName else {
      throw commaInGroup(opening)
    }
    return try list(
      List(opening: opening, first: expressions[operand].first, firstItem: items.count)
    )
  }

  /// A list whose components are being read.
  struct List {
    let opening: OpenBracket
    /// Where its parts start in the arena.
    let first: Expression.ID
    /// Where its rows and the components of the last row start.
    let firstItem: Int
    var rowCount = 0
  }

  /// `list = "[" row { ";" row } "]"`, with `row = sum { "," sum } [ "," ]`.
  private mutating func list() throws(Diagnostic) -> Start? {
    let opening = try open()
    pending.append(
      .list(List(opening: opening, first: expressions.count, firstItem: items.count))
    )
    return .sum
  }

  /// A list behind one of its components.
  mutating func list(_ list: List) throws(Diagnostic) -> Start? {
    var list = list
    let isFirst = list.rowCount == 0 && items.count == list.firstItem
    if isFirst, try beginsCondition(in: list.opening) { return .sum }
    let end = list.opening.token.closingKind
    if goesOnBehindComma(), current.kind != end, current.kind != .semicolon {
      pending.append(.list(list))
      return .sum
    }
    let hasMore = accept(.semicolon)
    if hasMore || list.rowCount > 0 {
      let row = takeItems(from: list.firstItem + list.rowCount)
      items.append(addRow(row, head: list.opening.range))
      list.rowCount += 1
    }
    if hasMore, current.kind != end {
      pending.append(.list(list))
      return .sum
    }
    let isGroup = previous?.kind != .comma && previous?.kind != .semicolon
    let range = list.opening.range.union(try close(list.opening).range)
    let entries = takeItems(from: list.firstItem)
    if entries.count == 1, list.rowCount == 0, isGroup, standsBesideFactor(entries[0]) {
      operand = entries[0]
      expressions[operand].range = range
      return nil
    }
    operand = add(
      column(of: entries, rowCount: list.rowCount) ?? .list(entries),
      range,
      head: list.opening.range,
      first: list.first
    )
    return nil
  }

  mutating func addRow(
    _ entries: [Expression.ID],
    head: SourceRange
  ) -> Expression.ID {
    let range = expressions[entries[0]].range.union(expressions[entries[entries.count - 1]].range)
    return add(.list(entries), range, head: head, first: expressions[entries[0]].first)
  }

  /// `bars = "|" sum "|" | "||" sum "||" | "‖" sum "‖"`, or with sides.
  private mutating func bars() throws(Diagnostic) -> Start? {
    let kind: Bar = current.kind == .doubleBar ? .double : isPairOfBars ? .pair : .single
    let opening = takeBar(kind)
    try enter(at: opening)
    pending.append(.bars(kind, opening, outer: openBar))
    openBar = kind
    return .sum
  }

  /// Bars behind their expression.
  mutating func bars(_ kind: Bar, _ opening: Token, outer: Bar) throws(Diagnostic) -> Start? {
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
    try addBars(kind == .single ? "abs" : "norm", range, head: opening.range)
    return nil
  }

  /// `\left|` and `\right|`, which are brackets.
  private mutating func sidedBars() throws(Diagnostic) -> Start? {
    let function = current.kind == .leftBar ? "abs" : "norm"
    pending.append(.sidedBars(function: function, try open()))
    return .sum
  }

  /// Bars with sides, behind their expression.
  mutating func sidedBars(
    _ function: String,
    _ opening: OpenBracket
  ) throws(Diagnostic) -> Start? {
    let range = opening.range.union(try close(opening).range)
    try addBars(function, range, head: opening.range)
    return nil
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
    guard isClosed, isSized(current, "right") == isSized(opening.token, "left"),
      isCurly(current) == isCurly(opening.token)
    else {
      throw notClosed(opening.token)
    }
    leave()
    openBrackets.removeLast()
    openBar = opening.outerBar
    return advance()
  }

  /// `σ(x)` beside a value `sigma` could be the logistic function, or a product.
  private func sigmaOfTwoMeanings() -> Diagnostic {
    func solution(_ summary: String, _ text: String) -> Diagnostic.Solution {
      .init(
        summary: "\(summary), write \(text)(…)",
        replacements: [Diagnostic.Replacement(range: current.range, text: text)]
      )
    }
    return .error(
      "sigma-of-two-meanings",
      "'σ' before a bracket could be the logistic function or the value 'sigma'",
      at: current.range,
      solutions: [
        solution("for the function", "sigmoid"), solution("for the product", "sigma·"),
      ]
    )
  }
}
