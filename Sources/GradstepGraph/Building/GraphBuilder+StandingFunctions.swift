import GradstepSyntax

/// Functions that stand alone: notes write `f(x) = x^2` and mean its value where `x` has one.
extension GraphBuilder {
  /// Makes a formula of the function that is the output, and of those that give values to its
  /// parameters, so that its parameters are the values of their names.
  mutating func evaluateStandingFunctions() {
    guard let function = standingFunction() else { return }
    let (names, missing) = closure(of: function)
    let isOutput = outputStatement?.text == function.name.text
    if !isOutput {
      guard missing.isEmpty || hasValues(closure: names) && lastFormula == nil else { return }
      if let formula = lastFormula, !comesLast(function, after: formula) { return }
    }
    for name in names {
      guard let function = functions[name] else { continue }
      definitions[name] = Definition(
        name: function.name,
        isConstant: false,
        value: function.body,
        state: .pending
      )
    }
    nameOfStandingFunction = function.name.text
  }

  /// The function that `output` names, else the last that the source defines and nothing uses.
  private func standingFunction() -> Function? {
    if let name = outputStatement?.text {
      return definitions[name] == nil ? functions[name] : nil
    }
    let defined: [Function?] = tree.statements.map { statement in
      if case .function(let name, _, _) = statement.kind { functions[name.text] } else { nil }
    }
    var used: Set<String> = []
    for expression in tree.expressions {
      if case .call(let name, _) = expression.kind { used.insert(name) }
    }
    for case .some(let function) in defined {
      used.formUnion(usedParameters(of: function).filter { $0 != function.name.text })
    }
    for part in [defined.prefix(tree.mainStatementCount), defined[...]] {
      if let function = part.last(where: { $0.map { !used.contains($0.name.text) } ?? false }) {
        return function
      }
    }
    return nil
  }

  private var outputStatement: Name? {
    for statement in tree.statements.reversed() {
      if case .output(let name) = statement.kind { return name }
    }
    return nil
  }

  /// The parameters that the body of a function has in it.
  private func usedParameters(of function: Function) -> [String] {
    let names = names(in: function.body)
    return function.parameters.map { $0.text }.filter(names.contains)
  }

  func names(in root: Expression.ID) -> Set<String> {
    var names: Set<String> = []
    for expression in tree.expressions[tree.expressions[root].first...root] {
      switch expression.kind {
      case .name(let name), .call(let name, _): names.insert(name)
      default: break
      }
    }
    return names
  }

  /// The function and those that its parameters are values of, and the parameters without a value.
  private func closure(of function: Function) -> (names: Set<String>, missing: [String]) {
    var names: Set<String> = [function.name.text]
    var missing: [String] = []
    var open = [function]
    while let function = open.popLast() {
      for parameter in usedParameters(of: function) {
        if definitions[parameter] != nil || brokenNames.contains(parameter) { continue }
        if function.defaults.contains(parameter) { continue }
        if let inner = functions[parameter] {
          if names.insert(parameter).inserted { open.append(inner) }
        } else {
          missing.append(parameter)
        }
      }
    }
    return (names, missing)
  }

  /// Whether at least one parameter is given, so that the others are missing and not the call.
  private func hasValues(closure names: Set<String>) -> Bool {
    names.contains { name in
      functions[name]?.parameters.contains { definitions[$0.text] != nil } ?? false
    }
  }

  /// The last formula of the first source, by its position and its name if it has one.
  private var lastFormula: (position: Int, name: String?)? {
    for position in tree.statements.indices.prefix(tree.mainStatementCount).reversed() {
      guard !tree.statements[position].isImplied else { continue }
      switch tree.statements[position].kind {
      case .expression: return (position, nil)
      case .definition(let name, _, let value) where !isNumeric(value): return (position, name.text)
      default: continue
      }
    }
    return nil
  }

  /// Whether a function stands behind a formula, or is worked out from it.
  private func comesLast(
    _ function: Function,
    after formula: (position: Int, name: String?)
  ) -> Bool {
    let place = tree.statements.firstIndex { $0.name?.text == function.name.text }
    if let place, place < tree.mainStatementCount, place > formula.position { return true }
    guard let name = formula.name else { return false }
    var seen: Set<String> = [function.name.text]
    var open = [function.body]
    while let body = open.popLast() {
      for used in names(in: body).subtracting(locals(of: body)) where seen.insert(used).inserted {
        if used == name { return true }
        if let value = definitions[used]?.value { open.append(value) }
        if let inner = functions[used] { open.append(inner.body) }
      }
    }
    return false
  }

  /// The names given as arguments for parameters that the bodies of their functions do not have.
  func argumentsWithoutUse() -> Set<Expression.ID> {
    var unused: Set<Expression.ID> = []
    for expression in tree.expressions {
      guard case .call(let name, let arguments) = expression.kind, let function = functions[name],
        function.parameters.count == arguments.count
      else { continue }
      let used = names(in: function.body)
      for (parameter, argument) in zip(function.parameters, arguments)
      where !used.contains(parameter.text) {
        if case .name = tree.expressions[argument].kind { unused.insert(argument) }
      }
    }
    return unused
  }
}
