/// The statements of all sources by their headings, later definitions put in the place of earlier.
struct Outline {
  /// The statements in effect.
  private(set) var drafts: [Draft] = []

  /// The first so many stand in places of the first source.
  private(set) var mainCount = 0

  /// What is wrong with how the statements go together.
  private(set) var diagnostics: [Diagnostic] = []

  /// Where a name has its meaning from.
  private struct Place {
    /// The position of the draft, and of its source.
    let draft: Int
    let source: Int
    /// Where the source first has the name.
    let first: SourceRange
  }

  private var places: [String: Place] = [:]

  /// The outline of sources that are cut into tokens.
  init(_ tokens: [[Token]], of sources: [Source]) {
    for (position, tokens) in tokens.enumerated() {
      add(StatementSplitter.split(tokens), of: position, sources)
      if position == 0 { mainCount = drafts.count }
    }
  }

  private mutating func add(
    _ statements: [ArraySlice<Token>],
    of source: Int,
    _ sources: [Source]
  ) {
    // Few sources have an expression that needs a name.
    var freshName: String?
    drafts.reserveCapacity(drafts.count + statements.count)
    places.reserveCapacity(places.count + statements.count)
    var errorCount = 0
    for (position, tokens) in statements.enumerated() {
      var draft = Draft(tokens, of: sources)
      if case .broken = draft.heading { errorCount += 1 }
      guard errorCount + diagnostics.count <= Diagnostic.limit else { break }
      if case .expression = draft.heading, position + 1 < statements.count {
        freshName = freshName ?? Self.freshName(in: statements)
        draft.missingName = freshName
      }
      guard let (key, range) = draft.heading.key else {
        drafts.append(draft)
        continue
      }
      let own = Place(draft: drafts.count, source: source, first: range)
      let place = places[key, default: own]
      if place.draft == own.draft {
        places[key] = own
        drafts.append(draft)
      } else if place.source == source {
        diagnostics.append(duplicate(draft.heading, at: range, first: place.first))
      } else {
        places[key] = Place(draft: place.draft, source: source, first: range)
        drafts[place.draft] = draft.keepingConstancy(of: drafts[place.draft])
      }
    }
  }

  mutating func replace(at position: Int, _ draft: Draft) {
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

  private static func freshName(in statements: [ArraySlice<Token>]) -> String {
    let taken = Set(statements.lazy.joined().compactMap(\.name))
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
}

extension Outline {
  /// Whether no source has any statement.
  var isEmpty: Bool { drafts.isEmpty }
}
