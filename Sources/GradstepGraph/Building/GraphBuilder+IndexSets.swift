import GradstepSyntax

/// Indices that run over a set: a list of whole numbers, the rows of a matrix, or one that nothing gives.
extension GraphBuilder {
  /// What an index takes from a set.
  enum Members {
    /// All that there is: the set says nothing, or is none of indices.
    case all
    /// So many numbers.
    case numbers([Int])
    /// The components or rows of a value, themselves.
    case elements(of: Value)
    /// The rows of a matrix, with a column for each letter.
    case tuples(of: Value)
  }

  /// The members of the set that an index runs over; nothing where it has none, or what it has is
  /// wrong.
  func members(of binder: Binder, _ reduction: Expression.ID, in walk: Walk) -> Members? {
    guard let set = binder.members, case .name(let name) = tree.expressions[set].kind else {
      return nil
    }
    guard let value = knownValue(named: name, in: walk), !hasAxes(value) else { return .all }
    let shape = draft.shape(value)
    guard shape.rank > 0 else { return .all }
    if binder.letters.count > 1, binder.isInBrackets || shape.rank == 2 {
      let fits = shape.rank == 2 && shape.columns == binder.letters.count
      return fits && hasIndices(value, of: binder, reduction, in: walk) ? .tuples(of: value) : nil
    }
    guard case .reduction(_, let binderID, _) = tree.expressions[reduction].kind else { return nil }
    guard isIndex(binder.index, in: binderID + 1..<reduction, of: walk) else {
      return .elements(of: value)
    }
    // A matrix is no list of indices: `k \in \mathcal{V}` is all of them.
    guard shape.rank == 1 else { return .all }
    let numbers = (1...shape.rows).map { draft.component(of: value, at: [$0]) }
    let members = numbers.compactMap { $0.flatMap { Int(counting: $0) } }
    return members.count == shape.rows ? .numbers(members) : nil
  }

  /// Whether the letters of a pair that are indices have whole numbers in their columns.
  private func hasIndices(
    _ value: Value,
    of binder: Binder,
    _ reduction: Expression.ID,
    in walk: Walk
  ) -> Bool {
    zip(binder.letters, 1...).allSatisfy { letter, column in
      guard isIndex(letter, ofTupleIn: reduction, in: walk) else { return true }
      return (1...draft.shape(value).rows).allSatisfy { row in
        draft.component(of: value, at: [row, column]).flatMap { Int(counting: $0) } != nil
      }
    }
  }

  /// Whether a letter of a pair is an index of something, and no part of the members themselves.
  private func isIndex(
    _ letter: String,
    ofTupleIn reduction: Expression.ID,
    in walk: Walk
  ) -> Bool {
    guard case .reduction(_, let binderID, _) = tree.expressions[reduction].kind else {
      return false
    }
    return isIndex(letter, in: binderID + 1..<reduction, of: walk)
  }

  /// Begins a reduction over the members of a set; nothing where it runs over all.
  mutating func begin(
    _ binder: Binder,
    overSetOf reduction: Expression.ID,
    in walk: Walk
  ) -> Progress? {
    guard let set = binder.members else { return nil }
    if binder.followsInSet, case .tuples? = members(of: binder, reduction, in: walk),
      case .reduction(_, _, let body) = tree.expressions[reduction].kind
    {
      // The first letter has taken the rows for all.
      return .walk(inner(.body(reduction), along: body, in: walk))
    }
    switch members(of: binder, reduction, in: walk) {
    case .all: return nil
    case nil:
      say(
        .error(
          "index-in-set",
          "an index runs over all components, between bounds, or over a list of whole numbers;"
            + " '\(tree.reading(of: set))' is a value of another kind",
          at: tree.expressions[set].range,
          solutions: [
            Diagnostic.Solution(
              summary: "leave '∈ \(tree.reading(of: set))' out for all components, or give the"
                + " numbers of those that are meant, as in"
                + " \(tree.reading(of: set)) = \(binder.isInBrackets ? "[[1, 2], [3, 1]]" : "[1, 3]")"
            )
          ]
        )
      )
      return .skip(to: reduction, .broken)
    case .numbers(let numbers) where !binder.conditions.isEmpty && binder.isLast:
      let axis = Axis(binder.index, 1...1, numbers.count, isFromZero: false, in: walk)
      guard let chosen = chosen(of: numbers, by: binder, over: axis, at: reduction, in: walk) else {
        return .skip(to: reduction, .broken)
      }
      return .unroll(unrolling(reduction, axis, values: chosen, in: walk))
    case .numbers(let numbers):
      guard let first = numbers.first, let last = numbers.last,
        numbers == Array(first..<first + numbers.count)
      else {
        let axis = Axis(binder.index, 1...1, numbers.count, isFromZero: false, in: walk)
        return .unroll(unrolling(reduction, axis, values: numbers, in: walk))
      }
      let axis = Axis(binder.index, first...last, numbers.count, isFromZero: false, in: walk)
      return .walk(attempt(reduction, over: axis, in: walk))
    case .tuples(let value):
      return begin(reduction, overMembersOf: value, binder, in: walk)
    case .elements(let value) where !binder.conditions.isEmpty:
      return begin(reduction, overMembersOf: value, binder, in: walk)
    case .elements(let value):
      let shape = draft.shape(value)
      let axis = Axis(
        Self.mark(binder.index),
        1...shape.rows,
        shape.rows,
        isFromZero: false,
        in: walk
      )
      var inner = attempt(reduction, over: axis, in: walk)
      let labels = [axis.name, IndexedValue.cell].prefix(shape.rank)
      indexed.append(IndexedValue(factors: [Factor(value: value, labels: Array(labels))]))
      inner.arguments[binder.index] = .indexed(indexed.count - 1)
      return .walk(inner)
    }
  }

  /// Begins a reduction over members that are written out: pairs, or those that a condition chooses.
  private mutating func begin(
    _ reduction: Expression.ID,
    overMembersOf value: Value,
    _ binder: Binder,
    in walk: Walk
  ) -> Progress {
    let shape = draft.shape(value)
    let letters = binder.letters.joined(separator: ", ")
    let name = Self.mark(binder.letters.count > 1 ? "(\(letters))" : letters)
    let axis = Axis(name, 1...shape.rows, shape.rows, isFromZero: false, in: walk)
    let members = (1...shape.rows).map { row in
      zip(binder.letters, 1...).map { _, column -> Value in
        let number = draft.component(of: value, at: shape.rank == 1 ? [row] : [row, column])
        // A whole row compares with nothing.
        guard let number, shape.rank == 1 || shape.columns == binder.letters.count else {
          return .broken
        }
        return draft.addLiteral(Tensor(number), written: reduction)
      }
    }
    let rows = chosen(of: Array(1...shape.rows), by: binder.conditions, at: reduction, in: walk) {
      for (letter, member) in zip(binder.letters, members[$0 - 1]) {
        $1.indices[letter] = nil
        $1.arguments[letter] = member
      }
    }
    guard let rows else { return .skip(to: reduction, .broken) }
    return .unroll(unrolling(reduction, axis, values: rows, in: walk))
  }

  /// The letter of an index whose values are the members of a set themselves.
  private static func mark(_ letter: String) -> String { "∈" + letter }

  /// `(u, i)∈T`, where the terms are those of the members of a set themselves.
  func membersInWords(of axis: Axis, _ reduction: Expression.ID) -> String? {
    guard axis.name.hasPrefix("∈"),
      case .reduction(_, let binderID, _) = tree.expressions[reduction].kind,
      case .binder(let binder) = tree.expressions[binderID].kind, let set = binder.members
    else { return nil }
    return "\(axis.name.dropFirst())∈\(tree.reading(of: set))"
  }

  /// Gives a letter the member of its set that one term has.
  mutating func takeMember(_ number: Int, of unrolling: Unrolling, into walk: inout Walk) {
    guard unrolling.axis.name.hasPrefix("∈"),
      case .reduction(_, let binderID, _) = tree.expressions[unrolling.reduction].kind,
      case .binder(let binder) = tree.expressions[binderID].kind
    else { return }
    func part(of value: Value, _ notation: Notation, _ places: [Int]) -> Value {
      let places = places.map {
        draft.addLiteral(Tensor(Double($0)), written: unrolling.reduction)
      }
      return (try? make(notation, [value] + places, at: unrolling.reduction, in: walk)) ?? .broken
    }
    switch members(of: binder, unrolling.reduction, in: walk) {
    case .elements(let value):
      let notation: Notation = draft.shape(value).rank == 1 ? .component : .row
      walk.arguments[binder.index] = part(of: value, notation, [number])
    case .tuples(let value):
      for (letter, column) in zip(binder.letters, 1...) {
        if isIndex(letter, ofTupleIn: unrolling.reduction, in: walk) {
          let index = draft.component(of: value, at: [number, column]) ?? 0
          walk.indices[letter] = .number(Int(index), isFromZero: false)
        } else {
          walk.arguments[letter] = part(of: value, .component, [number, column])
        }
      }
    case .all, .numbers, nil: break
    }
  }
}
