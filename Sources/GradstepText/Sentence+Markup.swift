import GradstepGraph

extension Sentence {
  /// The sentence with its words and its formulas as a printer writes them.
  func written(words: (String) -> String, formula: (Formula) -> String) -> String {
    parts.map { part in
      switch part {
      case .words(let text): words(text)
      case .formula(let value): formula(value)
      }
    }.joined()
  }
}
