/// Reads the bodies of statements into one arena of expressions.
///
/// A production throws the first error of its statement; the statement is then left out.
struct StatementParser {
  /// The deepest nesting of brackets, signs, exponents and calls.
  static let nestingLimit = 200

  let sources: [Source]
  var names: NameTable
  /// The sources that are code, by their positions.
  let code: Set<Int>
  /// The libraries that are named in each source.
  let libraries: [Set<CodeNotation.Library>]

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

  /// The letters over which the statement is one of components.
  var leftLetters: Set<String> = []

  /// The productions that have begun, the innermost last.
  var pending: [Pending] = []
  /// The operand that was read last.
  var operand: Expression.ID = 0
  /// The components, arguments and rows of the lists that are being read, the innermost last.
  var items: [Expression.ID] = []

  /// The names that assignments have given new values.
  private var renames = Renames()

  /// What was said of the lines of recurrences, by its place.
  private var saidOfTurns: [SourceRange: Set<String>] = [:]

  /// The token before the body, for messages about what is missing behind it.
  private var introducer: Token?

  /// Which bar closes the innermost bars.
  enum Bar {
    case none
    case single
    case pair
    case double
  }

  init(sources: [Source], names: NameTable, _ layouts: [LexedSource]) {
    self.sources = sources
    self.names = names
    code = Set(layouts.indices.filter { layouts[$0].isCode })
    libraries = layouts.map { $0.libraries }
  }

  mutating func parse(_ outline: Outline) {
    var errorCount = 0
    renames = outline.renames
    defer { addFamilies() }
    for (position, draft) in outline.drafts.enumerated() where errorCount < Diagnostic.limit {
      let firstExpression = expressions.count
      do throws(Diagnostic) {
        var statement = try statement(draft)
        statement.turn = draft.turn
        if draft.role == .premise, hasUnknownNames(expressions[firstExpression...]) {
          throw .leftAside(at: draft.range)
        }
        statements.append(statement)
        diagnostics += warnings.filter { isNew($0, in: draft) }
      } catch {
        expressions.removeSubrange(firstExpression...)
        guard isNew(error, in: draft) else { continue }
        if draft.role == .premise {
          diagnostics.append(.leftAside(at: draft.range))
        } else {
          diagnostics.append(error)
          errorCount += 1
        }
      }
      if position < outline.mainCount { mainStatementCount = statements.count }
    }
  }

  /// Whether nothing was said of the kind and the place: a line of a recurrence is read at each turn.
  private mutating func isNew(_ diagnostic: Diagnostic, in draft: StatementDraft) -> Bool {
    guard draft.turn != nil, let range = diagnostic.range else { return true }
    return saidOfTurns[range, default: []].insert(diagnostic.identifier).inserted
  }

  private mutating func statement(_ draft: StatementDraft) throws(Diagnostic) -> Statement {
    names.parameters = []
    warnings = []
    switch draft.heading {
    case .broken(let diagnostic):
      throw diagnostic
    case .output(let name):
      let token = Token(.name(name.text), at: name.range)
      let last = NameResolver(names: names, sources: sources).inTurn(token).name
      let current = Name(
        text: renames.name(for: name.text, behind: draft.renames) ?? last ?? name.text,
        range: name.range
      )
      return Statement(kind: .output(current), range: draft.range)
    case .expression:
      let chain = try chain(of: draft)
      if let name = draft.missingName { throw unnamed(draft, name) }
      return chain.statement(.expression(chain.value), draft)
    case .shape(let name, let isConstant):
      try begin(draft.body, of: draft)
      let range = draft.body.isEmpty ? draft.range.end : draft.body.wholeRange
      let kind = Statement.Kind.shape(
        name: name,
        isConstant: isConstant,
        dimensions: try shape(),
        range: range
      )
      return Statement(kind: kind, range: draft.range)
    case .function(let name, let parameters):
      names.parameters = Set(parameters.map { $0.text } + Self.locals(in: draft.body))
      let chain = try chain(of: draft)
      let kind = Statement.Kind.function(name: name, parameters: parameters, body: chain.value)
      return chain.statement(kind, draft)
    case .definition(let name, let isConstant):
      if let error = valueOnTheLeft(draft) { throw error }
      return try definition(of: name, isConstant: isConstant, draft)
    }
  }

  private mutating func definition(
    of name: Name,
    isConstant: Bool,
    _ draft: StatementDraft
  ) throws(Diagnostic) -> Statement {
    try begin(draft.body, of: draft)
    if !isConstant, tokens.count == 2, let function = tokens[0].name, names.isFunction(function) {
      let target = Name(text: function, range: tokens[0].range)
      return Statement(kind: .alias(name: name, function: target), range: draft.range)
    }
    // What was said of the names is said again as they are read again.
    warnings = []
    let chain = try chain(of: draft)
    let kind = Statement.Kind.definition(name: name, isConstant: isConstant, value: chain.value)
    return chain.statement(kind, draft)
  }

  /// Defines the lists of values that are given one by one, where a component of one is used.
  private mutating func addFamilies() {
    guard names.hasFamilies else { return }
    var added: Set<String> = []
    var families: [Statement] = []
    let called = Set(
      expressions.compactMap { if case .call(let name, _) = $0.kind { name } else { nil } }
    )
    for (name, range) in statements.flatMap({ namesOfValues($0, called) }) {
      guard let members = names.family(name), added.insert(name).inserted else { continue }
      let entries = members.map { add(.name($0), range) }
      let list = add(.list(entries), range, first: entries[0])
      families.append(
        Statement(
          kind: .definition(
            name: Name(text: name, range: range),
            isConstant: false,
            value: list
          ),
          range: range,
          isImplied: true
        )
      )
    }
    statements.insert(contentsOf: families, at: 0)
    mainStatementCount += families.count
  }

  /// The names in a statement that are no parameters of it, with their places; a function that nothing
  /// calls has values for its parameters.
  private func namesOfValues(
    _ statement: Statement,
    _ called: Set<String>
  ) -> [(name: String, range: SourceRange)] {
    let root: Expression.ID
    var parameters: [Name] = []
    switch statement.kind {
    case .definition(_, _, let value), .expression(let value): root = value
    case .function(let name, let own, let body):
      root = body
      if called.contains(name.text) { parameters = own }
    case .alias, .shape, .output: return []
    }
    let own = Set(parameters.map { $0.text })
    return ([root] + statement.sides).flatMap { root in
      expressions[expressions[root].first...root].compactMap { expression in
        guard case .name(let name) = expression.kind, !own.contains(name) else { return nil }
        return (name, expression.range)
      }
    }
  }

  /// The error for `x^2 = …` where `x` has a value, so that `x^2` has one, too.
  private func valueOnTheLeft(_ draft: StatementDraft) -> Diagnostic? {
    guard let scripted = draft.scripted, let upper = scripted.upper, draft.indices.isEmpty,
      upper.text.unicodeScalars.allSatisfy({ $0.isDecimalDigit }),
      names.isValue(scripted.spelling(upper: false))
    else { return nil }
    return .error(
      "left-side-not-a-name",
      "the left side of '=' is a name, or a function with its parameters",
      at: scripted.range
    )
  }

  private func unnamed(_ draft: StatementDraft, _ name: String) -> Diagnostic {
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

  /// Begins to read a part of a statement.
  mutating func begin(_ part: ArraySlice<Token>, of draft: StatementDraft) throws(Diagnostic) {
    position = 0
    openBrackets = []
    openBar = .none
    nesting = 0
    pending.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    introducer = draft.introducer(of: part)
    tokens.removeAll(keepingCapacity: true)
    names.owner = draft.heading.name?.text
    leftLetters = Set(draft.indices.compactMap { $0.name })
    names.indices = IndexLetters.bound(in: part, of: sources).union(leftLetters)
      .union(IndexLetters.compared(in: part).filter { !names.isValue($0) })
      .union(index(ofFunction: draft))
    names.sizes = IndexLetters.sizes(in: part)
    names.turn = draft.numbersOfTurn
    names.unwrittenIndex = IndexLetters.unwritten(in: part, of: sources, names)
    var part = part
    if let letter = names.unwrittenIndex, names.indices.insert(letter).inserted {
      var functions = FreeReductions(part, names)
      part = functions.written(over: letter)
    }
    var resolver = NameResolver(names: names, sources: sources)
    try resolver.resolve(part, into: &tokens)
    warnings += resolver.warnings
    rename(behind: draft.renames)
    Ellipsis.replace(in: &tokens, of: sources)
    tokens.append(Token(.end, at: part.last?.range.end ?? draft.range.end))
    bracketsOfRows = Self.bracketsOfRows(in: tokens)
  }

  /// The i of `φ_i(x) = …`, of which there is one function for each component.
  private func index(ofFunction draft: StatementDraft) -> [String] {
    guard case .function = draft.heading, let inside = draft.scripted?.lower?.content,
      inside.count == 1, let letter = inside[0].name, letter.count == 1, !names.isValue(letter)
    else { return [] }
    return [letter]
  }

  /// Puts the names of new values in the place of the names that were given them.
  private mutating func rename(behind assignments: Range<Int>) {
    guard !assignments.isEmpty else { return }
    for (position, token) in tokens.enumerated() {
      guard let name = token.name, !names.parameters.contains(name),
        let next = renames.name(for: name, behind: assignments)
      else { continue }
      tokens[position] = Token(
        kind: .name(next),
        range: token.range,
        triviaStart: token.triviaStart
      )
    }
  }

  /// The value of a definition: of all components at once where its name has indices.
  mutating func body(of draft: StatementDraft) throws(Diagnostic) -> Expression.ID {
    let binders = draft.indices.compactMap { index in
      index.name.map { add(.binder(Binder(index: $0)), index.range) }
    }
    let value = try body()
    return binders.isEmpty ? value : stack(binders, value)
  }

  mutating func body() throws(Diagnostic) -> Expression.ID {
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
