import GradstepGraph
import Testing

/// Determinants, inverses and cofactors where cancellation or scale decides.
@Suite struct ExactMatrixTests {
  private static let infinity = Double.infinity
  private static let cancelling = Tensor([[1, 1e17], [1, 100_000_000_000_000_016]])
  private static let whole = Tensor([[100_000_001, 100_000_000], [100_000_002, 100_000_001]])
  /// Neighbours of Fibonacci's numbers: all digits of the products cancel but the last.
  private static let fibonacci = Tensor([
    [4_807_526_976, 7_778_742_049], [7_778_742_049, 12_586_269_025],
  ])

  private static func diagonal(_ numbers: [Double]) -> Tensor {
    var matrix = Tensor(.matrix(numbers.count, numbers.count), repeating: 0)
    for (i, number) in numbers.enumerated() { matrix.elements[i * (numbers.count + 1)] = number }
    return matrix
  }

  private func evaluation(_ name: String, _ matrix: Tensor) throws -> Evaluation {
    try Trial(name, Sample([matrix])).evaluation()
  }

  private func gradient(_ name: String, _ matrix: Tensor) throws -> Tensor {
    try evaluation(name, matrix).pullback(slot: 0, upstream: Tensor(1))
  }

  // MARK: - Determinants

  @Test(
    arguments: [
      (cancelling, 16), (whole, 1), (fibonacci, -1),
      (Tensor([[1e200, 1e200], [1e200, 2e200]]), infinity),
      (Tensor([[1e200, 1e200], [2e200, 1e200]]), -infinity),
      (Tensor([[1e-200, 1e-200], [1e-200, 2e-200]]), 0),
      (Tensor([[1e200, 1e200], [1e-200, 2e-200]]), 1),
      (diagonal([1e200, 1e200, 1e-300]), 1e100),
      (diagonal([1e-160, 1e-160, 1e160, 1.5e160, -1]), -1.5),
    ] as [(Tensor, Double)]
  )
  func aDeterminant(matrix: Tensor, value: Double) throws {
    let result = try evaluation("det", matrix).result.elements[0]
    #expect(result == value || (result / value - 1).magnitude < 1e-15)
    let determinant = Determinant(of: matrix)
    #expect(determinant.value == result)
    #expect(determinant.sign == (value < 0 ? -1 : 1))
    let logarithm = try evaluation("logdet", matrix).result.elements[0]
    #expect(determinant.sign < 0 ? logarithm.isNaN : logarithm == determinant.logMagnitude)
  }

  /// Products of triangular matrices of whole numbers with ones on the diagonal have 1.
  @Test(arguments: [3, 4, 5, 8, 12], [1, 2, 3])
  func wholeNumbersHaveAWholeDeterminantAndInverse(size: Int, seed: Int) throws {
    var generator = SplitMix(state: UInt64(100 * size + seed))
    func triangle(_ isLower: Bool) -> [[Double]] {
      (0..<size).map { i in
        (0..<size).map { j in
          i == j ? 1 : (j < i) == isLower ? Double(Int.random(in: -2...2, using: &generator)) : 0
        }
      }
    }
    let (lower, upper) = (triangle(true), triangle(false))
    let matrix = Tensor(
      lower.map { row in
        (0..<size).map { j in (0..<size).reduce(0) { $0 + row[$1] * upper[$1][j] } }
      }
    )
    #expect(try evaluation("det", matrix).result == Tensor(1))
    #expect(try evaluation("logdet", matrix).result == Tensor(0))
    let inverse = try evaluation("inv", matrix).result
    #expect(inverse.elements.allSatisfy { $0 == $0.rounded() })
    for (i, row) in matrix.rows.enumerated() {
      let product = inverse.transposedRows.map { column in
        zip(row, column).reduce(0) { $0 + $1.0 * $1.1 }
      }
      #expect(product == identity(size)[i])
    }
    // Of determinant 1 the cofactors are the transpose of the inverse.
    #expect(try gradient("det", matrix).rows == inverse.transposedRows)
  }

  @Test(arguments: [
    Tensor([[0.1, 0.2], [0.3, 0.6]]),
    Tensor([[1.1, 2.2, 3.3], [4.4, 5.5, 6.6], [7.7, 8.8, 9.9]]),
    Tensor(.matrix(5, 5), repeating: 0.1),
  ])
  func typedDecimalsThatAreSingularButForTheirRoundingHaveNone(matrix: Tensor) throws {
    #expect(try evaluation("det", matrix).result == Tensor(0))
    #expect(try evaluation("inv", matrix).result.elements.allSatisfy { $0.isNaN })
  }

  // MARK: - Gradients

  @Test(
    arguments: [(5, 1e-70, 1e-280), (5, 1e70, 1e280), (3, 1e-100, 1e-200), (4, 1e100, 1e300)]
  )
  func theCofactorsOfADiagonal(size: Int, number: Double, cofactor: Double) throws {
    let matrix = Self.diagonal(Array(repeating: number, count: size))
    let rows = try gradient("det", matrix).rows
    for i in 0..<size {
      for j in 0..<size {
        #expect(i == j ? (rows[i][j] / cofactor - 1).magnitude < 1e-12 : rows[i][j] == 0)
      }
    }
  }

  @Test(arguments: [6, 40, 130, 140])
  func aSingularMatrixOfAnySizeHasCofactors(size: Int) throws {
    // The rest of the identity where a row and a column are left out.
    var numbers = [Double](repeating: 1, count: size)
    numbers[size / 2] = 0
    var cofactors = Tensor(.matrix(size, size), repeating: 0)
    cofactors.elements[size / 2 * (size + 1)] = 1
    #expect(try gradient("det", Self.diagonal(numbers)) == cofactors)
    numbers[0] = 0
    #expect(try gradient("det", Self.diagonal(numbers)).elements.allSatisfy { $0 == 0 })
  }

  @Test func theGradientOfALogarithmIsTheInverseAtAnyScale() throws {
    for number in [1e-200, 1e200] {
      let matrix = Self.diagonal(Array(repeating: number, count: 3))
      let rows = try gradient("logdet", matrix).rows
      #expect(rows[0][0] == 1 / number && rows[0][1] == 0)
    }
  }

  // MARK: - Inverses

  @Test(arguments: [
    (whole, Tensor([[100_000_001, -100_000_000], [-100_000_002, 100_000_001]])),
    (fibonacci, Tensor([[-12_586_269_025, 7_778_742_049], [7_778_742_049, -4_807_526_976]])),
    (
      Tensor([[1e200, 1e200], [1e200, 2e200]]), Tensor([[2e-200, -1e-200], [-1e-200, 1e-200]])
    ),
    (diagonal([1e200, 1e-200, 1e300, 1e-300, 2]), diagonal([1e-200, 1e200, 1e-300, 1e300, 0.5])),
  ])
  func anInverse(matrix: Tensor, inverse: Tensor) throws {
    let result = try evaluation("inv", matrix).result
    for (one, other) in zip(result.elements, inverse.elements) {
      #expect(one == other || (one / other - 1).magnitude < 1e-15)
    }
  }

  /// Elements in millions would never be done if more than one pass over them were made for each.
  @Test func aLargeMatrixIsInverted() throws {
    let size = 200
    var generator = SplitMix(state: 7)
    var matrix = generator.tensor(.matrix(size, size))
    for i in 0..<size { matrix.elements[i * (size + 1)] += 20 }
    let evaluation = try evaluation("inv", matrix)
    let rows = matrix.rows
    let columns = evaluation.result.transposedRows
    for i in stride(from: 0, to: size, by: 37) {
      let product = columns.map { column in zip(rows[i], column).reduce(0) { $0 + $1.0 * $1.1 } }
      #expect(product.isClose(to: (0..<size).map { $0 == i ? 1 : 0 }, within: 1e-12))
    }
    let determinant = Determinant(of: matrix)
    #expect(determinant.value.isFinite && determinant.sign == 1)
  }

  @Test func whatIsInfiniteIsEliminatedAsItIs() throws {
    let matrix = Tensor([[Self.infinity, 0], [0, 1]])
    #expect(try evaluation("det", matrix).result == Tensor(Self.infinity))
    #expect(try evaluation("inv", Self.diagonal([Self.infinity, 2])).result.elements[3] == 0.5)
  }
}
