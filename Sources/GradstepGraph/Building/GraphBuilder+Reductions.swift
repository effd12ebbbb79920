import GradstepSyntax

/// Sums over an index, and formulas of components.
///
/// The body is first built for all values of the index at once (see `GraphBuilder+Axes`); where that
/// cannot be, it is built for one value after another, and the terms are written out.
extension GraphBuilder {
  /// What a letter that is bound stands for.
  enum BoundIndex {
    /// One of its values, while the terms are written out.
    case number(Int, isFromZero: Bool)
    /// All of its values at once.
    case axis(Axis)

    var isAxis: Bool { if case .axis = self { true } else { false } }
  }

  /// The values that an index takes.
  struct Axis {
    let name: String
    let lower: Int
    let count: Int
    /// Whether the first component has number 0.
    let isFromZero: Bool
    /// How many sums stand around.
    let depth: Int

    init(
      _ name: String,
      _ range: ClosedRange<Int>,
      _ count: Int,
      isFromZero: Bool,
      in walk: Walk
    ) {
      self.name = name
      lower = range.lowerBound
      self.count = count
      self.isFromZero = isFromZero
      depth = walk.reductionDepth
    }

    /// The first component that is meant, counted from 1.
    var firstComponent: Int { isFromZero ? lower + 1 : lower }
  }

  /// The terms of a reduction that are built one by one.
  struct Unrolling {
    let reduction: Expression.ID
    let axis: Axis
    /// The values of the index that are left, the next one last.
    var rest: [Int]
    var terms: [Value] = []
    /// Whether the terms are too many, and the first one is built for its messages alone.
    let isTrial: Bool
    /// The group of the terms and of what makes one value of them.
    let group: Int?
  }

  /// The most terms that are written out.
  static let largestTermCount = 64

  /// The deepest nesting of sums.
  static let deepestReduction = 6

  /// The reductions of the tree, by the expressions that bind their indices.
  static func reductions(of tree: SyntaxTree) -> [Expression.ID: Expression.ID] {
    var reductions: [Expression.ID: Expression.ID] = [:]
    for (id, expression) in tree.expressions.enumerated() {
      if case .reduction(_, let binder, _) = expression.kind { reductions[binder] = id }
    }
    return reductions
  }

  // MARK: - Beginning

  /// The next step of a walk that has come to the index of a reduction.
  mutating func begin(reduction id: Expression.ID, in walk: Walk) -> Progress {
    guard case .reduction(let reduction, let binderID, let body) = tree.expressions[id].kind,
      case .binder(let binder) = tree.expressions[binderID].kind
    else { return .skip(to: id, .broken) }
    // What the terms need is built before, so that no attempt takes it along when it fails.
    for part in binderID + 1..<id {
      guard case .name(let name) = tree.expressions[part].kind, walk.arguments[name] == nil,
        walk.indices[name] == nil
      else { continue }
      // A list of values is built where all of them are wanted at once; the values are there before.
      for name in families[name] ?? [name] {
        if let inner = begin(pending: name) { return .walk(inner) }
      }
    }
    guard walk.reductionDepth < Self.deepestReduction else {
      say(
        .error(
          "nested-sums",
          "sums stand in one another at most \(Self.deepestReduction) deep",
          at: tree.expressions[id].head,
          solutions: [Diagnostic.Solution(summary: "give an inner sum a name of its own")]
        )
      )
      return .skip(to: id, .broken)
    }
    let range = binderID + 1..<id
    if isOfParameter(binder, reduction, in: range, of: walk) {
      sayLeftAside(reduction, binder, at: id)
      return .walk(inner(.body(id), along: body, in: walk))
    }
    if reduction == .stack, numbersExamples(binder, in: range, of: walk) {
      return .walk(inner(.body(id), along: body, in: walk))
    }
    if let progress = begin(binder, overSetOf: id, in: walk) { return progress }
    if runsOverAll(binder, in: range, of: walk) {
      var inner = inner(.whole(id), along: body, in: walk)
      inner.isByExample = true
      return .walk(inner)
    }
    guard let axis = axis(of: binder, at: binderID, reduction: id, in: walk) else {
      return .skip(to: id, .broken)
    }
    guard axis.count > 0, !startsWithMemberZero(axis, in: range) else {
      return .unroll(unrolling(id, axis, in: walk))
    }
    if let values = valuesWithPartners(of: binder, over: axis, at: id, in: walk) {
      return .unroll(unrolling(id, axis, values: values, in: walk))
    }
    guard binder.excluded != nil || !binder.conditions.isEmpty && binder.isLast else {
      return .walk(attempt(id, over: axis, in: walk))
    }
    let values = Array(axis.lower..<axis.lower + axis.count)
    guard let chosen = chosen(of: values, by: binder, over: axis, at: id, in: walk) else {
      return .skip(to: id, .broken)
    }
    return .unroll(unrolling(id, axis, values: chosen, in: walk))
  }

  /// A walk along the body of a reduction for all values of its index.
  func attempt(_ id: Expression.ID, over axis: Axis, in walk: Walk) -> Walk {
    guard case .reduction(_, _, let body) = tree.expressions[id].kind else { return walk }
    var inner = inner(.reduction(id, axis), along: body, in: walk)
    inner.attempt = mark()
    inner.indices[axis.name] = .axis(axis)
    return inner
  }

  /// A walk within another one.
  func inner(_ purpose: Walk.Purpose, along root: Expression.ID, in walk: Walk) -> Walk {
    let first = tree.expressions[root].first
    var inner = Walk(purpose: purpose, root: root, next: first, first: first)
    inner.arguments = walk.arguments
    inner.indices = walk.indices
    inner.reductionDepth = walk.reductionDepth + 1
    inner.group = walk.group
    inner.isByExample = walk.isByExample
    inner.callSite = walk.callSite
    inner.folds = walk.folds
    inner.foldsFunctions = walk.foldsFunctions
    return inner
  }

  /// Whether what is looked for is a value that is given, as in `\min_w L(w)`, and no index.
  private func isOfParameter(
    _ binder: Binder,
    _ reduction: Reduction,
    in range: Range<Expression.ID>,
    of walk: Walk
  ) -> Bool {
    guard reduction == .minimum || reduction == .maximum, binder.members == nil,
      runsOverAll(binder, in: range, of: walk)
    else { return false }
    return definitions[binder.index] != nil || walk.arguments[binder.index] != nil
      || functions[binder.index] != nil
  }

  /// Says that a search for the best value is left aside.
  private mutating func sayLeftAside(
    _ reduction: Reduction,
    _ binder: Binder,
    at id: Expression.ID
  ) {
    let function = reduction.function ?? ""
    say(
      .warning(
        "search-left-aside",
        "the \(function) over '\(binder.index)' is left aside: what it is taken of is worked out for the"
          + " '\(binder.index)' that is given",
        at: tree.expressions[id].head
      )
    )
  }

  // MARK: - Terms written out

  /// The terms that a reduction has where it cannot be built at once.
  mutating func unrolling(
    _ id: Expression.ID,
    _ axis: Axis,
    in walk: Walk
  ) -> Unrolling {
    unrolling(id, axis, values: Array(axis.lower..<axis.lower + axis.count), in: walk)
  }

  /// The terms for some values of the index.
  mutating func unrolling(
    _ id: Expression.ID,
    _ axis: Axis,
    values: [Int],
    in walk: Walk
  ) -> Unrolling {
    let isTrial = values.count > Self.largestTermCount
    var group = walk.group
    if case .reduction(let reduction, _, _) = tree.expressions[id].kind, values.count > 1, !isTrial,
      draft.hasRoomForGroup
    {
      let members = membersInWords(of: axis, id)
      let terms = Group.Content.terms(
        reduction,
        index: members ?? axis.name,
        values: members == nil ? values : []
      )
      group = draft.addGroup(terms, parent: group)
    }
    return Unrolling(
      reduction: id,
      axis: axis,
      rest: isTrial ? [values[0]] : values.reversed(),
      isTrial: isTrial,
      group: group
    )
  }

  /// The walk along the next term, or the value of the reduction where there is none left.
  mutating func nextTerm(of walk: inout Walk) -> Progress? {
    guard var unrolling = walk.unrolling,
      case .reduction(let reduction, _, let body) = tree.expressions[unrolling.reduction].kind
    else { return nil }
    let isBroken = if case .broken? = unrolling.terms.last { true } else { false }
    if let value = unrolling.rest.popLast(), !isBroken {
      walk.unrolling = unrolling
      var inner = inner(.term, along: body, in: walk)
      inner.group = unrolling.group
      inner.indices[unrolling.axis.name] = .number(value, isFromZero: unrolling.axis.isFromZero)
      takeMember(value, of: unrolling, into: &inner)
      return .walk(inner)
    }
    walk.unrolling = nil
    let id = unrolling.reduction
    guard !isBroken else { return .skip(to: id, .broken) }
    outcomes[id] = .terms(unrolling.terms.count)
    guard !unrolling.isTrial else {
      say(
        .error(
          "too-many-terms",
          "what no operation on whole vectors does is written out, up to \(Self.largestTermCount)"
            + " terms; this has \(unrolling.axis.count)",
          at: tree.expressions[id].head,
          solutions: [
            Diagnostic.Solution(summary: "write it with operations on whole vectors and matrices")
          ]
        )
      )
      return .skip(to: id, .broken)
    }
    var inner = walk
    inner.group = unrolling.group
    return .skip(to: id, joined(unrolling.terms, by: reduction, at: id, in: inner))
  }

  /// The value that the terms make together.
  private mutating func joined(
    _ terms: [Value],
    by reduction: Reduction,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    guard let first = terms.first else {
      guard reduction == .sum || reduction == .product else {
        say(
          .error(
            "no-terms",
            "a sum of no terms is 0, and a product 1; there is no \(reduction.function ?? "list") of no"
              + " values",
            at: tree.expressions[id].range
          )
        )
        return .broken
      }
      return draft.addLiteral(Tensor(reduction == .product ? 1 : 0), written: id)
    }
    do throws(Unfit) {
      switch reduction {
      case .sum, .product, .mean:
        var value = first
        for term in terms.dropFirst() {
          value = try combine(
            .infix(reduction == .product ? .dot : .add),
            value,
            term,
            at: id,
            walk
          )
        }
        guard reduction == .mean else { return value }
        let count = draft.addLiteral(Tensor(Double(terms.count)), written: id)
        return try combine(.infix(.divide), value, count, at: id, walk)
      case .maximum, .minimum:
        let list = try make(.list, terms, at: id, in: walk)
        return try make(.function(reduction.function ?? ""), [list], at: id, in: walk)
      case .stack:
        return try make(.list, terms, at: id, in: walk)
      }
    } catch {
      say(
        .error(
          "unfit-terms",
          "the terms over an index have one shape; these are "
            + terms.prefix(4).map { draft.shape($0).description }.joined(separator: ", "),
          at: tree.expressions[id].range
        )
      )
      return .broken
    }
  }

  private mutating func combine(
    _ notation: Notation,
    _ left: Value,
    _ right: Value,
    at id: Expression.ID,
    _ walk: Walk
  ) throws(Unfit) -> Value {
    if hasAxes(left) || hasAxes(right) {
      return try applyToAxes(notation, [left, right], at: id, in: walk)
    }
    return try make(notation, [left, right], at: id, in: walk)
  }

  /// Notes what a reduction became that was built for all values of its index at once.
  mutating func note(_ value: Value, ofReduction id: Expression.ID) {
    switch value {
    case .node(let node): outcomes[id] = .node(node)
    case .indexed(let position):
      let factors = indexed[position].factors
      guard factors.count == 1, case .node(let node) = factors[0].value else { return }
      outcomes[id] = .node(node)
    case .literal, .index, .slice, .eulersNumber, .broken: return
    }
  }

  // MARK: - Attempts

  /// How much there was before something was tried.
  struct Mark {
    fileprivate let draft: GraphDraft.Mark
    fileprivate let diagnostics: Int
    fileprivate let missing: Int
    fileprivate let indexed: Int
    fileprivate let built: Int
  }

  func mark() -> Mark {
    Mark(
      draft: draft.mark,
      diagnostics: diagnostics.count,
      missing: missing.count,
      indexed: indexed.count,
      built: builtNames.count
    )
  }

  /// Takes back all since a mark.
  mutating func rewind(to mark: Mark) {
    for name in builtNames[mark.built...] { definitions[name]?.state = .pending }
    builtNames.removeSubrange(mark.built...)
    draft.rewind(to: mark.draft)
    forgetTurns(from: draft.groupCount)
    indexed.removeSubrange(mark.indexed...)
    forget(diagnosticsFrom: mark.diagnostics, missingFrom: mark.missing)
  }

  /// Whether nothing was said to be wrong since a mark.
  func isSilent(since mark: Mark) -> Bool {
    missing.count == mark.missing
      && !diagnostics[mark.diagnostics...].contains { $0.severity == .error }
  }
}

/// What a sum over an index, or the like, became.
package enum ReductionOutcome: Hashable, Sendable {
  /// Operations on whole vectors and matrices, of which this is the last one.
  case node(Node.ID)
  /// So many terms, written out.
  case terms(Int)
}

/// Values that no operation on whole vectors takes.
struct Unfit: Error {}
