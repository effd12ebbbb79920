/// Reads what stands below and above the sums of a statement.
struct BoundReader {
  private let tokens: ArraySlice<Token>
  // Most statements have no bounds in braces.
  private lazy var brackets = Brackets(tokens)

  init(_ tokens: ArraySlice<Token>) {
    self.tokens = tokens
  }

  /// The letters of the index behind a sum: those before a `=`, an `∈` and the like.
  mutating func index(behind sum: Int, of sources: [Source]) -> [String] {
    var next = sum + 1
    // The upper bound may come first.
    if kind(at: next) == .caret {
      next += 1
      if kind(at: next) == .leftBrace {
        guard let end = brackets.closing(of: next) else { return [] }
        next = end
      }
      next += 1
    }
    guard kind(at: next) == .lowered, next + 1 < tokens.endIndex else { return [] }
    next += 1
    guard tokens[next].kind == .leftBrace else {
      guard tokens[next].name != nil else { return [] }
      return SpelledToken(tokens[next], of: sources).map { [$0.text(0..<1)] } ?? []
    }
    var letters: [String] = []
    for token in tokens[(next + 1)...] {
      switch token.kind {
      case .name(let name):
        // `ij` is two letters.
        if name.unicodeScalars.count == 2, name.allSatisfy({ $0.isLetter }) {
          letters += name.map(String.init)
        } else {
          letters.append(name)
        }
      case .comma, .number, .newline, .leftParenthesis: continue
      default: return letters
      }
    }
    return letters
  }

  /// The letters by which the bounds of a sum move, as i in `\sum_{j=1}^{i-1}` and `\sum_{j=i}^n`; the n
  /// of `\sum_{i=0}^{n-1}` is the number of terms.
  mutating func movingLetters(behind sum: Int) -> Set<String> {
    guard let below = bound(.lowered, at: sum + 1),
      let sign = tokens[below].firstIndex(where: { $0.kind == .equals })
    else { return [] }
    let lower = tokens[(sign + 1)..<below.upperBound]
    var letters = Set(lower.compactMap { $0.name })
    if let above = bound(.caret, at: below.upperBound + 1), above.count > 1,
      lower.first?.kind != .number(0)
    {
      letters.formUnion(tokens[above].compactMap { $0.name })
    }
    return letters.filter { $0.count == 1 }
  }

  /// What stands in the braces behind a mark.
  private mutating func bound(_ mark: Token.Kind, at position: Int) -> Range<Int>? {
    guard kind(at: position) == mark, kind(at: position + 1) == .leftBrace,
      let end = brackets.closing(of: position + 1)
    else { return nil }
    return position + 2..<end
  }

  private func kind(at position: Int) -> Token.Kind? {
    position < tokens.endIndex ? tokens[position].kind : nil
  }
}
