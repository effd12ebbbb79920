import GradstepSyntax

/// Names that stand for a number of components, and that nothing gives a value: `n` above a sum, `|B|`
/// of a set that an index runs over, and `m` of `\frac{1}{m}\sum_i`.
extension GraphBuilder {
  /// The number that a name stands for as the number of values of an index.
  mutating func size(named name: String, at id: Expression.ID, in walk: Walk) -> Progress? {
    if let binder = sizes[name] {
      guard setNames.contains(name) == isInAbsoluteBars(id) else { return nil }
      return size(named: name, of: binder, in: walk)
    }
    guard let binders = looseSizes[name] else { return nil }
    var counts: [Int] = []
    for binder in binders {
      if let inner = pendingName(under: binder) { return begin(pending: inner).map { .walk($0) } }
      guard let count = count(of: binder, in: walk) else { return nil }
      counts.append(count)
    }
    guard let count = counts.first, counts.allSatisfy({ $0 == count }),
      case .binder(let binder) = tree.expressions[binders[0]].kind
    else { return nil }
    say(
      .warning(
        "size-of-sum",
        "'\(name)' has no value and reads as \(count), the number of values of the index"
          + (binder.index.isEmpty ? "" : " '\(binder.index)'"),
        at: tree.expressions[id].range,
        solutions: [Diagnostic.Solution(summary: "for another number, add \(name) = …")]
      )
    )
    return .value(draft.addLiteral(Tensor(Double(count)), written: id))
  }

  private mutating func size(
    named name: String,
    of id: Expression.ID,
    in walk: Walk
  ) -> Progress? {
    guard case .binder(let binder) = tree.expressions[id].kind else { return nil }
    if let inner = pendingName(under: id) { return begin(pending: inner).map { .walk($0) } }
    guard let count = count(of: id, in: walk) else { return nil }
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

  /// A name under a reduction that is not built yet.
  private func pendingName(under id: Expression.ID) -> String? {
    guard let reduction = reductions[id] else { return nil }
    for part in id + 1..<reduction {
      guard case .name(let name) = tree.expressions[part].kind,
        case .pending? = definitions[name]?.state
      else { continue }
      return name
    }
    return nil
  }

  /// How many values an index takes that has no upper bound with a value.
  private mutating func count(of id: Expression.ID, in walk: Walk) -> Int? {
    guard case .binder(let binder) = tree.expressions[id].kind, let reduction = reductions[id],
      case .reduction(_, _, let body) = tree.expressions[reduction].kind
    else { return nil }
    let lower = binder.lower.map { wholeNumber($0, in: walk) } ?? 1
    guard let lower else { return nil }
    let range = id + 1..<reduction
    let extents = extents(of: binder.index, from: lower, in: range, of: walk)
    if let extent = extents.first(where: { $0.isPlain })
      ?? workedOutExtent(of: binder, in: range, of: walk)
    {
      return extent.count
    }
    guard runsOverAll(binder, in: range, of: walk) else { return nil }
    return countOfExamples(in: body, walk)
  }

  /// How many components the vectors of an expression have, where they all have as many.
  private func countOfExamples(in body: Expression.ID, _ walk: Walk) -> Int? {
    var counts: Set<Int> = []
    for expression in tree.expressions[tree.expressions[body].first...body] {
      guard case .name(let name) = expression.kind, let value = knownValue(named: name, in: walk),
        !hasAxes(value), draft.shape(value).rank > 0
      else { continue }
      guard draft.shape(value).rank == 1 else { return nil }
      counts.insert(draft.shape(value).rows)
    }
    return counts.count == 1 ? counts.first : nil
  }

  private func isInAbsoluteBars(_ id: Expression.ID) -> Bool {
    id + 1 < tree.expressions.count
      && tree.expressions[id + 1].kind == .call(function: "abs", arguments: [id])
      && isInBars(id + 1)
  }

  /// How many members a set has that an index runs over, written `|B|`.
  mutating func countOfSet(_ operand: Expression.ID, at id: Expression.ID, in walk: Walk) -> Value?
  {
    guard case .name(let name) = tree.expressions[operand].kind, setNames.contains(name) else {
      return nil
    }
    // A set that nothing gives was counted where its name stands.
    guard definitions[name] != nil else { return walk.result(operand) }
    let value = walk.result(operand)
    guard !hasAxes(value), draft.shape(value).rank > 0 else { return nil }
    let count = count(ofSetNamed: name, in: walk) ?? draft.shape(value).rows
    return draft.addLiteral(Tensor(Double(count)), written: id)
  }

  /// How many values an index takes over a set whose members are no indices, so that it takes all.
  private mutating func count(ofSetNamed name: String, in walk: Walk) -> Int? {
    guard let id = sizes[name], case .binder(let binder) = tree.expressions[id].kind,
      let reduction = reductions[id], let members = members(of: binder, reduction, in: walk),
      case .all = members
    else { return nil }
    return count(of: id, in: walk)
  }

  // MARK: - What names sizes

  /// The names that are the upper bounds of indices or the sets of their values, with the expressions
  /// that bind these.
  static func sizes(of tree: SyntaxTree) -> [String: Expression.ID] {
    var sizes: [String: Expression.ID] = [:]
    for (id, expression) in tree.expressions.enumerated() {
      guard case .binder(let binder) = expression.kind,
        let bound = binder.upper ?? binder.members
      else { continue }
      var name = bound
      switch tree.expressions[bound].kind {
      case .binary(let sign, let left, let right) where sign == .subtract || sign == .add:
        if case .number = tree.expressions[right].kind { name = left }
      case .call("abs", let arguments) where arguments.count == 1: name = arguments[0]
      default: break
      }
      if case .name(let name) = tree.expressions[name].kind { sizes[name] = sizes[name] ?? id }
    }
    return sizes
  }

  /// The names of sets that indices run over.
  static func setNames(of tree: SyntaxTree) -> Set<String> {
    var names: Set<String> = []
    for expression in tree.expressions {
      guard case .binder(let binder) = expression.kind else { continue }
      var parts = [binder.members].compactMap { $0 }
      if let upper = binder.upper, case .call("abs", let arguments) = tree.expressions[upper].kind {
        parts += arguments
      }
      for part in parts {
        if case .name(let name) = tree.expressions[part].kind { names.insert(name) }
      }
    }
    return names
  }

  /// The names that can stand for the number of terms of sums without bounds, with what binds their
  /// indices: what such a sum is divided by, and `n` where all sums have as many terms.
  static func looseSizes(
    of tree: SyntaxTree,
    _ divisors: [Expression.ID: [String]]
  ) -> [String: [Expression.ID]] {
    guard !divisors.isEmpty else { return [:] }
    let defined = Set(tree.statements.compactMap { $0.name?.text })
    let binders = divisors.keys.sorted()
    var sizes: [String: [Expression.ID]] = [:]
    for binder in binders {
      for name in divisors[binder] ?? [] {
        guard !defined.contains(name), isSizeLetter(name, of: binder, in: tree) else { continue }
        sizes[name, default: []].append(binder)
      }
    }
    for name in ["n", "N"] where sizes[name] == nil && !defined.contains(name) {
      sizes[name] = binders
    }
    return sizes
  }

  /// What binds the indices of sums without an upper bound, with the names that divide these.
  static func divisors(
    of tree: SyntaxTree,
    _ reductions: [Expression.ID: Expression.ID]
  ) -> [Expression.ID: [String]] {
    var binders: [Expression.ID: Expression.ID] = [:]
    var divisors: [Expression.ID: [String]] = [:]
    for (binder, reduction) in reductions {
      guard case .binder(let letter) = tree.expressions[binder].kind, letter.upper == nil,
        case .reduction(let kind, _, _) = tree.expressions[reduction].kind, kind != .stack
      else { continue }
      binders[reduction] = binder
      divisors[binder] = []
    }
    guard !binders.isEmpty else { return [:] }
    for expression in tree.expressions {
      guard case .binary(let sign, let left, let right) = expression.kind else { continue }
      let isQuotient = sign == .divide
      guard isQuotient || sign.isProduct, let binder = binders[isQuotient ? left : right] else {
        continue
      }
      divisors[binder, default: []] += names(
        dividingIn: isQuotient ? right : left,
        isDivisor: isQuotient,
        of: tree
      )
    }
    return divisors
  }

  /// The names by which an expression divides what stands behind it.
  private static func names(
    dividingIn root: Expression.ID,
    isDivisor: Bool,
    of tree: SyntaxTree
  ) -> [String] {
    var names: [String] = []
    var open = [(root, isDivisor)]
    while let (id, isDivisor) = open.popLast() {
      switch tree.expressions[id].kind {
      case .name(let name) where isDivisor: names.append(name)
      case .negation(let operand): open.append((operand, isDivisor))
      case .binary(.divide, let left, let right):
        open += [(left, isDivisor), (right, !isDivisor)]
      case .binary(let sign, let left, let right) where sign.isProduct:
        open += [(left, isDivisor), (right, isDivisor)]
      default: continue
      }
    }
    return names
  }

  /// Whether a letter names a number of examples, or is the capital of the index.
  private static func isSizeLetter(
    _ name: String,
    of binder: Expression.ID,
    in tree: SyntaxTree
  ) -> Bool {
    guard case .binder(let binder) = tree.expressions[binder].kind else { return false }
    return ["n", "m", "N", "M"].contains(name) || name == binder.index.uppercased()
  }
}
