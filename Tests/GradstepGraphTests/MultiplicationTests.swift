import Testing

@testable import GradstepGraph

/// What an entry says of its multiplications, against the Jacobian worked out by unit tangents.
@Suite struct MultiplicationTests {
  @Test(arguments: Trial.all)
  func withoutAShortcutEveryEntryTakesOne(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      let local = trial.operation.local(slot, trial.usage)
      guard local.shortcut == nil else { continue }
      let jacobian = try trial.jacobian(of: slot)
      let declared = try trial.multiplications(of: slot)
      let nonzeros = jacobian.flatMap(\.self).count { $0 != 0 }
      switch local.structure {
      case .identity:
        #expect(declared == 0)
      case .scalarMultiple, .diagonal:
        #expect(declared == jacobian.count)
        #expect(nonzeros <= declared)
      case .dense:
        #expect(declared == jacobian.count * jacobian[0].count)
      case .rightFactor, .leftFactor:
        #expect(nonzeros == declared, "the zeros of the Kronecker product are not multiplied")
      }
    }
  }

  @Test(arguments: Trial.all)
  func noShortcutIsLongerThanTheMatrixUnlessThatHasOneEntry(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      let jacobian = try trial.jacobian(of: slot)
      let declared = try trial.multiplications(of: slot)
      #expect(declared <= jacobian.count * jacobian[0].count || jacobian.count == 1)
    }
  }

  @Test(arguments: Trial.all)
  func whatMultipliesNothingOnlyMovesAndAdds(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      guard try trial.multiplications(of: slot) == 0 else { continue }
      let entries = try trial.jacobian(of: slot).flatMap(\.self)
      #expect(entries.allSatisfy { $0 == 0 || $0 == 1 })
    }
  }

  /// Counted by hand in the loops of the rules.
  @Test(arguments: [
    ("softmax", [Tensor([1, 2, 3, 4])], 0, 8), ("log_softmax", [Tensor([1, 2, 3, 4])], 0, 4),
    ("softmax", [Tensor([[1, 2, 3], [4, 5, 6]])], 0, 12),
    ("sum", [Tensor([1, 2, 3])], 0, 0), ("mean", [Tensor([1, 2, 3])], 0, 1),
    ("max", [Tensor([1, 2, 3])], 0, 1), ("transpose", [Tensor([[1, 2], [3, 4]])], 0, 0),
    ("inv", [Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 10]])], 0, 54),
    ("outer", [Tensor([1, 2, 3]), Tensor([4, 5])], 0, 6),
    ("outer", [Tensor([1, 2, 3]), Tensor([4, 5])], 1, 6),
    ("add", [Tensor([1, 2, 3]), Tensor(4)], 1, 0),
    ("subtract", [Tensor([1, 2, 3]), Tensor(4)], 1, 3),
    ("multiply", [Tensor(4), Tensor([1, 2, 3])], 0, 3),
    ("matmul", [Tensor([[1, 2, 3], [4, 5, 6]]), Tensor([[1, 2], [3, 4], [5, 6]])], 0, 12),
    ("matmul", [Tensor([[1, 2, 3], [4, 5, 6]]), Tensor([[1, 2], [3, 4], [5, 6]])], 1, 12),
    ("matmul", [Tensor([[1, 2, 3], [4, 5, 6]]), Tensor([1, 2, 3])], 0, 6),
    ("stack", [Tensor(1), Tensor(2)], 1, 0), ("concat", [Tensor([1, 2]), Tensor([3])], 0, 0),
    ("logsumexp", [Tensor([1, 2, 3])], 0, 3), ("tanh", [Tensor([1, 2, 3])], 0, 3),
  ])
  func theCountIsThatOfTheRule(name: String, operands: [Tensor], slot: Int, count: Int) throws {
    let trial = try Trial(name, Sample(operands))
    #expect(try trial.multiplications(of: slot) == count)
  }

  @Test func aFirstPowerIsMultipliedByItsDerivative() throws {
    let trial = try Trial("power", Sample([Tensor([1, 2, 3])], parameters: [1]))
    #expect(try trial.multiplications(of: 0) == 3)
  }
}

extension Trial {
  fileprivate func multiplications(of slot: Int) throws -> Int {
    operation.local(slot, usage).multiplications(
      operand: sample.operands[slot].shape,
      result: try evaluation().result.shape
    )
  }
}
