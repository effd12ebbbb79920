// Indices of components: `x_i`, `W[1, 2]`, `A[1, :]`, `x[1:3]`, `x^{(i)}`.
extension StatementParser {
  /// What an index starts with: a colon that stands alone is one, too.
  ///
  /// - Returns: The production of the index; nothing where `operand` is the whole of it.
  mutating func startOfIndex() -> Start? {
    guard current.kind == .colon else { return .sum }
    return upperEnd(from: nil)
  }

  /// `slice = [ sum ] ":" [ sum ]`, up to the upper end.
  mutating func upperEnd(from lower: Expression.ID?) -> Start? {
    let colon = advance()
    if current.kind == .comma || current.isClosing {
      return slice(from: lower, to: nil, colon)
    }
    pending.append(.slice(from: lower, colon: colon))
    return .sum
  }

  /// A slice behind its upper end.
  mutating func slice(
    from lower: Expression.ID?,
    to upper: Expression.ID?,
    _ colon: Token
  ) -> Start? {
    let parts = [lower, upper].compactMap { $0 }
    operand = add(
      .slice(lower, upper),
      parts.reduce(colon.range) { $0.union(expressions[$1].range) },
      head: colon.range,
      first: parts.first.map { expressions[$0].first }
    )
    return nil
  }

  /// An index without braces, which is one number or one name.
  mutating func singleIndex() throws(Diagnostic) {
    let base = operand
    let token = current
    let index: Expression.ID
    switch token.kind {
    case .number(let value) where value.isFinite: index = add(.number(value), token.range)
    case .name(let name): index = add(.name(name), token.range)
    default: throw subscriptError(previous ?? token)
    }
    advance()
    operand = add(
      .component(base, [index]),
      expressions[base].range.union(token.range),
      head: token.range,
      first: expressions[base].first
    )
  }

  /// `y^{(i,j)}` for two letters that run over components, which is `y_{ij}`; false where something else
  /// is here.
  mutating func exampleIndices() -> Bool {
    let inside = tokens[position...].prefix(8).map { $0.kind }
    guard inside.count > 6, inside[1] == .leftBrace, inside[2] == .leftParenthesis,
      case .name(let row) = inside[3], inside[4] == .comma, case .name(let column) = inside[5],
      inside[6] == .rightParenthesis, inside.last == .rightBrace,
      names.indices.isSuperset(of: [row, column])
    else { return false }
    let base = operand
    let written = tokens[position...position + 7]
    let indices = [(row, 3), (column, 5)].map { letter, place in
      add(.name(letter), tokens[position + place].range)
    }
    position += 8
    operand = add(
      .component(base, indices),
      expressions[base].range.union(written.wholeRange),
      head: written.wholeRange,
      first: expressions[base].first
    )
    return true
  }

  /// Whether a superscript is a letter that runs over components, or such a letter and a number.
  func isIndex(_ id: Expression.ID) -> Bool {
    switch expressions[id].kind {
    case .name(let name): return names.indices.contains(name)
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      guard case .name(let name) = expressions[left].kind, names.indices.contains(name),
        case .number = expressions[right].kind
      else { return false }
      return true
    default: return false
    }
  }

  /// Whether a superscript in brackets has such a letter.
  func isBound(_ index: SourceRange) -> Bool {
    names.indices.contains(String(sources.text(in: index).dropFirst().dropLast()))
  }
}
