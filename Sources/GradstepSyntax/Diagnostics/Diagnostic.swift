/// Something to tell about a source: what rule it breaks, where, and the way out.
///
/// It is an error so that a production of the grammar can throw the first of its statement.
public struct Diagnostic: Error, Hashable, Sendable {
  /// Whether the source can still be used.
  public enum Severity: String, Hashable, Sendable {
    case error
    case warning
    /// Nothing is wrong: the diagnostic says how the source was read.
    case note
  }

  /// A fact that explains the diagnostic, often about another place.
  public struct Note: Hashable, Sendable {
    /// The fact, as a headline.
    public var summary: String

    /// Where it can be seen.
    public var range: SourceRange?

    /// A note, with the place where it can be seen if there is one.
    package init(summary: String, range: SourceRange? = nil) {
      self.summary = summary
      self.range = range
    }
  }

  /// A way out.
  public struct Solution: Hashable, Sendable {
    /// What to do, as an imperative.
    public var summary: String

    /// The edits that do it; none where a person has to decide.
    public var replacements: [Replacement]

    /// A way out, with the edits that take it.
    package init(summary: String, replacements: [Replacement] = []) {
      self.summary = summary
      self.replacements = replacements
    }
  }

  /// An edit of a source.
  public struct Replacement: Hashable, Sendable {
    /// What is taken out; an empty range inserts.
    public var range: SourceRange

    /// What is put in its place.
    public var text: String

    /// An edit that puts a text in the place of a range.
    package init(range: SourceRange, text: String) {
      self.range = range
      self.text = text
    }
  }

  /// Whether the source can still be used.
  public var severity: Severity

  /// The kind of diagnostic in kebab-case, for programs and tests.
  public var identifier: String

  /// A headline: lower case, no full stop, the rule with what was understood.
  public var summary: String

  /// The smallest wrong thing.
  public var range: SourceRange?

  /// What explains it.
  public var notes: [Note]

  /// The ways out.
  public var solutions: [Solution]

  /// A diagnostic of any severity.
  package init(
    severity: Severity,
    identifier: String,
    summary: String,
    range: SourceRange? = nil,
    notes: [Note] = [],
    solutions: [Solution] = []
  ) {
    self.severity = severity
    self.identifier = identifier
    self.summary = summary
    self.range = range
    self.notes = notes
    self.solutions = solutions
  }

  /// A diagnostic that makes the source unusable.
  package static func error(
    _ identifier: String,
    _ summary: String,
    at range: SourceRange? = nil,
    notes: [Note] = [],
    solutions: [Solution] = []
  ) -> Diagnostic {
    Diagnostic(
      severity: .error,
      identifier: identifier,
      summary: summary,
      range: range,
      notes: notes,
      solutions: solutions
    )
  }

  /// A diagnostic that the source can be used in spite of.
  package static func warning(
    _ identifier: String,
    _ summary: String,
    at range: SourceRange? = nil,
    notes: [Note] = [],
    solutions: [Solution] = []
  ) -> Diagnostic {
    Diagnostic(
      severity: .warning,
      identifier: identifier,
      summary: summary,
      range: range,
      notes: notes,
      solutions: solutions
    )
  }

  /// A diagnostic that says how the source was read.
  package static func note(
    _ identifier: String,
    _ summary: String,
    at range: SourceRange? = nil,
    notes: [Note] = [],
    solutions: [Solution] = []
  ) -> Diagnostic {
    Diagnostic(
      severity: .note,
      identifier: identifier,
      summary: summary,
      range: range,
      notes: notes,
      solutions: solutions
    )
  }
}

extension Diagnostic {
  /// How many errors are found before a source is read no further, and how many warnings of a kind.
  ///
  /// Noise has an error every other byte, and each takes a hundred times as much.
  static let limit = 10_000

  /// Diagnostics in the order of the text; those without a place come first.
  package static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    func place(_ diagnostic: Diagnostic) -> (Int, Int) {
      diagnostic.range.map { ($0.source, $0.bytes.lowerBound) } ?? (-1, 0)
    }
    return diagnostics.sorted { place($0) < place($1) }
  }
}
