import GradstepSyntax

/// Calls of the functions that the source defines, and of those that exist.
extension GraphBuilder {
  mutating func call(
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
      if name == "factorial", arguments.count == 1 {
        return .value(factorial(of: arguments[0], at: id, in: walk))
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
    // `φ_i(x)` has the i that is bound where it is called.
    let own = NameParts(name).lower
    if let index = walk.indices[own] { inner.indices[own] = index }
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
    case .literal(let literal): .number(tree.mathematics(of: draft.writtenAs(literal)))
    case .indexed, .index, .slice, .eulersNumber, .broken: .number(Reading([.sign("…")]))
    }
  }
}
