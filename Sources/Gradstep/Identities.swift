/// Identity matrices that sources use and never give, as a source of its own: the `I` of
/// `(XᵀX + λI)⁻¹`.
struct Identities {
  private let leaves: [MissingLeaf]

  /// Finds them by their letter, and by the shape that fits.
  init(for sources: [Source], operations: OperationTable) {
    guard sources.contains(where: { Self.hasLetter($0.text) }) else {
      leaves = []
      return
    }
    leaves = MissingLeaves(in: sources, operations: operations).leaves.filter { leaf in
      leaf.name.prefix { $0 != "_" } == Self.letter && leaf.shape.rank == 2
        && leaf.shape.rows == leaf.shape.columns
    }
  }

  /// The statements that give them their values; none where there are none.
  var sources: [Source] {
    guard !leaves.isEmpty else { return [] }
    let statements = leaves.map { "const \($0.name) = eye(\($0.shape.rows))" }
    return [Source(name: "identity", text: statements.joined(separator: "\n"))]
  }

  /// Says how they were read.
  var notes: [Diagnostic] {
    leaves.map { leaf in
      .note(
        "identity-matrix",
        "'\(leaf.name)' reads as the identity matrix \(leaf.shape), for nothing gives it",
        at: leaf.range
      )
    }
  }

  private static let letter = "I"

  /// Whether the letter stands in a text by itself, or with an index.
  private static func hasLetter(_ text: String) -> Bool {
    let bytes = text.utf8
    return zip(bytes, bytes.dropFirst()).contains { first, second in
      first == UInt8(ascii: "I") && !isLetter(second)
    } || bytes.last == UInt8(ascii: "I")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
}
