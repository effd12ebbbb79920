/// The tokens that a layout keeps.
///
/// What it takes out becomes part of the blanks before the next token, so that nothing is lost.
struct KeptTokens {
  private(set) var tokens: [Token] = []
  /// Where the blanks before the next token start, if something was taken out before it.
  private var triviaStart: Int?

  init(capacity: Int) { tokens.reserveCapacity(capacity) }

  var last: Token? { tokens.last }

  mutating func keep(_ token: Token, as kind: Token.Kind? = nil) {
    tokens.append(
      Token(
        kind: kind ?? token.kind,
        range: token.range,
        triviaStart: triviaStart ?? token.triviaStart
      )
    )
    triviaStart = nil
  }

  mutating func drop(_ token: Token) {
    triviaStart = triviaStart ?? token.triviaStart
  }

  /// Takes out the last token that was kept.
  mutating func dropLast() {
    triviaStart = tokens.popLast()?.triviaStart
  }

  /// Adds a token that no source has, where the source has nothing.
  mutating func insert(_ token: Token) { tokens.append(token) }

  /// Takes back the token that was added last, and that no source has.
  mutating func dropInserted() { tokens.removeLast() }

  /// Ends a statement where nothing in the source does.
  mutating func endStatement(before token: Token) {
    let range = token.range.start
    keep(Token(kind: .newline, range: range, triviaStart: token.triviaStart))
    triviaStart = range.bytes.lowerBound
  }
}
