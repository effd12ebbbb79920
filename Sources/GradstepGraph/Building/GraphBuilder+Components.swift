import GradstepSyntax

/// Components, rows, columns and slices, and superscripts that can be such.
extension GraphBuilder {
  /// The component of an operand by its indices; of a bound index that starts at 0, one further on.
  mutating func component(
    _ base: Expression.ID,
    _ indices: [Expression.ID],
    of id: Expression.ID,
    in walk: Walk
  ) -> Value {
    if isProduct(base, indices, in: walk) || isProductInBrackets(base, indices, of: id, in: walk) {
      factorsInBrackets.insert(id)
      return apply(.infix(.juxtaposition), [base] + indices, to: id, in: walk)
    }
    if let value = productWithList(base, indices, of: id, in: walk) { return value }
    if isComponentOfCode(base, indices, of: id, in: walk) {
      return component(ofCode: base, indices, of: id, in: walk)
    }
    if draft.shape(walk.result(base)).rank == 0, let value = nameOfScalar(base, of: id, in: walk) {
      return value
    }
    if let index = countingIndex(base, indices, in: walk) {
      return component(base, [index], of: id, in: walk)
    }
    if let unknown = indices.first(where: { isWithoutValue($0, in: walk) }),
      case .name(let name) = tree.expressions[unknown].kind
    {
      return missingName(name, at: tree.expressions[unknown].range)
    }
    let isFromZero = indices.enumerated().contains { place, index in
      countsFromZero(index, of: base, at: place, in: walk)
    }
    if isFromZero {
      return component(fromZero: base, indices, of: id, in: walk)
    }
    sayFromOne(indices, of: base, at: id, in: walk)
    if let digits = digits(of: indices, of: base, in: walk) {
      return (try? make(.component, [walk.result(base)] + digits, at: id, in: walk))
        ?? apply(.component, [base] + indices, to: id, in: walk)
    }
    let values = indices.map(walk.result)
    let isPart = values.contains { if case .slice = $0 { true } else { false } }
    guard isPart, !values.contains(where: hasAxes), !hasAxes(walk.result(base)) else {
      return apply(.component, [base] + indices, to: id, in: walk)
    }
    return part(base, values, of: id, in: walk)
  }

  /// Whether `c(i + 1)` is a product, for c has no components.
  private func isProductInBrackets(
    _ base: Expression.ID,
    _ indices: [Expression.ID],
    of id: Expression.ID,
    in walk: Walk
  ) -> Bool {
    guard indices.count == 1, let shape = shapes(of: [base], in: walk)?[0], shape.rank == 0 else {
      return false
    }
    return tree.sources.text(in: tree.expressions[id].range).hasSuffix(")")
  }

  /// `h^\top[x, z]`: a product with a list of vectors, which are no indices.
  private mutating func productWithList(
    _ base: Expression.ID,
    _ entries: [Expression.ID],
    of id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    guard entries.count > 1, !isCode(id), case .transpose = tree.expressions[base].kind,
      let shapes = shapes(of: [base] + entries, in: walk),
      shapes.dropFirst().contains(where: { $0.rank > 0 })
    else { return nil }
    let count = shapes.dropFirst().reduce(0) { $0 + $1.count }
    let kind: Notation = shapes[0].columns == count ? .function("concat") : .list
    guard let list = try? make(kind, entries.map(walk.result), at: id, in: walk) else { return nil }
    return try? make(.infix(.juxtaposition), [walk.result(base), list], at: id, in: walk)
  }

  /// Whether an index is a letter that nothing gives a value, and that could number examples.
  private func isWithoutValue(_ index: Expression.ID, in walk: Walk) -> Bool {
    guard case .index(let name, _) = walk.result(index) else { return false }
    return walk.indices[name] == nil
  }

  /// `x_1` of a scalar `x` is a name that is not given.
  private mutating func nameOfScalar(
    _ base: Expression.ID,
    of id: Expression.ID,
    in walk: Walk
  ) -> Value? {
    switch walk.result(base) {
    case .node, .literal: break
    default: return nil
    }
    let written = tree.sources.text(in: tree.expressions[id].range)
    let isInBrackets = written.hasSuffix("]") || written.hasSuffix(")")
    guard case .name = tree.expressions[base].kind, !isInBrackets else { return nil }
    return missingName(tree.reading(ofComponent: id), at: tree.expressions[id].range)
  }

  /// `w_{12}` of a matrix is in row 1 and column 2.
  private mutating func digits(
    of indices: [Expression.ID],
    of base: Expression.ID,
    in walk: Walk
  ) -> [Value]? {
    guard indices.count == 1, !hasAxes(walk.result(base)), draft.shape(walk.result(base)).rank == 2,
      case .number(let number) = tree.expressions[indices[0]].kind, 11...99 ~= number,
      let whole = Int(exactly: number), whole % 10 > 0, draft.shape(walk.result(base)).rows < whole
    else { return nil }
    return [whole / 10, whole % 10].map {
      draft.addLiteral(Tensor(Double($0)), written: indices[0])
    }
  }

  // MARK: - Superscripts

  /// A component where the base has components, and else a power.
  mutating func superscript(
    _ base: Expression.ID,
    _ index: Expression.ID,
    of id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let value = walk.result(base)
    let hasComponents: Bool =
      if case .indexed(let position) = value {
        !indexed[position].cells.isEmpty
      } else {
        draft.shape(value).rank > 0
      }
    return hasComponents
      ? component(base, [index], of: id, in: walk)
      : apply(.infix(.power), [base, index], to: id, in: walk)
  }

  // MARK: - Parts

  /// The indices from one to another.
  mutating func slice(_ lower: Expression.ID?, _ upper: Expression.ID?, in walk: Walk) -> Value {
    var ends: [Int?] = []
    for end in [lower, upper] {
      guard let end else {
        ends.append(nil)
        continue
      }
      guard let number = draft.number(walk.result(end), takesLeaves: true),
        let whole = Int(counting: number)
      else {
        say(
          .error(
            "number-wanted",
            "an index is a plain whole number, counted from 1",
            at: tree.expressions[end].range
          )
        )
        return .broken
      }
      ends.append(whole)
    }
    return .slice(ends[0], ends[1])
  }

  /// Rows, columns and slices of a value.
  private mutating func part(
    _ base: Expression.ID,
    _ values: [Value],
    of id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let whole = walk.result(base)
    if case .broken = whole { return .broken }
    if values.contains(where: { if case .broken = $0 { true } else { false } }) { return .broken }
    let shape = draft.shape(whole)
    guard shape.rank > 0, values.count <= shape.rank else {
      return apply(
        .component,
        [base] + Array(repeating: base, count: values.count),
        to: id,
        in: walk
      )
    }
    var value = whole
    do throws(Unfit) {
      // The later index first: a row of a slice of columns is a slice of a row.
      for (place, index) in values.enumerated().reversed() {
        let size = shape.dimensions[place]
        switch index {
        case .slice(let lower, let upper):
          let (first, last) = (lower ?? 1, upper ?? size)
          guard 1 <= first, first <= last, last <= size else {
            return outOfRange(first, last, size, base, of: id)
          }
          guard first > 1 || last < size else { continue }
          let ends = [first, last].map { draft.addLiteral(Tensor(Double($0)), written: id) }
          if place == 0 {
            value = try make(.slice, [value] + ends, at: id, in: walk)
          } else {
            value = try make(.transpose, [value], at: id, in: walk)
            value = try make(.slice, [value] + ends, at: id, in: walk)
            value = try make(.transpose, [value], at: id, in: walk)
          }
        default:
          value = try make(place == 0 ? .row : .column, [value, index], at: id, in: walk)
        }
      }
      return value
    } catch {
      return outOfRange(1, shape.rows, shape.rows, base, of: id)
    }
  }

  private mutating func outOfRange(
    _ first: Int,
    _ last: Int,
    _ size: Int,
    _ base: Expression.ID,
    of id: Expression.ID
  ) -> Value {
    say(
      .error(
        "index-out-of-range",
        "indices run from 1 to \(size) here, and both ends belong to a slice",
        at: tree.expressions[id].head
      )
    )
    return .broken
  }

  // MARK: - Indices from 0

  /// Whether components are counted from 0: an index that starts at 0 is in the expression, or the
  /// source has the component 0 of the value.
  func countsFromZero(
    _ id: Expression.ID,
    of base: Expression.ID,
    at place: Int,
    in walk: Walk
  ) -> Bool {
    if isFromZero(base, at: place) { return true }
    guard !walk.indices.isEmpty else { return false }
    return tree.expressions[tree.expressions[id].first...id].contains { part in
      guard case .name(let name) = part.kind, case .number(_, true)? = walk.indices[name] else {
        return false
      }
      return true
    }
  }

  /// Whether the source has the component 0 of a value, as in `w_{j0} a_0`.
  func isFromZero(_ base: Expression.ID, at place: Int) -> Bool {
    guard case .name(let name) = tree.expressions[base].kind else { return false }
    return namesFromZero[name]?.contains(place) ?? false
  }

  /// The values whose component 0 stands in the tree, by the place of that index.
  ///
  /// With one `[0]` or `[class]` all brackets count so, as in the documentation of a library.
  static func namesFromZero(
    in tree: SyntaxTree
  ) -> (places: [String: Set<Int>], areInBrackets: Bool, isNumbered: Bool) {
    var names: [String: Set<Int>] = [:]
    var bracketed: [String: Set<Int>] = [:]
    var hasZeroInBrackets = false
    var hasZero = false
    for expression in tree.expressions {
      guard case .component(let base, let indices) = expression.kind,
        case .name(let name) = tree.expressions[base].kind, let first = indices.first
      else { continue }
      let isBracketed = tree.isInSquareBrackets(first, behind: base)
      if isBracketed, tree.code.contains(expression.range.source) { continue }
      for (place, index) in indices.enumerated() {
        let isNumber = tree.expressions[index].kind == .number(0)
        let isZero = isNumber || isBracketed && tree.isWord(index)
        hasZero = hasZero || isNumber
        if isZero { names[name, default: []].insert(place) }
        if isBracketed {
          bracketed[name, default: []].insert(place)
          hasZeroInBrackets = hasZeroInBrackets || isZero
        }
      }
    }
    if hasZeroInBrackets {
      for (name, places) in bracketed { names[name, default: []].formUnion(places) }
    }
    return (names, hasZeroInBrackets, hasZero)
  }

  private mutating func component(
    fromZero base: Expression.ID,
    _ indices: [Expression.ID],
    of id: Expression.ID,
    in walk: Walk
  ) -> Value {
    let values = indices.enumerated().map { place, index in
      guard countsFromZero(index, of: base, at: place, in: walk) else { return walk.result(index) }
      switch walk.result(index) {
      case .index(let name, let offset):
        // All values of an index that starts at 0 are moved as one.
        guard case .axis(let axis)? = walk.indices[name], !axis.isFromZero else {
          return walk.result(index)
        }
        return .index(name, offset: offset + 1)
      case let value:
        guard let number = draft.number(value, takesLeaves: true) else { return value }
        return draft.addLiteral(Tensor(number + 1), written: index)
      }
    }
    if isFromZero(base, at: 0) || isFromZero(base, at: 1) {
      sayFromZero(base)
    }
    let whole = walk.result(base)
    do throws(Unfit) {
      if values.contains(where: hasAxes) || hasAxes(whole) {
        return try applyToAxes(.component, [whole] + values, at: id, in: walk)
      }
      let isRow = values.count == 1 && draft.shape(whole).rank == 2
      return try make(isRow ? .row : .component, [whole] + values, at: id, in: walk)
    } catch {
      return apply(.component, [base] + indices, to: id, in: walk)
    }
  }

  /// Says from where `x[k]` is counted, for pages of libraries count from 0.
  private mutating func sayFromOne(
    _ indices: [Expression.ID],
    of base: Expression.ID,
    at id: Expression.ID,
    in walk: Walk
  ) {
    guard indices.count == 1, case .name(let index) = tree.expressions[indices[0]].kind,
      walk.indices[index] == nil, case .name = tree.expressions[base].kind,
      tree.isInSquareBrackets(indices[0], behind: base),
      let number = wholeNumber(indices[0], in: walk)
    else { return }
    let name = tree.reading(of: base)
    say(
      .note(
        "brackets-from-one",
        "\(name)[\(index)] is component \(number) of \(name), counted from 1",
        at: tree.expressions[id].range,
        solutions: [Diagnostic.Solution(summary: "to count from 0: \(name)[\(index) + 1]")]
      )
    )
  }

  /// Says that the components of a value are counted from 0.
  private mutating func sayFromZero(_ base: Expression.ID) {
    let name = tree.reading(of: base)
    say(
      .warning(
        "components-from-zero",
        "the components of \(name) are counted from 0, "
          + (hasComponentZero
            ? "for the formula has a component 0" : "as pages do that have words for indices"),
        at: tree.expressions[base].range
      )
    )
  }
}

extension SyntaxTree {
  /// Whether an expression is a name of small letters, such as `class`.
  fileprivate func isWord(_ id: Expression.ID) -> Bool {
    guard case .name(let name) = expressions[id].kind else { return false }
    return name.utf8.count > 2 && name.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x5F }
  }

  /// Whether an index stands in square brackets behind what it chooses of.
  fileprivate func isInSquareBrackets(_ index: Expression.ID, behind base: Expression.ID) -> Bool {
    let start = expressions[base].range.bytes.upperBound
    let end = max(start, expressions[index].range.bytes.lowerBound)
    let mark = SourceRange(source: expressions[base].range.source, bytes: start..<end)
    return sources.text(in: mark).utf8.contains(UInt8(ascii: "["))
  }
}
