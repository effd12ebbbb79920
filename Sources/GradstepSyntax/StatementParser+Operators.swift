extension StatementParser {
  /// `sum = product { ( "+" | "-" ) product }`.
  mutating func sum() throws(Diagnostic) -> Expression.ID {
    var left = try product()
    while current.kind == .plus || current.kind == .minus {
      warnAboutSpacedSign()
      let sign = advance()
      let right = try product()
      left = add(sign.kind == .plus ? .add : .subtract, left, right, head: sign.range)
    }
    return left
  }

  /// `product = prefix { SIGN prefix | power }`.
  mutating func product() throws(Diagnostic) -> Expression.ID {
    var left = try prefix()
    var quotient: Quotient?
    while true {
      if case .product(let sign) = current.kind {
        warn(about: quotient)
        let token = advance()
        if token.kind == .product(.divide), current.kind == .product(.divide) { throw unexpected() }
        let right = try prefix()
        left = add(sign, left, right, head: token.range)
        quotient = sign == .divide ? Quotient(id: left, denominator: right) : nil
      } else if startsFactor {
        warnAboutSpacedBracket(after: left)
        let right = try power()
        left = add(.juxtaposition, left, right)
        quotient?.factors.append(right)
      } else {
        warn(about: quotient)
        return left
      }
    }
  }

  /// `prefix = { "-" | "+" } power`.
  mutating func prefix() throws(Diagnostic) -> Expression.ID {
    var signs: [Token] = []
    while current.kind == .minus || current.kind == .plus {
      try enter(at: current)
      signs.append(advance())
    }
    var operand = try power()
    for sign in signs.reversed() {
      leave()
      guard sign.kind == .minus else { continue }
      operand = add(
        .negation(operand),
        sign.range.union(expressions[operand].range),
        head: sign.range,
        first: expressions[operand].first
      )
    }
    return operand
  }

  /// `power = postfix [ "^" prefix ]`.
  mutating func power() throws(Diagnostic) -> Expression.ID {
    let base = try postfix()
    guard current.kind == .caret else { return base }
    let sign = advance()
    if let index = bracketedIndex() {
      if case .name(let name) = expressions[base].kind { throw superscriptIndex(of: name, index) }
      throw superscriptIndex(of: nil, index)
    }
    try enter(at: sign)
    let exponent = try prefix()
    leave()
    return add(.power, base, exponent, head: sign.range)
  }

  /// `postfix = primary { "'" | "ᵀ" | "^" transpose | RAISED | "[" arguments "]" }`.
  mutating func postfix() throws(Diagnostic) -> Expression.ID {
    var operand = try primary()
    while true {
      let token = current
      switch token.kind {
      case .prime, .transpose:
        advance()
        operand = transpose(of: operand, sign: token.range)
      case .caret:
        guard let count = transpose(at: position + 1) else { return operand }
        position += 1 + count
        operand = transpose(
          of: operand,
          sign: token.range.union(tokens[position - 1].range)
        )
      case .superscript(let digits):
        advance()
        let exponent = try number(raised: digits, in: token)
        operand = add(.power, operand, exponent, head: token.range)
      case .leftBracket where !token.hasSpaceBefore:
        operand = try component(of: operand)
      default:
        return operand
      }
    }
  }

  private mutating func transpose(
    of operand: Expression.ID,
    sign: SourceRange
  ) -> Expression.ID {
    add(
      .transpose(operand),
      expressions[operand].range.union(sign),
      head: sign,
      first: expressions[operand].first
    )
  }

  /// `transpose = "T" | "⊤" | "'" | "{" ( "T" | "⊤" | "'" ) "}"`, as the count of its tokens.
  func transpose(at position: Int) -> Int? {
    func isTranspose(_ token: Token) -> Bool {
      token.kind == .top || token.kind == .prime
        || (token.kind == .name("T") && !names.isKnown("T"))
    }
    if isTranspose(tokens[position]) { return 1 }
    guard tokens[position].kind == .leftBrace, position + 2 < tokens.count,
      isTranspose(tokens[position + 1]), tokens[position + 2].kind == .rightBrace
    else { return nil }
    return 3
  }

  /// `{(1)}` or `{[1]}`, which print sets as the number of a layer or a sample.
  func bracketedIndex() -> SourceRange? {
    guard current.kind == .leftBrace, position + 4 < tokens.count else { return nil }
    let inside = tokens[position + 1...position + 3]
    let isIndex =
      switch (tokens[position + 1].kind, tokens[position + 2].kind, tokens[position + 3].kind) {
      case (.leftParenthesis, .number, .rightParenthesis),
        (.leftParenthesis, .name, .rightParenthesis), (.leftBracket, .number, .rightBracket),
        (.leftBracket, .name, .rightBracket):
        true
      default: false
      }
    guard isIndex, tokens[position + 4].kind == .rightBrace else { return nil }
    return inside.wholeRange
  }

  private mutating func component(of operand: Expression.ID) throws(Diagnostic) -> Expression.ID {
    let opening = try open()
    let indices = try arguments()
    let range = opening.range.union(try close(opening).range)
    return add(
      .component(operand, indices),
      expressions[operand].range.union(range),
      head: range,
      first: expressions[operand].first
    )
  }

  /// A superscript as the number that it is, negated where it has a minus.
  mutating func number(raised digits: String, in token: Token) throws(Diagnostic) -> Expression.ID {
    let isSigned = digits.hasPrefix("-") || digits.hasPrefix("+")
    let value = Double(isSigned ? digits.dropFirst() : digits[...]) ?? .nan
    guard value.isFinite else { throw tooLarge(token) }
    let bytes = token.range.bytes
    // A raised sign takes three bytes.
    let start = isSigned ? bytes.lowerBound + 3 : bytes.lowerBound
    let range = SourceRange(source: token.range.source, bytes: start..<bytes.upperBound)
    let number = add(.number(value), range)
    guard digits.hasPrefix("-") else { return number }
    let sign = SourceRange(source: token.range.source, bytes: bytes.lowerBound..<start)
    return add(.negation(number), token.range, head: sign, first: number)
  }

  /// Whether a factor follows that is written without a sign.
  var startsFactor: Bool {
    switch current.kind {
    case .name, .leftParenthesis, .leftBracket, .leftBrace, .leftBar, .leftDoubleBar, .fraction,
      .root, .beginEnvironment:
      true
    case .bar:
      switch openBar {
      case .single: false
      case .pair: !isPairOfBars
      case .none, .double: true
      }
    case .doubleBar: openBar != .double
    default: false
    }
  }

  /// Whether the next two tokens are `||`.
  var isPairOfBars: Bool {
    current.kind == .bar && following.kind == .bar && !following.hasSpaceBefore
  }
}
