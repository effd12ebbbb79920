import GradstepGraph
import Testing

/// Determinants and inverses, where the matrix has one and where it has none.
@Suite struct DeterminantTests {
  private static let oneToNine = Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])

  @Test(arguments: [
    (Tensor([[1, 2], [3, 4]]), -2), (Tensor([[0, 1], [1, 0]]), -1), (Tensor(5), 5),
    (Tensor([[2, 0, 0], [0, 3, 0], [0, 0, 4]]), 24), (oneToNine, 0), (Tensor([[0]]), 0),
    (Tensor([[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 1, 0, 0]]), -1),
    (Tensor([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]), 0),
  ])
  func aDeterminantOfWholeNumbersIsExact(matrix: Tensor, value: Double) throws {
    #expect(try Trial("det", Sample([matrix])).evaluation().result == Tensor(value))
  }

  @Test(arguments: [
    (Tensor([[1, 2], [3, 4]]), Tensor([[4, -3], [-2, 1]])),
    (Tensor([[1, 2], [2, 4]]), Tensor([[4, -2], [-2, 1]])),
    (oneToNine, Tensor([[-3, 6, -3], [6, -12, 6], [-3, 6, -3]])),
    (Tensor([[1, 0, 0], [0, 0, 0], [0, 0, 0]]), Tensor(.matrix(3, 3), repeating: 0)),
    (Tensor([[0]]), Tensor([[1]])),
  ])
  func theGradientOfADeterminantIsTheMatrixOfCofactors(matrix: Tensor, cofactors: Tensor) throws {
    let evaluation = try Trial("det", Sample([matrix])).evaluation()
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)) == cofactors)
  }

  @Test func aLargerSingularMatrixHasCofactorsToo() throws {
    // Rank 5 of 6: the last row is the sum of the others, so every cofactor of a column is alike.
    var generator = SplitMix(state: 5)
    var rows = (0..<5).map { _ in generator.tensor(.vector(6)).elements.map { ($0 * 8).rounded() } }
    rows.append((0..<6).map { j in rows.reduce(0) { $0 + $1[j] } })
    let evaluation = try Trial("det", Sample([Tensor(rows)])).evaluation()
    #expect(evaluation.result == Tensor(0))
    let gradient = evaluation.pullback(slot: 0, upstream: Tensor(1))
    for j in 0..<6 {
      let column = gradient.rows.map { $0[j] }
      #expect(
        column.isClose(
          to: [column[0], column[0], column[0], column[0], column[0], -column[0]],
          within: 1e-9
        )
      )
    }
    #expect(gradient.elements.contains { $0.magnitude > 1 })
    // The determinant is linear in an element, so a difference is its cofactor.
    var moved = rows
    moved[0][0] += 1
    let difference = try Trial("det", Sample([Tensor(moved)])).evaluation().result.elements
    #expect(difference.isClose(to: [gradient.elements[0]], within: 1e-9))
  }

  @Test(
    arguments: [
      (Tensor([[1e200, 0], [0, 1e200]]), 400 * Double.log10), (Tensor([[0, 1], [-1, 0]]), 0),
      (Tensor([[1e-200, 0], [0, 1e-200]]), -400 * Double.log10),
      (Tensor([[-2, 0], [0, -0.5]]), 0),
      (Tensor([[1, 2], [2, 4]]), -Double.infinity), (oneToNine, -Double.infinity),
    ] as [(Tensor, Double)]
  )
  func theLogarithmOfADeterminant(matrix: Tensor, value: Double) throws {
    let result = try Trial("logdet", Sample([matrix])).evaluation().result.elements[0]
    #expect(result == value || (result - value).magnitude < 1e-12)
  }

  @Test func aNegativeDeterminantHasNoLogarithm() throws {
    let evaluation = try Trial("logdet", Sample([Tensor([[0, 1], [1, 0]])])).evaluation()
    #expect(evaluation.result.elements[0].isNaN)
  }

  @Test(arguments: [
    Tensor(0), Tensor([[1, 2], [2, 4]]), oneToNine, Tensor(.matrix(40, 40), repeating: 1),
  ])
  func theInverseOfASingularMatrixIsNoNumber(matrix: Tensor) throws {
    let evaluation = try Trial("inv", Sample([matrix])).evaluation()
    #expect(evaluation.result.elements.allSatisfy { !$0.isFinite })
    let pulled = evaluation.pullback(slot: 0, upstream: evaluation.result.map { _ in 1 })
    #expect(pulled.elements.allSatisfy { !$0.isFinite })
    let logarithm = try Trial("logdet", Sample([matrix])).evaluation()
    #expect(logarithm.pullback(slot: 0, upstream: Tensor(1)).elements.allSatisfy { !$0.isFinite })
  }

  @Test(arguments: [1, 2, 3, 5, 8, 20])
  func aMatrixTimesItsInverseIsTheIdentity(size: Int) throws {
    var generator = SplitMix(state: UInt64(size))
    let matrix = generator.tensor(.matrix(size, size))
    let inverse = try Trial("inv", Sample([matrix])).evaluation().result
    for (i, row) in matrix.rows.enumerated() {
      let product = inverse.transposedRows.map { column in
        zip(row, column).reduce(0) { $0 + $1.0 * $1.1 }
      }
      #expect(product.isClose(to: identity(size)[i], within: 1e-9))
    }
  }

  @Test func rowsAreExchangedForTheLargestPivot() throws {
    let matrix = Tensor([[1e-20, 1], [1, 1]])
    let inverse = try Trial("inv", Sample([matrix])).evaluation().result
    #expect(inverse.elements.isClose(to: [-1, 1, 1, -1e-20], within: 1e-15))
    #expect(
      try Trial("logdet", Sample([Tensor([[1, 1], [1e-20, 1]])])).evaluation().result == Tensor(0)
    )
  }

  @Test func aSmallPivotThatIsKnownExactlyIsNone() throws {
    let matrix = Tensor([[1, 1], [1, 1 + Double.ulpOfOne]])
    #expect(try Trial("logdet", Sample([matrix])).evaluation().result.elements[0].isFinite)
    let small = Tensor([[1, 0], [0, 1e-300]])
    #expect(
      try Trial("inv", Sample([small])).evaluation().result == Tensor([[1, 0], [0, 1 / 1e-300]])
    )
  }

  @Test func aMatrixOfNoNumbersHasNone() throws {
    for name in ["det", "logdet", "inv", "trace"] {
      let matrix = Tensor([[1, 2, 0], [3, .nan, 1], [0, 1, 5]])
      let evaluation = try Trial(name, Sample([matrix])).evaluation()
      #expect(evaluation.result.elements.contains { $0.isNaN }, "\(name)")
    }
  }
}

extension Double {
  fileprivate static let log10 = 2.302_585_092_994_046
}
