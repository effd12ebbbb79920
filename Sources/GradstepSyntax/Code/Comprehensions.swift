/// Finds the comprehensions of code, `[w * x for w, x in zip(ws, xs)]`, which work on each component.
///
/// What is worked out for one component is written for all of them at once: `(ws * xs)`. That is the
/// same where each of its signs and functions works by components; others are errors.
struct Comprehensions {
  private let tokens: [Token]
  private var written: [Token] = []
  private var diagnostics: [Diagnostic] = []

  /// A comprehension in the brackets that it stands in.
  private struct Comprehension {
    let body: Range<Int>
    /// The names that stand for the components, and what each has them.
    let values: [String: Range<Int>]
    /// Where the brackets close.
    let end: Int
  }

  /// Whether any bracket holds a comprehension.
  static func areIn(_ tokens: [Token]) -> Bool {
    var depth = 0
    return tokens.indices.contains { position in
      if tokens[position].isOpening { depth += 1 }
      if tokens[position].isClosing { depth -= 1 }
      return depth > 0 && tokens[position].kind == .name("for")
        && leadsToIn(tokens[(position + 1)...])
    }
  }

  /// Whether names and `in` follow; `(for regression)` is said beside a formula.
  private static func leadsToIn(_ tokens: ArraySlice<Token>) -> Bool {
    let names = tokens.prefix(16).prefix { token in
      switch token.kind {
      case .name(let name): name != "in"
      case .comma, .leftParenthesis, .rightParenthesis: true
      default: false
      }
    }
    return !names.isEmpty && names.endIndex < tokens.endIndex
      && tokens[names.endIndex].kind == .name("in")
  }

  /// The tokens with comprehensions written for all components at once, and those that cannot be.
  static func written(_ tokens: [Token]) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    guard areIn(tokens) else { return (tokens, []) }
    var comprehensions = Comprehensions(tokens: tokens)
    comprehensions.write()
    return (comprehensions.written, comprehensions.diagnostics)
  }

  private init(tokens: [Token]) { self.tokens = tokens }

  private mutating func write() {
    let brackets = Brackets(tokens[...])
    var position = 0
    while position < tokens.count {
      guard let end = brackets.closing(of: position),
        let start = word("for", from: position + 1, to: end, brackets)
      else {
        written.append(tokens[position])
        position += 1
        continue
      }
      guard let found = comprehension(in: position, start, end, brackets) else {
        report(tokens[start..<end].wholeRange)
        written.append(Token(.number(0), at: tokens[position...end].wholeRange))
        position = end + 1
        continue
      }
      write(found, openedBy: position)
      let isSummed =
        position > 1 && tokens[position - 1].kind == .leftParenthesis
        && tokens[position - 2].kind == .name("sum")
      position = found.end + 1
      if isSummed { addStart(behind: &position) }
    }
  }

  private mutating func write(_ found: Comprehension, openedBy opening: Int) {
    // `sum(x for x in xs)` has one pair of brackets for both.
    let isCall = opening > 0 && tokens[opening].kind == .leftParenthesis
    written.append(
      Token(
        kind: .leftParenthesis,
        range: tokens[opening].range,
        triviaStart: isCall ? tokens[opening].triviaStart : tokens[opening].range.bytes.lowerBound
      )
    )
    for token in tokens[found.body] {
      guard let name = token.name, let values = found.values[name] else {
        written.append(token)
        continue
      }
      let isLong = values.count > 1
      if isLong { written.append(Token(.leftParenthesis, at: token.range.start)) }
      written += tokens[values].map { Token($0.kind, at: token.range) }
      if isLong { written.append(Token(.rightParenthesis, at: token.range.end)) }
    }
    written.append(Token(.rightParenthesis, at: tokens[found.end].range))
  }

  /// `sum([…], b)` adds what is given to the sum.
  private mutating func addStart(behind position: inout Int) {
    guard position < tokens.count, tokens[position].kind == .comma else { return }
    written.append(Token(.rightParenthesis, at: tokens[position].range.start))
    written.append(Token(.plus, at: tokens[position].range))
    written.append(Token(.leftParenthesis, at: tokens[position].range.end))
    position += 1
  }

  private func comprehension(
    in opening: Int,
    _ start: Int,
    _ end: Int,
    _ brackets: Brackets
  ) -> Comprehension? {
    guard tokens[opening].kind == .leftBracket || tokens[opening].kind == .leftParenthesis,
      let middle = word("in", from: start + 1, to: end, brackets),
      isByComponents(opening + 1..<start, brackets)
    else { return nil }
    let names = tokens[start + 1..<middle].compactMap { $0.name }
    let iterated = values(middle + 1..<end, brackets)
    guard !names.isEmpty, names.count == iterated.count, Set(names).count == names.count else {
      return nil
    }
    return Comprehension(
      body: opening + 1..<start,
      values: Dictionary(uniqueKeysWithValues: zip(names, iterated)),
      end: end
    )
  }

  private mutating func report(_ range: SourceRange) {
    guard diagnostics.count < Diagnostic.limit else { return }
    diagnostics.append(
      .error(
        "comprehension",
        "code works on all components at once; what is before 'for' does not work on each alone",
        at: range,
        solutions: [.init(summary: "write it for whole vectors: sum(w * x), W @ x")]
      )
    )
  }

  /// The place of a word that stands in no brackets of its own.
  private func word(_ word: String, from start: Int, to end: Int, _ brackets: Brackets) -> Int? {
    var position = start
    while position < end {
      if tokens[position].kind == .name(word) { return position }
      position = (brackets.closing(of: position) ?? position) + 1
    }
    return nil
  }

  /// What is iterated over: the arguments of `zip`, or one list.
  private func values(_ range: Range<Int>, _ brackets: Brackets) -> [Range<Int>] {
    guard !range.isEmpty, !tokens[range].contains(where: { $0.kind == .name("if") }) else {
      return []
    }
    guard tokens[range.lowerBound].kind == .name("zip"),
      let end = brackets.closing(of: range.lowerBound + 1), end == range.upperBound - 1
    else { return [range] }
    var values: [Range<Int>] = []
    var start = range.lowerBound + 2
    var position = start
    while position < end {
      if tokens[position].kind == .comma {
        values.append(start..<position)
        start = position + 1
      }
      position = (brackets.closing(of: position) ?? position) + 1
    }
    values.append(start..<end)
    return values
  }

  /// The functions that do not work on each component by itself.
  private static let others: Set<String> = [
    "sum", "mean", "max", "min", "dot", "matmul", "softmax", "norm", "prod", "len", "range", "zip",
  ]

  /// Whether all signs and functions of an expression work on each component.
  private func isByComponents(_ range: Range<Int>, _ brackets: Brackets) -> Bool {
    tokens[range].allSatisfy { token in
      switch token.kind {
      case .name(let name), .member(let name), .code(.function(let name)):
        !Self.others.contains(name)
      case .number, .plus, .minus, .caret, .leftParenthesis, .rightParenthesis, .product(.times),
        .product(.divide):
        true
      default: false
      }
    }
  }
}
