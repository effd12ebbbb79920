import Gradstep

/// What a small window shows of a question.
extension StepperView {
  /// The question with its numbers, what was said last, and the line that is typed; the rest as far
  /// as there is room.
  ///
  /// What is not there in full is said more briefly. Where even that is too long, the question is
  /// scrolled, and what was said of the last answer stays.
  var smallQuestion: Content {
    guard let prompt else { return Content(lines: []) }
    let room = rows - 1
    let briefest = fitted(briefWords, rows: room)
    let words = fullWords.first { $0.count < room } ?? briefest.lines
    // The keys give way to what is asked.
    let keys = words.count < room ? [prompt.keys] : []
    let titles = words.count + keys.count < room && rows > 4 ? [title] : []
    let rest = room - words.count - keys.count - titles.count
    let nodes = table(rows: min(rest, stepper.graph.nodes.count))
    let graphRoom = rest - nodes.lines.count
    let graphRows = graphRoom < Self.leastGraphRows ? 0 : min(drawnRows, graphRoom)
    let graph = graph(rows: graphRows)
    let top = Self.filled(graph.lines + titles + words + nodes.lines, rows: room - keys.count)
    return Content(
      lines: (top + [prompt.line ?? Text()] + keys).map { $0.cut(columns: columns) },
      cursor: prompt.cursor.map { (min($0, columns - 1), rows - 1 - keys.count) },
      offset: keys.isEmpty ? briefest.offset : nodes.offset,
      pan: graph.pan
    )
  }

  /// The question and what was said of it, the most first.
  private var fullWords: [[Text]] {
    let last = stepper.saidOfQuestion.suffix(1)
    return [stepper.conversation, stepper.question + last, briefQuestion + last, briefWords]
      .map { $0.flatMap { TextMetrics.lines($0, columns: columns, indent: 2) } }
  }

  private var briefQuestion: [Text] { stepper.quiz?.brief.map { [$0] } ?? [] }

  private var briefWords: [Text] {
    briefQuestion + (stepper.lastSaid(columns: columns).map { [$0] } ?? [])
  }

  /// The briefest words in so many rows, the question as far as it is scrolled.
  private func fitted(_ words: [Text], rows: Int) -> (lines: [Text], offset: Int) {
    func lines(_ texts: some Sequence<Text>) -> [Text] {
      texts.flatMap { TextMetrics.lines($0, columns: columns) }
    }
    guard rows > 0 else { return ([], 0) }
    let all = lines(words)
    guard all.count > rows else { return (all, 0) }
    // A single row goes to what was said last.
    let said = words.dropFirst().map { $0.cut(columns: columns) }.suffix(1)
    let question = lines(words.prefix(1))
    let shown = max(0, rows - said.count)
    guard shown > 0 else { return (Array(said), 0) }
    let first = min(max(0, stepper.offset), max(0, question.count - shown))
    var page = Array(question[first..<min(question.count, first + shown)])
    if shown > 1, first + shown < question.count, let last = page.popLast() {
      let key = Text(" PgDn", .dimmed)
      page.append(last.cut(columns: max(1, columns - key.columns)) + key)
    }
    return (page + said, first)
  }
}
