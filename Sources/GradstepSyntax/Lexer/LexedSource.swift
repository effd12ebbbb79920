/// A source that is cut into tokens.
struct LexedSource {
  var tokens: [Token]

  /// The tokens as they are written, where these differ in more than their kinds.
  var written: [Token]?

  /// Whether it is code: there brackets count from 0.
  var isCode = false

  /// The libraries of code that are named in it.
  var libraries: Set<CodeNotation.Library> = []

  /// The names of code that are used before a line gives them a value, so that this is a new one.
  var reusedNames: Set<String> = []

  /// What is to be said of how it was cut.
  var diagnostics: [Diagnostic] = []
}
