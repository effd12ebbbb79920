/// What sources say: their tree and the graph that is built of it, and nothing walked yet.
struct Blueprint {
  /// The sources: those that are given, identities that they use, and what was invented.
  let sources: [Source]
  /// How many of them are not invented.
  let givenCount: Int
  let tree: SyntaxTree
  let graph: Graph
  /// What is worth a second look.
  let notes: [Diagnostic]
  /// What was invented.
  let inventions: [Diagnostic]

  /// Reads sources; a later one adds to the first or replaces parts of it.
  ///
  /// - Parameters:
  ///   - sources: the sources
  ///   - valueSeed: decides on the values of leaves that have a shape alone
  ///   - inventsLeaves: whether names that are used and never given become leaves with a shape alone
  /// - Throws: all that is wrong with the sources, at once
  init(
    _ sources: [Source],
    valueSeed: UInt64 = 0,
    inventsLeaves: Bool = false
  ) throws(DiagnosticsError) {
    let operations = OperationTable.standard
    let identities = Identities(for: sources, operations: operations)
    let given = sources + identities.sources
    let invention = Invention(for: inventsLeaves ? given : [], operations: operations)
    let all = given + invention.sources
    let (tree, parsing) = Parser.parse(all, functions: operations.functionNames)
    let (graph, building) = GraphBuilder.build(
      tree,
      operations: operations,
      valueSeed: valueSeed
    )
    inventions = invention.notes
    notes = Diagnostic.inOrder(identities.notes + parsing + building).map { $0.fitted(to: all) }
    guard let graph, !notes.contains(where: { $0.severity == .error }) else {
      throw DiagnosticsError(sources: all, diagnostics: Diagnostic.inOrder(inventions + notes))
    }
    self.sources = all
    givenCount = given.count
    self.tree = tree
    self.graph = graph
  }

  /// What the output is called and worth.
  var output: (name: String?, value: Tensor) {
    let values = Trace.forwardPass(graph)[graph.range(of: graph.output)]
    let value = Tensor(graph.shape(of: graph.output), Array(values))
    return (graph.origins[graph.output].name, value)
  }
}
