import Gradstep

/// What a terminal of some size shows of a stepper.
struct StepperView {
  let stepper: Stepper
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
  }

  /// The whole screen.
  var content: Content {
    guard columns >= Self.leastColumns, rows >= Self.leastRows else { return small }
    let (bottom, cursor) = foot
    let top = formula
    let room = rows - top.count - bottom.count
    let (middle, offset) = stepper.pane == nil ? step(rows: room) : pane(rows: room)
    return Content(
      lines: (top + middle + bottom).map { $0.cut(columns: columns) },
      cursor: cursor.map { ($0, rows - 2) },
      offset: offset
    )
  }

  static let leastColumns = 40
  static let leastRows = 12
  /// The fewest rows for the arithmetic and the list of nodes together.
  private static let leastTextRows = 6

  /// Where there is no room for more: the step in words, and what is typed or said.
  private var small: Content {
    guard rows > 0, columns > 0 else { return Content(lines: []) }
    let (bottom, cursor) = foot
    let lines = captionLines(width: columns) + [Text](repeating: Text(), count: rows)
    let hasFoot = stepper.prompt != nil || stepper.message != nil
    let shown = hasFoot ? lines.prefix(rows - 1) + bottom.prefix(1) : lines.prefix(rows)
    return Content(
      lines: shown.map { $0.cut(columns: columns) },
      cursor: cursor.map { (min($0, columns - 1), rows - 1) }
    )
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

  private func step(rows: Int) -> (lines: [Text], offset: Int) {
    let nodeCount = stepper.trace.graph.nodes.count
    // In a low window the arithmetic matters more than the graph.
    let graphRoom = rows - 2 - Self.leastTextRows
    let graphRows = graphRoom < 3 ? 0 : drawing.map { min($0.rows, graphRoom) } ?? 0
    let rest = rows - graphRows - 2
    let caption = captionLines(width: columns - 1)
    // The list has what the arithmetic of most steps leaves, and gives way where a step needs more.
    let share = max(rest * 45 / 100, rest - stepper.captionRows)
    let listRows = max(1, min(nodeCount, share, rest - caption.count))
    let isCut = graphRows < drawing?.rows ?? 0 || columns < drawing?.columns ?? 0
    let note = isCut && graphRows > 0 ? Text(" · a part of the graph", .dimmed) : Text()
    let list = NodeList(stepper: stepper, columns: columns, isASCII: isASCII)
    let (nodes, offset) = list.lines(rows: listRows)
    let lines =
      graph(rows: graphRows) + [rule(title + note)] + fitted(caption, rows: rest - listRows)
      + [rule(list.heading(rows: listRows))] + nodes
    return (lines, offset)
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
    if stepper.prompt?.purpose == .answer {
      // What is asked, and what was said last.
      return lines.prefix(1) + lines.suffix(rows - 1)
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
    let node = stepper.selection ?? stepper.step.node ?? stepper.trace.graph.nodes.startIndex
    let boxes = ([node] + (stepper.selection == nil ? stepper.focus : [])).map(graph.box)
    let horizontal = Self.window(columns, of: graph.columns, around: boxes.map(\.columns))
    let vertical = Self.window(rows, of: graph.rows, around: boxes.map(\.rows))
    let lines = graph.lines(frame, columns: horizontal, rows: vertical)
    let margin = Text(String(repeating: " ", count: max(0, (columns - graph.columns) / 2)))
    return lines.map { margin + $0 } + [Text](repeating: Text(), count: rows - lines.count)
  }

  /// The part of a stretch that is shown: the first of some parts, and the others if they fit.
  private static func window(
    _ size: Int,
    of whole: Int,
    around parts: [Range<Int>]
  ) -> Range<Int> {
    guard whole > size, let first = parts.first else { return 0..<whole }
    let all = parts.reduce(first) {
      min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
    }
    let part = all.count <= size ? all : first
    // Where little is cut, the picture stays where it is as long as the part is in view.
    guard whole > size + size / 2 else {
      let start = max(0, part.upperBound - size)
      return start..<start + size
    }
    let start = min(max(0, (part.lowerBound + part.upperBound - size) / 2), whole - size)
    return start..<start + size
  }

  // MARK: - Panes

  private func pane(rows: Int) -> (lines: [Text], offset: Int) {
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
    let blanks = [Text](repeating: Text(), count: room - shown.count)
    return ([rule(title + more)] + shown + blanks, first)
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
    var room = columns - 2 - question.columns
    let end = prompt.text.reversed().prefix {
      room -= TextMetrics.columns(of: String($0))
      return room >= 0
    }
    let typed = Text(String(end.reversed()))
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
