import Gradstep

/// The quiz: a step is shown when what it does has been asked.
extension Stepper {
  /// The last step that may be shown.
  var lastOpenStep: Int { quiz?.lastShownStep ?? cursor.last }

  /// Whether the question that is open is about the step that comes next.
  var isAsked: Bool { quiz?.current?.step.index == cursor.index + 1 }

  /// The question that is open, and the numbers that it is answered from.
  var question: [Text] {
    guard let quiz, let question = quiz.prompt, isAsked else { return [] }
    return [question] + (quiz.givens.map { [Text("  ") + $0] } ?? [])
  }

  /// What was said of the question that is open: hints, and the verdict on the last answer.
  var saidOfQuestion: [Text] {
    guard let quiz, isAsked else { return [] }
    let hints = quiz.shownHints.enumerated().map { position, hint in
      Text("hint \(position + 1) of \(quiz.hintCount): ", .dimmed) + hint
    }
    return hints + remarks
  }

  /// The question and what was said of it.
  var conversation: [Text] { question + saidOfQuestion }

  /// Opens the prompt for an answer.
  mutating func ask() {
    prompt = Prompt(purpose: .answer)
  }

  /// Judges an answer, or does what was asked for in its place.
  mutating func answer(_ text: String) -> Outcome {
    switch QuizCommand(text) {
    case .hint:
      if quiz?.hint() == nil { remarks = ["the last hint is the answer"] }
    case .skip:
      let answer = quiz?.giveUp()
      close(with: answer.map { Text("the answer is ") + $0 })
      return .goOn
    case .again:
      // The question stands there once more, without what was said of the last answer.
      remarks = []
    case .quit:
      return .quit
    case nil:
      guard let verdict = quiz?.answer(text) else { return .goOn }
      if verdict.kind == .right {
        close(with: verdict.text)
        return .goOn
      }
      // What was typed tells one wrong answer from the next.
      remarks = [Text("\(text): ", .dimmed) + verdict.text]
    }
    ask()
    return .goOn
  }

  /// Goes on to the next question of the step, or shows the step.
  private mutating func close(with remark: Text?) {
    remarks = []
    if isAsked {
      remarks = remark.map { [$0] } ?? []
      ask()
    } else {
      move(to: cursor.index + 1)
      message = remark
      if quiz?.current == nil { pane = .score }
    }
  }
}
