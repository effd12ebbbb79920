extension StatementParser {
  /// `fraction = "\frac" argument argument`.
  mutating func fraction() throws(Diagnostic) -> Expression.ID {
    let command = advance()
    let numerator = try argument(of: command, "two arguments")
    let denominator = try argument(of: command, "two arguments")
    return add(
      .binary(.divide, numerator, denominator),
      command.range.union(expressions[denominator].range),
      head: command.range,
      first: expressions[numerator].first
    )
  }

  /// `root = "\sqrt" [ "[" ( NUMBER | NAME ) "]" ] argument`.
  mutating func root() throws(Diagnostic) -> Expression.ID {
    let command = advance()
    let degree = try degree()
    let operand = try argument(of: command, "an argument")
    let range = command.range.union(expressions[operand].range)
    let first = expressions[operand].first
    guard let degree else {
      return add(
        .call(function: "sqrt", arguments: [operand]),
        range,
        head: command.range,
        first: first
      )
    }
    let one = add(.number(1), command.range)
    let root: Expression.ID
    if let name = degree.name {
      root = add(.name(name), degree.range)
    } else if case .number(let value) = degree.kind, value.isFinite {
      root = add(.number(value), degree.range)
    } else {
      throw tooLarge(degree)
    }
    let exponent = add(
      .binary(.divide, one, root),
      command.range.union(degree.range),
      head: command.range,
      first: one
    )
    return add(.binary(.power, operand, exponent), range, head: command.range, first: first)
  }

  private mutating func degree() throws(Diagnostic) -> Token? {
    guard current.kind == .leftBracket else { return nil }
    let opening = try open()
    let token = current
    switch token.kind {
    case .number, .name: advance()
    default: throw rootDegree(opening)
    }
    guard current.kind == .rightBracket else { throw rootDegree(opening) }
    _ = try close(opening)
    return token
  }

  private func rootDegree(_ opening: OpenBracket) -> Diagnostic {
    guard current.kind != .end else { return unclosed(opening.token) }
    return .error(
      "root-degree",
      "the degree of a root is one number or one name",
      at: current.range
    )
  }

  /// `argument = "{" sum "}" | DIGIT | NAME`.
  private mutating func argument(
    of command: Token,
    _ wanted: String
  ) throws(Diagnostic) -> Expression.ID {
    let token = current
    switch token.kind {
    case .leftBrace:
      return try group()
    case .number(let value):
      let digits = sources.text(in: token.range)
      guard digits.utf8.count > 1, digits.unicodeScalars.allSatisfy(\.isDecimalDigit)
      else {
        guard value.isFinite else { throw tooLarge(token) }
        advance()
        return add(.number(value), token.range)
      }
      // `\frac12` is ½: of a number without braces an argument is the first digit.
      let start = token.range.bytes.lowerBound
      let first = SourceRange(source: token.range.source, bytes: start..<start + 1)
      let rest = SourceRange(
        source: token.range.source,
        bytes: start + 1..<token.range.bytes.upperBound
      )
      tokens[position] = Token(.number(Double(digits.dropFirst()) ?? .nan), at: rest)
      return add(.number(Double(digits.prefix(1)) ?? .nan), first)
    case .name(let name) where !names.isFunction(name):
      advance()
      return add(.name(name), token.range)
    default:
      throw .error(
        "missing-argument",
        "\(quoted(command)) has \(wanted) in braces",
        at: command.range,
        solutions: [
          .init(
            summary: command.kind == .fraction
              ? "write \(sources.text(in: command.range)){a}{b}" : "write \\sqrt{x}"
          )
        ]
      )
    }
  }

  /// `matrix = "\begin{bmatrix}" cells { "\\" cells } [ "\\" ] "\end{bmatrix}"`.
  ///
  /// One column is a vector, and a row is a matrix of one row.
  mutating func matrix(_ name: String) throws(Diagnostic) -> Expression.ID {
    guard Environment.isMatrix(name) else { throw unknownEnvironment(name, current) }
    let opening = try open()
    let first = expressions.count
    var rows: [Expression.ID] = []
    var columns: Int?
    repeat {
      if columns != nil, current.kind == opening.token.closingKind { break }
      let start = current
      let cells = try cells()
      guard columns == nil || columns == cells.count else {
        throw ragged(from: start, count: cells.count, columns ?? 0, opening)
      }
      columns = cells.count
      rows.append(cells.count == 1 ? cells[0] : addRow(cells, head: opening.range))
    } while accept(.semicolon)
    let range = opening.range.union(try close(opening).range)
    return add(.list(rows), range, head: opening.range, first: first)
  }

  /// `cells = sum { "&" sum }`.
  private mutating func cells() throws(Diagnostic) -> [Expression.ID] {
    try arguments()
  }

  private func ragged(
    from start: Token,
    count: Int,
    _ columns: Int,
    _ opening: OpenBracket
  ) -> Diagnostic {
    .error(
      "ragged-matrix",
      "the rows of a matrix have as many cells as the first, which has \(columns); this one has "
        + "\(count)",
      at: start.range.union(previous?.range ?? start.range),
      notes: [.init(summary: "the matrix starts here", range: opening.range)]
    )
  }
}
