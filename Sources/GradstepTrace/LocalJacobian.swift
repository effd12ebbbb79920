package import GradstepGraph

/// The matrix ∂(node)/∂(operand) of one slot, kept as its structure allows.
package struct LocalJacobian: Hashable, Sendable {
  /// What is known of the matrix without computing it.
  package let structure: Structure
  /// How many components the node has.
  package let rows: Int
  /// How many components the operand has.
  package let columns: Int
  /// What the structure is built on: nothing for an identity, the factor of a scalar multiple, the
  /// diagonal, the rows of a dense matrix one after another, or the factor of a product.
  package let entries: Tensor?

  /// The most entries that are worked out.
  package static let largestEntryCount = 4096
}

extension Trace {
  /// The local Jacobian of one slot of an operation.
  ///
  /// It is worked out from the pullback, one row for each component of the node, or in one go where
  /// the structure says that the rest follows. `entries` is `nil` where there are none, or too many.
  package func localJacobian(of id: Node.ID, slot: Int) -> LocalJacobian? {
    guard graph.nodes[id].kind == .operation else { return nil }
    let structure = graph.local(slot, of: id).structure
    let rows = graph.shape(of: id).count
    let columns = graph.shape(of: graph.operand(of: id, slot: slot)).count
    return LocalJacobian(
      structure: structure,
      rows: rows,
      columns: columns,
      entries: entries(structure, of: id, slot: slot, rows: rows, columns: columns)
    )
  }

  private func entries(
    _ structure: Structure,
    of id: Node.ID,
    slot: Int,
    rows: Int,
    columns: Int
  ) -> Tensor? {
    let shape = graph.shape(of: id)
    switch structure {
    case .identity:
      return nil
    case .scalarMultiple:
      var unit = Tensor(shape, repeating: 0)
      unit.elements[0] = 1
      return Tensor(pullback(of: id, slot: slot, upstream: unit).elements[0])
    case .diagonal:
      guard columns <= LocalJacobian.largestEntryCount else { return nil }
      return Tensor(
        pullback(of: id, slot: slot, upstream: Tensor(shape, repeating: 1)).elements
      )
    case .dense:
      guard rows * columns <= LocalJacobian.largestEntryCount else { return nil }
      return rows <= columns
        ? denseByRows(of: id, slot: slot, rows, columns)
        : denseByColumns(of: id, slot: slot, rows, columns)
    case .rightFactor, .leftFactor:
      let factor = value(of: graph.operand(of: id, slot: 1 - slot))
      return factor.shape.count <= LocalJacobian.largestEntryCount ? factor : nil
    }
  }

  /// One pullback for each component of the node.
  private func denseByRows(of id: Node.ID, slot: Int, _ rows: Int, _ columns: Int) -> Tensor {
    var unit = Tensor(graph.shape(of: id), repeating: 0)
    var entries: [Double] = []
    for row in 0..<rows {
      unit.elements[row] = 1
      entries += pullback(of: id, slot: slot, upstream: unit).elements
      unit.elements[row] = 0
    }
    return Tensor(.matrix(rows, columns), entries)
  }

  /// One pushforward for each component of the operand.
  private func denseByColumns(of id: Node.ID, slot: Int, _ rows: Int, _ columns: Int) -> Tensor {
    let operand = graph.operand(of: id, slot: slot)
    var unit = Tensor(graph.shape(of: operand), repeating: 0)
    var entries = [Double](repeating: 0, count: rows * columns)
    for column in 0..<columns {
      unit.elements[column] = 1
      let pushed = pushforward(of: id, slot: slot, tangent: unit).elements
      for row in 0..<rows { entries[row * columns + column] = pushed[row] }
      unit.elements[column] = 0
    }
    return Tensor(.matrix(rows, columns), entries)
  }

  /// The structure and the formulas of the local gradient of a slot, as they hold for the operands.
  package func localGradient(of id: Node.ID, slot: Int) -> LocalGradient? {
    graph.operation(of: id)?.local(slot, usage(of: id))
  }

  /// A tangent of one operand pushed forward to the node, as it is shown.
  package func pushforward(of id: Node.ID, slot: Int, tangent: Tensor) -> Tensor {
    pushforward(of: id, slot: slot, tangent: tangent, shown: tangent).shown
  }

  /// A cotangent of a node pulled back through one slot, as it is shown.
  package func pullback(of id: Node.ID, slot: Int, upstream: Tensor) -> Tensor {
    pullback(of: id, slot: slot, upstream: upstream, shown: upstream).shown
  }

  /// The same of a tangent that is shown as another one.
  func pushforward(
    of id: Node.ID,
    slot: Int,
    tangent: Tensor,
    shown: Tensor
  ) -> (exact: Tensor, shown: Tensor) {
    let shape = graph.shape(of: id)
    return applyWithNoise(
      graph.operations[graph.nodes[id].operation].pushforward,
      of: id,
      slot,
      to: tangent,
      shown,
      shape: shape,
      reach: 0..<shape.count
    )
  }

  /// The same of a cotangent that is shown as another one.
  func pullback(
    of id: Node.ID,
    slot: Int,
    upstream: Tensor,
    shown: Tensor
  ) -> (exact: Tensor, shown: Tensor) {
    let operand = graph.operand(of: id, slot: slot)
    return applyWithNoise(
      graph.operations[graph.nodes[id].operation].pullback,
      of: id,
      slot,
      to: upstream,
      shown,
      shape: graph.shape(of: operand),
      reach: reach(of: id, slot: slot)
    )
  }

  /// The positions of an operand that upstream can be pulled back to.
  func reach(of id: Node.ID, slot: Int) -> Range<Int> {
    graph.withApplications(over: values) { application in
      graph.operations[graph.nodes[id].operation].reach(application(id), slot)
    }
  }

  /// What is known of a node's operation, now that its numbers are known.
  private func usage(of id: Node.ID) -> Usage {
    var usage = graph.usage(of: id)
    guard let operation = graph.operation(of: id) else { return usage }
    usage.takesOtherForm = graph.withApplications(over: values) { operation.takesOtherForm($0(id)) }
    return usage
  }

  /// What was taken for the derivative of a slot, where there is none; `nil` elsewhere.
  package func kink(of id: Node.ID, slot: Int) -> Kink? {
    graph.withApplications(over: values) { application in
      graph.operations[graph.nodes[id].operation].kink(application(id), slot)
    }
  }

  /// What was taken at the first slot of a node without a derivative, among those with operands that
  /// move.
  func firstKink(of id: Node.ID, _ isMoved: (Node.ID) -> Bool) -> Kink? {
    for (slot, operand) in graph.operands(of: id).enumerated() where isMoved(operand) {
      if let kink = kink(of: id, slot: slot) { return kink }
    }
    return nil
  }

  /// Whether the operands of an operation lie where it is defined.
  package func isInDomain(_ id: Node.ID) -> Bool {
    graph.withApplications(over: values) { application in
      graph.operations[graph.nodes[id].operation].domain.contains(application(id))
    }
  }

  /// What one of an operation's linear rules makes of a tensor, and how that is shown.
  private func applyWithNoise(
    _ rule: Operation.Pullback,
    of id: Node.ID,
    _ slot: Int,
    to tensor: Tensor,
    _ shown: Tensor,
    shape: Shape,
    reach: Range<Int>
  ) -> (exact: Tensor, shown: Tensor) {
    let result = apply(rule, of: id, slot: slot, to: tensor, shape: shape, over: values)
    guard let noise, noise.looks(at: id, of: graph) else { return (result, result) }
    let cleared = noise.cleared(
      result,
      of: tensor,
      shown: shown,
      beside: noise.size(around: id, of: graph),
      reach: reach
    ) { values, tensor in
      apply(rule, of: id, slot: slot, to: tensor, shape: shape, over: values)
    }
    return (result, cleared)
  }

  /// What one of an operation's linear rules makes of a tensor, in a shape; both rules have one type.
  private func apply(
    _ rule: Operation.Pullback,
    of id: Node.ID,
    slot: Int,
    to tensor: Tensor,
    shape: Shape,
    over values: [Double]
  ) -> Tensor {
    var result = [Double](repeating: 0, count: shape.count)
    result.withUnsafeMutableBufferPointer { target in
      tensor.elements.withUnsafeBufferPointer { source in
        guard let target = target.baseAddress, let source = source.baseAddress else { return }
        graph.withApplications(over: values) { application in
          rule(
            application(id),
            slot,
            TensorView(tensor.shape, source),
            MutableTensorView(shape, target)
          )
        }
      }
    }
    return Tensor(shape, result)
  }
}
