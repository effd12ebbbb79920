import GradstepGraph
import Testing

/// Results that leave the range of doubles on the way only, and zeros with a sign.
@Suite struct RangeTests {
  private static let infinity = Double.infinity

  private func evaluation(_ name: String, _ operands: Tensor...) throws -> Evaluation {
    try Trial(name, Sample(operands)).evaluation()
  }

  @Test(
    arguments: [
      ("mean", [1e308, 1e308], 1e308), ("mean", [1e308, 1e308, -1e308], 1e308 / 3),
      ("mean", [-1.7e308, -1.7e308, -1.7e308], -1.7e308), ("mean", [infinity, 1], infinity),
      ("sum", [1e308, 1e308, -1e308], 1e308), ("sum", [1e308, 1e308], infinity),
      ("prod", [1e200, 1e200, 1e-300], 1e100), ("prod", [1e-200, 1e-200, 1e300], 1e-100),
      ("prod", [1e200, 1e200], infinity), ("prod", [-1e-200, 1e-200], 0),
      ("prod", [infinity, 2], infinity),
      ("prod", [Double.leastNonzeroMagnitude, 1e300, 1e20], 4.940_656_458_412_465e-4),
    ] as [(String, [Double], Double)]
  )
  func aReduction(name: String, operand: [Double], value: Double) throws {
    let result = try evaluation(name, Tensor(operand)).result.elements[0]
    #expect(result == value || (result / value - 1).magnitude < 1e-15)
  }

  @Test func theSlopesOfAProductStayInRangeToo() throws {
    let slopes = try evaluation("prod", Tensor([1e200, 1e200, 1e-300]))
      .pullback(slot: 0, upstream: Tensor(1)).elements
    #expect((slopes[0] / 1e-100 - 1).magnitude < 1e-15 && slopes[2] == .infinity)
    let small = try evaluation("prod", Tensor([1e-200, 1e-200, 1e300, 0]))
      .pullback(slot: 0, upstream: Tensor(1)).elements
    #expect((small[3] / 1e-100 - 1).magnitude < 1e-15 && small[0] == 0)
  }

  @Test func aMeanOfSquaresStaysInRange() throws {
    let loss = try evaluation("mse", Tensor([1.2e154, 1.2e154]), Tensor([0, 0]))
    #expect((loss.result.elements[0] / 1.44e308 - 1).magnitude < 1e-15)
  }

  @Test(
    arguments: [
      (-1, 1e10, 1, -1e10), (-1, 10_000_000_001, -1, 10_000_000_001), (-1, -1e10, 1, 1e10),
      (-1, 1e300, 1, -1e300), (-2, 3, -8, 12), (0, 1e10, 0, 0), (-0.0, 3, 0, 0),
      (-0.0, -1, -infinity, -infinity), (-0.0, 0.5, 0, infinity), (1, 1e10, 1, 1e10),
      (2, 1e10, infinity, infinity), (-0.5, 1e10, 0, 0),
    ] as [(Double, Double, Double, Double)]
  )
  func aPowerWithALargeExponent(
    base: Double,
    exponent: Double,
    value: Double,
    slope: Double
  ) throws {
    let number = try Trial("power", Sample([Tensor(base)], parameters: [exponent])).evaluation()
    #expect(number.result == Tensor(value))
    #expect(number.pullback(slot: 0, upstream: Tensor(1)) == Tensor(slope))
    let variable = try evaluation("pow", Tensor(base), Tensor(exponent))
    #expect(variable.result == Tensor(value))
    #expect(variable.pullback(slot: 0, upstream: Tensor(1)) == Tensor(slope))
  }

  /// A root and a logarithm are defined on one side of 0, which the sign of −0 does not change; what
  /// is divided by −0 is as IEEE 754 has it.
  @Test(
    arguments: [
      ("sqrt", 0, infinity), ("log", -infinity, infinity), ("abs", 0, 0), ("relu", 0, 0),
      ("reciprocal", -infinity, -infinity), ("square", 0, 0),
    ] as [(String, Double, Double)]
  )
  func atMinusZero(name: String, value: Double, slope: Double) throws {
    let evaluation = try evaluation(name, Tensor(-0.0))
    #expect(evaluation.result == Tensor(value))
    if name == "sqrt" { #expect(evaluation.result.elements[0].sign == .plus) }
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)) == Tensor(slope))
  }

  @Test func theLossOfAnImpossibleGuessRisesWhateverTheSignOfZero() throws {
    let loss = try evaluation("binary_cross_entropy", Tensor(-0.0), Tensor(1))
    #expect(loss.pullback(slot: 0, upstream: Tensor(1)) == Tensor(-Double.infinity))
  }

  // MARK: - Sure guesses

  private static let rest = 4.248_354_255_291_589e-18

  @Test func aSureSoftmaxKeepsItsSlopes() throws {
    let softmax = try evaluation("softmax", Tensor([40, 0]))
    for unit in [Tensor([1, 0]), Tensor([0, 1])] {
      let sign = unit.elements[0] == 1 ? 1.0 : -1
      for slopes in [
        softmax.pullback(slot: 0, upstream: unit), softmax.pushforward(slot: 0, tangent: unit),
      ] {
        #expect((slopes.elements[0] / (sign * Self.rest) - 1).magnitude < 1e-12)
        #expect((slopes.elements[1] / (-sign * Self.rest) - 1).magnitude < 1e-12)
      }
    }
    // What is the same everywhere moves nothing, to the last digit.
    #expect(softmax.pullback(slot: 0, upstream: Tensor([0.3, 0.3])) == Tensor([0, 0]))
  }

  @Test func aSureGuessKeepsTheSlopesOfItsLoss() throws {
    let logarithm = try evaluation("log_softmax", Tensor([40, 0]))
    let pulled = logarithm.pullback(slot: 0, upstream: Tensor([1, 0])).elements
    #expect((pulled[0] / Self.rest - 1).magnitude < 1e-12)
    let pushed = logarithm.pushforward(slot: 0, tangent: Tensor([1, 0])).elements
    #expect((pushed[0] / Self.rest - 1).magnitude < 1e-12 && pushed[1] == -1)
    let loss = try evaluation("cross_entropy", Tensor([40, 0]), Tensor([1, 0]))
    let slopes = loss.pullback(slot: 0, upstream: Tensor(1)).elements
    #expect((slopes[0] / -Self.rest - 1).magnitude < 1e-12)
    #expect((slopes[1] / Self.rest - 1).magnitude < 1e-12)
  }
}
