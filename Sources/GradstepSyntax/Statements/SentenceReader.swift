/// Takes a line of notes apart: what defines something, and what is said beside it.
///
/// A line may hold several definitions, lead in with an arrow, and go on in words: `where z = Wx`,
/// `for i = 1, …, n`, `∈ ℝ^n`, a last bracket of words.
struct SentenceReader {
  /// A part of a line.
  struct Clause {
    enum Role {
      /// A statement.
      case statement
      /// A statement that follows "where", and comes before what it explains.
      case premise
      /// A statement that follows "or": another way to write the one before.
      case alternative
      /// What no statement is made of, such as `for i = 1, …, n`.
      case aside
    }

    var role: Role
    let tokens: ArraySlice<Token>

    /// Whether the clause is a name alone.
    var isName: Bool { tokens.count == 1 && tokens.first?.name != nil }

    /// Whether the clause is a word of text alone, as in `\text{minimize} \quad x^2`.
    func isWord(of sources: [Source]) -> Bool {
      guard isName, let token = tokens.first, token.name?.count ?? 0 > 2 else { return false }
      let text = sources.text(in: token.range)
      return text.hasPrefix("\\text{") || text.hasPrefix("\\mathrm{")
        || text.hasPrefix("\\operatorname")
    }

    /// Whether a line has nothing but "where", so that the lines below it explain.
    var isPremiseWord: Bool {
      tokens.count == 1 && tokens.first?.name.map(Vocabulary.premises.contains) == true
    }
  }

  private let line: ArraySlice<Token>
  private let sources: [Source]
  private let vocabulary: Vocabulary
  private var clauses: [Clause] = []
  private var start: Int
  private var role = Clause.Role.statement
  private var hasSign = false
  private var hasColon = false
  /// Whether the clause is `f: ℝ → ℝ`, which a comma ends.
  private var isSignature = false

  /// The clauses of a line, in the order written.
  static func read(
    _ line: ArraySlice<Token>,
    of sources: [Source],
    _ vocabulary: Vocabulary
  ) -> [Clause] {
    let line = line.withoutWrapper
    guard vocabulary.mayDivide(line) else {
      return [Clause(role: .statement, tokens: line.withoutPunctuation(in: sources))]
    }
    var reader = SentenceReader(line: line, sources: sources, vocabulary: vocabulary)
    reader.read()
    return reader.clauses
  }

  private init(line: ArraySlice<Token>, sources: [Source], vocabulary: Vocabulary) {
    self.line = line
    self.sources = sources
    self.vocabulary = vocabulary
    start = line.startIndex
  }

  private mutating func read() {
    if vocabulary.isProse(line) {
      clauses = [Clause(role: .aside, tokens: line)]
      return
    }
    start = line.startIndex + markerCount
    var depth = 0
    for position in line.indices where position >= start {
      let token = line[position]
      if token.isClosing { depth = max(0, depth - 1) }
      if depth == 0 { read(token, at: position) }
      if token.isOpening { depth += 1 }
    }
    close(before: line.endIndex)
  }

  /// How many tokens at the start mark an item of a list: `- y = …`, `1. y = …`.
  private var markerCount: Int {
    guard line.count > 2, line[line.startIndex + 1].hasSpaceBefore,
      line.dropFirst().startsDefinition
    else { return 0 }
    switch line[line.startIndex].kind {
    case .minus, .product: return 1
    case .number: return line[line.startIndex].withoutPoint(in: sources) == nil ? 0 : 1
    default: return 0
    }
  }

  private mutating func read(_ token: Token, at position: Int) {
    if let end = labelEnd(at: position) {
      add(.aside, line[position..<end])
      begin(role, at: end)
      return
    }
    if let keyword = keyword(at: position) {
      close(before: position)
      begin(keyword.role, at: keyword.isPart ? position : position + 1)
      return
    }
    switch token.kind {
    case .equals, .assign, .compound:
      hasSign = true
    case .comma where role == .aside && endsLeadIn(at: position),
      .colon where role == .aside && endsRange(at: position),
      .comma where role == .aside && endsRange(at: position):
      close(before: position)
      begin(.statement, at: position + 1)
    case .colon:
      hasColon = true
      if role != .aside, !hasSign, vocabulary.isLabel(line[start..<position]),
        line[(position + 1)...].startsDefinition
      {
        add(.aside, line[start..<position])
        begin(role, at: position + 1)
      }
    case .comma where (role != .aside || isSignature) && endsClause(at: position):
      close(before: position)
      begin(role == .premise ? .premise : .statement, at: position + 1)
    case .arrow where role != .aside:
      arrow(at: position)
    case .element where role != .aside && !isShaped(line[start..<position]):
      close(before: position)
      begin(.aside, at: position)
    default:
      break
    }
  }

  /// Where words before a formula end, with the sign behind them: `\text{Periodic: } y = …`,
  /// `\text{cosine similarity} = …`; nothing where no such words are here.
  private func labelEnd(at position: Int) -> Int? {
    guard position == start, clauses.isEmpty, role == .statement, line[position].kind == .prose
    else { return nil }
    let words = Vocabulary.words(in: sources.text(in: line[position].range))
    let first = words.first?.lowercased() ?? ""
    guard !words.contains(where: Vocabulary.premises.contains),
      !Vocabulary.conditions.contains(first), !Self.constraints.contains(first),
      !line[(position + 1)...].startsDefinition
    else { return nil }
    var end = position + 1
    // `\text{Cross Entropy}(p, q) = …`
    if end < line.endIndex, line[end].kind == .leftParenthesis,
      let closing = line[end...].closing, closing + 1 < line.endIndex, line[closing + 1].defines
    {
      end = closing + 1
    }
    if end < line.endIndex, line[end].kind == .equals || line[end].kind == .colon { end += 1 }
    return end < line.endIndex && !isComparison(line[end...]) ? end : nil
  }

  /// The first words of what a solution has to keep to.
  private static let constraints: Set<String> = ["subject", "such", "s"]

  /// `x → f(x) = …` leads in; behind a formula an arrow leads to another, and `f: ℝ → ℝ` only
  /// says what `f` is.
  private mutating func arrow(at position: Int) {
    if hasSign {
      close(before: position)
      begin(role, at: position + 1)
    } else if hasColon, isSet(line[(position + 1)...]) {
      role = .aside
      isSignature = true
    } else if line[(position + 1)...].startsDefinition {
      begin(role, at: position + 1)
    }
  }

  /// Whether what an arrow leads to is a set of values, such as `ℝ^n`.
  private func isSet(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.first?.kind == .leftBracket || tokens.first?.name == "ℝ" || tokens.first?.name == "R"
  }

  private mutating func begin(_ role: Clause.Role, at position: Int) {
    self.role = role
    start = position
    skipSmallTalk()
    hasSign = false
    hasColon = false
    isSignature = false
  }

  /// Skips the words before a left side, as in `so we have y = …`.
  private mutating func skipSmallTalk() {
    guard role != .aside else { return }
    while start + 1 < line.endIndex, let word = line[start].name, !Vocabulary.isKeyword(word),
      isSmallTalk(line[start...start]), line[start + 1].name != nil
    {
      start += 1
    }
  }

  /// Whether tokens are words such as "then" that no source defines.
  private func isSmallTalk(_ tokens: ArraySlice<Token>) -> Bool {
    Vocabulary.isSmallTalk(tokens)
      && !tokens.contains { $0.name.map(vocabulary.isDefined) ?? false }
  }

  // MARK: - Clauses

  private mutating func close(before end: Int) {
    guard start < end else { return }
    let tokens = line[start..<end].withoutPunctuation(in: sources)
    guard !tokens.isEmpty, !isSmallTalk(tokens) else { return }
    let isCondition =
      isRange(tokens) || isTurnRange(tokens) || !clauses.isEmpty && !hasSign && isComparison(tokens)
    if role == .aside || isDerivative(tokens) || isCondition
      || role != .statement && !saysSomething(tokens)
    {
      add(.aside, tokens)
      return
    }
    if let element = tokens.firstIndex(where: { $0.kind == .element }),
      element > tokens.startIndex + 1, isListOfNames(tokens[..<element])
    {
      for name in tokens[..<element] where name.name != nil {
        add(role, [name] + tokens[element...])
      }
      return
    }
    if let words = lastBracketOfWords(tokens) {
      add(role, tokens[..<words.startIndex])
      add(.aside, words)
    } else {
      add(role, tokens)
    }
  }

  private mutating func add(_ role: Clause.Role, _ tokens: ArraySlice<Token>) {
    clauses.append(Clause(role: role, tokens: tokens))
  }

  private func saysSomething(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.contains { $0.defines || $0.kind == .element || $0.kind == .colon }
  }

  /// Whether tokens before `∈` are what is given a shape.
  private func isShaped(_ tokens: ArraySlice<Token>) -> Bool {
    if tokens.first?.name == "const", tokens.count == 2 { return true }
    return isListOfNames(tokens)
      || ScriptedName(tokens, of: sources)?.count == tokens.count
  }

  /// Whether tokens are `i = 1, …, n`.
  private func isRange(_ tokens: ArraySlice<Token>) -> Bool {
    guard tokens.count > 4, tokens.first?.name != nil, tokens.dropFirst().first?.kind == .equals
    else { return false }
    // A list `[h_1, …, h_n]` is no range.
    return zip(tokens, tokens.dropFirst().prefix { !$0.isOpening }).contains { comma, dots in
      comma.kind == .comma
        && (Ellipsis.isOne(dots, of: sources) || sources.text(in: dots.range) == ".")
    }
  }

  /// Whether tokens are a range in any of its spellings, as `t = 1..4` and `1 ≤ t ≤ 4`.
  private func isTurnRange(_ tokens: ArraySlice<Token>) -> Bool {
    TurnRangeReader.read(tokens, of: sources).map { !$0.isCondition } ?? false
  }

  /// Whether a range is before a sign that parts it from the lines that it is for, as in
  /// `for t = 1, …, 4: h_t = …`.
  private func endsRange(at position: Int) -> Bool {
    guard line[(position + 1)...].startsDefinition else { return false }
    let end = line[(position + 1)...].prefix(TurnRangeReader.longestRange + 1).prefix {
      $0.kind != .colon
    }
    let range = TurnRangeReader.read(line[start..<position], of: sources)
    return range.map { !$0.isEndless } ?? false && !isTurnRange(end)
  }

  /// Whether `∀ x > 0` stands before a sign that parts it from what it is for.
  private func endsLeadIn(at position: Int) -> Bool {
    line[start].kind == .forAll && start == line.startIndex
      && line[(position + 1)...].startsDefinition
  }

  private func isListOfNames(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.enumerated().allSatisfy { position, token in
      position.isMultiple(of: 2) ? token.name != nil : token.kind == .comma
    } && tokens.count % 2 == 1
  }

  /// Whether the left side is `f'(x)` of a function that the source defines.
  private func isSlope(_ left: ArraySlice<Token>) -> Bool {
    guard let name = left.first?.name, vocabulary.isFunction(name), left.count > 4 else {
      return false
    }
    let rest = left.dropFirst().drop { $0.kind == .caret || $0.kind == .leftBrace }
    return rest.first?.kind == .prime && left.last?.kind == .rightParenthesis
  }

  /// Whether the left side is a derivative, which is computed and not given.
  private func isDerivative(_ tokens: ArraySlice<Token>) -> Bool {
    guard let sign = tokens.firstIndex(where: { $0.defines }) else { return false }
    return tokens[..<sign].contains { token in
      token.kind == .unknown
        && ["∂", "∇", "\\partial", "\\nabla"].contains(sources.text(in: token.range))
    } || isQuotientOfDifferentials(tokens[..<sign]) || isSlope(tokens[..<sign])
  }

  /// Whether tokens are `\frac{dL}{dw}` or `dL/dw`.
  private func isQuotientOfDifferentials(_ tokens: ArraySlice<Token>) -> Bool {
    let names = tokens.compactMap { $0.name }
    let isQuotient = tokens.contains { $0.kind == .fraction || $0.kind == .product(.divide) }
    let isWhole = tokens.first?.kind == .fraction || tokens.count == 3
    return isQuotient && isWhole && names.count >= 2
      && names.prefix(2).allSatisfy { $0.hasPrefix("d") }
  }

  /// The last bracket, if it is a remark: words that are no names, or `(x = 3)`.
  private func lastBracketOfWords(_ tokens: ArraySlice<Token>) -> ArraySlice<Token>? {
    guard tokens.last?.kind == .rightParenthesis,
      let opening = tokens.lastIndex(where: { $0.kind == .leftParenthesis }),
      opening > tokens.startIndex, tokens[opening].hasSpaceBefore, !tokens[opening - 1].defines
    else { return nil }
    let inside = tokens[(opening + 1)..<(tokens.endIndex - 1)]
    let isRemark = defines(inside) || isTurnRange(inside) || vocabulary.isRemark(inside)
    return isRemark ? tokens[opening...] : nil
  }

  /// Whether a definition is in the tokens, and not the bounds of a sum alone.
  private func defines(_ tokens: ArraySlice<Token>) -> Bool {
    var depth = 0
    for token in tokens {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      if case .reduction = token.kind { return false }
      if depth == 0, token.defines { return true }
    }
    return false
  }

  // MARK: - Where clauses start

  /// Whether a comma stands between clauses.
  private func endsClause(at comma: Int) -> Bool {
    // What "where" says is a list, of which not all defines.
    if role == .premise, !isRange(line[start...].prefix(8)) { return true }
    let next = line[(comma + 1)...].drop { $0.kind == .newline }
    // `x, z ∈ ℝ^3` is one clause.
    if next.startsShapes, isListOfNames(line[start..<comma]) { return false }
    return keyword(at: next.startIndex) != nil || isTurnRange(next) || next.startsDefinition
      || next.startsShapes
      || isComparison(next)
  }

  /// Whether tokens up to the next comma compare: `x > 0`, which is a condition.
  private func isComparison(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.prefix(8).prefix { $0.kind != .comma }.contains { token in
      if case .comparison = token.kind { true } else { false }
    }
  }

  /// What a word between clauses begins, and whether it is part of what it begins.
  private struct Keyword {
    let role: Clause.Role
    var isPart = false
  }

  private func keyword(at position: Int) -> Keyword? {
    guard position < line.endIndex else { return nil }
    let token = line[position]
    switch token.kind {
    case .forAll:
      return Keyword(role: .aside, isPart: true)
    case .prose:
      return keyword(Vocabulary.words(in: sources.text(in: token.range)), at: position)
    case .name(let word):
      return keyword([word], at: position)
    default:
      return nil
    }
  }

  private func keyword(_ words: [String], at position: Int) -> Keyword? {
    let isProse = line[position].kind == .prose
    guard !isOperand(at: position), isProse || isWordAmongOthers(at: position) else { return nil }
    let first = words.first?.lowercased() ?? ""
    if Vocabulary.premises.contains(where: words.contains) { return Keyword(role: .premise) }
    if Vocabulary.conditions.contains(first) { return Keyword(role: .aside, isPart: true) }
    // A condition goes on to its end: `for i = 1, …, n and j = 1, …, m`.
    guard role != .aside else { return nil }
    let rest = line[(position + 1)...]
    let joins = isProse || Vocabulary.conjunctions.contains(first)
    if joins, rest.startsDefinition || role == .premise && !isProse {
      let isOther = first == "or" && role == .statement && hasSign
      return Keyword(role: isOther ? .alternative : role == .premise ? .premise : .statement)
    }
    return isProse ? Keyword(role: .aside, isPart: true) : nil
  }

  /// Whether the name at a position is no operand and no left side, as words between formulas are.
  private func isWordAmongOthers(at position: Int) -> Bool {
    guard let next = line[(position + 1)...].first, !next.defines, !next.isClosing else {
      return false
    }
    switch next.kind {
    case .plus, .minus, .product, .caret, .colon, .element, .comma, .prime, .superscript:
      return false
    default: break
    }
    return true
  }

  /// Whether an operator or the sign of a definition stands before a position.
  private func isOperand(at position: Int) -> Bool {
    guard position > line.startIndex else { return false }
    switch line[position - 1].kind {
    case .plus, .minus, .product, .caret, .equals, .assign, .compound: return true
    default: return false
    }
  }
}

extension ArraySlice<Token> {
  /// The tokens without the full stop, comma or semicolon that print sets behind a formula.
  func withoutPunctuation(in sources: [Source]) -> ArraySlice<Token> {
    var tokens = self
    while let last = tokens.last, last.isPunctuation(in: sources) { tokens.removeLast() }
    if let shorter = tokens.last?.withoutPoint(in: sources) {
      tokens[tokens.endIndex - 1] = shorter
    }
    while let first = tokens.first, first.kind == .newline || first.kind == .comma {
      tokens.removeFirst()
    }
    return tokens
  }

  /// Whether a left side and its sign stand at the start.
  var startsDefinition: Bool {
    var depth = 0
    guard first?.name != nil || first?.kind == .leftBrace || first?.kind == .fraction
    else { return false }
    for token in prefix(Self.longestLeftSide) {
      if token.isClosing { depth -= 1 }
      if depth < 0 { return false }
      if depth == 0 {
        if token.defines || token.kind == .element { return true }
        switch token.kind {
        case .comma, .semicolon, .newline, .end, .plus, .minus, .product, .arrow: return false
        default: break
        }
      }
      if token.isOpening { depth += 1 }
    }
    return false
  }

  /// Where the bracket closes that the tokens start with.
  fileprivate var closing: Int? {
    var depth = 0
    for position in indices {
      if self[position].isOpening { depth += 1 }
      if self[position].isClosing { depth -= 1 }
      if depth == 0 { return position }
    }
    return nil
  }

  /// Whether names with a common shape stand at the start: `x, z ∈ ℝ^3`.
  var startsShapes: Bool {
    for (position, token) in prefix(Self.longestLeftSide).enumerated() {
      if position.isMultiple(of: 2) {
        guard token.name != nil else { return false }
      } else if token.kind != .comma {
        return token.kind == .element
      }
    }
    return false
  }

  /// How many tokens are looked at for the sign behind a left side.
  private static var longestLeftSide: Int { 40 }
}

extension Token {
  /// The number without the full stop behind it: to the lexer `2.` is one.
  func withoutPoint(in sources: [Source]) -> Token? {
    guard case .number = kind, sources.text(in: range).hasSuffix(".") else { return nil }
    let bytes = range.bytes.lowerBound..<range.bytes.upperBound - 1
    return Token(
      kind: kind,
      range: SourceRange(source: range.source, bytes: bytes),
      triviaStart: triviaStart
    )
  }

  /// Whether the token ends a sentence and is no part of a formula there.
  func isPunctuation(in sources: [Source]) -> Bool {
    switch kind {
    case .comma, .semicolon, .newline: true
    case .unknown: sources.text(in: range) == "."
    default: false
    }
  }
}

extension ArraySlice<Token> {
  /// The tokens without the braces around all of them, as in `{\displaystyle y = x}`.
  fileprivate var withoutWrapper: ArraySlice<Token> {
    guard count > 2, first?.kind == .leftBrace, last?.kind == .rightBrace,
      contains(where: { $0.defines })
    else { return self }
    var depth = 0
    for position in indices.dropLast() {
      if self[position].kind == .leftBrace { depth += 1 }
      if self[position].kind == .rightBrace { depth -= 1 }
      if depth == 0 { return self }
    }
    return dropFirst().dropLast()
  }
}
