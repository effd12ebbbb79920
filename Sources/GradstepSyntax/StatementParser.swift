/// Reads the bodies of statements into one arena of expressions.
///
/// A production throws the first error of its statement; the statement is then left out.
struct StatementParser {
  /// The deepest nesting of brackets, signs, exponents and calls.
  static let nestingLimit = 200

  let sources: [Source]
  var names: NameTable

  private(set) var statements: [Statement] = []
  private(set) var mainStatementCount = 0
  private(set) var diagnostics: [Diagnostic] = []
  var expressions: [Expression] = []

  // The statement being read.
  var tokens: [Token] = []
  var position = 0
  var openBrackets: [Token] = []
  var openBar = Bar.none
  var nesting = 0
  var warnings: [Diagnostic] = []
  /// The positions of the square brackets that have rows in them.
  var bracketsOfRows: Set<Int> = []

  /// The productions that have begun, the innermost last.
  var pending: [Pending] = []
  /// The operand that was read last.
  var operand: Expression.ID = 0
  /// The components, arguments and rows of the lists that are being read, the innermost last.
  var items: [Expression.ID] = []

  /// The token before the body, for messages about what is missing behind it.
  private var introducer: Token?

  /// Which bar closes the innermost bars.
  enum Bar {
    case none
    case single
    case pair
    case double
  }

  init(sources: [Source], names: NameTable) {
    self.sources = sources
    self.names = names
  }

  mutating func parse(_ outline: Outline) {
    var errorCount = 0
    for (position, draft) in outline.drafts.enumerated() where errorCount < Diagnostic.limit {
      let firstExpression = expressions.count
      do throws(Diagnostic) {
        statements.append(try statement(draft))
        diagnostics += warnings
      } catch {
        expressions.removeSubrange(firstExpression...)
        diagnostics.append(error)
        errorCount += 1
      }
      if position < outline.mainCount { mainStatementCount = statements.count }
    }
  }

  private mutating func statement(_ draft: Draft) throws(Diagnostic) -> Statement {
    names.parameters = []
    switch draft.heading {
    case .broken(let diagnostic):
      throw diagnostic
    case .output(let name):
      return Statement(kind: .output(name), range: draft.range)
    case .expression:
      try begin(draft)
      let value = try body()
      if let name = draft.missingName { throw unnamed(draft, name) }
      return Statement(kind: .expression(value), range: draft.range)
    case .shape(let name, let isConstant):
      try begin(draft)
      let range = draft.body.isEmpty ? draft.range.end : draft.body.wholeRange
      let kind = Statement.Kind.shape(
        name: name,
        isConstant: isConstant,
        dimensions: try shape(),
        range: range
      )
      return Statement(kind: kind, range: draft.range)
    case .function(let name, let parameters):
      names.parameters = Set(parameters.map(\.text))
      try begin(draft)
      let kind = Statement.Kind.function(name: name, parameters: parameters, body: try body())
      return Statement(kind: kind, range: draft.range)
    case .definition(let name, let isConstant):
      try begin(draft)
      return Statement(
        kind: try definition(of: name, isConstant: isConstant),
        range: draft.range
      )
    }
  }

  private mutating func definition(
    of name: Name,
    isConstant: Bool
  ) throws(Diagnostic) -> Statement.Kind {
    if !isConstant, tokens.count == 2, let function = tokens[0].name, names.isFunction(function) {
      return .alias(name: name, function: Name(text: function, range: tokens[0].range))
    }
    if name.isSuperscripted { throw superscriptedValue(name) }
    return .definition(name: name, isConstant: isConstant, value: try body())
  }

  private func unnamed(_ draft: Draft, _ name: String) -> Diagnostic {
    .error(
      "unnamed-expression",
      "only the last statement of a source can be an expression without a name",
      at: draft.range,
      solutions: [
        .init(
          summary: "give it a name: \(name) = …",
          replacements: [.init(range: draft.range.start, text: "\(name) = ")]
        )
      ]
    )
  }

  private mutating func begin(_ draft: Draft) throws(Diagnostic) {
    warnings = []
    position = 0
    openBrackets = []
    openBar = .none
    nesting = 0
    pending.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    introducer = draft.tokens[..<draft.body.startIndex].last
    tokens.removeAll(keepingCapacity: true)
    var resolver = NameResolver(names: names, sources: sources)
    try resolver.resolve(draft.body, into: &tokens)
    warnings += resolver.warnings
    tokens.append(Token(.end, at: draft.range.end))
    bracketsOfRows = Self.bracketsOfRows(in: tokens)
  }

  private mutating func body() throws(Diagnostic) -> Expression.ID {
    let id = try expression()
    guard current.kind == .end else { throw unexpected() }
    return id
  }

  /// The next token; `end` behind the last.
  var current: Token { tokens[position] }

  /// The token after the next one.
  var following: Token { tokens[min(position + 1, tokens.count - 1)] }

  /// The last token that was taken.
  var previous: Token? { position > 0 ? tokens[position - 1] : introducer }

  @discardableResult
  mutating func advance() -> Token {
    defer { position += 1 }
    return tokens[position]
  }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    position += 1
    return true
  }

  /// Goes one level deeper, to come back by `leave()`.
  mutating func enter(at token: Token) throws(Diagnostic) {
    nesting += 1
    guard nesting > Self.nestingLimit else { return }
    throw .error(
      "nested-too-deeply",
      "an expression is nested at most \(Self.nestingLimit) levels deep",
      at: token.range,
      solutions: [.init(summary: "give the inner part a name of its own")]
    )
  }

  mutating func leave() {
    nesting -= 1
  }

  /// Adds an expression to the arena, behind its operands.
  mutating func add(
    _ kind: Expression.Kind,
    _ range: SourceRange,
    head: SourceRange? = nil,
    first: Expression.ID? = nil
  ) -> Expression.ID {
    let id = expressions.count
    expressions.append(
      Expression(kind: kind, range: range, head: head ?? range, first: first ?? id)
    )
    return id
  }

  mutating func add(
    _ sign: BinaryOperator,
    _ left: Expression.ID,
    _ right: Expression.ID,
    head: SourceRange? = nil
  ) -> Expression.ID {
    add(
      .binary(sign, left, right),
      expressions[left].range.union(expressions[right].range),
      head: head,
      first: expressions[left].first
    )
  }
}
