import Gradstep
import Testing
import _GradstepTestSupport

/// A quiz asks for what a step shows, and knows what is right.
@Suite struct QuizTests {
  /// The quizzes on which all answers are tried: the examples, and flows and functions of all kinds.
  static func quizzes() throws -> [(trace: Trace, quiz: Quiz)] {
    let lessons =
      try Example.all.map { try $0.lesson() }
      + Example.all.map { example in
        let lesson = try example.lesson()
        return try Lesson(lesson.tree.sources, flow: .jacobian)
      } + [
        lesson("F = [3x^2y, 2x + y^8]; x = 2; y = 1", .component(2)),
        lesson("y = x^2·sin(x)·w; x = 2; w = -1", .tangents([source("x = 0.5")])),
        lesson(
          "Y = W·tanh(x) + x; W = [[1, 2], [3, 4]]; x = [0.5, -1]",
          .cotangent(source("[1, 2]"))
        ),
        lesson("Y = tanh(W)·V'; W = [[1, 2], [3, 4]]; V = [[0.5, -1], [0.25, 2]]"),
        lesson("y = log(x) + x/x; x = 0"),
        lesson("δ = softmax(α ⊙ β); α = [0.3, -1, 2]; β = [1, 0.5, -0.2]"),
      ]
      + OperationTable.standard.operations.flatMap(lessons)
    return lessons.map { ($0.trace, Quiz($0)) }
  }

  private static func source(_ text: String) -> Source { Source(name: "source", text: text) }

  private static func lesson(_ text: String, _ flow: Flow = .gradients) throws -> Lesson {
    try Lesson([source(text)], flow: flow)
  }

  /// The function of an operation at its sample points, in the middle of a formula.
  private static func lessons(of operation: GradstepGraph.Operation) -> [Lesson] {
    guard let function = operation.functionNames.first else { return [] }
    return operation.samples.filter(\.parameters.isEmpty).prefix(1).compactMap { sample in
      let names = sample.operands.indices.map { "x_\($0)" }
      let leaves = zip(names, sample.operands).map { "\($0) = \(typed($1, digits: 17))" }
      let call = "y = 0.7·\(function)(\(names.joined(separator: ", ")))"
      // What lies between printed and exact numbers is right: with all digits that is nothing.
      return try? Lesson(
        [source(([call] + leaves).joined(separator: "\n"))],
        format: NumberFormat(precision: 17)
      )
    }
  }

  /// A tensor as a person types it in.
  private static func typed(_ tensor: Tensor, digits: Int) -> String {
    let format = NumberFormat(precision: digits)
    let numbers = tensor.elements.map(format.string)
    let columns = tensor.shape.columns
    switch tensor.shape.rank {
    case 0: return numbers[0]
    case 1: return "[\(numbers.joined(separator: ", "))]"
    default:
      let rows = (0..<tensor.shape.rows).map { row in
        "[\(numbers[row * columns..<(row + 1) * columns].joined(separator: ", "))]"
      }
      return "[\(rows.joined(separator: ", "))]"
    }
  }

  @Test func theOperationsAreAskedAboutToo() throws {
    #expect(try Self.quizzes().count > 60)
  }

  @Test func whatTheEngineFindsIsRightWithFiveDigits() throws {
    for var (_, quiz) in try Self.quizzes() {
      for question in quiz.questions {
        let answer = Self.typed(question.expected, digits: 5)
        let verdict = quiz.answer(answer)
        #expect(verdict.kind == .right, "\(question.subject): \(answer): \(verdict.text.plain)")
      }
      #expect(quiz.current == nil)
      #expect(quiz.hasFullScore == !quiz.questions.isEmpty)
    }
  }

  @Test func wrongNumbersAreNeverRight() throws {
    for (_, quiz) in try Self.quizzes() {
      var quiz = quiz
      for question in quiz.questions {
        for wrong in Self.wrong(question.expected) {
          let answer = Self.typed(wrong, digits: 17)
          let verdict = quiz.answer(answer)
          #expect(verdict.kind != .right, "\(question.subject): \(answer)")
          guard verdict.kind != .right else { return }
        }
        _ = quiz.giveUp()
      }
      #expect(quiz.points == 0)
    }
  }

  /// Tensors that differ from the right one by a few hundredths at least, in one component or in all.
  private static func wrong(_ right: Tensor) -> [Tensor] {
    let scale = right.elements.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    let size = scale > 0 ? scale : 1
    var wrong = [right.map { $0 + 0.03 * size }, right.map { $0.isFinite ? .infinity : 0.5 }]
    for position in right.elements.indices.prefix(2) {
      var one = right
      one.elements[position] = right.elements[position].isFinite ? one.elements[position] - size : 1
      wrong.append(one)
    }
    return wrong.filter { tensor in
      // What is not finite in all components is moved by nothing.
      zip(tensor.elements, right.elements).contains { $0 != $1 && !($0.isNaN && $1.isNaN) }
    }
  }

  @Test func theLastHintIsTheAnswerAsItCanBeTypedIn() throws {
    for var (_, quiz) in try Self.quizzes() {
      while quiz.current != nil {
        let count = quiz.hintCount
        #expect(2...3 ~= count)
        var last = Text()
        for number in 1...count {
          let hint = quiz.nextHint()
          last = try #require(hint)
          #expect(quiz.shownHints.count == number)
          #expect(quiz.shownHints.last == last)
        }
        #expect(quiz.hint() == nil)
        let position = quiz.position
        #expect(quiz.answer(last.plain).kind == .right, "\(last.plain)")
        #expect(quiz.position == position + 1)
      }
      #expect(quiz.points == 0)
    }
  }

  @Test(arguments: [1, 2, 3, 17]) func answersFitThePrecisionOfTheNumbersShown(digits: Int) throws {
    let text = "y = 1 - tanh(x)^2; x = 2"
    let format = NumberFormat(precision: digits)
    let lesson = try Lesson([Self.source(text)], format: format)
    var quiz = Quiz(lesson, asking: .forward)
    #expect(quiz.answer("tanh(2)").kind == .right)
    // The square and the difference of what is printed, which has lost digits by then.
    let (slope, square) = (format.rounded(0.9640275800758169), format.rounded(0.9293491751467742))
    #expect(quiz.answer("\(slope)^2").kind == .right)
    #expect(quiz.answer("1 - \(square)").kind == .right)
  }

  // MARK: - What is asked

  private func prompts(
    _ text: String,
    _ scope: Quiz.Scope = .all,
    _ flow: Flow = .gradients
  ) throws
    -> [String]
  {
    var quiz = Quiz(try Self.lesson(text, flow), asking: scope)
    var prompts: [String] = []
    while let prompt = quiz.prompt {
      prompts.append(prompt.plain)
      _ = quiz.giveUp()
    }
    return prompts
  }

  @Test func valuesThenGradientsAreAskedFor() throws {
    #expect(
      try prompts("e = (a + b)·(b + 1); a = 2; b = 1") == [
        "what does v₁ = a + b evaluate to?", "what does v₂ = b + 1 evaluate to?",
        "what does e = v₁·v₂ evaluate to?", "what is ∂e/∂e?",
        "pull back through e = v₁·v₂, upstream g = 1: what is ∂e/∂v₁?",
        "pull back through e = v₁·v₂, upstream g = 1: what is ∂e/∂v₂?",
        "pull back through v₂ = b + 1, upstream g = 3: "
          + "what does b get, the first of 2 contributions?",
        "pull back through v₁ = a + b, upstream g = 2: what is ∂e/∂a?",
        "pull back through v₁ = a + b, upstream g = 2: "
          + "what is ∂e/∂b now, with 2 of 2 contributions?",
      ]
    )
  }

  @Test func theShapeIsSaid() throws {
    let source = "L = sum(tanh(W)·x); W = [[1, 2], [3, 4], [5, 6]]; x = [0.5, -1]"
    let prompts = try prompts(source)
    #expect(prompts[0] == "what does v₁ = tanh(W) evaluate to? it has the shape 3×2")
    #expect(prompts[1] == "what does v₂ = v₁·x evaluate to? it has 3 components")
    #expect(prompts.contains { $0.hasSuffix("∂L/∂v₁? it has the shape of v₁, 3×2") })
    #expect(
      prompts.contains {
        $0.hasSuffix(
          "local gradient ∂v₁/∂W? it is diagonal: the diagonal has the shape of W, 3×2"
        )
      }
    )
  }

  @Test func oneWayCanBeAskedAboutAlone() throws {
    let source = "y = tanh(x)·x; x = 0.5"
    let all = try prompts(source)
    #expect(try prompts(source, .forward) + prompts(source, .backward) == all)
    #expect(try prompts(source, .backward).first == "what is ∂y/∂y?")
  }

  @Test func whatTeachesNothingIsNotAskedFor() throws {
    // The local gradient of a constant factor, and what upstream of 1 makes of one.
    #expect(try prompts("y = -x; x = 2", .backward).count == 2)
    #expect(try prompts("y = tanh(x); x = 2", .backward).count == 2)
    // A cotangent of one's own.
    let flow = Flow.cotangent(Self.source("[1, 2]"))
    #expect(try prompts("y = -x; x = [2, 3]", .backward, flow).count == 1)
    // What both operands get as it came.
    #expect(try prompts("y = a + b; a = 2; b = 3", .backward).count == 2)
  }

  @Test func largeValuesAreNotAskedFor() throws {
    let list = (1...10).map { "\($0)" }.joined(separator: ", ")
    var quiz = Quiz(try Self.lesson("y = sum(x)/2; x = [\(list)]"))
    #expect(quiz.questions.allSatisfy { $0.expected.shape.isScalarLike })
    #expect(quiz.questions.count == 3)
    #expect(quiz.answer("55/2").kind == .right)
    let empty = Quiz(try Self.lesson("y = 2x; x = [\(list)]"), asking: .forward)
    #expect(empty.current == nil && !empty.hasFullScore)
    #expect(empty.summary.map(\.plain).joined().contains("nothing was asked"))
  }

  @Test func noStepHasMoreThanTwoQuestions() throws {
    for (trace, quiz) in try Self.quizzes() {
      for step in trace.steps {
        let range = quiz.questions(at: step.index)
        #expect(range.count <= Question.largestQuestionCount)
        #expect(quiz.questions[range].allSatisfy { $0.step == step })
      }
      #expect(quiz.questions.map(\.step.index) == quiz.questions.map(\.step.index).sorted())
    }
  }

  @Test func tangentsAreAskedForOnTheWayForward() throws {
    let flow = Flow.tangents([Self.source("x = 0.5")])
    let source = "y = w·x^2; x = 3; w = 2"
    #expect(
      try prompts(source, .all, flow) == [
        "what does v₁ = x² evaluate to?", "what is dv₁, the tangent of v₁ = x²?",
        "what does y = w·v₁ evaluate to?", "what is dy, the tangent of y = w·v₁?",
      ]
    )
    #expect(try prompts(source, .backward, flow).isEmpty)
  }

  @Test func theSeedOfOneComponentIsAskedFor() throws {
    var quiz = Quiz(
      try Self.lesson("F = [x·y, x + y]; x = 2; y = 5", .component(2)),
      asking: .backward
    )
    #expect(
      quiz.prompt?.plain == "the walk backward starts from component 2 of F alone: "
        + "what is the gradient of F? it has 2 components"
    )
    #expect(quiz.answer("[1, 1]").kind == .wrong)
    #expect(quiz.answer("[0, 1]").kind == .right)
  }

  // MARK: - Reading answers

  @Test(arguments: [
    "0.75", "3/4", " 3 / 4 ", "7.5e-1", "\\frac{3}{4}", "[0.75]", "[[3/4]]", "2·0.5 - 1/4",
    "exp(0) - σ(0)/2", "75·10⁻²", "y = 3/4", ".7505", "0.7496",
  ])
  func answersAreInTheInputLanguage(answer: String) throws {
    var quiz = Quiz(try Self.lesson("y = x/4; x = 3"))
    #expect(quiz.answer(answer).kind == .right)
    #expect(quiz.points == 1)
  }

  @Test(arguments: [
    ("[0.5, 1", "this '[' is never closed"),
    ("x/4", "an answer is built of numbers, and 'x' is a name"), ("", "there is no answer"),
    ("  # 0.75", "there is no answer"),
    ("2½", "'½' is no sign of the input language"),
    ("0,75", "',' stands between the components of a list and the arguments of a function"),
  ])
  func whatCannotBeReadIsNoTry(answer: String, summary: String) throws {
    var quiz = Quiz(try Self.lesson("y = x/4; x = 3"))
    let verdict = quiz.answer(answer)
    #expect(verdict.kind == .uncounted && verdict.mistake == nil)
    #expect(verdict.text.plain == summary)
    #expect(quiz.answer("0.75").kind == .right)
    #expect(quiz.points == 1)
  }

  @Test func infinitiesAndNaNCanBeTypedIn() throws {
    for answer in ["-inf", "-∞", "−∞", "log(0)", "-Infinity", "-1/0"] {
      var quiz = Quiz(try Self.lesson("y = log(x); x = 0"))
      #expect(quiz.answer("∞").mistake == .sign)
      #expect(quiz.answer("-1e300").kind == .wrong)
      #expect(quiz.answer("nan").kind == .wrong)
      #expect(quiz.answer(answer).kind == .right, "\(answer)")
    }
    for answer in ["nan", "NaN", "0/0"] {
      var quiz = Quiz(try Self.lesson("y = [x/x, 1]; x = 0"), asking: .forward)
      #expect(quiz.answer("inf").kind == .wrong)
      #expect(quiz.answer(answer).kind == .right)
      #expect(quiz.answer("[1, 1]").kind == .wrong)
      #expect(quiz.answer("[\(answer), 1]").kind == .right)
    }
  }

  @Test func theDiagonalOfALocalGradientCanBeGivenInFull() throws {
    let source = "y = 3·sum(x^2); x = [1, 2]"
    var quiz = Quiz(try Self.lesson(source), asking: .backward)
    while quiz.current.map({ $0.subject != .localGradient(slot: 0) }) == true { _ = quiz.giveUp() }
    #expect(quiz.answer("[[2, 1], [0, 4]]").kind == .uncounted)
    #expect(quiz.answer("[[2, 0], [0, 3]]").kind == .wrong)
    #expect(quiz.answer("[[2, 0], [0, 4]]").kind == .right)
  }

  @Test func aColumnCanBeAMatrixOfOneColumnAndNoRow() throws {
    var quiz = Quiz(try Self.lesson("y = 2x; x = [1, 2]"))
    let row = quiz.answer("[[2, 4]]")
    #expect(row.kind == .uncounted && row.mistake == .shape)
    #expect(row.text.plain == "this has the shape 1×2; y has 2 components")
    #expect(quiz.answer("2").text.plain == "this has one number; y has 2 components")
    #expect(quiz.answer("[2; 4]").kind == .right)
    #expect(quiz.points == 1)
  }

  @Test func aLeafCanBeTheOutput() throws {
    var quiz = Quiz(try Self.lesson("y = [3, 4]"))
    #expect(quiz.answer("1").mistake == .shape)
    #expect(quiz.answer("[3, 4]").mistake == .unknown)
    #expect(quiz.answer("[1, 1]").kind == .right)
  }

  @Test func aListThatReadsAsASumIsExplained() throws {
    var quiz = Quiz(try Self.lesson("y = 2x; x = [2, -1]"))
    let verdict = quiz.answer("[4 -2]")
    #expect(verdict.kind == .uncounted)
    #expect(
      verdict.text.plain == "this has 1 component; y has 2 components; "
        + "what you wrote reads as one component, not as two"
    )
  }

  // MARK: - Where it stands

  @Test func noStepIsShownBeforeItsQuestionsAreDone() throws {
    var quiz = Quiz(try Self.lesson("y = tanh(3x); x = 0.2"))
    let last = quiz.questions.last?.step.index
    #expect(quiz.lastShownStep == 0)
    #expect(quiz.answer("0.6").kind == .right)
    #expect(quiz.lastShownStep == 1)
    #expect(quiz.answer("0.2").kind == .wrong)
    #expect(quiz.lastShownStep == 1)
    while quiz.current != nil { _ = quiz.giveUp() }
    #expect(quiz.lastShownStep == last)
    #expect(quiz.answer("1").kind == .uncounted)
    #expect(quiz.hint() == nil && quiz.giveUp() == nil)
    let backward = Quiz(try Self.lesson("y = tanh(3x); x = 0.2"), asking: .backward)
    #expect(backward.lastShownStep == 2)
  }

  @Test func aPointIsForTheFirstTryWithoutAHint() throws {
    var quiz = Quiz(try Self.lesson("y = 3x + x^2 + 1; x = 2"), asking: .forward)
    _ = quiz.answer("6")
    _ = quiz.answer("5")
    _ = quiz.answer("4")
    _ = quiz.hint()
    _ = quiz.answer("10")
    #expect(quiz.points == 1)
    #expect(
      quiz.summary.map(\.plain) == [
        "score: 1 of 4",
        "1 right at the first try, 2 right later or with a hint, 1 not answered",
        "wrong answers: 1 no known mistake",
      ]
    )
    #expect(quiz.giveUp() == "11")
    #expect(!quiz.hasFullScore)
  }

  @Test func aDeepGraphIsAskedAboutInOneWalk() throws {
    let lines = (1...1000).map { "x_\($0) = x_\($0 - 1) + 1" }
    var quiz = Quiz(try Self.lesson("x_0 = 1\n" + lines.joined(separator: "\n")))
    #expect(quiz.questions.count == 2001)
    for number in 2...1001 { #expect(quiz.answer("\(number)").kind == .right) }
    #expect(quiz.lastShownStep == 1000)
  }
}
