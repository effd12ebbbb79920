/// What LaTeX writes otherwise than plain text.
extension Reading {
  func latexPieces(of id: Expression.ID) -> [Piece] {
    switch expressions[id].kind {
    case .number:
      return [.text(Self.latex(ofNumber: number(id)))]
    case .name(let name):
      return [.text(Name.latex(of: name))]
    case .list(let entries):
      return [.text("\\left[")] + separated(entries) + [.text("\\right]")]
    case .negation(let operand):
      return [.text("-"), .expression(operand, atLeast: .prefix)]
    case .binary(.divide, let left, let right):
      return [.text("\\frac{"), .expression(left, atLeast: .sum), .text("}{")]
        + [.expression(right, atLeast: .sum), .text("}")]
    case .binary(.power, let base, let exponent):
      return raised(base) + [.text("^{"), .expression(exponent, atLeast: .sum), .text("}")]
    case .binary(let sign, let left, let right):
      let isSum = sign == .add || sign == .subtract
      return [
        .expression(left, atLeast: isSum ? .sum : .product), .text(Self.latex(of: sign)),
        .expression(right, atLeast: isSum ? .product : .prefix),
      ]
    case .transpose(let operand):
      return raised(operand) + [.text("^{\\top}")]
    case .component(let base, let indices):
      return [.text("{"), .expression(base, atLeast: .postfix), .text("}_{")]
        + separated(indices) + [.text("}")]
    case .superscript(let base, let index):
      return raised(base) + [.text("^{("), .expression(index, atLeast: .sum), .text(")}")]
    case .reduction(_, let binder, let body) where followsInSet(binder):
      return [.expression(body, atLeast: .product)]
    case .reduction(let reduction, let binder, let body) where reduction != .stack:
      return [.text(Self.latex(of: reduction) + "_"), .expression(binder, atLeast: .sum)]
        + [.text(" "), .expression(body, atLeast: .product)]
    case .call("factorial", _):
      return pieces(of: id)
    case .call(let function, let arguments):
      return Self.latexCall(function, separated(arguments))
    default:
      return pieces(of: id)
    }
  }

  /// What is raised to something: a name with a superscript in braces, which has no second one.
  private func raised(_ base: Expression.ID) -> [Piece] {
    [.text("{"), .expression(base, atLeast: .postfix), .text("}")]
  }

  private static func latexCall(_ function: String, _ arguments: [Piece]) -> [Piece] {
    switch function {
    case "sqrt": [.text("\\sqrt{")] + arguments + [.text("}")]
    case "abs": [.text("\\left\\lvert ")] + arguments + [.text("\\right\\rvert")]
    case "norm": [.text("\\left\\lVert ")] + arguments + [.text("\\right\\rVert")]
    default: [.text(latex(ofFunction: function) + "\\left(")] + arguments + [.text("\\right)")]
    }
  }

  static func latex(ofFunction name: String) -> String {
    if commands.contains(name) { return "\\\(name)" }
    let letters = NameParts(name).base
    guard letters.count > 1 else { return Name.latex(of: name) }
    return "\\operatorname{\(name.replacing("_", with: "\\_"))}"
  }

  /// Functions that LaTeX has a command for.
  private static let commands: Set<String> = [
    "exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "det",
  ]

  private static func latex(of sign: BinaryOperator) -> String {
    switch sign {
    case .add: " + "
    case .subtract: " - "
    case .dot, .times, .juxtaposition: "\\cdot "
    case .divide: "/"
    case .hadamard: " \\odot "
    case .power: "^"
    }
  }

  private static func latex(of reduction: Reduction) -> String {
    switch reduction {
    case .sum: "\\sum"
    case .product: "\\prod"
    case .mean: "\\operatorname{mean}"
    case .maximum: "\\max"
    case .minimum: "\\min"
    case .stack: ""
    }
  }

  /// `1e-3` as `1\cdot 10^{-3}`.
  private static func latex(ofNumber text: String) -> String {
    let parts = text.replacing("−", with: "-").lowercased().split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
    let power = "10^{\(exponent)}"
    return parts[0] == "1" ? power : "\(parts[0])\\cdot \(power)"
  }
}
