public import GradstepGraph

extension Graph {
  /// A node as a formula of what the source names, as in `σ(W·x + b)`.
  public func writtenOut(_ id: Node.ID) -> Text { text(of: id, depth: 0) }

  /// Formulas within one another beyond these are called by the name of their node.
  private static let deepestFormula = 4

  private func text(of id: Node.ID, depth: Int) -> Text {
    guard let formula = operation(of: id)?.formula(usage(of: id)) else { return name(of: id) }
    return Typesetter.fill(
      formula,
      Typesetter.Filling(
        operand: { slot in
          let operand = self.operand(of: id, slot: slot)
          guard nodes[operand].kind == .operation, origins[operand].name == nil,
            depth < Self.deepestFormula
          else { return name(of: operand) }
          let text = text(of: operand, depth: depth + 1)
          return text.needsBrackets(in: formula.template, slot: slot)
            ? Text("(") + text + Text(")") : text
        },
        result: name(of: id)
      )
    )
  }

  private func name(of id: Node.ID) -> Text {
    origins[id].text.map(Typesetter.words) ?? Typesetter.name(displayNames[id])
  }
}

extension Text {
  private enum Operator {
    case sum
    case componentwiseProduct
    case product
    case none
  }

  /// Whether brackets keep it together in a place of a formula.
  fileprivate func needsBrackets(in template: String, slot: Int) -> Bool {
    guard !template.contains("({\(slot)})") else { return false }
    let isSum = template.contains(" + ") || template.contains(" − ")
    return switch loosestOperator {
    case .sum: !isSum || slot > 0
    case .componentwiseProduct: !isSum
    case .product: !isSum && !template.contains("·")
    case .none: false
    }
  }

  /// The loosest operator outside brackets.
  private var loosestOperator: Operator {
    var depth = 0
    var loosest = Operator.none
    for character in plain {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "+", "−": if depth == 0 { return .sum }
      case "⊙": if depth == 0 { loosest = .componentwiseProduct }
      case "·", "/": if depth == 0, case .none = loosest { loosest = .product }
      default: continue
      }
    }
    return loosest
  }
}
