import Gradstep

/// What is shown in place of the step: help, a Jacobian, numbers in full.
struct StepperPane {
  let stepper: Stepper
  let columns: Int
  let isASCII: Bool

  /// The title and the lines, however many.
  func content(of pane: Stepper.Pane) -> (title: Text, lines: [Text]) {
    switch pane {
    case .help: (Text("keys", .symbol), help)
    case .jacobian(let slot): (Text("local Jacobian", .symbol), jacobian(slot))
    case .score: (Text("quiz", .symbol), (stepper.quiz?.summary ?? []).flatMap { wrapped($0) })
    case .numbers: (Text("step \(stepper.step.index) in full", .symbol), numbers)
    }
  }

  // MARK: - Help

  private var help: [Text] {
    let entries =
      Stepper.commands.map { ($0.keys, $0.help) } + [
        (Stepper.quitKeys, "Quit; in a pane q and Esc close it.")
      ]
    let labels = entries.map { keys, _ in
      keys.map { $0.label(isASCII: isASCII) }.joined(separator: "  ")
    }
    let width = labels.map { $0.columns }.max() ?? 0
    guard columns >= 2 * width else {
      // Not side by side, then.
      return zip(labels, entries).flatMap { label, entry in
        wrapped(Text(label, .symbol)) + wrapped(Text("  " + entry.1))
      }
    }
    return zip(labels, entries).flatMap { label, entry in
      TextMetrics.lines(Text(entry.1), columns: max(10, columns - width - 3)).enumerated().map {
        position,
        line in
        Text(position == 0 ? label : "", .symbol).padded(columns: width + 2) + line
      }
    }
  }

  // MARK: - Jacobian

  private func jacobian(_ slot: Int) -> [Text] {
    stepper.moment.jacobianCard(slot: slot, columns: columns).flatMap { wrapped($0) }
  }

  // MARK: - Numbers

  /// The caption of the step, and the numbers of the nodes that it concerns, none left out.
  private var numbers: [Text] {
    let caption = stepper.moment.caption
    var lines = caption.texts.flatMap { wrapped($0) }
    let nodes = stepper.selection.map { [$0] } ?? stepper.focus
    for id in nodes {
      lines += [Text()] + stepper.moment.numbers(of: id, columns: columns).flatMap { wrapped($0) }
    }
    return lines
  }

  private func wrapped(_ line: Text) -> [Text] {
    TextMetrics.lines(line, columns: columns, indent: 2)
  }
}
