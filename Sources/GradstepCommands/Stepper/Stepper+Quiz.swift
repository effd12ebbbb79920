import Gradstep

/// The quiz: a step is shown when what it does has been asked.
extension Stepper {
  /// The last step that may be shown.
  var lastOpenStep: Int { quiz?.lastShownStep ?? cursor.last }

  /// Whether the question that is open is about the step that comes next.
  var isAsked: Bool { quiz?.current?.step.index == cursor.index + 1 }

  /// What was said of the question that is open, from its prompt to the last answer.
  var conversation: [Text] {
    guard let quiz, let question = quiz.prompt, isAsked else { return [] }
    let number = Text("question \(quiz.position + 1) of \(quiz.questions.count): ", .dimmed)
    let hints = quiz.shownHints.enumerated().map { position, hint in
      Text("hint \(position + 1) of \(quiz.hintCount): ", .dimmed) + hint
    }
    return [number + question] + hints + remarks
  }

  /// Opens the prompt for an answer.
  mutating func ask() {
    prompt = Prompt(purpose: .answer)
  }

  /// Judges an answer, or does what was asked for in its place.
  mutating func answer(_ text: String) {
    switch text {
    case "?", "hint":
      if quiz?.hint() == nil { remarks = ["the last hint is the answer"] }
    case "skip":
      let answer = quiz?.giveUp()
      close(with: answer.map { Text("the answer is ") + $0 })
      return
    case "":
      remarks = [
        "an answer is a number, a fraction, a vector or a matrix; ? gives a hint, skip the answer"
      ]
    default:
      guard let verdict = quiz?.answer(text) else { return }
      if verdict.kind == .right {
        close(with: verdict.text)
        return
      }
      // What was typed tells one wrong answer from the next.
      remarks = [Text("\(text): ", .dimmed) + verdict.text]
    }
    ask()
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
