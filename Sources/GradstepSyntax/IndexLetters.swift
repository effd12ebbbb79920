/// The letters under the sums and the like of a statement, which run over components.
enum IndexLetters {
  /// The letters that are bound anywhere in the tokens.
  static func bound(in tokens: ArraySlice<Token>, of sources: [Source]) -> Set<String> {
    var letters: Set<String> = []
    for position in tokens.indices {
      switch tokens[position].kind {
      case .reduction:
        letters.formUnion(below(tokens[(position + 1)...], of: sources))
      case .unknown where Ellipsis.isOne(tokens[position], of: sources):
        letters.formUnion(Ellipsis.letters(behind: position, in: tokens, of: sources))
      case .name(let name):
        // Most names have no index below them, and are no function that could.
        let base = name.utf8.contains(UInt8(ascii: "_")) ? String(name.prefix { $0 != "_" }) : name
        guard Reduction(function: base) != nil else { continue }
        if base == name {
          letters.formUnion(below(tokens[(position + 1)...], of: sources))
        } else if let lower = ScriptedName(tokens[position...position], of: sources)?.lower,
          lower.content.count <= 2
        {
          letters.formUnion(lower.content.compactMap(\.name))
        }
      default:
        continue
      }
    }
    return letters
  }

  /// The names above the sums, which stand for how many values their indices take.
  static func sizes(in tokens: ArraySlice<Token>) -> Set<String> {
    var sizes: Set<String> = []
    var isReduction = false
    var depth = 0
    for (position, token) in zip(tokens.indices, tokens) {
      if case .reduction = token.kind {
        isReduction = true
        depth = 0
        continue
      }
      guard isReduction else { continue }
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      guard depth == 0 else { continue }
      if token.kind == .caret {
        let above = tokens[(position + 1)...].prefix(2).first { $0.kind != .leftBrace }
        if let name = above?.name, name.count == 1 { sizes.insert(name) }
        isReduction = false
      } else if token.kind != .lowered, token.kind != .rightBrace, token.name == nil {
        isReduction = false
      }
    }
    return sizes
  }

  /// The letter that components have in sums without an index, where there is one that has no value.
  static func unwritten(
    in tokens: ArraySlice<Token>,
    of sources: [Source],
    _ names: NameTable
  ) -> String? {
    let hasBareSum = tokens.indices.contains { position in
      guard case .reduction = tokens[position].kind else {
        return FreeReductions.canStart(at: position, in: tokens, names)
      }
      return below(tokens[(position + 1)...], of: sources).isEmpty
    }
    guard hasBareSum else { return nil }
    var letters: Set<String> = []
    for position in tokens.indices where tokens[position].name != nil {
      if let letter = letter(inBracketsBehind: position, tokens), !names.isValue(letter) {
        letters.insert(letter)
      }
      guard let scripted = ScriptedName(tokens[position...], of: sources),
        !names.isKnown(scripted.spelling())
      else { continue }
      for script in [scripted.lower, scripted.upper].compactMap(\.self) {
        let inside = script.content.compactMap(\.name)
        if inside.count == 1, inside[0].count == 1, !names.isValue(inside[0]) {
          letters.insert(inside[0])
        }
      }
    }
    return letters.count == 1 ? letters.first : nil
  }

  /// The letters by which the bounds of a sum move, as i in `\sum_{j=1}^{i-1}` and `\sum_{j=i}^n`; the n
  /// of `\sum_{i=0}^{n-1}` is the number of terms.
  static func inBounds(of tokens: ArraySlice<Token>) -> Set<String> {
    guard let (below, behind) = bound(.lowered, of: tokens),
      let sign = below.firstIndex(where: { $0.kind == .equals })
    else { return [] }
    let lower = below[(sign + 1)...]
    var letters = Set(lower.compactMap(\.name))
    if let (above, _) = bound(.caret, of: tokens[behind...]), above.count > 1,
      lower.first?.kind != .number(0)
    {
      letters.formUnion(above.compactMap(\.name))
    }
    return letters.filter { $0.count == 1 }
  }

  /// What stands in the braces behind a mark, and where it ends.
  private static func bound(
    _ mark: Token.Kind,
    of tokens: ArraySlice<Token>
  ) -> (inside: ArraySlice<Token>, end: Int)? {
    guard tokens.first?.kind == mark, tokens.dropFirst().first?.kind == .leftBrace,
      let end = tokens.firstIndex(where: { $0.kind == .rightBrace })
    else { return nil }
    return (tokens[(tokens.startIndex + 2)..<end], end + 1)
  }

  /// The `i` of `x[i]`.
  private static func letter(
    inBracketsBehind position: Int,
    _ tokens: ArraySlice<Token>
  ) -> String? {
    guard position + 3 < tokens.endIndex, tokens[position + 1].kind == .leftBracket,
      !tokens[position + 1].hasSpaceBefore, tokens[position + 3].kind == .rightBracket,
      let name = tokens[position + 2].name, name.count == 1
    else { return nil }
    return name
  }

  /// The letters of the index behind a sum: those before a `=`, an `∈` and the like.
  private static func below(_ tokens: ArraySlice<Token>, of sources: [Source]) -> [String] {
    var rest = tokens
    // The upper bound may come first.
    if rest.first?.kind == .caret {
      rest.removeFirst()
      if rest.first?.kind == .leftBrace {
        rest = rest.drop { $0.kind != .rightBrace }.dropFirst()
      } else {
        rest = rest.dropFirst()
      }
    }
    guard rest.first?.kind == .lowered else { return [] }
    rest.removeFirst()
    guard rest.first?.kind == .leftBrace else {
      guard let first = rest.first, first.name != nil else { return [] }
      return SpelledToken(first, of: sources).map { [$0.text(0..<1)] } ?? []
    }
    var letters: [String] = []
    for token in rest.dropFirst() {
      switch token.kind {
      case .name(let name):
        // `ij` is two letters.
        if name.unicodeScalars.count == 2, name.allSatisfy(\.isLetter) {
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
}
