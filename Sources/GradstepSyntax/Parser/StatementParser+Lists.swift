// What brackets hold: a list, a group, or vectors one below another.
extension StatementParser {
  /// The positions of the square brackets in which a `;` parts rows, or a `,` transposes: no index
  /// is one of those.
  static func bracketsOfRows(in tokens: [Token]) -> Set<Int> {
    guard tokens.contains(where: { $0.kind == .semicolon || $0.kind == .comma }) else { return [] }
    var rows: Set<Int> = []
    var open: [Int] = []
    for (position, token) in tokens.enumerated() {
      if token.isOpening {
        open.append(position)
      } else if token.isClosing {
        _ = open.popLast()
      } else if let bracket = open.last, tokens[bracket].kind == .leftBracket {
        let isBehindTranspose =
          token.kind == .comma && position > 0 && endsTranspose(tokens, at: position - 1)
        if token.kind == .semicolon || isBehindTranspose { rows.insert(bracket) }
      }
    }
    return rows
  }

  private static func endsTranspose(_ tokens: [Token], at position: Int) -> Bool {
    switch tokens[position].kind {
    case .transpose, .prime, .top: true
    case .name("T"): position > 0 && tokens[position - 1].kind == .caret
    case .rightBrace:
      position > 0 && [.top, .prime, .name("T")].contains(tokens[position - 1].kind)
    default: false
    }
  }

  /// Whether the list that was just closed is a factor, has an exponent or is an argument, so that
  /// with its one entry it is a group.
  func standsBesideFactor(_ entry: Expression.ID) -> Bool {
    switch expressions[entry].kind {
    case .number, .list, .column: return false
    default: break
    }
    switch current.kind {
    case .superscript, .product, .lowered: return true
    case .caret: return transpose(at: position + 1) == nil
    // `[x][1]` is a component of a list.
    case .leftBracket where !current.hasSpaceBefore: return false
    default: break
    }
    if startsFactor { return true }
    for production in pending.reversed() {
      switch production {
      case .postfix, .prefix: continue
      case .product(let product) where product.left == nil: continue
      case .product, .run, .reductionBody: return true
      default: return false
      }
    }
    return false
  }

  /// `[h; x]`: rows of one entry each, unless they are numbers, of which a matrix is made.
  mutating func column(of rows: [Expression.ID], rowCount: Int) -> Expression.Kind? {
    guard rowCount > 1 else { return nil }
    var entries: [Expression.ID] = []
    for row in rows {
      guard case .list(let cells) = expressions[row].kind, cells.count == 1 else { return nil }
      entries.append(cells[0])
    }
    guard !entries.allSatisfy(isNumber) else { return nil }
    for (row, entry) in zip(rows, entries) { expressions[row].kind = .same(entry) }
    return .column(rows)
  }

  func isNumber(_ id: Expression.ID) -> Bool {
    switch expressions[id].kind {
    case .number: true
    case .negation(let operand): isNumber(operand)
    default: false
    }
  }

  /// What the transpose of a list of transposes is: `[aᵀ, bᵀ]ᵀ` is `[a; b]`.
  mutating func transposeOfRow(_ list: Expression.ID) -> Expression.Kind? {
    guard case .list(let entries) = expressions[list].kind, entries.count > 1 else { return nil }
    var columns: [Expression.ID] = []
    for entry in entries {
      guard case .transpose(let column) = expressions[entry].kind else { return nil }
      columns.append(column)
    }
    for (entry, column) in zip(entries, columns) { expressions[entry].kind = .same(column) }
    expressions[list].kind = .column(entries)
    return .same(list)
  }

  /// Whether a bracket right behind an operand can choose components of it.
  func canHaveComponents(_ id: Expression.ID) -> Bool {
    switch expressions[id].kind {
    case .number: return false
    case .binary, .call:
      // `\frac12[x + 1]` is a product.
      let sign = command(of: id)
      return sign != .fraction && sign != .root
    default: return true
    }
  }

  /// The sign that is written as a command at the start of an expression.
  func command(of id: Expression.ID) -> Token.Kind? {
    let start = expressions[id].range.start
    let cursor = SourceCursor(sources[start.source].utf8, at: start.bytes.lowerBound)
    guard cursor.current == "\\",
      case .sign(let kind) = LaTeXCommand.table[LaTeXCommand.word(at: cursor)]
    else { return nil }
    return kind
  }
}
