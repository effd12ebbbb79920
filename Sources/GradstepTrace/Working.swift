import GradstepGraph

/// The arithmetic of one step, apart from the trace: it can be done again with numbers as they are
/// printed, and with the mistakes that people make.
struct Working {
  let evaluation: Evaluation
  let operands: [Tensor]
  /// What the operation passes back, one cotangent for each seed.
  var upstream: [Tensor] = []
  /// What the operands move by; `nil` for those that stand still.
  let tangents: [Tensor?]
  /// What had arrived at the operand that is asked about.
  let previous: Tensor?
  private let trace: Trace
  private let node: Node.ID
  private let operation: Operation

  /// Where the numbers of a step come from.
  enum Origin: Hashable {
    case operand(slot: Int)
    case result
    case upstream
    case tangent(slot: Int)
    case previous
  }

  /// The step of a node, with all its numbers changed by `change`.
  ///
  /// With `changesResult` the result is changed as well, where it would else follow from the
  /// operands.
  init?(
    _ trace: Trace,
    _ node: Node.ID,
    previous: Tensor? = nil,
    changesResult: Bool = false,
    change: (Tensor, Origin) -> Tensor = { tensor, _ in tensor }
  ) {
    let graph = trace.graph
    guard let operation = graph.operation(of: node) else { return nil }
    self.trace = trace
    self.node = node
    self.operation = operation
    self.previous = previous.map { change($0, .previous) }
    let ids = Array(graph.operands(of: node))
    operands = ids.enumerated().map { slot, id in
      change(trace.value(of: id), .operand(slot: slot))
    }
    tangents = ids.enumerated().map { slot, id in
      trace.isMoved(id) ? trace.tangent(of: id).map { change($0, .tangent(slot: slot)) } : nil
    }
    let parameters = Array(graph.parameters(of: node))
    guard let evaluation = try? Evaluation(operation, operands, parameters: parameters) else {
      return nil
    }
    self.evaluation =
      changesResult
      ? evaluation.replacingResult(change(trace.value(of: node), .result)) : evaluation
    if trace.hasGradient(node) {
      upstream = trace.seeds.indices.map {
        change(trace.row($0, of: node, in: trace.flow), .upstream)
      }
    }
  }

  // MARK: - What is right

  /// What an operand gets.
  func contribution(slot: Int) -> Tensor { pulled(evaluation, slot: slot, upstream) }

  /// What the operand has then, with what had arrived before.
  func gradient(slot: Int) -> Tensor {
    let contribution = contribution(slot: slot)
    return previous.map { $0 + contribution } ?? contribution
  }

  /// What the operands' tangents add up to; `nil` where none moves.
  var tangent: Tensor? { tangent(evaluation) }

  func tangent(_ evaluation: Evaluation) -> Tensor? {
    Self.sum(movedSlots.compactMap { part(evaluation, slot: $0) })
  }

  /// The local gradient in the form in which it is asked for; `nil` where it is not.
  func localGradient(slot: Int) -> Tensor? { localGradient(evaluation, slot: slot) }

  func localGradient(_ evaluation: Evaluation, slot: Int) -> Tensor? {
    let shape = evaluation.result.shape
    switch trace.graph.local(slot, of: node).structure {
    case .scalarMultiple where !shape.isScalarLike:
      return nil
    case .diagonal, .scalarMultiple:
      return evaluation.pullback(slot: slot, upstream: Tensor(shape, repeating: 1))
    case .dense where !shape.isScalarLike && max(shape.rank, operands[slot].shape.rank) < 2:
      let rows = units.map { evaluation.pullback(slot: slot, upstream: $0).elements }
      return Tensor(rows)
    case .identity, .dense, .rightFactor, .leftFactor:
      return nil
    }
  }

  // MARK: - Parts of it

  /// Whether the local gradient of a slot is shown as a formula of the result.
  ///
  /// A rule may use the result where the formula does not: −a/b² is worked out as −y/b.
  func isWrittenWithResult(slot: Int) -> Bool {
    trace.localGradient(of: node, slot: slot)?.formula.hasResult ?? false
  }

  /// The slots that another node fills than a slot is filled by, in the same shape.
  func slotsOfOthers(than slot: Int) -> [Int] {
    let ids = Array(trace.graph.operands(of: node))
    return ids.indices.filter {
      ids[$0] != ids[slot] && operands[$0].shape == operands[slot].shape
    }
  }

  var movedSlots: [Int] { tangents.indices.filter { tangents[$0] != nil } }

  /// What one operand's tangent adds to the node's.
  func part(_ evaluation: Evaluation, slot: Int) -> Tensor? {
    tangents[slot].map { evaluation.pushforward(slot: slot, tangent: $0) }
  }

  func pulled(_ evaluation: Evaluation, slot: Int, _ upstream: [Tensor]) -> Tensor {
    assembled(upstream.map { evaluation.pullback(slot: slot, upstream: $0) }, slot: slot)
  }

  /// What the operand of a slot gets for each seed, in the form in which gradients are asked for.
  func assembled(_ parts: [Tensor], slot: Int) -> Tensor {
    trace.assembled(parts, shape: operands[slot].shape)
  }

  /// What upstream would be if nothing came from further on.
  var neutralUpstream: [Tensor]? {
    guard case .reverse(.everyComponent) = trace.sweep else {
      return [Tensor(evaluation.result.shape, repeating: 1)]
    }
    return units.count == upstream.count ? units : nil
  }

  /// Upstream as it came, in the form in which gradients are asked for.
  var passedOn: Tensor { trace.assembled(upstream, shape: evaluation.result.shape) }

  /// A cotangent for each component of the node.
  private var units: [Tensor] {
    Seed.everyComponent.tensors(for: evaluation.result.shape)
  }

  /// The operation with another tensor in a slot; `nil` where the result has another shape then.
  func replacing(_ slot: Int, with tensor: Tensor) -> Evaluation? {
    var changed = operands
    changed[slot] = tensor
    return evaluation(of: changed)
  }

  /// The operation with its two operands in the other order.
  var swapped: Evaluation? { operands.count == 2 ? evaluation(of: operands.reversed()) : nil }

  private func evaluation(of operands: [Tensor]) -> Evaluation? {
    let parameters = Array(trace.graph.parameters(of: node))
    guard let changed = try? Evaluation(operation, operands, parameters: parameters),
      changed.result.shape == evaluation.result.shape
    else { return nil }
    return changed
  }

  static func sum(_ tensors: [Tensor]) -> Tensor? {
    guard let first = tensors.first else { return nil }
    return tensors.dropFirst().reduce(first, +)
  }
}

extension Tensor {
  /// The components of two tensors of one shape, combined; `nil` where the shapes differ.
  func combined(with other: Tensor, _ combine: (Double, Double) -> Double) -> Tensor? {
    guard shape == other.shape else { return nil }
    return Tensor(shape, zip(elements, other.elements).map(combine))
  }

  /// The transpose of a matrix.
  var transposed: Tensor {
    Tensor(.matrix(shape.columns, shape.rows), shape.columnOrder.map { elements[$0] })
  }
}
