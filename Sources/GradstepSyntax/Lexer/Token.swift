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
    /// `_` that no name has taken.
    case lowered
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
    /// `\left|`, a bar that says on which side it stands.
    case leftBar
    case rightBar
    case leftDoubleBar
    case rightDoubleBar
    /// `⟨`, which opens an inner product.
    case leftAngle
    case rightAngle
    /// `⌊` and `⌈`, by the function that they call.
    case leftCorner(String)
    case rightCorner(String)
    /// `\frac`.
    case fraction
    /// `\over`, which divides all of its braces.
    case over
    /// `\sqrt`.
    case root
    /// `\sum` and the like.
    case reduction(Reduction)
    /// `\begin{…}` by the name of the environment.
    case beginEnvironment(String)
    case endEnvironment(String)
    /// `$`, `\(` and the like; no formula has them once `PageLayout` has read the tokens.
    case mathStart
    case mathEnd
    /// `&`.
    case ampersand
    /// `\\`.
    case lineBreak
    case comma
    case semicolon
    case colon
    case element
    case equals
    /// `:=` and `←`, which give a name that has a value a new one.
    case assign
    /// `+=` and the like, by the operator that they apply.
    case compound(BinaryOperator)
    /// `≈`, which stands before a rounded side of a chain.
    case approximates
    /// `→`, which leads in or follows a definition.
    case arrow
    /// `∀`.
    case forAll
    /// `\quad` and the like; no formula has them once `PageLayout` has read the tokens.
    case wideSpace
    /// Several words of upright text, as `\text{for all}`.
    case prose
    case comparison(Comparison)
    /// `𝟏`.
    case ones
    /// What a library has another sign for, as `np.dot`.
    case code(CodeNotation.Meaning)
    /// `.sum` behind a value.
    case member(String)
    /// `axis=` before an argument.
    case keyword(String)
    /// Around the lines of a function of code.
    case blockStart
    case blockEnd
    /// Between two lines of a function of code.
    case blockLine
    /// `=` behind a name that a function of code has for itself.
    case binds
    /// `=` behind a parameter of code that has a value where none is given.
    case bindsDefault
    /// `if` and the like in a choice.
    case word(ConditionWord)
    case newline
    /// What no production of the grammar takes.
    case unknown
    case end
  }

  let kind: Kind

  // A source has tokens by the million, so their places are kept small.
  private let source: UInt32
  private let trivia: UInt32
  private let start: UInt32
  private let end: UInt32

  init(kind: Kind, range: SourceRange, triviaStart: Int) {
    self.kind = kind
    source = UInt32(range.source)
    trivia = UInt32(triviaStart)
    start = UInt32(range.bytes.lowerBound)
    end = UInt32(range.bytes.upperBound)
  }

  var range: SourceRange { SourceRange(source: Int(source), bytes: Int(start)..<Int(end)) }

  /// Where the blanks and comments before the token start.
  var triviaStart: Int { Int(trivia) }

  /// Whether something stands between the token before and this one.
  var hasSpaceBefore: Bool { trivia < start }

  var isOpening: Bool { closingKind != nil }

  var isClosing: Bool {
    switch kind {
    case .rightParenthesis, .rightBracket, .rightBrace, .rightBar, .rightDoubleBar, .rightAngle,
      .rightCorner, .endEnvironment, .blockEnd:
      true
    default: false
    }
  }

  /// The bracket that closes this one.
  var closingKind: Kind? {
    switch kind {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    case .leftBar: .rightBar
    case .leftDoubleBar: .rightDoubleBar
    case .leftAngle: .rightAngle
    case .leftCorner(let function): .rightCorner(function)
    case .beginEnvironment(let name): .endEnvironment(name)
    case .blockStart: .blockEnd
    default: nil
    }
  }

  /// Whether the token stands between the sides of a definition.
  var defines: Bool {
    switch kind {
    case .equals, .assign, .compound: true
    default: false
    }
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
