/// What the start of a statement says it is, read before any expression is.
enum Heading {
  case definition(Name, isConstant: Bool)
  case function(Name, [Name])
  case shape(Name, isConstant: Bool)
  case output(Name)
  case expression
  indirect case broken(Diagnostic)

  /// The name that the statement gives a meaning to.
  var name: Name? {
    switch self {
    case .definition(let name, _), .function(let name, _), .shape(let name, _): name
    case .output, .expression, .broken: nil
    }
  }
}

/// A statement whose heading is known and whose body is not yet read.
struct StatementDraft {
  private(set) var heading: Heading

  /// What the statement was said to be for.
  let role: SentenceReader.Clause.Role

  private(set) var tokens: ArraySlice<Token>

  /// The tokens after the heading.
  private(set) var body: ArraySlice<Token>

  /// The sign behind the left side, if there is one.
  let sign: Token?

  /// The name that the statement would have given a meaning to, were it not wrong.
  private(set) var name: Name?

  /// Other ways to write the value, each behind "or".
  private var alternatives: [ArraySlice<Token>] = []

  /// The name that the statement gives a meaning to, where something hangs on it.
  private(set) var scripted: ScriptedName?

  /// The letters that hang on a parameter or behind a bracket, as `i` of `softmax(z)_i` and `f(x_i)`.
  let indexLetters: [Token]

  /// The letters of the name that run over components, as `i` of `h_i = …`.
  private(set) var indices: [Token] = []

  /// The turn of a recurrence that the statement is.
  private(set) var turn: Turn?

  /// For an expression that needs a name and has none, a name that is free.
  var missingName: String?

  /// The assignments before this statement in its source that have given names new values.
  var renames = 0..<0

  var range: SourceRange { tokens.wholeRange }

  init(_ clause: SentenceReader.Clause, of sources: [Source]) {
    var reader = HeadingReader(tokens: clause.tokens, of: sources)
    tokens = clause.tokens
    role = clause.role
    do {
      heading = try reader.heading()
      body = reader.rest
    } catch {
      heading = .broken(error)
      body = []
    }
    scripted = reader.scripted
    indexLetters = reader.indexLetters
    sign = reader.sign
    name = heading.name
  }

  /// The draft as a definition of all components at once.
  func indexed(by indices: [Token], as name: Name) -> StatementDraft {
    var draft = self
    switch heading {
    case .definition(_, let isConstant): draft.heading = .definition(name, isConstant: isConstant)
    case .function: draft.heading = .definition(name, isConstant: false)
    case .expression: break
    case .shape, .output, .broken: return self
    }
    if case .expression = heading {} else { draft.name = name }
    draft.indices = indices
    return draft
  }

  /// A second name for what another draft defines.
  init(_ name: Name, meaning original: Name) {
    heading = .definition(name, isConstant: false)
    role = .statement
    tokens = [Token(.name(original.text), at: name.range)]
    body = tokens
    sign = nil
    scripted = nil
    indexLetters = []
    self.name = name
  }
}

extension StatementDraft {
  /// The draft with the heading of a constant, where it gives other numbers or a shape to one.
  func keepingConstancy(of replaced: StatementDraft) -> StatementDraft {
    var draft = self
    switch (replaced.heading, heading) {
    case (.definition(_, isConstant: true), .definition(let name, isConstant: false)),
      (.shape(_, isConstant: true), .definition(let name, isConstant: false)):
      guard body.allSatisfy({ $0.name == nil }) else { return self }
      draft.heading = .definition(name, isConstant: true)
    case (.definition(_, isConstant: true), .shape(let name, isConstant: false)),
      (.shape(_, isConstant: true), .shape(let name, isConstant: false)):
      draft.heading = .shape(name, isConstant: true)
    default:
      return self
    }
    return draft
  }

  /// Whether the value is written in several ways.
  var hasAlternatives: Bool { !alternatives.isEmpty }

  /// Takes another way to write the value, as a further side.
  mutating func add(_ alternative: StatementDraft) {
    alternatives += alternative.sides
  }

  /// The draft as one that gives a name its next value.
  func assigning(_ name: Name) -> StatementDraft {
    guard case .definition(let old, let isConstant) = heading, let sign, let first = body.first
    else { return self }
    var draft = self
    draft.heading = .definition(name, isConstant: isConstant)
    draft.name = name
    if case .compound(let operation) = sign.kind {
      let kind: Token.Kind =
        switch operation {
        case .add: .plus
        case .subtract: .minus
        default: .product(operation)
        }
      let start = [Token(.name(old.text), at: old.range), Token(kind, at: sign.range)]
      // A bracket too much would close the ones that nobody has written.
      draft.body =
        Self.closesWhatItOpens(body)
        ? start + [Token(.leftParenthesis, at: first.range.start)] + body
          + [Token(.rightParenthesis, at: body.wholeRange.end)]
        : start + body
    }
    return draft
  }

  private static func closesWhatItOpens(_ tokens: ArraySlice<Token>) -> Bool {
    var depth = 0
    for token in tokens where depth >= 0 {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
    }
    return depth == 0
  }

  /// The number of the turn that the statement is, by the letter that counts the turns.
  var numbersOfTurn: [String: Int] { turn.map { [$0.index: $0.number] } ?? [:] }

  /// The definition with another spelling of its name, as that of a turn.
  func renamed(to scripted: ScriptedName, turn: Turn? = nil) -> StatementDraft {
    guard case .definition(let old, let isConstant) = heading else { return self }
    var draft = self
    let name = Name(text: scripted.spelling(), range: old.range)
    draft.heading = .definition(name, isConstant: isConstant)
    draft.name = name
    draft.scripted = scripted.withTurnInBase ?? scripted
    draft.turn = turn
    return draft
  }

  /// The token before a part, for messages about what is missing there.
  func introducer(of part: ArraySlice<Token>) -> Token? {
    let isWritten = part.startIndex > tokens.startIndex && part.startIndex <= tokens.endIndex
    return isWritten ? tokens[part.startIndex - 1] : sign
  }

  /// The draft as one that is wrong.
  func broken(by diagnostic: Diagnostic) -> StatementDraft {
    var draft = self
    draft.heading = .broken(diagnostic)
    return draft
  }

  /// Whether a definition has its own name on its right side, where `T` may also be a transpose.
  var usesItself: Bool {
    guard case .definition(let name, _) = heading, sides.count == 1 else { return false }
    return body.indices.contains { position in
      guard body[position].name == name.text else { return false }
      let before = body[..<position].last { $0.kind != .leftBrace }
      return before?.kind != .caret && !isScripted(at: position)
    }
  }

  /// Whether something hangs on a name of the body that makes it another.
  private func isScripted(at position: Int) -> Bool {
    guard position + 1 < body.endIndex else { return false }
    switch body[position + 1].kind {
    case .caret, .lowered, .prime: return true
    default: return false
    }
  }

  /// The sides of a chain `a = b = c`, the left one only where it is no name; one where there is
  /// no chain.
  var sides: [ArraySlice<Token>] {
    let isEquation = body.contains { $0.kind == .equals }
    guard isEquation || name != nil && body.contains(where: { $0.dividesSides }) else {
      return [body] + alternatives
    }
    var sides: [ArraySlice<Token>] = []
    var depth = 0
    var start = body.startIndex
    for position in body.indices {
      if body[position].isOpening { depth += 1 }
      if body[position].isClosing { depth = max(0, depth - 1) }
      if depth == 0, body[position].dividesSides {
        sides.append(body[start..<position])
        start = position + 1
      }
    }
    sides.append(body[start...])
    // What a convolution is called says nothing that could be worked out.
    let others = sides.filter { $0.lettersOfConvolution == nil }
    return (others.isEmpty ? sides : others) + alternatives
  }
}

extension Token {
  /// Whether the token stands between two sides of a chain.
  fileprivate var dividesSides: Bool { kind == .equals || kind == .approximates }
}

extension ArraySlice<Token> {
  /// The letters behind a convolution, as `i` of `(f * g)(i)`; nothing where the tokens are none.
  var lettersOfConvolution: [Token]? {
    let tokens = filter { $0.kind != .newline }
    guard tokens.count > 7, tokens[0].isOpening, tokens[1].name != nil, tokens[3].name != nil,
      tokens[4].isClosing, tokens[5].kind == .leftParenthesis,
      tokens.last?.kind == .rightParenthesis
    else { return nil }
    switch tokens[2].kind {
    case .product(.times), .product(.dot), .product(.hadamard), .unknown: break
    default: return nil
    }
    let inside = tokens[6..<tokens.count - 1]
    guard inside.allSatisfy({ $0.kind == .comma || $0.name?.count == 1 }) else { return nil }
    return inside.filter { $0.name != nil }
  }

  /// The range from the first to the last of at least one token.
  var wholeRange: SourceRange {
    self[startIndex].range.union(self[endIndex - 1].range)
  }
}
