// How productions go on in one another.
//
// A production reads up to an operand, leaves what it has read on a stack, and goes on when the
// operand is there. So a formula takes as little of the thread's stack deep as flat, whatever the
// compiler makes of it.
extension StatementParser {
  /// A production that an operand starts with.
  enum Start {
    case sum
    case product
    case prefix
    case power
  }

  /// A production that waits for its next operand, with what it has read.
  enum Pending {
    case sum(left: Expression.ID?, sign: Int)
    case product(Product)
    case prefix(signs: Range<Int>)
    case postfix
    case exponent(base: Expression.ID, sign: Token)
    case component(of: Expression.ID, OpenBracket, firstItem: Int)
    indirect case call(Call)
    indirect case run(Run)
    case group(OpenBracket)
    case over(OpenBracket, numerator: Expression.ID, sign: Token)
    case angles(OpenBracket, firstItem: Int)
    case list(List)
    indirect case matrix(Matrix)
    indirect case choice(Choice)
    indirect case code(CodeCall)
    indirect case block(Block)
    case namedArgument(Token, String)
    indirect case condition(OpenBracket, Conditions, first: Expression.ID)
    case bars(Bar, Token, outer: Bar)
    case sidedBars(function: String, OpenBracket)
    case numerator(of: Token)
    case denominator(of: Token, numerator: Expression.ID)
    case radicand(of: Token, degree: Token?)
    indirect case lowerBound(Bounds, OpenBracket)
    indirect case upperBound(Bounds, OpenBracket)
    indirect case excludedIndex(Bounds, OpenBracket)
    indirect case indexConditions(Bounds, OpenBracket, Conditions)
    indirect case reductionBody(ReductionBody)
    case slice(from: Expression.ID?, colon: Token)
  }

  /// Reads an expression.
  mutating func expression() throws(Diagnostic) -> Expression.ID {
    var start: Start? = .sum
    while true {
      if let production = start {
        start = try begin(production)
      } else if let production = pending.popLast() {
        start = try resume(production)
      } else {
        return operand
      }
    }
  }

  /// Begins a production.
  ///
  /// - Returns: The production that its operand starts with; nothing where `operand` is complete.
  private mutating func begin(_ start: Start) throws(Diagnostic) -> Start? {
    switch start {
    case .sum:
      pending.append(.sum(left: nil, sign: 0))
      pending.append(.product(Product()))
    case .product:
      pending.append(.product(Product()))
    case .prefix, .power:
      break
    }
    if start != .power { try signs() }
    pending.append(.postfix)
    return try primary()
  }

  /// Goes on with a production whose operand is complete.
  private mutating func resume(_ pending: Pending) throws(Diagnostic) -> Start? {
    switch pending {
    case .sum(let left, let sign): return sum(left, sign)
    case .product(let product): return try self.product(product)
    case .prefix(let signs): return prefix(signs)
    case .postfix: return try postfix()
    case .exponent(let base, let sign): return power(base, sign)
    case .component(let base, let opening, let firstItem):
      return try component(of: base, opening, firstItem: firstItem)
    case .call(let call): return try self.call(call)
    case .run(let run): return try self.run(run)
    case .group(let opening): return try group(opening)
    case .over(let opening, let numerator, let sign): return try over(opening, numerator, sign)
    case .angles(let opening, let firstItem): return try angles(opening, firstItem: firstItem)
    case .list(let list): return try self.list(list)
    case .matrix(let matrix): return try self.matrix(matrix)
    case .choice(let choice): return try self.choice(choice)
    case .code(let call): return try code(call)
    case .block(let block): return try self.block(block)
    case .namedArgument(let keyword, let name): return namedArgument(keyword, name)
    case .condition(let opening, let conditions, let first):
      return try condition(opening, conditions, first: first)
    case .bars(let kind, let opening, let outer): return try bars(kind, opening, outer: outer)
    case .sidedBars(let function, let opening): return try sidedBars(function, opening)
    case .numerator(let command): return try fraction(command)
    case .denominator(let command, let numerator): return fraction(command, numerator)
    case .radicand(let command, let degree): return try root(command, degree)
    case .lowerBound(let bounds, let opening): return try lowerBound(bounds, opening)
    case .upperBound(let bounds, let opening): return try upperBound(bounds, opening)
    case .excludedIndex(let bounds, let opening): return try excludedIndex(bounds, opening)
    case .indexConditions(let bounds, let opening, let conditions):
      return try indexConditions(bounds, opening, conditions)
    case .reductionBody(let body): return try reductionBody(body)
    case .slice(let lower, let colon): return slice(from: lower, to: operand, colon)
    }
  }

  /// Whether the list that the operand is an item of goes on.
  mutating func goesOnBehindComma() -> Bool {
    items.append(operand)
    return accept(.comma)
  }

  /// Whether a call goes on with another argument: `f(x; W)` has two.
  mutating func goesOnBehindSeparator() -> Bool {
    goesOnBehindComma() || accept(.semicolon)
  }

  /// Takes the items of the innermost list, which start at a position.
  mutating func takeItems(from first: Int) -> [Expression.ID] {
    defer { items.removeSubrange(first...) }
    return Array(items[first...])
  }
}
