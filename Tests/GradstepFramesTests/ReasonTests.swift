import Gradstep
import Testing
import _GradstepTestSupport

/// Why a step does what it does, in the names of the step.
@Suite struct ReasonTests {
  /// The reasons of the steps back, those of the output first.
  private func reasons(_ text: String, flow: Flow = .gradients) throws -> [[String]] {
    let lesson = try Lesson([Source(name: "s", text: text)], flow: flow)
    return lesson.frames(why: true).captions.map(reasons).filter { !$0.isEmpty }
  }

  private func reasons(_ caption: Caption) -> [String] {
    caption.reasons.map { String($0.plain.dropFirst("why: ".count)) }
  }

  @Test func theChainRuleIsWrittenInTheNamesOfTheStep() throws {
    #expect(
      try reasons("q = x + y; f = q·z; x = -2; y = 5; z = -4") == [
        [
          "f is the output: g is 1, and q gets ∂f/∂q as it is",
          "product rule: z is held still, so q gets g times z",
          "product rule: q is held still, so z gets g times q",
        ],
        [
          "chain rule: ∂f/∂x = ∂f/∂q·∂q/∂x, and g is ∂f/∂q",
          "sum rule: q is the sum of x and y, so each gets g unchanged",
        ],
      ]
    )
  }

  @Test func whatIsUsedTwiceAddsUp() throws {
    let reasons = try reasons("v = x^2; w = 3x; y = v + w; x = 2")
    #expect(reasons[1].first == "chain rule: ∂y/∂x has the term ∂y/∂w·∂w/∂x, and g is ∂y/∂w")
    #expect(
      reasons[2] == [
        "chain rule: ∂y/∂x has the term ∂y/∂v·∂v/∂x, and g is ∂y/∂v",
        "power rule: the exponent comes down as a factor and is one less, 2·x",
        "sum over paths: x is used 2 times, and what comes back from each use adds up",
      ]
    )
  }

  @Test(arguments: [
    ("y = a - b; a = 1; b = 2", "sum rule: b counts in y with its sign turned, so it gets −g"),
    (
      "Y = A + b; A = [[1, 2], [3, 4], [5, 6]]; b = [1, 2]",
      "broadcast: b is used for several components of Y, and what comes back from them adds up"
    ),
    (
      "y = c·x; c = 2; x = [1, 2]",
      "product rule: x is held still, so c gets g times x, added up over the components of y"
    ),
    (
      "y = prod(x); x = [2, 3]",
      "product rule: each component of x gets g times the product of the others"
    ),
    ("y = a/b; a = 1; b = 2", "quotient rule: b is held still, so a gets g divided by it"),
    (
      "y = a/b; a = 1; b = 2",
      "quotient rule: a is held still, and y changes −a/b² times as fast as b"
    ),
    ("y = x^3; x = 2", "power rule: the exponent comes down as a factor and is one less, 3·x²"),
    (
      "y = pow(a, b); a = 2; b = 3",
      "the exponent: y changes y·log(a) times as fast as b, as an exponential does"
    ),
    (
      "y = W·x; W = [[1, 2], [3, 4]]; x = [1, 2]",
      "matrix product: g[i] reaches x[j] through W[i, j], added up over i that is Wᵀ·g"
    ),
    (
      "y = W·x; W = [[1, 2], [3, 4]]; x = [1, 2]",
      "matrix product: W[i, j] meets x[j] in y[i] alone, so it gets g[i]·x[j], together g·xᵀ"
    ),
    (
      "Y = A·B; A = [[1, 2], [3, 4]]; B = [[1, 0], [2, 1]]",
      "matrix product: A[i, j] meets row j of B in row i of Y, so it gets the dot product of row i of"
        + " g and row j of B, together g·Bᵀ"
    ),
    (
      "Y = A·B; A = [[1, 2], [3, 4]]; B = [[1, 0], [2, 1]]",
      "matrix product: B[i, j] meets column i of A in column j of Y, so it gets the dot product of"
        + " column i of A and column j of g, together Aᵀ·g"
    ),
    (
      "y = dot(a, b); a = [1, 2]; b = [3, 4]",
      "dot product: b[i] meets a[i] alone, so it gets g·a[i]"
    ),
    (
      "Y = outer(a, b); a = [1, 2]; b = [3, 4]",
      "each component of a meets all of b, and what comes back is added up, g·b"
    ),
    ("y = x + 1; x = 2", "sum rule: x counts in y as it is, so it gets g unchanged"),
    ("y = x·x; x = 2", "product rule: x is both factors; each brings g times the other one"),
    (
      "y = x·x; x = [1, 2]", "dot product: x is both factors; each brings g times the other one"
    ),
    ("y = 2v; v = x·x; x = 3", "chain rule: ∂y/∂x = ∂y/∂v·∂v/∂x, and g is ∂y/∂v"),
    (
      "y = c/x; c = 2; x = [1, 2]",
      "quotient rule: x is held still, so c gets g divided by it, added up over the components of y"
    ),
    ("y = tanh(x); x = 2", "y changes 1 − y² times as fast as x"),
    (
      "y = exp(x); x = [1, 2]",
      "component by component: each of y depends on its own of x alone, and changes as fast as y says"
    ),
    (
      "y = mean(x); x = [1, 2]",
      "all components of x count alike, so what comes back is spread over them, g·ones(2)/2"
    ),
    (
      "y = max(x); x = [1, 2]", "only what was chosen changes y: it gets g, and what was not gets 0"
    ),
    (
      "y = softmax(x); x = [1, 2]",
      "each component of y depends on all of x, for they share one sum"
    ),
    (
      "y = x[2]; x = [1, 2]",
      "numbers are only put elsewhere, so g goes back to where they came from"
    ),
    ("y = 2 floor(x); x = 1.5", "v₁ does not change near x, so nothing goes back"),
  ])
  func aRuleIsSaidInNames(source: String, reason: String) throws {
    let all = try reasons(source).flatMap { $0 }
    #expect(all.contains(reason), "\(all)")
  }

  @Test func tangentsAddUp() throws {
    let tangents = Flow.tangents(["x = 1", "y = 2"].map { Source(name: "t", text: $0) })
    let reasons = try reasons("z = x·y; x = 3; y = 4", flow: tangents)
    #expect(reasons == [["chain rule: dz = ∂z/∂x·dx + ∂z/∂y·dy"]])
  }

  @Test func theJacobianAtANodeHasItsOwnLetter() throws {
    let reasons = try reasons("v = tanh(x); y = A·v; A = [[1, 2]]; x = [1, 2]", flow: .jacobian)
    #expect(
      reasons.last?.first
        == "chain rule: the Jacobian at x is G·∂v/∂x, and G is the Jacobian at v"
    )
  }

  /// What is said of a step is said of names that are in it.
  @Test(arguments: Example.all) func everyStepBackSaysWhy(example: Example) throws {
    let lesson = try example.lesson()
    let captions = (plain: lesson.frames().captions, told: lesson.frames(why: true).captions)
    for (step, (plain, told)) in zip(lesson.trace.steps, zip(captions.plain, captions.told)) {
      let reasons = reasons(told)
      #expect(told.lines == plain.lines && plain.reasons.isEmpty)
      #expect(reasons.isEmpty == (step.phase != .backward))
      #expect(!reasons.contains { $0.contains("  ") })
      #expect(Set(reasons).count == reasons.count)
    }
  }
}
