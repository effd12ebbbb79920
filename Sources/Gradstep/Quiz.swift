/// A quiz on the steps of a lesson: what a step shows is asked for first.
///
/// It holds what has been answered and nothing of a terminal. The questions stand in the order of the
/// steps, and the first that is open is the one to answer; no step beyond `lastShownStep` may be
/// shown until then.
///
/// ```swift
/// var quiz = Quiz(try Lesson("y = x^2", "x = 3"))
/// while let question = quiz.question {
///   let verdict = quiz.answer("9")
///   if verdict.kind != .right { print(question, verdict.words, quiz.giveUp() ?? "") }
/// }
/// ```
public struct Quiz: Sendable {
  /// Which steps are asked about.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// All of them.
    case all
    /// Those of the way forward.
    case forward
    /// The seed and the way back.
    case backward

    /// Whether a step is asked about.
    package func contains(_ phase: Step.Phase) -> Bool {
      switch phase {
      case .forward: self != .backward
      case .seed, .backward: self != .forward
      default: false
      }
    }
  }

  /// What has become of one question.
  package struct Record: Hashable, Sendable {
    /// How a question was done.
    package enum Outcome: Hashable, Sendable {
      /// A right answer was given.
      case right
      /// The answer was asked for.
      case givenUp
    }

    /// The mistakes of the wrong answers, in order.
    package internal(set) var mistakes: [Mistake] = []
    /// How many hints were shown.
    package internal(set) var hintCount = 0
    /// How the question was done; `nil` while it is open.
    package internal(set) var outcome: Outcome?

    /// Whether the question has earned its point: it was answered at the first try without a hint.
    package var hasPoint: Bool { outcome == .right && mistakes.isEmpty && hintCount == 0 }
  }

  /// How points are given, for people who are about to be asked.
  public static let rule =
    "A point is given for each answer that is right at the first try and without a hint; the full"
    + " score is a point for every question. A thousandth is right. An answer that cannot be read,"
    + " has another shape than asked for, or is right but for too few digits is no try."

  /// All questions, in the order of the steps.
  package let questions: [Question]
  /// What has become of each of them.
  package private(set) var records: [Record]
  /// The position of the first question that is open; behind the last one where none is.
  package private(set) var position = 0

  private let trace: Trace
  private let format: NumberFormat
  private let examiner: Examiner

  /// A quiz on a lesson, with all questions open.
  public init(_ lesson: Lesson, asking scope: Scope = .all) {
    // What is asked for is what is shown.
    trace = lesson.trace.withoutNoise(digits: lesson.format.precision)
    format = lesson.format
    examiner = Examiner(trace, format: lesson.format)
    var questions: [Question] = []
    var snapshot = Snapshot(trace)
    while snapshot.advance() {
      if scope.contains(snapshot.step.phase) { questions += snapshot.questions }
    }
    self.questions = questions
    records = questions.map { _ in Record() }
  }

  // MARK: - Where it stands

  /// The question to answer; `nil` where all are done.
  package var current: Question? { position < questions.count ? questions[position] : nil }

  /// The last step that may be shown: the one before that of the question to answer.
  package var lastShownStep: Int { (current?.step.index ?? trace.steps.count) - 1 }

  /// The positions of the questions of a step, empty where it has none.
  package func questions(at step: Int) -> Range<Int> {
    let first = partition { $0.step.index < step }
    return first..<partition { $0.step.index <= step }
  }

  /// How many questions stand before the first that does not meet a condition.
  private func partition(where comesBefore: (Question) -> Bool) -> Int {
    var (low, high) = (0, questions.count)
    while low < high {
      let middle = (low + high) / 2
      if comesBefore(questions[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What the question to answer asks.
  package var prompt: Text? { current.map(examiner.prompt) }

  /// The numbers that the answer is worked out from, and a `?` in its place.
  package var givens: Text? { current.map(examiner.givens) }

  /// The question in a line: a `?`, the formula, and all numbers that the answer is worked out from.
  package var brief: Text? { current.map(examiner.brief) }

  /// Which question it is that is open, and the score so far: `question 2 of 5, score 1`.
  package var heading: Text {
    let number = min(position + 1, questions.count)
    return Text("question \(number) of \(questions.count), score \(points)")
  }

  /// The hints on the question to answer that were shown, in their order.
  package var shownHints: [Text] {
    guard let current else { return [] }
    return Array(examiner.hints(current).prefix(records[position].hintCount))
  }

  /// How many hints there are on the question to answer; the last one is the answer.
  package var hintCount: Int { current.map { examiner.hints($0).count } ?? 0 }

  // MARK: - What a person does

  /// Answers the question; a right answer opens the next one.
  public mutating func answer(_ text: String) -> Verdict {
    guard let question = current else {
      return Verdict(kind: .uncounted, mistake: nil, text: Text("all questions are answered"))
    }
    let answer: Answer
    do {
      answer = try Answer(text)
    } catch {
      return Verdict(kind: .uncounted, mistake: nil, text: Text(error.summary))
    }
    let value = question.taking(answer.value)
    guard
      let mistake = trace.mistake(in: value, to: question, rounding: format.rounded)
    else {
      records[position].outcome = .right
      position += 1
      return Verdict(kind: .right, mistake: nil, text: Text("right"))
    }
    let diagnosis = examiner.diagnosis(
      mistake,
      in: value,
      to: question,
      rightCount: trace.rightCount(in: value, to: question, rounding: format.rounded)
    )
    guard question.fits(value.shape), mistake != .rounding else {
      let remark = answer.remark.map { "; what you wrote \($0)" } ?? ""
      return Verdict(kind: .uncounted, mistake: mistake, text: diagnosis + Text(remark))
    }
    records[position].mistakes.append(mistake)
    return Verdict(kind: .wrong, mistake: mistake, text: diagnosis)
  }

  /// The next hint, the last of which is the answer; `nil` where all were shown.
  package mutating func nextHint() -> Text? {
    guard let current else { return nil }
    let hints = examiner.hints(current)
    guard records[position].hintCount < hints.count else { return nil }
    records[position].hintCount += 1
    return hints[records[position].hintCount - 1]
  }

  /// Gives the question up and opens the next one; what it returns is the answer.
  package mutating func reveal() -> Text? {
    guard let current else { return nil }
    records[position].outcome = .givenUp
    position += 1
    return examiner.answer(current)
  }

  // MARK: - In plain words

  /// How many questions there are.
  public var count: Int { questions.count }

  /// The question to answer with the numbers that it is worked out from; `nil` where all are done.
  public var question: String? {
    guard let prompt, let givens else { return nil }
    return "\(prompt.plain)\n\(givens.plain)"
  }

  /// The next hint, the last of which is the answer; `nil` where all were shown.
  public mutating func hint() -> String? { nextHint()?.plain }

  /// Gives the question up and opens the next one; what it returns is the answer.
  public mutating func giveUp() -> String? { reveal()?.plain }
}
