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
  }

  /// The values that an index takes.
  struct Axis {
    let name: String
    let lower: Int
    let count: Int

    /// Whether the first component has number 0.
    var isFromZero: Bool { lower == 0 }

    /// The first component that is meant, counted from 1.
    var firstComponent: Int { isFromZero ? 1 : lower }
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
  }

  /// The most terms that are written out.
  static let largestTermCount = 64

  /// The deepest nesting of sums.
  private static let deepestReduction = 6

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
    guard case .reduction(_, let binderID, let body) = tree.expressions[id].kind,
      case .binder(let binder) = tree.expressions[binderID].kind
    else { return .skip(to: id, .broken) }
    // What the terms need is built before, so that no attempt takes it along when it fails.
    for part in binderID + 1..<id {
      guard case .name(let name) = tree.expressions[part].kind, walk.arguments[name] == nil,
        walk.indices[name] == nil, let inner = begin(pending: name)
      else { continue }
      return .walk(inner)
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
    if runsOverAll(binder, in: binderID + 1..<id, of: walk) {
      let first = tree.expressions[body].first
      var inner = Walk(purpose: .whole(id), root: body, next: first, first: first)
      inherit(walk, into: &inner)
      inner.isByExample = true
      return .walk(inner)
    }
    guard let axis = axis(of: binder, at: binderID, reduction: id, in: walk) else {
      return .skip(to: id, .broken)
    }
    guard binder.excluded == nil else { return .unroll(unrolling(id, axis, binder, in: walk)) }
    let first = tree.expressions[body].first
    var inner = Walk(purpose: .reduction(id, axis), root: body, next: first, first: first)
    inner.attempt = mark()
    inherit(walk, into: &inner)
    inner.indices[axis.name] = .axis(axis)
    return .walk(inner)
  }

  /// The sum of all components, where the index has no bounds and nothing has it.
  mutating func whole(_ value: Value, of id: Expression.ID, in walk: Walk) -> Value {
    guard case .reduction(let reduction, let binderID, let body) = tree.expressions[id].kind,
      case .binder(let binder) = tree.expressions[binderID].kind
    else { return .broken }
    if case .broken = value { return .broken }
    let hasComponents = !hasAxes(value) && draft.shape(value).rank > 0
    guard hasComponents, let function = reduction.function,
      let sum = try? make(.function(function), [value], at: id, in: walk)
    else {
      say(unknownSize(of: binder, at: binderID))
      return .broken
    }
    say(
      .warning(
        "sum-of-components",
        "reads as \(function)(\(tree.reading(of: body))): nothing here has components with the index"
          + " '\(binder.index)'",
        at: tree.expressions[id].head
      )
    )
    return sum
  }

  private func inherit(_ outer: Walk, into inner: inout Walk) {
    inner.arguments = outer.arguments
    inner.indices = outer.indices
    inner.reductionDepth = outer.reductionDepth + 1
    inner.group = outer.group
    inner.isByExample = outer.isByExample
    inner.callSite = outer.callSite
    inner.folds = outer.folds
    inner.foldsFunctions = outer.foldsFunctions
  }

  // MARK: - Terms written out

  /// The terms that a reduction has where it cannot be built at once.
  func unrolling(
    _ id: Expression.ID,
    _ axis: Axis,
    _ binder: Binder,
    in walk: Walk
  ) -> Unrolling {
    let excluded = binder.excluded.flatMap { wholeNumber($0, in: walk) }
    let values = (axis.lower..<axis.lower + axis.count).filter { $0 != excluded }
    let isTrial = values.count > Self.largestTermCount
    return Unrolling(
      reduction: id,
      axis: axis,
      rest: isTrial ? [values[0]] : values.reversed(),
      isTrial: isTrial
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
      let first = tree.expressions[body].first
      var inner = Walk(purpose: .term, root: body, next: first, first: first)
      inherit(walk, into: &inner)
      inner.indices[unrolling.axis.name] = .number(value, isFromZero: unrolling.axis.isFromZero)
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
    return .skip(to: id, joined(unrolling.terms, by: reduction, at: id, in: walk))
  }

  /// The value that the terms make together.
  private mutating func joined(
    _ terms: [Value],
    by reduction: Reduction,
    at id: Expression.ID,
    in walk: Walk
  ) -> Value {
    guard let first = terms.first else {
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
    fileprivate let draft: Draft.Mark
    fileprivate let diagnostics: Int
    fileprivate let missing: Int
    fileprivate let indexed: Int
    fileprivate let built: Int
  }

  private func mark() -> Mark {
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
    indexed.removeSubrange(mark.indexed...)
    forget(diagnosticsFrom: mark.diagnostics, missingFrom: mark.missing)
  }

  /// Whether nothing was said since a mark.
  func isSilent(since mark: Mark) -> Bool {
    diagnostics.count == mark.diagnostics && missing.count == mark.missing
  }
}

/// What a sum over an index, or the like, became.
public enum ReductionOutcome: Hashable, Sendable {
  /// Operations on whole vectors and matrices, of which this is the last one.
  case node(Node.ID)
  /// So many terms, written out.
  case terms(Int)
}

/// Values that no operation on whole vectors takes.
struct Unfit: Error {}
