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
    guard case .reduction(_, let binderID, _) = tree.expressions[reduction].kind else { return nil }
    guard isIndex(binder.index, in: binderID + 1..<reduction, of: walk) else {
      return .elements(of: value)
    }
    // A matrix is no list of indices: `k \in \mathcal{V}` is all of them.
    guard shape.rank == 1 else { return .all }
    let numbers = (1...shape.rows).map { draft.component(of: value, at: [$0]) }
    let members = numbers.compactMap { $0.flatMap { Int(exactly: $0) } }
    return members.count == shape.rows ? .numbers(members) : nil
  }

  /// Begins a reduction over the members of a set; nothing where it runs over all.
  mutating func begin(
    _ binder: Binder,
    overSetOf reduction: Expression.ID,
    in walk: Walk
  ) -> Progress? {
    guard let set = binder.members else { return nil }
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
                + " numbers of those that are meant, as in \(tree.reading(of: set)) = [1, 3]"
            )
          ]
        )
      )
      return .skip(to: reduction, .broken)
    case .numbers(let numbers):
      guard let first = numbers.first, let last = numbers.last,
        numbers == Array(first..<first + numbers.count)
      else {
        let axis = Axis(binder.index, 1...1, numbers.count, isFromZero: false, in: walk)
        return .unroll(unrolling(reduction, axis, values: numbers, in: walk))
      }
      let axis = Axis(binder.index, first...last, numbers.count, isFromZero: false, in: walk)
      return .walk(attempt(reduction, over: axis, in: walk))
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

  /// The letter of an index whose values are the members of a set themselves.
  private static func mark(_ letter: String) -> String { "∈" + letter }

  /// Gives a letter the member of its set that one term has.
  mutating func takeMember(_ number: Int, of unrolling: Unrolling, into walk: inout Walk) {
    guard unrolling.axis.name.hasPrefix("∈"),
      case .reduction(_, let binderID, _) = tree.expressions[unrolling.reduction].kind,
      case .binder(let binder) = tree.expressions[binderID].kind,
      case .elements(let value)? = members(of: binder, unrolling.reduction, in: walk)
    else { return }
    let place = draft.addLiteral(Tensor(Double(number)), written: unrolling.reduction)
    let notation: Notation = draft.shape(value).rank == 1 ? .component : .row
    walk.arguments[binder.index] =
      (try? make(notation, [value, place], at: unrolling.reduction, in: walk)) ?? .broken
  }
}
