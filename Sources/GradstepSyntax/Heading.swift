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
struct Draft {
  private(set) var heading: Heading
  let tokens: ArraySlice<Token>

  /// The tokens after the heading.
  let body: ArraySlice<Token>

  /// The name that the statement gives a meaning to, where something hangs on it.
  let scripted: ScriptedName?

  /// The letters of the name that run over components, as `i` of `h_i = …`.
  private(set) var indices: [Token] = []

  /// For an expression that needs a name and has none, a name that is free.
  var missingName: String?

  var range: SourceRange { tokens.wholeRange }

  init(_ tokens: ArraySlice<Token>, of sources: [Source]) {
    var reader = HeadingReader(tokens: tokens, of: sources)
    self.tokens = tokens
    do {
      heading = try reader.heading()
      body = reader.rest
    } catch {
      heading = .broken(error)
      body = []
    }
    scripted = reader.scripted
  }

  /// The draft as a definition of all components at once.
  func indexed(by indices: [Token], as name: Name) -> Draft {
    guard case .definition(_, let isConstant) = heading else { return self }
    var draft = self
    draft.heading = .definition(name, isConstant: isConstant)
    draft.indices = indices
    return draft
  }
}

extension Draft {
  /// The draft with the heading of a constant, where it gives other numbers or a shape to one.
  func keepingConstancy(of replaced: Draft) -> Draft {
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
}

extension ArraySlice<Token> {
  /// The range from the first to the last of at least one token.
  var wholeRange: SourceRange {
    self[startIndex].range.union(self[endIndex - 1].range)
  }
}
