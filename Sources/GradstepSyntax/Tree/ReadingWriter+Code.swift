/// What code alone has.
extension ReadingWriter {
  func codeParts(of id: Expression.ID) -> [Part] {
    switch expressions[id].kind {
    case .along(let call, let operand):
      return along(call, operand)
    case .keyword(let name, let value):
      return [.piece(.name(name)), .sign("="), .expression(value)]
    case .block(let lines, let value):
      guard !lines.isEmpty else { return [.expression(value)] }
      return [.expression(value), .piece(.word(.where))]
        + Self.separated(lines.map { .expression($0) })
    case .local(let name, let value, let isDefault):
      return [
        .piece(.name(name)), isDefault ? .piece(.word(.is)) : .sign(" = "), .expression(value),
      ]
    case .replacement(let place, let sign, let value):
      guard case .place(let base, _) = expressions[place].kind else { return [] }
      return [
        .expression(base, atLeast: .postfix), .piece(.word(.with)), .expression(place),
        .sign(" \(sign.map(Self.compound) ?? "")= "), .expression(value),
      ]
    default:
      return []
    }
  }

  private func along(_ call: AxisCall, _ operand: Expression.ID) -> [Part] {
    let name = call.axis.flatMap { $0 < 0 ? nil : CodeNotation.function(call.function, axis: $0) }
    var parts = [Part.expression(operand)]
    if name == nil, let axis = call.axis { parts.append(.sign(", axis=\(axis)")) }
    return Self.whole(.call(name ?? call.function), [parts])
  }

  private static func compound(_ sign: BinaryOperator) -> String {
    switch sign {
    case .add: "+"
    case .subtract: "−"
    case .divide: "/"
    default: "*"
    }
  }
}
