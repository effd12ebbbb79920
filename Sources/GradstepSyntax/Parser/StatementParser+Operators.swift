extension StatementParser {
  /// `sum = product { ( "+" | "-" ) product }`.
  mutating func sum(_ left: Expression.ID?, _ sign: Int) -> Start? {
    if let left {
      let isSum = tokens[sign].kind == .plus
      operand = add(isSum ? .add : .subtract, left, operand, head: tokens[sign].range)
    }
    guard current.kind == .plus || current.kind == .minus else { return nil }
    warnAboutSpacedSign()
    pending.append(.sum(left: operand, sign: position))
    advance()
    return .product
  }

  /// A product with the factors that have been read.
  struct Product {
    var left: Expression.ID?
    /// The sign before the factor that follows; nothing where there is none.
    var sign: Int?
    var quotient: Quotient?
  }

  /// `product = prefix { SIGN prefix | power }`.
  mutating func product(_ product: Product) throws(Diagnostic) -> Start? {
    var product = product
    if let left = product.left { multiply(left, &product) }
    if case .product(let sign) = current.kind {
      warn(about: product.quotient)
      product.quotient = nil
      product.sign = position
      advance()
      if sign == .divide, current.kind == .product(.divide) { throw unexpected() }
    } else if startsFactor || isNumberBehindFraction {
      warnAboutSpacedBracket(after: operand)
      product.sign = nil
    } else {
      warn(about: product.quotient)
      return nil
    }
    product.left = operand
    pending.append(.product(product))
    return product.sign == nil ? .power : .prefix
  }

  /// Puts the operand behind the factors before it.
  private mutating func multiply(_ left: Expression.ID, _ product: inout Product) {
    let right = operand
    guard let position = product.sign, case .product(let sign) = tokens[position].kind else {
      operand = add(.juxtaposition, left, right)
      product.quotient?.add(right)
      return
    }
    operand = add(sign, left, right, head: tokens[position].range)
    if sign == .divide { product.quotient = Quotient(id: operand, denominator: right) }
  }

  /// The signs of `prefix`.
  mutating func signs() throws(Diagnostic) {
    let start = position
    while current.kind == .minus || current.kind == .plus {
      try enter(at: current)
      advance()
    }
    if position > start { pending.append(.prefix(signs: start..<position)) }
  }

  /// `prefix = { "-" | "+" } power`.
  mutating func prefix(_ signs: Range<Int>) -> Start? {
    for sign in tokens[signs].reversed() {
      leave()
      guard sign.kind == .minus else { continue }
      operand = add(
        .negation(operand),
        sign.range.union(expressions[operand].range),
        head: sign.range,
        first: expressions[operand].first
      )
    }
    return nil
  }

  /// `postfix = primary { "'" | "ᵀ" | "^" transpose | RAISED | "[" arguments "]" }`, and then the
  /// start of `power = postfix [ "^" prefix ]`.
  mutating func postfix() throws(Diagnostic) -> Start? {
    while true {
      let token = current
      switch token.kind {
      case .prime, .transpose, .top:
        advance()
        operand = transpose(of: operand, sign: token.range)
      case .member(let name):
        return try member(name)
      case .unknown where !token.hasSpaceBefore && sources.text(in: token.range) == "!":
        advance()
        operand = add(
          .call(function: "factorial", arguments: [operand]),
          expressions[operand].range.union(token.range),
          head: token.range,
          first: expressions[operand].first
        )
      case .caret:
        if inverseOfTranspose() || exampleIndices() { continue }
        guard let count = transpose(at: position + 1) else { return try exponent() }
        position += 1 + count
        operand = transpose(
          of: operand,
          sign: token.range.union(tokens[position - 1].range)
        )
      case .superscript(let digits):
        advance()
        let exponent = try number(raised: digits, in: token)
        operand = add(.power, operand, exponent, head: token.range)
      case .leftBracket
      where !token.hasSpaceBefore && !bracketsOfRows.contains(position)
        && canHaveComponents(operand) && !isFactorBehindExponent:
        pending.append(.postfix)
        pending.append(.component(of: operand, try open(), firstItem: items.count))
        return startOfIndex()
      case .lowered:
        advance()
        guard current.kind == .leftBrace else {
          try singleIndex()
          continue
        }
        pending.append(.postfix)
        pending.append(.component(of: operand, try open(), firstItem: items.count))
        return startOfIndex()
      default:
        return nil
      }
    }
  }

  /// Whether a bracket behind `w^{(i)}` holds a factor, as in `w^{(i)}[y^{(i)} + 1]`: the braces end what
  /// is raised.
  private var isFactorBehindExponent: Bool {
    guard case .exponent? = pending.last, position > 0, tokens[position - 1].kind == .rightBrace
    else { return false }
    return !startsIndex(behind: position)
  }

  /// `^{-T}`, the transpose of the inverse; false where something else is here.
  private mutating func inverseOfTranspose() -> Bool {
    guard position + 4 < tokens.count, tokens[position + 1].kind == .leftBrace,
      tokens[position + 2].kind == .minus, transpose(at: position + 3) == 1,
      tokens[position + 4].kind == .rightBrace
    else { return false }
    let sign = tokens[position...position + 4].wholeRange
    let one = add(.number(1), tokens[position + 2].range)
    let exponent = add(.negation(one), tokens[position + 2].range, first: one)
    position += 5
    let inverse = add(.power, operand, exponent, head: sign)
    operand = transpose(of: inverse, sign: sign)
    return true
  }

  /// The `^` of `power`.
  private mutating func exponent() throws(Diagnostic) -> Start? {
    let sign = advance()
    if let index = bracketedIndex(), case .name(let name) = expressions[operand].kind,
      name != "e" || names.isValue(name), !isBound(index)
    {
      throw superscriptIndex(of: name, index)
    }
    try enter(at: sign)
    pending.append(.exponent(base: operand, sign: sign))
    return .prefix
  }

  /// `power = postfix [ "^" prefix ]`.
  mutating func power(_ base: Expression.ID, _ sign: Token) -> Start? {
    leave()
    if isIndex(operand) {
      operand = add(
        .superscript(base, operand),
        expressions[base].range.union(expressions[operand].range),
        head: sign.range,
        first: expressions[base].first
      )
    } else {
      operand = add(.power, base, operand, head: sign.range)
    }
    return nil
  }

  private mutating func transpose(
    of operand: Expression.ID,
    sign: SourceRange
  ) -> Expression.ID {
    add(
      transposeOfRow(operand) ?? .transpose(operand),
      expressions[operand].range.union(sign),
      head: sign,
      first: expressions[operand].first
    )
  }

  /// `transpose = "T" | "⊤" | "'" | "{" ( "T" | "⊤" | "'" ) "}"`, as the count of its tokens.
  func transpose(at position: Int) -> Int? {
    func isTranspose(_ token: Token) -> Bool {
      token.kind == .top || token.kind == .prime
        || (token.kind == .name("T") && names.transposesByLetter)
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

  /// The `"[" arguments "]"` of `postfix`.
  mutating func component(
    of base: Expression.ID,
    _ opening: OpenBracket,
    firstItem: Int
  ) throws(Diagnostic) -> Start? {
    if current.kind == .colon, case .slice = expressions[operand].kind {
    } else if current.kind == .colon {
      pending.append(.component(of: base, opening, firstItem: firstItem))
      return upperEnd(from: operand)
    }
    if goesOnBehindComma() {
      pending.append(.component(of: base, opening, firstItem: firstItem))
      return startOfIndex()
    }
    let range = opening.range.union(try close(opening).range)
    operand = add(
      .component(base, takeItems(from: firstItem)),
      expressions[base].range.union(range),
      head: range,
      first: expressions[base].first
    )
    return nil
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
    case .name, .code, .ones, .leftParenthesis, .leftBracket, .leftBrace, .leftBar, .leftDoubleBar,
      .leftAngle, .leftCorner, .fraction, .root, .beginEnvironment, .reduction:
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

  /// Whether a number stands behind the braces of `\frac{1}{2}`, which part it from what is before.
  private var isNumberBehindFraction: Bool {
    guard case .number = current.kind, previous?.kind == .rightBrace else { return false }
    return command(of: operand) == .fraction
  }

  /// Whether the next two tokens are `||`.
  var isPairOfBars: Bool {
    current.kind == .bar && following.kind == .bar && !following.hasSpaceBefore
  }
}
