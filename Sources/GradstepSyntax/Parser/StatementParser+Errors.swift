// The errors that several productions raise, and those whose way out takes a few lines to say.
extension StatementParser {
  /// A token as messages quote it.
  func quoted(_ token: Token) -> String {
    quote(sources.text(in: token.range))
  }

  func tooLarge(_ token: Token) -> Diagnostic {
    .error(
      "number-too-large",
      "a number is at most \(Double.greatestFiniteMagnitude), and this one is larger",
      at: token.range
    )
  }

  /// The error for a token where an expression has to start.
  func missingOperand() -> Diagnostic {
    let token = current
    switch token.kind {
    case .top where following.kind == .end && openBrackets.last?.kind == .leftBrace:
      return unclosed(openBrackets[openBrackets.count - 1])
    case .lowered:
      return subscriptError(token)
    case .unknown, .top, .element, .ampersand, .arrow, .forAll, .prose, .assign, .compound,
      .approximates:
      return unknown(token)
    case .comparison, .word:
      return misplacedComparison(token)
    case .superscript:
      return .error(
        "missing-operand",
        "a raised number needs an expression on its left",
        at: token.range
      )
    case .equals where previous != nil:
      return .error(
        "second-equals",
        "a statement has one '='",
        at: token.range
      )
    case .end where !openBrackets.isEmpty:
      return unclosed(openBrackets[openBrackets.count - 1])
    case .end, .comma, .semicolon, .rightParenthesis, .rightBracket, .bar, .doubleBar,
      .rightBrace, .rightBar, .rightDoubleBar, .rightAngle, .endEnvironment:
      break
    default:
      return .error(
        "missing-operand",
        "\(quoted(token)) needs an expression on its left",
        at: token.range
      )
    }
    if token.isClosing, openBrackets.isEmpty { return stray(token) }
    guard let previous else {
      return .error(
        "missing-operand",
        "\(quoted(token)) needs an expression on its left",
        at: token.range
      )
    }
    if previous.isOpening, token.kind == previous.closingKind {
      let what =
        switch previous.kind {
        case .leftBracket: "a list has at least one component"
        case .beginEnvironment: "a matrix has at least one cell"
        default: "brackets have an expression in them"
        }
      return .error("empty-brackets", what, at: previous.range.union(token.range))
    }
    return .error(
      "missing-operand",
      "\(quoted(previous)) needs an expression on its right",
      at: previous.range
    )
  }

  /// The error for a token where an expression could have ended or an operator followed.
  func unexpected() -> Diagnostic {
    let token = current
    switch token.kind {
    case .lowered:
      return subscriptError(token)
    case .unknown, .top, .ampersand, .arrow, .forAll, .prose, .assign, .compound,
      .approximates:
      return unknown(token)
    case .over:
      return overOutsideBraces(token)
    case .comparison, .word:
      return misplacedComparison(token)
    case .number:
      return missingOperator(before: token)
    case _ where token.isClosing:
      return stray(token)
    case .equals:
      return .error("second-equals", "a statement has one '='", at: token.range)
    case .comma:
      return .error(
        "stray-comma",
        "',' stands between the components of a list and the arguments of a function",
        at: token.range,
        solutions: [.init(summary: "write a vector in brackets: [1, 2]")]
      )
    case .semicolon:
      return .error(
        "stray-semicolon",
        "';' stands between statements, and between the rows of a matrix",
        at: token.range
      )
    case .colon, .element:
      return .error(
        "stray-shape",
        "\(quoted(token)) gives a shape to a name, and stands right after it",
        at: token.range,
        solutions: [
          .init(
            summary: token.kind == .colon
              ? "write a shape on a line of its own, as in W : 3×2"
              : "say behind the formula which values an index takes, as in y_i = 2x_i, i = 1, …, 3"
          )
        ]
      )
    default:
      return .error(
        "missing-operator",
        "an operator is missing before \(quoted(token))",
        at: token.range
      )
    }
  }

  private func missingOperator(before token: Token) -> Diagnostic {
    var solutions: [Diagnostic.Solution] = [
      .init(
        summary: "for a product, write '·' between them",
        replacements: [.init(range: token.range.start, text: "·")]
      )
    ]
    if openBrackets.last?.kind == .leftBracket {
      solutions.insert(
        .init(
          summary: "separate the components of a list with ','",
          replacements: [.init(range: token.range.start, text: ", ")]
        ),
        at: 0
      )
    }
    return .error(
      "missing-operator",
      "a number stands first in a product; an operator is missing before "
        + quoted(token),
      at: token.range,
      solutions: solutions
    )
  }

  private func overOutsideBraces(_ token: Token) -> Diagnostic {
    .error(
      "over-outside-braces",
      "\(quoted(token)) divides what stands before it in braces by what stands behind it there",
      at: token.range,
      solutions: [.init(summary: "write {a \\over b}, or \\frac{a}{b}")]
    )
  }

  /// The error for a bracket that closes none, and for those of its kind right behind it.
  private func stray(_ token: Token) -> Diagnostic {
    let brackets = tokens[position...].prefix { $0.kind == token.kind }
    return .stray(brackets, of: sources[token.range.source])
  }

  func unclosed(_ opening: Token) -> Diagnostic {
    // What is not written is not what is missing its other bracket.
    let bracket = opening.range.bytes.isEmpty ? tokens.bracketLeftOpen ?? opening : opening
    return .unclosed(quoted(bracket), at: bracket.range)
  }

  /// The error for a token where a bracket has to close.
  func notClosed(_ opening: Token) -> Diagnostic {
    let token = current
    // What is not written closes nothing that is, and is closed by nothing that is.
    if token.kind == .end || token.range.bytes.isEmpty { return unclosed(opening) }
    guard token.isClosing else { return unexpected() }
    if opening.range.bytes.isEmpty { return stray(token) }
    let closing = closingText(of: opening)
    return .error(
      "mismatched-bracket",
      "\(quoted(opening)) is closed by '\(closing)', not by \(quoted(token))",
      at: token.range,
      notes: [.init(summary: "it is opened here", range: opening.range)],
      solutions: [
        .init(
          summary: "write '\(closing)'",
          replacements: [.init(range: token.range, text: closing)]
        )
      ]
    )
  }

  private func closingText(of opening: Token) -> String {
    let isSized = isSized(opening, "left")
    switch opening.kind {
    case .leftBracket: return isSized ? "\\right]" : "]"
    case .leftBrace: return "}"
    case .leftBar: return isSized ? "\\right|" : "\\rvert"
    case .leftDoubleBar: return isSized ? "\\right\\|" : "\\rVert"
    case .leftAngle:
      return isTyped(opening) ? "⟩" : isSized ? "\\right\\rangle" : "\\rangle"
    case .beginEnvironment(let name): return "\\end{\(name)}"
    case .leftCorner("floor"):
      return isTyped(opening) ? "⌋" : isSized ? "\\right\\rfloor" : "\\rfloor"
    case .leftCorner: return isTyped(opening) ? "⌉" : isSized ? "\\right\\rceil" : "\\rceil"
    // Besides these, round brackets are all that opens.
    default:
      let closing = isCurly(opening) ? "\\}" : ")"
      return isSized ? "\\right" + closing : closing
    }
  }

  /// Whether a bracket is a sign of its own, and no command.
  private func isTyped(_ bracket: Token) -> Bool {
    sources.text(in: bracket.range).unicodeScalars.count == 1
  }

  /// Whether a bracket is `\{` or `\}`, which do for round ones.
  func isCurly(_ token: Token) -> Bool {
    switch token.kind {
    case .leftParenthesis, .rightParenthesis:
      let text = sources.text(in: token.range)
      return text.hasSuffix("{") || text.hasSuffix("}") || text.hasSuffix("brace")
    default: return false
    }
  }

  /// Whether a bracket has `\left` or `\right` before it, which come in pairs.
  func isSized(_ token: Token, _ word: String) -> Bool {
    // What is not written has no command before it.
    guard !token.range.bytes.isEmpty else { return false }
    let start = SourceCursor(
      sources[token.range.source].utf8,
      at: token.range.bytes.lowerBound
    )
    return start.current == "\\" && LaTeXCommand.word(at: start) == word
  }

  func commaInGroup(_ opening: OpenBracket) -> Diagnostic {
    .error(
      "comma-in-brackets",
      "',' in round brackets separates the arguments of a function",
      at: current.range,
      notes: [.init(summary: "no function is before this", range: opening.range)],
      solutions: [.init(summary: "write a vector in square brackets: [1, 2]")]
    )
  }

  func missingArgument(_ function: Token, _ name: String) -> Diagnostic {
    .error(
      "missing-argument",
      "'\(name)' is a function and needs an argument",
      at: function.range,
      solutions: [.init(summary: "write \(name)(x)")]
    )
  }

  func primeOfFunction(
    _ function: Token,
    _ name: String,
    _ prime: SourceRange
  ) -> Diagnostic {
    .error(
      "derivative-in-source",
      "derivatives are computed, not written; '\(name)' is a function",
      at: function.range.union(prime),
      solutions: writtenDerivative(of: function, name, behind: prime).map { [$0] }
        ?? [.init(summary: "write \(name)(x), and read its local gradient off the backward pass")]
    )
  }

  /// The derivative of a function whose derivative is a short formula, in place of `σ'(z)`.
  private func writtenDerivative(
    of token: Token,
    _ name: String,
    behind prime: SourceRange
  ) -> Diagnostic.Solution? {
    guard names.isGiven(name), let template = Self.derivatives[name],
      let opening = tokens[position...].firstIndex(where: {
        $0.range.bytes.lowerBound >= prime.bytes.upperBound
      }),
      tokens[opening].kind == .leftParenthesis,
      let closing = closing(of: opening)
    else { return nil }
    let argument = sources.text(in: tokens[opening].range.union(tokens[closing].range))
    guard argument.utf8.count < 200 else { return nil }
    let isWord = argument.dropFirst().dropLast().unicodeScalars.allSatisfy { $0.continuesName }
    let function = sources.text(in: token.range)
    let written = template.map { character -> Substring in
      switch character {
      case "&": function
      case "#": argument
      case "@": isWord ? argument.dropFirst().dropLast() : argument
      default: Substring(String(character))
      }
    }
    let derivative = "(\(written.joined()))"
    return .init(
      summary: "write the derivative: \(derivative)",
      replacements: [
        .init(range: token.range.union(tokens[closing].range), text: derivative)
      ]
    )
  }

  /// The position of the bracket that closes another.
  func closing(of opening: Int) -> Int? {
    var depth = 0
    for position in opening..<tokens.count {
      if tokens[position].isOpening { depth += 1 }
      if tokens[position].isClosing { depth -= 1 }
      if depth == 0 { return position }
    }
    return nil
  }

  /// Derivatives that are short formulas of the function, `&`, and its argument, `#` in brackets.
  private static let derivatives = [
    "sigmoid": "&# ⊙ (1 - &#)", "σ": "&# ⊙ (1 - &#)", "tanh": "1 - &# ⊙ &#", "exp": "&#",
    "log": "1/@", "ln": "1/@", "sin": "cos#", "cos": "-sin#", "softplus": "sigmoid#",
    "relu": "@ > 0",
  ]

  /// The error for `sin^-1 x`, which is either of two things.
  func inverseOfFunction(
    _ name: String,
    _ exponent: SourceRange,
    call: Expression.ID,
    arguments: ArraySlice<Token>
  ) -> Diagnostic {
    let range = expressions[call].range
    var argument = String(sources.text(in: arguments.wholeRange))
    if arguments.first?.kind != .leftParenthesis { argument = "(\(argument))" }
    var choices = ["1/\(name)\(argument)"]
    if names.isFunction("a" + name) { choices.append("a\(name)\(argument)") }
    return .error(
      "inverse-of-function",
      "a negative power of a function is its inverse or its reciprocal",
      at: exponent,
      solutions: choices.map { choice in
        let summary = choice.utf8.count < 60 ? choice : String(choice.prefix(40)) + "…"
        return .init(
          summary: "write \(summary)",
          replacements: [.init(range: range, text: choice)]
        )
      }
    )
  }
}

/// A piece of a source as messages quote it, whatever is in it.
func quote(_ text: Substring) -> String {
  let scalar = text.unicodeScalars.first
  if text.unicodeScalars.count == 1, let scalar, Character(scalar).columns == 0 {
    return scalar.codePoint
  }
  return text.utf8.count <= 60 ? "'\(text)'" : "'\(String(text.unicodeScalars.prefix(30)))…'"
}

extension Collection<Token> {
  /// The last bracket that is written and not closed by one that is.
  var bracketLeftOpen: Token? {
    var open: [Token] = []
    for token in self where !token.range.bytes.isEmpty {
      if token.isOpening { open.append(token) }
      if token.isClosing { _ = open.popLast() }
    }
    return open.last
  }
}

extension Diagnostic {
  /// The error for brackets side by side that close none.
  static func stray(_ brackets: ArraySlice<Token>, of source: Source) -> Diagnostic {
    let range = brackets.wholeRange
    let text = quote(source.text(in: range.bytes))
    let isOne = brackets.count == 1
    return .error(
      "stray-bracket",
      isOne ? "this \(text) closes no bracket" : "these \(text) close no bracket",
      at: range,
      solutions: [
        .init(
          summary: isOne
            ? "remove it, or open a bracket before it"
            : "remove them, or open brackets before them",
          replacements: [.init(range: range, text: "")]
        )
      ]
    )
  }

  static func unclosed(_ bracket: String, at range: SourceRange) -> Diagnostic {
    .error("unclosed-bracket", "this \(bracket) is never closed", at: range)
  }
}
