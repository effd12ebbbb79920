import GradstepSyntax

/// What is said of names that stand for nothing, and of functions called with too much or too little.
extension GraphBuilder {
  mutating func reportMissing() {
    missing.removeAll { brokenNames.contains($0.name) }
    guard let first = missing.first else { return }
    let names = missing.map { "'\($0.name)'" }
    let list =
      names.count == 1
      ? "\(names[0]) is" : names.dropLast().joined(separator: ", ") + " and \(names.last ?? "") are"
    var solutions = missing.map {
      Diagnostic.Solution(summary: "give \($0.name) a value, as in \($0.name) = 1")
    }
    let known = Array(definitions.keys) + Array(operations.functionNames)
    for (name, range) in missing {
      solutions += suggestion(for: Name(text: name, range: range), among: known)
    }
    diagnostics.append(
      .error(
        "missing-value",
        "every name has a value; \(list) used and never given",
        at: first.range,
        notes: missing.dropFirst().map {
          Diagnostic.Note(summary: "\($0.name) is used here", range: $0.range)
        } + [
          Diagnostic.Note(
            summary: "a vector is written [1, 2], a matrix [[1, 2], [3, 4]]",
            range: nil
          )
        ],
        solutions: solutions
      )
    )
  }

  /// Where a value is defined.
  func definitionRange(of name: String) -> SourceRange? { definitions[name]?.name.range }

  func suggestion(for name: Name, among known: [String]) -> [Diagnostic.Solution] {
    guard let closest = Suggestion.closest(to: name.text, among: known.sorted()) else { return [] }
    return [
      Diagnostic.Solution(
        summary: "did you mean '\(closest)'?",
        replacements: [Diagnostic.Replacement(range: name.range, text: closest)]
      )
    ]
  }

  mutating func reportUnknownFunction(_ name: String, at range: SourceRange) {
    let known = Array(functions.keys) + Array(aliases.keys) + Array(operations.functionNames)
    let solutions = suggestion(for: Name(text: name, range: range), among: known)
    diagnostics.append(
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
    diagnostics.append(
      .error(
        "argument-count",
        "'\(name)' takes \(wanted) \(wanted == "1" ? "argument" : "arguments"); it is given \(given)",
        at: range
      )
    )
  }
}
