import GradstepSyntax

/// What has components with an index, and how many.
extension GraphBuilder {
  /// What has components with an index.
  struct Extent {
    let count: Int
    /// What has them, for messages.
    let owner: Expression.ID
    /// The index where it stands, as `i` or `i + 1`.
    let part: Expression.ID
    /// Whether the index stands there by itself.
    let isPlain: Bool
  }

  /// What has components with an index in a stretch of the tree.
  ///
  /// - Parameters:
  ///   - index: the letter
  ///   - lower: the first value of the index: of components that are counted from 0 another number
  ///     of them is meant from 1 on
  ///   - range: where to look
  ///   - walk: says what names stand for
  /// - Returns: what has them, in the order of the tree
  func extents(
    of index: String,
    from lower: Int,
    in range: Range<Expression.ID>,
    of walk: Walk
  ) -> [Extent] {
    var extents: [Extent] = []
    func add(_ base: Expression.ID, _ place: Int, _ part: Expression.ID, of id: Expression.ID) {
      guard let isPlain = isPlain(index, part),
        var count = size(of: base, at: self.place(place, of: id, in: walk), in: walk)
      else { return }
      if lower == 0, case .name(let name) = tree.expressions[base].kind, memberZero(of: name) != nil
      {
        count += 1
      }
      let isOneLess = isPlain && lower > 0 && isFromZero(base, at: place)
      extents.append(
        Extent(count: isOneLess ? count - 1 : count, owner: base, part: part, isPlain: isPlain)
      )
    }
    var id = range.lowerBound
    while id < range.upperBound {
      switch tree.expressions[id].kind {
      case .binder(let binder) where binder.index == index:
        // Within a sum over the same letter the letter is that sum's.
        id = reductions[id] ?? id
      case .component(let base, let indices):
        for (place, part) in indices.enumerated() { add(base, place, part, of: id) }
      case .superscript(let base, let part):
        add(base, 0, part, of: id)
      case .call(let name, _):
        guard let body = body(of: name, with: index) else { break }
        // What has components in the body of `g_i(x)`; functions that it calls are not looked into.
        for part in body {
          guard case .component(let base, let indices) = tree.expressions[part].kind else {
            continue
          }
          for (place, index) in indices.enumerated() { add(base, place, index, of: part) }
        }
      case .name(let name) where isComponent(name, by: index, in: walk):
        guard let count = size(of: id, at: 0, in: walk) else { break }
        extents.append(Extent(count: count, owner: id, part: id, isPlain: true))
      default: break
      }
      id += 1
    }
    return extents
  }

  /// The body of a function of which there is one for each component, as `g_i`.
  func body(of function: String, with index: String) -> ClosedRange<Expression.ID>? {
    guard function.hasSuffix("_" + index), let function = functions[function] else { return nil }
    return tree.expressions[function.body].first...function.body
  }

  /// The values of an index that only bounds of other indices have: with `\sum_{j=1}^{i-1} s_j` there are
  /// as many as s has components.
  func extentOfBounds(
    of binder: Binder,
    in range: Range<Expression.ID>,
    of walk: Walk
  ) -> Extent? {
    for id in range {
      guard case .binder(let inner) = tree.expressions[id].kind, let end = reductions[id],
        let bound = [inner.lower, inner.upper].compactMap({ $0 }).first(where: {
          isPlain(binder.index, $0) != nil
        })
      else { continue }
      let all = extents(of: inner.index, from: 1, in: id + 1..<end, of: walk)
      guard let first = all.first(where: { $0.isPlain }) else { continue }
      return Extent(count: first.count, owner: first.owner, part: bound, isPlain: true)
    }
    return nil
  }

  /// The size along the index of what is worked out, as in `f(x)_j` and `(y - t)_i`: it is built, and
  /// taken back.
  mutating func workedOutExtent(
    of binder: Binder,
    in range: Range<Expression.ID>,
    of walk: Walk
  ) -> Extent? {
    guard walk.reductionDepth < Self.deepestReduction else { return nil }
    for id in range {
      let (base, parts): (Expression.ID, [Expression.ID])
      switch tree.expressions[id].kind {
      case .component(let owner, let indices): (base, parts) = (owner, indices)
      case .superscript(let owner, let index): (base, parts) = (owner, [index])
      default: continue
      }
      guard let place = parts.firstIndex(where: { isPlain(binder.index, $0) == true }),
        !isNameOrComponent(base)
      else { continue }
      let mark = mark()
      defer { rewind(to: mark) }
      var inner = inner(.term, along: base, in: walk)
      inner.indices[binder.index] = .number(1, isFromZero: false)
      let value = run(inner)
      guard let count = size(of: value, at: place) else { continue }
      return Extent(count: count, owner: base, part: parts[place], isPlain: true)
    }
    return nil
  }

  private func isNameOrComponent(_ id: Expression.ID) -> Bool {
    switch tree.expressions[id].kind {
    case .name, .component, .superscript: true
    default: false
    }
  }

  /// Whether an expression is the index by itself; `nil` where it does not have it.
  func isPlain(_ index: String, _ id: Expression.ID) -> Bool? {
    switch tree.expressions[id].kind {
    case .name(let name): return name == index ? true : nil
    case .binary, .negation:
      let isIn = tree.expressions[tree.expressions[id].first...id].contains { part in
        if case .name(index) = part.kind { true } else { false }
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
      if let members = families[name], walk.arguments[name] == nil {
        guard place > 0 else { return members.count }
        return knownValue(named: members[0], in: walk).flatMap { size(of: $0, at: place - 1) }
      }
      return knownValue(named: name, in: walk).flatMap { size(of: $0, at: place) }
    case .component(let matrix, let indices) where indices.count == 1:
      // Row i of a matrix has as many components as there are columns.
      return size(of: matrix, at: 1, in: walk)
    case .superscript(let matrix, _):
      return size(of: matrix, at: 1, in: walk)
    default:
      return nil
    }
  }

  private func size(of value: Value, at place: Int) -> Int? {
    if case .indexed(let position) = value { return cellSize(of: indexed[position]) }
    let shape = draft.shape(value)
    return shape.rank > place ? shape.dimensions[place] : nil
  }

  // MARK: - Names with an index

  /// Whether a name bears an index below it, or in brackets, and is a list of as many values, as `b_u` and
  /// `P(x|u)` where it is given for all u.
  func isComponent(_ name: String, by index: String, in walk: Walk) -> Bool {
    guard NameParts(name).lower == index || Self.isNamedCall(name, with: index),
      let value = knownValue(named: name, in: walk)
    else { return false }
    return !hasAxes(value) && draft.shape(value).rank > 0
  }

  /// Whether a name is written as a call of an index among others: `P(x|y)` of y.
  private static func isNamedCall(_ name: String, with index: String) -> Bool {
    guard name.last == ")", let opening = name.firstIndex(of: "(") else { return false }
    let inside = name[name.index(after: opening)...].dropLast()
    return inside.split { ",;|‖".contains($0) }.contains { $0 == index }
  }

  /// The component of a value whose name has a bound index below it, or in its brackets.
  mutating func component(named name: String, at id: Expression.ID, in walk: Walk) -> Progress? {
    var index = NameParts(name).lower
    if walk.indices[index] == nil, name.last == ")" {
      index = walk.indices.keys.filter { Self.isNamedCall(name, with: $0) }.min() ?? ""
    }
    guard !index.isEmpty, let bound = walk.indices[index],
      isComponent(name, by: index, in: walk), let value = knownValue(named: name, in: walk)
    else { return nil }
    let count = draft.shape(value).rows
    if name.last == ")", draft.shape(value).rank == 2 {
      say(tableOfNames(name, at: id))
      return .value(.broken)
    }
    let part: Value
    switch bound {
    case .axis(let axis):
      guard axis.count == count else { return nil }
      part = .index(index, offset: 0)
    case .number(let number, let isFromZero):
      guard 1...count ~= number + (isFromZero ? 1 : 0) else { return nil }
      part = draft.addLiteral(Tensor(Double(number + (isFromZero ? 1 : 0))), written: id)
    }
    say(
      .warning(
        "name-with-index",
        "\(SyntaxTree.reading(ofName: name)) is given with \(count) components, so under the index"
          + " '\(index)' it reads as component \(index) of it",
        at: tree.expressions[id].range
      )
    )
    let result =
      hasAxes(part)
      ? try? applyToAxes(.component, [value, part], at: id, in: walk)
      : try? make(
        draft.shape(value).rank == 1 ? .component : .row,
        [value, part],
        at: id,
        in: walk
      )
    return .value(result ?? .broken)
  }

  /// The error for a matrix `P(x|y)`, of which nothing says whether x or y numbers the rows.
  private func tableOfNames(_ name: String, at id: Expression.ID) -> Diagnostic {
    .error(
      "table-of-names",
      "\(SyntaxTree.reading(ofName: name)) is given as a matrix, and its rows could be for either name",
      at: tree.expressions[id].range,
      solutions: [
        Diagnostic.Solution(
          summary: "write it with indices, as in T_{x,y} with a matrix T, where x numbers the rows"
        )
      ]
    )
  }

  // MARK: - Numbers of examples

  /// The place of an index among those that a base takes: of `y_{ij}` with a vector y the index that
  /// is bound counts, and the other one numbers the examples.
  private func place(_ place: Int, of id: Expression.ID, in walk: Walk) -> Int {
    guard case .component(let base, let indices) = tree.expressions[id].kind, indices.count == 2,
      case .name(let name) = tree.expressions[base].kind,
      let value = knownValue(named: name, in: walk), !hasAxes(value), draft.shape(value).rank == 1
    else { return place }
    return 0
  }

  /// The index of `y_{ij}` that counts where y is a vector; nothing where both or none are bound.
  func countingIndex(
    _ base: Expression.ID,
    _ indices: [Expression.ID],
    in walk: Walk
  ) -> Expression.ID? {
    guard indices.count == 2, !hasAxes(walk.result(base)), draft.shape(walk.result(base)).rank == 1
    else { return nil }
    let bound = indices.filter { index in
      tree.expressions[tree.expressions[index].first...index].contains { part in
        if case .name(let name) = part.kind { walk.indices[name] != nil } else { false }
      }
    }
    return bound.count == 1 ? bound[0] : nil
  }

  /// Whether the index of a definition only numbers the example that is spoken of, as in
  /// `L_i = \sum_j y_{ij} \log p_j` with a vector y.
  func numbersExamples(_ binder: Binder, in range: Range<Expression.ID>, of walk: Walk) -> Bool {
    var isAny = false
    for id in range {
      switch tree.expressions[id].kind {
      case .superscript(_, let part) where isPlain(binder.index, part) != nil: return false
      case .component(let base, let indices):
        guard indices.contains(where: { isPlain(binder.index, $0) != nil }) else { continue }
        guard indices.count == 2, case .name(let name) = tree.expressions[base].kind,
          let value = knownValue(named: name, in: walk), !hasAxes(value),
          draft.shape(value).rank == 1
        else { return false }
        isAny = true
      default: continue
      }
    }
    return isAny
  }

  /// The letters that stand in an index beside one that a sum binds, and that nothing gives a value.
  static func exampleLetters(of tree: SyntaxTree) -> Set<Expression.ID> {
    var bound: Set<String> = []
    for expression in tree.expressions {
      if case .binder(let binder) = expression.kind { bound.insert(binder.index) }
    }
    var found: Set<Expression.ID> = []
    for expression in tree.expressions {
      guard case .component(_, let indices) = expression.kind, indices.count == 2 else { continue }
      let names = indices.map { index in
        if case .name(let name) = tree.expressions[index].kind { name } else { "" }
      }
      guard names.contains(where: bound.contains) else { continue }
      for (name, index) in zip(names, indices) where !name.isEmpty { found.insert(index) }
    }
    return found
  }
}
