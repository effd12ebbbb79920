import GradstepSyntax

/// What is said of operands that do not fit.
extension GraphBuilder {
  mutating func report(
    _ error: ShapeError,
    arguments: [Expression.ID],
    to id: Expression.ID,
    in walk: Walk
  ) {
    let expression = tree.expressions[id]
    let culprit = error.slot.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    say(
      .error(
        "shape-mismatch",
        fill(error.summary, arguments),
        at: culprit.map { tree.expressions[$0].range } ?? expression.range,
        notes: notes(on: arguments, in: walk),
        solutions: error.solutions.map { solution in
          guard let replacement = solution.replacement else {
            return Diagnostic.Solution(summary: fill(solution.summary, arguments))
          }
          let text = replacementText(replacement, arguments, for: id, in: walk)
          return Diagnostic.Solution(
            summary: "\(solution.summary): \(text)",
            replacements: [Diagnostic.Replacement(range: expression.range, text: text)]
          )
        }
      )
    )
  }

  /// Says that no operation of this notation takes the operands.
  mutating func reportUnfit(
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
      let lowest = counts.map { $0.lowerBound }.min() ?? 0
      let highest = counts.map { $0.upperBound }.max() ?? 0
      if (lowest...highest).contains(arguments.count) {
        say(
          .error(
            "number-wanted",
            "'\(name)' takes a plain number here",
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
    case .infix where shapes.allSatisfy({ $0.rank == 1 }) && shapes[0] != shapes[1]:
      say(
        .error(
          "shape-mismatch",
          fill(
            "a product of two vectors needs one length; {0} \(shapes[0].predicate)"
              + " and {1} \(shapes[1].predicate)",
            arguments
          ),
          at: expression.range,
          notes: notes(on: arguments, in: walk)
        )
      )
    case .infix(let sign) where shapes.allSatisfy({ $0.rank == 1 }):
      let written = tree.sources.text(in: expression.head)
      let meaning =
        sign == .juxtaposition ? "two vectors side by side" : "'\(written)' of two vectors"
      say(
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
            let text = replacementText("{0*}\(sign){1*}", arguments, for: id, in: walk)
            return Diagnostic.Solution(
              summary: "for \(meaning), write \(text)",
              replacements: [Diagnostic.Replacement(range: expression.range, text: text)]
            )
          }
        )
      )
    case .component where arguments.count > 3:
      say(
        .error(
          "shape-mismatch",
          fill("{0} \(shapes[0].predicate) and takes \(shapes[0].indices)", arguments),
          at: expression.range,
          notes: notes(on: arguments, in: walk)
        )
      )
    case .component, .row, .column, .slice:
      let position = values.indices.dropFirst().first {
        draft.number(values[$0], takesLeaves: true) == nil
      }
      say(
        .error(
          "number-wanted",
          "an index is a plain whole number, counted from 1",
          at: tree.expressions[arguments[position ?? 0]].range
        )
      )
    case .infix, .negation, .transpose, .list, .choice:
      say(
        .error(
          "unfit-operands",
          "no operation takes these operands: "
            + shapes.map { $0.description }.joined(separator: " and "),
          at: expression.range
        )
      )
    }
  }

  mutating func warnOfPower(_ id: Expression.ID) {
    guard case .binary(_, let base, let exponent) = tree.expressions[id].kind else { return }
    // The name of a library's function says what it does, and so does `.^`.
    let sign = tree.sources.text(in: tree.expressions[id].head)
    guard sign.first?.isLetter != true, sign != ".^" else { return }
    let meaning =
      tree.expressions[exponent].kind == .number(2)
      ? fill("; {0*}^2 is {0*} ⊙ {0*}", [base]) : ""
    say(
      .warning(
        "elementwise-power",
        "'^' of a vector raises each component" + meaning,
        at: tree.expressions[id].range
      )
    )
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

  /// What to write in place of an expression, with the brackets that it stands in.
  private func replacementText(
    _ template: String,
    _ arguments: [Expression.ID],
    for id: Expression.ID,
    in walk: Walk
  ) -> String {
    let text = fill(template, arguments, inFull: true)
    let expression = tree.expressions[id]
    let isBracketed = tree.sources.text(in: expression.range).hasPrefix("(")
    let isPower = if case .binary(.power, _, _) = expression.kind { id != walk.root } else { false }
    return isBracketed || isPower ? "(\(text))" : text
  }

  /// Puts the operands, as they are read, into the places of a message: `{0}`, or `{0*}` for an
  /// operand that needs brackets to be a factor.
  private func fill(
    _ template: String,
    _ arguments: [Expression.ID],
    inFull: Bool = false
  ) -> String {
    var text = template
    for (slot, argument) in arguments.enumerated() {
      guard text.contains(scalars: "{\(slot)") else { continue }
      let reading = tree.reading(of: argument)
      let isLong = reading.count > 40 && !inFull
      text = text.replacing(scalars: "{\(slot)}", with: isLong ? "the operand" : reading)
      let isFactor =
        switch tree.expressions[argument].kind {
        case .binary, .negation, .superscript, .slice, .binder, .reduction, .block, .local,
          .keyword, .replacement:
          false
        case .number, .name, .ones, .list, .column, .same, .choice, .transpose, .component, .size,
          .call, .along, .place:
          true
        }
      text = text.replacing(scalars: "{\(slot)*}", with: isFactor ? reading : "(\(reading))")
    }
    return text
  }
}
