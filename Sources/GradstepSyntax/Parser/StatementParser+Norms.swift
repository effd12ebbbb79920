// Norms with an index: `‖x‖_1`, `‖W‖_F^2`, `‖x‖_∞`.
extension StatementParser {
  /// A norm by what stands below its bars.
  private enum Norm {
    case euclidean
    /// The sum of all absolute values.
    case sum
    /// The largest absolute value.
    case largest
    /// That of another number or of a number that has a name.
    case power(Token)
  }

  /// Puts the operand in bars, and takes the index of a norm behind them.
  mutating func addBars(
    _ function: String,
    _ range: SourceRange,
    head: SourceRange
  ) throws(Diagnostic) {
    let norm = function == "norm" ? try normIndex() : .euclidean
    let range = range.union(previous?.range ?? range)
    let first = expressions[operand].first
    switch norm {
    case .euclidean:
      operand = add(
        .call(function: function, arguments: [operand]),
        range,
        head: head,
        first: first
      )
    case .sum, .largest:
      operand = add(.call(function: "abs", arguments: [operand]), range, head: head, first: first)
      let outer = if case .sum = norm { "sum" } else { "max" }
      operand = add(.call(function: outer, arguments: [operand]), range, head: head, first: first)
    case .power(let index):
      // The root of the sum of all powers.
      operand = add(.call(function: "abs", arguments: [operand]), range, head: head, first: first)
      let powers = [operand, number(index)]
      operand = add(.call(function: "pow", arguments: powers), range, head: head, first: first)
      operand = add(.call(function: "sum", arguments: [operand]), range, head: head, first: first)
      let one = add(.number(1), index.range)
      let root = add(.binary(.divide, one, number(index)), index.range, first: one)
      operand = add(.binary(.power, operand, root), range, head: head, first: first)
    }
  }

  private mutating func number(_ token: Token) -> Expression.ID {
    switch token.kind {
    case .number(let value): add(.number(value), token.range)
    default: add(.name(token.name ?? ""), token.range)
    }
  }

  /// `_1`, `_2`, `_F` or `_∞`, in braces or lowered.
  private mutating func normIndex() throws(Diagnostic) -> Norm {
    moveIndexBeforePower()
    guard current.kind == .lowered || current.kind == .unknown && !current.hasSpaceBefore else {
      return .euclidean
    }
    let sign = current
    let text = sources.text(in: sign.range)
    if let scalar = text.unicodeScalars.first, let digit = ScriptTable.lowered[scalar],
      text.unicodeScalars.count == 1
    {
      guard let norm = Self.norm(String(digit)) else { throw otherNorm(sign) }
      advance()
      return norm
    }
    guard text == "_" else { return .euclidean }
    let isBraced = following.kind == .leftBrace
    let index = tokens[min(position + (isBraced ? 2 : 1), tokens.count - 1)]
    let isClosed =
      !isBraced || tokens[min(position + 3, tokens.count - 1)].kind == .rightBrace
    guard isClosed,
      let norm = Self.norm(sources.text(in: index.range)) ?? power(index)
    else {
      throw otherNorm(sign, index.name)
    }
    position += isBraced ? 4 : 2
    return norm
  }

  /// `‖x‖^2_2` is `‖x‖_2^2`.
  private mutating func moveIndexBeforePower() {
    guard current.kind == .caret else { return }
    guard let power = script(at: position), tokens[power].kind == .lowered,
      let index = script(at: power)
    else { return }
    tokens.replaceSubrange(
      position..<index,
      with: Array(tokens[power..<index]) + Array(tokens[position..<power])
    )
  }

  /// Where a mark with what is raised or lowered by it ends.
  private func script(at mark: Int) -> Int? {
    guard mark + 1 < tokens.count else { return nil }
    guard tokens[mark + 1].kind == .leftBrace else { return mark + 2 }
    let end = tokens[mark...].prefix(8).firstIndex { $0.kind == .rightBrace }
    return end.map { $0 + 1 }
  }

  private static func norm(_ index: some StringProtocol) -> Norm? {
    switch index {
    case "2", "F", "\\mathrm{F}", "\\text{F}", "\\textrm{F}", "\\rm F", "fro": .euclidean
    case "1": .sum
    case "\\infty", "∞", "inf", "max": .largest
    default: nil
    }
  }

  /// The norm whose index is a number, or a name of one.
  private func power(_ index: Token) -> Norm? {
    switch index.kind {
    case .number(let value) where value > 0 && value.isFinite: .power(index)
    case .name(let name) where names.isValue(name): .power(index)
    default: nil
    }
  }

  private func otherNorm(_ sign: Token, _ name: String? = nil) -> Diagnostic {
    .error(
      "other-norm",
      "the index of a norm is a number or the name of one, ∞, or F for a matrix",
      at: sign.range,
      solutions: name.map { [.init(summary: "give it a value, as in \($0) = 3")] } ?? []
    )
  }
}
