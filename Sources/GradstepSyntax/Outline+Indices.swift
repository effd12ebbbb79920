// Definitions of all components at once: `h_i = \tanh(z_i)`.
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
    if let (name, letter) = scripted.withLastIndexApart {
      choices.append(([letter], name.spelling()))
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
