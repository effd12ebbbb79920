package import GradstepText

/// What is worked out of a lesson besides its steps: for a person, for other programs, and for notes.
///
/// Renderers give it as text, JSON and LaTeX. Each is made when it is asked for: of a matrix of
/// millions of numbers hardly anybody wants all three.
public struct Report: Sendable {
  private let makeParts: @Sendable () -> [Part]
  private let makeDocument: @Sendable () -> JSON
  private let makeLaTeX: @Sendable () -> String?

  /// What stands below one another.
  package enum Part: Hashable, Sendable {
    case lines([Text])
    case table(Table)

    /// Lines of plain words.
    package static func words(_ lines: [String]) -> Part { .lines(lines.map { Text($0) }) }
  }

  package init(
    _ parts: @autoclosure @escaping @Sendable () -> [Part],
    document: @autoclosure @escaping @Sendable () -> JSON,
    latex: @autoclosure @escaping @Sendable () -> String? = nil
  ) {
    makeParts = parts
    makeDocument = document
    makeLaTeX = latex
  }

  /// What a person reads, from top to bottom.
  package var parts: [Part] { makeParts() }

  /// The same for other programs, with all digits.
  package var document: JSON { makeDocument() }

  /// The same as equations, for a document with amsmath; `nil` where they would say nothing more.
  public var latex: String? { makeLaTeX() }
}
