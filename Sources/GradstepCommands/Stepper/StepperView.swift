import Gradstep

/// What a terminal of some size shows of a stepper.
struct StepperView {
  let stepper: Stepper
  let columns: Int
  let rows: Int
  var isASCII = false
  /// Whether roles are told apart by colour; else the part at work of the formula has brackets.
  var isStyled = false

  /// The lines of the screen, as many as it has rows, and where the next character of a prompt goes.
  var content: (lines: [Text], cursor: (column: Int, row: Int)?) {
    guard columns >= Self.leastColumns, rows >= Self.leastRows else { return (small, nil) }
    let (bottom, cursor) = foot
    let top = formula
    let room = rows - top.count - bottom.count
    let middle = stepper.pane == nil ? step(rows: room) : pane(rows: room)
    let lines = (top + middle + bottom).map { $0.cut(columns: columns) }
    return (lines, cursor.map { ($0, rows - 2) })
  }

  static let leastColumns = 40
  static let leastRows = 12
  /// Rows that hold the arithmetic of most steps.
  private static let usualCaptionRows = 8
  /// The fewest rows for the arithmetic and the list of nodes together.
  private static let leastTextRows = 6

  /// Where there is no room for more: the step in words.
  private var small: [Text] {
    let lines = captionLines(width: max(1, columns))
    return Array((lines + Array(repeating: Text(), count: rows)).prefix(max(0, rows)))
  }

  // MARK: - The formula

  /// The statement at work, its part at work marked.
  private var formula: [Text] {
    let node = stepper.step.node
    let text = stepper.lesson.formula(marking: stepper.step.phase == .seed ? nil : node)
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

  private func step(rows: Int) -> [Text] {
    let nodeCount = stepper.trace.graph.nodes.count
    // In a low window the arithmetic matters more than the graph.
    let graphRoom = min((rows + 1) / 2, rows - 2 - Self.leastTextRows)
    let graphRows = graphRoom < 3 ? 0 : drawing.map { min($0.rows, graphRoom) } ?? 0
    let rest = rows - graphRows - 2
    let caption = captionLines(width: columns - 1)
    // The list gives way where the arithmetic needs its rows, up to the node at work.
    let share = max(rest * 45 / 100, rest - Self.usualCaptionRows)
    let listRows = max(1, min(nodeCount, share, rest - caption.count))
    return graph(rows: graphRows) + [rule(title)] + fitted(caption, rows: rest - listRows)
      + list(rows: listRows)
  }

  /// What stands above the arithmetic.
  private var title: Text {
    let step = stepper.step
    if stepper.prompt?.purpose == .answer {
      return Text("before step \(step.index + 1) of \(stepper.cursor.last)", .symbol)
        + Text(" · \(stepper.lesson.name)", .dimmed)
    }
    return Text("step \(step.index) of \(stepper.cursor.last) · \(step.phase.rawValue)", .symbol)
      + Text(" · \(stepper.lesson.name)", .dimmed)
  }

  /// Lines in so many rows, cut where there is no more room.
  private func fitted(_ lines: [Text], rows: Int) -> [Text] {
    guard lines.count > rows else {
      return lines + [Text](repeating: Text(), count: rows - lines.count)
    }
    let hidden = lines.count - rows + 1
    let note = Text("… \(hidden) more lines: x shows them", .dimmed)
    return Array(lines.prefix(rows - 1)) + [note]
  }

  /// The arithmetic of the step, or what a quiz asks in its place.
  private func captionLines(width: Int) -> [Text] {
    let caption = stepper.progress.frame.caption
    if stepper.prompt?.purpose == .answer {
      return stepper.conversation.flatMap {
        TextMetrics.lines($0, columns: width, indent: 2)
      }
    }
    return ([caption.headline] + caption.lines).flatMap {
      TextMetrics.lines($0, columns: width, indent: 2)
    }
  }

  // MARK: - The graph

  /// The widest drawing that fits, or else the one that is nearest to it.
  private var drawing: TerminalGraph? {
    stepper.graphs.first { $0.columns <= columns } ?? stepper.graphs.last
  }

  private func graph(rows: Int) -> [Text] {
    guard let graph = drawing, rows > 0 else { return [] }
    let frame = stepper.progress.frame
    let focus = stepper.selection ?? stepper.step.node
    let box = graph.box(ofCard: focus ?? stepper.trace.graph.output)
    let horizontal = Self.window(columns, of: graph.columns, around: box.columns)
    let vertical = Self.window(rows, of: graph.rows, around: box.rows)
    let lines = graph.lines(frame, columns: horizontal, rows: vertical)
    let margin = Text(String(repeating: " ", count: max(0, (columns - graph.columns) / 2)))
    return lines.map { margin + $0 } + [Text](repeating: Text(), count: rows - lines.count)
  }

  /// The part of a stretch that is shown, with what matters in its middle.
  private static func window(_ size: Int, of whole: Int, around part: Range<Int>) -> Range<Int> {
    guard whole > size else { return 0..<whole }
    let start = min(max(0, (part.lowerBound + part.upperBound - size) / 2), whole - size)
    return start..<start + size
  }

  // MARK: - The list of nodes

  private func list(rows: Int) -> [Text] {
    let list = NodeList(stepper: stepper, columns: columns, isASCII: isASCII)
    return [rule(list.heading)] + list.lines(rows: rows)
  }

  // MARK: - Panes

  private func pane(rows: Int) -> [Text] {
    let (title, lines) = StepperPane(stepper: stepper, columns: columns - 1, isASCII: isASCII)
      .content
    let room = rows - 1
    let last = max(0, lines.count - room)
    let first = min(max(0, stepper.offset), last)
    let shown = Array(lines.dropFirst(first).prefix(room))
    let more =
      last > 0
      ? Text(" · lines \(first + 1) to \(first + shown.count) of \(lines.count)", .dimmed)
      : Text()
    return [rule(title + more)] + shown + [Text](repeating: Text(), count: room - shown.count)
  }

  // MARK: - Lines

  /// A line across the screen, with words in it.
  private func rule(_ text: Text) -> Text {
    let dash = isASCII ? "-" : "─"
    let line = Text("\(dash)\(dash) ", .dimmed) + text.cut(columns: columns - 6) + Text(" ")
    let rest = max(0, columns - 1 - line.columns)
    return line + Text(String(repeating: dash, count: rest), .dimmed)
  }

  /// What is asked or said, and the line of keys.
  private var foot: (lines: [Text], cursor: Int?) {
    guard let prompt = stepper.prompt else {
      return (
        [stepper.message.map { TextMetrics.lines($0, columns: columns - 1)[0] } ?? Text(), keys],
        nil
      )
    }
    let question = Text(prompt.question, .symbol) + Text(" ")
    // The end of a long text is in view.
    var typed = Text(prompt.text)
    while question.columns + typed.columns > columns - 2, let run = typed.runs.first,
      !run.string.isEmpty
    {
      typed = Text(String(run.string.dropFirst()))
    }
    let hint = Text(prompt.keys, .dimmed)
    return ([question + typed, hint], question.columns + typed.columns)
  }

  /// The main keys, as many as fit.
  private var keys: Text {
    var line = Text()
    var entries = Stepper.commands.filter(\.isMain).map { ($0.keys[0], $0.label) }
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
    case .go, .find: "Enter: done   Esc: leave it"
    case .set: "such as x = [1, 2]   Enter: done   Esc: leave it"
    case .answer: "Enter: answer   ?: hint   skip: show it   Esc: look around first"
    }
  }
}
