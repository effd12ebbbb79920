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
      case .shape(let name, _, _, let range):
        brokenNames.insert(name.text)
        diagnostics.append(
          .error(
            "shape-without-values",
            "a leaf needs its values; '\(name.text)' has only a shape",
            at: range,
            solutions: [
              Diagnostic.Solution(summary: "give them, as in \(name.text) = [1, 2]")
            ]
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
      guard !brokenNames.contains(name.text) else { return nil }
      diagnostics.append(
        .error(
          "unknown-output",
          "the output is a value that the source defines; '\(name.text)' is not",
          at: name.range,
          solutions: suggestion(for: name, among: Array(definitions.keys))
        )
      )
      return nil
    }
    let main = tree.statements.indices.prefix(tree.mainStatementCount)
    let others = tree.statements.indices.dropFirst(tree.mainStatementCount)
    for candidates in [main, others] {
      if let position = candidates.last(where: { isFormula(tree.statements[$0]) }) {
        return results[position]
      }
    }
    for candidates in [main, others] {
      let leaf = candidates.last {
        if case .definition = tree.statements[$0].kind { true } else { false }
      }
      if let leaf { return results[leaf] }
    }
    if tree.isComplete, !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics.append(
        .error(
          "no-output",
          "a source defines a value; this one defines functions alone",
          at: tree.statements.last?.range,
          solutions: [Diagnostic.Solution(summary: "add a formula, as in y = f(x)")]
        )
      )
    }
    return nil
  }

  func isFormula(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .definition: !isNumeric(statement)
    case .expression: true
    case .function, .alias, .shape, .output: false
    }
  }
}
