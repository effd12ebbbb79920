import Gradstep

/// A quiz as lines that come in and lines that go out, for standard input and scripts.
///
/// A line is an answer or a `QuizCommand`. What was not answered when the lines end has no point.
struct PlainQuiz {
  /// What can be typed in, in one line.
  static let help = QuizCommand.help(separator: ", ")

  /// Asks the questions of every step before the step is shown.
  ///
  /// - Parameters:
  ///   - quiz: the quiz, which may have been begun
  ///   - steps: the number of steps of the lesson
  ///   - lines: what a person or a script writes, a line at a time
  ///   - show: shows the result of a step
  ///   - output: takes a line of what is said
  /// - Returns: the quiz with all answers, from which the score is read
  static func run(
    _ quiz: Quiz,
    steps: Int,
    lines: some Sequence<String>,
    show: (_ step: Int) throws -> Void,
    output: (Text) throws -> Void
  ) rethrows -> Quiz {
    var quiz = quiz
    var lines = lines.makeIterator()
    try output(Text(opening(quiz)))
    for step in 0..<steps {
      while quiz.current?.step.index == step {
        guard try ask(&quiz, next: { lines.next() }, output: output) else {
          try quiz.summary.forEach(output)
          return quiz
        }
      }
      try show(step)
    }
    try quiz.summary.forEach(output)
    return quiz
  }

  private static func opening(_ quiz: Quiz) -> String {
    let count = quiz.questions.count
    return count == 0
      ? "no questions" : "\(count.counting("question")); \(help)"
  }

  /// Asks one question until it is done; `false` where no more is to be asked.
  private static func ask(
    _ quiz: inout Quiz,
    next: () -> String?,
    output: (Text) throws -> Void
  ) rethrows -> Bool {
    let position = quiz.position
    try repeatQuestion(quiz, output)
    while quiz.position == position {
      guard let line = next() else {
        try output(Text("the input has ended: \(unanswered(quiz))"))
        return false
      }
      let trimmed = String(line.trimmed)
      switch QuizCommand(trimmed) {
      case .again: try repeatQuestion(quiz, output)
      case .hint: try hint(&quiz, output)
      case .skip: try quiz.reveal().map { try output(Text("the answer is ") + $0) }
      case .quit:
        try output(Text("stopped: \(unanswered(quiz))"))
        return false
      case nil: try output(quiz.answer(trimmed).text)
      }
    }
    return true
  }

  private static func repeatQuestion(
    _ quiz: Quiz,
    _ output: (Text) throws -> Void
  ) rethrows {
    try output(quiz.heading.dimmed + Text(": ", .dimmed) + (quiz.prompt ?? Text()))
    try output(Text("  ") + (quiz.givens ?? Text()))
  }

  private static func hint(
    _ quiz: inout Quiz,
    _ output: (Text) throws -> Void
  ) rethrows {
    guard let hint = quiz.nextHint() else {
      try output(Text("there is no further hint: the last one is the answer"))
      return
    }
    try output(Text("hint \(quiz.shownHints.count) of \(quiz.hintCount): ", .dimmed) + hint)
  }

  private static func unanswered(_ quiz: Quiz) -> String {
    let count = quiz.questions.count - quiz.position
    return "\(count) question\(count == 1 ? " was" : "s were") not answered"
  }
}
