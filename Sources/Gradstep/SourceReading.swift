/// How sources were understood: every statement with every operator, and the shapes of all names.
///
/// Nothing is computed. Names that nothing gives are listed with shapes that fit.
public struct SourceReading: Sendable {
  /// What is said of one statement, or of a name that nothing gives.
  package struct Entry: Hashable, Sendable {
    /// What it is.
    package let role: Role
    /// The name that it gives a meaning to; `nil` for an expression without one.
    package let name: String?
    /// It with every operator written.
    package let text: String
    /// It in LaTeX, with a `&` before its sign; `nil` where it is no mathematics.
    package let latex: String?
    /// The shape of its value; `nil` for functions.
    package let shape: Shape?
    /// What its sums over an index became.
    package let sums: [String]
  }

  /// What a statement is.
  package enum Role: String, Hashable, Sendable, CaseIterable {
    case leaf
    case constant
    case formula
    case output
    case function
    /// A second name for a function.
    case alias
    /// What is used and never given; the shape is one that fits.
    case missing
  }

  /// The statements in the order written, and what is missing behind them.
  package let entries: [Entry]
  /// What is worth a second look.
  public let notes: [Diagnostic]
  /// The sources that were read, and what was put into the place of what is missing.
  package let sources: [Source]

  /// Reads sources; a later one adds to the first or replaces parts of it.
  ///
  /// - Throws: all that is wrong with the sources, but for what is missing
  public init(_ sources: [Source]) throws(DiagnosticsError) {
    let blueprint = try Blueprint(sources, inventsLeaves: true)
    (notes, self.sources) = (blueprint.notes, blueprint.sources)
    let reader = EntryReader(tree: blueprint.tree, graph: blueprint.graph)
    let statements = blueprint.tree.statements
    let isGiven = { (statement: Statement) in statement.range.source < blueprint.givenCount }
    entries =
      statements.filter(isGiven).compactMap(reader.entry)
      + statements.filter { !isGiven($0) }.map(reader.missing)
  }
}

/// Says what statements of a tree are, with what the graph knows of them.
private struct EntryReader {
  typealias Entry = SourceReading.Entry

  let tree: SyntaxTree
  let graph: Graph
  private let nodes: [String: Node.ID]
  private let output: Int?

  init(tree: SyntaxTree, graph: Graph) {
    self.tree = tree
    self.graph = graph
    nodes = Dictionary(
      graph.origins.enumerated().compactMap { id, origin in origin.name.map { ($0, id) } },
      uniquingKeysWith: { first, _ in first }
    )
    let name = graph.origins[graph.output].name
    output = tree.statements.lastIndex { statement in
      switch statement.kind {
      case .definition(let own, _, _), .shape(let own, _, _, _): own.text == name
      case .expression: name == nil
      default: false
      }
    }
  }

  /// What a statement is; `nil` for one that only chooses the output.
  func entry(_ statement: Statement) -> Entry? {
    if case .output = statement.kind { return nil }
    let isOutput = output.map { tree.statements[$0] == statement } ?? false
    return entry(statement, isOutput ? .output : role(of: statement))
  }

  /// What was put into the place of a name that nothing gives.
  func missing(_ statement: Statement) -> Entry { entry(statement, .missing) }

  private func entry(_ statement: Statement, _ role: SourceReading.Role) -> Entry {
    Entry(
      role: role,
      name: statement.name?.text,
      text: tree.reading(of: statement),
      latex: tree.latex(of: statement),
      shape: shape(of: statement),
      sums: sums(in: statement)
    )
  }

  private func role(of statement: Statement) -> SourceReading.Role {
    switch statement.kind {
    case .function: return .function
    case .alias: return .alias
    case .definition(let name, _, _), .shape(let name, _, _, _):
      switch nodes[name.text].map({ graph.nodes[$0].kind }) {
      case .variable: return .leaf
      case .constant: return .constant
      case .operation, nil: return .formula
      }
    case .expression, .output: return .formula
    }
  }

  private func shape(of statement: Statement) -> Shape? {
    switch statement.kind {
    case .function, .alias, .output: return nil
    case .expression: return graph.shape(of: graph.output)
    case .definition(let name, _, let value):
      var name = name.text
      // A second name for a value is not in the graph.
      if nodes[name] == nil, case .name(let other) = tree.expressions[value].kind { name = other }
      return nodes[name].map(graph.shape)
    case .shape(let name, _, _, _):
      return nodes[name.text].map(graph.shape)
    }
  }

  // MARK: - Sums

  /// What the sums over an index in a statement became.
  private func sums(in statement: Statement) -> [String] {
    let root: Expression.ID
    switch statement.kind {
    case .definition(_, _, let value), .function(_, _, let value), .expression(let value):
      root = value
    case .alias, .shape, .output: return []
    }
    return (tree.expressions[root].first...root).compactMap { id in
      guard case .reduction(let reduction, _, _) = tree.expressions[id].kind, reduction != .stack,
        let outcome = graph.outcomes[id]
      else { return nil }
      return switch outcome {
      case .node(let node): "\(tree.reading(of: id)) is \(graph.writtenOut(node).plain)"
      case .terms(1): "\(tree.reading(of: id)) is 1 term, written out"
      case .terms(let count): "\(tree.reading(of: id)) is \(count) terms, written out"
      }
    }
  }
}
