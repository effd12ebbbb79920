/// Finds where lines end: at a `;` outside brackets, and at a new line that is outside brackets too
/// and stands neither behind an operator nor before `=`.
struct StatementSplitter {
  private let tokens: [Token]
  private var depth = 0
  /// The first token behind the new lines that were met last.
  private var nextLine = 0

  /// The statements of a source, without the separators between them.
  static func split(_ tokens: [Token]) -> [ArraySlice<Token>] {
    var splitter = StatementSplitter(tokens: tokens)
    var statements: [ArraySlice<Token>] = []
    var start = 0
    for position in tokens.indices where splitter.endsStatement(at: position) {
      if start < position { statements.append(tokens[start..<position]) }
      start = position + 1
    }
    return statements
  }

  private init(tokens: [Token]) {
    self.tokens = tokens
  }

  private mutating func endsStatement(at position: Int) -> Bool {
    let token = tokens[position]
    switch token.kind {
    case .end:
      return true
    case .newline, .semicolon:
      // A bracket that was never closed does not swallow the statements after it.
      let goesOn =
        depth > 0
        || token.kind == .newline
          && (isOperator(before: position) || isBetweenMatrices(position)
            || isChain(after: position))
      guard !goesOn || startsStatement(at: position + 1) else { return false }
      depth = 0
      return true
    default:
      if token.isOpening { depth += 1 }
      if token.isClosing { depth = max(0, depth - 1) }
      return false
    }
  }

  /// Whether the line breaks off behind an operator, so that the formula goes on in the next.
  private func isOperator(before position: Int) -> Bool {
    guard position > tokens.startIndex else { return false }
    return switch tokens[position - 1].kind {
    case .plus, .minus, .product, .caret, .equals, .assign, .compound: hasMore(after: position)
    default: false
    }
  }

  /// Whether the next line goes on with another side: `= c` below `a = b`.
  private mutating func isChain(after position: Int) -> Bool {
    if nextLine <= position {
      nextLine = position + 1
      while tokens[nextLine].kind == .newline { nextLine += 1 }
    }
    return tokens[nextLine].kind == .equals
  }

  /// Whether a matrix is before a line's end and another behind it: they are a product.
  private func isBetweenMatrices(_ position: Int) -> Bool {
    guard position > tokens.startIndex, position + 1 < tokens.count,
      case .endEnvironment = tokens[position - 1].kind,
      case .beginEnvironment = tokens[position + 1].kind
    else { return false }
    return true
  }

  /// Whether anything but separators follows.
  private func hasMore(after position: Int) -> Bool {
    tokens[(position + 1)...].first { $0.kind != .newline }.map { $0.kind != .end } ?? false
  }

  /// Whether a statement unmistakably starts here.
  private func startsStatement(at position: Int) -> Bool {
    guard position + 1 < tokens.count, let name = tokens[position].name else { return false }
    switch tokens[position + 1].kind {
    case .equals, .colon, .element: return true
    case .name: return name == "const" || name == "output"
    default: return false
    }
  }
}
