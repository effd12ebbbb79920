/// Statements as they were understood.
extension SyntaxTree {
  /// A statement with every operator written: `h = W·x + b`.
  ///
  /// What defines all components at once reads as a person writes it: `h[i] = x[i] + b[i]`.
  public func reading(of statement: Statement) -> String {
    let reading = Reading(sources: sources, expressions: expressions)
    switch statement.kind {
    case .definition(let name, let isConstant, let value):
      let (indices, body) = components(of: value)
      let list = indices.isEmpty ? "" : "[\(indices.joined(separator: ", "))]"
      return (isConstant ? "const " : "") + Self.reading(ofName: name.text) + list + " = "
        + reading.text(of: body)
    case .function(let name, let parameters, let body):
      let list = parameters.map { Self.reading(ofName: $0.text) }.joined(separator: ", ")
      return "\(name.text)(\(list)) = \(reading.text(of: body))"
    case .alias(let name, let function):
      return "\(name.text) = \(function.text)"
    case .shape(let name, let isConstant, let dimensions, _):
      let sizes = dimensions.isEmpty ? "1" : Self.list(dimensions, separator: "×")
      return (isConstant ? "const " : "") + "\(Self.reading(ofName: name.text)) : \(sizes)"
    case .expression(let value):
      return reading.text(of: value)
    case .output(let name):
      return "output \(Self.reading(ofName: name.text))"
    }
  }

  /// A statement in LaTeX, for a document that loads amsmath, with a `&` before its sign; `nil` for one
  /// that is no mathematics.
  public func latex(of statement: Statement) -> String? {
    let reading = Reading(sources: sources, expressions: expressions, isLaTeX: true)
    switch statement.kind {
    case .definition(let name, _, let value):
      let (indices, body) = components(of: value)
      let latex = Name.latex(of: name.text)
      let left = indices.isEmpty ? latex : "{\(latex)}_{\(indices.joined(separator: ", "))}"
      return "\(left) &= \(reading.text(of: body))"
    case .function(let name, let parameters, let body):
      let list = parameters.map { Name.latex(of: $0.text) }.joined(separator: ", ")
      return "\(Reading.latex(ofFunction: name.text))\\left(\(list)\\right) &= "
        + reading.text(of: body)
    case .alias(let name, let function):
      return "\(Name.latex(of: name.text)) &= \(Reading.latex(ofFunction: function.text))"
    case .shape(let name, _, let dimensions, _):
      let power = dimensions.isEmpty ? "" : "^{\(Self.list(dimensions, separator: "\\times "))}"
      return "\(Name.latex(of: name.text)) &\\in \\mathbb{R}\(power)"
    case .expression(let value):
      return "& \(reading.text(of: value))"
    case .output:
      return nil
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
