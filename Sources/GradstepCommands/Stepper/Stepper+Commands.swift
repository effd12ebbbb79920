import Gradstep

extension Stepper {
  /// Something that a key does.
  ///
  /// The line of keys and the help are made from the list of these.
  struct Command: Sendable {
    /// The keys, the one that is shown first.
    let keys: [Key]
    /// What it does, in a word or two.
    let label: String
    /// What it does, in a sentence.
    let help: String
    /// Whether the line of keys always says it.
    var isMain = false
    /// What it has been set to, behind its label.
    var state: (@Sendable (Stepper) -> String)?
    let action: @Sendable (inout Stepper) -> Void
  }

  /// All commands, in the order of the help.
  static let commands: [Command] = [
    Command(
      keys: [.right, .character("n"), .character(" ")],
      label: "next",
      help: "Take the next step.",
      isMain: true
    ) { $0.goOn() },
    Command(
      keys: [.left, .character("p"), .backspace],
      label: "back",
      help: "Go one step back.",
      isMain: true
    ) { $0.move(to: $0.step.index - 1) },
    Command(
      keys: [.tab, .character("N")],
      label: "phase",
      help: "Go to the next phase: forward, seed, backward, and with --descend update.",
      isMain: true
    ) { $0.goToNextPhase() },
    Command(
      keys: [.character("v")],
      label: "view",
      help: "Give the window to the graph, to the arithmetic, to the table, or share it among all.",
      isMain: true,
      state: { $0.fold.rawValue },
      action: { $0.foldPanes() }
    ),
    Command(
      keys: [.home, .character("f"), .character("0")],
      label: "first",
      help: "Go to the first step."
    ) { $0.move(to: 0) },
    Command(
      keys: [.end, .character("l"), .character("$")],
      label: "last",
      help: "Go to the last step."
    ) { $0.move(to: $0.lastStep) },
    Command(
      keys: [.character("g")],
      label: "go",
      help: """
        Go to a step or a node: 'g 7', 'g W'. On the way forward that is the step that works the \
        node out; on the way back the one that pulls back through it, or of a leaf the one that \
        brings its last contribution. Once more, or with nothing typed: the next step that concerns \
        the node.
        """,
      isMain: true
    ) { $0.prompt = Prompt(purpose: .go) },
    Command(
      keys: [.character("/")],
      label: "find",
      help: "Find a node by a part of its name or operation; nothing typed: the next one."
    ) { $0.prompt = Prompt(purpose: .find) },
    Command(
      keys: [.character("j")],
      label: "Jacobian",
      help: "The local Jacobian of a slot, and both ways to Jᵀ·g; once more for the next slot.",
      isMain: true
    ) { $0.showNextJacobian() },
    Command(
      keys: [.character("w")],
      label: "why",
      help: "Say in each step on the way back why: the rules it uses, in the names of the step.",
      isMain: true
    ) { $0.toggleWhy() },
    Command(
      keys: [.character("s")],
      label: "set",
      help: "Give a leaf other values and stay at this step: 's x=[1, 2]'.",
      isMain: true
    ) { $0.prompt = Prompt(purpose: .set) },
    Command(
      keys: [.character("u")],
      label: "undo",
      help: "Take back the last values that were set."
    ) { $0.undo() },
    Command(
      keys: [.character("x"), .enter],
      label: "expand",
      help: "The step and its numbers in full.",
      isMain: true
    ) { $0.toggle(.numbers) },
    Command(
      keys: [.character("H"), .shiftLeft],
      label: "graph left",
      help: "Move left along the graph; the next step goes back to the node at work."
    ) { $0.pan.columns -= panColumns },
    Command(
      keys: [.character("J"), .shiftDown],
      label: "graph down",
      help: "Move down the graph."
    ) { $0.pan.rows += panRows },
    Command(
      keys: [.character("K"), .shiftUp],
      label: "graph up",
      help: "Move up the graph."
    ) { $0.pan.rows -= panRows },
    Command(
      keys: [.character("L"), .shiftRight],
      label: "graph right",
      help: "Move right along the graph."
    ) { $0.pan.columns += panColumns },
    Command(
      keys: [.character("c")],
      label: "centre",
      help: "Go back to where the node at work is in view, in the graph and in the list."
    ) {
      $0.pan = Pan()
      $0.offset = 0
    },
    Command(
      keys: [.character("+"), .character("=")],
      label: "more digits",
      help: "Show one digit more."
    ) { $0.changePrecision(by: 1) },
    Command(
      keys: [.character("-")],
      label: "fewer digits",
      help: "Show one digit less."
    ) { $0.changePrecision(by: -1) },
    Command(
      keys: [.down],
      label: "scroll down",
      help: "Scroll the list of nodes, or what is shown alone or in place of the step."
    ) { $0.scroll(by: 1) },
    Command(keys: [.up], label: "scroll up", help: "Scroll up.") { $0.scroll(by: -1) },
    Command(keys: [.pageDown], label: "page down", help: "Scroll down by a page.") {
      $0.scroll(by: pageRows)
    },
    Command(keys: [.pageUp], label: "page up", help: "Scroll up by a page.") {
      $0.scroll(by: -pageRows)
    },
    Command(
      keys: [.character("?"), .character("h")],
      label: "help",
      help: "This list.",
      isMain: true
    ) { $0.toggle(.help) },
  ]

  /// How far a page is scrolled.
  private static let pageRows = 10
  /// How far the graph is moved at once, in cells.
  private static let panColumns = 8
  private static let panRows = 3

  /// The keys that end it all; what they do is not a change of the stepper.
  ///
  /// Ctrl-C is none of them: it is a signal, which ends the program as any other.
  static let quitKeys: [Key] = [.character("q"), .control("d")]
}

extension Key {
  /// The key as a line of keys shows it.
  func label(isASCII: Bool) -> String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .alt(let character): "Alt-\(character)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .up: isASCII ? "Up" : "↑"
    case .down: isASCII ? "Down" : "↓"
    case .left: isASCII ? "Left" : "←"
    case .right: isASCII ? "Right" : "→"
    case .shiftUp: isASCII ? "Shift-Up" : "Shift-↑"
    case .shiftDown: isASCII ? "Shift-Down" : "Shift-↓"
    case .shiftLeft: isASCII ? "Shift-Left" : "Shift-←"
    case .shiftRight: isASCII ? "Shift-Right" : "Shift-→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "Page up"
    case .pageDown: "Page down"
    }
  }
}
