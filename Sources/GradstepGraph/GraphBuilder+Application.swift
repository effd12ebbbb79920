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

  /// Divides the arguments into operands and the numbers that are part of the operation.
  private func split(
    _ values: [Value],
    for operation: Operation,
    _ notation: Notation
  ) -> (operands: [Value], parameters: [Double])? {
    let count = min(values.count, operation.arity.upperBound)
    let rest = values[count...]
    guard operation.arity.contains(count), operation.parameterCount.contains(rest.count) else {
      return nil
    }
    var parameters: [Double] = []
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
    if operands.isEmpty || walk.folds && !isFunction,
      let tensors = draft.foldableTensors(operands)
    {
      let result = Evaluation(operation, tensors, parameters: parameters, shape: shape).result
      return draft.addLiteral(result, written: id)
    }
    if notation == .infix(.power), draft.shape(operands[0]).count > 1 {
      warnOfPower(id)
    }
    let nodes = zip(operands, arguments).map { node($0, of: $1, group: walk.group) }
    return .node(
      draft.addOperation(
        position,
        operands: nodes.compactMap { if case .node(let id) = $0 { id } else { nil } },
        parameters: parameters,
        shape: shape,
        range: tree.expressions[id].range,
        group: walk.group
      )
    )
  }

  /// The node of a value; a number becomes a constant.
  mutating func node(_ value: Value, of id: Expression.ID, group: Int?) -> Value {
    guard case .literal(let literal) = value else { return value }
    let text = tree.reading(of: draft.writtenAs(literal))
    return .node(
      draft.addConstant(literal, text: text, range: tree.expressions[id].range, group: group)
    )
  }

  // MARK: - Messages

  private mutating func report(
    _ error: ShapeError,
    arguments: [Expression.ID],
    to id: Expression.ID,
    in walk: Walk
  ) {
    let expression = tree.expressions[id]
    let culprit = error.slot.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    add(
      .error(
        "shape-mismatch",
        fill(error.summary, arguments),
        at: culprit.map { tree.expressions[$0].range } ?? expression.range,
        notes: notes(on: arguments, in: walk),
        solutions: error.solutions.map { solution in
          guard let replacement = solution.replacement else {
            return Diagnostic.Solution(summary: fill(solution.summary, arguments))
          }
          let text = fill(replacement, arguments)
          return Diagnostic.Solution(
            summary: "\(solution.summary): \(text)",
            replacements: [Diagnostic.Replacement(range: expression.range, text: text)]
          )
        }
      )
    )
  }

  /// Says that no operation of this notation takes the operands.
  private mutating func reportUnfit(
    _ notation: Notation,
    _ candidates: [Int],
    _ arguments: [Expression.ID],
    values: [Value],
    to id: Expression.ID,
    in walk: Walk
  ) {
    let expression = tree.expressions[id]
    let shapes = values.map(draft.shape)
    switch notation {
    case .function(let name):
      let counts = candidates.map { position in
        let operation = operations[position]
        let most = operation.arity.upperBound
        return
          operation.arity.lowerBound
          + operation.parameterCount.lowerBound...(most == Int.max
          ? most : most + operation.parameterCount.upperBound)
      }
      let lowest = counts.map(\.lowerBound).min() ?? 0
      let highest = counts.map(\.upperBound).max() ?? 0
      if (lowest...highest).contains(arguments.count) {
        add(
          .error(
            "number-wanted",
            "'\(name)' takes plain numbers here",
            at: arguments.last.map { tree.expressions[$0].range } ?? expression.head
          )
        )
      } else {
        reportArguments(
          of: name,
          count: lowest...highest,
          given: arguments.count,
          at: expression.head
        )
      }
    case .infix(let sign) where shapes.allSatisfy({ $0.rank == 1 }):
      let written = tree.sources.text(in: expression.head)
      let meaning =
        sign == .juxtaposition ? "two vectors side by side" : "'\(written)' of two vectors"
      add(
        .error(
          "ambiguous-product",
          fill(
            "\(meaning) could be two products; {0} \(shapes[0].predicate)"
              + " and {1} \(shapes[1].predicate)",
            arguments
          ),
          at: expression.range,
          notes: notes(on: arguments, in: walk),
          solutions: [("the dot product", "·"), ("each component", " ⊙ ")].map { meaning, sign in
            let text = fill("{0*}\(sign){1*}", arguments)
            return Diagnostic.Solution(
              summary: "for \(meaning), write \(text)",
              replacements: [Diagnostic.Replacement(range: expression.range, text: text)]
            )
          }
        )
      )
    case .component:
      add(
        .error(
          "number-wanted",
          "an index is a whole number, counted from 1",
          at: arguments.last.map { tree.expressions[$0].range } ?? expression.head
        )
      )
    case .infix, .negation, .transpose, .list:
      add(
        .error(
          "unfit-operands",
          "no operation takes these operands: "
            + shapes.map(\.description).joined(separator: " and "),
          at: expression.range
        )
      )
    }
  }

  private mutating func reportSize(at range: SourceRange) {
    add(
      .error(
        "too-large",
        "a graph holds at most \(Draft.largestNodeCount) nodes and \(Draft.largestElementCount)"
          + " numbers; this is one too many",
        at: range
      )
    )
  }

  private mutating func warnOfPower(_ id: Expression.ID) {
    guard case .binary(_, let base, _) = tree.expressions[id].kind else { return }
    add(
      .warning(
        "elementwise-power",
        "'^' of a vector raises each component: \(fill("{0*} ⊙ {0*}", [base])) for 2",
        at: tree.expressions[id].range
      )
    )
  }

  /// A body that is expanded twice makes a mistake once.
  private mutating func add(_ diagnostic: Diagnostic) {
    let isKnown = diagnostics.contains {
      $0.identifier == diagnostic.identifier && $0.range == diagnostic.range
    }
    if !isKnown { diagnostics.append(diagnostic) }
  }

  /// Where the operands come from, and the call that the mistake came to light in.
  private func notes(on arguments: [Expression.ID], in walk: Walk) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    for argument in arguments {
      guard case .name(let name) = tree.expressions[argument].kind,
        walk.arguments[name] == nil, let range = definitionRange(of: name)
      else { continue }
      let note = Diagnostic.Note(summary: "\(name) is given here", range: range)
      if !notes.contains(note) { notes.append(note) }
    }
    if let callSite = walk.callSite {
      notes.append(Diagnostic.Note(summary: "in this call", range: callSite))
    }
    return notes
  }

  /// Puts the operands, as they are read, into the places of a message: `{0}`, or `{0*}` for an
  /// operand that needs brackets to be a factor.
  private func fill(_ template: String, _ arguments: [Expression.ID]) -> String {
    var text = template
    for (slot, argument) in arguments.enumerated() {
      guard text.contains("{\(slot)") else { continue }
      let reading = tree.reading(of: argument)
      text = text.replacing("{\(slot)}", with: reading.count > 40 ? "the operand" : reading)
      let isFactor =
        if case .binary(let sign, _, _) = tree.expressions[argument].kind {
          sign == .power
        } else { true }
      text = text.replacing("{\(slot)*}", with: isFactor ? reading : "(\(reading))")
    }
    return text
  }
}
