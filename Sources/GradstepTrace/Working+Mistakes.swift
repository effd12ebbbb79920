import GradstepGraph

/// The wrong numbers that each mistake leads to, worked out by the rules of the operation itself.
extension Working {
  /// What a person comes to who makes the mistake; empty where it cannot be made.
  func answers(_ mistake: Mistake, to question: Question) -> [Tensor] {
    let right = question.expected
    switch question.subject {
    case .seed: return factors(mistake, right)
    case .value: return values(mistake)
    case .tangent: return tangents(mistake)
    case .localGradient(let slot): return localGradients(mistake, slot: slot)
    case .contribution(let contribution):
      return contributions(mistake, slot: contribution.slot)
    case .gradient(let contribution):
      return gradients(mistake, slot: contribution.slot)
    }
  }

  /// Mistakes that need no more than the right answer.
  private func factors(_ mistake: Mistake, _ right: Tensor) -> [Tensor] {
    switch mistake {
    case .sign: [right.map { -$0 }]
    case .double: [right.map { 2 * $0 }]
    case .half: [right.map { $0 / 2 }]
    default: []
    }
  }

  private func values(_ mistake: Mistake) -> [Tensor] {
    switch mistake {
    case .transposeMissing: transposedOperands().map(\.result)
    case .operandsSwapped: swapped.map { [$0.result] } ?? []
    default: factors(mistake, evaluation.result)
    }
  }

  private func tangents(_ mistake: Mistake) -> [Tensor] {
    guard let tangent else { return [] }
    func sum(_ evaluation: Evaluation) -> Tensor? {
      Self.sum(movedSlots.compactMap { part(evaluation, slot: $0) })
    }
    switch mistake {
    case .upstreamForgotten:
      let parts = movedSlots.map { slot in
        evaluation.pushforward(slot: slot, tangent: Tensor(operands[slot].shape, repeating: 1))
      }
      return Self.sum(parts).map { [$0] } ?? []
    case .replaced:
      return movedSlots.count > 1
        ? movedSlots.compactMap { part(evaluation, slot: $0) } : []
    case .transposeMissing:
      return transposedOperands().compactMap(sum)
    case .derivativeAtOutput:
      return movedSlots.compactMap(atOutput).compactMap(sum)
    case .derivativeAtInput:
      return movedSlots.compactMap(atInput).compactMap(sum)
    case .localGradientForgotten:
      let moved = tangents.compactMap(\.self).filter { $0.shape == tangent.shape }
      return Self.sum(moved).map { [$0] } ?? []
    default:
      return factors(mistake, tangent)
    }
  }

  private func localGradients(_ mistake: Mistake, slot: Int) -> [Tensor] {
    guard let right = localGradient(slot: slot) else { return [] }
    func gradient(_ evaluation: Evaluation?) -> [Tensor] {
      evaluation.flatMap { localGradient($0, slot: slot) }.map { [$0] } ?? []
    }
    switch mistake {
    case .transposeMissing: return right.shape.rank == 2 ? [right.transposed] : []
    case .derivativeAtOutput: return gradient(atOutput(slot))
    case .derivativeAtInput: return gradient(atInput(slot))
    case .tooFar: return [contribution(slot: slot)]
    default: return factors(mistake, right)
    }
  }

  private func contributions(_ mistake: Mistake, slot: Int) -> [Tensor] {
    let right = contribution(slot: slot)
    switch mistake {
    case .upstreamForgotten:
      return neutralUpstream.map { [pulled(evaluation, slot: slot, $0)] } ?? []
    case .transposeMissing:
      return transposedContributions(slot: slot, right)
    case .derivativeAtOutput:
      return atOutput(slot).map { [pulled($0, slot: slot, upstream)] } ?? []
    case .derivativeAtInput:
      return atInput(slot).map { [pulled($0, slot: slot, upstream)] } ?? []
    case .localGradientForgotten:
      return [passedOn]
    case .operandsSwapped:
      return operands.indices.filter { $0 != slot && operands[$0].shape == operands[slot].shape }
        .map { contribution(slot: $0) }
    default:
      return factors(mistake, right)
    }
  }

  /// Mistakes in the contribution, and in what is done with it.
  private func gradients(_ mistake: Mistake, slot: Int) -> [Tensor] {
    let right = contribution(slot: slot)
    guard let previous else { return contributions(mistake, slot: slot) }
    switch mistake {
    case .replaced: return [right]
    case .nothingAdded: return [previous]
    default:
      let wrong = contributions(mistake, slot: slot).filter { $0.shape == previous.shape }
      return wrong.map { previous + $0 } + factors(mistake, previous + right)
    }
  }

  // MARK: - The operation applied to the wrong things

  /// With the result in the place of the operand.
  private func atOutput(_ slot: Int) -> Evaluation? {
    evaluation.result.shape == operands[slot].shape
      ? replacing(slot, with: evaluation.result) : nil
  }

  /// With the operand in the place of the result.
  private func atInput(_ slot: Int) -> Evaluation? {
    evaluation.result.shape == operands[slot].shape
      ? evaluation.replacingResult(operands[slot]) : nil
  }

  /// With one matrix after another transposed.
  private func transposedOperands() -> [Evaluation] {
    operands.indices.filter { operands[$0].shape.rank == 2 }
      .compactMap { replacing($0, with: operands[$0].transposed) }
  }

  private func transposedContributions(slot: Int, _ right: Tensor) -> [Tensor] {
    var wrong = transposedOperands().map { pulled($0, slot: slot, upstream) }
    if let square = upstream.first?.shape, square.rank == 2, square.rows == square.columns {
      wrong.append(pulled(evaluation, slot: slot, upstream.map(\.transposed)))
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
