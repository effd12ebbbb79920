package import GradstepSyntax

/// Builds the graph that a syntax tree describes.
///
/// Expressions lie in the tree with operands before the expressions that use them, so a walk along
/// the tree builds the graph. Where it meets a name that is not built yet, or a call of a function
/// of the source's own, the walk is put aside and another begins: a stack of walks, and no
/// recursion, however deep the source.
package struct GraphBuilder {
  let tree: SyntaxTree
  let operations: OperationTable
  private let valueSeed: UInt64
  var draft = GraphDraft()
  private(set) var diagnostics: [Diagnostic] = []
  /// What was said already: a body that is expanded twice makes a mistake once.
  private var said: Set<Said> = []
  /// Whether the graph has outgrown its limits, so that no more of it is built.
  private(set) var isFull = false

  /// A definition of a value, by its name.
  var definitions: [String: Definition] = [:]
  var functions: [String: Function] = [:]
  var aliases: [String: String] = [:]
  /// The definition of which the functions of numbers are steps, too.
  private(set) var nameOfDefinitionInSteps: String?
  /// The function that stands alone and is the output.
  var nameOfStandingFunction: String?
  /// Whether the source writes products of matrices otherwise than with `*`, once that was asked.
  var writesProductsOtherwise: Bool?
  /// Names that are used and never given, in the order in which they are met.
  private(set) var missing: [(name: String, range: SourceRange)] = []
  private var missingNames: Set<String> = []
  /// The functions whose bodies are being expanded.
  var openFunctions: Set<String> = []
  /// The functions that were being expanded where one called itself: that is told once.
  var circularFunctions: Set<String> = []
  /// Names whose own statement is wrong, so that their uses are not.
  var brokenNames: Set<String>

  /// The reductions by the expressions that bind their indices.
  let reductions: [Expression.ID: Expression.ID]
  /// The names that are upper bounds of indices or sets of their values, and what binds these.
  let sizes: [String: Expression.ID]
  /// Those of them that are sets.
  let setNames: Set<String>
  /// What binds the indices of sums without an upper bound, and the names that divide these.
  let divisors: [Expression.ID: [String]]
  /// The names that can be the number of terms of sums without bounds, and what binds their indices.
  let looseSizes: [String: [Expression.ID]]
  /// The indices that are worked out, as `y_i` in `w_{y_i}`, with what they are indices of.
  let calculatedIndices: [Expression.ID: Expression.ID]
  /// The letters in an index that can number examples.
  let exampleLetters: Set<Expression.ID>
  /// The values that count their components from 0, as `a` where there is `a_0`, by place.
  let namesFromZero: [String: Set<Int>]
  /// Whether all square brackets count so, in which a sum without bounds starts at 0.
  let countsBracketsFromZero: Bool
  /// Whether a component has the number 0.
  let hasComponentZero: Bool
  /// The outermost choices by their parts.
  let choices: [Expression.ID: Expression.ID]
  /// What could stand for a component without saying so.
  var ambiguousSums: [Expression.ID: Diagnostic] = [:]
  /// The values that have an index.
  var indexed: [IndexedValue] = []
  /// What each expression is a part of.
  lazy var parents = tree.parents
  /// The arguments of calls whose functions make no use of them.
  lazy var unusedArguments = argumentsWithoutUse()
  /// What sums over an index became.
  var outcomes: [Expression.ID: ReductionOutcome] = [:]
  /// The lists of values that are given one by one, by the names of the values.
  var families: [String: [String]] = [:]
  /// The components of such lists, by the names whose components they are.
  let components: [Expression.ID: Expression.ID]
  /// The groups of the turns of recurrences.
  var groupsOfTurns: [Turn: Int] = [:]
  /// The brackets behind a name that hold a factor, and no index.
  var factorsInBrackets: Set<Expression.ID> = []
  /// Whether it was said that code counts from 0.
  var saysFromZero = false
  /// The definitions that were built, in that order.
  var builtNames: [String] = []

  init(_ tree: SyntaxTree, operations: OperationTable, valueSeed: UInt64) {
    self.tree = tree
    self.operations = operations
    self.valueSeed = valueSeed
    brokenNames = tree.brokenNames
    reductions = Self.reductions(of: tree)
    sizes = Self.sizes(of: tree)
    setNames = Self.setNames(of: tree)
    divisors = Self.divisors(of: tree, reductions)
    looseSizes = Self.looseSizes(of: tree, divisors)
    calculatedIndices = Self.calculatedIndices(of: tree)
    exampleLetters = Self.exampleLetters(of: tree)
    (namesFromZero, countsBracketsFromZero, hasComponentZero) = Self.namesFromZero(in: tree)
    choices = Self.choices(of: tree)
    components = Self.components(of: tree)
  }

  /// Builds the graph of a source, or says all that is wrong with it.
  ///
  /// - Parameters:
  ///   - tree: the source
  ///   - operations: what the source can use
  ///   - valueSeed: decides on the values of leaves that have a shape alone
  /// - Returns: the graph, unless something is wrong, and all that is to be said about the source
  package static func build(
    _ tree: SyntaxTree,
    operations: OperationTable = .standard,
    valueSeed: UInt64 = 0
  ) -> (graph: Graph?, diagnostics: [Diagnostic]) {
    var builder = GraphBuilder(tree, operations: operations, valueSeed: valueSeed)
    let graph = builder.build()
    return (graph, builder.diagnostics)
  }

  /// Builds what the statements define.
  ///
  /// - Returns: what each evaluates to, by its position
  mutating func buildStatements() -> [Int: Value] {
    collectStatements()
    evaluateStandingFunctions()
    nameOfDefinitionInSteps = definitionInSteps()
    let leaves = tree.statements.indices.filter { isLeaf(tree.statements[$0]) }
    // Leaves come first, in the order written, wherever the formulas that use them stand.
    var results: [Int: Value] = [:]
    for position in leaves { results[position] = buildStatement(position) }
    // The list of values that are given one by one is built where it is wanted as a whole.
    for position in tree.statements.indices
    where results[position] == nil && !tree.statements[position].isImplied {
      results[position] = buildStatement(position)
    }
    return results
  }

  private mutating func build() -> Graph? {
    let results = buildStatements()
    reportMissing()
    let output = chooseOutput(results)
    guard !diagnostics.contains(where: { $0.severity == .error }), case .node(let id)? = output
    else { return nil }
    var graph = draft.graph(output: id, operations: operations)
    graph.printedNames = tree.printedNames
    graph.outcomes = outcomes.filter { _, outcome in
      if case .node(let node) = outcome { node < graph.nodes.count } else { true }
    }
    ValueChooser.fillLeaves(of: &graph, seed: valueSeed)
    warnOfUnused(in: graph)
    return graph
  }

  // MARK: - What is wrong

  /// Keeps in mind that a name is used and never given, so that all are told together.
  mutating func missingName(_ name: String, at range: SourceRange) -> Value {
    if missingNames.insert(name).inserted { missing.append((name, range)) }
    return .broken
  }

  /// The place of a message, and what it is about.
  private struct Said: Hashable {
    let identifier: String
    let range: SourceRange?
  }

  /// Adds a diagnostic, unless the same was said of the same place before.
  mutating func say(_ diagnostic: Diagnostic) {
    let said = Said(identifier: diagnostic.identifier, range: diagnostic.range)
    if self.said.insert(said).inserted { diagnostics.append(diagnostic) }
  }

  /// Takes back what was said last.
  mutating func forget(diagnosticsFrom first: Int, missingFrom firstMissing: Int) {
    for diagnostic in diagnostics[first...] {
      said.remove(Said(identifier: diagnostic.identifier, range: diagnostic.range))
    }
    diagnostics.removeSubrange(first...)
    for (name, _) in missing[firstMissing...] { missingNames.remove(name) }
    missing.removeSubrange(firstMissing...)
  }

  /// Says that the graph has become too large, and builds no more of it.
  mutating func reportSize(at range: SourceRange) {
    isFull = true
    say(
      .error(
        "too-large",
        "a graph holds at most \(GraphDraft.largestNodeCount) nodes, \(GraphDraft.largestElementCount)"
          + " numbers and \(GraphDraft.largestGroupCount) expanded calls; with this it would have more",
        at: range
      )
    )
  }
}
