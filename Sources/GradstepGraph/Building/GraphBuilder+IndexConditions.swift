import GradstepSyntax

/// Conditions below a sign, which choose the values that an index takes.
extension GraphBuilder {
  /// The values that are not left out, of those that an index can take; nothing where that is not known.
  mutating func chosen(
    of values: [Int],
    by binder: Binder,
    over axis: Axis,
    at reduction: Expression.ID,
    in walk: Walk
  ) -> [Int]? {
    var values = values
    if let excluded = binder.excluded {
      guard let number = wholeNumber(excluded, in: walk) else {
        // The terms that the sum stands in are written out, and then it is known.
        if !walk.hasAxes { say(unknownBound(at: excluded)) }
        return nil
      }
      values.removeAll { $0 == number }
    }
    guard binder.isLast else { return values }
    return chosen(of: values, by: binder.conditions, at: reduction, in: walk) { value, inner in
      inner.indices[binder.index] = .number(value, isFromZero: axis.isFromZero)
    }
  }

  /// The values for which conditions hold, of letters that are bound to them one after another; nothing
  /// where that is not known.
  mutating func chosen(
    of values: [Int],
    by conditions: [[Condition]],
    at reduction: Expression.ID,
    in walk: Walk,
    binding bind: (Int, inout Walk) -> Void
  ) -> [Int]? {
    guard !conditions.isEmpty else { return values }
    var inner = walk
    var chosen: [Int] = []
    for value in values {
      bind(value, &inner)
      switch holds(conditions, in: inner) {
      case .success(let holds): if holds { chosen.append(value) }
      case .failure(let unknown):
        guard !walk.hasAxes else { return nil }
        let (left, right) = (unknown.condition.left, unknown.condition.right)
        if !noteMissingNames(in: tree.expressions[left].first..<left + 1, of: inner),
          !noteMissingNames(in: tree.expressions[right].first..<right + 1, of: inner)
        {
          say(unknownCondition(unknown.condition, at: reduction))
        }
        return nil
      }
    }
    return chosen
  }

  /// The values of the first of two indices for which the second one has any, for the largest or the
  /// smallest term over pairs; nothing where all of them do, or it is another reduction.
  mutating func valuesWithPartners(
    of binder: Binder,
    over axis: Axis,
    at reduction: Expression.ID,
    in walk: Walk
  ) -> [Int]? {
    guard !binder.conditions.isEmpty, !binder.isLast, binder.members == nil,
      case .reduction(let kind, _, let pairs) = tree.expressions[reduction].kind,
      kind == .maximum || kind == .minimum,
      case .reduction(_, let partnerID, _) = tree.expressions[pairs].kind,
      case .binder(let partner) = tree.expressions[partnerID].kind
    else { return nil }
    let mark = mark()
    defer { rewind(to: mark) }
    var inner = walk
    let values = Array(axis.lower..<axis.lower + axis.count)
    let withPartners = values.filter { value in
      inner.indices[axis.name] = .number(value, isFromZero: axis.isFromZero)
      guard let axis = self.axis(of: partner, at: partnerID, reduction: pairs, in: inner) else {
        return true
      }
      let partners = Array(axis.lower..<axis.lower + axis.count)
      return chosen(of: partners, by: partner, over: axis, at: pairs, in: inner)?.isEmpty != true
    }
    return withPartners.count == values.count ? nil : withPartners
  }

  /// A condition whose sides are no numbers that are given.
  private struct Unknown: Error {
    let condition: Condition
  }

  /// Whether all conditions of one of some alternatives hold.
  private func holds(_ alternatives: [[Condition]], in walk: Walk) -> Result<Bool, Unknown> {
    for conditions in alternatives {
      var holds = true
      for condition in conditions {
        guard let left = number(condition.left, in: walk),
          let right = number(condition.right, in: walk)
        else { return .failure(Unknown(condition: condition)) }
        holds = holds && condition.comparison.holds(left, right)
      }
      if holds { return .success(true) }
    }
    return .success(false)
  }

  private func unknownCondition(
    _ condition: Condition,
    at reduction: Expression.ID
  ) -> Diagnostic {
    let range = tree.expressions[condition.left].range
      .union(tree.expressions[condition.right].range)
    var summary = "compare indices, and components of what is given"
    if case .reduction(.sum, _, _) = tree.expressions[reduction].kind {
      summary =
        "write the condition as a factor of the terms: 1\\{\(tree.sources.text(in: range))\\}"
    }
    return .error(
      "unknown-condition",
      "a condition below a sign compares indices and numbers that are given; this one is not"
        + " known before the formula is worked out",
      at: range,
      solutions: [Diagnostic.Solution(summary: summary)]
    )
  }
}
