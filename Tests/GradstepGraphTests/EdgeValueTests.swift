import GradstepGraph
import Testing

/// Kinks, poles, overflow and what is no number.
@Suite struct EdgeValueTests {
  private static let infinity = Double.infinity

  @Test(arguments: [
    ("sigmoid", 1000, 1, 0), ("sigmoid", -1000, 0, 0), ("sigmoid", 0, 0.5, 0.25),
    ("softplus", 1000, 1000, 1), ("softplus", -1000, 0, 0), ("softplus", infinity, infinity, 1),
    ("tanh", 1000, 1, 0), ("tanh", -1000, -1, 0), ("exp", 1000, infinity, infinity),
    ("exp", -1000, 0, 0), ("relu", 0, 0, 0), ("relu", -0.0, 0, 0), ("relu", 1e-300, 1e-300, 1),
    ("relu", -infinity, 0, 0), ("abs", 0, 0, 0), ("abs", -infinity, infinity, -1),
    ("sqrt", 0, 0, infinity), ("log", 0, -infinity, infinity), ("log", 1, 0, 1),
    ("log", infinity, infinity, 0),
  ])
  func atItsEdge(name: String, operand: Double, value: Double, derivative: Double) throws {
    let evaluation = try Trial(name, Sample([Tensor(operand)])).evaluation()
    #expect(evaluation.result == Tensor(value))
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)) == Tensor(derivative))
    #expect(evaluation.pushforward(slot: 0, tangent: Tensor(1)) == Tensor(derivative))
  }

  @Test(arguments: [
    (0, 0, 1, 0), (0, 1, 0, 1), (0, 2, 0, 0), (0, -1, infinity, -infinity), (0, 0.5, 0, infinity),
    (-2, 2, 4, -4), (-2, 3, -8, 12), (-2, -1, -0.5, -0.25), (-2, 0, 1, 0), (3, 1, 3, 1),
    (-1, 999_999_999, -1, 999_999_999), (2, 1024, infinity, infinity),
    (infinity, -1, 0, 0), (4, 0.5, 2, 0.25),
  ])
  func aPower(base: Double, exponent: Double, value: Double, derivative: Double) throws {
    let number = try Trial("power", Sample([Tensor(base)], parameters: [exponent])).evaluation()
    #expect(number.result == Tensor(value))
    #expect(number.pullback(slot: 0, upstream: Tensor(1)) == Tensor(derivative))
    let variable = try Trial("pow", Sample([Tensor(base), Tensor(exponent)])).evaluation()
    #expect(variable.result == Tensor(value))
    #expect(variable.pullback(slot: 0, upstream: Tensor(1)) == Tensor(derivative))
  }

  @Test(arguments: [(0, 2, 0), (1, 5, 0), (2, 0, Double.log2), (0, 0.5, 0)])
  func theSlopeInTheExponent(base: Double, exponent: Double, slope: Double) throws {
    let evaluation = try Trial("pow", Sample([Tensor(base), Tensor(exponent)])).evaluation()
    let pulled = evaluation.pullback(slot: 1, upstream: Tensor(1)).elements[0]
    #expect((pulled - slope).magnitude < 1e-15)
  }

  @Test func theSlopeInTheExponentOfZeroIsZero() throws {
    let evaluation = try Trial("pow", Sample([Tensor(0), Tensor(0)])).evaluation()
    #expect(evaluation.result == Tensor(1))
    #expect(evaluation.pullback(slot: 1, upstream: Tensor(1)) == Tensor(0))
  }

  @Test func aNegativeBaseWithABrokenExponentIsNoNumber() throws {
    for exponent in [0.5, -1.5, 0.25] {
      #expect(value(of: "(-8)^(\(exponent))")?.elements[0].isNaN == true, "\(exponent)")
    }
  }

  @Test func softmaxOfLargeNumbersIsThatOfTheirDifferences() throws {
    let large = try Trial("softmax", Sample([Tensor([1000, 1001, 999])])).evaluation()
    let small = try Trial("softmax", Sample([Tensor([0, 1, -1])])).evaluation()
    #expect(large.result == small.result)
    #expect((large.result.elements.reduce(0, +) - 1).magnitude < 1e-15)
    let even = try Trial("softmax", Sample([Tensor([1000, 1000])])).evaluation()
    #expect(even.result == Tensor([0.5, 0.5]))
    #expect(even.pullback(slot: 0, upstream: Tensor([1, 0])) == Tensor([0.25, -0.25]))
    let far = try Trial("softmax", Sample([Tensor([-1000, 1000])])).evaluation()
    #expect(far.result == Tensor([0, 1]))
    let one = try Trial("softmax", Sample([Tensor([1e300])])).evaluation()
    #expect(one.result == Tensor([1]))
  }

  @Test(arguments: Trial.all)
  func whatIsNoNumberStaysNone(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      let direction = Tensor(trial.sample.operands[slot].shape, repeating: .nan)
      let evaluation = try trial.evaluation(moving: slot, along: direction, by: 1)
      // x⁰ is 1 whatever x is, as in every mathematics library.
      if trial.operation.name == "power", trial.sample.parameters == [0] { continue }
      // What is not chosen is not there.
      if trial.operation.name == "choose", slot > 1 { continue }
      #expect(evaluation.result.elements.contains { $0.isNaN })
    }
  }

  @Test(arguments: ["exp", "log", "sqrt", "abs", "tanh", "sigmoid", "relu", "softplus"])
  func theDerivativeAtNoNumberIsNone(name: String) throws {
    let evaluation = try Trial(name, Sample([Tensor(.nan)])).evaluation()
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)).elements[0].isNaN)
  }

  @Test func aDivisionByZeroIsInfinite() throws {
    let evaluation = try Trial("divide", Sample([Tensor([1, -1]), Tensor(0)])).evaluation()
    #expect(evaluation.result == Tensor([.infinity, -.infinity]))
    #expect(value(of: "0/0")?.elements[0].isNaN == true)
  }
}

extension Double {
  fileprivate static let log2 = 0.693_147_180_559_945_3
}
