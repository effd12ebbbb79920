// The lines of a function of code, between `def` and `return`.
extension StatementParser {
  /// Lines of which one is being read.
  struct Block {
    let opening: OpenBracket
    let firstItem: Int
    /// Where its parts start in the arena.
    let first: Expression.ID
    /// The name that the line gives a value to; none in the last one.
    var name: Token?
    var isDefault = false
  }

  /// The names that the body of a function gives values to.
  static func locals(in body: ArraySlice<Token>) -> [String] {
    zip(body, body.dropFirst()).compactMap { token, sign in
      sign.kind == .binds || sign.kind == .bindsDefault ? token.name : nil
    }
  }

  mutating func block() throws(Diagnostic) -> Start? {
    let opening = try open()
    return line(
      of: Block(opening: opening, firstItem: items.count, first: expressions.count)
    )
  }

  private mutating func line(of block: Block) -> Start? {
    var block = block
    block.name = nil
    if current.name != nil, following.kind == .binds || following.kind == .bindsDefault {
      block.name = advance()
      block.isDefault = advance().kind == .bindsDefault
    }
    pending.append(.block(block))
    return .sum
  }

  /// Lines behind one of them.
  mutating func block(_ block: Block) throws(Diagnostic) -> Start? {
    if let token = block.name, let name = token.name {
      operand = add(
        .local(name, operand, isDefault: block.isDefault),
        token.range.union(expressions[operand].range),
        head: token.range,
        first: expressions[operand].first
      )
    }
    items.append(operand)
    if accept(.blockLine) { return line(of: block) }
    let range = block.opening.range.union(try close(block.opening).range)
    var lines = takeItems(from: block.firstItem)
    let value = lines.removeLast()
    operand = add(
      .block(lines, value),
      range.union(expressions[value].range),
      head: expressions[value].head,
      first: block.first
    )
    return nil
  }

  /// An argument with a name behind its value.
  mutating func namedArgument(_ keyword: Token, _ name: String) -> Start? {
    operand = add(
      .keyword(name, operand),
      keyword.range.union(expressions[operand].range),
      head: keyword.range,
      first: expressions[operand].first
    )
    return nil
  }
}
