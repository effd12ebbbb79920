import GradstepSyntax

/// How far an index runs.
extension GraphBuilder {
  /// The values of an index, from its bounds and from the sizes of what has it.
  mutating func axis(
    of binder: Binder,
    at id: Expression.ID,
    reduction: Expression.ID,
    in walk: Walk
  ) -> Axis? {
    let startsAtZero =
      countsBracketsFromZero && binder.upper == nil
      && hasBracket(of: binder.index, in: id + 1..<reduction)
    let lower = binder.lower.map { wholeNumber($0, in: walk) } ?? (startsAtZero ? 0 : 1)
    guard let lower else {
      say(unknownBound(at: binder.lower ?? id))
      return nil
    }
    if let upper = binder.upper, hangs(upper, onIndicesOf: walk, where: { $0.isAxis }) {
      say(unknownBound(at: upper))
      return nil
    }
    var extents = extents(of: binder.index, from: lower, in: id + 1..<reduction, of: walk)
    if let first = extents.first, lower < 0 {
      say(negativeIndex(lower, of: first, at: binder.lower ?? id))
      return nil
    }
    let plain = extents.filter { $0.isPlain }
    if let first = plain.first, let other = plain.first(where: { $0.count != first.count }) {
      say(
        .error(
          "index-mismatch",
          "an index runs over as many components everywhere; "
            + "\(name(of: first)) has \(first.count) and \(name(of: other)) has \(other.count)",
          at: tree.expressions[other.owner].range,
          solutions: rowsOfCapital(other, count: first.count)
            + rowsOfCapital(first, count: other.count)
        )
      )
      return nil
    }
    guard let upper = binder.upper.flatMap({ wholeNumber($0, in: walk) }) else {
      if plain.isEmpty,
        let extent = extentOfBounds(of: binder, in: id + 1..<reduction, of: walk)
          ?? workedOutExtent(of: binder, in: id + 1..<reduction, of: walk)
      {
        extents.append(extent)
      }
      return unboundedAxis(binder, extents, from: lower, at: id, reduction, in: walk)
    }
    let count = upper - lower + 1
    guard count >= 0, count <= GraphDraft.largestElementCount else {
      say(
        .error(
          "empty-sum",
          count < 0
            ? "the upper bound of an index is not below the lower one; these are \(lower) and \(upper)"
            : "an index takes at most \(GraphDraft.largestElementCount) values; this one has \(count)",
          at: tree.expressions[id].range
        )
      )
      return nil
    }
    // From 1 to i, or up to the turn, there are not all of them, as is meant.
    let isTriangular =
      binder.upper.map { hangs($0, onIndicesOf: walk) { _ in true } } ?? false
      || draft.isTurn(walk.group) && count < plain.first?.count ?? 0
    if let first = plain.first, lower < 2, !isTriangular, extents.allSatisfy({ $0.isPlain }),
      first.count != count
    {
      guard count < first.count, count > 0 else {
        say(boundMismatch(binder, first, lower: lower, upper: upper, at: id, reduction))
        return nil
      }
      say(partialRange(binder, first, count: count, at: id, reduction))
    }
    return Axis(binder.index, lower...max(lower, upper), count, isFromZero: lower == 0, in: walk)
  }

  /// Whether an index stands in square brackets of a value in which there is a component 0.
  private func hasBracket(of index: String, in range: Range<Expression.ID>) -> Bool {
    range.contains { id in
      guard case .component(let base, let indices) = tree.expressions[id].kind,
        let place = indices.firstIndex(where: { tree.expressions[$0].kind == .name(index) })
      else { return false }
      return isFromZero(base, at: place)
    }
  }

  /// Whether a bound has the letter of another index.
  private func hangs(
    _ bound: Expression.ID,
    onIndicesOf walk: Walk,
    where isMeant: (BoundIndex) -> Bool
  ) -> Bool {
    (tree.expressions[bound].first...bound).contains { id in
      guard case .name(let name) = tree.expressions[id].kind else { return false }
      return walk.indices[name].map(isMeant) ?? false
    }
  }

  /// The values of an index whose last one is told by what has it.
  private mutating func unboundedAxis(
    _ binder: Binder,
    _ extents: [Extent],
    from lower: Int,
    at id: Expression.ID,
    _ reduction: Expression.ID,
    in walk: Walk
  ) -> Axis? {
    let size = extents.first { $0.isPlain }?.count
    var (first, last) = (lower, size.map { lower == 0 ? $0 - 1 : $0 })
    var isFromZero = lower == 0
    if binder.upper == nil, binder.lower == nil,
      let reach = reach(of: binder, extents, in: id + 1..<reduction, of: walk)
    {
      guard !reach.isConvolution else {
        say(convolution(binder, reduction))
        return nil
      }
      isFromZero = reach.isFromZero
      first = size == nil ? reach.first : max(reach.first, lower)
      last = min(reach.last, size ?? reach.last)
      if first <= reach.last, size != last || first > 1 {
        say(
          .note(
            "index-range",
            "'\(binder.index)' runs from \(first) to \(last ?? first), where all its components are",
            at: tree.expressions[id].range
          )
        )
      }
    }
    guard let last else {
      // What would have components is not given yet.
      if noteMissingNames(in: id..<reduction, of: walk) { return nil }
      say(
        binder.upper.map(unknownBound) ?? search(over: binder, by: reduction)
          ?? unknownSize(of: binder, at: id)
      )
      return nil
    }
    // `\sum_{j=i+1}^n` has no terms for the last i.
    if binder.lower != nil, first == last + 1 {
      return Axis(binder.index, first...first, 0, isFromZero: isFromZero, in: walk)
    }
    guard first <= last else {
      say(
        .error(
          "empty-range",
          "an index takes the values for which all its components are there;"
            + " '\(binder.index)' has none",
          at: tree.expressions[id].range
        )
      )
      return nil
    }
    if lower == 0, let upper = binder.upper, isUsedBesideBounds(upper) {
      say(sizeFromZero(binder, upper, count: last + 1, at: id))
      return nil
    }
    return Axis(binder.index, first...last, last - first + 1, isFromZero: isFromZero, in: walk)
  }

  /// Whether a sum has neither bounds nor anything with its index, as over the examples of a batch.
  func runsOverAll(_ binder: Binder, in range: Range<Expression.ID>, of walk: Walk) -> Bool {
    binder.lower == nil && binder.upper == nil && binder.excluded == nil
      && !isIndex(binder.index, in: range, of: walk)
  }

  /// Whether a letter stands in an index anywhere in a stretch of the tree.
  func isIndex(_ letter: String, in range: Range<Expression.ID>, of walk: Walk) -> Bool {
    range.contains { id in
      switch tree.expressions[id].kind {
      case .component(_, let indices): indices.contains { isPlain(letter, $0) != nil }
      case .superscript(_, let index): isPlain(letter, index) != nil
      case .binder(let inner):
        [inner.lower, inner.upper].contains { $0.flatMap { isPlain(letter, $0) } != nil }
      case .name(let name): isComponent(name, by: letter, in: walk)
      case .call(let name, _): body(of: name, with: letter) != nil
      default: false
      }
    }
  }

  // MARK: - What is missing

  /// Notes the names without a value in a stretch of the tree.
  ///
  /// - Returns: whether there are any
  mutating func noteMissingNames(in range: Range<Expression.ID>, of walk: Walk) -> Bool {
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

  /// `X_i` for `x_i` where x is another value, and the matrix X has as many rows as the index has values.
  private func rowsOfCapital(_ extent: Extent, count: Int) -> [Diagnostic.Solution] {
    guard case .name(let name) = tree.expressions[extent.owner].kind, name.count == 1,
      case .built(let value)? = definitions[name.uppercased()]?.state, name.uppercased() != name,
      !hasAxes(value), draft.shape(value).rank == 2, draft.shape(value).rows == count
    else { return [] }
    let capital = name.uppercased()
    return [
      Diagnostic.Solution(
        summary: "for the rows of \(capital), write \(capital)",
        replacements: [
          Diagnostic.Replacement(range: tree.expressions[extent.owner].range, text: capital)
        ]
      )
    ]
  }

  private func name(of extent: Extent) -> String { tree.reading(of: extent.owner) }

  // MARK: - What is wrong

  func unknownBound(at id: Expression.ID) -> Diagnostic {
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

  /// `\min_w L(w)` searches for a value, where nothing has components with the letter.
  func search(over binder: Binder, by reduction: Expression.ID) -> Diagnostic? {
    guard case .reduction(let kind, _, let body) = tree.expressions[reduction].kind,
      kind == .minimum || kind == .maximum, binder.lower == nil
    else { return nil }
    let sign = tree.expressions[reduction].head
    let start = tree.expressions[body].range.bytes.lowerBound
    return .error(
      "search",
      "a formula is evaluated, and nothing is searched for; no values of '\(binder.index)' are given",
      at: sign,
      solutions: [
        Diagnostic.Solution(
          summary: "write what is made \(kind == .minimum ? "small" : "large") alone",
          replacements: [
            Diagnostic.Replacement(
              range: SourceRange(source: sign.source, bytes: sign.bytes.lowerBound..<start),
              text: ""
            )
          ]
        )
      ]
    )
  }

  private func negativeIndex(_ lower: Int, of extent: Extent, at id: Expression.ID) -> Diagnostic {
    .error(
      "negative-index",
      "components are counted from 1, or from 0 where an index starts there; this one starts at"
        + " \(lower), and \(name(of: extent)) has \(extent.count) components",
      at: tree.expressions[id].range,
      solutions: [
        Diagnostic.Solution(
          summary: "number the components from 0 and move the others by as much, as in"
            + " \\sum_{a=0}^{2} v_a x_{i+a} for \\sum_{a=-1}^{1} v_a x_{i+a}"
        )
      ]
    )
  }

  private func boundMismatch(
    _ binder: Binder,
    _ extent: Extent,
    lower: Int,
    upper: Int,
    at id: Expression.ID,
    _ reduction: Expression.ID
  ) -> Diagnostic {
    .error(
      "bound-mismatch",
      "an index runs over components that are there; \(binder.index) runs over"
        + " \(upper - lower + 1) values"
        + " and \(name(of: extent)) has \(extent.count) components",
      at: tree.expressions[binder.upper ?? id].range,
      solutions: [allComponents(binder, reduction)]
    )
  }

  /// `\prod_{i=1}^t α_i` can be meant to take the first components alone.
  private func partialRange(
    _ binder: Binder,
    _ extent: Extent,
    count: Int,
    at id: Expression.ID,
    _ reduction: Expression.ID
  ) -> Diagnostic {
    .warning(
      "partial-range",
      "\(binder.index) runs over \(count) of the \(extent.count) components of \(name(of: extent))",
      at: tree.expressions[binder.upper ?? id].range,
      solutions: [allComponents(binder, reduction)]
    )
  }

  private func allComponents(
    _ binder: Binder,
    _ reduction: Expression.ID
  ) -> Diagnostic.Solution {
    Diagnostic.Solution(
      summary: "for all components, leave the bounds out",
      replacements: [
        Diagnostic.Replacement(range: bounds(of: reduction), text: "_{\(binder.index)} ")
      ]
    )
  }

  /// What stands between the sign of a reduction and its body.
  private func bounds(of reduction: Expression.ID) -> SourceRange {
    let sign = tree.expressions[reduction].head
    guard case .reduction(_, _, let body) = tree.expressions[reduction].kind else { return sign }
    let start = tree.expressions[body].range.bytes.lowerBound
    return SourceRange(source: sign.source, bytes: sign.bytes.upperBound..<start)
  }

  /// From 0 to n there are n + 1 values, and elsewhere n could be the number of these.
  private func sizeFromZero(
    _ binder: Binder,
    _ upper: Expression.ID,
    count: Int,
    at id: Expression.ID
  ) -> Diagnostic {
    let name = tree.reading(of: upper)
    return .error(
      "size-from-zero",
      "from 0 to \(name) an index takes \(name) + 1 values, which are \(count) here;"
        + " what '\(name)' is elsewhere could be \(count - 1) or \(count)",
      at: tree.expressions[upper].range,
      solutions: [
        Diagnostic.Solution(
          summary: "for \(name) = \(count), start at 1",
          replacements: binder.lower.map {
            [Diagnostic.Replacement(range: tree.expressions[$0].range, text: "1")]
          } ?? []
        ),
        Diagnostic.Solution(summary: "for \(name) = \(count - 1), add \(name) = \(count - 1)"),
      ]
    )
  }

  /// Whether a name that is the upper bound of an index stands in formulas, too.
  private func isUsedBesideBounds(_ upper: Expression.ID) -> Bool {
    guard case .name(let name) = tree.expressions[upper].kind else { return false }
    let bounds = Set(
      tree.expressions.compactMap {
        if case .binder(let binder) = $0.kind { binder.upper } else { nil }
      }
    )
    return tree.expressions.indices.contains {
      tree.expressions[$0].kind == .name(name) && !bounds.contains($0)
    }
  }
}
