/// A name's token by the characters of its canonical spelling, each with its place.
///
/// So `q_ik_i` can be cut into what it is a product of, and `x_j` into a name and its index.
struct SpelledToken {
  let characters: [Character]
  private let token: Token
  private let ends: [Int]

  /// The characters of a token; nothing where the source spells it as no name is spelled, as a
  /// function's command.
  init?(_ token: Token, of sources: [Source]) {
    let start = token.range.bytes.lowerBound
    let spelling = NameSpelling(at: SourceCursor(sources[token.range.source].utf8, at: start))
    guard let name = token.name, spelling.canonical.hasPrefix(name) else { return nil }
    characters = Array(name)
    ends = spelling.ends
    self.token = token
  }

  /// Some of the characters.
  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  /// Some of the characters as a token of their own.
  func token(_ kind: Token.Kind, _ range: Range<Int>) -> Token {
    let start = range.lowerBound == 0 ? token.range.bytes.lowerBound : ends[range.lowerBound - 1]
    let end = range.isEmpty ? start : ends[range.upperBound - 1]
    return Token(
      kind: kind,
      range: SourceRange(source: token.range.source, bytes: start..<end),
      triviaStart: range.lowerBound == 0 ? token.triviaStart : start
    )
  }

  /// Some of the characters as a name.
  func name(_ range: Range<Int>) -> Token { token(.name(text(range)), range) }
}
