/// Words with formulas among them, such as what a step says of an operation.
package struct Sentence: Hashable, Sendable {
  /// A stretch of a sentence.
  package enum Part: Hashable, Sendable {
    case words(String)
    case formula(Formula)
  }

  /// The stretches in reading order.
  package let parts: [Part]

  /// The sentence with each of its formulas put through `fill`.
  package func filled(_ fill: (Formula) -> Formula) -> Sentence {
    Sentence(
      parts: parts.map { part in
        switch part {
        case .words: part
        case .formula(let formula): .formula(fill(formula))
        }
      }
    )
  }

  private init(parts: [Part]) { self.parts = parts }

  /// One sentence behind another.
  package static func + (left: Sentence, right: Sentence) -> Sentence {
    Sentence(parts: left.parts + right.parts)
  }

  /// Whether it says nothing.
  package var isEmpty: Bool { parts.isEmpty }
}

extension Sentence: ExpressibleByStringInterpolation {
  /// Words alone.
  package init(stringLiteral words: String) {
    parts = words.isEmpty ? [] : [.words(words)]
  }

  /// Words and formulas.
  package init(stringInterpolation: Interpolation) {
    parts = stringInterpolation.parts
  }

  /// Collects what a sentence is written with.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    /// Makes room for a sentence.
    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Adds words.
    package mutating func appendLiteral(_ words: String) {
      guard !words.isEmpty else { return }
      if case .words(let before)? = parts.last {
        parts[parts.count - 1] = .words(before + words)
      } else {
        parts.append(.words(words))
      }
    }

    /// Adds a word that is worked out.
    package mutating func appendInterpolation(_ word: String) { appendLiteral(word) }

    /// Adds a formula.
    package mutating func appendInterpolation(_ formula: Formula) {
      parts.append(.formula(formula))
    }
  }
}
