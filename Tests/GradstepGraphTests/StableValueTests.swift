import GradstepGraph
import Testing

/// Operands so large, so small or so much alike that a formula taken at its word would fail.
@Suite struct StableValueTests {
  private static let infinity = Double.infinity

  @Test(
    arguments: [
      ("silu", -infinity, 0, 0), ("silu", -1000, 0, 0), ("silu", 1000, 1000, 1),
      ("silu", infinity, infinity, 1), ("gelu", -infinity, 0, 0), ("gelu", -1000, 0, 0),
      ("gelu", infinity, infinity, 1), ("gelu", 0, 0, 0.5), ("elu", -1000, -1, 0),
      ("elu", 0, 0, 1), ("elu", 1e-20, 1e-20, 1), ("elu", -1e-20, -1e-20, 1),
      ("leaky_relu", -200, -2, 0.01), ("log1p", 1e-20, 1e-20, 1),
      ("log1p", -1, -infinity, infinity),
      ("expm1", 1e-20, 1e-20, 1), ("expm1", -1000, -1, 0), ("softplus", 1000, 1000, 1),
      ("reciprocal", 0, infinity, -infinity), ("square", 1e200, infinity, 2e200),
      ("logsumexp", 1000, 1000, 1), ("logsumexp", -infinity, -infinity, Double.nan),
    ] as [(String, Double, Double, Double)]
  )
  func atItsEdge(name: String, operand: Double, value: Double, derivative: Double) throws {
    let evaluation = try Trial(name, Sample([Tensor(operand)])).evaluation()
    #expect(evaluation.result == Tensor(value))
    let slope = evaluation.pullback(slot: 0, upstream: Tensor(1)).elements[0]
    #expect(slope == derivative || slope.isNaN && derivative.isNaN)
  }

  @Test func geluIsExactFarBelowZero() throws {
    // Φ(−10) by the continued fraction of Laplace for its ratio to the density, in 40 digits.
    let evaluation = try Trial("gelu", Sample([Tensor(-10)])).evaluation()
    #expect(evaluation.result.elements.isClose(to: [-7.619_853_024_160_526e-23], within: 1e-13))
  }

  @Test(arguments: ["maximum", "minimum"], [(Double.nan, 1.0), (1.0, Double.nan)])
  func noComparisonHidesWhatIsNoNumber(name: String, pair: (Double, Double)) throws {
    let evaluation = try Trial(name, Sample([Tensor(pair.0), Tensor(pair.1)])).evaluation()
    #expect(evaluation.result.elements[0].isNaN)
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)).elements[0].isNaN)
  }

  @Test(arguments: ["max", "min", "norm", "logsumexp", "prod"], [0, 1, 2])
  func oneThatIsNoNumberIsEnough(name: String, position: Int) throws {
    var operand = Tensor([1, 2, 3])
    operand.elements[position] = .nan
    let evaluation = try Trial(name, Sample([operand])).evaluation()
    #expect(evaluation.result.elements[0].isNaN)
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)).elements.contains { $0.isNaN })
  }

  // MARK: - Softmax

  @Test func logsumexpOfLargeNumbers() throws {
    let two = Double.log2
    let large = try Trial("logsumexp", Sample([Tensor([1000, 1000])])).evaluation()
    #expect(large.result == Tensor(1000 + two))
    #expect(
      large.pullback(slot: 0, upstream: Tensor(1)).elements.isClose(to: [0.5, 0.5], within: 1e-12)
    )
    let small = try Trial("logsumexp", Sample([Tensor([-1000, -1000])])).evaluation()
    #expect(small.result == Tensor(-1000 + two))
    let masked = try Trial("logsumexp", Sample([Tensor([0, -Self.infinity])])).evaluation()
    #expect(masked.result == Tensor(0))
    #expect(masked.pullback(slot: 0, upstream: Tensor(1)) == Tensor([1, 0]))
    let unbounded = try Trial("logsumexp", Sample([Tensor([Self.infinity, 0])])).evaluation()
    #expect(unbounded.result == Tensor(Self.infinity))
  }

  @Test(arguments: ["softmax", "log_softmax"])
  func softmaxTakesEachLineOnItsOwn(name: String) throws {
    let lines = [[1000.0, 1001, 999], [-3, 0, 2]]
    let rows = try Trial(name, Sample([Tensor(lines)])).evaluation().result
    let transposed = Tensor((0..<3).map { row in lines.map { $0[row] } })
    let columns = try Trial("\(name)_columns", Sample([transposed])).evaluation().result
    for (position, line) in lines.enumerated() {
      let alone = try Trial(name, Sample([Tensor(line)])).evaluation().result
      #expect(rows.rows[position] == alone.elements)
      #expect(columns.rows.map { $0[position] } == alone.elements)
    }
  }

  @Test func logSoftmaxOfASureGuessIsNotZero() throws {
    let evaluation = try Trial("log_softmax", Sample([Tensor([40, 0])])).evaluation()
    // log(1 + e⁻⁴⁰) is e⁻⁴⁰ to the last digit.
    let rest = 4.248_354_255_291_589e-18
    #expect(evaluation.result.elements.isClose(to: [-rest, -40], within: 1e-15))
    #expect((evaluation.result.elements[0] / -rest - 1).magnitude < 1e-12)
    let far = try Trial("log_softmax", Sample([Tensor([-1000, 1000])])).evaluation()
    #expect(far.result == Tensor([-2000, 0]))
  }

  // MARK: - Losses

  @Test func crossEntropyOfLargeLogits() throws {
    let wrong = try Trial("cross_entropy", Sample([Tensor([1000, -1000]), Tensor([0, 1])]))
      .evaluation()
    #expect(wrong.result == Tensor(2000))
    #expect(wrong.pullback(slot: 0, upstream: Tensor(1)) == Tensor([1, -1]))
    #expect(wrong.pullback(slot: 1, upstream: Tensor(1)) == Tensor([0, 2000]))
    let sure = try Trial("cross_entropy", Sample([Tensor([40, 0]), Tensor([1, 0])])).evaluation()
    #expect((sure.result.elements[0] / 4.248_354_255_291_589e-18 - 1).magnitude < 1e-12)
    let masked = try Trial(
      "cross_entropy",
      Sample([Tensor([0, -Self.infinity]), Tensor([1, 0])])
    ).evaluation()
    #expect(masked.result == Tensor(0))
    #expect(masked.pullback(slot: 0, upstream: Tensor(1)) == Tensor([0, 0]))
  }

  @Test func crossEntropyOfABatchIsTheMean() throws {
    let logits = Tensor([[1, -2], [0.5, 3]])
    let targets = Tensor([[0, 1], [1, 0]])
    let batch = try Trial("cross_entropy", Sample([logits, targets])).evaluation()
    let parts = try (0..<2).map { row in
      try Trial(
        "cross_entropy",
        Sample([Tensor(logits.rows[row]), Tensor(targets.rows[row])])
      ).evaluation().result.elements[0]
    }
    #expect(batch.result.elements.isClose(to: [(parts[0] + parts[1]) / 2], within: 1e-15))
  }

  @Test(
    arguments: [
      (0, 0, 0, 1), (1, 1, 0, -1), (0, 1, infinity, -infinity), (1, 0, infinity, infinity),
      (1e-300, 1, 690.775_527_898_213_7, -1 / 1e-300), (1e-20, 0, 1e-20, 1),
    ] as [(Double, Double, Double, Double)]
  )
  func binaryCrossEntropyAtItsEdges(p: Double, t: Double, value: Double, slope: Double) throws {
    let evaluation = try Trial("binary_cross_entropy", Sample([Tensor(p), Tensor(t)])).evaluation()
    #expect(evaluation.result == Tensor(value))
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)) == Tensor(slope))
  }

  // MARK: - Reductions

  @Test(
    arguments: [
      ([3e200, 4e200], 5e200), ([3e-200, 4e-200], 5e-200), ([2, 3, 6], 7), ([0, 0], 0),
      ([infinity, 1], infinity), ([-infinity, infinity], infinity), ([3e-307, -4e-307], 5e-307),
      ([1e300, 1e-300], 1e300),
    ] as [([Double], Double)]
  )
  func theNormNeitherOverflowsNorVanishes(operand: [Double], value: Double) throws {
    let evaluation = try Trial("norm", Sample([Tensor(operand)])).evaluation()
    #expect(evaluation.result.elements.isClose(to: [value], within: 1e-15) || value.isInfinite)
    #expect(evaluation.result.elements[0].isInfinite == value.isInfinite)
  }

  @Test(
    arguments: [
      ([2, 0, 3], [0, 6, 0]), ([0, 0, 3], [0, 0, 0]), ([0], [1]), ([0, 5], [5, 0]),
      ([2, 3, 4], [12, 8, 6]), ([1e-200, 1e-200], [1e-200, 1e-200]),
    ] as [([Double], [Double])]
  )
  func theProductNeedsNoDivision(operand: [Double], gradient: [Double]) throws {
    let evaluation = try Trial("prod", Sample([Tensor(operand)])).evaluation()
    #expect(evaluation.pullback(slot: 0, upstream: Tensor(1)) == Tensor(gradient))
    let ones = Tensor(.vector(operand.count), repeating: 1)
    #expect(
      evaluation.pushforward(slot: 0, tangent: ones) == Tensor(gradient.reduce(0, +))
    )
  }
}

extension Double {
  fileprivate static let log2 = 0.693_147_180_559_945_3
}
