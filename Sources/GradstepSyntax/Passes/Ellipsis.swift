/// `w_1 x_1 + \dots + w_n x_n`: the sum over the index in which the first and the last term differ, and
/// `[a_1 x, \dots, a_n x]`, the list over it.
enum Ellipsis {
  private static let signs: Set<String> = [
    "\\dots", "\\ldots", "\\cdots", "\\dotsb", "\\dotsc", "…", "⋯", "...", ". . .",
  ]
  private static let signsOfColumns: Set<String> = ["\\vdots", "\\ddots", "⋮", "⋱"]

  /// Whether a token stands for terms that are left out.
  static func isOne(_ token: Token, of sources: [Source]) -> Bool {
    token.kind == .unknown && signs.contains(String(sources.text(in: token.range)))
  }

  /// Whether a token stands for terms, or for rows of a matrix, that are left out.
  static func isAny(_ token: Token, of sources: [Source]) -> Bool {
    isOne(token, of: sources)
      || token.kind == .unknown && signsOfColumns.contains(String(sources.text(in: token.range)))
  }

  /// The letters below the names of the term behind an ellipsis.
  static func letters(
    behind position: Int,
    in tokens: ArraySlice<Token>,
    of sources: [Source]
  ) -> Set<String> {
    var letters: Set<String> = []
    var next = position + 1
    if next < tokens.endIndex, [.plus, .comma, .semicolon].contains(tokens[next].kind) {
      next += 1
    }
    while next < tokens.endIndex {
      switch tokens[next].kind {
      case .plus, .minus, .comma, .semicolon, .equals: return letters
      case .name:
        guard let scripted = ScriptedName(tokens[next...], of: sources) else { break }
        let inside = [scripted.lower, scripted.upper].compactMap { $0 }.flatMap { $0.content }
          .compactMap { $0.name }
        letters.formUnion(inside.filter { $0.count == 1 })
        for name in inside { letters.formUnion(lettersBehindMarks(in: name)) }
        next += scripted.count
        continue
      default: break
      }
      next += 1
    }
    return letters
  }

  /// The letters that are lowered in what stands behind a mark, as n in `nx_n` of `w_nx_n`.
  private static func lettersBehindMarks(in name: String) -> [String] {
    guard name.contains("_"), let first = name.first else { return [] }
    let others = zip(name, name.dropFirst()).filter { $0.0 == "_" }.map { $0.1 }
    return ([first] + others).filter { $0.isLetter }.map(String.init)
  }

  /// Writes the terms around each ellipsis as a sum, or as a list.
  static func replace(in tokens: inout [Token], of sources: [Source]) {
    var position = 0
    while position < tokens.count {
      guard isAny(tokens[position], of: sources),
        let found = sum(at: position, in: tokens, of: sources) ?? list(at: position, in: tokens)
      else {
        position += 1
        continue
      }
      tokens.replaceSubrange(found.range, with: found.tokens)
      position = found.range.lowerBound + found.tokens.count
    }
  }

  private static func list(
    at position: Int,
    in tokens: [Token]
  ) -> (range: Range<Int>, tokens: [Token])? {
    guard position > 1, position + 2 < tokens.count else { return nil }
    let separator = tokens[position - 1].kind
    guard separator == tokens[position + 1].kind, separator == .comma || separator == .semicolon
    else { return nil }
    let last = term(from: position + 2, in: tokens)
    guard last.upperBound < tokens.count, let letter = index(of: tokens[last]) else { return nil }
    var first = termBefore(position - 1, in: tokens)
    while first.lowerBound > 0, hasNames(of: tokens[last], tokens[first]),
      tokens[first.lowerBound - 1].kind == separator
    {
      first = termBefore(first.lowerBound - 1, in: tokens)
    }
    let start = first.lowerBound - 1
    guard start >= 0, hasNames(of: tokens[last], tokens[first]),
      holdsList(tokens[start], separator), tokens[last.upperBound].isClosing
    else { return nil }
    let opening = Token(
      kind: .leftParenthesis,
      range: tokens[start].range,
      triviaStart: tokens[start].triviaStart
    )
    let written =
      [opening] + header(.stack, over: letter, at: tokens[position]) + Array(tokens[last])
      + [Token(.rightParenthesis, at: tokens[last.upperBound].range)]
    return (start..<last.upperBound + 1, written)
  }

  /// Whether a bracket holds components with a sign between them.
  private static func holdsList(_ opening: Token, _ separator: Token.Kind) -> Bool {
    switch opening.kind {
    case .leftBracket: return separator == .comma
    case .beginEnvironment(let name):
      return name != LaTeXEnvironment.choice && separator == .semicolon
    default: return false
    }
  }

  /// `\sum_{i}`.
  private static func header(_ sign: Reduction, over letter: String, at mark: Token) -> [Token] {
    let end = mark.range.end
    return [
      Token(.reduction(sign), at: mark.range), Token(.lowered, at: end), Token(.leftBrace, at: end),
      Token(.name(letter), at: end), Token(.rightBrace, at: end),
    ]
  }

  private static func sum(
    at position: Int,
    in tokens: [Token],
    of sources: [Source]
  ) -> (range: Range<Int>, tokens: [Token])? {
    guard isOne(tokens[position], of: sources), position > 1, position + 1 < tokens.count else {
      return nil
    }
    // `+ … w_n x_n` leaves out one of the signs.
    let next = position + (tokens[position + 1].kind == .plus ? 2 : 1)
    guard next < tokens.count, tokens[position - 1].kind == .plus else { return nil }
    let last = term(from: next, in: tokens)
    guard let letter = index(of: tokens[last]) else { return nil }
    // The terms before the ellipsis are the same but for their number.
    var start = position - 1
    while start > 0, tokens[start].kind == .plus {
      let first = termBefore(start, in: tokens)
      guard hasNames(of: tokens[last], tokens[first]) else { break }
      start = first.lowerBound - 1
      if start < 0 || tokens[start].kind != .plus { break }
    }
    let sum = header(.sum, over: letter, at: tokens[position])
    return (start + 1..<last.upperBound, sum + Array(tokens[last]))
  }

  /// The tokens of a term, up to a sign or a bracket that is not its own.
  private static func term(from start: Int, in tokens: [Token]) -> Range<Int> {
    var depth = 0
    var end = start
    while end < tokens.count {
      let token = tokens[end]
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      let isSign = [.plus, .minus, .comma, .semicolon, .equals, .end].contains(token.kind)
      if depth < 0 || depth == 0 && isSign { break }
      end += 1
    }
    return start..<end
  }

  private static func termBefore(_ end: Int, in tokens: [Token]) -> Range<Int> {
    var depth = 0
    var start = end
    while start > 0 {
      let token = tokens[start - 1]
      if token.isClosing { depth += 1 }
      if token.isOpening { depth -= 1 }
      let isSign = [.plus, .minus, .comma, .semicolon, .equals].contains(token.kind)
      if depth < 0 || depth == 0 && isSign { break }
      start -= 1
    }
    return start..<end
  }

  /// The letter that is the index of the components in a term.
  private static func index(of term: ArraySlice<Token>) -> String? {
    for position in term.indices where term[position].kind == .lowered {
      let inside = term[position...].dropFirst(2).first
      if let name = inside?.name { return name }
    }
    return nil
  }

  /// Whether two terms are built of the same names, numbers apart.
  private static func hasNames(of term: ArraySlice<Token>, _ other: ArraySlice<Token>) -> Bool {
    func bases(_ tokens: ArraySlice<Token>) -> [String] {
      var bases: [String] = []
      var isIndex = false
      for token in tokens {
        switch token.kind {
        case .lowered: isIndex = true
        case .rightBrace: isIndex = false
        case .name(let name):
          if !isIndex { bases.append(String(name.prefix { $0 != "_" })) }
        default: continue
        }
      }
      return bases
    }
    return bases(term) == bases(other)
  }
}
