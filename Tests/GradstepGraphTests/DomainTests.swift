import GradstepGraph
import Testing

/// Where operations are defined.
@Suite struct DomainTests {
  @Test(arguments: Trial.all)
  func everySampleIsInTheDomain(trial: Trial) throws {
    #expect(try trial.evaluation().isInDomain)
  }

  @Test(arguments: OperationTable.standard.operations.indices)
  func aDomainWithARuleHasACondition(position: Int) {
    let operation = OperationTable.standard[position]
    #expect(
      !operation.domain.isLimited
        || operation.domain.condition.description(operands: ["a", "b"]).count > 3
    )
  }

  @Test(
    arguments: [
      ("log", [Tensor(0)], []), ("log", [Tensor([1, -2])], []), ("log1p", [Tensor(-1)], []),
      ("sqrt", [Tensor(-1e-300)], []), ("asin", [Tensor(1.5)], []), ("acos", [Tensor(-1.5)], []),
      ("reciprocal", [Tensor([1, 0])], []), ("divide", [Tensor(1), Tensor(0)], []),
      ("power", [Tensor(-8)], [0.5]), ("power", [Tensor(0)], [-1]),
      ("pow", [Tensor(-2), Tensor(3)], []), ("inv", [Tensor([[1, 2], [2, 4]])], []),
      ("inv", [Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])], []), ("logdet", [Tensor([[0]])], []),
      ("logdet", [Tensor([[0, 1], [1, 0]])], []),
      ("cross_entropy", [Tensor([1, 2]), Tensor([1, 1])], []),
      ("cross_entropy", [Tensor([1, 2]), Tensor([2, -1])], []),
      ("binary_cross_entropy", [Tensor(1.5), Tensor(1)], []),
    ] as [(String, [Tensor], [Double])]
  )
  func outside(name: String, operands: [Tensor], parameters: [Double]) throws {
    let trial = try Trial(name, Sample(operands, parameters: parameters))
    #expect(try !trial.evaluation().isInDomain)
  }

  @Test(
    arguments: [
      ("sqrt", [Tensor(0)], []), ("asin", [Tensor([1, -1])], []), ("power", [Tensor(-8)], [3]),
      ("power", [Tensor(0)], [0.5]), ("power", [Tensor(-2)], [-1]),
      ("binary_cross_entropy", [Tensor([0, 1]), Tensor([0, 1])], []),
      ("cross_entropy", [Tensor([1, 2, 3]), Tensor([0.1, 0.2, 0.7])], []),
    ] as [(String, [Tensor], [Double])]
  )
  func atTheEdge(name: String, operands: [Tensor], parameters: [Double]) throws {
    let trial = try Trial(name, Sample(operands, parameters: parameters))
    #expect(try trial.evaluation().isInDomain)
  }

  @Test(arguments: ["log", "sqrt", "asin", "reciprocal", "inv", "logdet"])
  func whatIsNoNumberIsTheMistakeOfAnother(name: String) throws {
    let trial = try Trial(name, Sample([Tensor(.nan)]))
    #expect(try trial.evaluation().isInDomain)
  }
}
