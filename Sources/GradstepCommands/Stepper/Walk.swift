import Gradstep

/// What a person who walks through a lesson sees: the stepper, and before there is one, how far the
/// building of it has come.
///
/// It is a value like the stepper, and keys change it as purely.
struct Walk {
  /// The stepper; `nil` while it is being built.
  private(set) var stepper: Stepper?
  /// What was typed before there was a stepper to take it, each part as it came.
  private var waitingInputs: [[Input]] = []

  /// Changes what is seen as keys and pasted texts ask for, which came in one go.
  mutating func update(_ inputs: [Input]) -> TerminalSession.Outcome {
    if stepper != nil { return stepper?.update(inputs) ?? .goOn }
    let quits = inputs.map { input in
      guard case .key(let key) = input else { return false }
      return Stepper.quitKeys.contains(key) || key == .escape
    }
    if let position = quits.firstIndex(of: true) {
      // More behind it, or Enter before it, is what a pasted text has.
      let isLast = position == inputs.count - 1 && !inputs.contains(.key(.enter))
      return isLast ? .quit : .dropRest
    }
    waitingInputs.append(inputs)
    return .goOn
  }

  /// Takes what has come of the building.
  mutating func take(_ state: StepperConstruction.State) -> TerminalSession.Outcome {
    switch state {
    case .underWay: break
    case .drawing(let new): if stepper == nil { return begin(new) }
    case .done(let new):
      guard stepper != nil else { return begin(new) }
      stepper?.drawing = new.drawing
      if let message = new.message { stepper?.message = message }
    case .failed: return .quit
    }
    return .goOn
  }

  /// Goes on to the stepper, which takes the keys that were pressed meanwhile.
  private mutating func begin(_ stepper: Stepper) -> TerminalSession.Outcome {
    var stepper = stepper
    var outcome = TerminalSession.Outcome.goOn
    for inputs in waitingInputs where outcome == .goOn { outcome = stepper.update(inputs) }
    waitingInputs = []
    self.stepper = stepper
    return outcome
  }

  /// What stands on the screen; what is scrolled beyond an end is at that end from then on.
  mutating func content(
    columns: Int,
    rows: Int,
    isASCII: Bool,
    isStyled: Bool
  ) -> StepperView.Content {
    guard var stepper else { return waiting(columns: columns, rows: rows, isASCII: isASCII) }
    stepper.fit(columns: columns)
    var view = StepperView(
      stepper: stepper,
      columns: columns,
      rows: rows,
      isASCII: isASCII,
      isStyled: isStyled
    )
    stepper.keepPane(columns: view.textColumns, isASCII: isASCII)
    view.stepper = stepper
    let content = view.content
    stepper.offset = content.offset
    stepper.pan = content.pan
    self.stepper = stepper
    return content
  }

  private func waiting(columns: Int, rows: Int, isASCII: Bool) -> StepperView.Content {
    let work = Text("building \(isASCII ? "..." : "…")", .symbol)
    let part = Text("values and gradients are worked out", .dimmed)
    let keys = Text("q", .symbol) + Text(" quit", .dimmed)
    var lines = [work, part].prefix(max(0, rows - 1)).map { $0.cut(columns: columns) }
    lines += [Text](repeating: Text(), count: max(0, rows - 1 - lines.count))
    return StepperView.Content(lines: rows > 0 ? lines + [keys.cut(columns: columns)] : [])
  }
}
