import GradstepGraph
import Testing

/// What the table says of a local gradient, against the Jacobian worked out by unit tangents.
@Suite struct StructureTests {
  @Test(arguments: Trial.all)
  func theDeclaredStructureIsThatOfTheJacobian(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      let local = trial.operation.local(slot, trial.usage)
      let jacobian = try trial.jacobian(of: slot)
      switch local.structure {
      case .identity:
        #expect(jacobian == identity(jacobian.count))
      case .scalarMultiple:
        let factor = jacobian[0][0]
        let multiple = identity(jacobian.count).map { $0.map { $0 == 1 ? factor : 0 } }
        #expect(jacobian == multiple)
      case .diagonal:
        #expect(isDiagonal(jacobian))
        let isMultiple = jacobian.indices.allSatisfy { jacobian[$0][$0] == jacobian[0][0] }
        #expect(!isMultiple, "what is a multiple of the identity is said to be")
      case .dense:
        let hasStructure = jacobian.count > 1 && isDiagonal(jacobian)
        #expect(!hasStructure, "what is diagonal is said to be")
        guard let expected = try trial.kroneckerProduct(local) else { continue }
        #expect(try trial.jacobianOverColumns(of: slot) == expected)
      case .rightFactor, .leftFactor:
        let expected = try trial.kroneckerProduct(local)
        #expect(try trial.jacobianOverColumns(of: slot) == expected)
      }
    }
  }

  @Test(arguments: Trial.all)
  func aFactorOfAProductIsTheOtherOperand(trial: Trial) {
    for slot in trial.sample.operands.indices {
      let local = trial.operation.local(slot, trial.usage)
      guard local.structure == .rightFactor || local.structure == .leftFactor else { continue }
      #expect(local.formula.places.contains(.operand(1 - slot)))
    }
  }

  @Test(arguments: ["add", "subtract", "hadamard", "divide"])
  func aScalarThatMeetsAVectorHasAColumnAsJacobian(name: String) throws {
    let vector = Tensor([2, 3, 5])
    for (slot, operands) in [[Tensor(7), vector], [vector, Tensor(7)]].enumerated() {
      let trial = try Trial(name, Sample(operands))
      #expect(trial.operation.local(slot, trial.usage).structure == .dense)
      #expect(try trial.jacobian(of: slot).map(\.count) == [1, 1, 1])
      #expect(trial.operation.local(1 - slot, trial.usage).structure != .dense)
    }
  }

  @Test(arguments: [Tensor(3), Tensor([3]), Tensor([[3]])])
  func oneNumberHasNoMatrix(number: Tensor) throws {
    for operation in OperationTable.standard.operations where operation.arity == 1...1 {
      guard operation.parameterCount == 0...0,
        (try? operation.shape(Usage(shapes: [number.shape]))) != nil
      else { continue }
      let trial = Trial(operation: operation, sample: Sample([number]))
      #expect(try trial.jacobian(of: 0).flatMap(\.self).count == 1)
      #expect(operation.local(0, trial.usage).structure != .diagonal)
    }
  }

  private func isDiagonal(_ matrix: [[Double]]) -> Bool {
    matrix.enumerated().allSatisfy { row, entries in
      entries.count == matrix.count
        && entries.enumerated().allSatisfy { $0 == row || $1 == 0 }
    }
  }
}

extension Trial {
  init(_ name: String, _ sample: Sample) throws {
    let operations = OperationTable.standard.operations
    let operation = try #require(operations.first { $0.name == name })
    self.init(operation: operation, sample: sample)
  }

  /// The Jacobian that a formula such as `bᵀ ⊗ I` or `I ⊗ a` says; `nil` for others.
  ///
  /// Others are read where formulas are.
  fileprivate func kroneckerProduct(_ local: LocalGradient) throws -> [[Double]]? {
    let rows = try evaluation().result.shape.count
    func factor(_ formula: Formula) -> [[Double]]? {
      switch formula {
      case .place(.operand(let slot)): sample.operands[slot].rows
      case .transposed(.place(.operand(let slot))): sample.operands[slot].transposedRows
      default: nil
      }
    }
    switch local.formula {
    case .binary(.identity, .kronecker, let side):
      return factor(side).map { kronecker(identity(rows / $0.count), $0) }
    case .binary(let side, .kronecker, .identity):
      return factor(side).map { kronecker($0, identity(rows / $0.count)) }
    default:
      return nil
    }
  }
}
