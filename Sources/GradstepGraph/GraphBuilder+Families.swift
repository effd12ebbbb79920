import GradstepSyntax

/// Values that are given one by one, `h_1`, `h_2` …, and are components of `h` under a sum.
extension GraphBuilder {
  /// The components of the tree that have one index, by the names whose components they are.
  static func components(of tree: SyntaxTree) -> [Expression.ID: Expression.ID] {
    var components: [Expression.ID: Expression.ID] = [:]
    for (id, expression) in tree.expressions.enumerated() {
      guard case .component(let base, let indices) = expression.kind, indices.count == 1,
        case .name = tree.expressions[base].kind
      else { continue }
      components[base] = id
    }
    return components
  }

  /// The value that a component is where its index is a number: no list is built to take it out of.
  mutating func member(of name: String, in walk: Walk) -> Progress? {
    guard let members = families[name], let id = components[walk.next],
      case .component(_, let indices) = tree.expressions[id].kind,
      let number = wholeNumber(indices[0], in: walk), (1...members.count).contains(number)
    else { return nil }
    let member = members[number - 1]
    if let inner = begin(pending: member) { return .walk(inner) }
    guard case .built(let value)? = definitions[member]?.state else { return nil }
    return .skip(to: id, value)
  }
}
