import Testing

@testable import GradstepGraph

/// The rule that an entry of the table names is the one that its Jacobians follow.
@Suite struct RuleTests {
  @Test(arguments: Trial.all)
  func theJacobianIsThatOfTheRule(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      let jacobian = try trial.jacobian(of: slot)
      let entries = Set(jacobian.flatMap { $0 }.filter { $0 != 0 })
      let operand = trial.sample.operands[slot]
      let result = try trial.evaluation().result
      let isByComponents = jacobian.enumerated().allSatisfy { row, entries in
        entries.enumerated().allSatisfy { column, entry in entry == 0 || row == column }
      }
      switch trial.operation.rule {
      case .sum:
        #expect(entries == [1] || entries == [-1])
        #expect(jacobian.allSatisfy { $0.filter { $0 != 0 }.count == 1 })
      case .product where trial.sample.operands.count == 2:
        let other = trial.sample.operands[1 - slot]
        #expect(entries.subtracting(other.elements).isEmpty)
      case .product:
        let product = result.elements[0]
        for (entry, factor) in zip(jacobian[0], operand.elements) where factor != 0 {
          #expect(abs(entry * factor - product) <= 1e-12 * abs(product))
        }
      case .quotient where slot == 0:
        let denominators = trial.sample.operands[1].elements
        #expect(
          entries.allSatisfy { entry in denominators.contains { abs(entry * $0 - 1) < 1e-12 } }
        )
      case .quotient, .elementwise, .power:
        #expect(isByComponents || operand.shape.count != result.shape.count)
      case .matrixProduct:
        let other = trial.sample.operands[1 - slot]
        #expect(entries.isSubset(of: other.elements))
      case .reduction:
        #expect(entries.count == 1 && jacobian.allSatisfy { $0.contains { $0 != 0 } })
      case .selection:
        #expect(entries.allSatisfy { $0 > 0 && $0 <= 1 })
      case .softmax:
        // What all components have in common makes no difference.
        #expect(jacobian.allSatisfy { abs($0.reduce(0, +)) < 1e-12 })
      case .copy:
        #expect(entries.isSubset(of: [1]))
        #expect(jacobian.allSatisfy { $0.filter { $0 != 0 }.count <= 1 })
      case .flat:
        #expect(entries.isEmpty)
      case .chain:
        #expect(!entries.isEmpty)
      }
    }
  }

  @Test func everyRuleIsThatOfSomeEntry() {
    let used = Set(OperationTable.standard.operations.map(\.rule))
    #expect(Rule.allCases.allSatisfy(used.contains))
  }
}
