import Gradstep
import Testing
import _GradstepTestSupport

@testable import GradstepCommands

/// The quiz on the screen: nothing is shown that was not asked.
@Suite struct StepperQuizTests {
  private func stepper(_ scope: Quiz.Scope = .all) throws -> Stepper {
    let lesson = try Lesson("f = (x + y)z", "x = -2", "y = 5", "z = -4")
    return Stepper(lesson, quiz: Quiz(lesson, asking: scope))
  }

  @Test func theNextStepOpensItsQuestion() throws {
    var stepper = try stepper()
    stepper.press("n")
    #expect(stepper.step.index == 0)
    #expect(stepper.prompt?.purpose == .answer)
    let text = stepper.text(columns: 80, rows: 24)
    #expect(text.contains("question 1 of"))
    #expect(text.contains("before step 1 of 5"))
    #expect(text.contains("score 0 · q and Enter: leave"))
    #expect(!text.contains("= 3"))
  }

  @Test func aRightAnswerShowsTheStep() throws {
    var stepper = try stepper()
    stepper.type("n", "6/2")
    #expect(stepper.step.index == 1)
    #expect(stepper.message?.plain == "right")
    #expect(stepper.quiz?.points == 1)
  }

  @Test func aWrongAnswerStaysAndIsToldFromTheNextOne() throws {
    var stepper = try stepper()
    stepper.type("n", "7")
    #expect(stepper.step.index == 0)
    #expect(stepper.prompt?.purpose == .answer)
    let first = stepper.screen()
    stepper.press("8")
    stepper.update(.enter)
    #expect(stepper.screen() != first)
    #expect(stepper.text(columns: 80, rows: 24).contains("8: "))
    #expect(stepper.quiz?.points == 0)
  }

  @Test func hintsComeOneAtATimeAndTheLastIsTheAnswer() throws {
    var stepper = try stepper()
    stepper.type("n", "?")
    #expect(stepper.text(columns: 80, rows: 24).contains("hint 1 of"))
    let count = try #require(stepper.quiz?.hintCount)
    for _ in 1..<count { stepper.answerPrompt("?") }
    #expect(stepper.text(columns: 80, rows: 24).contains("hint \(count) of \(count): "))
    stepper.answerPrompt("?")
    #expect(stepper.text(columns: 80, rows: 24).contains("the last hint is the answer"))
    stepper.answerPrompt("skip")
    #expect(stepper.step.index == 1)
    #expect(stepper.message?.plain == "the answer is 3")
  }

  @Test func whatWasNotAskedIsNotShown() throws {
    var stepper = try stepper()
    stepper.press("l")
    #expect(stepper.step.index == 0)
    #expect(stepper.message?.plain == "a question comes first: → opens it")
    stepper.type("g", "f")
    #expect(stepper.step.index == 0)
    #expect(stepper.message?.plain == "a question comes first: → opens it")
    stepper.type("s", "x = 3")
    #expect(stepper.message?.plain == "the values stay as they are while a quiz asks for them")
    stepper.type("n", "3")
    stepper.press("j")
    #expect(stepper.pane == nil)
  }

  @Test func anEmptyLineAsksAgainAndCostsNothing() throws {
    var stepper = try stepper()
    stepper.press("n")
    let question = stepper.screen()
    stepper.answerPrompt("")
    #expect(stepper.screen() == question)
    stepper.answerPrompt("7")
    stepper.answerPrompt("")
    #expect(stepper.screen() == question)
    #expect(question.contains { $0.plain.contains("empty line: question again") })
    #expect(stepper.quiz?.records[0].hintCount == 0)
    #expect(stepper.quiz?.records[0].mistakes.count == 1)
  }

  @Test(arguments: ["q", "quit", " Q "]) func itCanBeLeftFromTheQuestion(line: String) throws {
    var stepper = try stepper()
    stepper.press("n" + line)
    let outcome = stepper.update(.enter)
    #expect(outcome == .quit)
  }

  @Test func theScoreStandsBesideTheQuestion() throws {
    var stepper = try stepper()
    let count = try #require(stepper.quiz?.questions.count)
    stepper.type("n", "3")
    stepper.press("n")
    #expect(stepper.text(columns: 80, rows: 24).contains("question 2 of \(count), score 1"))
    stepper.update(.escape)
    #expect(stepper.text(columns: 80, rows: 24).contains("quiz: 1 of \(count)"))
  }

  /// Lessons whose questions are looked at on the screen.
  static func lessons() throws -> [Lesson] {
    try Example.all.map { try $0.lesson() } + [
      StepperPaneTests.cell(), Lesson("y = a·b + b·a + a·a", "a = 2", "b = 3"),
      Lesson(
        [Source(name: "s", text: "y = x^2·sin(x)·w; x = 2; w = -1")],
        flow: .tangents([Source(name: "t", text: "x = 0.5")])
      ),
      Lesson([Source(name: "s", text: "F = [3x^2y, 2x + y^8]; x = 2; y = 1")], flow: .jacobian),
    ]
  }

  @Test func whatAQuestionIsAnsweredFromIsOnTheScreen() async throws {
    for lesson in try Self.lessons() {
      let graphs = try await lesson.terminalGraphs()
      var stepper = Stepper(lesson, drawing: .done(graphs), quiz: Quiz(lesson))
      stepper.fit(columns: 80)
      while let question = stepper.quiz?.current {
        // The steps before may ask for nothing.
        while stepper.prompt == nil { stepper.press("n") }
        let screen = stepper.screen().map(\.plain)
        let text = screen.joined(separator: "\n")
        let graph = lesson.graph
        // The numbers of the operands, in the arithmetic; blanks of a list hold it together.
        let givens = try #require(stepper.quiz?.givens).plain
        #expect(givens.hasSuffix("= ?"))
        let flat = text.filter { !$0.isWhitespace }
        #expect(flat.contains(givens.filter { !$0.isWhitespace }), "\(givens)\n\(text)")
        // The nodes in the list.
        let list = Array(screen.drop { !$0.contains(" operation ") }.dropFirst())
        // What the walk back starts from is worked out from nothing.
        let operands = question.subject == .seed ? [] : Array(graph.operands(of: question.node))
        for id in [question.node] + operands {
          let name = stepper.moment.row(of: id).name.plain
          #expect(list.contains { $0.dropFirst(3).hasPrefix(name) }, "\(name)\n\(text)")
        }
        if let asked = question.askedNode {
          // A ? in place of the numbers, and in the border of the box, which is in view.
          let name = stepper.moment.row(of: asked).name.plain
          let row = list.first { $0.dropFirst(3).hasPrefix(name + " ") }
          #expect(row?.contains("?") == true, "\(text)")
          let drawing = screen.prefix { !$0.contains("question ") }.joined(separator: "\n")
          #expect(drawing.dropFirst().contains("?"), "\(text)")
        }
        stepper.answerPrompt("skip")
      }
    }
  }

  @Test(arguments: [(20, 5), (30, 6), (40, 8), (60, 10), (39, 24), (80, 5)])
  func aVerdictLeavesTheQuestionInASmallWindow(columns: Int, rows: Int) async throws {
    for lesson in try Self.lessons() {
      var stepper = try await Stepper(drawing: lesson)
      stepper.quiz = Quiz(lesson)
      while let quiz = stepper.quiz, let givens = quiz.givens, let brief = quiz.brief {
        while stepper.prompt == nil { stepper.press("n") }
        stepper.answerPrompt("0.123")
        // The verdict stays while the question is read on, as far as it is longer than the window.
        var pages = ""
        for place in 0... {
          stepper.offset = place
          let content = StepperView(stepper: stepper, columns: columns, rows: rows).content
          guard content.offset == place else { break }
          let screen = content.lines.map(\.plain)
          #expect(screen.count == rows)
          #expect(screen.contains { $0.hasPrefix("answer:") }, "\(screen)")
          let said = try #require(stepper.lastSaid(columns: columns)).plain
          let full = try #require(stepper.remark).text.plain
          let flat = screen.joined().filter { !$0.isWhitespace }
          #expect(
            screen.contains { $0.hasPrefix(said) }
              || flat.contains(full.filter { !$0.isWhitespace }),
            "\(screen)"
          )
          // The row that says that there is more comes again, whole.
          let hasMore = flat.contains("PgDn")
          pages += hasMore ? screen[0].filter { !$0.isWhitespace } : flat
          guard hasMore else { break }
        }
        let isWhole = [givens, brief].contains {
          pages.contains($0.plain.filter { !$0.isWhitespace })
        }
        #expect(isWhole && pages.contains("=?"), "\(brief.plain)\n\(pages)")
        stepper.answerPrompt("skip")
      }
    }
  }

  @Test func aHintIsWhatWasSaidLast() throws {
    var stepper = try stepper()
    stepper.press("n")
    stepper.answerPrompt("7")
    stepper.answerPrompt("?")
    for (columns, rows) in [(30, 6), (80, 24)] {
      let text = stepper.text(columns: columns, rows: rows)
      #expect(text.contains("hint 1 of") && !text.contains("7: not right"))
    }
  }

  @Test func theAnswerIsNotOnTheScreen() async throws {
    // No two of these numbers are equal, and none is a part of another.
    let lesson = try Lesson("y = sin(a·b)·c", "a = 0.37", "b = 1.91", "c = -2.53")
    let graphs = try await lesson.terminalGraphs()
    for (columns, rows) in [(80, 24), (200, 60), (60, 11)] {
      var stepper = Stepper(lesson, drawing: .done(graphs), quiz: Quiz(lesson))
      while let quiz = stepper.quiz, let question = quiz.current {
        while stepper.prompt == nil { stepper.press("n") }
        var other = quiz
        let answer = other.giveUp() ?? ""
        let givens = quiz.givens?.plain ?? ""
        let text = stepper.text(columns: columns, rows: rows)
        // The seed is 1; what upstream of 1 makes of c is c, from which it is worked out.
        if question.subject != .seed, !givens.contains(answer) {
          #expect(!text.contains(answer), "\(text)")
        }
        stepper.answerPrompt("skip")
      }
    }
  }

  @Test func aPersonMayLookAroundAndComeBack() throws {
    var stepper = try stepper()
    stepper.type("n", "3")
    stepper.press("n")
    stepper.update(.escape)
    #expect(stepper.prompt == nil)
    stepper.press("p")
    #expect(stepper.step.index == 0)
    stepper.press("nn")
    #expect(stepper.prompt?.purpose == .answer)
  }

  @Test func theScoreIsShownAtTheEnd() throws {
    var stepper = try stepper(.forward)
    stepper.type("n", "3")
    stepper.type("n", "-12")
    #expect(stepper.pane == .score)
    #expect(stepper.quiz?.hasFullScore == true)
    #expect(stepper.text(columns: 80, rows: 24).contains("score: 2 of 2"))
    stepper.update(.escape)
    stepper.press("l")
    #expect(stepper.step.index == 5)
  }

  @Test func theNewestWordsStayInViewInALowWindow() throws {
    var stepper = try stepper()
    stepper.press("n")
    for number in 20...40 { stepper.answerPrompt("\(number)") }
    for _ in 0..<3 { stepper.answerPrompt("?") }
    for (columns, rows) in [(40, 12), (80, 24), (80, 8), (40, 6)] {
      let text = stepper.text(columns: columns, rows: rows)
      #expect(text.contains("what does v₁ = x + y evaluate to?"))
      #expect(text.contains("40: not right") || text.contains("hint 3 of"))
    }
  }
}

extension Stepper {
  /// Types an answer into the prompt that is open.
  fileprivate mutating func answerPrompt(_ text: String) {
    press(text)
    update(.enter)
  }
}
