/// A value for each value of one or two indices at once, as a product of factors.
///
/// Products are kept apart until it is known whether they are summed: `W_{ij}·x_j` summed over j is a
/// product of linear algebra, and else one by components.
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

    /// Whether it is one number for each index.
    var isScalarCell: Bool { !labels.contains(where: IndexedValue.isCell) }
  }

  /// The axis of what is a vector for each index; a matrix has a second one.
  static let cell = "#"
  static let secondCell = "##"
  /// An axis that is summed over at once.
  static let summed = "#·"

  static func isCell(_ label: String) -> Bool { label.hasPrefix(cell) }

  /// The axes of what there is for each index.
  var cells: [String] { factors.flatMap(\.labels).filter(Self.isCell) }

  /// Whether no index is left.
  var isPlain: Bool { factors.allSatisfy { $0.labels.allSatisfy(Self.isCell) } }
}
