/// Statements as they were understood.
extension SyntaxTree {
  /// A statement with every operator written: `h = W·x + b`.
  public func reading(of statement: Statement) -> String { mathematics(of: statement).text }

  /// A statement with every operator written.
  ///
  /// What defines all components at once reads as a person writes it: `h[i] = x[i] + b[i]`.
  public func mathematics(of statement: Statement) -> Reading {
    var parts = left(of: statement)
    switch statement.kind {
    case .definition(_, let isConstant, let value):
      if isConstant { parts.insert(.sign("const "), at: 0) }
      parts += [.sign(" = "), .expression(components(of: value).body)]
    case .function(_, _, let body): parts += [.sign(" = "), .expression(body)]
    case .alias(_, let function): parts += [.sign(" = "), .piece(.function(function.text))]
    case .shape(_, let isConstant, let dimensions, _):
      if isConstant { parts.insert(.sign("const "), at: 0) }
      let sizes = dimensions.isEmpty ? "1" : Self.list(dimensions, separator: "×")
      parts.append(.sign(" : \(sizes)"))
    case .expression(let value): parts.append(.expression(value))
    case .output: parts.insert(.sign("output "), at: 0)
    }
    return writer.reading(parts)
  }

  /// A statement in LaTeX, for a document that loads amsmath, with a `&` before its sign; `nil` for one
  /// that is no mathematics.
  public func latex(of statement: Statement) -> String? {
    let left = writer.reading(left(of: statement)).latex
    switch statement.kind {
    case .definition(_, _, let value):
      return "\(left) &= \(mathematics(of: components(of: value).body).latex)"
    case .function(_, _, let body): return "\(left) &= \(mathematics(of: body).latex)"
    case .alias(_, let function):
      return "\(left) &= \(Reading([.function(function.text)]).latex)"
    case .shape(_, _, let dimensions, _):
      let power = dimensions.isEmpty ? "" : "^{\(Self.list(dimensions, separator: "\\times "))}"
      return "\(left) &\\in \\mathbb{R}\(power)"
    case .expression(let value): return "& \(mathematics(of: value).latex)"
    case .output: return nil
    }
  }

  /// What stands before the sign of a statement.
  private func left(of statement: Statement) -> [ReadingWriter.Part] {
    switch statement.kind {
    case .definition(let name, _, let value):
      let indices = components(of: value).indices.map { ReadingWriter.Part.piece(.name($0)) }
      guard !indices.isEmpty else { return [.piece(.name(name.text))] }
      return writer.whole(
        .component,
        [[.piece(.name(name.text))], ReadingWriter.separated(indices)]
      )
    case .function(let name, let parameters, _):
      return writer.whole(.call(name.text), parameters.map { [.piece(.name($0.text))] })
    case .alias(let name, _): return [.piece(.function(name.text))]
    case .shape(let name, _, _, _), .output(let name): return [.piece(.name(name.text))]
    case .expression: return []
    }
  }

  /// The letters over which a definition of all components runs, and what it says of each.
  private func components(of value: Expression.ID) -> (indices: [String], body: Expression.ID) {
    var indices: [String] = []
    var body = value
    while case .reduction(.stack, let binderID, let inner) = expressions[body].kind,
      case .binder(let binder) = expressions[binderID].kind
    {
      indices.append(binder.index)
      body = inner
    }
    return (indices, body)
  }

  private static func list(_ sizes: [Int], separator: String) -> String {
    sizes.map(String.init).joined(separator: separator)
  }
}
