// Chains such as `a = b = c`: one side is worked out, and the others are to be worth the same.
extension StatementParser {
  /// The side of a statement that is worked out, and those that are to be worth the same.
  struct Chain {
    let value: Expression.ID
    var others: [Expression.ID] = []

    func statement(_ kind: Statement.Kind, _ draft: StatementDraft) -> Statement {
      Statement(
        kind: kind,
        range: draft.range,
        sides: others,
        hasAlternatives: draft.hasAlternatives
      )
    }
  }

  /// One side of a chain.
  private struct Side {
    let tokens: ArraySlice<Token>
    /// The expression, unless it has what nothing is known of.
    var value: Expression.ID?
    var isKnown = false
    var hasVariable = false
  }

  /// Reads the sides of a statement: the last of which all names are known and that has one is
  /// worked out.
  mutating func chain(of draft: StatementDraft) throws(Diagnostic) -> Chain {
    let parts = draft.sides
    guard parts.count > 1 else {
      try begin(parts[0], of: draft)
      return Chain(value: try body(of: draft))
    }
    var sides: [Side] = []
    for part in parts { sides.append(try side(part, of: draft)) }
    let chosen =
      sides.lastIndex { $0.isKnown && $0.hasVariable }
      ?? sides.lastIndex { $0.value != nil && $0.hasVariable }
      ?? sides.lastIndex { $0.value != nil }
    guard let chosen, let value = sides[chosen].value else {
      try begin(parts[parts.count - 1], of: draft)
      return Chain(value: try body(of: draft))
    }
    var chain = Chain(value: value)
    for (position, side) in sides.enumerated() where position != chosen {
      if side.isKnown, let value = side.value {
        chain.others.append(value)
      } else {
        warnings.append(leftAside(side.tokens))
      }
    }
    return chain
  }

  /// Says that a side is not compared with the one that is worked out, and why.
  private func leftAside(_ side: ArraySlice<Token>) -> Diagnostic {
    var unknown: [String] = []
    for case .some(let name) in side.map({ $0.name }) where !names.isKnown(name) {
      if !unknown.contains(name), unknown.count < 3 { unknown.append(name) }
    }
    let why =
      side.contains(where: { Ellipsis.isAny($0, of: sources) })
      ? ": it has dots"
      : unknown.isEmpty ? "" : ": nothing is known of '\(unknown.joined(separator: "', '"))'"
    return .note("left-aside", "this side is left aside" + why, at: side.wholeRange)
  }

  private mutating func side(
    _ part: ArraySlice<Token>,
    of draft: StatementDraft
  ) throws(Diagnostic) -> Side {
    let first = expressions.count
    let own = draft.heading.name?.text
    var side = Side(tokens: part)
    do throws(Diagnostic) {
      try begin(part, of: draft)
      side.value = try body(of: draft)
      let read = expressions[first...]
      side.hasVariable = read.contains { if case .name = $0.kind { true } else { false } }
      side.isKnown = !hasUnknownNames(read) && !read.contains { $0.kind.uses(own) }
    } catch {
      let hasUnknownName = part.contains { $0.name.map { !names.isKnown($0) } ?? false }
      let isForeign =
        part.contains(where: isDerivative)
        || part.contains(where: { Ellipsis.isAny($0, of: sources) })
        || hasUnknownName && !part.contains { $0.kind == .unknown }
      guard isForeign else { throw error }
      expressions.removeSubrange(first...)
    }
    return side
  }

  private func isDerivative(_ token: Token) -> Bool {
    ["∂", "∇", "\\partial", "\\nabla"].contains(sources.text(in: token.range))
  }

  /// Whether expressions have names in them that no source gives a meaning to.
  func hasUnknownNames(_ expressions: ArraySlice<Expression>) -> Bool {
    // The upper bound of an index is the size of what has it, and a set that nothing gives all of it.
    var known = names.indices.union(["e", "π"])
    for expression in expressions {
      guard case .binder(let binder) = expression.kind,
        let bound = binder.upper ?? binder.members
      else { continue }
      for part in self.expressions[self.expressions[bound].first...bound] {
        if case .name(let name) = part.kind { known.insert(name) }
      }
    }
    return expressions.contains { expression in
      switch expression.kind {
      case .name(let name):
        !names.isValue(name) && !known.contains(name) && names.family(name) == nil
      case .call(let function, _): !names.isFunction(function)
      default: false
      }
    }
  }
}

extension Expression.Kind {
  /// Whether the expression itself is a value or a call of a name.
  fileprivate func uses(_ name: String?) -> Bool {
    switch self {
    case .name(let used), .call(let used, _): used == name
    default: false
    }
  }
}
