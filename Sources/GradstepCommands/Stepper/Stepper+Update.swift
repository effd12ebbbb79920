import Gradstep

/// What keys do to the stepper.
extension Stepper {
  /// Whether there is more to come after a key.
  enum Outcome: Hashable {
    case goOn
    case quit
  }

  /// Changes the stepper as a key asks for.
  @discardableResult
  mutating func update(_ key: Key) -> Outcome {
    if prompt != nil { return edit(key) }
    message = nil
    if let pane, key == .escape || key == .character("q") {
      toggle(pane)
      return .goOn
    }
    if Self.quitKeys.contains(key) { return .quit }
    if let command = Self.commands.first(where: { $0.keys.contains(key) }) {
      command.action(&self)
    } else if key != .escape {
      message = Text("\(key.label(isASCII: false)) does nothing here; ? lists the keys")
    }
    return .goOn
  }

  // MARK: - Walking

  mutating func goOn() {
    guard step.index < lastStep else {
      message = "this is the last step; f goes to the first, q quits"
      if quiz != nil { pane = .score }
      return
    }
    guard !isAsked else {
      ask()
      return
    }
    move(to: step.index + 1)
  }

  mutating func goToNextPhase() {
    guard step.index < lastStep else { return goOn() }
    move(to: course.startOfNextPhase(after: step.index))
  }

  mutating func toggle(_ pane: Pane) {
    self.pane = self.pane == pane ? nil : pane
    offset = 0
  }

  mutating func showNextJacobian() {
    guard step.phase == .backward || step.phase == .forward, let node = step.node else {
      message = "an operation has local Jacobians; go on to a step that has one at work"
      return
    }
    guard step.phase == .backward || quiz?.current == nil else {
      message = "the quiz may ask for it: it is shown on the way back"
      return
    }
    let slots = graph.operands(of: node).count
    let slot = if case .jacobian(let slot) = pane { slot + 1 } else { 0 }
    pane = slot < slots ? .jacobian(slot: slot) : nil
    offset = 0
  }

  mutating func changePrecision(by count: Int) {
    let precision = format.precision + count
    guard NumberFormat.precisions.contains(precision) else {
      message = "numbers have from 1 to 17 digits"
      return
    }
    show(NumberFormat(precision: precision))
    message = Text(precision.counting("significant digit"))
  }

  // MARK: - Looking around

  /// Scrolls what can be scrolled; the graph, where it is alone.
  mutating func scroll(by rows: Int) {
    if fold == .graph, pane == nil, asked == nil { pan.rows += rows } else { offset += rows }
  }

  mutating func foldPanes() {
    guard pane == nil else {
      message = "the step has panes; Esc goes back to it"
      return
    }
    fold = fold.next
    offset = 0
  }

  // MARK: - Prompts

  private mutating func edit(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("g"):
      prompt = nil
    case .enter:
      guard let prompt else { return .goOn }
      self.prompt = nil
      return answer(prompt)
    case .backspace where prompt?.text.isEmpty == true,
      .control("d") where prompt?.text.isEmpty == true:
      prompt = nil
    case .up, .control("p"):
      recall(-1)
    case .down, .control("n"):
      recall(1)
    case .pageUp, .pageDown:
      // A question that is longer than a small window is read on, row by row.
      scroll(by: key == .pageUp ? -1 : 1)
    default:
      _ = prompt?.line.edit(key)
    }
    return .goOn
  }

  /// Takes a line from the history in place of what is typed; behind the last one comes what was
  /// typed.
  private mutating func recall(_ distance: Int) {
    guard var prompt, let lines = history[prompt.purpose] else { return }
    let place = (prompt.recalled ?? lines.count) + distance
    guard 0...lines.count ~= place else { return }
    if prompt.recalled == nil { prompt.draft = prompt.line }
    prompt.recalled = place < lines.count ? place : nil
    prompt.line = place < lines.count ? EditedLine(lines[place]) : prompt.draft
    self.prompt = prompt
  }

  private mutating func answer(_ prompt: Prompt) -> Outcome {
    let text = String(prompt.text.trimmed)
    message = nil
    remember(text, for: prompt.purpose)
    switch prompt.purpose {
    case .go: go(to: text)
    case .find: find(text)
    case .set: set(text)
    case .answer: return answer(text)
    }
    return .goOn
  }

  /// Goes to a step by its number, or to a node: to the step that is its own in the direction of the
  /// walk, and from there, or with nothing typed, on to the next that concerns it.
  private mutating func go(to text: String) {
    if let number = Int(text) {
      guard 0...lastStep ~= number else {
        message = Text("the last step is \(lastStep); there is no step \(number)")
        return
      }
      move(to: number)
      return
    }
    let isTyped = !text.isEmpty
    let text = isTyped ? text : lastNode ?? ""
    guard !text.isEmpty else { return }
    guard let node = node(named: text) else {
      message = Text("no node is named '\(text)'; / finds parts of names")
      return
    }
    let steps = course.steps(concerning: node)
    let onWayBack = ![.inputs, .forward].contains(step.phase)
    let own = course.ownStep(of: node, around: step.index, onWayBack: onWayBack)
    let following = steps.first { $0 > step.index } ?? steps.first
    guard let next = isTyped && own != step.index ? own : following else {
      message = Text("nothing happens to \(text)")
      return
    }
    lastNode = text
    move(to: next)
    // In a quiz the way may have ended before.
    guard step.index == next else { return }
    let position = (steps.firstIndex(of: next) ?? 0) + 1
    message = Text("\(text): its step \(position) of \(steps.count)")
  }

  /// Looks for the next node whose name or operation contains a text.
  private mutating func find(_ text: String) {
    let wanted = text.isEmpty ? lastSearch ?? "" : text.folded
    guard !wanted.isEmpty else { return }
    lastSearch = wanted
    let graph = graph
    let found = graph.nodes.indices.filter { id in
      let texts = [graph.displayNames[id], graph.operation(of: id)?.name ?? ""]
      return (texts + [moment.expression(of: id).plain]).contains { $0.folded.contains(wanted) }
    }
    guard let first = found.first else {
      selection = nil
      message = Text("no node has '\(wanted)' in its name or its operation")
      return
    }
    let next = selection.flatMap { last in found.first { $0 > last } } ?? first
    selection = next
    offset = 0
    let position = (found.firstIndex(of: next) ?? 0) + 1
    message =
      moment.row(of: next).name + Text(": \(position) of \(found.count) with '\(wanted)'")
      + Text(found.count > 1 ? "; / and Enter for the next" : "")
  }

  /// The node that a person calls by a name, typed as the source has it or as it is shown.
  private func node(named name: String) -> Node.ID? {
    graph.displayNames.lastIndex(of: name)
      ?? graph.displayNames.lastIndex { $0.folded == name.folded }
  }

  // MARK: - What if

  /// Gives a leaf other values and stays at the same step.
  private mutating func set(_ text: String) {
    guard !text.isEmpty else { return }
    guard quiz == nil else {
      message = "the values stay as they are while a quiz asks for them"
      return
    }
    let what = Source(name: "set", text: text)
    do throws(DiagnosticsError) {
      let changed = try lesson.changed(by: what)
      earlierLessons = (earlierLessons + [lesson]).suffix(Self.mostEarlierLessons)
      message = replaceAndTell(changed) + Text("   \(text)   u: back", .dimmed)
    } catch {
      let first = error.diagnostics.first { $0.severity == .error } ?? error.diagnostics.first
      message = Text(first.map(\.summary) ?? "")
    }
  }

  private static let mostEarlierLessons = 100

  /// Gives the leaves the values that they had before the last time that some were set.
  mutating func undo() {
    guard let earlier = earlierLessons.popLast() else {
      message = "no values were set; s sets some"
      return
    }
    message = replaceAndTell(earlier) + Text("   taken back", .dimmed)
  }

  /// Shows other values, and says what becomes of the output: `y 1.02 → 2.31`.
  private mutating func replaceAndTell(_ lesson: Lesson) -> Text {
    let output = graph.output
    let before = moment.result(of: output)
    replace(lesson)
    let after = moment.result(of: output)
    if before.value == after.value { return before.name + Text(" stays ") + before.value }
    return before.name + Text(" ") + before.value + Text(" → ") + after.value
  }
}

extension String {
  /// The text as it is looked for: small letters, subscripts on the line, no `_`.
  fileprivate var folded: String {
    let scalars = lowercased().unicodeScalars.filter { $0 != "_" }
      .map { ScriptTable.allLowered[$0] ?? $0 }
    return String(String.UnicodeScalarView(scalars))
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: SubSequence {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
    return start[...end]
  }
}
