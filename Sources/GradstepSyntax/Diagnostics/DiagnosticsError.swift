/// The diagnostics of sources that cannot be used.
public struct DiagnosticsError: Error, Sendable {
  /// The sources that the ranges of the diagnostics point into.
  public let sources: [Source]

  /// At least one error, and the warnings that came with it.
  public let diagnostics: [Diagnostic]

  /// An error with the sources that its diagnostics point into.
  package init(sources: [Source], diagnostics: [Diagnostic]) {
    self.sources = sources
    self.diagnostics = diagnostics
  }
}

extension DiagnosticsError: CustomStringConvertible {
  /// All diagnostics as plain text, one below the other; of many the first.
  public var description: String {
    DiagnosticFormatter(sources: sources).format(diagnostics)
  }
}
