import Gradstep

/// Steps as plain text, one after another: for a pipe, a screen reader, notes.
struct PlainSteps {
  /// The width of the terminal; `nil` where lines need not be broken.
  let columns: Int?
  let isStyled: Bool
  private var moment: Moment

  init(_ lesson: Lesson, why: Bool = false, columns: Int?, isStyled: Bool) {
    self.columns = columns
    self.isStyled = isStyled
    moment = lesson.start(why: why)
  }

  /// Writes steps, none before one that was written, with an empty line between one and the next.
  mutating func write(_ indices: [Int], to stream: StandardStream) throws {
    for (position, index) in indices.enumerated() {
      moment.move(to: index)
      let text = Printable(lines: lines, isStyled: isStyled)
      try stream.writeResult(position == 0 ? text : "\n" + text)
    }
  }

  /// The lines of the step.
  private var lines: [Text] {
    let caption = moment.caption
    var lines = [caption.header] + broken(caption.headline, indent: 0)
    if moment.snapshot.step.phase == .inputs {
      for id in moment.trace.namedLeaves {
        lines += broken(moment.assignment(of: id), indent: 2)
      }
    }
    return lines + caption.body.flatMap { broken($0, indent: 2) }
  }

  /// A line with an indent, broken where the terminal ends.
  private func broken(_ line: Text, indent: Int) -> [Text] {
    let margin = Text(String(repeating: " ", count: indent))
    guard let columns, columns > indent + 4 else { return [margin + line] }
    return TextMetrics.lines(line, columns: columns - indent, indent: 2).map { margin + $0 }
  }
}
