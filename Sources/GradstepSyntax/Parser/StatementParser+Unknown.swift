extension StatementParser {
  /// The error for a sign that the language does not have, with the way to say it in the language.
  func unknown(_ token: Token) -> Diagnostic {
    let text = String(sources.text(in: token.range))
    if let misplaced = misplaced(token) { return misplaced }
    if text.hasPrefix("\\mathbb") || text == "𝔼" { return expectation(token) }
    if Ellipsis.isAny(token, of: sources) { return refused(LaTeXCommand.dots, token) }
    if text.utf8.count > 1, text.utf8.first == UInt8(ascii: "\\"), token.kind == .unknown {
      return isName(token) ? longName(token) : unknownCommand(token)
    }
    if let library = text.split(separator: ".").first, text.contains("."),
      CodeNotation.libraries.contains(String(library))
    {
      return unknownLibraryFunction(token)
    }
    if text.unicodeScalars.first?.startsName == true { return longName(token) }
    var solutions: [Diagnostic.Solution] = []
    if text == "√" {
      solutions = [squareRoot(token)]
    } else if let substitute = Self.substitutes[text] {
      solutions = [
        .init(
          summary: "write '\(substitute)' instead",
          replacements: [.init(range: token.range, text: substitute)]
        )
      ]
    } else if let advice = Self.advice[text] {
      solutions = [.init(summary: advice)]
    }
    return .error(
      "unknown-sign",
      "\(quoted(token)) is no sign of the input language",
      at: token.range,
      solutions: solutions
    )
  }

  /// The error for a sign that has its place between formulas, and not in one.
  private func misplaced(_ token: Token) -> Diagnostic? {
    switch token.kind {
    case .arrow:
      .error(
        "stray-arrow",
        "an arrow stands between formulas, and a definition has an '=' between its sides",
        at: token.range,
        solutions: [.init(summary: "write y = …, or f(x) = … for a function")]
      )
    case .assign, .compound:
      .error(
        "stray-assignment",
        "\(quoted(token)) stands behind a name at the start of a statement",
        at: token.range
      )
    case .approximates:
      .error(
        "stray-approximation",
        "\(quoted(token)) stands before a rounded side of a chain, behind a definition with '='",
        at: token.range
      )
    case .forAll:
      .error("stray-remark", "\(quoted(token)) stands behind a formula", at: token.range)
    case .prose:
      unknownCommand(token)
    default:
      nil
    }
  }

  private func expectation(_ token: Token) -> Diagnostic {
    let start = tokens.firstIndex { $0.range == token.range }
    var solutions: [Diagnostic.Solution] = [
      .init(summary: "write the mean over samples, as in mean(x), or a sum of p_i x_i")
    ]
    if let start, start + 1 < tokens.count, tokens[start + 1].isOpening,
      let closing = closing(of: start + 1), closing > start + 2
    {
      let inside = sources.text(in: tokens[start + 2..<closing].wholeRange)
      let text = "mean(\(inside))"
      let summary = text.utf8.count < 60 ? text : "mean(…)"
      solutions = [
        .init(
          summary: "for the mean over given samples, write \(summary)",
          replacements: [
            .init(range: token.range.union(tokens[closing].range), text: text)
          ]
        )
      ]
    }
    return .error(
      "expectation",
      "an expectation is over numbers that are not there",
      at: token.range,
      solutions: solutions
    )
  }

  /// Whether a token that no production takes is spelled as a name.
  private func isName(_ token: Token) -> Bool {
    let start = SourceCursor(sources[token.range.source].utf8, at: token.range.bytes.lowerBound)
    guard !LaTeXCommand.isName(LaTeXCommand.word(at: start)) else { return false }
    return !NameSpelling(at: start).characters.isEmpty
  }

  private func longName(_ token: Token) -> Diagnostic {
    .error(
      "name-too-long",
      "a name has at most \(Lexer.longestName) letters and digits, and this one is longer",
      at: token.range,
      solutions: [
        .init(summary: "write a shorter name, or '·' between the factors of a product")
      ]
    )
  }

  private func squareRoot(_ token: Token) -> Diagnostic.Solution {
    let operand = following
    switch operand.kind {
    case .name, .number:
      let call = "sqrt(\(sources.text(in: operand.range)))"
      return .init(
        summary: "write \(call)",
        replacements: [.init(range: token.range.union(operand.range), text: call)]
      )
    default:
      return .init(
        summary: "write sqrt(…)",
        replacements: [.init(range: token.range, text: "sqrt")]
      )
    }
  }

  /// Signs that mean the same as one of the language.
  private static let substitutes: [String: String] = [
    "./": "/", ":=": "=", "≔": "=", "←": "=", "//": "#",
  ]

  /// What to do about signs that mean something else.
  private static let advice: [String: String] = [
    "∇": "gradients are computed: write the function alone",
    "∂": "gradients are computed: write the function alone",
    "⊗": "write outer(a, b), or a·b' for two vectors",
    "\\": "write a command of LaTeX behind it, as in \\sigma; A \\ b is inv(A)·b",
    "&": "write '&' between the cells of a matrix, or inside an environment such as 'align'",
    "!": "a factorial has its sign behind a number, as in 3!",
    "%": "a comment starts with '#'",
    "\"": "write names without quotation marks", "“": "write names without quotation marks",
    "”": "write names without quotation marks", "`": "write names without quotation marks",
    "∞": "an infinite value comes only from computing, as in log(0)",
    "∈": "write a shape after a name: W ∈ ℝ^{3×2}",
    ".": "write a number with a digit after the point, and a product with '·'",
  ]
}
