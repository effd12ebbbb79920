import GradstepGraph
import Testing

/// What is taken where there is no derivative, and that it is said.
@Suite struct KinkTests {
  private static let infinity = Double.infinity

  @Test(
    arguments: [
      ("relu", [], 0, 0), ("abs", [], 0, 0), ("sign", [], 0, 0), ("sqrt", [], 0, infinity),
      ("leaky_relu", [0.2], 0, 0.2), ("leaky_relu", [], 0, 0.01), ("elu", [0.5], 0, 0.5),
      ("asin", [], 1, infinity), ("asin", [], -1, infinity), ("acos", [], 1, -infinity),
      ("power", [0.5], 0, infinity), ("norm", [], 0, 0), ("norm", [1], 0, 0),
      ("norm", [.infinity], 0, 0), ("clip", [-1, 1], 1, 1),
      ("clip", [-1, 1], -1, 1),
    ] as [(String, [Double], Double, Double)]
  )
  func whatIsTakenIsSaid(name: String, parameters: [Double], x: Double, slope: Double) throws {
    let evaluation = try Trial(name, Sample([Tensor(x)], parameters: parameters)).evaluation()
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)) == Tensor(slope))
    #expect(evaluation.pushforward(slot: 0, tangent: Tensor(1)) == Tensor(slope))
    let number =
      slope.isInfinite ? "∞" : slope == slope.rounded() ? "\(Int(slope))" : "\(slope.magnitude)"
    let taken = slope < 0 ? "−\(number)" : number
    let point = x < 0 ? "−1" : "\(Int(x))"
    #expect(
      evaluation.kink(slot: 0)?.summary == "\(name)′(\(point)) = \(taken) was taken"
    )
  }

  @Test func oneComponentAtAKinkIsEnough() throws {
    let evaluation = try Trial("relu", Sample([Tensor([3, -0.0, 2, 0])])).evaluation()
    #expect(evaluation.kink(slot: 0)?.summary == "relu′(0) = 0 was taken")
    let both = try Trial("asin", Sample([Tensor([1, 0, -1])])).evaluation()
    #expect(both.kink(slot: 0)?.summary == "asin′(−1) = ∞, asin′(1) = ∞ were taken")
  }

  @Test(
    arguments: [
      ("elu", []), ("elu", [1]), ("leaky_relu", [1]), ("power", [2]), ("power", [1.5]),
      ("gelu", []),
      ("softplus", []), ("tanh", []), ("silu", []), ("square", []),
    ] as [(String, [Double])]
  )
  func whatIsSmoothAtZeroHasNoKink(name: String, parameters: [Double]) throws {
    let evaluation = try Trial(name, Sample([Tensor(0)], parameters: parameters)).evaluation()
    #expect(evaluation.kink(slot: 0) == nil)
  }

  @Test(arguments: Trial.all)
  func noSampleIsAtAKink(trial: Trial) throws {
    for slot in trial.sample.operands.indices {
      #expect(try trial.evaluation().kink(slot: slot) == nil)
    }
  }

  @Test(arguments: ["maximum", "minimum"])
  func twoOperandsShareATie(name: String) throws {
    let evaluation = try Trial(name, Sample([Tensor([2, 1]), Tensor([2, 4])])).evaluation()
    let isLarger: [Double] = name == "maximum" ? [0, 1] : [1, 0]
    let upstream = Tensor([1, 1])
    #expect(evaluation.pullback(slot: 0, upstream: upstream) == Tensor([0.5, isLarger[0]]))
    #expect(evaluation.pullback(slot: 1, upstream: upstream) == Tensor([0.5, isLarger[1]]))
    #expect(evaluation.pushforward(slot: 0, tangent: Tensor([1, 0])) == Tensor([0.5, 0]))
    let function = name == "maximum" ? "max" : "min"
    for slot in 0...1 {
      #expect(
        evaluation.kink(slot: slot)?.summary
          == "a tie of \(function): each of the 2 gets an equal share"
      )
    }
  }

  @Test func aScalarTiesWithSomeComponents() throws {
    let evaluation = try Trial("maximum", Sample([Tensor([0, 1, 2]), Tensor(1)])).evaluation()
    #expect(evaluation.pullback(slot: 1, upstream: Tensor([1, 1, 1])) == Tensor(1.5))
    #expect(evaluation.pullback(slot: 0, upstream: Tensor([1, 1, 1])) == Tensor([0, 0.5, 1]))
  }

  @Test(arguments: ["max", "min"])
  func allComponentsOfATieHaveAnEqualShare(name: String) throws {
    let sign: Double = name == "max" ? 1 : -1
    let operand = Tensor([3, 1, 3, 2, 3]).map { sign * $0 }
    let evaluation = try Trial(name, Sample([operand])).evaluation()
    #expect(evaluation.result == Tensor(3 * sign))
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(6)) == Tensor([2, 0, 2, 0, 2]))
    #expect(evaluation.pushforward(slot: 0, tangent: Tensor([3, 9, 0, 9, 6])) == Tensor(3))
    #expect(
      evaluation.kink(slot: 0)?.summary == "a tie of \(name): each of the 3 gets an equal share"
    )
  }

  @Test func theFormulaOfALocalGradientHoldsInATie() throws {
    #expect(
      value(of: "(1 + sign(a − b))/2", where: "a = [2, 1, 3]; b = [2, 4, 0]")
        == Tensor([0.5, 0, 1])
    )
    #expect(
      value(of: "(1 + sign(a − 3))ᵀ/sum(1 + sign(a − 3))", where: "a = [3, 1, 3]")
        == Tensor([[0.5, 0, 0.5]])
    )
  }

  @Test func theNormOfNothingHasTheGradientZero() throws {
    let evaluation = try Trial("norm", Sample([Tensor([0, 0])])).evaluation()
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)) == Tensor([0, 0]))
    #expect(evaluation.pushforward(slot: 0, tangent: Tensor([1, 1])) == Tensor(0))
  }
}
