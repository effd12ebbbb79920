// Calls and methods of code: `np.dot(W, x)`, `(a + b).relu()`, `x.T`.
extension StatementParser {
  /// A call of what code has a name for, whose arguments are being read.
  struct CodeCall {
    let name: Token
    let meaning: CodeNotation.Meaning
    let opening: OpenBracket
    /// What a method is called of.
    let base: Expression.ID?
    let firstItem: Int
    /// Where its parts start in the arena.
    let first: Expression.ID
    /// The condition of `np.where`.
    var condition = Conditions()
  }

  /// `np.dot(…)` and the like.
  mutating func codeCall(_ meaning: CodeNotation.Meaning) throws(Diagnostic) -> Start? {
    let name = advance()
    guard current.kind == .leftParenthesis else {
      throw missingArgument(name, String(sources.text(in: name.range)))
    }
    return try codeCall(name, meaning, of: nil)
  }

  private mutating func codeCall(
    _ name: Token,
    _ meaning: CodeNotation.Meaning,
    of base: Expression.ID?
  ) throws(Diagnostic) -> Start? {
    let opening = try open()
    let call = CodeCall(
      name: name,
      meaning: meaning,
      opening: opening,
      base: base,
      firstItem: items.count,
      first: base.map { expressions[$0].first } ?? expressions.count
    )
    if current.kind == .rightParenthesis, base != nil { return try end(call, CodeSettings()) }
    if isSetting { return try end(call, try settings()) }
    pending.append(.code(call))
    return .sum
  }

  /// `x.T`, or `x.sum(…)` up to its arguments.
  mutating func member(_ name: String) throws(Diagnostic) -> Start? {
    let token = current
    let base = operand
    if try size(name) { return nil }
    guard let meaning = CodeNotation.meaning(ofMethod: name, functions: names.functions) else {
      throw unknownMember(name, token)
    }
    advance()
    if CodeNotation.idleMethods.contains(name) {
      try skipArguments()
      pending.append(.postfix)
      return nil
    }
    guard current.kind == .leftParenthesis, !current.hasSpaceBefore, name != "T" else {
      guard meaning == .transpose else { throw unknownMember(name, token) }
      operand = add(
        .transpose(base),
        expressions[base].range.union(token.range),
        head: token.range,
        first: expressions[base].first
      )
      pending.append(.postfix)
      return nil
    }
    pending.append(.postfix)
    return try codeCall(token, meaning, of: base)
  }

  /// Skips the arguments of a method that gives back the value itself, as `.astype(np.float32)`.
  private mutating func skipArguments() throws(Diagnostic) {
    guard current.kind == .leftParenthesis, !current.hasSpaceBefore else { return }
    guard let closing = closing(of: position) else { throw unclosed(current) }
    position = closing + 1
  }

  /// Whether the arguments of a method say what a transpose does anyway: it swaps two axes.
  private func swapsAxes(_ arguments: [Expression.ID]) -> Bool {
    var axes = arguments
    if arguments.count == 1, case .list(let both) = expressions[arguments[0]].kind { axes = both }
    return [[], [0, 1], [1, 0], [-1, -2], [-2, -1]].contains(axes.map(number))
  }

  /// `x.size`, `x.shape[0]` or `x.nelement()`; false where something else is here.
  private mutating func size(_ name: String) throws(Diagnostic) -> Bool {
    guard CodeNotation.dimension(ofMember: name) != nil else { return false }
    let base = operand
    let axis = axis(behind: name)
    let dimension = CodeNotation.dimension(ofMember: name, axis: axis?.number)
    // Of a shape one size is a number, and so is what PyTorch has for it.
    let isWhole = axis?.number == nil && (name == "shape" || name == "size" && axis != nil)
    guard let dimension, !isWhole else { throw unknownMember(name, current) }
    let end = axis?.end ?? position
    operand = add(
      .size(base, dimension),
      expressions[base].range.union(tokens[end].range),
      head: current.range.union(tokens[end].range),
      first: expressions[base].first
    )
    position = end + 1
    pending.append(.postfix)
    return true
  }

  /// The number in the brackets behind a member, and where they close: `(0)`, `[-1]`, `()`; nothing
  /// where no such brackets are.
  private func axis(behind name: String) -> (number: Int?, end: Int)? {
    let opening = tokens[position + 1]
    guard opening.kind == (name == "shape" ? .leftBracket : .leftParenthesis) else { return nil }
    var next = position + 2
    let isNegative = tokens[next].kind == .minus
    if isNegative { next += 1 }
    var number: Int?
    if case .number(let value) = tokens[next].kind {
      number = Int(counting: isNegative ? -value : value)
      next += 1
    }
    guard next < tokens.count, tokens[next].kind == opening.closingKind else { return nil }
    return (number, next)
  }

  /// A call behind one of its arguments.
  mutating func code(_ call: CodeCall) throws(Diagnostic) -> Start? {
    var call = call
    if call.meaning == .choice, call.condition.isOpen {
      if call.condition.open == nil {
        guard case .comparison = current.kind else { throw choiceArguments(call.name) }
      }
      let hasMore = try goesOn(&call.condition, behindCommas: false)
      guard hasMore || accept(.comma) else { throw choiceArguments(call.name) }
      pending.append(.code(call))
      return .sum
    }
    if goesOnBehindComma() {
      if isSetting { return try end(call, try settings()) }
      pending.append(.code(call))
      return .sum
    }
    return try end(call, CodeSettings())
  }

  private mutating func end(
    _ call: CodeCall,
    _ settings: CodeSettings
  ) throws(Diagnostic) -> Start? {
    let range = (call.base.map { expressions[$0].range } ?? call.name.range)
      .union(try close(call.opening).range)
    let given = takeItems(from: call.firstItem)
    var arguments = (call.base.map { [$0] } ?? []) + given
    switch call.meaning {
    // A function has what is said of it worked out together with its arguments.
    case .function: break
    default: arguments = try positional(arguments, of: call.meaning, at: call.name)
    }
    let head = call.name.range
    switch call.meaning {
    case .identity:
      guard arguments.count == 1 else { throw argumentCount(call, 1, arguments.count) }
      operand = arguments[0]
      expressions[operand].range = range
    case .size(let dimension):
      guard arguments.count == 1 else { throw argumentCount(call, 1, arguments.count) }
      operand = add(.size(arguments[0], dimension), range, head: range, first: call.first)
    case .transpose:
      guard swapsAxes(given) else { throw otherAxes(call) }
      operand = add(.transpose(arguments[0]), range, head: head, first: call.first)
    case .infix(let sign):
      guard arguments.count == 2 else { throw argumentCount(call, 2, arguments.count) }
      operand = add(.binary(sign, arguments[0], arguments[1]), range, head: head, first: call.first)
    case .choice:
      guard !call.condition.isOpen, arguments.count == 2 else { throw choiceArguments(call.name) }
      operand = choose(
        call.condition,
        then: arguments[0],
        otherwise: arguments[1],
        range,
        head: head,
        first: call.first
      )
    case .range:
      guard 1...3 ~= arguments.count else { throw argumentCount(call, 1...3, arguments.count) }
      let numbers = Expression.Kind.call(function: "arange", arguments: arguments)
      operand = add(numbers, range, head: head, first: call.first)
    case .replacement(let sign):
      guard arguments.count == 2,
        case .component(let base, let indices) = expressions[arguments[0]].kind
      else { throw unexpected() }
      expressions[arguments[0]].kind = .place(base, indices)
      let kind = Expression.Kind.replacement(place: arguments[0], sign: sign, arguments[1])
      operand = add(kind, expressions[arguments[0]].range, head: head, first: call.first)
    case .function(let function):
      guard !arguments.isEmpty else { throw argumentCount(call, 1, 0) }
      operand = add(
        try kind(ofCall: function, arguments, settings, at: call.name),
        range,
        head: head,
        first: call.first
      )
    }
    return nil
  }

  // MARK: - Messages

  /// The error for a method that the language has no word for.
  private func unknownMember(_ name: String, _ token: Token) -> Diagnostic {
    switch name {
    case "shape", "size", "ndim", "nelement", "numel":
      return .error(
        "shape-of-value",
        "a formula has numbers, and no shapes: '.\(name)' is none of them",
        at: token.range,
        solutions: [
          .init(summary: "ask for one size: x.shape[0] for rows, x.shape[1] for columns, or x.size")
        ]
      )
    case "detach", "backward", "grad", "item", "numpy", "cpu", "cuda":
      return .error(
        "no-value-of-code",
        "'.\(name)' is about how code runs, and no formula",
        at: token.range,
        solutions: [
          .init(
            summary: "leave it out",
            replacements: [.init(range: token.range.union(callEnd(of: token)), text: "")]
          )
        ]
      )
    default:
      return .error(
        "unknown-method",
        "'.\(name)' is no method of the input language",
        at: token.range,
        solutions: [.init(summary: "methods are functions, as x.sum() is sum(x), and x.T")]
      )
    }
  }

  /// The error for a name of a library that the language has no word for.
  func unknownLibraryFunction(_ token: Token) -> Diagnostic {
    let parts = sources.text(in: token.range).split(separator: ".").map(String.init)
    let name = parts.last ?? ""
    if parts.contains(where: { $0.hasPrefix("rand") }) { return randomValues(token) }
    let closest = Suggestion.closest(to: name, among: names.functions)
      .map { (parts.dropLast() + [$0]).joined(separator: ".") }
    return .error(
      "unknown-library-function",
      "\(quoted(token)) has no name in the input language",
      at: token.range,
      solutions: closest.map {
        [
          .init(
            summary: "did you mean '\($0)'?",
            replacements: [.init(range: token.range, text: $0)]
          )
        ]
      } ?? [.init(summary: "write it as a formula; 'gradstep operations' lists the functions")]
    )
  }

  /// Where the empty brackets of a call end, or the name where it has none.
  private func callEnd(of token: Token) -> SourceRange {
    guard position + 2 < tokens.count, tokens[position].range == token.range,
      tokens[position + 1].kind == .leftParenthesis, tokens[position + 2].kind == .rightParenthesis
    else { return token.range }
    return tokens[position + 2].range
  }

  private func randomValues(_ token: Token) -> Diagnostic {
    .error(
      "random-values",
      "a formula has the same values on every run, and \(quoted(token)) has not",
      at: token.range,
      solutions: [
        .init(summary: "write the shape alone, as in W : 3×2, for values that are chosen")
      ]
    )
  }

  private func argumentCount(_ call: CodeCall, _ wanted: Int, _ given: Int) -> Diagnostic {
    argumentCount(call, wanted...wanted, given)
  }

  private func argumentCount(
    _ call: CodeCall,
    _ wanted: ClosedRange<Int>,
    _ given: Int
  ) -> Diagnostic {
    let (least, most) = (wanted.lowerBound, wanted.upperBound)
    let count = least == most ? "\(most)" : "\(least) to \(most)"
    return .error(
      "argument-count",
      "\(quoted(call.name)) takes \(count) \(most == 1 ? "argument" : "arguments"); "
        + "it is given \(given)",
      at: call.name.range
    )
  }

  private func otherAxes(_ call: CodeCall) -> Diagnostic {
    .error(
      "unknown-axis",
      "a transpose swaps the two axes of a matrix, and \(quoted(call.name)) takes no others",
      at: call.name.range,
      solutions: [.init(summary: "write .T")]
    )
  }

  private func choiceArguments(_ name: Token) -> Diagnostic {
    // A word such as `if` is no function.
    let text = sources.text(in: name.range)
    let function = text.contains(".") || text == "where" ? text : "np.where"
    return .error(
      "argument-count",
      "\(quoted(name)) takes a comparison and two values",
      at: name.range,
      solutions: [.init(summary: "write \(function)(x > 0, x, 0)")]
    )
  }
}
