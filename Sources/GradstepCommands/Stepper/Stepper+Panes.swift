import Gradstep

/// What a pane says in full is worked out once, and not with every key that scrolls it.
extension Stepper {
  /// All that the lines of a pane depend on.
  struct PaneKey: Hashable {
    let pane: Pane
    let step: Int
    let selection: Node.ID?
    /// Counts the changes of values and of the precision.
    let edition: Int
    let columns: Int
    let isASCII: Bool
  }

  /// The lines of a pane, with what they depend on.
  struct KeptPane {
    let key: PaneKey
    var title: Text
    var lines: [Text]
  }

  /// The pane whose lines can be many: numbers in full, also beside the graph and the list; `nil` where
  /// what is shown is short.
  private var longPane: Pane? {
    switch pane {
    case .numbers, .jacobian: pane
    case .help, .score: nil
    case nil: fold == .arithmetic && asked == nil ? .numbers : nil
    }
  }

  private func key(_ pane: Pane, columns: Int, isASCII: Bool) -> PaneKey {
    PaneKey(
      pane: pane,
      step: step.index,
      selection: selection,
      edition: edition,
      columns: columns,
      isASCII: isASCII
    )
  }

  /// Works out the lines that the pane in the window has, unless they are there.
  mutating func keepPane(columns: Int, isASCII: Bool) {
    guard let longPane else {
      keptPane = nil
      return
    }
    let key = key(longPane, columns: columns, isASCII: isASCII)
    guard keptPane?.key != key else { return }
    let (title, lines) = paneContent(longPane, columns: columns, isASCII: isASCII)
    keptPane = KeptPane(key: key, title: title, lines: lines)
  }

  /// The title and the lines of a pane, those that are kept where they are the same.
  func paneContent(
    _ pane: Pane,
    columns: Int,
    isASCII: Bool
  ) -> (title: Text, lines: [Text]) {
    if let keptPane, keptPane.key == key(pane, columns: columns, isASCII: isASCII) {
      return (keptPane.title, keptPane.lines)
    }
    return StepperPane(stepper: self, columns: columns, isASCII: isASCII).content(of: pane)
  }
}
