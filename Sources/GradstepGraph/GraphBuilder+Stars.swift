import GradstepSyntax

/// `*` between two vectors, where it plainly means each component.
extension GraphBuilder {
  /// The most parts of a side that are looked through for its vectors.
  private static let longestSide = 64

  /// Whether the `*` of two vectors works on each component, which is said then: both are made of
  /// one vector, or the source writes its products of matrices without a `*`.
  mutating func isOfComponents(
    _ left: Expression.ID,
    _ right: Expression.ID,
    by id: Expression.ID,
    in walk: Walk
  ) -> Bool {
    guard let first = vector(walk.result(left)), first == vector(walk.result(right)) else {
      return false
    }
    guard case .binary(let product, _, _) = tree.expressions[id].kind, product != .hadamard else {
      return false
    }
    let sign = product == .juxtaposition ? "" : tree.sources.text(in: tree.expressions[id].head)
    let isPlain =
      isInPieceByComponents(id, of: first, in: walk)
      || (sign == "*"
        ? areMadeOfOneVector(left, right, in: walk) || hasOtherProducts()
        : sign.isEmpty
          ? areComplements(left, right) : isOfFunction(left, right, in: walk))
    guard isPlain else { return false }
    let factors = "\(factor(left)) ⊙ \(factor(right))"
    say(
      .warning(
        "product-of-components",
        (sign.isEmpty ? "the product" : "'\(sign)'")
          + " of two vectors reads as a product of each component"
          + (factors.count < 60 ? ": \(factors)" : ""),
        at: tree.expressions[id].head
      )
    )
    return true
  }

  /// An expression as a factor reads.
  private func factor(_ id: Expression.ID) -> String {
    switch tree.expressions[id].kind {
    case .binary, .negation: "(\(tree.reading(of: id)))"
    default: tree.reading(of: id)
    }
  }

  /// The shape of a vector of several components.
  private func vector(_ value: Value) -> Shape? {
    switch value {
    case .broken, .eulersNumber, .indexed, .index, .slice: return nil
    case .node, .literal:
      let shape = draft.shape(value)
      return shape.rank == 1 && shape.rows > 1 ? shape : nil
    }
  }

  /// Whether a dot product is added to a vector of as many components, which is told: notes write `·`
  /// for the product of components, too.
  mutating func isDotBesideVector(
    _ left: Expression.ID,
    _ right: Expression.ID,
    in walk: Walk
  ) -> Bool {
    for (side, other) in [(left, right), (right, left)] {
      guard let shape = vector(walk.result(side)),
        case .binary(.dot, let first, let second) = tree.expressions[other].kind,
        vector(walk.result(first)) == shape, vector(walk.result(second)) == shape,
        case .node = walk.result(other), draft.shape(walk.result(other)).isScalarLike
      else { continue }
      let range = tree.expressions[other].range
      let dot = "dot(\(tree.reading(of: first)), \(tree.reading(of: second)))"
      let components = "(\(factor(first)) ⊙ \(factor(second)))"
      say(
        .error(
          "ambiguous-product",
          "a '·' of two vectors beside a vector could be two products",
          at: range,
          solutions: [("each component", components), ("the dot product", dot)].map {
            Diagnostic.Solution(
              summary: "for \($0), write \($1)",
              replacements: [Diagnostic.Replacement(range: range, text: $1)]
            )
          }
        )
      )
      return true
    }
    return false
  }

  /// `x · σ(x)`: one side is a vector, and the other a function of its components.
  private func isOfFunction(_ left: Expression.ID, _ right: Expression.ID, in walk: Walk) -> Bool {
    guard areMadeOfOneVector(left, right, in: walk) else { return false }
    let sides = [left, right].map { tree.expressions[$0] }
    let isName = sides.map { if case .name = $0.kind { true } else { false } }
    guard isName[0] != isName[1] else { return false }
    let other = isName[0] ? right : left
    return tree.expressions[tree.expressions[other].first...other].allSatisfy { part in
      switch part.kind {
      case .name, .number, .negation: true
      case .binary(let sign, _, _): sign != .dot
      case .call(let name, let arguments):
        arguments.count == 1
          && operations.positions(of: .function(name)).contains { position in
            let usage = Usage(shapes: [.vector(2)])
            return operations[position].local(0, usage).structure == .diagonal
          }
      default: false
      }
    }
      && tree.expressions[tree.expressions[other].first...other].contains {
        if case .call = $0.kind { true } else { false }
      }
  }

  /// Whether a product stands in what is chosen by conditions on the components of a vector.
  private func isInPieceByComponents(
    _ id: Expression.ID,
    of shape: Shape,
    in walk: Walk
  ) -> Bool {
    guard let choice = choices[id], choice <= walk.root,
      case .choice(_, let left, let right, _, _) = tree.expressions[choice].kind
    else { return false }
    return [left, right].contains { $0 < id && vector(walk.result($0)) == shape }
  }

  /// The outermost choice that each expression is a part of.
  static func choices(of tree: SyntaxTree) -> [Expression.ID: Expression.ID] {
    var choices: [Expression.ID: Expression.ID] = [:]
    var outermost: Expression.ID?
    for id in tree.expressions.indices.reversed() {
      if let choice = outermost, id < tree.expressions[choice].first { outermost = nil }
      if outermost == nil, case .choice = tree.expressions[id].kind { outermost = id }
      if let outermost { choices[id] = outermost }
    }
    return choices
  }

  /// `y(1 - y)`, which no product of linear algebra is.
  private func areComplements(_ left: Expression.ID, _ right: Expression.ID) -> Bool {
    let parts = [left, right].map { side -> (isComplement: Bool, text: String) in
      guard case .binary(let sign, let one, let rest) = tree.expressions[side].kind,
        sign == .add || sign == .subtract, tree.expressions[one].kind == .number(1)
      else { return (false, tree.reading(of: side)) }
      return (true, tree.reading(of: rest))
    }
    return parts.contains(where: \.isComplement) && parts[0].text == parts[1].text
  }

  /// `s * (1 - s)`.
  private func areMadeOfOneVector(
    _ left: Expression.ID,
    _ right: Expression.ID,
    in walk: Walk
  ) -> Bool {
    let names = [left, right].map { vectors(in: $0, of: walk) }
    return names[0]?.count == 1 && names[0] == names[1]
  }

  /// The names of the vectors in an expression; nothing for one that is too long to look through.
  private func vectors(in id: Expression.ID, of walk: Walk) -> Set<String>? {
    let first = tree.expressions[id].first
    guard id - first < Self.longestSide else { return nil }
    var names: Set<String> = []
    for part in first...id {
      guard case .name(let name) = tree.expressions[part].kind, vector(walk.result(part)) != nil
      else { continue }
      names.insert(name)
    }
    return names
  }

  /// Whether a matrix is multiplied by `·`, `@` or side by side anywhere.
  private mutating func hasOtherProducts() -> Bool {
    if let known = writesProductsOtherwise { return known }
    let answer = tree.expressions.contains { expression in
      guard case .binary(let sign, let left, _) = expression.kind,
        sign == .dot || sign == .juxtaposition,
        case .name(let name) = tree.expressions[left].kind,
        case .built(let value)? = definitions[name]?.state
      else { return false }
      switch value {
      case .broken, .eulersNumber, .indexed, .index, .slice: return false
      case .node, .literal: return draft.shape(value).rank == 2
      }
    }
    writesProductsOtherwise = answer
    return answer
  }
}
