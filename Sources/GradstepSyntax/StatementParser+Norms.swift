// Norms with an index: `‖x‖_1`, `‖W‖_F^2`, `‖x‖_∞`.
extension StatementParser {
  /// A norm by what stands below its bars.
  private enum Norm {
    case euclidean
    /// The sum of all absolute values.
    case sum
    /// The largest absolute value.
    case largest
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
      let outer = norm == .sum ? "sum" : "max"
      operand = add(.call(function: outer, arguments: [operand]), range, head: head, first: first)
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
    if let scalar = text.unicodeScalars.first, let digit = Script.lowered[scalar],
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
    guard isClosed, let norm = Self.norm(sources.text(in: index.range)) else {
      throw otherNorm(sign)
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

  private func otherNorm(_ sign: Token) -> Diagnostic {
    .error(
      "other-norm",
      "a norm is that of index 1, 2 or ∞, or F for a matrix",
      at: sign.range,
      solutions: [.init(summary: "write another norm as a formula, as in sum(abs(x)^p)^(1/p)")]
    )
  }
}
