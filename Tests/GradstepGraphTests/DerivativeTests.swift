import GradstepGraph
import Testing

/// Every entry of the table at each of its sample points, against itself and central differences.
@Suite struct DerivativeTests {
  @Test(arguments: Trial.all)
  func theValueRuleFillsTheShapeOfTheShapeRule(trial: Trial) throws {
    let shape = try trial.evaluation().result.shape
    let ruled = try trial.operation.shape(trial.usage)
    #expect(ruled == shape)
    let zeros = trial.numbers(result: shape, filledWith: 0) { application, result in
      trial.operation.value(application, result)
    }
    let nines = trial.numbers(result: shape, filledWith: 9e99) { application, result in
      trial.operation.value(application, result)
    }
    let size = trial.sample.operands.reduce(0) { $0 + $1.shape.count }
    #expect(nines[..<size] == zeros[..<size], "operands are read, not written")
    #expect(nines[size..<size + shape.count] == zeros[size..<size + shape.count])
    #expect(nines[(size + shape.count)...].allSatisfy { $0 == 9e99 }, "nothing lies behind")
    #expect(try Array(zeros[size..<size + shape.count]) == trial.evaluation().result.elements)
  }

  @Test(arguments: Trial.all)
  func thePushforwardIsTheSlopeOfTheValue(trial: Trial) throws {
    var generator = SplitMix(state: 1)
    for slot in trial.sample.operands.indices {
      for _ in 0..<5 {
        let tangent = generator.tensor(trial.sample.operands[slot].shape)
        let slope = try trial.slope(slot: slot, along: tangent)
        let pushed = try trial.evaluation().pushforward(slot: slot, tangent: tangent).elements
        #expect(pushed.isClose(to: slope, within: 1e-6), "slot \(slot): \(pushed), not \(slope)")
      }
    }
  }

  @Test(arguments: Trial.all)
  func thePullbackIsTheTransposeOfThePushforward(trial: Trial) throws {
    var generator = SplitMix(state: 2)
    let evaluation = try trial.evaluation()
    for slot in trial.sample.operands.indices {
      for _ in 0..<5 {
        let tangent = generator.tensor(trial.sample.operands[slot].shape)
        let cotangent = generator.tensor(evaluation.result.shape)
        let pushed = evaluation.pushforward(slot: slot, tangent: tangent)
        let pulled = evaluation.pullback(slot: slot, upstream: cotangent)
        #expect(pushed.shape == evaluation.result.shape)
        #expect(pulled.shape == tangent.shape)
        let terms = zip(cotangent.elements, pushed.elements).map { $0 * $1 }
        let others = zip(pulled.elements, tangent.elements).map { $0 * $1 }
        let scale = (terms + others).reduce(0) { $0 + $1.magnitude }
        let difference = terms.reduce(0, +) - others.reduce(0, +)
        #expect(difference.magnitude <= 1e-12 * scale, "slot \(slot)")
      }
    }
  }

  @Test(arguments: Trial.all)
  func nothingDependsOnWhatIsOutOfReach(trial: Trial) throws {
    for (slot, operand) in trial.sample.operands.enumerated() {
      let reach = try trial.evaluation().reach(slot: slot)
      #expect(operand.elements.indices.clamped(to: reach) == reach)
      for row in try trial.jacobian(of: slot) {
        #expect(row.indices.allSatisfy { reach.contains($0) || row[$0] == 0 }, "slot \(slot)")
      }
    }
  }

  @Test(arguments: Trial.all)
  func rulesAddToWhatIsThere(trial: Trial) throws {
    var generator = SplitMix(state: 3)
    let evaluation = try trial.evaluation()
    for slot in trial.sample.operands.indices {
      let tangent = generator.tensor(trial.sample.operands[slot].shape)
      let cotangent = generator.tensor(evaluation.result.shape)
      let pulled = evaluation.pullback(slot: slot, upstream: cotangent).elements
      let pushed = evaluation.pushforward(slot: slot, tangent: tangent).elements
      #expect(
        trial.pullback(slot: slot, upstream: cotangent, from: 1024, evaluation.result)
          == pulled.map { 1024 + $0 }
      )
      #expect(
        trial.pushforward(slot: slot, tangent: tangent, from: 1024, evaluation.result)
          == pushed.map { 1024 + $0 }
      )
    }
  }
}

extension Trial {
  /// The directional derivative by differences on five points.
  ///
  /// The step is small beside every component, so that no point is beyond a kink or a pole.
  fileprivate func slope(slot: Int, along tangent: Tensor) throws -> [Double] {
    let sizes = sample.operands[slot].elements.map(\.magnitude).filter { $0 > 0 }
    let step = 1e-3 * min(1, sizes.min() ?? 1)
    func value(_ multiple: Double) throws -> [Double] {
      try evaluation(moving: slot, along: tangent, by: multiple * step).result.elements
    }
    let (near, nearBack) = (try value(1), try value(-1))
    let (far, farBack) = (try value(2), try value(-2))
    return near.indices.map { i in
      (8 * (near[i] - nearBack[i]) - (far[i] - farBack[i])) / (12 * step)
    }
  }

  /// The buffer of operands, result and a few numbers behind it, after a rule has run on it.
  fileprivate func numbers(
    result shape: Shape,
    filledWith filler: Double,
    known: [Double] = [],
    _ rule: (Application, MutableTensorView) -> Void
  ) -> [Double] {
    var placements: [Placement] = []
    var numbers: [Double] = []
    for operand in sample.operands {
      placements.append(Placement(shape: operand.shape, offset: numbers.count))
      numbers += operand.elements
    }
    let offset = numbers.count
    placements.append(Placement(shape: shape, offset: offset))
    numbers += Array(repeating: filler, count: shape.count + 3)
    numbers.replaceSubrange(offset..<offset + known.count, with: known)
    let slots = Array(sample.operands.indices)
    let offsets = placements.map(\.offset)
    numbers.withUnsafeMutableBufferPointer { numbers in
      placements.withUnsafeBufferPointer { placements in
        slots.withUnsafeBufferPointer { slots in
          offsets.withUnsafeBufferPointer { offsets in
            sample.parameters.withUnsafeBufferPointer { parameters in
              guard let values = numbers.baseAddress, let places = placements.baseAddress else {
                return
              }
              let application = Application(
                node: slots.count,
                operands: slots,
                offsets: offsets,
                parameters: parameters,
                placements: places,
                values: values
              )
              rule(application, MutableTensorView(shape, values + offset))
            }
          }
        }
      }
    }
    return numbers
  }

  /// What a pullback makes of a gradient that is the same number everywhere.
  fileprivate func pullback(
    slot: Int,
    upstream: Tensor,
    from start: Double,
    _ result: Tensor
  ) -> [Double] {
    change(sample.operands[slot].shape, by: upstream, from: start, result) {
      operation.pullback($0, slot, $1, $2)
    }
  }

  /// What a pushforward makes of a tangent that is the same number everywhere.
  fileprivate func pushforward(
    slot: Int,
    tangent: Tensor,
    from start: Double,
    _ result: Tensor
  ) -> [Double] {
    change(result.shape, by: tangent, from: start, result) {
      operation.pushforward($0, slot, $1, $2)
    }
  }

  private func change(
    _ shape: Shape,
    by given: Tensor,
    from start: Double,
    _ result: Tensor,
    _ rule: (Application, TensorView, MutableTensorView) -> Void
  ) -> [Double] {
    var target = [Double](repeating: start, count: shape.count)
    _ = numbers(result: result.shape, filledWith: 0, known: result.elements) { application, _ in
      given.elements.withUnsafeBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
          guard let source = source.baseAddress, let base = target.baseAddress else { return }
          rule(application, TensorView(given.shape, source), MutableTensorView(shape, base))
        }
      }
    }
    return target
  }
}
