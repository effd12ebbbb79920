/// Where a node's numbers are: their shape, and where they begin in the buffer of all values.
package struct Placement: Hashable, Sendable {
  /// Scalar, vector or matrix, with its size.
  package let shape: Shape
  /// The position of the first number in the buffer.
  package let offset: Int

  /// A shape and the position where its numbers begin.
  package init(shape: Shape, offset: Int) {
    self.shape = shape
    self.offset = offset
  }
}

/// An operation applied to its operands, as its rules see it: everything is read in place.
package struct Application {
  private let operands: UnsafePointer<Int>
  private let offsets: UnsafePointer<Int>
  private let placements: UnsafePointer<Placement>
  private let values: UnsafePointer<Double>
  private let node: Int
  private let numbers: UnsafeBufferPointer<Double>
  /// How many operands there are.
  package let operandCount: Int

  /// The application that makes up a node.
  ///
  /// - Parameters:
  ///   - node: the position of the node in `placements`
  ///   - operands: the positions of its operands there
  ///   - offsets: for each operand how many numbers those before it have
  ///   - parameters: the numbers that are part of the operation itself, such as an exponent
  ///   - placements: where the numbers of each node are
  ///   - values: the numbers of all nodes
  @inline(__always)
  package init(
    node: Int,
    operands: UnsafeBufferPointer<Int>,
    offsets: UnsafeBufferPointer<Int>,
    parameters: UnsafeBufferPointer<Double>,
    placements: UnsafePointer<Placement>,
    values: UnsafePointer<Double>
  ) {
    self.node = node
    // A rule never reads an operand that it does not have, so any address serves an empty list.
    let nowhere = UnsafePointer<Int>(bitPattern: 8).unsafelyUnwrapped
    self.operands = operands.baseAddress ?? nowhere
    self.offsets = offsets.baseAddress ?? nowhere
    operandCount = operands.count
    numbers = parameters
    self.placements = placements
    self.values = values
  }

  /// The operand in a slot.
  @inline(__always)
  package subscript(slot: Int) -> TensorView {
    assert(slot >= 0 && slot < operandCount, "a slot of the operation")
    let placement = placements[operands[slot]]
    return TensorView(placement.shape, values + placement.offset)
  }

  /// How many numbers the operands in the slots before this one have.
  @inline(__always)
  package func offset(of slot: Int) -> Int {
    assert(slot >= 0 && slot < operandCount, "a slot of the operation")
    return offsets[slot]
  }

  /// What the operation evaluated to; only after its value rule has run.
  @inline(__always)
  package var result: TensorView {
    let placement = placements[node]
    return TensorView(placement.shape, values + placement.offset)
  }

  /// A number that is part of the operation itself, such as an exponent or an index.
  @inline(__always)
  package func parameter(_ index: Int) -> Double { numbers[index] }

  /// How many such numbers there are.
  @inline(__always)
  package var parameterCount: Int { numbers.count }
}

/// What is known of an application before any number is: the shapes and the parameters.
package struct Usage: Hashable, Sendable {
  /// The shapes of the operands.
  package let shapes: OperandShapes
  /// The numbers that are part of the operation itself.
  package let parameters: [Double]
  /// Whether the numbers are known, and ask for the other formula of the local gradient.
  package var takesOtherForm: Bool

  /// The shapes of the operands, and the parameters.
  package init(
    shapes: some Sequence<Shape>,
    parameters: [Double] = [],
    takesOtherForm: Bool = false
  ) {
    self.init(
      shapes: OperandShapes(shapes),
      parameters: parameters,
      takesOtherForm: takesOtherForm
    )
  }

  /// The same with shapes that a graph keeps.
  init(shapes: OperandShapes, parameters: [Double], takesOtherForm: Bool = false) {
    self.shapes = shapes
    self.parameters = parameters
    self.takesOtherForm = takesOtherForm
  }

  /// The first parameter, where there is one.
  var parameter: Double? { parameters.first }
}
