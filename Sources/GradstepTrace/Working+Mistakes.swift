import GradstepGraph

/// The wrong numbers that each mistake leads to, worked out by the rules of the operation itself.
extension Working {
  /// What a person comes to who makes the mistake; empty where it cannot be made.
  func answers(_ mistake: Mistake, to question: Question) -> [Tensor] {
    let answers: [Tensor?] =
      switch question.subject {
      // No rule is used, so no factor of one can be missing.
      case .seed: mistake == .sign ? factors(mistake, question.expected) : []
      case .value: values(mistake)
      case .tangent: tangents(mistake)
      case .localGradient(let slot): localGradients(mistake, slot: slot)
      case .contribution(let contribution): contributions(mistake, slot: contribution.slot)
      case .gradient(let contribution): gradients(mistake, slot: contribution.slot)
      }
    return answers.compactMap { $0 }
  }

  /// Mistakes that need no more than the right answer.
  private func factors(_ mistake: Mistake, _ right: Tensor) -> [Tensor?] {
    switch mistake {
    case .sign: [right.map { -$0 }]
    case .double: [right.map { 2 * $0 }]
    case .half: [right.map { $0 / 2 }]
    default: []
    }
  }

  private func values(_ mistake: Mistake) -> [Tensor?] {
    switch mistake {
    case .transposeMissing: transposedOperands().map { $0.result }
    case .operandsSwapped: [swapped?.result]
    default: factors(mistake, evaluation.result)
    }
  }

  private func tangents(_ mistake: Mistake) -> [Tensor?] {
    guard let tangent else { return [] }
    switch mistake {
    case .upstreamForgotten:
      let parts = movedSlots.map { slot in
        evaluation.pushforward(slot: slot, tangent: Tensor(operands[slot].shape, repeating: 1))
      }
      return [Self.sum(parts)]
    case .replaced:
      return movedSlots.count > 1 ? movedSlots.map { part(evaluation, slot: $0) } : []
    case .transposeMissing:
      return transposedOperands().map(self.tangent)
    case .derivativeAtOutput:
      return [movedSlot.flatMap(atOutput).flatMap(self.tangent)]
    case .derivativeAtInput:
      return [movedSlot.flatMap(atInput).flatMap(self.tangent)]
    case .localGradientForgotten:
      let moved = tangents.compactMap { $0 }
      return moved.allSatisfy { $0.shape == tangent.shape } ? [Self.sum(moved)] : []
    case .functionNotDifferentiated:
      return [incomingTangent?.combined(with: evaluation.result, *)]
    case .addedForMultiplied:
      return [movedSlot.flatMap(localGradient).flatMap { incomingTangent?.combined(with: $0, +) }]
    default:
      return factors(mistake, tangent)
    }
  }

  private func localGradients(_ mistake: Mistake, slot: Int) -> [Tensor?] {
    guard let right = localGradient(slot: slot) else { return [] }
    switch mistake {
    case .transposeMissing: return right.shape.rank == 2 ? [right.transposed] : []
    case .derivativeAtOutput: return [atOutput(slot).flatMap { localGradient($0, slot: slot) }]
    case .derivativeAtInput: return [atInput(slot).flatMap { localGradient($0, slot: slot) }]
    case .tooFar: return [contribution(slot: slot)]
    case .functionNotDifferentiated:
      return evaluation.result.shape == right.shape ? [evaluation.result] : []
    default: return factors(mistake, right)
    }
  }

  /// The one slot that moves; `nil` where several do.
  private var movedSlot: Int? { movedSlots.count == 1 ? movedSlots[0] : nil }

  /// The tangent of the one operand that moves; `nil` where several do.
  private var incomingTangent: Tensor? { movedSlot.flatMap { tangents[$0] } }

  private func contributions(_ mistake: Mistake, slot: Int) -> [Tensor?] {
    let right = contribution(slot: slot)
    switch mistake {
    case .upstreamForgotten:
      return [neutralUpstream.map { pulled(evaluation, slot: slot, $0) }]
    case .transposeMissing:
      return transposedContributions(slot: slot, right)
    case .derivativeAtOutput:
      return [atOutput(slot).map { pulled($0, slot: slot, upstream) }]
    case .derivativeAtInput:
      return [atInput(slot).map { pulled($0, slot: slot, upstream) }]
    case .localGradientForgotten:
      return [passedOn]
    case .functionNotDifferentiated:
      return [upstreamTimes(evaluation.result, slot: slot)]
    case .addedForMultiplied:
      // Several seeds make a matrix product of it, which nobody takes for a sum.
      guard upstream.count == 1, let local = localGradient(slot: slot) else { return [] }
      return [upstream[0].combined(with: local, +)]
    case .operandsSwapped:
      return slotsOfOthers(than: slot).map { contribution(slot: $0) }
    default:
      return factors(mistake, right)
    }
  }

  /// Mistakes in the contribution, and in what is done with it.
  private func gradients(_ mistake: Mistake, slot: Int) -> [Tensor?] {
    let wrong = contributions(mistake, slot: slot)
    guard let previous else { return wrong }
    let right = contribution(slot: slot)
    switch mistake {
    case .replaced: return [right]
    case .nothingAdded: return [previous]
    default:
      return wrong.map { $0?.combined(with: previous, +) } + factors(mistake, previous + right)
    }
  }

  /// Upstream times a value, component by component; `nil` where that is no answer.
  private func upstreamTimes(_ factor: Tensor, slot: Int) -> Tensor? {
    let products = upstream.compactMap { $0.combined(with: factor, *) }
    guard products.count == upstream.count, factor.shape == operands[slot].shape else { return nil }
    return assembled(products, slot: slot)
  }

  // MARK: - Numbers that have no name as mistakes

  /// Other numbers that a person comes to: those that stand there as they are, and what else can be
  /// done with two of them.
  ///
  /// None is told by name; but where one is the same number as a known mistake makes, nobody can
  /// say which of the two it was.
  func otherAnswers(to question: Question) -> [Tensor] {
    let other: [Tensor] =
      switch question.subject {
      case .seed: []
      case .value:
        operands + pairs + operands.indices.compactMap { localGradient(slot: $0) }
          + constants([0], question)
      case .tangent: [evaluation.result] + operands + constants([0], question)
      case .localGradient: operands + upstream + constants([0, 1, -1], question)
      case .contribution(let contribution): factorsOfUpstream(slot: contribution.slot)
      case .gradient(let contribution):
        factorsOfUpstream(slot: contribution.slot).compactMap { product in
          previous?.combined(with: product, +)
        }
      }
    return other.filter { $0.elements.allSatisfy { $0.isFinite } }
  }

  /// Numbers that come of no arithmetic, in the shape of the answer.
  private func constants(_ numbers: [Double], _ question: Question) -> [Tensor] {
    numbers.map { Tensor(question.expected.shape, repeating: $0) }
  }

  /// Upstream times an operand, or times a derivative that is taken for a constant.
  private func factorsOfUpstream(slot: Int) -> [Tensor] {
    let constants = [0.0, -1].map { Tensor(evaluation.result.shape, repeating: $0) }
    return (operands + constants).compactMap { upstreamTimes($0, slot: slot) }
  }

  /// The sum, the difference and the product of two operands of one shape.
  private var pairs: [Tensor] {
    guard operands.count == 2 else { return [] }
    return [(+), (-), (*)].compactMap { operands[0].combined(with: operands[1], $0) }
  }

  // MARK: - The operation applied to the wrong things

  /// With the result in the place of the operand.
  private func atOutput(_ slot: Int) -> Evaluation? {
    evaluation.result.shape == operands[slot].shape
      ? replacing(slot, with: evaluation.result) : nil
  }

  /// With the operand in the place of the result, where the derivative is written with that.
  private func atInput(_ slot: Int) -> Evaluation? {
    isWrittenWithResult(slot: slot) && evaluation.result.shape == operands[slot].shape
      ? evaluation.replacingResult(operands[slot]) : nil
  }

  /// With one matrix after another transposed.
  private func transposedOperands() -> [Evaluation] {
    operands.indices.filter { operands[$0].shape.rank == 2 }
      .compactMap { replacing($0, with: operands[$0].transposed) }
  }

  private func transposedContributions(slot: Int, _ right: Tensor) -> [Tensor?] {
    var wrong: [Tensor?] = transposedOperands().map { pulled($0, slot: slot, upstream) }
    if let square = upstream.first?.shape, square.rank == 2, square.rows == square.columns {
      wrong.append(pulled(evaluation, slot: slot, upstream.map { $0.transposed }))
    }
    if right.shape.rank == 2 { wrong.append(right.transposed) }
    guard operands[slot].shape.rank == 2, let g = upstream.first, g.shape.rank == 1 else {
      return wrong
    }
    // A column times a column, where a column times a row is meant.
    for (other, factor) in operands.enumerated() where other != slot && factor.shape == g.shape {
      wrong.append(Tensor(zip(g.elements, factor.elements).map(*).reduce(0, +)))
    }
    return wrong
  }
}
