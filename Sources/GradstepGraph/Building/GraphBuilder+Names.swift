import GradstepSyntax

/// What is said of names that stand for nothing, and of functions called with too much or too little.
extension GraphBuilder {
  /// Lists the names that are used and never given, each with the statement that would give it.
  mutating func reportMissing() {
    guard missing.contains(where: { !brokenNames.contains($0.name) }) else { return }
    let missing = missingNamesAndStatements()
    guard let first = missing.first else { return }
    let shown = missing.prefix(Self.largestListCount)
    let offered = missing.prefix(Self.largestStatementCount)
    var names = shown.map { "'\($0.name)'" }
    if missing.count > shown.count { names.append("\(missing.count - shown.count) more") }
    let last = names.removeLast()
    let list = names.isEmpty ? "\(last) is" : "\(names.joined(separator: ", ")) and \(last) are"
    let known = definitions.keys.sorted()
    let suggestions = offered.map { name, range, _ in
      suggestion(for: Name(text: name, range: range), among: known)
    }
    let unexplained = zip(offered, suggestions).filter { $0.1.isEmpty }.map { $0.0.statement }
    let solutions = suggestions.flatMap { $0 } + Self.solutions(giving: unexplained)
    say(
      .error(
        "missing-value",
        "every name has a value; \(list) used and never given",
        at: first.range,
        notes: shown.dropFirst().prefix(3).map {
          Diagnostic.Note(summary: "\($0.name) is used here", range: $0.range)
        } + [
          Diagnostic.Note(
            summary: "a vector is written [1, 2], a matrix [[1, 2], [3, 4]];"
              + " a shape alone, as in W : 3×2, will do as well",
            range: nil
          )
        ],
        solutions: solutions
      )
    )
  }

  /// The names without a value, in the order of the text, with statements that fit together.
  private func missingNamesAndStatements() -> [(
    name: String, range: SourceRange, statement: String
  )] {
    let found = MissingLeaves(in: tree.sources, operations: operations)
    let leaves = found.leaves.map { (name: $0.name, range: $0.range, statement: $0.statement) }
    // Nothing that is missing goes unsaid, whatever else would give it a value.
    let others = missing.filter { leaves.isEmpty || !found.names.contains($0.name) }.map {
      name,
      range in
      let statement =
        switch name {
        case "e": "const e = 2.718281828"
        case "π", "pi": "const \(name) = 3.14159265"
        default: "\(name) = 1"
        }
      return (name: name, range: range, statement: statement)
    }
    return (leaves + others).filter { !brokenNames.contains($0.name) }
  }

  /// More names than these are counted and not listed.
  private static let largestListCount = 10
  /// Statements are offered for so many: they are to fit together.
  private static let largestStatementCount = 100

  private static func solutions(giving statements: [String]) -> [Diagnostic.Solution] {
    guard !statements.isEmpty else { return [] }
    let pronoun = statements.count == 1 ? "it a value" : "them values"
    return [
      Diagnostic.Solution(
        summary: "give \(pronoun), as in \(statements.joined(separator: "; "))"
      )
    ]
  }

  /// Where a value is defined.
  func definitionRange(of name: String) -> SourceRange? { definitions[name]?.name.range }

  func suggestion(for name: Name, among known: [String]) -> [Diagnostic.Solution] {
    let known = known.filter { !$0.contains("⁺") }
    let spelling = name.text.lowercased()
    // Of a letter with an index every other one would be a misspelling.
    guard known.contains(spelling) || NameParts(name.text).base.count > 1 else { return [] }
    let closest =
      known.contains(spelling) ? spelling : Suggestion.closest(to: name.text, among: known)
    // x_1 is no misspelling of x_2.
    guard let closest, closest.filter({ !$0.isNumber }) != name.text.filter({ !$0.isNumber })
    else { return [] }
    let uses = tree.expressions.filter { $0.kind == .name(name.text) }.map { $0.head }
    return [
      Diagnostic.Solution(
        summary: "did you mean '\(closest)'?",
        replacements: ([name.range] + uses.filter { !$0.overlaps(name.range) })
          .map { Diagnostic.Replacement(range: $0, text: closest) }
      )
    ]
  }

  mutating func reportUnknownFunction(_ name: String, at range: SourceRange) {
    // What is wrong with its definition has been said.
    if brokenNames.contains(name) { return }
    var solutions: [Diagnostic.Solution] = []
    // What is not shown need not be thought of.
    if diagnostics.count < DiagnosticFormatter.longestList {
      let known =
        (Array(functions.keys) + Array(aliases.keys) + Array(operations.functionNames)).sorted()
      solutions = suggestion(for: Name(text: name, range: range), among: known)
    }
    say(
      .error(
        "unknown-function",
        "a name before a bracket is a function or a value; '\(name)' is neither",
        at: range,
        solutions: solutions.isEmpty
          ? [
            Diagnostic.Solution(
              summary:
                "define the function, as in \(name)(z) = z^2, or the value, as in \(name) = 1"
            )
          ] : solutions
      )
    )
  }

  mutating func reportArguments(
    of name: String,
    count: ClosedRange<Int>,
    given: Int,
    at range: SourceRange
  ) {
    let wanted =
      count.lowerBound == count.upperBound
      ? "\(count.lowerBound)"
      : count.upperBound == Int.max
        ? "at least \(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
    say(
      .error(
        "argument-count",
        "'\(name)' takes \(wanted) \(wanted == "1" ? "argument" : "arguments"); it is given \(given)",
        at: range
      )
    )
  }
}
