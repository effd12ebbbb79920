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

  /// For an expression that needs a name and has none, a name that is free.
  var missingName: String?

  var range: SourceRange { tokens.wholeRange }

  init(_ tokens: ArraySlice<Token>) {
    var reader = HeadingReader(tokens: tokens)
    self.tokens = tokens
    do {
      heading = try reader.heading()
      body = reader.rest
    } catch {
      heading = .broken(error)
      body = []
    }
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
