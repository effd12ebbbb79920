/// A word or sign of a source, with the blanks and comments before it.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    /// A name by its canonical spelling.
    case name(String)
    /// A number; infinite where the digits are too large for a double.
    case number(Double)
    /// A raised number such as `²`, as ASCII digits with a sign in front.
    case superscript(String)
    case plus
    case minus
    /// A product's operator.
    case product(BinaryOperator)
    case caret
    case prime
    /// `ᵀ`.
    case transpose
    /// `⊤`, the transpose only where it is an exponent.
    case top
    case leftParenthesis
    case rightParenthesis
    case leftBracket
    case rightBracket
    case leftBrace
    case rightBrace
    case bar
    case doubleBar
    case comma
    case semicolon
    case colon
    case element
    case equals
    case newline
    /// What no production of the grammar takes.
    case unknown
    case end
  }

  let kind: Kind
  let range: SourceRange

  /// Where the blanks and comments before the token start.
  let triviaStart: Int

  /// Whether something stands between the token before and this one.
  var hasSpaceBefore: Bool { triviaStart < range.bytes.lowerBound }

  var isOpening: Bool {
    kind == .leftParenthesis || kind == .leftBracket || kind == .leftBrace
  }

  var isClosing: Bool {
    kind == .rightParenthesis || kind == .rightBracket || kind == .rightBrace
  }

  var name: String? {
    if case .name(let text) = kind { text } else { nil }
  }
}

extension Token {
  init(_ kind: Kind, at range: SourceRange) {
    self.init(kind: kind, range: range, triviaStart: range.bytes.lowerBound)
  }
}
