public import GradstepFrames
import GradstepText

/// A format of documents that hold all steps: one case here, from which option and help follow.
public enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
  case json
  case latex
  case mathml

  /// What it is good for, in a few words.
  public var summary: String {
    switch self {
    case .json: "every step for other programs, with all digits"
    case .latex: "equations for notes, an 'align' environment of amsmath"
    case .mathml: "equations for a page, headings and MathML"
    }
  }

  /// The document of a lesson.
  public func text(of start: Moment, source: String) -> String {
    switch self {
    case .json: start.traceDocument(source: source).text
    case .latex: start.equations().latex
    case .mathml: start.equations().mathML
    }
  }
}
