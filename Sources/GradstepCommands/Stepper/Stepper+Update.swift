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
    if prompt != nil {
      edit(key)
      return .goOn
    }
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
    guard cursor.index < cursor.last else {
      message = "this is the last step; f goes to the first, q quits"
      if quiz != nil { pane = .score }
      return
    }
    guard !isAsked else {
      ask()
      return
    }
    move(to: cursor.index + 1)
  }

  mutating func goToNextPhase() {
    guard cursor.index < cursor.last else { return goOn() }
    move(to: trace.startOfNextPhase(after: cursor.index))
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
    let slots = trace.graph.operands(of: node).count
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
    message = Text("\(precision) significant digit\(precision == 1 ? "" : "s")")
  }

  // MARK: - Prompts

  private mutating func edit(_ key: Key) {
    switch key {
    case .escape, .control("g"):
      prompt = nil
    case .enter:
      guard let prompt else { return }
      self.prompt = nil
      answer(prompt)
    case .backspace where prompt?.text.isEmpty == true:
      prompt = nil
    case .backspace:
      prompt?.text.removeLast()
    case .control("u"):
      prompt?.text = ""
    case .character(let character):
      prompt?.text.append(character)
    default:
      break
    }
  }

  private mutating func answer(_ prompt: Prompt) {
    let text = String(prompt.text.trimmed)
    message = nil
    switch prompt.purpose {
    case .go: go(to: text)
    case .find: find(text)
    case .set: set(text)
    case .answer: answer(text)
    }
  }

  /// Goes to a step by its number, or to the next step that concerns a node.
  private mutating func go(to text: String) {
    if let number = Int(text) {
      guard 0...cursor.last ~= number else {
        message = Text("the last step is \(cursor.last); there is no step \(number)")
        return
      }
      move(to: number)
      return
    }
    let text = text.isEmpty ? lastNode ?? "" : text
    guard !text.isEmpty else { return }
    guard let node = node(named: text) else {
      message = Text("no node is named '\(text)'; / finds parts of names")
      return
    }
    let steps = trace.steps(concerning: node)
    guard let next = steps.first(where: { $0 > cursor.index }) ?? steps.first else {
      message = Text("nothing happens to \(text)")
      return
    }
    lastNode = text
    move(to: next)
    // In a quiz the way may have ended before.
    guard cursor.index == next else { return }
    let position = (steps.firstIndex(of: next) ?? 0) + 1
    message = Text("\(text): its step \(position) of \(steps.count)")
  }

  /// Looks for the next node whose name or operation contains a text.
  private mutating func find(_ text: String) {
    let wanted = text.isEmpty ? lastSearch ?? "" : text.folded
    guard !wanted.isEmpty else { return }
    lastSearch = wanted
    let graph = trace.graph
    let found = graph.nodes.indices.filter { id in
      let texts = [graph.displayNames[id], graph.operation(of: id)?.name ?? ""]
      return (texts + [progress.expression(of: id).plain]).contains { $0.folded.contains(wanted) }
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
      progress.row(of: next).name + Text(": \(position) of \(found.count) with '\(wanted)'")
      + Text(found.count > 1 ? "; / and Enter for the next" : "")
  }

  /// The node that a person calls by a name, typed as the source has it or as it is shown.
  private func node(named name: String) -> Node.ID? {
    trace.graph.displayNames.lastIndex(of: name)
      ?? trace.graph.displayNames.lastIndex { $0.folded == name.folded }
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
      replace(changed)
      message = Text("set: \(text)")
    } catch {
      message = Text(error.diagnostics.first.map(\.summary) ?? "")
    }
  }
}

extension String {
  /// The text as it is looked for: small letters, subscripts on the line, no `_`.
  fileprivate var folded: String {
    let subscripts = Array("₀₁₂₃₄₅₆₇₈₉")
    return String(
      lowercased().compactMap { character in
        character == "_"
          ? nil : subscripts.firstIndex(of: character).map { Character("\($0)") } ?? character
      }
    )
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
