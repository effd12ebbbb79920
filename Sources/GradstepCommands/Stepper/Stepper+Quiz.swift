import Gradstep

/// The quiz: a step is shown when what it does has been asked.
extension Stepper {
  /// The last step that may be shown.
  var lastOpenStep: Int { quiz?.lastShownStep ?? lastStep }

  /// Whether the question that is open is about the step that comes next.
  var isAsked: Bool { quiz?.current?.step.index == step.index + 1 }

  /// What was said of an answer.
  struct Remark: Hashable {
    /// What was typed; empty where that does not matter.
    private var answer = ""
    private let words: Text
    private let briefWords: Text

    /// Words that are brief already.
    init(_ words: Text) {
      self.words = words
      briefWords = words
    }

    /// What an answer is worth.
    init(_ verdict: Verdict, on answer: String) {
      self.answer = answer
      words = verdict.text
      briefWords = verdict.brief
    }

    /// The words; what was typed before them tells one wrong answer from the next.
    var text: Text { (answer.isEmpty ? Text() : Text("\(answer): ", .dimmed)) + words }

    /// The words for a line that has no room for all of them.
    func brief(columns: Int) -> Text {
      let room = columns - briefWords.columns - 2
      guard !answer.isEmpty, room >= Self.leastAnswerColumns else { return briefWords }
      return Text(answer, .dimmed).cut(columns: room) + Text(": ", .dimmed) + briefWords
    }

    /// In less than that nothing of an answer is recognized.
    private static let leastAnswerColumns = 3
  }

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
    return hints + (remark.map { [$0.text] } ?? [])
  }

  /// What was said last of the question that is open, for a line that has no room for all of it.
  func lastSaid(columns: Int) -> Text? { remark?.brief(columns: columns) ?? saidOfQuestion.last }

  /// The question and what was said of it.
  var conversation: [Text] { question + saidOfQuestion }

  /// Opens the prompt for an answer.
  mutating func ask() {
    prompt = Prompt(purpose: .answer)
    offset = 0
  }

  /// Judges an answer, or does what was asked for in its place.
  mutating func answer(_ text: String) -> Outcome {
    switch QuizCommand(text) {
    case .hint:
      // The hint is what was said last, then.
      remark = quiz?.nextHint() == nil ? Remark("the last hint is the answer") : nil
    case .skip:
      let answer = quiz?.reveal()
      close(with: answer.map { Text("the answer is ") + $0 })
      return .goOn
    case .again:
      // The question stands there once more, without what was said of the last answer.
      remark = nil
    case .quit:
      return .quit
    case nil:
      guard let verdict = quiz?.answer(text) else { return .goOn }
      if verdict.kind == .right {
        close(with: verdict.text)
        return .goOn
      }
      remark = Remark(verdict, on: text)
    }
    ask()
    return .goOn
  }

  /// Goes on to the next question of the step, or shows the step.
  private mutating func close(with words: Text?) {
    remark = nil
    if isAsked {
      remark = words.map { Remark($0) }
      ask()
    } else {
      move(to: step.index + 1)
      message = words
      if quiz?.current == nil { pane = .score }
    }
  }
}
