import GradstepText
import GradstepTrace

extension LessonView {
  /// The steps on a circuit of small gates.
  public static let compact = LessonView(
    name: "compact",
    summary: "small gates with the value above each wire and the gradient below",
    storyboard: { start, theme, _ in
      Storyboard(
        start,
        first: start.frame,
        theme: theme.wired,
        caption: { $0.caption },
        change: { $0.ofWire(in: $1) }
      )
    },
    pictures: .steps
  )
}

extension Change {
  /// The change without the local gradient of an edge, which the caption says.
  ///
  /// On the way back wires still carry their values, and are not pale again.
  fileprivate func ofWire(in phase: Frame.Phase) -> Change {
    switch self {
    case .card: return self
    case .edge(let index, var edge):
      edge.label = nil
      if edge.emphasis == .pending, phase.tint == .gradient { edge.emphasis = .done }
      return .edge(index, edge)
    }
  }
}
