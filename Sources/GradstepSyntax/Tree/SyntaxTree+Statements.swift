/// Statements as they were understood.
extension SyntaxTree {
  /// A statement with every operator written: `h = W·x + b`.
  package func reading(of statement: Statement) -> String { mathematics(of: statement).text }

  /// A statement with every operator written.
  ///
  /// What defines all components at once reads as a person writes it: `h[i] = x[i] + b[i]`.
  package func mathematics(of statement: Statement) -> Reading {
    func name(_ name: Name) -> ReadingWriter.Part { .piece(.name(name.text)) }
    func mark(_ isConstant: Bool) -> [ReadingWriter.Part] { isConstant ? [.sign("const ")] : [] }
    let parts: [ReadingWriter.Part]
    switch statement.kind {
    case .definition(let own, let isConstant, let value):
      let (indices, body) = components(of: value)
      let list = ReadingWriter.separated(indices.map { .piece(.name($0)) })
      let left = list.isEmpty ? [name(own)] : ReadingWriter.whole(.component, [[name(own)], list])
      parts = mark(isConstant) + left + [.piece(.equals), .expression(body)]
    case .function(let own, let parameters, let body):
      let left = ReadingWriter.whole(.call(own.text), parameters.map { [name($0)] })
      parts = left + [.piece(.equals), .expression(body)]
    case .alias(let own, let function):
      parts = [.piece(.function(own.text)), .piece(.equals), .piece(.function(function.text))]
    case .shape(let own, let isConstant, let dimensions, _):
      let sizes = dimensions.isEmpty ? "1" : Self.list(dimensions, separator: "×")
      parts = mark(isConstant) + [name(own), .sign(" : \(sizes)")]
    case .expression(let value): parts = [.expression(value)]
    case .output(let own): parts = [.sign("output "), name(own)]
    }
    return writer.reading(parts)
  }

  /// A statement in LaTeX, for a document that loads amsmath, with a `&` before its sign; `nil` for one
  /// that is no mathematics.
  package func latex(of statement: Statement) -> String? {
    switch statement.kind {
    case .definition, .function, .alias: return mathematics(of: statement).latex
    case .shape(let name, _, let dimensions, _):
      let power = dimensions.isEmpty ? "" : "^{\(Self.list(dimensions, separator: "\\times "))}"
      return "\(Name.latex(of: printedNames.spelling(of: name.text))) &\\in \\mathbb{R}\(power)"
    case .expression: return "& \(mathematics(of: statement).latex)"
    case .output: return nil
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
