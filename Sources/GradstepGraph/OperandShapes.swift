/// The shapes of an operation's operands by slot, read where the graph keeps them.
///
/// Nothing is copied: who asks at each slot of a long list for what is known of all of them pays for
/// one slot.
package struct OperandShapes: RandomAccessCollection, Sendable {
  private let placements: [Placement]
  private let operands: ArraySlice<Int>
  private let offsets: ArraySlice<Int>

  /// The shapes of some operands.
  ///
  /// - Parameters:
  ///   - operands: the positions of the operands in `placements`
  ///   - placements: where the numbers of all nodes are
  ///   - offsets: for each operand how many numbers those before it have
  init(of operands: ArraySlice<Int>, in placements: [Placement], offsets: ArraySlice<Int>) {
    self.operands = operands
    self.placements = placements
    self.offsets = offsets
  }

  /// Shapes that belong to no graph.
  init(_ shapes: some Sequence<Shape>) {
    var placements: [Placement] = []
    var end = 0
    for shape in shapes {
      placements.append(Placement(shape: shape, offset: end))
      end += shape.count
    }
    self.placements = placements
    operands = ArraySlice(placements.indices)
    offsets = ArraySlice(placements.map { $0.offset })
  }

  /// The first slot.
  package var startIndex: Int { 0 }
  /// How many operands there are.
  package var endIndex: Int { operands.count }

  /// The shape of the operand in a slot.
  package subscript(slot: Int) -> Shape { placements[operands[operands.startIndex + slot]].shape }

  /// How many numbers the operands in the slots before this one have.
  func offset(of slot: Int) -> Int { offsets[offsets.startIndex + slot] }

  /// How many rows they have where all operands have as many columns.
  func rows(before slot: Int) -> Int { offset(of: slot) / self[slot].columns }
}

extension OperandShapes: Hashable {
  /// Whether the shapes are the same, wherever they are kept.
  package static func == (left: OperandShapes, right: OperandShapes) -> Bool {
    left.elementsEqual(right)
  }

  /// Hashes the shapes.
  package func hash(into hasher: inout Hasher) {
    for shape in self { hasher.combine(shape) }
  }
}
