import GradstepGraph
import Testing

@testable import GradstepTrace

/// Right gradients pass, whatever their size, and what cannot be judged is skipped with its reason.
@Suite struct GradientCheckTests {
  private func check(_ source: String, sweep: Sweep = .reverse(.ones)) throws -> GradientCheck {
    try #require(GradientCheck(try trace(source, sweep: sweep)))
  }

  /// The verdicts on the components of the node of a name.
  private func verdicts(_ name: String, _ source: String) throws -> [GradientCheck.Verdict] {
    let trace = try trace(source)
    let check = try #require(GradientCheck(trace))
    let result = try #require(check.nodes.first { $0.node == trace.node(name) })
    return result.components.map(\.verdict)
  }

  @Test(arguments: Examples.names)
  func everyGradientOfAnExampleAgrees(name: String) throws {
    let trace = try Examples.trace(name)
    let check = try #require(GradientCheck(trace))
    #expect(check.components.allSatisfy { $0.error.map { $0 <= 1e-6 } ?? false })
    #expect(check.nodes.map(\.node) == trace.graph.nodes.indices.filter(trace.hasGradient))
    #expect(check.nodes.allSatisfy { $0.components.count == trace.graph.shape(of: $0.node).count })
  }

  /// The whole table, through several nodes, against nothing but its value rules.
  @Test(arguments: SmallGraph.all)
  func everyOperationAgreesInTheMiddleOfAGraph(small: SmallGraph) throws {
    let graph = try small.graph()
    let seed = spread(graph.shape(of: graph.output))
    let trace = Trace(graph, sweep: .reverse(.cotangent(seed)))
    let check = try #require(GradientCheck(trace))
    for component in check.components {
      #expect((component.error ?? 1) <= 1e-6, "\(component)")
    }
  }

  @Test(arguments: [
    "x = 0.7; y = x^3·exp(-x) + log(x)/x − sqrt(x)",
    "x = [0.3, -0.7]; A = [[1, 2], [-0.5, 3]]; y = x'·A·x + sum(tanh(A)) + mean(A'·A)",
    "a = [1, 2]; b = [0.5, -3, 2]; y = sum(outer(a, b) ⊙ (a·b')) + b[2]^2·a[1]",
    "x = 0.3; y = x·x·x + x·x + x", "x = [1.5, 2]; n = 2.5; y = [x^n, 2^n·x]",
    "x = 0; y = x^5 + cos(x)", "x = 1e-7; y = relu(x)", "x = -1e-9; y = |x|·x",
    "x = [1, 2]; y = sum(softmax(x)) + x[1]",
  ])
  func formulasAgree(source: String) throws {
    for component in try check(source).components {
      #expect((component.error ?? 1) <= 1e-6, "\(component)")
    }
  }

  @Test(
    arguments: ["x^2", "1/x", "log(x)", "sqrt(x)", "3x", "x/(1 + x)", "atan(x)"],
    [1e-100, 1e-30, 1e-9, 1e-3, 0.3, 7, 1e3, 1e9, 1e30, 1e100]
  )
  func slopesOfAllSizesAgreeOrAreHiddenByRounding(formula: String, x: Double) throws {
    let trace = try trace("y = \(formula); x = \(x)")
    let check = try #require(GradientCheck(trace))
    let component = try #require(check.nodes.first?.components.first)
    switch component.verdict {
    case .agrees: break
    case .differs: Issue.record("\(component)")
    case .skipped(let obstacle):
      // Only where the value has no digit left that tells of x.
      guard case .rounding(let uncertainty) = obstacle else {
        Issue.record("\(component)")
        return
      }
      #expect(uncertainty > 1e-6 * component.gradient.magnitude)
    }
    if ["x^2", "1/x", "log(x)", "sqrt(x)", "3x"].contains(formula) {
      #expect(component.error != nil)
    }
  }

  @Test func aCotangentIsWhatTheOutputIsWeighedWith() throws {
    let source = "Y = [x^2, 3x, NaN·0]; x = 2; NaN = 1"
    let cotangent = try check(source, sweep: .reverse(.cotangent(Tensor([1, -1, 0.5]))))
    #expect(cotangent.nodes.first?.components.map(\.gradient) == [1])
    #expect(cotangent.passes)
    let component = try check(source, sweep: .reverse(.component(1)))
    #expect(component.nodes.first?.components.map(\.gradient) == [3])
    #expect(component.passes && component.components.allSatisfy { $0.error != nil })
  }

  @Test func whereNoSingleCotangentFlowsBackThereIsNoCheck() throws {
    #expect(GradientCheck(try trace("y = 2x; x = 1", sweep: .forward([0: Tensor(1)]))) == nil)
    let all = try trace("Y = [x, 2x]; x = 1", sweep: .reverse(.everyComponent))
    #expect(GradientCheck(all) == nil)
  }

  @Test func constantsAreLeftOut() throws {
    let trace = try trace("y = sum((x − t)^2)·3; x = [1, 2]; const t = [0, 1]")
    let check = try #require(GradientCheck(trace))
    #expect(check.nodes.allSatisfy { trace.graph.nodes[$0.node].kind != .constant })
    #expect(!check.nodes.contains { $0.node == trace.node("t") })
    #expect(check.nodes.contains { $0.node == trace.node("x") } && check.passes)
  }

  @Test func aVariableWithoutAPathToTheOutputHasNoSlope() throws {
    #expect(
      try verdicts("q", "y = x^2; x = 3; q = [1, 2]; p = 2q; output y")
        == [.agrees(quotient: 0, error: 0), .agrees(quotient: 0, error: 0)]
    )
  }

  // MARK: - Skipped

  @Test(
    arguments: [
      ("y = relu(x); x = 0", "relu′(0) = 0 was taken"),
      ("y = |x|·3; x = 0", "abs′(0) = 0 was taken"),
      ("y = max(x, a); x = 1; a = 1", "a tie of max: each of the 2 gets an equal share"),
      ("y = sign(x); x = 0", "sign′(0) = 0 was taken"),
      ("y = sqrt(x); x = 0", "sqrt′(0) = ∞ was taken"),
      ("y = asin(x)^2; x = 1", "asin′(1) = ∞ was taken"),
    ] as [(String, String)]
  )
  func aKinkIsSkippedInItsOwnWords(source: String, words: String) throws {
    let verdicts = try verdicts("x", source)
    guard case .skipped(.kink(let kink, _))? = verdicts.first else {
      Issue.record("\(verdicts)")
      return
    }
    #expect(kink.summary == words)
  }

  @Test func onlyTheComponentsAtAKinkAreSkipped() throws {
    let verdicts = try verdicts("x", "y = sum(relu(x)) + max(x); x = [0, 1, -2, 1]")
    let kinks = verdicts.map { verdict in
      if case .skipped(.kink(let kink, _)) = verdict { kink.summary } else { "none" }
    }
    let tie = "a tie of max: each of the 2 gets an equal share"
    #expect(kinks == ["relu′(0) = 0 was taken", tie, "none", tie])
    #expect(verdicts[2] == .agrees(quotient: 0, error: 0))
  }

  @Test func aKinkThatNoRuleTellsOfIsFound() throws {
    // No rule speaks up away from 0, and 1e-30 is as good as 0 beside the rounding of 1.
    let verdicts = try verdicts("x", "y = |x| + 1; x = 1e-30")
    guard case .skipped(.bend)? = verdicts.first else {
      Issue.record("\(verdicts)")
      return
    }
  }

  @Test(arguments: ["y = relu(x^2); x = 0", "y = sqrt(x^2)·x; x = 0"])
  func whatIsSmoothAtAKinkIsJudged(source: String) throws {
    let verdict = try #require(try verdicts("x", source).first)
    guard case .agrees(let quotient, let error) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(quotient.magnitude < 1e-3 && error <= 1e-6)
  }

  /// The output is x, and the slopes 0 that are taken at both kinks do not add up to 1.
  @Test func kinksThatCancelAreNoMistake() throws {
    let trace = try trace("y = relu(x) − relu(-x); x = 0")
    let check = try #require(GradientCheck(trace))
    let verdict = try #require(check.nodes.first).components[0].verdict
    guard case .skipped(.cancellingKinks(let kink, of: let node, quotient: 1)) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(kink.summary == "relu′(0) = 0 was taken" && node == trace.node("v_1"))
    // The rest of the graph is checked: both halves and their difference.
    #expect(check.components.filter(\.agrees).count == 3 && check.holds)
  }

  // MARK: - Noise

  /// The gradient is exactly 0, and all that moves is the rounding of values of size 1.
  @Test(arguments: [
    "y = mean(softmax(x)); x = [1, 2, 0.5]", "y = sum(softmax(x)); x = [1, 2, 0.5]",
    "y = sum(softmax(x)) + 3; x = [100, 200, 50]", "y = mean(x − mean(x)) + 2; x = [1, 2, 4]",
    "y = sin(x)^2 + cos(x)^2; x = 0",
  ])
  func aSlopeOfZeroIsCheckedWithinTheNoise(source: String) throws {
    let verdicts = try verdicts("x", source)
    for verdict in verdicts {
      guard case .agrees(_, let error) = verdict else {
        Issue.record("\(verdict)")
        continue
      }
      #expect(error <= 1e-6)
    }
  }

  @Test func aSlopeThatOnlyTheNoiseIsAsLargeAsIsNotTakenForZero() throws {
    // Beside 10¹⁶ a slope of 1 and one of 0 look the same.
    let verdict = try #require(try verdicts("x", "y = 0·x + 1e16 + x; x = 1").first)
    guard case .skipped(.rounding) = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }

  @Test func aJumpIsNoKink() throws {
    guard case .skipped(.kink(let kink, _))? = try verdicts("x", "y = sign(x); x = 0").first else {
      Issue.record("no kink")
      return
    }
    #expect(kink.isJump)
    // No rule speaks up beside 0.
    #expect(try verdicts("x", "y = sign(x) + x; x = 1e-30") == [.skipped(.jump)])
  }

  /// Whether something was checked is another question than whether something differs.
  @Test(
    arguments: [
      ("y = 2 log(x); x = 0", false), ("y = x^2; x = 3", true),
      ("y = relu(x)·w; x = 0; w = 2", true),
      ("y = t + 1; const t = 2", false), ("x = 2; output x", true),
      // A variable without a path stands still beside any output.
      ("y = relu(x); x = 0; q = 2; output y", false),
      ("y = 2t; const t = 3; q = 2; output y", false),
    ] as [(String, Bool)]
  )
  func nothingHoldsWhereNothingWasChecked(source: String, holds: Bool) throws {
    let check = try check(source)
    #expect(check.passes && check.holds == holds)
  }

  @Test func valuesThatAreNotFiniteAreSkipped() throws {
    let trace = try trace("y = log(x)·2 + z; x = 0; z = 1")
    let check = try #require(GradientCheck(trace))
    for result in check.nodes {
      for component in result.components {
        guard case .skipped(.notFinite) = component.verdict else {
          Issue.record("\(component)")
          continue
        }
      }
    }
    #expect(check.passes)
  }

  @Test(arguments: ["y = sum(softmax(x))", "y = mean(softmax(x))"])
  func longSumsRoundFurtherThanShortOnes(formula: String) throws {
    let numbers = (0..<3000).map { "\(Double($0 * 37 % 101) / 64 - 0.7)" }.joined(separator: ", ")
    let check = try check("\(formula); x = [\(numbers)]")
    #expect(check.holds && check.components.allSatisfy(\.agrees))
  }

  @Test func neighboursOutsideADomainAreSkipped() throws {
    let trace = try trace("y = 2x^1.5; x = 0")
    let check = try #require(GradientCheck(trace))
    #expect(
      check.nodes.first?.components.map(\.verdict) == [.skipped(.neighbour(trace.node("v_1")))]
    )
  }

  @Test(arguments: [
    "y = 0/0·x; x = 1", "y = exp(x); x = 1000", "y = exp(100x); x = 7.09", "y = x; x = 1e308",
    "y = x·x; x = 1e200", "y = x·x; x = 1e-320", "y = 1/x; x = 1e-310", "y = log(x); x = -1",
    "Y = [1/x, x]; x = 0", "y = inv([x, 1; 1, 1])[1, 1]; x = 1", "y = |x|^0.5; x = 0",
    "y = tan(x); x = 1.5707963267948966",
  ])
  func nothingOddMakesItFail(source: String) throws {
    let check = try check(source)
    #expect(check.passes, "\(check.failures)")
  }

  @Test func whatRoundingHidesIsSaid() throws {
    for source in ["y = (x + 1e16) − 1e16; x = 1", "y = cos(x); x = 3.14159265358979"] {
      guard case .skipped(.rounding(let uncertainty))? = try verdicts("x", source).first else {
        Issue.record("\(source)")
        continue
      }
      #expect(uncertainty > 0)
    }
  }
}
