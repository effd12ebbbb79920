// Definitions of all components at once: `h_i = \tanh(z_i)`.
extension Outline {
  /// Finds the definitions of all components at once, as `h_i = …` where a component of something
  /// has the index i, too.
  ///
  /// One such definition can show another to be one, so those that use its name are looked at again,
  /// and all of them until no more are found.
  mutating func readIndices(_ names: inout NameTable, _ sources: [Source]) {
    let called = calledNames
    var waiting = drafts.indices.filter { drafts[$0].canHaveIndices }
    let users = self.users(among: waiting)
    var wholes: [String: [String]] = [:]
    var found: Set<Int> = []
    repeat {
      waiting.removeAll { found.contains($0) }
      found = []
      for first in waiting {
        var next = [first]
        while let position = next.popLast() {
          guard !found.contains(position),
            let (indices, name) = index(of: drafts[position], called, names, sources)
          else { continue }
          if let old = drafts[position].heading.name { names.replaceValue(old.text, by: name.text) }
          replace(at: position, drafts[position].indexed(by: indices, as: name))
          wholes[name.text] = indices.compactMap { $0.name }
          found.insert(position)
          next += users[name.text] ?? []
        }
      }
    } while !found.isEmpty
    for position in drafts.indices { refusePart(at: position, of: wholes) }
  }

  /// The names that have a round bracket behind them anywhere.
  private var calledNames: Set<String> {
    var names: Set<String> = []
    for draft in drafts {
      for (token, next) in zip(draft.body, draft.body.dropFirst())
      where next.kind == .leftParenthesis {
        if let name = token.name { names.insert(name) }
      }
    }
    return names
  }

  /// The drafts by the names in them, with what hangs on these and without.
  private func users(among positions: [Int]) -> [String: [Int]] {
    var users: [String: [Int]] = [:]
    for position in positions {
      var names: Set<String> = []
      for case let name? in drafts[position].tokens.map({ $0.name }) {
        names.insert(name)
        if let mark = name.firstIndex(where: { $0 == "_" || $0 == "^" }) {
          names.insert(String(name[..<mark]))
        }
      }
      for name in names { users[name, default: []].append(position) }
    }
    return users
  }

  /// `p_{ii} = 0` beside `p_{ij} = …` gives some components another value, which no name can.
  private mutating func refusePart(at position: Int, of wholes: [String: [String]]) {
    guard case .definition(let name, _) = drafts[position].heading,
      let scripted = drafts[position].scripted, let lower = scripted.lower,
      let letters = wholes[scripted.spelling(lower: false)], letters.count > 1
    else { return }
    let indices = lower.content.compactMap { $0.name }.flatMap { $0.map(String.init) }
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
    of draft: StatementDraft,
    _ called: Set<String>,
    _ names: NameTable,
    _ sources: [Source]
  ) -> ([Token], Name)? {
    let letters = draft.indexLetters
    guard let name = draft.heading.name else {
      let indices = letters.compactMap { $0.name }
      guard !indices.isEmpty, indices.allSatisfy({ !names.isValue($0) }),
        let last = draft.sides.last, Self.uses(indices, in: last, names, sources)
      else { return nil }
      return (letters, Name(text: "", range: draft.range))
    }
    if !letters.isEmpty, letters.count <= 2, !called.contains(name.text),
      letters.allSatisfy({ $0.name.map { !names.isValue($0) } ?? false }),
      Self.uses(letters.compactMap { $0.name }, in: draft.body, names, sources)
    {
      return (letters, name)
    }
    guard let scripted = draft.scripted, draft.isDefinition || !called.contains(name.text) else {
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
      let indices = letters.compactMap { $0.name }
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
    var bounds = BoundReader(tokens[...])
    var isIndex = false
    var isReduction = false
    for (position, token) in tokens.enumerated() {
      switch token.kind {
      case .reduction:
        isReduction = true
        missing.subtract(bounds.movingLetters(behind: position))
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

extension StatementDraft {
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
