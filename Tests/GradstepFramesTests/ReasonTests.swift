import Gradstep
import Testing
import _GradstepTestSupport

/// Why a step does what it does, in the names of the step.
@Suite struct ReasonTests {
  /// The reasons of the steps back, those of the output first.
  private func reasons(_ text: String, flow: Flow = .gradients) throws -> [[String]] {
    let lesson = try Lesson([Source(name: "s", text: text)], flow: flow)
    return lesson.storyboard(why: true).captions.map(reasons).filter { !$0.isEmpty }
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
          "chain rule: df/dx = df/dq·∂q/∂x, and g is df/dq",
          "sum rule: q is the sum of x and y, so each gets g unchanged",
        ],
      ]
    )
  }

  @Test func whatIsUsedTwiceAddsUp() throws {
    let reasons = try reasons("v = x^2; w = 3x; y = v + w; x = 2")
    #expect(reasons[1].first == "chain rule: dy/dx has the term dy/dw·∂w/∂x, and g is dy/dw")
    #expect(
      reasons[2] == [
        "chain rule: dy/dx has the term dy/dv·∂v/∂x, and g is dy/dv",
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
      "product rule: x is held still, so c gets g times x, added up over its uses"
    ),
    (
      "y = prod(x); x = [2, 3]",
      "product rule: each component of x gets g times the product of the others"
    ),
    ("y = a/b; a = 1; b = 2", "quotient rule: b is held still, so a gets g divided by it"),
    (
      "y = a/b; a = 1; b = 2",
      "quotient rule: a is held still, and b gets g times −a/b²"
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
    (
      "y = sum(a - b); a = [1, 2]; b = [3, 5]",
      "sum rule: b counts in v₁ with its sign turned, so it gets −g"
    ),
    ("y = sum(-a); a = [1, 2]", "sum rule: a counts in v₁ with its sign turned, so it gets −g"),
    (
      "y = sum(w - c); w = [1, 2]; c = 1",
      "broadcast: c is used for several components of v₁, and what comes back from them adds up, with its sign turned"
    ),
    ("y = x/x; x = 2", "x stands in both places, and each of them brings its part"),
    (
      "J = 2; y = tanh(J·[x, 1]); x = 1",
      "chain rule: v₂ gets Dᵀ·g, with D = ∂y/∂v₂ and g the gradient of y"
    ),
    ("y = x + 1; x = 2", "sum rule: x counts in y as it is, so it gets g unchanged"),
    ("y = x·x; x = 2", "product rule: x is both factors; each brings g times the other one"),
    (
      "y = x·x; x = [1, 2]", "dot product: x is both factors; each brings g times the other one"
    ),
    ("y = 2v; v = x·x; x = 3", "chain rule: dy/dx = dy/dv·∂v/∂x, and g is dy/dv"),
    (
      "y = c/x; c = 2; x = [1, 2]",
      "quotient rule: x is held still, so c gets g divided by it, added up over its uses"
    ),
    ("y = tanh(x); x = 2", "y changes 1 − y² times as fast as x"),
    (
      "y = exp(x); x = [1, 2]",
      "component by component: each of y depends on its own of x alone, and changes as fast as y says"
    ),
    (
      "y = mean(x); x = [1, 2]",
      "the components of x that are added up together count alike, so what comes back is spread over them, g·ones(2)/2"
    ),
    (
      "y = max(x); x = [1, 2]", "where x was chosen it gets g, and elsewhere 0"
    ),
    (
      "y = softmax(x); x = [1, 2]",
      "each component of y depends on all components of x that share its sum"
    ),
    (
      "y = x[2]; x = [1, 2]",
      "numbers are only put elsewhere, so g goes back to where they came from"
    ),
    ("y = 2 floor(x); x = 1.5", "v₁ is flat but for jumps, so nothing goes back to x"),
  ])
  func aRuleIsSaidInNames(source: String, reason: String) throws {
    let all = try reasons(source).flatMap { $0 }
    #expect(all.contains(reason), "\(all)")
  }

  @Test func tangentsAddUp() throws {
    let tangents = Flow.tangents(["x = 1", "y = 2"].map { Source(name: "t", text: $0) })
    let reasons = try reasons("z = x·y; x = 3; y = 4", flow: tangents)
    #expect(reasons == [["chain rule: dz = ∂z/∂x·dx + ∂z/∂y·dy"]])
    let square = Flow.tangents([Source(name: "t", text: "x = 1")])
    #expect(try self.reasons("y = x·x; x = 3", flow: square) == [["chain rule: dy = ∂y/∂x·dx"]])
  }

  @Test func theJacobianAtANodeHasItsOwnLetter() throws {
    let reasons = try reasons("v = tanh(x); y = A·v; A = [[1, 2]]; x = [1, 2]", flow: .jacobian)
    #expect(
      reasons.last?.first
        == "chain rule: the Jacobian at x is G·∂v/∂x, and G is the Jacobian at v"
    )
    #expect(reasons.first?[1] == "the local Jacobian ∂y/∂A is vᵀ")
  }

  /// The sign that a sentence says is that of the Jacobian.
  @Test(arguments: ["a - b", "-b", "a + b", "c - b", "M - b", "b - M", "b + c"])
  func theSignIsTurnedWhereTheJacobianSaysSo(formula: String) throws {
    let values = "a = [1, 2]; b = [3, 5]; c = 2; M = [[1, 2], [3, 4], [5, 6]]; "
    let lesson = try Lesson([Source(name: "s", text: values + "y = sum(\(formula))")])
    let (graph, trace) = (lesson.graph, lesson.trace)
    let captions = lesson.storyboard(why: true).captions
    for step in trace.steps where step.phase == .backward {
      guard let id = step.node, graph.operation(of: id)?.rule == .sum else { continue }
      for (slot, operand) in graph.operands(of: id).enumerated() where trace.isOnWayBack[operand] {
        let one = Tensor(graph.shape(of: id), repeating: 1)
        let isNegative = trace.pullback(of: id, slot: slot, upstream: one).elements[0] < 0
        let name = graph.displayNames[operand]
        let said = captions[step.index].reasons.map(\.plain).contains {
          $0.contains("sign turned") && $0.contains(": \(name) ")
        }
        #expect(said == isNegative)
      }
    }
  }

  @Test func longListsAreCut() throws {
    let list = Array(repeating: "x", count: 3_000).joined(separator: ", ")
    let lesson = try Lesson([Source(name: "s", text: "y = sum([\(list)]); x = 2")])
    #expect(lesson.start().equations().latex.contains("\\cdots"))
  }

  /// What is said of a step is said of names that are in it.
  @Test(arguments: Example.all) func everyStepBackSaysWhy(example: Example) throws {
    let lesson = try example.lesson()
    let captions = (
      plain: lesson.storyboard().captions, told: lesson.storyboard(why: true).captions
    )
    for (step, (plain, told)) in zip(lesson.trace.steps, zip(captions.plain, captions.told)) {
      let reasons = reasons(told)
      #expect(told.lines == plain.lines && plain.reasons.isEmpty)
      #expect(reasons.isEmpty == (step.phase != .backward))
      #expect(!reasons.contains { $0.contains("  ") })
      #expect(Set(reasons).count == reasons.count)
    }
  }
}
