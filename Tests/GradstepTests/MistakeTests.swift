import Gradstep
import Testing

/// A wrong answer that comes from a known mistake is told so, and no other is.
@Suite struct MistakeTests {
  /// A wrong answer to the question that a prompt holds, and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    var flow = Flow.gradients
    let prompt: String
    let answer: String
    let mistake: Mistake
    let text: String

    var testDescription: String { "\(prompt) \(answer)" }
  }

  static let matrix = "const c = [1, 2]; L = c·(W·x); W = [[1, 2], [3, 4]]; x = [5, 6]"
  static let tangents = Flow.tangents([
    Source(name: "x", text: "x = 2"), Source(name: "w", text: "w = 5"),
  ])

  static let cases: [Case] = [
    Case(
      source: "L = 3·x^2; x = 2",
      prompt: "∂L/∂x",
      answer: "4",
      mistake: .upstreamForgotten,
      text: "upstream is missing: multiply the local gradient by g = 3"
    ),
    Case(
      source: "L = 3·sum(x^2); x = [1, 2]",
      prompt: "∂L/∂x",
      answer: "[2, 4]",
      mistake: .upstreamForgotten,
      text: "upstream is missing: multiply the local gradient by g = [3, 3]"
    ),
    Case(
      source: "y = x^2; x = 3",
      flow: .tangents([Source(name: "x", text: "x = 0.25")]),
      prompt: "dy, the tangent",
      answer: "6",
      mistake: .upstreamForgotten,
      text: "the tangent is missing: multiply the local gradient by dx"
    ),
    Case(
      source: "e = (a + b)·(b + 1); a = 2; b = 1",
      prompt: "∂e/∂b now",
      answer: "2",
      mistake: .replaced,
      text: "this is the new contribution alone: add it to 3, which had arrived before"
    ),
    Case(
      source: "y = w·x; x = 3; w = 2",
      flow: tangents,
      prompt: "dy, the tangent",
      answer: "15",
      mistake: .replaced,
      text: "this is one part alone: each operand that moves adds one"
    ),
    Case(
      source: "e = (a + b)·(b + 1); a = 2; b = 1",
      prompt: "∂e/∂b now",
      answer: "3",
      mistake: .nothingAdded,
      text: "this is what had arrived before: add the contribution to it"
    ),
    Case(
      source: matrix,
      prompt: "∂L/∂x",
      answer: "[5, 11]",
      mistake: .transposeMissing,
      text: "a transpose is missing or one too many: to x: Wᵀ·g"
    ),
    Case(
      source: matrix,
      prompt: "∂L/∂W",
      answer: "[[5, 10], [6, 12]]",
      mistake: .transposeMissing,
      text: "a transpose is missing or one too many: to W: g·xᵀ"
    ),
    Case(
      source: matrix,
      prompt: "∂L/∂W",
      answer: "17",
      mistake: .transposeMissing,
      text: "this has one number; the gradient of W has the shape of W, 2×2; "
        + "a transpose is missing or one too many: to W: g·xᵀ"
    ),
    Case(
      source: "const c = [1, 2, 3]; L = c·(W·x); W = [[1, 2], [3, 4], [5, 6]]; x = [5, 6]",
      prompt: "∂L/∂W",
      answer: "[[5, 10, 15], [6, 12, 18]]",
      mistake: .transposeMissing,
      text: "this has the shape 2×3; the gradient of W has the shape of W, 3×2; "
        + "a transpose is missing or one too many: to W: g·xᵀ"
    ),
    Case(
      source: matrix,
      prompt: "W·x evaluate",
      answer: "[23, 34]",
      mistake: .transposeMissing,
      text: "a transpose is missing or one too many: v₁ = W·x"
    ),
    Case(
      source: "L = 3·sin(x); x = 1",
      prompt: "∂L/∂x",
      answer: "3·cos(sin(1))",
      mistake: .derivativeAtOutput,
      text: "the derivative is taken at the result, v₁; take it at the operand, x"
    ),
    Case(
      source: "L = 3·sin(x); x = 1",
      prompt: "local gradient ∂v₁/∂x",
      answer: "cos(sin(1))",
      mistake: .derivativeAtOutput,
      text: "the derivative is taken at the result, v₁; take it at the operand, x"
    ),
    Case(
      source: "L = 3·tanh(x); x = 0.5",
      prompt: "∂L/∂x",
      answer: "3·(1 - 0.5^2)",
      mistake: .derivativeAtInput,
      text: "this derivative is written with the result: put in v₁ and not x"
    ),
    Case(
      source: "L = 3·sin(x); x = 1",
      prompt: "∂L/∂x",
      answer: "3·sin(1)",
      mistake: .functionNotDifferentiated,
      text: "this is upstream times v₁ itself: take the derivative, not the value"
    ),
    Case(
      source: "L = sum([3, 5] ⊙ sin(x)); x = [1, 2]",
      prompt: "∂L/∂x",
      answer: "[3·sin(1), 5·sin(2)]",
      mistake: .functionNotDifferentiated,
      text: "this is upstream times v₁ itself: take the derivative, not the value"
    ),
    Case(
      source: "L = 3·sin(x); x = 1",
      prompt: "local gradient ∂v₁/∂x",
      answer: "sin(1)",
      mistake: .functionNotDifferentiated,
      text: "this is v₁ itself: take the derivative, not the value"
    ),
    Case(
      source: "y = sin(x); x = 1",
      flow: .tangents([Source(name: "x", text: "x = 0.25")]),
      prompt: "dy, the tangent",
      answer: "0.25·sin(1)",
      mistake: .functionNotDifferentiated,
      text: "this is the tangent times y itself: take the derivative, not the value"
    ),
    Case(
      source: "L = 3·sin(x); x = 1",
      prompt: "∂L/∂x",
      answer: "3 + cos(1)",
      mistake: .addedForMultiplied,
      text: "this is upstream plus the local gradient: multiply the two"
    ),
    Case(
      source: "L = sum([3, 5] ⊙ sin(x)); x = [1, 2]",
      prompt: "∂L/∂x",
      answer: "[3 + cos(1), 5 + cos(2)]",
      mistake: .addedForMultiplied,
      text: "this is upstream plus the local gradient: multiply the two"
    ),
    Case(
      source: "y = sin(x); x = 1",
      flow: .tangents([Source(name: "x", text: "x = 0.25")]),
      prompt: "dy, the tangent",
      answer: "0.25 + cos(1)",
      mistake: .addedForMultiplied,
      text: "this is the tangent plus the local gradient: multiply the two"
    ),
    Case(
      source: "L = 3·x^2; x = 2",
      prompt: "local gradient ∂v₁/∂x",
      answer: "12",
      mistake: .tooFar,
      text: "this is a step further: the local gradient alone is asked for, without g = 3"
    ),
    Case(
      source: "L = 3·(a - b); a = 2; b = 7",
      prompt: "∂L/∂b",
      answer: "3",
      mistake: .sign,
      text: "the sign is the other way round"
    ),
    Case(
      source: "L = 3·(x^2 - a); x = 3; a = 1",
      prompt: "∂L/∂x",
      answer: "36",
      mistake: .double,
      text: "this is twice as much: a factor 2 is too many"
    ),
    Case(
      source: "L = 3·x^2; x = 5",
      prompt: "∂L/∂x",
      answer: "15",
      mistake: .half,
      text: "this is half as much: a factor 2 is missing"
    ),
    Case(
      source: "L = 3·x^2; x = 5",
      prompt: "∂L/∂x",
      answer: "3",
      mistake: .localGradientForgotten,
      text: "this is upstream as it came: multiply it by the local gradient"
    ),
    Case(
      source: "y = x^2; x = 3",
      flow: .tangents([Source(name: "x", text: "x = 0.5")]),
      prompt: "dy, the tangent",
      answer: "0.5",
      mistake: .localGradientForgotten,
      text: "this is the tangent as it came: multiply it by the local gradient"
    ),
    Case(
      source: "L = 3·(a·b); a = 2; b = 7",
      prompt: "∂L/∂a",
      answer: "6",
      mistake: .operandsSwapped,
      text: "this is for another operand: what is asked for is a's"
    ),
    Case(
      source: "y = a/b; a = 2; b = 7",
      prompt: "y = a/b evaluate",
      answer: "7/2",
      mistake: .operandsSwapped,
      text: "the operands are in each other's place: y = a/b"
    ),
    Case(
      source: "y = exp(x); x = 1",
      prompt: "y = exp(x) evaluate",
      answer: "2.7",
      mistake: .rounding,
      text: "right so far: give more digits, for a thousandth counts"
    ),
    Case(
      source: "L = sum(W); W = [[1, 2], [3, 4]]",
      prompt: "∂L/∂W",
      answer: "[1, 1]",
      mistake: .shape,
      text: "this has 2 components; the gradient of W has the shape of W, 2×2"
    ),
    Case(
      source: "y = 3x; x = [1, 2, 3]",
      prompt: "y = 3·x evaluate",
      answer: "[3, 6, 10]",
      mistake: .unknown,
      text: "not right: 2 of 3 numbers are"
    ),
  ]

  private func quiz(_ source: String, _ flow: Flow, at prompt: String) throws -> Quiz {
    var quiz = Quiz(try Lesson([Source(name: "source", text: source)], flow: flow))
    while let next = quiz.prompt, !next.plain.contains(prompt) { _ = quiz.giveUp() }
    _ = try #require(quiz.current, "\(prompt)")
    return quiz
  }

  @Test(arguments: cases) func aKnownMistakeIsTold(_ case: Case) throws {
    var quiz = try quiz(`case`.source, `case`.flow, at: `case`.prompt)
    let verdict = quiz.answer(`case`.answer)
    #expect(verdict.mistake == `case`.mistake)
    #expect(verdict.text.plain == `case`.text)
    #expect(verdict.kind != .right)
  }

  @Test func everyMistakeHasACase() {
    #expect(Set(Self.cases.map(\.mistake)) == Set(Mistake.allCases))
  }

  @Test(arguments: [
    // Upstream is 1, the first contribution 0, the matrix symmetric, the result the operand itself.
    ("L = x^2; x = 2", "∂L/∂x", "4"), ("y = a·z + a; a = 2; z = 0", "∂y/∂a now", "1"),
    ("const c = [1, 2]; L = c·(W·x); W = [[1, 2], [2, 4]]; x = [5, 6]", "∂L/∂x", "[5, 10]"),
    ("L = 3·x^2; x = 1", "∂L/∂x", "6"),
    // 0 has no sign and no double.
    ("L = 3·x^2; x = 0", "∂L/∂x", "0"),
  ])
  func whereAMistakeMakesNoDifferenceTheAnswerIsRight(
    source: String,
    prompt: String,
    answer: String
  ) throws {
    var quiz = try quiz(source, .gradients, at: prompt)
    #expect(quiz.answer(answer).kind == .right)
  }

  @Test(arguments: [
    ("L = x^2; x = 2", "∂L/∂x", "4.1"),
    ("const c = [1, 2]; L = c·(W·x); W = [[1, 2], [2, 4]]; x = [5, 6]", "∂L/∂x", "[5, 11]"),
    ("L = 3·x^2; x = 0", "∂L/∂x", "1"),
  ])
  func whatComesFromNoKnownMistakeIsNotExplained(
    source: String,
    prompt: String,
    answer: String
  ) throws {
    var quiz = try quiz(source, .gradients, at: prompt)
    #expect(quiz.answer(answer).mistake == .unknown)
  }

  @Test(arguments: [
    // x² at 0.5 is 0.25: x itself is twice as much. At 4 it is 16, twice its derivative.
    ("y = x^2; x = 0.5", "y = x² evaluate", "0.5"), ("y = x^2; x = 4", "y = x² evaluate", "8"),
    // 2x at 0.5 is 1: half of it is x, and the derivative at the result as well.
    ("y = x^2; x = 0.5", "∂y/∂x", "0.5"),
    // One factor or the other operand: a factor is 2, or both are.
    ("y = a·b; a = 2; b = 7", "y = a·b evaluate", "7"),
    ("y = a·b; a = 4; b = 4", "y = a·b evaluate", "8"),
    // At 1 all powers of x are one number.
    ("L = 3·x^2; x = 1", "∂L/∂x", "3"),
    // Upstream is 2, or a half: without it there is half as much, or twice.
    ("L = 2·sin(x); x = 1", "∂L/∂x", "cos(1)"), ("L = sin(x)/2; x = 1", "∂L/∂x", "cos(1)"),
    // At 0 the value, and what upstream makes of it, is 0, as the operand is.
    ("L = 3·tanh(x); x = 0", "∂L/∂x", "0"),
    // Upstream is 0: added to the local gradient it is forgotten.
    ("L = w·sin(x); w = 0; x = 1", "∂L/∂x", "cos(1)"),
    // The operands are equal: the other one's gradient has the other sign.
    ("L = 3·(a/b); a = 5; b = 5", "∂L/∂b", "0.6"),
    // The matrix is antisymmetric: its transpose has the other sign.
    ("const c = [1, 2]; L = c·(W·x); W = [[0, 3], [-3, 0]]; x = [5, 6]", "∂L/∂x", "[6, -3]"),
    // −y/x is how −1/x² is worked out, and not how it is written.
    ("y = 1/x; x = 5", "∂y/∂x", "-1"), ("y = a/b; a = 3; b = 5", "∂y/∂b", "-1"),
    // The value is 0, as what comes of nothing is.
    ("y = log(x); x = 1", "∂y/∂x", "0"), ("L = 3·log(x); x = 1", "local gradient", "0"),
    // The new contribution is what had arrived before.
    ("e = a·b + a·c; a = 3; b = 2; c = 2", "∂e/∂a now", "2"),
  ])
  func aNumberThatSeveralMistakesLeadToIsNotExplained(
    source: String,
    prompt: String,
    answer: String
  ) throws {
    var quiz = try quiz(source, .gradients, at: prompt)
    let verdict = quiz.answer(answer)
    #expect(verdict.kind == .wrong && verdict.mistake == .unknown)
    #expect(verdict.text.plain.hasPrefix("not right"))
  }

  @Test(arguments: [
    // Whatever x is, the half of 2x is x, and the other sign of 3 is upstream as it came.
    ("y = x^2; x = 3", "∂y/∂x", "3", Mistake.half),
    ("L = 3·(a - b); a = 2; b = 7", "∂L/∂b", "3", .sign),
    ("L = 3·(a·b); a = 2; b = 7", "∂L/∂a", "6", .operandsSwapped),
  ])
  func waysThatAreOneWhateverTheNumbersAreExplained(
    source: String,
    prompt: String,
    answer: String,
    mistake: Mistake
  ) throws {
    var quiz = try quiz(source, .gradients, at: prompt)
    #expect(quiz.answer(answer).mistake == mistake)
  }

  @Test(arguments: [
    // 2 had arrived, and 3·b is added: a mistake may be in the last part of the sum alone.
    ("2 + 3", Mistake.localGradientForgotten, "what is added is upstream as it came: "),
    ("2 + 3·35", .functionNotDifferentiated, "what is added is upstream times v₁ itself: "),
    ("2 + 3 + 7", .addedForMultiplied, "what is added is upstream plus the local gradient: "),
    ("2 + 3·5", .operandsSwapped, "what is added is for another operand: "),
    ("2 - 3·7", .sign, "a sign is the other way round"),
    ("2 + 2·3·7", .double, "a factor 2 is too many"), ("2 + 3·7/2", .half, "a factor 2 is missing"),
  ])
  func aMistakeInWhatIsAddedIsSaidOfThat(answer: String, mistake: Mistake, words: String) throws {
    var quiz = try quiz("L = 3·(a·b) + 2·a; a = 5; b = 7", .gradients, at: "∂L/∂a now")
    let verdict = quiz.answer(answer)
    #expect(verdict.mistake == mistake)
    #expect(verdict.text.plain.hasPrefix(words), "\(verdict.text.plain)")
  }

  @Test func tangentsThatAreAddedUpAreSeveral() throws {
    let flow = Flow.tangents([
      Source(name: "a", text: "a = 1"), Source(name: "b", text: "b = 2"),
    ])
    var quiz = try quiz("y = a·b; a = 5; b = 7", flow, at: "dy, the tangent")
    #expect(
      quiz.answer("3").text.plain
        == "these are the tangents as they came: multiply each by its local gradient"
    )
  }

  @Test(arguments: [("[120, 0]", Mistake.unknown), ("[121, 4]", .rounding)])
  func everyNumberThatIsRightSoFarHasADigit(answer: String, mistake: Mistake) throws {
    var quiz = try quiz("y = 2·x; x = [60.7, 2.13]", .gradients, at: "evaluate")
    #expect(quiz.answer(answer).mistake == mistake)
  }

  @Test func aMistakeMadeWithTheNumbersThatAreShownIsTold() throws {
    // 1 − 0.9837² is 0.03233, and with all digits it is 0.03238.
    var quiz = try quiz("L = -5·tanh(x); x = -2.4", .gradients, at: "∂L/∂x")
    #expect(quiz.answer("1 - 0.9837^2").mistake == .upstreamForgotten)
    #expect(quiz.answer("-5·(1 - 0.9837^2)").kind == .right)
  }

  @Test func anAnswerIsNeverGivenAwayByADiagnosis() throws {
    for item in Self.cases {
      let quiz = try quiz(item.source, item.flow, at: item.prompt)
      var other = quiz
      let given = other.giveUp()
      let answer = try #require(given)
      guard answer.count > 2 else { continue }
      var asked = quiz
      #expect(!asked.answer(item.answer).text.plain.contains(answer))
    }
  }
}
