/// The statements of all sources by their headings, later definitions put in the place of earlier.
struct Outline {
  /// The statements in effect.
  private(set) var drafts: [StatementDraft] = []

  /// The first so many stand in places of the first source.
  private(set) var mainCount = 0

  /// What is wrong with how the statements go together.
  private(set) var diagnostics: [Diagnostic] = []

  /// The names that recurrences would have defined which are wrong.
  private(set) var brokenNames: Set<String> = []

  /// The ranges of letters, as `t = 1, …, 4`, between the statements.
  private var ranges: [Recurrences.Mark] = []

  /// Where a name has its meaning from.
  private struct Place {
    /// The position of the draft, and of its source.
    let draft: Int
    let source: Int
    /// Where the source first has the name.
    let first: SourceRange
  }

  private var places: [String: Place] = [:]

  /// How often a name has been given a new value in the source.
  private var assignments: [String: Int] = [:]

  /// The names of the newest values.
  private(set) var renames = Renames()

  /// The names of the source that take a new value where a source behind it gives them their first.
  private var reusedNames: Set<String> = []

  /// The outline of sources that are cut into tokens.
  ///
  /// - Parameters:
  ///   - tokens: the tokens of each source
  ///   - sources: the sources
  ///   - reusedNames: for each source that is code, the names that are used before they have a value
  init(_ tokens: [[Token]], of sources: [Source], reusedNames: [Set<String>]) {
    let split = tokens.map(StatementSplitter.split)
    let vocabulary = Vocabulary(split)
    for (position, lines) in split.enumerated() {
      self.reusedNames = reusedNames[position]
      if !reusedNames[position].isEmpty {
        let behind = split[(position + 1)...].joined()
        self.reusedNames.formIntersection(Self.names(givenIn: behind, of: sources, vocabulary))
      }
      var clauses = lines.map { SentenceReader.read($0, of: sources, vocabulary) }
      leaveNamesAside(&clauses)
      // What is nothing but asides was meant to be something, if it is not what lines before lack.
      if !clauses.joined().contains(where: {
        $0.role != .aside || !drafts.isEmpty && TurnRangeReader.read($0.tokens, of: sources) != nil
      }) {
        clauses = lines.map { [SentenceReader.Clause(role: .statement, tokens: $0)] }
      }
      add(Self.inOrder(clauses), of: position, sources)
      if position == 0 { mainCount = drafts.count }
    }
    addSecondNames(vocabulary)
  }

  /// The names that statements give a meaning to.
  private static func names(
    givenIn lines: some Sequence<ArraySlice<Token>>,
    of sources: [Source],
    _ vocabulary: Vocabulary
  ) -> Set<String> {
    let clauses = lines.lazy.flatMap { SentenceReader.read($0, of: sources, vocabulary) }
    return Set(clauses.compactMap { StatementDraft($0, of: sources).heading.name?.text })
  }

  /// Makes a name beside words a part of what they say: `where $w$ is the weight`.
  private func leaveNamesAside(_ lines: inout [[SentenceReader.Clause]]) {
    for position in lines.indices.dropFirst() {
      guard lines[position].count == 1, lines[position][0].isName,
        let before = lines[position - 1].last, before.role == .aside,
        position + 1 < lines.count, lines[position + 1].first?.role == .aside
      else { continue }
      lines[position][0].role = .aside
    }
  }

  /// The clauses of a source with what "where" defines before the statement that it explains.
  private static func inOrder(
    _ lines: [[SentenceReader.Clause]]
  ) -> [SentenceReader.Clause] {
    var result: [SentenceReader.Clause] = []
    var explained = 0
    var isExplaining = false
    for var clause in lines.joined() {
      if clause.isPremiseWord {
        isExplaining = true
        continue
      }
      if isExplaining, clause.role == .statement { clause.role = .premise }
      if clause.role == .premise {
        result.insert(clause, at: explained)
        explained += 1
      } else {
        if clause.role == .statement { explained = result.count }
        result.append(clause)
      }
    }
    return result
  }

  private mutating func add(
    _ clauses: [SentenceReader.Clause],
    of source: Int,
    _ sources: [Source]
  ) {
    // Few sources have an expression that needs a name.
    var freshName: String?
    assignments = [:]
    let firstRename = renames.count
    drafts.reserveCapacity(drafts.count + clauses.count)
    places.reserveCapacity(places.count + clauses.count)
    let last = clauses.lastIndex { $0.role != .aside } ?? 0
    var errorCount = 0
    for (position, clause) in clauses.enumerated() {
      guard clause.role != .aside else {
        if let range = TurnRangeReader.read(clause.tokens, of: sources) {
          ranges.append(
            .init(range: range, position: drafts.count, clause: clause.tokens.wholeRange)
          )
        } else if !Vocabulary.isSmallTalk(clause.tokens) {
          leaveAside(clause.tokens.wholeRange)
        }
        continue
      }
      if position < last, clause.isWord(of: sources) {
        leaveAside(clause.tokens.wholeRange)
        continue
      }
      var draft = StatementDraft(clause, of: sources)
      if case .broken = draft.heading { errorCount += 1 }
      guard errorCount + diagnostics.count <= Diagnostic.limit else { break }
      if case .expression = draft.heading, position < last, draft.sides.count > 1 {
        // `σ^2 n = 1, so σ = …`: an equation gives nothing a value.
        leaveAside(clause.tokens.wholeRange)
        continue
      }
      if case .expression = draft.heading, position < last {
        freshName = freshName ?? Self.freshName(in: clauses)
        draft.missingName = freshName
      }
      draft.renames = firstRename..<renames.count
      add(draft, of: source)
    }
  }

  private mutating func add(_ draft: StatementDraft, of source: Int) {
    guard let (key, range) = draft.heading.key else { return drafts.append(draft) }
    let place = places[key]
    let isRepeated = place?.source == source
    if let next = nextName(draft, isRepeated: isRepeated) {
      assignments[key, default: 0] += 1
      renames.add(next, for: key)
      return drafts.append(draft.assigning(Name(text: next, range: range)))
    }
    if draft.usesItself, draft.sign?.kind == .equals {
      return drafts.append(draft.broken(by: Self.bothSides(draft, key, at: range)))
    }
    guard let place else {
      places[key] = Place(draft: drafts.count, source: source, first: range)
      return drafts.append(draft)
    }
    guard isRepeated else {
      if drafts[place.draft].role == .premise { leaveAside(drafts[place.draft].range) }
      warnAboutReplaced(drafts[place.draft], by: draft, key, at: range)
      places[key] = Place(draft: place.draft, source: source, first: range)
      drafts[place.draft] = draft.keepingConstancy(of: drafts[place.draft])
      return
    }
    let other = drafts[place.draft]
    if draft.role == .alternative {
      drafts[place.draft].add(draft)
    } else if draft.role == .premise || draft.heading.isShape && !other.heading.isShape {
      leaveAside(draft.range)
    } else if other.role == .premise || other.heading.isShape && !draft.heading.isShape {
      leaveAside(other.range)
      drafts[place.draft] = draft
    } else {
      diagnostics.append(duplicate(draft.heading, at: range, first: place.first))
    }
  }

  /// Says that a value stands in the place of a formula, which a person may not have meant.
  private mutating func warnAboutReplaced(
    _ old: StatementDraft,
    by new: StatementDraft,
    _ name: String,
    at range: SourceRange
  ) {
    guard old.role == .statement, old.body.contains(where: { $0.name != nil }),
      !new.heading.isShape, !new.body.isEmpty, !new.body.contains(where: { $0.name != nil })
    else { return }
    diagnostics.append(
      .warning(
        "formula-replaced",
        "the value given for '\(name)' stands in the place of its formula",
        at: range,
        notes: [.init(summary: "the formula is here", range: old.range)]
      )
    )
  }

  /// The name of the next value, where a draft gives one to a name that has a value.
  private func nextName(_ draft: StatementDraft, isRepeated: Bool) -> String? {
    guard case .definition(let name, false) = draft.heading, let sign = draft.sign else {
      return nil
    }
    let isAssignment =
      switch sign.kind {
      case .compound: true
      case .assign:
        isRepeated || reusedNames.contains(name.text)
          || draft.body.contains { $0.name == name.text }
      default: false
      }
    guard isAssignment else { return nil }
    let count = assignments[name.text, default: 0] + 1
    return count < 4
      ? name.text + String(repeating: "⁺", count: count)
      : "\(name.text)⁺\(ScriptTable.raising(String(count)) ?? "")"
  }

  /// Says that a part of a source is of no use to the formula.
  private mutating func leaveAside(_ range: SourceRange) {
    guard diagnostics.count < Diagnostic.limit else { return }
    diagnostics.append(.leftAside(at: range))
  }

  /// Gives names to values that have a second one in a chain: `a = MSE = …`.
  private mutating func addSecondNames(_ vocabulary: Vocabulary) {
    for draft in drafts {
      guard case .definition(let name, _) = draft.heading else { continue }
      for side in draft.sides.dropLast() {
        guard side.count == 1, let token = side.first, let second = token.name,
          places[second] == nil, !vocabulary.isDefined(second)
        else { continue }
        places[second] = Place(draft: drafts.count, source: token.range.source, first: token.range)
        drafts.append(StatementDraft(Name(text: second, range: token.range), meaning: name))
      }
    }
  }

  /// The error for `w = w - g`, which no `=` can mean.
  private static func bothSides(
    _ draft: StatementDraft,
    _ name: String,
    at range: SourceRange
  ) -> Diagnostic {
    .error(
      "name-on-both-sides",
      "a definition gives a name one value, and '\(name)' is on both sides",
      at: range,
      solutions: [
        .init(
          summary: "to give it a new value, worked out from the old one, write '←'",
          replacements: draft.sign.map { [.init(range: $0.range, text: "←")] } ?? []
        ),
        .init(
          summary: "write another name on the left: \(name)_new = …",
          replacements: [.init(range: range, text: "\(name)_new")]
        ),
      ]
    )
  }

  /// Writes the lines of recurrences out, turn by turn.
  ///
  /// - Returns: the last turns by the names that the ranges have for them, as 4 for T
  mutating func unrollRecurrences(of sources: [Source]) -> [String: Int] {
    guard !ranges.isEmpty else { return [:] }
    var recurrences = Recurrences(drafts, mainCount: mainCount, ranges, of: sources)
    recurrences.unroll()
    drafts = recurrences.drafts
    mainCount = recurrences.mainCount
    diagnostics += recurrences.diagnostics
    brokenNames = recurrences.brokenNames
    for range in recurrences.leftAside { leaveAside(range) }
    return recurrences.lastTurns
  }

  mutating func replace(at position: Int, _ draft: StatementDraft) {
    drafts[position] = draft
  }

  private func duplicate(
    _ heading: Heading,
    at range: SourceRange,
    first: SourceRange
  ) -> Diagnostic {
    if case .output = heading {
      return .error(
        "duplicate-output",
        "a source has one output",
        at: range,
        notes: [.init(summary: "the output is first chosen here", range: first)]
      )
    }
    let name = heading.name?.text ?? ""
    return .error(
      "duplicate-definition",
      "a name is defined once, and '\(name)' is defined twice",
      at: range,
      notes: [.init(summary: "\(name) is first defined here", range: first)]
    )
  }

  private static func freshName(in clauses: [SentenceReader.Clause]) -> String {
    let taken = Set(clauses.lazy.map { $0.tokens }.joined().compactMap { $0.name })
    return ["y", "z", "u", "v", "w"].first { !taken.contains($0) } ?? "result"
  }
}

extension Heading {
  /// What a later statement has to share to replace this one, and where it stands.
  fileprivate var key: (String, SourceRange)? {
    // No name has a blank in it, so the key of the output is no name's.
    if case .output(let name) = self { return ("output of the source", name.range) }
    return name.map { ($0.text, $0.range) }
  }

  fileprivate var isShape: Bool {
    if case .shape = self { true } else { false }
  }
}

extension Diagnostic {
  /// Says that a part of a source is of no use to the formula.
  static func leftAside(at range: SourceRange, notes: [Note] = []) -> Diagnostic {
    .note(
      "left-aside",
      "this is left aside: it says nothing that the formula is worked out from",
      at: range,
      notes: notes
    )
  }
}

extension Outline {
  /// Whether no source has any statement.
  var isEmpty: Bool { drafts.isEmpty }
}
