import Gradstep
import Testing

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
    for (columns, rows) in [(40, 12), (80, 24)] {
      let text = stepper.text(columns: columns, rows: rows)
      #expect(text.contains("question 1 of"))
      #expect(text.contains("hint 3 of"))
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
