/// Leaves for names that sources use and never give, as a source of its own.
package struct Invention: Sendable {
  /// The names, with shapes that fit.
  package let leaves: [MissingLeaf]

  /// Invents what sources lack.
  package init(for sources: [Source], operations: OperationTable = .standard) {
    leaves = sources.isEmpty ? [] : MissingLeaves(in: sources, operations: operations).leaves
  }

  /// The statements that give the leaves their shapes; none where nothing is missing.
  package var sources: [Source] {
    guard !leaves.isEmpty else { return [] }
    let text = leaves.map(\.shapeStatement).joined(separator: "\n")
    return [Source(name: Self.sourceName, text: text)]
  }

  /// Says which leaves were invented, and with what shapes.
  package var notes: [Diagnostic] {
    guard !leaves.isEmpty else { return [] }
    let list = leaves.map(\.shapeStatement).joined(separator: "; ")
    return [.note("invented-leaves", "invented, for nothing gives them: \(list)")]
  }

  /// What messages call the source of the statements.
  package static let sourceName = "invented"
}
