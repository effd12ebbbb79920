// `𝟏`, and how many ones it stands for: `𝟏_n`, `𝟏^\top_n`.
extension StatementParser {
  /// The ones of a token that was just taken, with the number below it where that is known; elsewhere
  /// what stands beside them tells how many they are.
  mutating func ones(_ token: Token) {
    var transpose: SourceRange?
    if current.kind == .caret, let count = self.transpose(at: position + 1),
      tokens[position + 1 + count].kind == .lowered
    {
      // `𝟏^\top_n` is set as `𝟏_n^\top`.
      transpose = tokens[position...position + count].wholeRange
      position += 1 + count
    }
    let range: SourceRange
    if let (count, end) = countOfOnes() {
      range = token.range.union(tokens[end - 1].range)
      position = end
      let number = add(count, tokens[end - 1].range)
      operand = add(
        .call(function: "ones", arguments: [number]),
        range,
        head: token.range,
        first: number
      )
    } else {
      range = token.range
      operand = add(.ones, range)
    }
    guard let transpose else { return }
    operand = add(
      .transpose(operand),
      range.union(transpose),
      head: transpose,
      first: expressions[operand].first
    )
  }

  /// The number below `𝟏`, and where it ends; a letter that stands for nothing is taken and left.
  private mutating func countOfOnes() -> (count: Expression.Kind, end: Int)? {
    guard current.kind == .lowered else { return nil }
    let isBraced = following.kind == .leftBrace
    let place = position + (isBraced ? 2 : 1)
    let end = place + (isBraced ? 2 : 1)
    guard end < tokens.count, !isBraced || tokens[end - 1].kind == .rightBrace else { return nil }
    switch tokens[place].kind {
    case .number(let number):
      return (.number(number), end)
    case .name(let name) where names.isValue(name):
      return (.name(name), end)
    case .name:
      position = end
      return nil
    default:
      return nil
    }
  }
}
