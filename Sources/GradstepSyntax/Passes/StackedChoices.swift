/// Finds the choices whose cases stand in lines one below another, without a brace.
///
///     y = x      if x > 0
///         0.1x   if x <= 0
///
/// A line may repeat the left side. They become the environment that LaTeX has for them.
struct StackedChoices {
  private let tokens: [Token]
  private let source: Source
  private var kept: KeptTokens

  /// The tokens of a source, with such choices in environments.
  static func read(_ tokens: [Token], of source: Source) -> [Token] {
    let hasWord = tokens.contains { word($0) == .if }
    guard hasWord, !tokens.contains(where: isOfLaTeX) else { return tokens }
    var choices = StackedChoices(tokens: tokens, source: source)
    choices.read()
    return choices.kept.tokens
  }

  /// Whether a token lays lines out in LaTeX, which has an environment for cases.
  private static func isOfLaTeX(_ token: Token) -> Bool {
    switch token.kind {
    case .beginEnvironment, .lineBreak: true
    default: false
    }
  }

  private init(tokens: [Token], source: Source) {
    self.tokens = tokens
    self.source = source
    kept = KeptTokens(capacity: tokens.count)
  }

  private mutating func read() {
    let lines = Self.lines(of: tokens)
    var next = 0
    for token in tokens[..<(lines.first?.lowerBound ?? tokens.count)] { kept.keep(token) }
    while next < lines.count {
      var end = next + 1
      if isCase(lines[next]) {
        while end < lines.count, isFurtherCase(lines[end], behind: lines[next]) { end += 1 }
      }
      if end > next + 1 {
        write(lines[next..<end])
      } else {
        for token in tokens[lines[next]] { kept.keep(token) }
      }
      next = end
      // What parts the lines.
      let rest =
        lines[end - 1].upperBound..<(end < lines.count ? lines[end].lowerBound : tokens.count)
      for token in tokens[rest] { kept.keep(token) }
    }
  }

  private mutating func write(_ cases: ArraySlice<Range<Int>>) {
    guard let first = cases.first, let last = cases.last else { return }
    let head = self.head(of: first)
    for token in tokens[first.lowerBound..<head] { kept.keep(token) }
    kept.insert(Token(.beginEnvironment(LaTeXEnvironment.choice), at: tokens[head].range.start))
    var position = head
    for line in cases {
      if line != first {
        for place in position..<line.lowerBound {
          let isEnd = tokens[place].kind == .newline && place == position
          if isEnd { kept.keep(tokens[place], as: .semicolon) } else { kept.drop(tokens[place]) }
        }
        let value = self.head(of: line)
        for token in tokens[line.lowerBound..<value] { kept.drop(token) }
        position = value
      }
      for token in tokens[position..<line.upperBound] { kept.keep(token) }
      position = line.upperBound
    }
    let end = tokens[last.upperBound - 1].range.end
    kept.insert(Token(.endEnvironment(LaTeXEnvironment.choice), at: end))
  }

  /// Where the value of a line starts: behind its `=`.
  private func head(of line: Range<Int>) -> Int {
    var depth = 0
    for position in line {
      if tokens[position].isOpening { depth += 1 }
      if tokens[position].isClosing { depth -= 1 }
      if depth == 0, Self.word(tokens[position]) != nil { break }
      if depth == 0, tokens[position].defines, position + 1 < line.upperBound {
        return position + 1
      }
    }
    return line.lowerBound
  }

  /// Whether a line gives a value and says when, and nothing else.
  private func isCase(_ line: Range<Int>) -> Bool {
    let value = head(of: line)
    guard let word = tokens[value..<line.upperBound].firstIndex(where: { Self.word($0) == .if }),
      word > value
    else { return false }
    let condition = tokens[word..<line.upperBound]
    return condition.contains { if case .comparison = $0.kind { true } else { false } }
      && !condition.contains { Self.word($0)?.isRest == true || $0.kind == .colon }
  }

  private func isFurtherCase(_ line: Range<Int>, behind first: Range<Int>) -> Bool {
    let value = head(of: line)
    if value > line.lowerBound {
      guard
        spelling(of: line.lowerBound..<value) == spelling(of: first.lowerBound..<head(of: first))
      else { return false }
    }
    if isCase(line) { return true }
    let words = tokens[value..<line.upperBound].filter { Self.word($0) != nil }
    return words.count == 1 && Self.word(words[0])?.isRest == true
      && Self.word(tokens[line.upperBound - 1])?.isRest == true && line.upperBound - value > 1
  }

  private func spelling(of range: Range<Int>) -> [String] {
    tokens[range].map { String(source.text(in: $0.range.bytes)) }
  }

  /// The lines, without what ends them.
  private static func lines(of tokens: [Token]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var depth = 0
    var start = 0
    for (position, token) in tokens.enumerated() {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth = max(0, depth - 1) }
      guard token.kind == .end || depth == 0 && token.endsLine else { continue }
      if start < position { lines.append(start..<position) }
      start = position + 1
    }
    return lines
  }

  private static func word(_ token: Token) -> ConditionWord? {
    token.name.flatMap(ConditionWord.init)
  }
}
