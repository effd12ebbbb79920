/// The operations that a source can use.
package struct OperationTable: Sendable {
  /// The entries in the order of the table; where several fit, the first one counts.
  package let operations: [Operation]
  /// The operations that a source writes in one way, in the order of the table.
  private let positions: [Notation: [Int]]

  /// The table of the language.
  package static let standard = OperationTable(
    [
      Operation.arithmetic, Operation.powers, Operation.products, Operation.determinants,
      Operation.rearrangement, Operation.parts, Operation.choices,
      Operation.construction, Operation.exponentials, Operation.trigonometry,
      Operation.activations, Operation.extremes, Operation.sequences,
      Operation.reductions, Operation.norms, Operation.lineSums,
      Operation.softmaxes, Operation.losses,
    ].flatMap { $0 }
  )

  /// A table of entries.
  package init(_ operations: [Operation]) {
    self.operations = operations
    var positions: [Notation: [Int]] = [:]
    for (position, operation) in operations.enumerated() {
      for notation in operation.notations { positions[notation, default: []].append(position) }
    }
    self.positions = positions
  }

  /// The names that a source can call.
  package var functionNames: Set<String> { Set(operations.flatMap { $0.functionNames }) }

  /// The entry at a position.
  package subscript(position: Int) -> Operation { operations[position] }

  /// The operations that a source writes in this way, in the order of the table.
  func positions(of notation: Notation) -> [Int] { positions[notation] ?? [] }
}
