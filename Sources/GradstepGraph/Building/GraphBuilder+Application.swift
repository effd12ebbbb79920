import GradstepSyntax

/// Finding the operation that fits, and applying it.
extension GraphBuilder {
  /// Applies the first operation that is written so and that takes operands of these shapes.
  mutating func apply(
    _ notation: Notation,
    _ arguments: [Expression.ID],
    to id: Expression.ID,
    in walk: Walk
  ) -> Value {
    var values: [Value] = []
    for argument in arguments {
      switch walk.result(argument) {
      case .broken: return .broken
      case .eulersNumber: return missingName("e", at: tree.expressions[argument].range)
      case let value: values.append(value)
      }
    }
    if values.contains(where: hasAxes) || waits(notation, values, in: walk) {
      return (try? applyToAxes(notation, values, at: id, in: walk)) ?? .broken
    }
    let notation = byExample(notation, values, in: walk)
    let candidates = operations.positions(of: notation)
    for position in candidates {
      let operation = operations[position]
      guard let (operands, parameters) = split(values, for: operation, notation) else { continue }
      let usage = Usage(shapes: operands.map(draft.shape), parameters: parameters)
      do {
        guard let shape = try operation.shape(usage) else { continue }
        return add(
          position,
          operands,
          parameters,
          shape: shape,
          notation: notation,
          arguments: arguments,
          to: id,
          in: walk
        )
      } catch {
        report(error, arguments: arguments, to: id, in: walk)
        return .broken
      }
    }
    reportUnfit(notation, candidates, arguments, values: values, to: id, in: walk)
    return .broken
  }

  /// Applies an operation that is not written where it stands.
  mutating func make(
    _ notation: Notation,
    _ values: [Value],
    at id: Expression.ID,
    in walk: Walk
  ) throws(Unfit) -> Value {
    // A value with an index is no operand: its factors are.
    guard !values.contains(where: hasAxes) else { throw Unfit() }
    for position in operations.positions(of: notation) {
      guard let (operands, parameters) = split(values, for: operations[position], notation) else {
        continue
      }
      let usage = Usage(shapes: operands.map(draft.shape), parameters: parameters)
      // What does not fit is no mistake of the source.
      guard let shape = try? operations[position].shape(usage) else { continue }
      return add(
        position,
        operands,
        parameters,
        shape: shape,
        notation: notation,
        arguments: Array(repeating: id, count: values.count),
        to: id,
        in: walk
      )
    }
    throw Unfit()
  }

  /// `clip(x, 1 - ε, 1 + ε)` with bounds that are worked out, and through which gradients flow, is
  /// built of `max` and `min`; nothing where the bounds are numbers.
  mutating func clipped(
    _ arguments: [Expression.ID],
    at id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard arguments.count == 3 else { return nil }
    let values = arguments.map { walk.result($0) }
    let isWorkedOut = values.dropFirst().contains { if case .node = $0 { true } else { false } }
    guard isWorkedOut,
      let raised = try? make(.function("max"), [values[0], values[1]], at: id, in: walk)
    else { return nil }
    return try? make(.function("min"), [raised, values[2]], at: id, in: walk)
  }

  /// The product of two lists of examples is one by components.
  private func byExample(_ notation: Notation, _ values: [Value], in walk: Walk) -> Notation {
    guard walk.isByExample, case .infix(let sign) = notation,
      [.juxtaposition, .times, .dot].contains(sign),
      values.allSatisfy({ draft.shape($0).rank == 1 })
    else { return notation }
    return .infix(.hadamard)
  }

  /// Whether a transpose waits for what it is multiplied with.
  private func waits(_ notation: Notation, _ values: [Value], in walk: Walk) -> Bool {
    notation == .transpose && draft.shape(values[0]).rank > 0 && walk.hasAxes
  }

  /// Divides the arguments into operands and the numbers that are part of the operation.
  private func split(
    _ values: [Value],
    for operation: Operation,
    _ notation: Notation
  ) -> (operands: [Value], parameters: [Double])? {
    let count = min(values.count, operation.arity.upperBound)
    let rest = values[count...]
    var parameters = notation.parameters
    guard operation.arity.contains(count),
      operation.parameterCount.contains(parameters.count + rest.count)
    else { return nil }
    for value in rest {
      // An exponent that is a leaf has a gradient of its own, so it is an operand.
      let takesLeaves = notation != .infix(.power)
      guard let number = draft.number(value, takesLeaves: takesLeaves) else { return nil }
      parameters.append(number)
    }
    return (Array(values[..<count]), parameters)
  }

  /// Makes a node of the operation, or a number where it is applied to numbers alone.
  private mutating func add(
    _ position: Int,
    _ operands: [Value],
    _ parameters: [Double],
    shape: Shape,
    notation: Notation,
    arguments: [Expression.ID],
    to id: Expression.ID,
    in walk: Walk
  ) -> Value {
    guard draft.hasRoom(for: shape) else {
      reportSize(at: tree.expressions[id].range)
      return .broken
    }
    let operation = operations[position]
    let isFunction = if case .function = notation { true } else { false }
    if operands.isEmpty || walk.folds && (walk.foldsFunctions || !isFunction),
      let tensors = draft.foldableTensors(operands)
    {
      let evaluation = Evaluation(operation, tensors, parameters: parameters, shape: shape)
      // Where a function is not defined, a step says so.
      if !isFunction || evaluation.isInDomain {
        let isWorkedOut =
          isFunction && !operands.isEmpty || operands.contains(where: draft.isWorkedOutByFunction)
        return draft.addLiteral(evaluation.result, written: id, byFunction: isWorkedOut)
      }
    }
    if notation == .infix(.power), draft.shape(operands[0]).count > 1, parameters != [1],
      walk.indices.isEmpty
    {
      warnOfPower(id)
    }
    let nodes = zip(operands, arguments).map { node($0, of: $1, group: walk.group) }
    let operandIDs = nodes.compactMap { if case .node(let id) = $0 { id } else { nil } }
    // What differs in the letter of an index alone is one value.
    let key = GraphDraft.Key(
      operation: position,
      operands: operandIDs,
      parameters: parameters,
      group: draft.scope(of: walk.group)
    )
    if !walk.indices.isEmpty, let id = draft.sharedOperation(key) { return .node(id) }
    let added = draft.addOperation(
      position,
      operands: operandIDs,
      parameters: parameters,
      shape: shape,
      range: tree.expressions[id].range,
      group: walk.group
    )
    if !walk.indices.isEmpty { draft.shared[key] = added }
    return .node(added)
  }

  /// How a constant holds together in a formula.
  private func cohesion(of id: Expression.ID) -> Formula.Cohesion {
    var id = id
    while case .same(let operand) = tree.expressions[id].kind { id = operand }
    switch tree.expressions[id].kind {
    case .negation: return Formula.Cohesion(.product, isSigned: true)
    case .binary(.power, _, _), .transpose, .superscript: return Formula.Cohesion(.power)
    case .binary(.add, _, _), .binary(.subtract, _, _):
      return Formula.Cohesion(.sum, isSigned: startsWithSign(id))
    case .binary: return Formula.Cohesion(.scaled, isSigned: startsWithSign(id))
    default: return .atom
    }
  }

  /// Whether a sum or a product begins with a minus, however long it is.
  private func startsWithSign(_ id: Expression.ID) -> Bool {
    var id = id
    while true {
      switch tree.expressions[id].kind {
      case .binary(.power, _, _): return false
      case .same(let left), .binary(_, let left, _): id = left
      case .negation: return true
      default: return false
      }
    }
  }

  /// The node of a value; a number becomes a constant.
  mutating func node(_ value: Value, of id: Expression.ID, group: Int?) -> Value {
    guard case .literal(let literal) = value else { return value }
    let written = draft.writtenAs(literal)
    var pattern: Reading?
    if case .place = tree.expressions[written].kind { pattern = draft.reading(ofPattern: literal) }
    let constant = Constant(
      reading: pattern ?? tree.mathematics(of: written),
      cohesion: cohesion(of: written)
    )
    return .node(
      draft.addConstant(
        literal,
        constant: constant,
        range: tree.expressions[id].range,
        group: group
      )
    )
  }
}
