/// Words with formulas among them, such as what a step says of an operation.
public struct Sentence: Hashable, Sendable {
  /// A stretch of a sentence.
  public enum Part: Hashable, Sendable {
    case words(String)
    case formula(Formula)
  }

  /// The stretches in reading order.
  public let parts: [Part]

  /// The sentence with each of its formulas put through `fill`.
  public func filled(_ fill: (Formula) -> Formula) -> Sentence {
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
  public static func + (left: Sentence, right: Sentence) -> Sentence {
    Sentence(parts: left.parts + right.parts)
  }

  /// Whether it says nothing.
  public var isEmpty: Bool { parts.isEmpty }
}

extension Sentence: ExpressibleByStringInterpolation {
  /// Words alone.
  public init(stringLiteral words: String) {
    parts = words.isEmpty ? [] : [.words(words)]
  }

  /// Words and formulas.
  public init(stringInterpolation: Interpolation) {
    parts = stringInterpolation.parts
  }

  /// Collects what a sentence is written with.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    /// Makes room for a sentence.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Adds words.
    public mutating func appendLiteral(_ words: String) {
      guard !words.isEmpty else { return }
      if case .words(let before)? = parts.last {
        parts[parts.count - 1] = .words(before + words)
      } else {
        parts.append(.words(words))
      }
    }

    /// Adds a word that is worked out.
    public mutating func appendInterpolation(_ word: String) { appendLiteral(word) }

    /// Adds a formula.
    public mutating func appendInterpolation(_ formula: Formula) {
      parts.append(.formula(formula))
    }
  }
}
