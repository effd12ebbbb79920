/// A source that is cut into tokens.
struct LexedSource {
  var tokens: [Token]

  /// Whether it is code: there brackets count from 0.
  var isCode = false

  /// What is to be said of how it was cut.
  var diagnostics: [Diagnostic] = []
}
