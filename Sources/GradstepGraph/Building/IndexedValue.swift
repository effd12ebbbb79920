/// A value for each value of one or two indices at once, as a product of factors.
///
/// Products are kept apart until it is known whether they are summed: `W_{ij}·x_j` summed over j is a
/// product of linear algebra, and else one by components. A transpose waits as well: in `wᵀ·x_i` it
/// says how to multiply, and nothing is transposed.
struct IndexedValue {
  /// The factors in the order written.
  var factors: [Factor]
  /// Whether what it has for each index is a transposed vector.
  var isRow = false

  /// A node, or a number that is none yet, whose axes have names.
  struct Factor {
    let value: GraphBuilder.Value
    /// What the axes of the value run over: the name of an index, or what a cell has.
    var labels: [String]
  }

  /// The axis of what is a vector for each index; a matrix has a second one.
  static let cell = "#"
  static let secondCell = "##"
  /// An axis that is summed over at once.
  static let summed = "#·"

  static func isCell(_ label: String) -> Bool { label.hasPrefix(cell) }

  /// The axes of what there is for each index.
  var cells: [String] {
    [Self.cell, Self.secondCell].filter { cell in
      factors.contains { $0.labels.contains(cell) }
    }
  }

  /// Whether no index is left.
  var isPlain: Bool { factors.allSatisfy { $0.labels.allSatisfy(Self.isCell) } }

  /// Whether its rows and columns stand the other way round than in its one factor.
  var isTransposed: Bool {
    isRow || factors.contains { $0.labels == [Self.secondCell, Self.cell] }
  }

  /// The value with its rows and columns exchanged.
  var transposed: IndexedValue {
    var value = self
    if cells.count == 2 {
      value = value.relabeled([Self.cell: Self.secondCell, Self.secondCell: Self.cell])
    } else if !cells.isEmpty {
      value.isRow.toggle()
    }
    return value
  }

  /// The value with other names for some axes.
  func relabeled(_ names: [String: String]) -> IndexedValue {
    var value = self
    value.factors = factors.map { factor in
      Factor(value: factor.value, labels: factor.labels.map { names[$0] ?? $0 })
    }
    return value
  }
}
