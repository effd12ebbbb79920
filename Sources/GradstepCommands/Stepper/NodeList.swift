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
    let value = max(1, rest / 2)
    widths = [name, operation, shape, value, max(1, rest - value)]
  }

  private static let gap = 2

  /// The names of the columns.
  var heading: Text {
    let flow = stepper.trace.seeds.isEmpty ? "tangent" : "gradient"
    return line(["node", "operation", "shape", "value", flow].map { Text($0, .dimmed) })
  }

  /// The nodes that fit: those of the step first, then their neighbours.
  func lines(rows: Int) -> [Text] {
    let count = stepper.trace.graph.nodes.count
    return shown(rows: rows, count: count).map { line(of: $0) }
  }

  private func shown(rows: Int, count: Int) -> [Node.ID] {
    guard count > rows else { return Array(0..<count) }
    let focus = stepper.selection.map { [$0] } ?? stepper.focus
    let middle = focus.first ?? 0
    let start = min(max(0, middle - rows / 2), count - rows) + stepper.offset
    let first = min(max(0, start), count - rows)
    guard stepper.offset == 0 else { return Array(first..<first + rows) }
    var shown = Set(focus.prefix(rows))
    for id in (first..<count) where shown.count < rows { shown.insert(id) }
    for id in (0..<first).reversed() where shown.count < rows { shown.insert(id) }
    return shown.sorted()
  }

  private func line(of id: Node.ID) -> Text {
    let row = stepper.progress.row(of: id)
    let isAtWork = stepper.step.node == id
    let isMarked = row.isChanged || isAtWork || stepper.selection == id
    let mark =
      stepper.selection == id
      ? "?" : isAtWork ? (isASCII ? ">" : "▸") : row.isChanged ? (isASCII ? "*" : "•") : " "
    let name =
      isMarked
      ? Text(row.name.runs.map { Text.Run($0.string, .current, script: $0.script) }) : row.name
    return Text(mark, .current) + Text("  ")
      + line([name, row.operation, row.shape, row.value, row.gradient])
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
