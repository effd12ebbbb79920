import GradstepSyntax

/// Functions of several lines, as code has them: their lines give values to names of their own.
extension GraphBuilder {
  func function(_ name: Name, _ parameters: [Name], _ body: Expression.ID) -> Function {
    Function(
      name: name,
      parameters: parameters,
      body: body,
      locals: locals(of: body),
      defaults: locals(of: body, areDefaults: true)
    )
  }

  /// The names that the lines of a function give values to, or parameters that they give one to where
  /// no argument does.
  func locals(of body: Expression.ID, areDefaults: Bool = false) -> Set<String> {
    guard case .block(let lines, _) = tree.expressions[body].kind else { return [] }
    return Set(
      lines.compactMap { line in
        guard case .local(let name, _, areDefaults) = tree.expressions[line].kind else {
          return nil
        }
        return name
      }
    )
  }

  /// What a line of a function does: it gives a name its value, unless an argument has given it one.
  mutating func local(
    _ name: String,
    _ value: Expression.ID,
    isDefault: Bool,
    in walk: Walk
  ) -> Progress {
    guard isDefault else { return .bind(name, walk.result(value)) }
    let isGiven =
      if case .call = walk.purpose { walk.arguments[name] != nil } else { definitions[name] != nil }
    guard !isGiven else { return .value(.broken) }
    return .bind(name, argument(walk.result(value), written: value))
  }

  /// The arguments of a call by the names of the parameters; nothing where they do not fit, which is
  /// told.
  mutating func arguments(
    _ arguments: [Expression.ID],
    of function: Function,
    called: String,
    by id: Expression.ID,
    in walk: Walk
  ) -> [String: Value]? {
    let parameters = function.parameters.map { $0.text }
    var values: [String: Value] = [:]
    for (place, argument) in arguments.enumerated() {
      var parameter = place < parameters.count ? parameters[place] : ""
      var written = argument
      if case .keyword(let name, let value) = tree.expressions[argument].kind {
        parameter = name
        written = value
        guard parameters.contains(name), values[name] == nil else {
          reportKeyword(name, parameters, at: tree.expressions[argument].head)
          return nil
        }
      }
      values[parameter] = self.argument(walk.result(written), written: written)
    }
    let isMissing = parameters.contains { values[$0] == nil && !function.defaults.contains($0) }
    guard !isMissing, arguments.count <= parameters.count else {
      reportArguments(
        of: called,
        count: parameters.count - function.defaults.count...parameters.count,
        given: arguments.count,
        at: tree.expressions[id].head
      )
      return nil
    }
    return values
  }

  private mutating func reportKeyword(
    _ name: String,
    _ parameters: [String],
    at range: SourceRange
  ) {
    say(
      .error(
        "unknown-argument",
        parameters.contains(name)
          ? "a parameter takes one value, and '\(name)' is given two"
          : "an argument has the name of a parameter; '\(name)' is none of them",
        at: range,
        solutions: [
          Diagnostic.Solution(
            summary: "the parameters are \(parameters.joined(separator: ", "))"
          )
        ]
      )
    )
  }
}
