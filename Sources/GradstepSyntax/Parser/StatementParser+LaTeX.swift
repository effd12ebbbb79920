extension StatementParser {
  /// `fraction = "\frac" argument argument`, up to the first argument.
  mutating func fraction() throws(Diagnostic) -> Start? {
    let command = advance()
    pending.append(.numerator(of: command))
    return try argument(of: command, "two arguments")
  }

  /// A fraction behind its numerator.
  mutating func fraction(_ command: Token) throws(Diagnostic) -> Start? {
    pending.append(.denominator(of: command, numerator: operand))
    return try argument(of: command, "two arguments")
  }

  /// A fraction behind its denominator.
  mutating func fraction(_ command: Token, _ numerator: Expression.ID) -> Start? {
    operand = add(
      .binary(.divide, numerator, operand),
      command.range.union(expressions[operand].range),
      head: command.range,
      first: expressions[numerator].first
    )
    return nil
  }

  /// `root = "\sqrt" [ "[" ( NUMBER | NAME ) "]" ] argument`, up to the argument.
  mutating func root() throws(Diagnostic) -> Start? {
    let command = advance()
    pending.append(.radicand(of: command, degree: try degree()))
    warnAboutReach(of: command)
    return try argument(of: command, "an argument")
  }

  /// A root behind its argument.
  mutating func root(_ command: Token, _ degree: Token?) throws(Diagnostic) -> Start? {
    let range = command.range.union(expressions[operand].range)
    let first = expressions[operand].first
    guard let degree else {
      operand = add(
        .call(function: "sqrt", arguments: [operand]),
        range,
        head: command.range,
        first: first
      )
      return nil
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
    operand = add(
      .binary(.power, operand, exponent),
      range,
      head: command.range,
      first: first
    )
    return nil
  }

  /// Says how far `√2π` reaches, which is written without the line of print.
  private mutating func warnAboutReach(of command: Token) {
    guard sources.text(in: command.range) == "√", current.kind != .leftParenthesis,
      !following.hasSpaceBefore
    else { return }
    switch following.kind {
    case .name, .number, .superscript, .caret: break
    default: return
    }
    let range = current.range.union(following.range)
    warnings.append(
      .warning(
        "reach-of-root",
        "a root reaches over what stands right behind it: \(sources.text(in: current.range))",
        at: command.range.union(current.range),
        solutions: [
          .init(
            summary: "if it reaches further, write √(…)",
            replacements: [
              .init(range: range.start, text: "("), .init(range: range.end, text: ")"),
            ]
          )
        ]
      )
    )
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
  ) throws(Diagnostic) -> Start? {
    let token = current
    switch token.kind {
    case .leftBrace:
      return try group()
    case .leftParenthesis where command.kind == .root:
      return try group()
    case .number(let value):
      let digits = digits(of: token, value)
      guard digits.utf8.count > 1, digits.unicodeScalars.allSatisfy({ $0.isDecimalDigit })
      else {
        guard value.isFinite else { throw tooLarge(token) }
        advance()
        operand = add(.number(value), token.range)
        return nil
      }
      // `\frac12` is ½: of a number without braces an argument is the first digit.
      let bytes = token.range.bytes
      let isTyped = bytes.count == digits.utf8.count
      let middle = isTyped ? bytes.lowerBound + 1 : bytes.upperBound
      let first = SourceRange(source: token.range.source, bytes: bytes.lowerBound..<middle)
      let rest = SourceRange(
        source: token.range.source,
        bytes: (isTyped ? middle : bytes.lowerBound)..<bytes.upperBound
      )
      tokens[position] = Token(.number(Double(digits.dropFirst()) ?? .nan), at: rest)
      operand = add(.number(Double(digits.prefix(1)) ?? .nan), first)
      return nil
    case .name(let name) where !names.isFunction(name):
      advance()
      operand = add(.name(name), token.range)
      return nil
    default:
      throw .error(
        "missing-argument",
        "\(quoted(command)) has \(wanted) in braces",
        at: command.range,
        solutions: [
          .init(
            summary: command.kind == .fraction
              ? "write \(sources.text(in: command.range)){a}{b}"
              : sources.text(in: command.range) == "√" ? "write √(x)" : "write \\sqrt{x}"
          )
        ]
      )
    }
  }

  /// A number as typed; the digits of one that a macro stands for are those of its value.
  private func digits(of token: Token, _ value: Double) -> Substring {
    let text = sources.text(in: token.range)
    guard text.utf8.first == UInt8(ascii: "\\"), let whole = Int64(exactly: value) else {
      return text
    }
    return String(whole)[...]
  }

  /// A matrix whose cells are being read.
  struct Matrix {
    let opening: OpenBracket
    /// Where its parts start in the arena.
    let first: Expression.ID
    /// Where its rows and the cells of the last row start.
    let firstItem: Int
    var rowCount = 0
    /// How many cells the rows have.
    var columns: Int?
    /// The first token of the row.
    var start: Token
  }

  /// `matrix = "\begin{bmatrix}" cells { "\\" cells } [ "\\" ] "\end{bmatrix}"`, with
  /// `cells = sum { "&" sum }`.
  ///
  /// One column is a vector, and a row is a matrix of one row.
  mutating func matrix(_ name: String) throws(Diagnostic) -> Start? {
    guard LaTeXEnvironment.isMatrix(name) else { throw unknownEnvironment(name, current) }
    let opening = try open()
    pending.append(
      .matrix(
        Matrix(
          opening: opening,
          first: expressions.count,
          firstItem: items.count,
          start: current
        )
      )
    )
    return .sum
  }

  /// A matrix behind one of its cells.
  mutating func matrix(_ matrix: Matrix) throws(Diagnostic) -> Start? {
    var matrix = matrix
    if goesOnBehindComma() {
      pending.append(.matrix(matrix))
      return .sum
    }
    let cells = takeItems(from: matrix.firstItem + matrix.rowCount)
    let columns = matrix.columns ?? cells.count
    guard columns == cells.count else {
      throw ragged(from: matrix.start, count: cells.count, columns, matrix.opening)
    }
    items.append(cells.count == 1 ? cells[0] : addRow(cells, head: matrix.opening.range))
    matrix.rowCount += 1
    matrix.columns = columns
    if accept(.semicolon), current.kind != matrix.opening.token.closingKind {
      matrix.start = current
      pending.append(.matrix(matrix))
      return .sum
    }
    let range = matrix.opening.range.union(try close(matrix.opening).range)
    let rows = takeItems(from: matrix.firstItem)
    operand = add(
      columns == 1 && rows.count > 1 && !rows.allSatisfy(isNumber) ? .column(rows) : .list(rows),
      range,
      head: matrix.opening.range,
      first: matrix.first
    )
    return nil
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
