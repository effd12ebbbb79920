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

  /// The `w_0` beside `w_1`, `w_2` …, where it is given as well.
  func memberZero(of name: String) -> String? {
    guard let first = families[name]?.first, first.hasSuffix("_1") else { return nil }
    let zero = String(first.dropLast()) + "0"
    return definitions[zero] == nil ? nil : zero
  }

  private func member(_ number: Int, of members: [String]) -> String? {
    members.indices.contains(number - 1) ? members[number - 1] : nil
  }

  /// Whether an index that starts at 0 is one of values that are given one by one, and from 0.
  func startsWithMemberZero(_ axis: Axis, in range: Range<Expression.ID>) -> Bool {
    guard axis.lower == 0 else { return false }
    return range.contains { id in
      guard case .component(let base, let indices) = tree.expressions[id].kind, indices.count == 1,
        case .name(let name) = tree.expressions[base].kind
      else { return false }
      return isPlain(axis.name, indices[0]) == true && memberZero(of: name) != nil
    }
  }

  /// The value that a component is where its index is a number: no list is built to take it out of.
  mutating func member(of name: String, in walk: Walk) -> Progress? {
    guard let members = families[name], let id = components[walk.next],
      case .component(_, let indices) = tree.expressions[id].kind,
      let number = wholeNumber(indices[0], in: walk),
      let member = number == 0 ? memberZero(of: name) : member(number, of: members)
    else { return nil }
    if let inner = begin(pending: member) { return .walk(inner) }
    guard case .built(let value)? = definitions[member]?.state else { return nil }
    return .skip(to: id, value)
  }
}
