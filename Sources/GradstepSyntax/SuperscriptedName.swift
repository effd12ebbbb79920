/// A name such as `f^h` or `f^{(1)}` at the start of tokens, whether or not anything defines it.
struct SuperscriptedName {
  /// The canonical spelling, without braces: `f^h`, `f^(1)`.
  let text: String

  /// How many tokens spell the name.
  let count: Int

  /// Where it is written.
  let range: SourceRange

  init?(_ tokens: ArraySlice<Token>) {
    var rest = tokens.dropFirst(2)
    guard let base = tokens.first?.name, rest.startIndex > tokens.startIndex + 1,
      tokens[tokens.startIndex + 1].kind == .caret
    else { return nil }
    func accept(_ kind: Token.Kind) -> Bool {
      guard rest.first?.kind == kind else { return false }
      rest.removeFirst()
      return true
    }
    let isBraced = accept(.leftBrace)
    let isRound = accept(.leftParenthesis)
    let isSquare = !isRound && accept(.leftBracket)
    guard let inside = rest.popFirst() else { return nil }
    var index: String
    switch inside.kind {
    case .name(let name): index = name
    case .number(let value) where isRound || isSquare:
      guard let whole = Int(exactly: value) else { return nil }
      index = String(whole)
    default: return nil
    }
    if isRound {
      guard accept(.rightParenthesis) else { return nil }
      index = "(\(index))"
    }
    if isSquare {
      guard accept(.rightBracket) else { return nil }
      index = "[\(index)]"
    }
    if isBraced { guard accept(.rightBrace) else { return nil } }
    text = base + "^" + index
    count = rest.startIndex - tokens.startIndex
    range = tokens[tokens.startIndex..<rest.startIndex].wholeRange
  }
}
