import Gradstep

/// The part of the graph that a window shows.
extension StepperView {
  /// The widest drawing that fits, or else the one that is nearest to it.
  var drawing: TerminalGraph? {
    guard case .done(let graphs) = stepper.drawing else { return nil }
    return graphs.first { $0.columns <= columns } ?? graphs.last
  }

  /// The rows of the drawing; of one that is being laid out, which nobody knows yet, as many as there
  /// may be.
  var drawnRows: Int {
    if case .underWay = stepper.drawing { return .max }
    return drawing?.rows ?? 0
  }

  /// The part around what is at work, or what was looked for, moved as far as a person has moved it.
  func graph(rows: Int) -> (lines: [Text], pan: Stepper.Pan) {
    guard let graph = drawing, rows > 0 else {
      let count = stepper.graph.nodes.count { $0.kind == .operation }
      let words = "drawing the graph of \(count) operations \(isASCII ? "..." : "…")"
      return (Self.filled(rows > 0 ? [Text(words, .dimmed)] : [], rows: rows), stepper.pan)
    }
    let node =
      stepper.selection ?? stepper.asked?.askedNode ?? stepper.shownStep.node
      ?? stepper.graph.nodes.startIndex
    let atWork = stepper.shownStep.node.map { [$0] } ?? []
    let nodes = stepper.selection == nil ? atWork + stepper.focus : []
    // As many of them as fit, those before the others.
    var part = graph.box(ofCard: node)
    for box in nodes.map(graph.box) {
      let both = part.union(box)
      if both.columns.count <= columns, both.rows.count <= rows { part = both }
    }
    let (horizontal, across) = Self.window(
      columns,
      of: graph.columns,
      around: part.columns,
      moved: stepper.pan.columns
    )
    let (vertical, down) = Self.window(
      rows,
      of: graph.rows,
      around: part.rows,
      moved: stepper.pan.rows
    )
    let lines = graph.lines(
      stepper.shownMoment.frame,
      columns: horizontal,
      rows: vertical,
      askedCard: stepper.asked?.askedNode
    )
    let margin = Text(String(repeating: " ", count: max(0, (columns - graph.columns) / 2)))
    return (
      Self.filled(lines.map { margin + $0 }, rows: rows),
      Stepper.Pan(columns: across, rows: down)
    )
  }

  /// The stretch of a whole that is shown around a part of it, and how far it could be moved.
  private static func window(
    _ size: Int,
    of whole: Int,
    around part: Range<Int>,
    moved distance: Int
  ) -> (range: Range<Int>, moved: Int) {
    guard whole > size else { return (0..<whole, 0) }
    // Where little is cut, the picture stays where it is as long as the part is in view.
    let start =
      whole > size + size / 2
      ? min(max(0, (part.lowerBound + part.upperBound - size) / 2), whole - size)
      : min(max(0, part.upperBound - size), whole - size)
    let moved = min(max(0, start + distance), whole - size)
    return (moved..<moved + size, moved - start)
  }
}
