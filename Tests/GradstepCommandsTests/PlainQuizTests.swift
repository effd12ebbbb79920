import Gradstep
import Testing

@testable import GradstepCommands

/// A quiz as lines that come in and lines that go out.
@Suite struct PlainQuizTests {
  /// What is said and shown when a script answers.
  private func run(
    _ lines: [String],
    _ scope: Quiz.Scope = .all
  ) throws -> (quiz: Quiz, output: [String]) {
    let lesson = try Lesson("y = 2x + 1", "x = 3")
    var output: [String] = []
    let quiz = PlainQuiz.run(
      Quiz(lesson, asking: scope),
      steps: lesson.trace.steps.count,
      lines: lines,
      show: { output.append("step \($0)") },
      output: { output.append($0.plain) }
    )
    return (quiz, output)
  }

  @Test func everyStepIsShownOnceItsQuestionsAreDone() throws {
    let (quiz, output) = try run(["6", "7", "1", "1", "2"])
    #expect(quiz.hasFullScore)
    #expect(
      output == [
        "5 questions; \(Self.help)", "step 0",
        "question 1 of 5, score 0: what does v₁ = 2·x evaluate to?", "  with x = 3: v₁ = ?",
        "right", "step 1",
        "question 2 of 5, score 1: what does y = v₁ + 1 evaluate to?", "  with v₁ = 6: y = ?",
        "right", "step 2",
        "question 3 of 5, score 2: what is ∂y/∂y?", "  ∂y/∂y = ?", "right", "step 3",
        "question 4 of 5, score 3: pull back through y = v₁ + 1, upstream g = 1: what is ∂y/∂v₁?",
        "  with v₁ = 6, y = 7: ∂y/∂v₁ = ?", "right", "step 4",
        "question 5 of 5, score 4: pull back through v₁ = 2·x, upstream g = 1: what is ∂y/∂x?",
        "  with x = 3, v₁ = 6: ∂y/∂x = ?", "right", "step 5", "score: 5 of 5",
      ]
    )
  }

  @Test func hintsAndAnswersCanBeAskedFor() throws {
    let (quiz, output) = try run(
      ["1", "?", "hint", "?", "?", "6", " SKIP ", "1", "skip\r", "2"].map { $0 }
    )
    #expect(quiz.points == 2)
    #expect(
      output.prefix(11) == [
        "5 questions; \(Self.help)", "step 0",
        "question 1 of 5, score 0: what does v₁ = 2·x evaluate to?", "  with x = 3: v₁ = ?",
        "not right",
        "hint 1 of 3: v₁ = 2·x: a scalar times a value of any shape", "hint 2 of 3: v₁ = 2·3",
        "hint 3 of 3: 6", "there is no further hint: the last one is the answer", "right", "step 1",
      ]
    )
    #expect(output.contains("the answer is 7"))
    #expect(output.last == "wrong answers: 1 no known mistake")
  }

  private static let help = "?: hint, skip: answer, q: leave, empty line: question again"

  @Test func anEmptyLineAsksAgainAndCostsNothing() throws {
    let (quiz, output) = try run(["", "  \t", "6"])
    #expect(quiz.points == 1)
    let question = [
      "question 1 of 5, score 0: what does v₁ = 2·x evaluate to?", "  with x = 3: v₁ = ?",
    ]
    let asked: [String] = Array([question, question, question].joined()) + ["right"]
    #expect(Array(output[2..<9]) == asked)
  }

  @Test func theEndOfTheInputIsToldAndCounts() throws {
    let (quiz, output) = try run(["6"])
    #expect(quiz.points == 1 && !quiz.hasFullScore)
    #expect(
      output.suffix(3) == [
        "the input has ended: 4 questions were not answered", "score: 1 of 5",
        "1 right at the first try, 4 not answered",
      ]
    )
    #expect(!output.contains("step 2"))
  }

  @Test(arguments: ["q", "quit", " q \r"]) func itCanBeStopped(line: String) throws {
    let (quiz, output) = try run(["1", "2", line, "2"], .backward)
    #expect(quiz.records.map(\.mistakes.count) == [0, 1, 0])
    #expect(output.suffix(4).first == "stopped: 2 questions were not answered")
  }

  @Test func oneWayCanBeAskedAboutAlone() throws {
    let (quiz, output) = try run(["1", "1", "2"], .backward)
    #expect(quiz.hasFullScore)
    #expect(output.prefix(4).suffix(3) == ["step 0", "step 1", "step 2"])
    #expect(output.last == "score: 3 of 3")
  }

  @Test func wrongAnswersKeepTheQuestionOpen() throws {
    let (quiz, output) = try run(["5", "[6, 6]", "six", "6", "7", "1", "1", "2"])
    #expect(quiz.points == 4)
    #expect(
      output.contains("an answer is built of numbers, and 'six' is a name")
    )
    #expect(output.suffix(3).first == "score: 4 of 5")
  }
}
