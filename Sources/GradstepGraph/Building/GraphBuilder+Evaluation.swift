import GradstepSyntax

/// What each part of an expression evaluates to.
extension GraphBuilder {
  mutating func evaluate(_ id: Expression.ID, in walk: Walk) -> Progress {
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
      if sign == .power,
        let power = powerOfFactor(left, right, at: id, in: walk)
          ?? powerOfElements(left, right, at: id, in: walk)
      {
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
      if let value = broadcast(sign, left, right, at: id, in: walk)
        ?? withBias(sign, left, right, at: id, in: walk)
      {
        return .value(value)
      }
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

  mutating func evaluate(
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
}
