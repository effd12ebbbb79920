package import GradstepText

/// What is worked out of a lesson besides its steps: for a person, for other programs, and for notes.
///
/// Renderers give it as text, JSON and LaTeX.
public struct Report: Sendable {
  /// What a person reads, from top to bottom.
  package var parts: [Part]
  /// The same for other programs, with all digits.
  package var document: JSON
  /// The same as equations, for a document with amsmath; `nil` where they would say nothing more.
  public var latex: String?

  /// What stands below one another.
  package enum Part: Hashable, Sendable {
    case lines([Text])
    case table(Table)

    /// Lines of plain words.
    package static func words(_ lines: [String]) -> Part { .lines(lines.map { Text($0) }) }
  }

  package init(_ parts: [Part], document: JSON, latex: String? = nil) {
    self.parts = parts
    self.document = document
    self.latex = latex
  }
}
