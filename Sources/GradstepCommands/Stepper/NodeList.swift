import Gradstep

/// The list of nodes under the arithmetic of a step.
struct NodeList {
  private let stepper: Stepper
  private let isASCII: Bool
  /// The widths of name, operation, shape, value and gradient.
  private let widths: [Int]

  init(stepper: Stepper, columns: Int, isASCII: Bool) {
    self.stepper = stepper
    self.isASCII = isASCII
    let fixed = stepper.columnWidths
    let name = min(fixed.name, columns / 5)
    let operation = min(fixed.operation, columns / 4)
    let shape = min(fixed.shape, columns / 8)
    let rest = columns - 3 - name - operation - shape - 4 * Self.gap
    let value = max(1, min(fixed.value, rest / 2))
    widths = [name, operation, shape, value, max(1, rest - value)]
  }

  private static let gap = 2

  /// The names of the columns, and how many nodes of how many are shown.
  func heading(rows: Int) -> Text {
    let flow =
      switch stepper.lesson.flow {
      case .gradients, .component, .cotangent: "gradient"
      case .jacobian: "Jacobian"
      case .tangents: "tangent"
      }
    let count = stepper.graph.nodes.count
    let part = rows < count ? Text("  \(rows) of \(count)", .dimmed) : Text()
    return line(["node", "operation", "shape", "value", flow].map { Text($0, .dimmed) }) + part
  }

  /// The nodes that fit: those of the step first, then their neighbours; or as far as is scrolled.
  func lines(rows: Int) -> (lines: [Text], offset: Int) {
    let (nodes, offset) = shown(rows: rows)
    return (nodes.map { line(of: $0) }, offset)
  }

  private func shown(rows: Int) -> (nodes: [Node.ID], offset: Int) {
    let count = stepper.graph.nodes.count
    guard count > rows else { return (Array(0..<count), 0) }
    let focus = stepper.selection.map { [$0] } ?? stepper.focus
    let start = min(max(0, (focus.first ?? 0) - rows / 2), count - rows)
    let first = min(max(0, start + stepper.offset), count - rows)
    guard stepper.offset == 0 else { return (Array(first..<first + rows), first - start) }
    var shown = Set(focus.prefix(rows))
    for id in Array(first..<count) + (0..<first).reversed() {
      guard shown.count < rows else { break }
      shown.insert(id)
    }
    return (shown.sorted(), 0)
  }

  private func line(of id: Node.ID) -> Text {
    let row = stepper.moment.row(of: id)
    let question = stepper.asked
    let isAtWork = stepper.shownStep.node == id
    let isChanged = row.isChanged && question == nil
    let isMarked = isChanged || isAtWork || stepper.selection == id
    let mark =
      stepper.selection == id
      ? "?" : isAtWork ? (isASCII ? ">" : "▸") : isChanged ? (isASCII ? "*" : "•") : " "
    let name =
      isMarked
      ? Text(row.name.runs.map { Text.Run($0.string, .current, script: $0.script) }) : row.name
    // What is asked for is not there, however much of it is known.
    let isAsked = question?.askedNode == id
    let isOfValue = question?.subject == .value
    return Text(mark, .current) + Text("  ")
      + line([
        name, row.operation, row.shape,
        isAsked && isOfValue ? Text("?", .current) : row.value,
        isAsked && !isOfValue ? Text("?", .current) : row.gradient(columns: widths[4]),
      ])
  }

  private func line(_ cells: [Text]) -> Text {
    var line = Text()
    for (position, (cell, width)) in zip(cells, widths).enumerated() {
      if position > 0 { line += Text(String(repeating: " ", count: Self.gap)) }
      line += position == cells.count - 1 ? cell.cut(columns: width) : cell.padded(columns: width)
    }
    return line
  }
}
