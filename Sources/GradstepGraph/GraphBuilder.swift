public import GradstepSyntax

/// Builds the graph that a syntax tree describes.
///
/// Expressions lie in the tree with operands before the expressions that use them, so a walk along
/// the tree builds the graph. Where it meets a name that is not built yet, or a call of a function
/// of the source's own, the walk is put aside and another begins: a stack of walks, and no
/// recursion, however deep the source.
public struct GraphBuilder {
  let tree: SyntaxTree
  let operations: OperationTable
  private let valueSeed: UInt64
  var draft = Draft()
  private(set) var diagnostics: [Diagnostic] = []
  /// What was said already: a body that is expanded twice makes a mistake once.
  private var said: Set<Said> = []
  /// Whether the graph has outgrown its limits, so that no more of it is built.
  private var isFull = false

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
  private var openFunctions: Set<String> = []
  /// The functions that were being expanded where one called itself: that is told once.
  private var circularFunctions: Set<String> = []
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
  private var groupsOfTurns: [Turn: Int] = [:]
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
    namesFromZero = Self.namesFromZero(in: tree)
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
  public static func build(
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
    graph.outcomes = outcomes.filter { _, outcome in
      if case .node(let node) = outcome { node < graph.nodes.count } else { true }
    }
    ValueChooser.fillLeaves(of: &graph, seed: valueSeed)
    warnOfUnused(in: graph)
    return graph
  }

  // MARK: - Walks

  /// A walk along one expression, from its first part to the whole.
  struct Walk {
    /// What the walk builds.
    enum Purpose {
      case definition(String)
      case call(of: String, by: Expression.ID)
      case expression(Expression.ID)
      /// The body of a reduction for all values of its index.
      case reduction(Expression.ID, Axis)
      /// The body of a reduction for one value of its index.
      case term
      /// The body of a reduction over all components.
      case whole(Expression.ID)
      /// The body of a reduction that is none.
      case body(Expression.ID)
    }

    let purpose: Purpose
    let root: Expression.ID
    var next: Expression.ID
    let first: Expression.ID
    /// What the parts evaluated to, in the order of the tree.
    var results: [Value] = []
    /// The arguments of a call, by the names of the parameters.
    var arguments: [String: Value] = [:]
    /// What the letters stand for that are bound by sums.
    var indices: [String: BoundIndex] = [:]
    /// In how many sums the walk is, of which some may bind the same letter.
    var reductionDepth = 0
    /// Whether vectors are lists of examples, of each of which the formula speaks alone.
    var isByExample = false
    /// The terms that are being written out.
    var unrolling: Unrolling?
    /// How much there was before, where the walk is an attempt.
    var attempt: Mark?
    var group: Int?
    /// Where the call stands that this walk expands, for messages.
    var callSite: SourceRange?
    /// Whether parts that are built of numbers and operators alone become one number.
    var folds = true
    /// Whether functions of numbers do, too.
    var foldsFunctions = true

    func result(_ id: Expression.ID) -> Value { results[id - first] }

    /// Whether a letter stands for all of its values at once.
    var hasAxes: Bool {
      indices.values.contains { if case .axis = $0 { true } else { false } }
    }

    /// Takes the value of the next expression.
    mutating func take(_ value: Value) {
      results.append(value)
      next += 1
    }

    /// Takes the value of an expression further on; nobody asks for those before it.
    mutating func take(_ value: Value, of id: Expression.ID) {
      results += repeatElement(.broken, count: id - next)
      next = id
      take(value)
    }
  }

  /// What a part of an expression evaluates to.
  enum Value {
    case node(Node.ID)
    /// A number, a vector or a matrix of numbers that is no node yet, as a position in the draft.
    case literal(Int)
    /// A value for each value of an index, as a position in the list of such values.
    case indexed(Int)
    /// An index itself, moved by a number.
    case index(String, offset: Int)
    /// The indices from one to another; `nil` where they run from or to the end.
    case slice(Int?, Int?)
    /// The `e` of `e^x`, where the source has no such name.
    case eulersNumber
    /// Something that an error was reported of.
    case broken
  }

  /// What a walk does next.
  enum Progress {
    case value(Value)
    case walk(Walk)
    /// The value of a line of a function, and the name that stands for it in the lines below.
    case bind(String, Value)
    /// The value of an expression further on, which makes all up to it.
    case skip(to: Expression.ID, Value)
    /// The terms that are to be written out.
    case unroll(Unrolling)
  }

  mutating func run(_ purpose: Walk.Purpose) -> Value {
    guard let walk = begin(purpose) else {
      if case .definition(let name) = purpose, case .built(let value)? = definitions[name]?.state {
        return value
      }
      return .broken
    }
    return run(walk)
  }

  mutating func run(_ walk: Walk) -> Value {
    var walk = walk
    var waiting: [Walk] = []
    while true {
      while walk.next <= walk.root {
        guard !isFull else { return .broken }
        switch nextTerm(of: &walk) ?? evaluate(walk.next, in: walk) {
        case .value(let value):
          walk.take(value)
        case .bind(let name, let value):
          walk.arguments[name] = value
          walk.take(value)
        case .skip(let id, let value):
          walk.take(value, of: id)
        case .unroll(let unrolling):
          walk.unrolling = unrolling
        case .walk(let inner):
          waiting.append(walk)
          walk = inner
        }
      }
      let value = finish(walk)
      guard var outer = waiting.popLast() else { return value }
      hand(value, of: walk, to: &outer)
      walk = outer
    }
  }

  /// Gives the value of a walk to the one that waits for it.
  private mutating func hand(_ value: Value, of walk: Walk, to outer: inout Walk) {
    switch walk.purpose {
    case .call: outer.take(value)
    case .definition, .expression: break
    case .term: outer.unrolling?.terms.append(value)
    case .whole(let id): outer.take(whole(value, of: id, in: outer), of: id)
    case .body(let id): outer.take(value, of: id)
    case .reduction(let id, let axis):
      guard case .reduction(let reduction, _, _) = tree.expressions[id].kind,
        let mark = walk.attempt
      else { return }
      if case .broken = value {
      } else if isSilent(since: mark),
        let whole = try? reduced(value, by: reduction, over: axis, at: id, in: walk),
        let result = outer.hasAxes ? whole : try? settled(whole, at: id, in: walk),
        isSilent(since: mark)
      {
        note(result, ofReduction: id)
        return outer.take(result, of: id)
      }
      rewind(to: mark)
      outer.unrolling = unrolling(id, axis, in: outer)
    }
  }

  /// A walk that builds a definition or an expression; `nil` where the definition is built.
  private mutating func begin(_ purpose: Walk.Purpose) -> Walk? {
    switch purpose {
    case .definition(let name):
      guard let definition = definitions[name], case .pending = definition.state,
        let root = definition.value
      else { return nil }
      definitions[name]?.state = .building
      // Two definitions are two values, also where they say the same.
      draft.shared.removeAll(keepingCapacity: true)
      let first = tree.expressions[root].first
      var walk = Walk(
        purpose: purpose,
        root: root,
        next: first,
        first: first,
        foldsFunctions: name != nameOfDefinitionInSteps
      )
      walk.group = definition.turn.map { group(of: $0) }
      return walk
    case .expression(let root):
      let first = tree.expressions[root].first
      return Walk(
        purpose: purpose,
        root: root,
        next: first,
        first: first,
        folds: !isArithmetic(root),
        foldsFunctions: !isNumeric(root)
      )
    case .call, .reduction, .term, .whole, .body:
      return nil
    }
  }

  /// The group of a turn, which its lines have in common.
  private mutating func group(of turn: Turn) -> Int {
    if let group = groupsOfTurns[turn] { return group }
    let group = draft.addGroup(.turn(turn), parent: nil)
    groupsOfTurns[turn] = group
    return group
  }

  /// Forgets the groups of turns that an attempt made.
  mutating func forgetTurns(from group: Int) {
    groupsOfTurns = groupsOfTurns.filter { $0.value < group }
  }

  /// A walk that builds a definition that is not built yet.
  mutating func begin(pending name: String) -> Walk? {
    guard case .pending? = definitions[name]?.state else { return nil }
    return begin(.definition(name))
  }

  /// Takes the value that a walk came to.
  private mutating func finish(_ walk: Walk) -> Value {
    var value = walk.result(walk.root)
    if case .eulersNumber = value {
      value = missingName("e", at: tree.expressions[walk.root].range)
    }
    switch walk.purpose {
    case .definition(let name):
      guard let definition = definitions[name] else { return .broken }
      switch value {
      case .literal(let literal):
        value = .node(
          draft.addLeaf(
            literal,
            name: name,
            isConstant: definition.isConstant || isSize(walk.root),
            range: definition.name.range
          )
        )
      case .node(let id):
        if definition.isConstant {
          say(
            .error(
              "constant-formula",
              "'const' goes with numbers alone",
              at: tree.expressions[walk.root].range,
              solutions: [Diagnostic.Solution(summary: "leave out 'const'")]
            )
          )
        }
        draft.name(id, name)
      case .indexed, .index, .slice, .eulersNumber, .broken:
        break
      }
      definitions[name]?.state = .built(value)
      builtNames.append(name)
    case .reduction, .term, .whole, .body:
      break
    case .expression:
      value = node(value, of: walk.root, group: nil)
    case .call(let name, _):
      openFunctions.remove(name)
    }
    return value
  }

  private mutating func evaluate(_ id: Expression.ID, in walk: Walk) -> Progress {
    let expression = tree.expressions[id]
    if let index = chosenIndex(id, in: walk) { return .value(index) }
    switch expression.kind {
    case .number(let number):
      return .value(draft.addLiteral(Tensor(number), written: id))
    case .name(let name):
      return evaluate(name: name, at: expression.range, in: walk)
    case .list(let entries):
      return .value(list(entries, at: id, in: walk))
    case .ones:
      return .value(draft.addLiteral(Tensor(1), written: id))
    case .column(let entries):
      return .value(column(entries, at: id, in: walk))
    case .same(let operand):
      return .value(walk.result(operand))
    case .choice(let comparison, let left, let right, let then, let otherwise):
      let operands = [left, right, then, otherwise]
      return .value(apply(.choice(comparison), operands, to: id, in: walk))
    case .negation(let operand):
      return .value(apply(.negation, [operand], to: id, in: walk))
    case .transpose(let operand):
      // Behind a row it is put back: `x Wᵀ` is `W·x`.
      if isTransposedBehindRow(id, operand, in: walk) { return .value(walk.result(operand)) }
      warnOfRows(operand, transposedBy: id)
      return .value(apply(.transpose, [operand], to: id, in: walk))
    case .size(let operand, let dimension):
      return .value(size(of: operand, dimension, at: id, in: walk))
    case .component(let operand, let indices):
      return .value(component(operand, indices, of: id, in: walk))
    case .superscript(let base, let index):
      return .value(superscript(base, index, of: id, in: walk))
    case .slice(let lower, let upper):
      return .value(slice(lower, upper, in: walk))
    case .binder:
      return reductions[id].map { begin(reduction: $0, in: walk) } ?? .value(.broken)
    case .reduction:
      return .value(.broken)
    case .binary(let sign, let left, let right):
      if sign == .power, case .eulersNumber = walk.result(left) {
        return .value(apply(.function("exp"), [right], to: id, in: walk))
      }
      if let diagnostic = ambiguousSums[id] {
        say(diagnostic)
        return .value(.broken)
      }
      if sign == .power, isSquareOfNorm(id, of: left, in: walk) { return .value(walk.result(left)) }
      if sign == .power, let power = powerOfElements(left, right, at: id, in: walk) {
        return .value(power)
      }
      if sign == .power, isInverse(left, right, in: walk) {
        return .value(apply(.function("inv"), [left], to: id, in: walk))
      }
      if let product = rowTimesMatrix(sign, left, right, at: id, in: walk) {
        return .value(product)
      }
      if sign == .add || sign == .subtract, isDotBesideVector(left, right, in: walk) {
        return .value(.broken)
      }
      if sign.isProduct, isOfComponents(left, right, by: id, in: walk) {
        return .value(apply(.infix(.hadamard), [left, right], to: id, in: walk))
      }
      if sign == .dot, isDotWithItself(left, right, by: id, in: walk) { return .value(.broken) }
      if sign.isProduct, let product = productOfRows(left, right, by: id, in: walk) {
        return .value(product)
      }
      if let value = broadcast(sign, left, right, at: id, in: walk) { return .value(value) }
      if let walk = filled(withOnes: sign, left, right, in: walk) {
        return .value(apply(.infix(sign), [left, right], to: id, in: walk))
      }
      return .value(apply(.infix(sign), [left, right], to: id, in: walk))
    case .call(let name, let arguments):
      return call(name, arguments, by: id, in: walk)
    case .block(_, let operand), .keyword(_, let operand):
      return .value(walk.result(operand))
    case .local(let name, let value, let isDefault):
      return local(name, value, isDefault: isDefault, in: walk)
    case .along(let call, let operand):
      return .value(along(call, operand, at: id, in: walk))
    case .place:
      return .value(.slice(nil, nil))
    case .replacement(let place, let sign, let value):
      return .value(replacement(place, sign, value, at: id, in: walk))
    }
  }

  private mutating func evaluate(
    name: String,
    at range: SourceRange,
    in walk: Walk
  ) -> Progress {
    switch walk.indices[name] {
    case .axis: return .value(.index(name, offset: 0))
    case .number(let number, _):
      return .value(draft.addLiteral(Tensor(Double(number)), written: walk.next))
    case nil: break
    }
    if let progress = component(named: name, at: walk.next, in: walk) { return progress }
    if let argument = walk.arguments[name] { return .value(argument) }
    if let progress = member(of: name, in: walk) { return progress }
    switch definitions[name]?.state {
    case .built(let value):
      return .value(value)
    case .pending:
      guard let inner = begin(.definition(name)) else { return .value(.broken) }
      return .walk(inner)
    case .building:
      say(
        .error(
          "circular-definition",
          "a value is defined by others; '\(name)' needs itself",
          at: range,
          notes: definitions[name].map {
            [Diagnostic.Note(summary: "\(name) is defined here", range: $0.name.range)]
          } ?? []
        )
      )
      return .value(.broken)
    case nil:
      if name == "e" { return .value(.eulersNumber) }
      if name == "None", isCode(walk.next) { return .value(newAxis(at: walk.next)) }
      if name == "π" { return .value(draft.addLiteral(Tensor(.pi), written: walk.next)) }
      if let progress = size(named: name, at: walk.next, in: walk) { return progress }
      if exampleLetters.contains(walk.next) { return .value(.index(name, offset: 0)) }
      // A function whose body has no use for a parameter needs no value of it.
      if unusedArguments.contains(walk.next) {
        return .value(draft.addLiteral(Tensor(0), written: walk.next))
      }
      return .value(missingName(name, at: range))
    }
  }

  mutating func missingName(_ name: String, at range: SourceRange) -> Value {
    if missingNames.insert(name).inserted { missing.append((name, range)) }
    return .broken
  }

  // MARK: - What is wrong

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
        "a graph holds at most \(Draft.largestNodeCount) nodes, \(Draft.largestElementCount)"
          + " numbers and \(Draft.largestGroupCount) expanded calls; with this it would have more",
        at: range
      )
    )
  }

  // MARK: - Calls

  private mutating func call(
    _ called: String,
    _ arguments: [Expression.ID],
    by id: Expression.ID,
    in walk: Walk
  ) -> Progress {
    let expression = tree.expressions[id]
    var name = called
    while functions[name] == nil, let meant = aliases[name] { name = meant }
    guard let function = functions[name] else {
      if name == "abs", arguments.count == 1, isInBars(id) {
        if let count = countOfSet(arguments[0], at: id, in: walk) { return .value(count) }
        return .value(bars(arguments[0], at: id, in: walk))
      }
      if isInAngles(id) { return .value(innerProduct(arguments, at: id, in: walk)) }
      if let value = codeFunction(name, arguments, by: id, in: walk) { return .value(value) }
      if isStatistic(name, arguments) {
        return .value(statistic(name, arguments[0], at: id, in: walk))
      }
      if name == "clip", let clipped = clipped(arguments, at: id, in: walk) {
        return .value(clipped)
      }
      if !operations.positions(of: .function(name)).isEmpty {
        return .value(apply(.function(name), arguments, to: id, in: walk))
      }
      reportUnknownFunction(called, at: expression.head)
      return .value(.broken)
    }
    guard !circularFunctions.contains(name) else { return .value(.broken) }
    if openFunctions.contains(name) {
      circularFunctions.formUnion(openFunctions)
      say(
        .error(
          "recursive-function",
          "a function is built of others; '\(name)' calls itself",
          at: expression.head,
          notes: [Diagnostic.Note(summary: "\(name) is defined here", range: function.name.range)]
        )
      )
      return .value(.broken)
    }
    guard let given = self.arguments(arguments, of: function, called: called, by: id, in: walk)
    else { return .value(.broken) }
    guard draft.hasRoomForGroup else {
      reportSize(at: expression.range)
      return .value(.broken)
    }
    openFunctions.insert(name)
    let values = function.parameters.compactMap { given[$0.text] }
    let first = tree.expressions[function.body].first
    var inner = Walk(
      purpose: .call(of: name, by: id),
      root: function.body,
      next: first,
      first: first
    )
    inner.callSite = walk.callSite ?? expression.range
    // A letter that is bound outside is bound in no function but by the values that have it.
    inner.indices = walk.indices.filter { _, index in
      if case .axis = index { true } else { false }
    }
    inner.arguments = given
    inner.group = draft.addGroup(
      .call(function: called, values.map(groupArgument)),
      parent: walk.group
    )
    return .walk(inner)
  }

  /// An argument as the body of a function sees it: a number of the call is not folded there.
  mutating func argument(_ value: Value, written id: Expression.ID) -> Value {
    switch value {
    case .literal(let literal): draft.addArgument(literal)
    case .eulersNumber: missingName("e", at: tree.expressions[id].range)
    case .node, .indexed, .index, .slice, .broken: value
    }
  }

  private func groupArgument(_ value: Value) -> Group.Argument {
    switch value {
    case .node(let id): .node(id)
    case .literal(let literal): .number(tree.reading(of: draft.writtenAs(literal)))
    case .indexed, .index, .slice, .eulersNumber, .broken: .number("…")
    }
  }
}
