import GradstepSyntax

/// The statements of a source: what they define, which are leaves, and which one is the output.
extension GraphBuilder {
  struct Definition {
    let name: Name
    let isConstant: Bool
    /// The right side; `nil` for a leaf that has a shape alone.
    let value: Expression.ID?
    /// The turn of a recurrence that the definition is.
    var turn: Turn?
    var state: State

    enum State {
      case pending
      case building
      case built(Value)
    }
  }

  struct Function {
    let name: Name
    let parameters: [Name]
    let body: Expression.ID
    /// The names that its lines give values to, where it has lines, and those of them that are
    /// parameters with a value where none is given.
    let locals: Set<String>
    let defaults: Set<String>
  }

  mutating func collectStatements() {
    definitions.reserveCapacity(tree.statements.count)
    for statement in tree.statements {
      switch statement.kind {
      case .definition(let name, let isConstant, let value):
        definitions[name.text] = Definition(
          name: name,
          isConstant: isConstant,
          value: value,
          turn: statement.turn,
          state: .pending
        )
        if statement.isImplied, case .list(let entries) = tree.expressions[value].kind {
          families[name.text] = entries.compactMap {
            if case .name(let member) = tree.expressions[$0].kind { member } else { nil }
          }
        }
      case .function(let name, let parameters, let body):
        functions[name.text] = function(name, parameters, body)
      case .alias(let name, let function):
        aliases[name.text] = function.text
      case .shape(let name, let isConstant, _, _):
        definitions[name.text] = Definition(
          name: name,
          isConstant: isConstant,
          value: nil,
          state: .pending
        )
      case .expression, .output:
        break
      }
    }
  }

  /// Whether a statement defines a leaf: it has a shape alone, or a right side of numbers alone.
  func isLeaf(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .definition(let name, _, let value):
      isNumeric(value) && name.text != nameOfDefinitionInSteps
    case .shape: true
    case .function, .alias, .expression, .output: false
    }
  }

  /// Whether an expression is built of numbers alone, functions of the language included.
  func isNumeric(_ root: Expression.ID) -> Bool {
    tree.expressions[tree.expressions[root].first...root].allSatisfy {
      switch $0.kind {
      case .name(let name): (name == "e" || name == "π") && definitions[name] == nil
      case .call(let name, _): isBuiltIn(name)
      case .binder, .reduction: false
      case .number, .ones, .list, .column, .same, .choice, .negation, .binary, .transpose,
        .component, .slice, .size, .superscript, .along, .keyword, .block, .local, .place,
        .replacement:
        true
      }
    }
  }

  /// Whether an expression is built of numbers and operators alone.
  func isArithmetic(_ root: Expression.ID) -> Bool {
    isNumeric(root) && !callsFunction(root)
  }

  private func callsFunction(_ root: Expression.ID) -> Bool {
    tree.expressions[tree.expressions[root].first...root].contains {
      switch $0.kind {
      case .name, .call, .along: true
      case .number, .ones, .list, .column, .same, .choice, .negation, .binary, .transpose,
        .component, .slice, .size, .superscript, .binder, .reduction, .keyword, .block, .local,
        .place, .replacement:
        false
      }
    }
  }

  private func isBuiltIn(_ function: String) -> Bool {
    var name = function
    while functions[name] == nil, let meant = aliases[name] { name = meant }
    return functions[name] == nil && !operations.positions(of: .function(name)).isEmpty
  }

  /// The one definition that is worked out in steps although it is built of numbers alone: a function
  /// of them, in a source that would have no step else.
  func definitionInSteps() -> String? {
    guard nameOfStandingFunction == nil else { return nil }
    var last: String?
    for statement in tree.statements {
      switch statement.kind {
      case .expression: return nil
      case .definition(let name, let isConstant, let value):
        guard isNumeric(value) else { return nil }
        if !isConstant, callsFunction(value) { last = name.text }
      case .function, .alias, .shape, .output: continue
      }
    }
    return last
  }

  mutating func buildStatement(_ position: Int) -> Value {
    switch tree.statements[position].kind {
    case .definition(let name, _, _):
      return run(Walk.Purpose.definition(name.text))
    case .expression(let root):
      return run(Walk.Purpose.expression(root))
    case .shape(let name, let isConstant, let dimensions, let range):
      return leaf(name, isConstant: isConstant, dimensions, at: range)
    case .function(let name, _, _) where definitions[name.text] != nil:
      return run(Walk.Purpose.definition(name.text))
    case .function, .alias, .output:
      return .broken
    }
  }

  /// A leaf that has a shape alone; its values are chosen when the whole graph is known.
  private mutating func leaf(
    _ name: Name,
    isConstant: Bool,
    _ dimensions: [Int],
    at range: SourceRange
  ) -> Value {
    let shape =
      switch dimensions.count {
      case 0: Shape.scalar
      case 1: Shape.vector(dimensions[0])
      default: Shape.matrix(dimensions[0], dimensions[1])
      }
    guard draft.hasRoom(for: shape) else {
      reportSize(at: range)
      return .broken
    }
    let id = draft.addLeaf(shape, name: name.text, isConstant: isConstant, range: name.range)
    definitions[name.text]?.state = .built(.node(id))
    return .node(id)
  }

  /// The output: what `output` names, else the last formula, else the last leaf.
  mutating func chooseOutput(_ results: [Int: Value]) -> Value? {
    for statement in tree.statements.reversed() {
      guard case .output(let name) = statement.kind else { continue }
      if case .built(let value)? = definitions[name.text]?.state { return value }
      guard !brokenNames.contains(name.text), definitions[name.text] == nil else { return nil }
      say(
        .error(
          "unknown-output",
          "the output is a value that the source defines; '\(name.text)' is "
            + (functions[name.text] == nil ? "not" : "a function"),
          at: name.range,
          solutions: suggestion(for: name, among: definitions.keys.sorted())
        )
      )
      return nil
    }
    if let name = nameOfStandingFunction {
      if case .built(let value)? = definitions[name]?.state { return value }
      return nil
    }
    let main = tree.statements.indices.prefix(tree.mainStatementCount)
    let others = tree.statements.indices.dropFirst(tree.mainStatementCount)
    for candidates in [main, others] {
      let formulas = candidates.filter { isFormula(tree.statements[$0], results[$0]) }
      if let formula = lastUnused(formulas) { return results[formula] }
    }
    if let function = uncalledFunction {
      if tree.isComplete {
        say(
          .error(
            "no-output",
            "a source ends in a formula; '\(function.name.text)' is defined and never called",
            at: function.name.range,
            solutions: [
              Diagnostic.Solution(
                summary: "give its parameters values, as in "
                  + function.parameters.map { "\($0.text) = 1" }.joined(separator: "; ")
              ),
              Diagnostic.Solution(
                summary: "add a formula, as in out = \(function.name.text)("
                  + function.parameters.map { $0.text }.joined(separator: ", ") + ")"
              ),
            ]
          )
        )
      }
      return nil
    }
    for candidates in [main, others] {
      let leaf = candidates.last {
        switch tree.statements[$0].kind {
        case .definition, .shape: true
        case .function, .alias, .expression, .output: false
        }
      }
      if let leaf { return results[leaf] }
    }
    if tree.isComplete, !diagnostics.contains(where: { $0.severity == .error }) {
      say(
        .error(
          "no-output",
          "a source defines a value; this one defines none",
          at: tree.statements.last?.range,
          solutions: [Diagnostic.Solution(summary: "add a formula, as in y = x^2")]
        )
      )
    }
    return nil
  }

  /// The last of some formulas; where another is worked out from it, the last of which none is.
  private mutating func lastUnused(_ formulas: [Int]) -> Int? {
    guard let last = formulas.last, let name = tree.statements[last].name else {
      return formulas.last
    }
    let used = usedNames()
    guard used.contains(name.text),
      let unused = formulas.last(where: {
        tree.statements[$0].name.map { !used.contains($0.text) } ?? true
      }), let output = tree.statements[unused].name
    else { return last }
    say(
      .note(
        "output-by-use",
        "the output is '\(output.text)': the last formula, '\(name.text)', is a part of it",
        at: output.range,
        solutions: [Diagnostic.Solution(summary: "for another: output \(name.text)")]
      )
    )
    return unused
  }

  /// The names that formulas and called functions are made of.
  private func usedNames() -> Set<String> {
    var called: Set<String> = []
    for expression in tree.expressions {
      if case .call(let name, _) = expression.kind { called.insert(name) }
    }
    var used: Set<String> = []
    for statement in tree.statements {
      switch statement.kind {
      case .definition(let name, _, let value):
        used.formUnion(names(in: value).filter { $0 != name.text })
      case .function(let name, let parameters, let body) where called.contains(name.text):
        let own = functions[name.text]?.locals ?? []
        used.formUnion(names(in: body).subtracting(parameters.map { $0.text }).subtracting(own))
      case .expression(let value):
        used.formUnion(names(in: value))
      default:
        break
      }
    }
    return used
  }

  /// The last function that the source defines and that no other calls.
  ///
  /// Asked for where no formula was found, so that only functions can have called it.
  private var uncalledFunction: Function? {
    let called = Set(
      tree.expressions.compactMap { if case .call(let name, _) = $0.kind { name } else { nil } }
    )
    let defined = tree.statements.compactMap { statement in
      if case .function(let name, _, _) = statement.kind { functions[name.text] } else { nil }
    }
    return defined.last { !called.contains($0.name.text) } ?? defined.last
  }

  /// Warns of formulas that the output is not computed from: perhaps another output was meant.
  mutating func warnOfUnused(in graph: Graph) {
    let reaches = graph.nodesThatReachOutput()
    guard let output = graph.origins[graph.output].name else { return }
    var turns: [Int: [Name]] = [:]
    defer {
      for recurrence in turns.keys.sorted() { note(unused: turns[recurrence] ?? [], output) }
    }
    for statement in tree.statements {
      guard case .definition(let name, _, _) = statement.kind,
        case .built(.node(let id))? = definitions[name.text]?.state,
        graph.nodes[id].kind == .operation, !reaches[id]
      else { continue }
      if let turn = statement.turn {
        turns[turn.recurrence, default: []].append(name)
        continue
      }
      say(
        .warning(
          "unused-formula",
          "'\(name.text)' is not part of the output '\(output)'",
          at: name.range,
          solutions: [Diagnostic.Solution(summary: "to make it the output: output \(name.text)")]
        )
      )
    }
  }

  /// Says once which values of the turns of a recurrence the output is not computed from.
  private mutating func note(unused names: [Name], _ output: String) {
    guard let first = names.first else { return }
    let shown = names.prefix(3).map { SyntaxTree.reading(ofName: $0.text) }
    let rest = names.count > shown.count ? " and \(names.count - shown.count) more" : ""
    let verb = names.count == 1 ? "is" : "are"
    say(
      .note(
        "unused-turns",
        "\(shown.joined(separator: ", "))\(rest) \(verb) not part of the output "
          + SyntaxTree.reading(ofName: output),
        at: first.range,
        solutions: [
          Diagnostic.Solution(summary: "for another one: output \(first.text)")
        ]
      )
    )
  }

  /// Whether a statement defines something that is worked out, and not a leaf.
  private func isFormula(_ statement: Statement, _ value: Value?) -> Bool {
    guard !statement.isImplied else { return false }
    return switch (statement.kind, value) {
    case (.expression, _): true
    case (.definition, .node(let id)): draft.isOperation(id)
    case (.definition, .broken): !isLeaf(statement)
    case (.definition, _), (.function, _), (.alias, _), (.shape, _), (.output, _): false
    }
  }
}
