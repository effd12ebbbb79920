import Gradstep

/// What a terminal of some size shows of a stepper.
struct StepperView {
  var stepper: Stepper
  let columns: Int
  let rows: Int
  var isASCII = false
  /// Whether roles are told apart by colour; else the part at work of the formula has brackets.
  var isStyled = false

  /// What stands on the screen.
  struct Content {
    /// As many lines as the screen has rows.
    var lines: [Text]
    /// Where the next character of a prompt goes; `nil` while nothing is typed.
    var cursor: (column: Int, row: Int)?
    /// How far the list or the pane is scrolled, which has its ends.
    var offset = 0
    /// How far the graph is moved, which has its ends as well.
    var pan = Stepper.Pan()
  }

  /// The whole screen.
  var content: Content {
    guard rows > 0, columns > 0 else { return Content(lines: []) }
    if isSmall, stepper.asked != nil { return smallQuestion }
    let foot = foot
    let top = isSmall ? [] : formula
    let room = rows - top.count - foot.lines.count
    var content = stepper.pane == nil ? step(rows: room) : pane(rows: room)
    content.lines = (top + content.lines + foot.lines).map { $0.cut(columns: columns) }
    content.cursor = foot.cursor.map { (min($0, columns - 1), rows - foot.lines.count) }
    return content
  }

  static let leastColumns = 40
  static let leastRows = 12
  /// The fewest rows for the arithmetic and the list of nodes together.
  private static let leastTextRows = 6
  /// The fewest rows in which a part of a graph says anything: those of a box.
  static let leastGraphRows = 3

  /// Whether there is no room for lines between the panes, and for what could be left out.
  private var isSmall: Bool { columns < Self.leastColumns || rows < Self.leastRows }

  /// The panes that have the window; while a question is open, all that it is answered from.
  private var fold: Stepper.Fold { stepper.asked == nil ? stepper.fold : .all }

  // MARK: - The formula

  /// The statement at work, its part at work marked.
  private var formula: [Text] {
    let step = stepper.shownStep
    let text = stepper.lesson.formula(marking: step.phase == .seed ? nil : step.node)
    let lines = TextMetrics.lines(isStyled ? text : bracketed(text), columns: columns - 1)
    guard lines.count > 2 else { return lines }
    // The part at work is in view, however long the formula is.
    let marked = lines.firstIndex { $0.runs.contains { $0.role == .current } } ?? 0
    let first = min(max(0, marked - 1), lines.count - 2)
    return Array(lines[first..<first + 2])
  }

  /// The text with marks around the part at work.
  private func bracketed(_ text: Text) -> Text {
    let (opening, closing) = isASCII ? ("<", ">") : ("⟨", "⟩")
    return Text(
      text.runs.map { run in
        guard run.role == .current else { return run }
        return Text.Run(opening + run.string + closing, .current, script: run.script)
      }
    )
  }

  // MARK: - The step

  private func step(rows: Int) -> Content {
    if isSmall { return smallStep(rows: rows) }
    switch fold {
    case .all: return wholeStep(rows: rows)
    case .graph:
      // What a small graph leaves, the arithmetic has.
      let graphRows = min(drawnRows, rows - 1)
      let (lines, pan) = graph(rows: graphRows)
      return Content(
        lines: lines + [rule(title)] + fitted(captionLines, rows: rows - 1 - graphRows),
        offset: stepper.offset,
        pan: pan
      )
    case .arithmetic:
      var content = scrolled(fullCaption, rows: rows - 1)
      content.lines.insert(rule(title), at: 0)
      return content
    case .table:
      let listRows = min(stepper.graph.nodes.count, rows - 2)
      let (lines, offset, heading) = table(rows: listRows)
      let caption = fitted(captionLines, rows: rows - 2 - listRows)
      return Content(
        lines: [rule(title)] + caption + [rule(heading)] + lines,
        offset: offset,
        pan: stepper.pan
      )
    }
  }

  /// Graph, arithmetic and list one below another.
  private func wholeStep(rows: Int) -> Content {
    let nodeCount = stepper.graph.nodes.count
    // A question is answered from the numbers of all nodes that it concerns.
    let caption = captionLines
    let (leastCaptionRows, leastListRows) = leastRows(of: caption, room: rows - 2)
    let leastTextRows = max(Self.leastTextRows, leastCaptionRows + leastListRows)
    // In a low window the arithmetic matters more than the graph.
    let graphRoom = rows - 2 - leastTextRows
    let graphRows =
      graphRoom < Self.leastGraphRows ? 0 : min(drawnRows, graphRoom)
    let rest = rows - graphRows - 2
    // The list has what the arithmetic of most steps leaves, and gives way where a step needs more.
    let share = max(rest * 45 / 100, rest - stepper.captionRows)
    let listRows = max(leastListRows, min(nodeCount, share, rest - caption.count))
    let isCut = graphRows < drawing?.rows ?? 0 || columns < drawing?.columns ?? 0
    let note =
      isCut && graphRows > 0 && stepper.asked == nil
      ? Text(" · a part of the graph", .dimmed) : Text()
    let (nodes, offset, heading) = table(rows: listRows)
    let (graph, pan) = graph(rows: graphRows)
    let lines =
      graph + [rule(title + note)] + fitted(caption, rows: rest - listRows)
      + [rule(heading)] + nodes
    return Content(lines: lines, offset: offset, pan: pan)
  }

  /// The rows that the arithmetic and the list have at least.
  ///
  /// A question is answered from the numbers of all nodes that it concerns.
  private func leastRows(of caption: [Text], room: Int) -> (caption: Int, list: Int) {
    guard stepper.asked != nil else { return (1, 1) }
    let words = min(caption.count, questionRows + 2)
    return (words, max(1, min(stepper.focus.count, room - words)))
  }

  /// A small window has no lines between its parts: the arithmetic, the nodes that the step concerns,
  /// and the graph if there is room for a box.
  private func smallStep(rows: Int) -> Content {
    let nodeCount = stepper.graph.nodes.count
    let titles = rows > 3 ? [title] : []
    let room = rows - titles.count
    switch fold {
    case .graph where room >= Self.leastGraphRows && drawnRows > 0:
      let graphRows = min(drawnRows, room)
      let caption = captionLines
      let textRows = min(caption.count, room - graphRows)
      let (lines, pan) = graph(rows: graphRows)
      let nodes = table(rows: min(nodeCount, room - graphRows - textRows))
      return Content(
        lines: Self.filled(
          lines + titles + fitted(caption, rows: textRows) + nodes.lines,
          rows: rows
        ),
        offset: nodes.offset,
        pan: pan
      )
    case .table:
      let listRows = min(nodeCount, room)
      let (lines, offset, _) = table(rows: listRows)
      return Content(
        lines: titles + fitted(captionLines, rows: room - listRows) + lines,
        offset: offset,
        pan: stepper.pan
      )
    case .arithmetic:
      var content = scrolled(fullCaption, rows: room)
      content.lines.insert(contentsOf: titles, at: 0)
      return content
    case .all, .graph:
      let caption = captionLines
      let leastListRows = room < 4 ? 0 : max(1, min(stepper.focus.count, room / 3))
      let textRows = min(caption.count, room - leastListRows)
      let listRows = min(nodeCount, room - textRows)
      let rest = room - textRows - listRows
      let graphRows = rest < Self.leastGraphRows ? 0 : min(drawnRows, rest)
      let (nodes, offset, _) = table(rows: listRows)
      let (graph, pan) = graph(rows: graphRows)
      let text = fitted(caption, rows: textRows)
      return Content(
        lines: Self.filled(graph + titles + text + nodes, rows: rows),
        offset: offset,
        pan: pan
      )
    }
  }

  /// The names of the columns, and the rows of the nodes that fit.
  func table(rows: Int) -> (lines: [Text], offset: Int, heading: Text) {
    let list = NodeList(stepper: stepper, columns: columns, isASCII: isASCII)
    let (lines, offset) = list.lines(rows: max(0, rows))
    return (lines, offset, list.heading(rows: rows))
  }

  /// Lines with blank ones below them.
  static func filled(_ lines: [Text], rows: Int) -> [Text] {
    lines + [Text](repeating: Text(), count: max(0, rows - lines.count))
  }

  /// As many of the lines as fit, as far as is scrolled.
  private func scrolled(_ lines: [Text], rows: Int) -> Content {
    let first = min(max(0, stepper.offset), max(0, lines.count - rows))
    let shown = Array(lines.dropFirst(first).prefix(max(0, rows)))
    return Content(lines: Self.filled(shown, rows: rows), offset: first, pan: stepper.pan)
  }

  /// What stands above the arithmetic; of a quiz, how it stands and how to leave it.
  var title: Text {
    let step = stepper.step
    let last = stepper.lastStep
    if stepper.asked != nil, let quiz = stepper.quiz {
      return quiz.heading.symbol
        + Text(" · q and Enter: leave · before step \(step.index + 1) of \(last)", .dimmed)
    }
    let score = stepper.quiz.map { " · quiz: \($0.points) of \($0.questions.count)" } ?? ""
    let epoch = stepper.moment.epoch.map { " · \($0)" } ?? ""
    return Text("step \(step.index) of \(last) · \(step.phase.rawValue)", .symbol)
      + Text("\(epoch)\(score) · \(stepper.lesson.name)", .dimmed)
  }

  /// Lines in so many rows, cut where there is no more room.
  private func fitted(_ lines: [Text], rows: Int) -> [Text] {
    guard rows > 0 else { return [] }
    guard lines.count > rows else { return Self.filled(lines, rows: rows) }
    if stepper.asked != nil {
      // What is asked, and what was said last, from its beginning.
      let said = Array(lines.dropFirst(questionRows))
      let last = wrapped(stepper.saidOfQuestion.suffix(1))
      let opening = min(questionRows, rows - min(last.count, max(1, rows / 3)))
      let room = rows - opening
      return Array(lines.prefix(opening))
        + (last.count > room ? last.prefix(room) : said.suffix(room))
    }
    let hidden = lines.count - rows + 1
    let note = Text("… \(hidden) more lines: x shows them", .dimmed)
    return Array(lines.prefix(rows - 1)) + [note]
  }

  /// The arithmetic of the step, or what a quiz asks in its place.
  private var captionLines: [Text] {
    let caption = stepper.moment.caption
    return wrapped(
      stepper.asked == nil ? caption.texts : stepper.conversation
    )
  }

  /// Texts in lines of the window.
  private func wrapped(_ texts: [Text]) -> [Text] {
    texts.flatMap { TextMetrics.lines($0, columns: textColumns, indent: 2) }
  }

  /// The columns for text; the last one is free where there is room.
  var textColumns: Int { isSmall ? columns : columns - 1 }

  /// How many rows the question takes, with the numbers that it is answered from.
  private var questionRows: Int { wrapped(stepper.question).count }

  /// The arithmetic and the numbers of the nodes that it concerns, none left out.
  private var fullCaption: [Text] {
    stepper.paneContent(.numbers, columns: textColumns, isASCII: isASCII).lines
  }

  // MARK: - Panes

  private func pane(rows: Int) -> Content {
    guard let pane = stepper.pane else { return Content(lines: []) }
    let (title, lines) = stepper.paneContent(pane, columns: textColumns, isASCII: isASCII)
    let room = rows > 2 ? rows - 1 : rows
    var content = scrolled(lines, rows: room)
    guard rows > 2 else { return content }
    let last = min(lines.count, content.offset + room)
    let more =
      lines.count > room
      ? Text(" · lines \(content.offset + 1) to \(last) of \(lines.count)", .dimmed) : Text()
    content.lines.insert(isSmall ? title + more : rule(title + more), at: 0)
    return content
  }

  // MARK: - Lines

  /// A line across the screen, with words in it.
  private func rule(_ text: Text) -> Text {
    let dash = isASCII ? "-" : "─"
    let line = Text("\(dash)\(dash) ", .dimmed) + text.cut(columns: columns - 6) + Text(" ")
    let rest = max(0, columns - 1 - line.columns)
    return line + Text(String(repeating: dash, count: rest), .dimmed)
  }

  /// What is asked or said, and the line of keys; in a small window what is said has a line only
  /// while there is something, and with one row to spare only one of the two is there.
  private var foot: (lines: [Text], cursor: Int?) {
    let (said, cursor, keys) = prompt ?? (message, nil, self.keys)
    guard isSmall else { return ([said ?? Text(), keys], cursor) }
    if rows > 2 { return ((said.map { [$0] } ?? []) + [keys], cursor) }
    if rows == 2 { return ([said ?? keys], cursor) }
    return (said.map { [$0] } ?? [], cursor)
  }

  private var message: Text? {
    stepper.message.map { $0.cut(columns: max(1, columns - 1)) }
  }

  var prompt: (line: Text?, cursor: Int?, keys: Text)? {
    guard let prompt = stepper.prompt else { return nil }
    let name = Text(prompt.question, .symbol) + Text(" ")
    let question = columns > 2 * name.columns ? name : Text()
    let mark = isASCII ? "~" : "…"
    let (typed, column) = prompt.line.window(
      columns: columns - 1 - question.columns,
      mark: mark
    )
    return (question + typed, question.columns + column, Text(prompt.keys, .dimmed))
  }

  /// The main keys, as many as fit.
  private var keys: Text {
    var line = Text()
    var entries = Stepper.commands.filter(\.isMain).map { command in
      (command.keys[0], command.label + (command.state.map { ": " + $0(stepper) } ?? ""))
    }
    entries.append((Stepper.quitKeys[0], stepper.pane == nil ? "quit" : "close"))
    // Help and quit are said however narrow the window is.
    while entries.count > 2 {
      line = Self.joined(entries, isASCII)
      if line.columns < columns { break }
      entries.remove(at: entries.count - 3)
    }
    return line
  }

  private static func joined(_ entries: [(Key, String)], _ isASCII: Bool) -> Text {
    entries.reduce(Text()) { line, entry in
      (line.runs.isEmpty ? Text() : line + Text("  "))
        + Text(entry.0.label(isASCII: isASCII), .symbol) + Text(" \(entry.1)", .dimmed)
    }
  }
}

extension Stepper.Prompt {
  fileprivate var question: String {
    switch purpose {
    case .go: "go to step or node:"
    case .find: "find:"
    case .set: "set a leaf:"
    case .answer: "answer:"
    }
  }

  /// What can be done besides typing.
  fileprivate var keys: String {
    switch purpose {
    case .go, .find: "Enter: done   Esc: leave it   Up: what was typed before"
    case .set: "such as x = [1, 2]   Enter: done   Esc: leave it   Up: what was typed before"
    case .answer: QuizCommand.help(separator: "  ") + "  Esc: look around"
    }
  }
}
