// The errors about commands of LaTeX.
extension StatementParser {
  /// The error for a command that stands for nothing here.
  func unknownCommand(_ token: Token) -> Diagnostic {
    let word = word(of: token)
    switch LaTeXCommand.table[word] {
    case .size where token.range.bytes.count > word.utf8.count + 1:
      return refused(LaTeXCommand.brackets, token)
    case .size:
      return .error(
        "unknown-bracket",
        "'\\\(word)' is followed by a bracket: ( ) [ ] |",
        at: token.range,
        solutions: [.init(summary: "remove '\\\(word)', or write a bracket behind it")]
      )
    case .accent:
      return .error(
        "letter-expected",
        "'\\\(word)' stands over the one letter of a name",
        at: token.range,
        solutions: [.init(summary: "write '\\\(word){x}', or '\\\(word){x}_1'")]
      )
    case .text:
      return .error(
        "name-expected",
        "'\\\(word)' has one name in its braces",
        at: token.range,
        solutions: [.init(summary: "write '\\\(word){x}', of letters, digits and '_'")]
      )
    case .label, .begin, .end:
      return .error(
        "argument-expected",
        "'\\\(word)' has its argument in braces",
        at: token.range,
        solutions: [.init(summary: "write '\\\(word){…}' on one line")]
      )
    default:
      if let refusal = LaTeXCommand.refusals[word] { return refused(refusal, token) }
      return unheard(word, token)
    }
  }

  /// The word of the command that a token starts with.
  func word(of token: Token) -> String {
    LaTeXCommand.word(
      at: SourceCursor(sources[token.range.source].utf8, at: token.range.bytes.lowerBound)
    )
  }

  func refused(_ refusal: LaTeXCommand.Refusal, _ token: Token) -> Diagnostic {
    let replacement = refusal.substitute.map {
      Diagnostic.Replacement(range: token.range, text: $0)
    }
    return .error(
      "unsupported-command",
      refusal.summary,
      at: token.range,
      solutions: [
        .init(summary: refusal.solution, replacements: replacement.map { [$0] } ?? [])
      ]
    )
  }

  private func unheard(_ word: String, _ token: Token) -> Diagnostic {
    let start = start(of: word)
    let solutions: [Diagnostic.Solution]
    if start == nil, let closest = closest(to: word) {
      solutions = [
        .init(
          summary: "did you mean '\\\(closest)'?",
          replacements: [.init(range: token.range, text: "\\" + closest)]
        )
      ]
    } else if let start {
      let apart = "\\\(start) \(word.dropFirst(start.count))"
      solutions = [
        .init(
          summary: "a blank ends a command: write \(apart)",
          replacements: [.init(range: token.range, text: apart)]
        )
      ]
    } else {
      solutions = [
        .init(
          summary: "commands are functions, Greek letters, products, fonts, accents, brackets, "
            + "\\frac and \\sqrt; one of your own is a name that is given: \\\(word) = 1"
        )
      ]
    }
    return .error(
      "unknown-command",
      "\(quoted(token)) is no command of the input language",
      at: token.range,
      solutions: solutions
    )
  }

  /// The command that was plausibly meant, if the error is one that is shown.
  private func closest(to word: String) -> String? {
    guard diagnostics.count < DiagnosticFormatter.longestList else { return nil }
    return Suggestion.closest(to: word, among: names.functions.union(LaTeXCommand.table.keys))
  }

  /// The sign or letter whose command the word starts with, where a value follows it.
  private func start(of word: String) -> String? {
    for count in (2..<min(max(2, word.utf8.count), 12)).reversed() {
      switch LaTeXCommand.table[String(word.prefix(count))] {
      case .letter, .sign:
        if names.isValue(String(word.dropFirst(count))) { return String(word.prefix(count)) }
      default:
        continue
      }
    }
    return nil
  }

  /// The error for an environment that is no matrix.
  func unknownEnvironment(_ name: String, _ token: Token) -> Diagnostic {
    if name.lowercased() == "vmatrix" {
      let function = name == "vmatrix" ? "det" : "norm"
      return .error(
        "unsupported-environment",
        "the bars of '\(name)' could be a determinant, a norm or a bracket",
        at: token.range,
        solutions: [.init(summary: "write \\operatorname{\(function)} of a bmatrix")]
      )
    }
    let closest = Suggestion.closest(to: name, among: LaTeXEnvironment.names)
    return .error(
      "unknown-environment",
      "environments are 'equation', 'align' and the like, and matrices; "
        + "\(quote(name[...])) is neither",
      at: token.range,
      solutions: closest.map { [.init(summary: "did you mean '\\begin{\($0)}'?")] } ?? []
    )
  }

  /// The error for `W^{(1)}`, whose superscript is no power.
  func superscriptIndex(of name: String?, _ index: SourceRange) -> Diagnostic {
    let written = sources.text(in: index)
    let digits = written.dropFirst().dropLast()
    var solutions: [Diagnostic.Solution] = []
    if let name, names.isFunction(name) {
      let summary = "define \(name)^\(written), or write the power behind the call: \(name)(x)^2"
      solutions = [.init(summary: summary)]
    } else if let name {
      solutions = [
        .init(summary: "write \(name)_\(digits) for a value, or \(name)^\(digits) for a power"),
        .init(summary: "define \(name)^\(written) = tanh for a function"),
      ]
    }
    return .error(
      "superscript-index",
      "a superscript in brackets is part of a function's name, and no function has this one",
      at: index,
      solutions: solutions
    )
  }

  /// The error for `x^2_1`, which is a power of `x_1`.
  private func subscriptBeforePower(_ token: Token) -> Diagnostic? {
    guard position > 2, case .number = tokens[position - 1].kind,
      tokens[position - 2].kind == .caret, tokens[position - 3].name != nil
    else { return nil }
    let name = sources.text(in: tokens[position - 3].range)
    let index = sources.text(in: following.range)
    let isIndex =
      if case .number = following.kind { true } else { following.name != nil }
    guard isIndex else { return nil }
    let text = "\(name)_\(index)^\(sources.text(in: tokens[position - 1].range))"
    return .error(
      "subscript-behind-power",
      "a subscript stands before a power",
      at: token.range.union(following.range),
      solutions: [
        .init(
          summary: "write \(text)",
          replacements: [
            .init(range: tokens[position - 3].range.union(following.range), text: text)
          ]
        )
      ]
    )
  }

  /// The error for a `_` that no name has taken.
  func subscriptError(_ token: Token) -> Diagnostic {
    if let previous, let name = previous.name, names.isFunction(name) {
      return .error(
        "subscript-of-function",
        "'\(name)' is a function and has no subscript",
        at: token.range,
        solutions: name == "log" || name == "ln"
          ? [.init(summary: "write a logarithm to another base as \\log(x)/\\log(2)")] : []
      )
    }
    guard previous != nil, !token.hasSpaceBefore else {
      return .error("unknown-sign", "a name starts with a letter, not with '_'", at: token.range)
    }
    if let repaired = subscriptBeforePower(token) { return repaired }
    return .error(
      "subscript-not-a-name",
      "a subscript belongs to a name and is of letters and digits",
      at: token.range,
      solutions: [.init(summary: "write a name such as h_prev, and a component as x[1]")]
    )
  }
}
