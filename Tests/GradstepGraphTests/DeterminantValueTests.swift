import GradstepGraph
import RealModule
import Testing

/// Determinants with the logarithm of their magnitude.
@Suite struct DeterminantValueTests {
  @Test(
    arguments: [
      (Tensor([[1, 2], [3, 4]]), -2, 0.693_147_180_559_945_3), (Tensor([[2]]), 2, .log(2)),
      (Tensor([[1e200, 0], [0, 1e200]]), .infinity, 921.034_037_197_618_2),
      (Tensor([[1e-200, 0], [0, -1e-200]]), 0, -921.034_037_197_618_2),
      (Tensor([[1e200, 1e200], [1e200, 1e200]]), 0, -.infinity),
      (Tensor([[1e200, 0, 0], [0, 1e200, 0], [0, 0, 1e-300]]), 1e100, 230.258_509_299_404_55),
      (Tensor([[1, 2], [2, 4]]), 0, -.infinity), (Tensor([[0, 0], [0, 0]]), 0, -.infinity),
      (Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), 0, -.infinity),
    ] as [(Tensor, Double, Double)]
  )
  func valueAndLogarithm(matrix: Tensor, value: Double, logarithm: Double) {
    let determinant = Determinant(of: matrix)
    #expect([determinant.value].isClose(to: [value], within: 1e-12) || determinant.value == value)
    #expect(
      determinant.logMagnitude == logarithm
        || [determinant.logMagnitude].isClose(to: [logarithm], within: 1e-14)
    )
  }

  @Test(arguments: [(4, 1e-100), (5, -1e100), (6, 1e160), (300, -0.01), (301, -0.01), (40, 7)])
  func aDiagonalHasTheSumOfLogarithms(size: Int, number: Double) {
    var matrix = Tensor(.matrix(size, size), repeating: 0)
    for i in 0..<size { matrix.elements[i * size + i] = number }
    let determinant = Determinant(of: matrix)
    let logarithm = Double(size) * Double.log(number.magnitude)
    #expect([determinant.logMagnitude].isClose(to: [logarithm], within: 1e-13))
    #expect(determinant.sign == (number < 0 && !size.isMultiple(of: 2) ? -1 : 1))
  }

  @Test func aProductThatLeavesTheRangeOnItsWayComesBack() {
    let numbers = [1e-160, 1e-160, 1e160, 1.5e160, -1]
    var matrix = Tensor(.matrix(5, 5), repeating: 0)
    for (i, number) in numbers.enumerated() { matrix.elements[i * 6] = number }
    #expect([Determinant(of: matrix).value].isClose(to: [-1.5], within: 1e-12))
  }

  @Test(arguments: [2, 3, 4, 9])
  func itIsTheDeterminantOfTheTable(size: Int) throws {
    var generator = SplitMix(state: UInt64(size))
    for _ in 0..<20 {
      let matrix = generator.tensor(.matrix(size, size))
      let value = try Trial("det", Sample([matrix])).evaluation().result.elements[0]
      let determinant = Determinant(of: matrix)
      #expect(determinant.value == value)
      #expect(determinant.sign == (value < 0 ? -1 : 1))
      #expect((determinant.logMagnitude - Double.log(value.magnitude)).magnitude < 1e-12)
    }
  }

  @Test(arguments: [1, 2, 3, 6]) func aMatrixOfNoNumbersHasNone(size: Int) {
    let determinant = Determinant(of: Tensor(.matrix(size, size), repeating: .nan))
    #expect(determinant.value.isNaN && determinant.sign.isNaN && determinant.logMagnitude.isNaN)
  }
}
