import Gradstep

/// Steps as plain text, one after another: for a pipe, a screen reader, notes.
struct PlainSteps {
  /// The width of the terminal; `nil` where lines need not be broken.
  let columns: Int?
  let isStyled: Bool
  private var progress: FrameProgress

  init(_ lesson: Lesson, why: Bool = false, columns: Int?, isStyled: Bool) {
    self.columns = columns
    self.isStyled = isStyled
    progress = lesson.progress(why: why)
  }

  /// Writes steps, none before one that was written, with an empty line between one and the next.
  mutating func write(_ indices: [Int], to stream: StandardStream) throws {
    for (position, index) in indices.enumerated() {
      while progress.snapshot.step.index < index { progress.advance() }
      let text = Printable(lines: lines(of: progress), isStyled: isStyled)
      try stream.writeResult(position == 0 ? text : "\n" + text)
    }
  }

  /// The lines of one step.
  func lines(of progress: FrameProgress) -> [Text] {
    let caption = progress.frame.caption
    var lines = [caption.header] + broken(caption.headline, indent: 0)
    if progress.snapshot.step.phase == .inputs {
      for id in progress.trace.namedLeaves {
        lines += broken(progress.assignment(of: id), indent: 2)
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
