import GradstepGraph
import GradstepTrace

/// What each operation passes on.
extension Derivation {
  /// The derivatives of a node by those of its operands that something flows from or to.
  func localDerivatives(of id: Node.ID) -> [Equation] {
    let names = names(of: id)
    return slots(of: id).map { localDerivative(of: id, by: $0.operand, slots: $0.slots, names) }
  }

  /// The operands of a node that take part in the sweep, each once, with the slots that it fills.
  private func slots(of id: Node.ID) -> [(operand: Node.ID, slots: [Int])] {
    var order: [Node.ID] = []
    var slots: [Node.ID: [Int]] = [:]
    for (slot, operand) in graph.operands(of: id).enumerated() where takesPart(id, operand) {
      if slots[operand] == nil { order.append(operand) }
      slots[operand, default: []].append(slot)
    }
    return order.map { ($0, slots[$0] ?? []) }
  }

  private func takesPart(_ id: Node.ID, _ operand: Node.ID) -> Bool {
    switch trace.sweep {
    case .reverse: trace.reachesOutput[id] && trace.isOnWayBack[operand]
    case .forward: trace.isMoved(operand)
    }
  }

  private func localDerivative(
    of id: Node.ID,
    by operand: Node.ID,
    slots: [Int],
    _ names: Places
  ) -> Equation {
    let formulas = slots.compactMap { trace.localGradient(of: id, slot: $0)?.formula }
    func sum(_ places: Places) -> String {
      LaTeXTypesetter.sum(formulas.map { latex($0, places) })
    }
    let left = LaTeXTypesetter.derivative(of: typesetter.name(id), by: typesetter.name(operand))
    let equation = Equation(left, note: kinks(of: id, slots)).equal(to: sum(names))
    let isNumber = graph.shape(of: id).isScalarLike && graph.shape(of: operand).isScalarLike
    guard isNumber else {
      if let matrix = matrix(of: id, slots) {
        return equation.equal(to: matrix.latex, isExact: explainer.isWhole(matrix.entries))
      }
      let isWhole = formulas.allSatisfy { explainer.insertsWhole($0, of: id) }
      return numbers(of: id).map { equation.equal(to: sum($0), isExact: isWhole) } ?? equation
    }
    let number = slope(of: id, slots)
    return close(
      equation,
      with: numbers(of: id).map(sum),
      isWhole: formulas.allSatisfy { explainer.insertsWhole($0, of: id) },
      is: (number, typesetter.value(number)),
      isExact: explainer.isExact(formulas.map { ($0, nil) }, of: id, gives: number)
    )
  }

  /// The derivative of a number by a number, all slots that the operand fills together.
  func slope(of id: Node.ID, _ slots: [Int]) -> Tensor {
    let one = Tensor(graph.shape(of: id), repeating: 1)
    return Tensor(
      slots.reduce(0) { $0 + trace.pullback(of: id, slot: $1, upstream: one).elements[0] }
    )
  }

  /// The local Jacobian in numbers, where it is small and more than its formula says.
  ///
  /// Formulas count the elements of a matrix column by column, and values are stored row by row.
  private func matrix(of id: Node.ID, _ slots: [Int]) -> (entries: Tensor, latex: String)? {
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
    return diagonal.map { (Tensor($0), typesetter.diagonal($0)) }
      ?? dense.map { ($0, typesetter.matrix($0)) }
  }

  private func isSmall(_ shape: Shape) -> Bool {
    max(shape.rows, shape.columns) <= NumberBlock.largestSide
  }

  /// What was taken for a derivative that does not exist, once for each way of saying it.
  private func kinks(of id: Node.ID, _ slots: [Int]) -> String {
    var summaries: [String] = []
    for slot in slots {
      guard let kink = trace.kink(of: id, slot: slot), !summaries.contains(kink.summary) else {
        continue
      }
      summaries.append(kink.summary)
    }
    guard !summaries.isEmpty else { return "" }
    return LaTeXTypesetter.words("no derivative here: \(summaries.joined(separator: "; "))")
  }
}
