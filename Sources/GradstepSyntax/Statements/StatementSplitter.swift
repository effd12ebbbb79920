/// Finds where lines end: at a `;` outside brackets, and at a new line that is outside brackets too
/// and stands neither behind an operator nor before `=`.
struct StatementSplitter {
  private let tokens: [Token]
  private var depth = 0
  /// The first token behind the new lines that were met last.
  private var nextLine = 0
  /// Whether that line goes on with what is above it.
  private var nextLineGoesOn = false
  /// The bounds of a sum that are being read.
  private var bounds = Bounds.none

  /// The fractions of LaTeX whose arguments are being read.
  private var fractions = FractionArguments()

  /// How far the bounds of a sum are read.
  private enum Bounds: Equatable {
    case none
    /// Behind the sign, or one of its bounds, in so many brackets.
    case behind(depth: Int)
    /// Behind the `_` or `^` of one.
    case mark(depth: Int)
  }

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
    defer {
      readBounds(token)
      fractions.read(token)
    }
    switch token.kind {
    case .end:
      return true
    case .newline, .semicolon:
      // A bracket that was never closed does not swallow the statements after it.
      let goesOn =
        depth > 0
        || token.kind == .newline
          && (isOperator(before: position) || isBetweenMatrices(position) || isBeforeCases(position)
            || isBetweenArguments(position) || isBehindBounds || isChain(after: position))
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

  /// Follows the bounds of a sum, behind which its terms may stand on the next line.
  private mutating func readBounds(_ token: Token) {
    switch (token.kind, bounds) {
    case (.newline, _): break
    case (.reduction, _): bounds = .behind(depth: depth)
    case (.lowered, .behind(depth)), (.caret, .behind(depth)): bounds = .mark(depth: depth)
    case (_, .mark(depth)): bounds = .behind(depth: depth)
    case (_, .behind(depth)): bounds = .none
    default: break
    }
  }

  /// Whether a sum and its bounds stand before a line's end.
  private var isBehindBounds: Bool { bounds == .behind(depth: depth) }

  /// Whether an argument of a fraction stands before a line's end, and behind it its other argument, or
  /// the sum that it is a factor of.
  private func isBetweenArguments(_ position: Int) -> Bool {
    guard position + 1 < tokens.count else { return false }
    switch tokens[position + 1].kind {
    case .leftBrace: return fractions.wantsSecond && !tokens[(position + 1)...].startsDefinition
    case .reduction: return fractions.haveEnded
    default: return false
    }
  }

  /// Whether the next line goes on with another side, or another term: `= c` below `a = b`.
  private mutating func isChain(after position: Int) -> Bool {
    if nextLine <= position {
      nextLine = position + 1
      while tokens[nextLine].kind == .newline { nextLine += 1 }
      nextLineGoesOn = goesOn(nextLine)
    }
    return nextLineGoesOn
  }

  private func goesOn(_ position: Int) -> Bool {
    switch tokens[position].kind {
    case .equals: true
    // `-x` is an expression of its own, and an item of a list starts with a sign, too: `- y = 2x`.
    case .minus: tokens[position + 1].hasSpaceBefore && !definesOnLine(from: position)
    case .plus, .product: !definesOnLine(from: position)
    default: false
    }
  }

  private func definesOnLine(from start: Int) -> Bool {
    for token in tokens[start...] {
      switch token.kind {
      case .newline, .semicolon, .end: return false
      case _ where token.defines || token.kind == .colon: return true
      default: continue
      }
    }
    return false
  }

  /// Whether a matrix is before a line's end and another behind it: they are a product.
  private func isBetweenMatrices(_ position: Int) -> Bool {
    guard position > tokens.startIndex, position + 1 < tokens.count,
      case .endEnvironment = tokens[position - 1].kind,
      case .beginEnvironment = tokens[position + 1].kind
    else { return false }
    return true
  }

  /// Whether `\begin{cases}` is behind a line's end, which is a factor of what stands before.
  private func isBeforeCases(_ position: Int) -> Bool {
    guard position > tokens.startIndex, position + 1 < tokens.count,
      tokens[position - 1].kind != .newline,
      tokens[position + 1].kind == .beginEnvironment(LaTeXEnvironment.choice)
    else { return false }
    // A choice in words has a bracket that is not written.
    return !tokens[position + 1].range.bytes.isEmpty
  }

  /// Whether anything but separators follows.
  private func hasMore(after position: Int) -> Bool {
    tokens[(position + 1)...].first { $0.kind != .newline }.map { $0.kind != .end } ?? false
  }

  /// Whether a line within brackets can be an argument of a call: it is indented behind a comma or the
  /// bracket.
  private func isArgument(at position: Int) -> Bool {
    guard position > 1, tokens[position - 1].kind == .newline else { return false }
    let before = tokens[position - 2]
    let isIndented =
      tokens[position].range.bytes.lowerBound > tokens[position - 1].range.bytes.upperBound
    return isIndented && (before.kind == .comma || before.kind == .leftParenthesis)
  }

  /// Whether a statement unmistakably starts here.
  private func startsStatement(at position: Int) -> Bool {
    guard position + 1 < tokens.count, let name = tokens[position].name,
      !isArgument(at: position)
    else { return false }
    switch tokens[position + 1].kind {
    case .equals, .assign, .colon, .element: return true
    case .name: return name == "const" || name == "output"
    default: return false
    }
  }
}

/// Follows the arguments of fractions through the tokens: `\frac{1}` wants another, `\frac{1}{n}` has
/// ended.
private struct FractionArguments {
  /// The argument that comes next; nothing outside of fractions.
  private var next: Argument?
  /// Those whose braces are open; nothing for braces that are none.
  private var open: [Argument?] = []
  /// Whether the last token ended the second argument of a fraction.
  private(set) var haveEnded = false

  private enum Argument {
    case first
    case second
  }

  /// Whether the last token ended the first argument of a fraction.
  var wantsSecond: Bool { next == .second }

  mutating func read(_ token: Token) {
    switch token.kind {
    case .newline: return
    case .fraction:
      next = .first
      haveEnded = false
    case .leftBrace:
      open.append(next)
      next = nil
      haveEnded = false
    case .rightBrace: end(open.popLast() ?? nil)
    default: end(next)
    }
  }

  private mutating func end(_ argument: Argument?) {
    haveEnded = argument == .second
    next = argument == .first ? .second : nil
  }
}
