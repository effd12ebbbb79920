/// The letters under the sums and the like of a statement, which run over components.
enum IndexLetters {
  /// The letters that are bound anywhere in the tokens.
  static func bound(in tokens: ArraySlice<Token>, of sources: [Source]) -> Set<String> {
    var letters: Set<String> = []
    var bounds = BoundReader(tokens)
    for position in tokens.indices {
      switch tokens[position].kind {
      case .reduction:
        letters.formUnion(bounds.index(behind: position, of: sources))
      case .unknown where Ellipsis.isAny(tokens[position], of: sources):
        letters.formUnion(Ellipsis.letters(behind: position, in: tokens, of: sources))
      case .name(let name):
        // Most names have no index below them, and are no function that could.
        let base = name.utf8.contains(UInt8(ascii: "_")) ? String(name.prefix { $0 != "_" }) : name
        guard Reduction(function: base) != nil else { continue }
        if base == name {
          letters.formUnion(bounds.index(behind: position, of: sources))
        } else if let lower = ScriptedName(tokens[position...position], of: sources)?.lower,
          lower.content.count <= 2
        {
          letters.formUnion(lower.content.compactMap { $0.name })
        }
      default:
        continue
      }
    }
    return letters
  }

  /// The second letters of `\sum_{i<j}`, which runs over pairs where nothing else binds them.
  static func compared(in tokens: ArraySlice<Token>) -> Set<String> {
    var letters: Set<String> = []
    for position in tokens.indices.dropLast(6) {
      guard tokens[position + 1].kind == .lowered, tokens[position + 2].kind == .leftBrace,
        tokens[position + 3].name?.count == 1, case .comparison = tokens[position + 4].kind,
        let letter = tokens[position + 5].name, letter.count == 1,
        tokens[position + 6].kind == .rightBrace
      else { continue }
      switch tokens[position].kind {
      case .reduction: letters.insert(letter)
      case .name(let name) where Reduction(function: name) != nil: letters.insert(letter)
      default: continue
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
    var bounds = BoundReader(tokens)
    var functions = FreeReductions(tokens, names)
    let hasBareSum = tokens.indices.contains { position in
      guard case .reduction = tokens[position].kind else {
        return functions.canStart(at: position)
      }
      return bounds.index(behind: position, of: sources).isEmpty
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
      for script in [scripted.lower, scripted.upper].compactMap({ $0 }) {
        let inside = script.content.compactMap { $0.name }
        if inside.count == 1, inside[0].count == 1, !names.isValue(inside[0]) {
          letters.insert(inside[0])
        }
      }
    }
    // What other sums bind is theirs.
    let free = letters.subtracting(bound(in: tokens, of: sources))
    if free.count == 1 { return free.first }
    return letters.count == 1 ? letters.first : nil
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
}
