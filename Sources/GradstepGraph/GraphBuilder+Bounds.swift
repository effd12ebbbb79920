import GradstepSyntax

/// How far an index runs.
extension GraphBuilder {
  /// What has components with an index.
  private struct Extent {
    let count: Int
    /// What has them, for messages.
    let owner: Expression.ID
    /// Whether the index stands there by itself, and not as `i + 1`.
    let isPlain: Bool
  }

  /// The values of an index, from its bounds and from the sizes of what has it.
  mutating func axis(
    of binder: Binder,
    at id: Expression.ID,
    reduction: Expression.ID,
    in walk: Walk
  ) -> Axis? {
    let extents = extents(of: binder.index, in: id + 1..<reduction, of: walk)
    let plain = extents.filter(\.isPlain)
    if let first = plain.first, let other = plain.first(where: { $0.count != first.count }) {
      say(
        .error(
          "index-mismatch",
          "an index runs over as many components everywhere; "
            + "\(name(of: first)) has \(first.count) and \(name(of: other)) has \(other.count)",
          at: tree.expressions[other.owner].range
        )
      )
      return nil
    }
    let lower = binder.lower.map { wholeNumber($0, in: walk) } ?? 1
    guard let lower else {
      say(unknownBound(at: binder.lower ?? id))
      return nil
    }
    let size = plain.first?.count
    let upper = binder.upper.flatMap { wholeNumber($0, in: walk) }
    guard let upper else {
      if let size { return Axis(name: binder.index, lower: lower, count: size - max(lower - 1, 0)) }
      // What would have components is not given yet.
      if noteMissingNames(in: id..<reduction, of: walk) { return nil }
      say(binder.upper.map(unknownBound) ?? unknownSize(of: binder, at: id))
      return nil
    }
    let count = upper - lower + 1
    guard count >= 0, count <= Draft.largestElementCount else {
      say(
        .error(
          "empty-sum",
          "the upper bound of an index is not below the lower one; these are \(lower) and \(upper)",
          at: tree.expressions[id].range
        )
      )
      return nil
    }
    if let first = plain.first, lower < 2, extents.allSatisfy(\.isPlain), first.count != count {
      say(
        .error(
          "bound-mismatch",
          "an index runs over all components; \(binder.index) runs over \(count) values"
            + " and \(name(of: first)) has \(first.count) components",
          at: tree.expressions[binder.upper ?? id].range,
          solutions: [
            Diagnostic.Solution(
              summary: "leave out the bounds, or write the components that are meant:"
                + " \(name(of: first))[\(max(lower, 1)):\(upper + (lower == 0 ? 1 : 0))]"
            )
          ]
        )
      )
      return nil
    }
    return Axis(name: binder.index, lower: lower, count: count)
  }

  /// The number that a name stands for as the upper bound of an index, where nothing gives it a value.
  mutating func size(named name: String, in walk: Walk) -> Progress? {
    guard let id = sizes[name], case .binder(let binder) = tree.expressions[id].kind,
      let reduction = reductions[id]
    else { return nil }
    for part in id + 1..<reduction {
      guard case .name(let name) = tree.expressions[part].kind, let inner = begin(pending: name)
      else { continue }
      return .walk(inner)
    }
    guard
      let count = extents(of: binder.index, in: id + 1..<reduction, of: walk)
        .first(where: \.isPlain)?.count
    else { return nil }
    let lower = binder.lower.flatMap { wholeNumber($0, in: walk) } ?? 1
    var number = Double(count + lower - 1)
    // `N-1` is the last number where the first is 0.
    if let upper = binder.upper,
      case .binary(let sign, _, let right) = tree.expressions[upper].kind,
      case .number(let rest) = tree.expressions[right].kind
    {
      number += sign == .subtract ? rest : -rest
    }
    return .value(draft.addLiteral(Tensor(number), written: id))
  }

  /// The names that are the upper bounds of indices, with the expressions that bind these.
  static func sizes(of tree: SyntaxTree) -> [String: Expression.ID] {
    var sizes: [String: Expression.ID] = [:]
    for (id, expression) in tree.expressions.enumerated() {
      guard case .binder(let binder) = expression.kind, let upper = binder.upper else { continue }
      var name = upper
      if case .binary(let sign, let left, let right) = tree.expressions[upper].kind,
        sign == .subtract || sign == .add, case .number = tree.expressions[right].kind
      {
        name = left
      }
      if case .name(let name) = tree.expressions[name].kind { sizes[name] = sizes[name] ?? id }
    }
    return sizes
  }

  /// Whether a sum has neither bounds nor anything with its index, as over the examples of a batch.
  func runsOverAll(_ binder: Binder, in range: Range<Expression.ID>, of walk: Walk) -> Bool {
    guard binder.lower == nil, binder.upper == nil, binder.excluded == nil else { return false }
    return range.allSatisfy { id in
      switch tree.expressions[id].kind {
      case .component(_, let indices): indices.allSatisfy { isPlain(binder.index, $0) == nil }
      case .superscript(_, let index): isPlain(binder.index, index) == nil
      default: true
      }
    }
  }

  // MARK: - Sizes

  /// What has components with an index in a stretch of the tree.
  private func extents(
    of index: String,
    in range: Range<Expression.ID>,
    of walk: Walk
  ) -> [Extent] {
    var extents: [Extent] = []
    var id = range.lowerBound
    func add(_ base: Expression.ID, _ place: Int, _ part: Expression.ID) {
      guard let isPlain = isPlain(index, part), let count = size(of: base, at: place, in: walk)
      else { return }
      extents.append(Extent(count: count, owner: base, isPlain: isPlain))
    }
    while id < range.upperBound {
      switch tree.expressions[id].kind {
      case .binder(let binder) where binder.index == index:
        // Within a sum over the same letter the letter is that sum's.
        id = reductions[id] ?? id
      case .component(let base, let indices):
        for (place, part) in indices.enumerated() { add(base, place, part) }
      case .superscript(let base, let part):
        add(base, 0, part)
      default: break
      }
      id += 1
    }
    return extents
  }

  /// Whether an expression is the index by itself; `nil` where it does not have it.
  private func isPlain(_ index: String, _ id: Expression.ID) -> Bool? {
    switch tree.expressions[id].kind {
    case .name(let name): return name == index ? true : nil
    case .binary(_, let left, let right):
      let isIn = [left, right].contains {
        if case .name(let name) = tree.expressions[$0].kind { name == index } else { false }
      }
      return isIn ? false : nil
    default: return nil
    }
  }

  /// How many components an expression has along a place of its indices; `nil` where that is not
  /// known from the names alone.
  private func size(of base: Expression.ID, at place: Int, in walk: Walk) -> Int? {
    switch tree.expressions[base].kind {
    case .name(let name):
      let value: Value? =
        if let argument = walk.arguments[name] {
          argument
        } else if case .built(let value)? =
          definitions[name]?.state
        { value } else { nil }
      guard let value else { return nil }
      if case .indexed(let position) = value { return cellSize(of: indexed[position]) }
      let shape = draft.shape(value)
      return shape.rank > place ? shape.dimensions[place] : nil
    case .component(let matrix, let indices) where indices.count == 1:
      // Row i of a matrix has as many components as there are columns.
      return size(of: matrix, at: 1, in: walk)
    case .superscript(let matrix, _):
      return size(of: matrix, at: 1, in: walk)
    default:
      return nil
    }
  }

  /// Notes the names without a value in a stretch of the tree.
  ///
  /// - Returns: whether there are any
  private mutating func noteMissingNames(in range: Range<Expression.ID>, of walk: Walk) -> Bool {
    let letters = tree.expressions[range].compactMap {
      if case .binder(let binder) = $0.kind { binder.index } else { nil }
    }
    let bound = Set(letters).union(walk.indices.keys).union(walk.arguments.keys)
    var isAny = false
    for id in range {
      guard case .name(let name) = tree.expressions[id].kind, name != "e", sizes[name] == nil,
        definitions[name] == nil, !bound.contains(name)
      else { continue }
      _ = missingName(name, at: tree.expressions[id].range)
      isAny = true
    }
    return isAny
  }

  private func name(of extent: Extent) -> String { tree.reading(of: extent.owner) }

  // MARK: - Numbers

  /// The whole number that an expression of numbers and given numbers is; `nil` where it is none.
  func wholeNumber(_ id: Expression.ID, in walk: Walk) -> Int? {
    number(id, in: walk, depth: 0).flatMap { Int(exactly: $0) }
  }

  private func number(_ root: Expression.ID, in walk: Walk, depth: Int) -> Double? {
    let first = tree.expressions[root].first
    var numbers: [Double?] = []
    for id in first...root {
      switch tree.expressions[id].kind {
      case .number(let number):
        numbers.append(number)
      case .name(let name):
        numbers.append(number(named: name, in: walk, depth: depth))
      case .negation(let operand):
        numbers.append(numbers[operand - first].map { -$0 })
      case .binary(let sign, let left, let right):
        guard let a = numbers[left - first], let b = numbers[right - first] else {
          numbers.append(nil)
          continue
        }
        switch sign {
        case .add: numbers.append(a + b)
        case .subtract: numbers.append(a - b)
        case .divide: numbers.append(a / b)
        case .dot, .times, .juxtaposition, .hadamard: numbers.append(a * b)
        case .power: numbers.append(nil)
        }
      default:
        numbers.append(nil)
      }
    }
    return numbers.last ?? nil
  }

  private func number(named name: String, in walk: Walk, depth: Int) -> Double? {
    if case .number(let value, _)? = walk.indices[name] { return Double(value) }
    if let argument = walk.arguments[name] { return draft.number(argument, takesLeaves: true) }
    guard let definition = definitions[name] else { return nil }
    if case .built(let value) = definition.state,
      let number = draft.number(value, takesLeaves: true)
    {
      return number
    }
    // A bound is no step of its own, so `m = n - 1` is worked out here.
    guard let value = definition.value, depth < 8, value - tree.expressions[value].first < 64 else {
      return nil
    }
    return number(value, in: walk, depth: depth + 1)
  }

  // MARK: - What is wrong

  private func unknownBound(at id: Expression.ID) -> Diagnostic {
    .error(
      "unknown-bound",
      "the bounds of an index are whole numbers that are given; this one is not known",
      at: tree.expressions[id].range,
      solutions: [
        Diagnostic.Solution(
          summary: "give it a value, as in \(tree.reading(of: id)) = 3, or leave the bounds out"
        )
      ]
    )
  }

  func unknownSize(of binder: Binder, at id: Expression.ID) -> Diagnostic {
    .error(
      "unknown-size",
      "an index runs over components; nothing here has components with the index"
        + " '\(binder.index)'",
      at: tree.expressions[id].range,
      solutions: [
        Diagnostic.Solution(
          summary: "give bounds, as in \(binder.index)=1 below and 3 above, or a vector,"
            + " as in x = [1, 2, 3] for x_\(binder.index)"
        )
      ]
    )
  }
}
