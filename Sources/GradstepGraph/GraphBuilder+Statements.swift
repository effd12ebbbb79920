import GradstepSyntax

/// The statements of a source: what they define, which are leaves, and which one is the output.
extension GraphBuilder {
  struct Definition {
    let name: Name
    let isConstant: Bool
    let value: Expression.ID
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
  }

  mutating func collectStatements() {
    for statement in tree.statements {
      switch statement.kind {
      case .definition(let name, let isConstant, let value):
        definitions[name.text] = Definition(
          name: name,
          isConstant: isConstant,
          value: value,
          state: .pending
        )
      case .function(let name, let parameters, let body):
        functions[name.text] = Function(name: name, parameters: parameters, body: body)
      case .alias(let name, let function):
        aliases[name.text] = function.text
      case .shape(let name, _, let dimensions, let range):
        brokenNames.insert(name.text)
        say(
          .error(
            "shape-without-values",
            "a leaf needs its values; '\(name.text)' has only a shape",
            at: range,
            solutions: [Self.statement(giving: name.text, dimensions)]
          )
        )
      case .expression, .output:
        break
      }
    }
  }

  /// Whether a statement defines a leaf: its right side is built of numbers alone.
  func isNumeric(_ statement: Statement) -> Bool {
    guard case .definition(_, _, let value) = statement.kind else { return false }
    return isNumeric(value)
  }

  func isNumeric(_ root: Expression.ID) -> Bool {
    tree.expressions[tree.expressions[root].first...root].allSatisfy {
      switch $0.kind {
      case .name, .call: false
      case .number, .list, .negation, .binary, .transpose, .component: true
      }
    }
  }

  mutating func buildStatement(_ position: Int) -> Value {
    switch tree.statements[position].kind {
    case .definition(let name, _, _):
      return run(Walk.Purpose.definition(name.text))
    case .expression(let root):
      return run(Walk.Purpose.expression(root))
    case .function, .alias, .shape, .output:
      return .broken
    }
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
    let main = tree.statements.indices.prefix(tree.mainStatementCount)
    let others = tree.statements.indices.dropFirst(tree.mainStatementCount)
    for candidates in [main, others] {
      let formula = candidates.last { isFormula(tree.statements[$0], results[$0]) }
      if let formula { return results[formula] }
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
                summary: "add a formula, as in out = \(function.name.text)("
                  + function.parameters.map(\.text).joined(separator: ", ") + ")"
              )
            ]
          )
        )
      }
      return nil
    }
    for candidates in [main, others] {
      let leaf = candidates.last {
        if case .definition = tree.statements[$0].kind { true } else { false }
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
    for statement in tree.statements {
      guard case .definition(let name, _, _) = statement.kind,
        case .built(.node(let id))? = definitions[name.text]?.state,
        graph.nodes[id].kind == .operation, !reaches[id]
      else { continue }
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

  /// Whether a statement defines something that is worked out, and not a leaf.
  private func isFormula(_ statement: Statement, _ value: Value?) -> Bool {
    switch (statement.kind, value) {
    case (.expression, _): true
    case (.definition, .node(let id)): draft.isOperation(id)
    case (.definition, .broken): !isNumeric(statement)
    case (.definition, _), (.function, _), (.alias, _), (.shape, _), (.output, _): false
    }
  }

  /// A statement that gives a leaf small values of its shape.
  private static func statement(giving name: String, _ dimensions: [Int]) -> Diagnostic.Solution {
    let columns = dimensions.count == 2 ? dimensions[1] : 1
    guard dimensions.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) <= 12,
      (dimensions.max() ?? 1) <= 12
    else { return Diagnostic.Solution(summary: "give them in a statement \(name) = …") }
    func row(_ first: Int, _ count: Int) -> String {
      "[\((first..<first + count).map(String.init).joined(separator: ", "))]"
    }
    let example: String
    switch dimensions.count {
    case 0: example = "1"
    case 1: example = row(1, dimensions[0])
    default:
      let rows = (0..<dimensions[0]).map { row($0 * columns + 1, columns) }
      example = "[\(rows.joined(separator: ", "))]"
    }
    return Diagnostic.Solution(summary: "give them, as in \(name) = \(example)")
  }
}
