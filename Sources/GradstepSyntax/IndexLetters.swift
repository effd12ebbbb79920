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
    // What other sums bind is theirs.
    let free = letters.subtracting(bound(in: tokens, of: sources))
    if free.count == 1 { return free.first }
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

extension Outline {
  /// Finds the definitions of all components at once, as `h_i = …` where a component of something
  /// has the index i, too.
  ///
  /// One such definition can show another to be one, so the search goes on until it finds no more.
  mutating func readIndices(_ names: inout NameTable, _ sources: [Source]) {
    var waiting = drafts.indices.filter { drafts[$0].canHaveIndices }
    var wholes: [String: [String]] = [:]
    var count = 0
    while waiting.count != count {
      count = waiting.count
      waiting.removeAll { position in
        guard let (indices, name) = index(of: drafts[position], names, sources) else {
          return false
        }
        if let old = drafts[position].heading.name { names.replaceValue(old.text, by: name.text) }
        replace(at: position, drafts[position].indexed(by: indices, as: name))
        wholes[name.text] = indices.compactMap(\.name)
        return true
      }
    }
    for position in drafts.indices { refusePart(at: position, of: wholes) }
  }

  /// `p_{ii} = 0` beside `p_{ij} = …` gives some components another value, which no name can.
  private mutating func refusePart(at position: Int, of wholes: [String: [String]]) {
    guard case .definition(let name, _) = drafts[position].heading,
      let scripted = drafts[position].scripted, let lower = scripted.lower,
      let letters = wholes[scripted.spelling(lower: false)], letters.count > 1
    else { return }
    let indices = lower.content.compactMap(\.name).flatMap { $0.map(String.init) }
    guard indices.count == letters.count, indices.allSatisfy(letters.contains),
      Set(indices).count < indices.count
    else { return }
    let whole = "\(scripted.spelling(lower: false))_\(letters.joined())"
    replace(
      at: position,
      drafts[position].broken(
        by: .error(
          "part-of-components",
          "components are given values together, and '\(name.text)' is a part of '\(whole)'",
          at: name.range,
          solutions: [
            .init(
              summary:
                "write both as a choice: \(whole) = { 0 if \(letters.joined(separator: " = "));"
                + " … otherwise }"
            )
          ]
        )
      )
    )
  }

  /// The letters over which a definition runs, and the name of the whole.
  private func index(
    of draft: Draft,
    _ names: NameTable,
    _ sources: [Source]
  ) -> ([Token], Name)? {
    let letters = draft.indexLetters
    guard let name = draft.heading.name else {
      let indices = letters.compactMap(\.name)
      guard !indices.isEmpty, indices.allSatisfy({ !names.isValue($0) }),
        let last = draft.sides.last, Self.uses(indices, in: last, names, sources)
      else { return nil }
      return (letters, Name(text: "", range: draft.range))
    }
    if !letters.isEmpty, letters.count <= 2, !isCalled(name.text),
      letters.allSatisfy({ $0.name.map { !names.isValue($0) } ?? false }),
      Self.uses(letters.compactMap(\.name), in: draft.body, names, sources)
    {
      return (letters, name)
    }
    guard let scripted = draft.scripted, draft.isDefinition || !isCalled(name.text) else {
      return nil
    }
    let range = name.range
    var choices: [([Token], String)] = [
      (Self.letters(of: scripted.lower), scripted.spelling(lower: false)),
      (Self.letters(of: scripted.upper), scripted.spelling(upper: false)),
    ]
    for part in [scripted.withLastIndexApart, scripted.withIndexBeforeBarApart] {
      if let (name, letter) = part { choices.append(([letter], name.spelling())) }
    }
    var names = names
    names.turn = draft.numbersOfTurn
    for (letters, rest) in choices where !letters.isEmpty {
      let indices = letters.compactMap(\.name)
      guard indices.count == letters.count, (1...2).contains(indices.count),
        Set(indices).count == indices.count,
        indices.allSatisfy({ !names.isValue($0) && $0.count == 1 }),
        Self.uses(indices, in: draft.body, names, sources)
      else { continue }
      guard names.isValue(rest) else { return (letters, Name(text: rest, range: range)) }
      // An assignment to all components gives the whole a new value, and `=` only a first one.
      guard case .assign? = draft.sign?.kind else { continue }
      return (letters, Name(text: rest + "⁺", range: range))
    }
    return nil
  }

  private static func letters(of script: ScriptedName.Script?) -> [Token] {
    guard let script else { return [] }
    return script.content.filter {
      switch $0.kind {
      case .comma, .leftParenthesis, .rightParenthesis: false
      default: true
      }
    }
  }

  /// Whether a statement calls a function.
  private func isCalled(_ name: String) -> Bool {
    drafts.contains { draft in
      draft.body.indices.dropLast().contains {
        draft.body[$0].name == name && draft.body[$0 + 1].kind == .leftParenthesis
      }
    }
  }

  /// Whether each letter is the index of a component in the body.
  private static func uses(
    _ indices: [String],
    in body: ArraySlice<Token>,
    _ names: NameTable,
    _ sources: [Source]
  ) -> Bool {
    guard body.contains(where: { $0.name != nil }) else { return false }
    var names = names
    names.indices = IndexLetters.bound(in: body, of: sources).union(indices)
    var tokens: [Token] = []
    // What is wrong with the body is told when it is read.
    var resolver = NameResolver(names: names, sources: sources)
    try? resolver.resolve(body, into: &tokens)
    var missing = Set(indices)
    var isIndex = false
    var isReduction = false
    for (position, token) in tokens.enumerated() {
      switch token.kind {
      case .reduction:
        isReduction = true
        missing.subtract(IndexLetters.inBounds(of: tokens[(position + 1)...]))
      case .lowered:
        isIndex = !isReduction
        isReduction = false
      case .caret:
        // `y^{(i)}`, but not `e^{i}`.
        isIndex =
          position > 0 && tokens[position - 1].name.map(names.isValue) == true
          && tokens.dropFirst(position + 2).first?.kind == .leftParenthesis
      case .leftBracket:
        isIndex = position > 0 && tokens[position - 1].name.map(names.isValue) == true
      case .rightBrace, .rightBracket: isIndex = false
      case .name(let name): if isIndex { missing.remove(name) }
      default: continue
      }
    }
    return missing.isEmpty
  }
}

extension Draft {
  /// Whether the draft can be one for all values of an index.
  fileprivate var canHaveIndices: Bool {
    switch heading {
    case .definition: scripted != nil || !indexLetters.isEmpty
    case .function: scripted != nil || !indexLetters.isEmpty
    case .expression: !indexLetters.isEmpty
    case .shape, .output, .broken: false
    }
  }

  fileprivate var isDefinition: Bool {
    if case .definition = heading { true } else { false }
  }
}
