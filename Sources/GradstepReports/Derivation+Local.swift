import GradstepFrames
import GradstepGraph
import GradstepText
import GradstepTrace

/// What each operation passes on.
extension Derivation {
  /// The derivatives of a node by those of its operands that something flows from or to.
  func localDerivatives(of id: Node.ID) -> [Equation] {
    slots(of: id).map { localDerivative(of: id, by: $0.operand, slots: $0.slots) }
  }

  /// The operands of a node that take part in the sweep, each once, with the slots that it fills.
  private func slots(of id: Node.ID) -> [(operand: Node.ID, slots: [Int])] {
    var order: [Node.ID] = []
    var slots: [Node.ID: [Int]] = [:]
    for (slot, operand) in graph.operands(of: id).enumerated()
    where trace.isLabelled(id, operand) {
      if slots[operand] == nil { order.append(operand) }
      slots[operand, default: []].append(slot)
    }
    return order.map { ($0, slots[$0] ?? []) }
  }

  private func localDerivative(of id: Node.ID, by operand: Node.ID, slots: [Int]) -> Equation {
    let works = slots.compactMap { arithmetic.localDerivative(of: id, slot: $0) }
    let left = Formula.derivative(
      arithmetic.name(id),
      by: arithmetic.name(operand),
      along: .operation
    )
    let kinks = arithmetic.kinks(of: id, slots).joined(separator: "; ")
    let note: Sentence = kinks.isEmpty ? "" : "no derivative here: \(kinks)"
    let equation = Equation(left, note: note)
      .equal(to: .shownSum(works.map(arithmetic.inNames)))
    if graph.shape(of: id).isScalarLike, graph.shape(of: operand).isScalarLike {
      return arithmetic.closed(equation, by: works, is: .value(arithmetic.slope(of: id, slots)))
    }
    if let matrix = matrix(of: id, slots) {
      return equation.equal(to: matrix.formula, isExact: arithmetic.isWhole(matrix.entries))
    }
    return arithmetic.inserted(works).map { equation.equal(to: $0.formula, isExact: $0.isExact) }
      ?? equation
  }

  /// The local Jacobian in numbers, where it is small and more than its formula says.
  ///
  /// Formulas count the elements of a matrix column by column, and values are stored row by row.
  private func matrix(of id: Node.ID, _ slots: [Int]) -> (entries: Tensor, formula: Formula)? {
    let rows = graph.shape(of: id).columnOrder
    var diagonal: [Double]?
    var dense: Tensor?
    for slot in slots {
      guard let jacobian = trace.localJacobian(of: id, slot: slot) else { return nil }
      switch (jacobian.structure, jacobian.entries) {
      case (.diagonal, let entries?) where dense == nil:
        let entries = rows.map { entries.elements[$0] }
        diagonal = diagonal.map { zip($0, entries).map(+) } ?? entries
      case (.dense, let entries?) where diagonal == nil && isSmall(entries.shape):
        let columns = graph.usage(of: id).shapes[slot].columnOrder
        let entries = Tensor(
          entries.shape,
          rows.flatMap { row in columns.map { entries.elements[row * columns.count + $0] } }
        )
        dense = dense.map { $0 + entries } ?? entries
      default:
        return nil
      }
    }
    return diagonal.map { (Tensor($0), Self.diagonal($0)) }
      ?? dense.map { ($0, .term(.flow($0))) }
  }

  /// The diagonal matrix of some numbers; of many the middle is left out.
  private static func diagonal(_ numbers: [Double]) -> Formula {
    .call("diag", Formula.shown(numbers.map { .term(.flow(Tensor($0))) }))
  }

  private func isSmall(_ shape: Shape) -> Bool {
    max(shape.rows, shape.columns) <= NumberBlock.largestSide
  }
}
