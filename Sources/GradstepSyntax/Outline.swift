/// The statements of all sources by their headings, later definitions put in the place of earlier.
struct Outline {
  /// The statements in effect.
  private(set) var drafts: [Draft] = []

  /// The first so many stand in places of the first source.
  private(set) var mainCount = 0

  /// What is wrong with how the statements go together.
  private(set) var diagnostics: [Diagnostic] = []

  private var places: [String: Int] = [:]

  /// The outline of sources that are cut into tokens.
  init(_ sources: [[Token]]) {
    for (position, tokens) in sources.enumerated() {
      add(StatementSplitter.split(tokens).map(Draft.init))
      if position == 0 { mainCount = drafts.count }
    }
  }

  private mutating func add(_ source: [Draft]) {
    var firsts: [String: SourceRange] = [:]
    let freshName = Self.freshName(in: source)
    for (position, draft) in source.enumerated() {
      var draft = draft
      if case .expression = draft.heading, position + 1 < source.count {
        draft.missingName = freshName
      }
      guard let (key, range) = draft.heading.key else {
        drafts.append(draft)
        continue
      }
      if let first = firsts[key] {
        diagnostics.append(duplicate(draft.heading, at: range, first: first))
        continue
      }
      firsts[key] = range
      if let place = places[key] {
        drafts[place] = draft.keepingConstancy(of: drafts[place])
      } else {
        places[key] = drafts.count
        drafts.append(draft)
      }
    }
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

  private static func freshName(in source: [Draft]) -> String {
    let taken = Set(source.flatMap { $0.tokens.compactMap(\.name) })
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
