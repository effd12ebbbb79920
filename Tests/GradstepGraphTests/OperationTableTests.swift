import GradstepGraph
import Testing

@Suite struct OperationTableTests {
  private static let operations = OperationTable.standard.operations

  @Test func namesAreUnique() {
    let names = Self.operations.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func noFunctionOfOneArgumentCountIsThatOfTwoEntries() {
    let calls = Self.operations.flatMap { operation in
      operation.functionNames.map { "\($0) of \(operation.arity)" }
    }
    #expect(Set(calls).count == calls.count)
    let names = Set(Self.operations.flatMap(\.functionNames))
    #expect(names == OperationTable.standard.functionNames)
  }

  @Test(arguments: operations.indices)
  func anEntryIsComplete(position: Int) throws {
    let operation = Self.operations[position]
    #expect(!operation.name.isEmpty)
    #expect(!operation.notations.isEmpty)
    #expect(operation.summary.hasSuffix("."))
    #expect(operation.summary.first?.isUppercase == true)
    #expect(!operation.summary.contains("\n"))
    #expect(!operation.samples.isEmpty)
  }

  @Test(arguments: Trial.all)
  func aSampleFitsItsEntry(trial: Trial) {
    #expect(trial.operation.arity.contains(trial.sample.operands.count))
    #expect(trial.operation.parameterCount.contains(trial.sample.parameters.count))
    #expect(trial.sample.operands.allSatisfy { $0.elements.allSatisfy(\.isFinite) })
  }

  @Test(arguments: Trial.all)
  func everySampleHasASymbolAndFormulas(trial: Trial) {
    let (operation, usage) = (trial.operation, trial.usage)
    #expect(!operation.symbol(usage).description.isEmpty)
    #expect(operation.symbol(usage).slots.isEmpty)
    #expect(operation.formula(usage).slots == Set(usage.shapes.indices))
    for slot in usage.shapes.indices {
      let local = operation.local(slot, usage)
      #expect(!local.formula.description.isEmpty)
      #expect(local.formula.slots.isSubset(of: usage.shapes.indices))
      #expect(local.contribution.slots.isSubset(of: usage.shapes.indices))
      #expect(!local.formula.places.contains(.upstream), "a local gradient is upstream's business")
      #expect(local.contribution.places.contains(.upstream), "upstream is in every contribution")
    }
  }

  @Test(arguments: Trial.all)
  func theSameUsageGivesTheSameText(trial: Trial) {
    let (operation, usage) = (trial.operation, trial.usage)
    #expect(operation.formula(usage) == operation.formula(usage))
    for slot in usage.shapes.indices {
      #expect(operation.local(slot, usage) == operation.local(slot, usage))
    }
  }
}

extension Formula {
  /// The operands that have a place in the formula.
  fileprivate var slots: Set<Int> {
    Set(places.compactMap { if case .operand(let slot) = $0 { slot } else { nil } })
  }
}
