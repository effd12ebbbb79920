/// What code alone has.
extension Reading {
  func codePieces(of id: Expression.ID) -> [Piece] {
    switch expressions[id].kind {
    case .along(let call, let operand):
      return along(call, operand)
    case .keyword(let name, let value):
      return [.text("\(name)="), .expression(value, atLeast: .sum)]
    case .block(let lines, let value):
      guard !lines.isEmpty else { return [.expression(value, atLeast: .sum)] }
      let word = isLaTeX ? " \\text{ where } " : " where "
      return [.expression(value, atLeast: .sum), .text(word)] + separated(lines)
    case .local(let name, let value, let isDefault):
      let left = isLaTeX ? Name.latex(of: name) : Self.text(ofName: name)
      return [.text(left + (isDefault ? " is " : " = ")), .expression(value, atLeast: .sum)]
    case .replacement(let place, let sign, let value):
      guard case .place(let base, _) = expressions[place].kind else { return [] }
      let equals = sign.map { "\(Self.compound($0))=" } ?? "="
      return [
        .expression(base, atLeast: .postfix), .text(" with "), .expression(place, atLeast: .sum),
      ]
        + [.text(" \(equals) "), .expression(value, atLeast: .sum)]
    default:
      return []
    }
  }

  private func along(_ call: AxisCall, _ operand: Expression.ID) -> [Piece] {
    let name = call.axis.flatMap { $0 < 0 ? nil : CodeNotation.function(call.function, axis: $0) }
    let function = name ?? call.function
    var settings = ""
    if name == nil, let axis = call.axis { settings += ", axis=\(axis)" }
    let opening = isLaTeX ? "\(Self.latex(ofFunction: function))\\left(" : "\(function)("
    return [.text(opening), .expression(operand, atLeast: .sum)]
      + [.text(settings + (isLaTeX ? "\\right)" : ")"))]
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
