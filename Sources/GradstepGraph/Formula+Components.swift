/// Formulas of numbers, said of the components of vectors and matrices.
extension Formula {
  /// Whether the formula has no place for an operand, the result or upstream.
  public var isConstant: Bool {
    parts.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// Whether the formula is written with the result of the operation.
  public var hasResult: Bool { Self.hasResult(parts) }

  private static func hasResult(_ parts: [Part]) -> Bool {
    parts.contains { part in
      switch part {
      case .result: true
      case .superscript(let parts), .subscript(let parts): hasResult(parts)
      case .text, .operand, .upstream, .tangent, .tangentVector: false
      }
    }
  }

  /// The template with brackets around it where it needs them to be a factor of a product.
  public var asFactor: String { bracketed(where: ["+", "−", "/", "⊗"]) }

  /// The template with brackets where it needs them to be a factor of a product by components.
  var asComponentFactor: String { bracketed(where: ["+", "−", "/", "·", "⊙"]) }

  private func bracketed(where signs: Set<Character>) -> String {
    var depth = 0
    for case .text(let text) in parts {
      for character in text {
        switch character {
        case "(", "[": depth += 1
        case ")", "]": depth -= 1
        default: if depth == 0, signs.contains(character) { return "(\(template))" }
        }
      }
    }
    return template
  }

  /// A formula of numbers as one of vectors and matrices, of which it takes each component alone.
  ///
  /// `·` of two vectors is their dot product, so it becomes `⊙`; and a matrix has no square but
  /// that of linear algebra. A scalar keeps its own.
  func byComponents(_ shapes: OperandShapes) -> Formula {
    guard shapes.contains(where: { !$0.isScalarLike }) else { return self }
    var text = ""
    for character in template {
      let staysAsItIs = character != "·" || Self.endsWithNumber(text, shapes)
      text += staysAsItIs ? String(character) : " ⊙ "
    }
    guard shapes.contains(where: { $0.rank == 2 }) else { return Formula(text) }
    let operands = shapes.indices.filter { !shapes[$0].isScalarLike }.map { "{\($0)}" }
    for place in ["{y}"] + operands {
      let square = "\(place) ⊙ \(place)"
      text = text == "\(place)^(2)" ? square : text.replacing("\(place)^(2)", with: "(\(square))")
    }
    return Formula(text)
  }

  /// Whether the last factor is a number, or an operand that is one.
  private static func endsWithNumber(_ text: String, _ shapes: OperandShapes) -> Bool {
    switch text.last {
    case ")":
      // A negative number stands in brackets; an exponent and the operand of a function do, too. The
      // logarithm of a number is one.
      guard let opening = text.lastIndex(of: "(") else { return false }
      let inner = text[text.index(after: opening)...].dropLast()
      let before = text[..<opening]
      let isAlone = before.last.map { "(· ".contains($0) } ?? true || before.hasSuffix("log")
      return isAlone && inner.allSatisfy { "0123456789.−e".contains($0) }
    case "}":
      return shapes.indices.contains { shapes[$0].isScalarLike && text.hasSuffix("{\($0)}") }
    case let last?:
      return last.isNumber
    case nil:
      return false
    }
  }

  /// A number as a formula shows it: as it is, or with six digits where it has more than fifteen.
  static func number(_ exact: Double) -> String {
    guard exact.isFinite else { return exact.isNaN ? "NaN" : exact < 0 ? "−∞" : "∞" }
    var digits = Decimal(exact)
    if digits.digitCount > 15 { digits = digits.rounded(toDigits: 6) }
    return (exact < 0 ? "−" : "") + digits.plainText
  }
}
