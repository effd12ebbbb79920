import GradstepSyntax

/// Values that hang on an index without saying so, as the activation `a` beside `y(x)` in a sum over the
/// examples x.
extension GraphBuilder {
  /// An index that stands nowhere in the value that has it.
  struct SilentIndex {
    let name: String
    let count: Int
    /// The components that the other side has for each index; `nil` where it has one number.
    let cellCount: Int?

    /// A factor with the index, where it has none.
    func given(to factor: IndexedValue.Factor) -> IndexedValue.Factor {
      guard !factor.labels.isEmpty, factor.labels.allSatisfy(IndexedValue.isCell) else {
        return factor
      }
      let labels = cellCount == nil ? [name] : [name, IndexedValue.cell]
      guard factor.labels.count == labels.count else { return factor }
      return IndexedValue.Factor(value: factor.value, labels: labels)
    }
  }

  /// The index that a value has silently which is added to or taken from one with an index: a matrix
  /// with a row for each, or beside `y(x)` a vector with a component for each.
  ///
  /// Beside `y_i` such a vector could also be meant as a whole, which is told where it is written out.
  mutating func silentIndex(
    _ notation: Notation,
    _ factors: [Factor],
    at id: Expression.ID,
    in walk: Walk
  ) -> SilentIndex? {
    guard notation == .infix(.add) || notation == .infix(.subtract), factors.count == 2,
      let place = factors.firstIndex(where: {
        !$0.labels.isEmpty && $0.labels.allSatisfy(IndexedValue.isCell)
      }), case (let own, let other) = (factors[1 - place], factors[place]),
      let label = own.labels.first(where: { !IndexedValue.isCell($0) }),
      case .axis(let axis)? = walk.indices[label]
    else { return nil }
    let shape = draft.shape(other.value)
    let isRowwise = own.labels == [label, IndexedValue.cell] && shape == draft.shape(own.value)
    let isVector = own.labels == [label] && shape == .vector(axis.count) && axis.count > 1
    guard isRowwise || isVector else { return nil }
    let silent = tree.expressions[id].operands[place]
    let name = tree.reading(of: silent)
    if isVector, !isWrittenAsFunction(of: label, at: id) {
      // `1·a` says that the whole is meant.
      if case .name = tree.expressions[silent].kind {
        ambiguousSums[id] = unindexed(silent, name, label)
      }
      return nil
    }
    say(
      .warning(
        "silent-index",
        "\(name) has a \(isVector ? "component" : "row") for each value of the index '\(label)', and"
          + " reads as that one",
        at: tree.expressions[silent].range
      )
    )
    return SilentIndex(name: label, count: axis.count, cellCount: isVector ? nil : shape.columns)
  }

  /// Whether the operands of an expression have a component with an index in round brackets, `y(x)`.
  private func isWrittenAsFunction(of index: String, at id: Expression.ID) -> Bool {
    (tree.expressions[id].first...id).contains { part in
      guard case .component(_, let indices) = tree.expressions[part].kind,
        indices.contains(where: { isPlain(index, $0) != nil })
      else { return false }
      return tree.sources.text(in: tree.expressions[part].range).hasSuffix(")")
    }
  }

  /// The error for `\sum_i (y_i - a)^2` with a vector a of as many components.
  private func unindexed(
    _ silent: Expression.ID,
    _ name: String,
    _ index: String
  ) -> Diagnostic {
    let range = tree.expressions[silent].range
    let text = tree.sources.text(in: range)
    return .error(
      "unindexed-vector",
      "a vector beside a component with the index '\(index)' is a whole vector in each term, or its"
        + " component; \(name) has as many components as '\(index)' has values",
      at: range,
      solutions: [("component", "\(text)[\(index)]"), ("whole vector", "1·\(text)")].map {
        Diagnostic.Solution(
          summary: "for the \($0), write \($1)",
          replacements: [Diagnostic.Replacement(range: range, text: $1)]
        )
      }
    )
  }
}
