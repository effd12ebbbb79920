import GradstepSyntax

/// `*` between two vectors, where it plainly means each component.
extension GraphBuilder {
  /// The most parts of a side that are looked through for its vectors.
  private static let longestSide = 64

  /// Whether a product of two vectors works on each component, which is said then: both are made of
  /// one vector, the source writes its products of matrices without a `*`, or no number would do where
  /// the product stands.
  mutating func isOfComponents(
    _ left: Expression.ID,
    _ right: Expression.ID,
    by id: Expression.ID,
    in walk: Walk
  ) -> Bool {
    guard case .binary(let product, _, _) = tree.expressions[id].kind, product != .hadamard,
      let shape = vector(walk.result(left)), shape == vector(walk.result(right))
    else { return false }
    let sign = product == .juxtaposition ? "" : tree.sources.text(in: tree.expressions[id].head)
    let isPlain =
      switch product {
      case .times where sign == "*":
        areMadeOfOneVector(left, right, in: walk) || hasOtherProducts()
          || hasNamesOfCode(left, right)
          || isBesideVector(id, shape, in: walk)
      case .juxtaposition:
        areComplements(left, right) || isQuotientOfComponents(left, in: walk)
          || isQuotientOfComponents(right, in: walk)
          || areMadeOfOneVector(left, right, in: walk)
            && (name(of: left) == nil || name(of: right) == nil)
      default: isOfFunction(left, right, in: walk)
      }
    guard
      isPlain || isInPieceByComponents(id, of: shape, in: walk)
        || isOfNextValue(id, shape, in: walk)
    else { return false }
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

  /// Whether a side has a name in it as code spells names: `y_true`.
  private func hasNamesOfCode(_ left: Expression.ID, _ right: Expression.ID) -> Bool {
    let parts = tree.expressions[tree.expressions[left].first...right]
    return parts.prefix(Self.longestSide).contains { part in
      guard case .name(let name) = part.kind, SyntaxTree.isOfWords(name) else { return false }
      return tree.sources.text(in: part.range) == name
    }
  }

  /// An expression as a factor reads.
  func factor(_ id: Expression.ID) -> String {
    switch tree.expressions[id].kind {
    case .binary, .negation: "(\(tree.reading(of: id)))"
    default: tree.reading(of: id)
    }
  }

  /// The shape of a vector of several components.
  func vector(_ value: Value) -> Shape? {
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
      reportTwoProducts(first, second, by: other, "a '·' of two vectors beside a vector")
      return true
    }
    return false
  }

  /// Whether a `·` has `x` on one side and on the other a function of `x` and another vector, which is
  /// told: `p · log(p/q)` is written for the sum, and for each component.
  mutating func isDotWithItself(
    _ left: Expression.ID,
    _ right: Expression.ID,
    by id: Expression.ID,
    in walk: Walk
  ) -> Bool {
    guard let shape = vector(walk.result(left)), shape == vector(walk.result(right)),
      let other = otherSide(left, right), !isSummed(id),
      let names = vectors(in: other, of: walk), names.count > 1,
      let name = name(of: other == left ? right : left), names.contains(name),
      isFunctionOfComponents(other)
    else { return false }
    reportTwoProducts(left, right, by: id, "a '·' of a vector and a function of it")
    return true
  }

  /// Whether a product is all that is summed up, so that it makes no difference.
  private mutating func isSummed(_ id: Expression.ID) -> Bool {
    guard let parent = parents[id] else { return false }
    return switch tree.expressions[parent].kind {
    case .call("sum", _), .reduction(.sum, _, _): true
    default: false
    }
  }

  private mutating func reportTwoProducts(
    _ left: Expression.ID,
    _ right: Expression.ID,
    by id: Expression.ID,
    _ product: String
  ) {
    let range = tree.expressions[id].range
    let dot = "dot(\(tree.reading(of: left)), \(tree.reading(of: right)))"
    let components = "(\(factor(left)) ⊙ \(factor(right)))"
    say(
      .error(
        "ambiguous-product",
        "\(product) could be two products",
        at: range,
        solutions: [("each component", components), ("the dot product", dot)].map {
          Diagnostic.Solution(
            summary: "for \($0), write \($1)",
            replacements: [Diagnostic.Replacement(range: range, text: $1)]
          )
        }
      )
    )
  }

  /// `x · σ(x)`: one side is a vector, and the other a function of its components.
  private func isOfFunction(_ left: Expression.ID, _ right: Expression.ID, in walk: Walk) -> Bool {
    guard areMadeOfOneVector(left, right, in: walk), let other = otherSide(left, right) else {
      return false
    }
    return isFunctionOfComponents(other)
  }

  /// The name that an expression is, with a sign or without.
  private func name(of id: Expression.ID) -> String? {
    switch tree.expressions[id].kind {
    case .name(let name): return name
    case .negation(let operand):
      if case .name(let name) = tree.expressions[operand].kind { return name }
      return nil
    default: return nil
    }
  }

  /// The side that is no name, where the other one is.
  private func otherSide(_ left: Expression.ID, _ right: Expression.ID) -> Expression.ID? {
    let isName = [left, right].map { name(of: $0) != nil }
    return isName[0] == isName[1] ? nil : isName[0] ? right : left
  }

  /// Whether an expression has calls of functions in it, and all of it works on each component.
  private func isFunctionOfComponents(_ id: Expression.ID) -> Bool {
    let parts = tree.expressions[tree.expressions[id].first...id]
    let isByComponents = parts.allSatisfy { part in
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
    return isByComponents && parts.contains { if case .call = $0.kind { true } else { false } }
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

  /// `\frac{u}{\sqrt{v}}` of a vector v, by which linear algebra does not divide.
  private func isQuotientOfComponents(_ id: Expression.ID, in walk: Walk) -> Bool {
    guard case .binary(.divide, _, let divisor) = tree.expressions[id].kind else { return false }
    return vector(walk.result(divisor)) != nil
  }

  /// `y(1 - y)`, which no product of linear algebra is.
  private func areComplements(_ left: Expression.ID, _ right: Expression.ID) -> Bool {
    let parts = [left, right].map { side -> (isComplement: Bool, text: String) in
      guard case .binary(let sign, let one, let rest) = tree.expressions[side].kind,
        sign == .add || sign == .subtract, tree.expressions[one].kind == .number(1)
      else { return (false, tree.reading(of: side)) }
      return (true, tree.reading(of: rest))
    }
    return parts.contains { $0.isComplement } && parts[0].text == parts[1].text
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
