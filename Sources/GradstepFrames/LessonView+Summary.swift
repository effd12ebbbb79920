import GradstepGraph
import GradstepText
import GradstepTrace

extension LessonView {
  /// Everything in one picture.
  public static let summary = LessonView(
    name: "summary",
    summary: "one picture with all values, gradients and local derivatives",
    storyboard: { start, theme, _ in Storyboard(start, theme: theme).summary(of: start) },
    pictures: .whole
  )
}

extension Storyboard {
  /// What the first walk has shown at its end, with what all edges have shown on the way.
  fileprivate func summary(of start: Moment) -> Storyboard {
    let last = start.trace.steps.last { $0.phase != .update }?.index ?? 0
    var (cards, edges) = (self.start.cards, self.start.edges)
    var labels = [Text?](repeating: nil, count: edges.count)
    for page in pages[...last] {
      for change in page.changes {
        change.apply(to: &cards, &edges)
        if case .edge(let index, let edge) = change, let label = edge.label {
          labels[index] = label
        }
      }
    }
    for index in cards.indices { cards[index].emphasis = .done }
    for index in edges.indices {
      edges[index] = Frame.Edge(label: labels[index], emphasis: .done)
    }
    let phase = pages[last].phase
    var diagram = diagram
    diagram.showsAllLabels = true
    let caption = start.explainer.summary
    return Storyboard(
      diagram: diagram,
      captions: [caption],
      start: Frame(index: 0, phase: phase, caption: caption, cards: cards, edges: edges),
      pages: [Page(phase: phase, changes: [])]
    )
  }
}

extension Explainer {
  /// What a picture of everything says.
  fileprivate var summary: Caption {
    Caption(
      header: Text("\(setting.title) · summary", .dimmed),
      headline: setting.readings.last ?? output,
      lines: [marks + "; on edges: local derivatives"],
      title: "summary"
    )
  }

  /// What stands behind the mark on a card.
  var marks: Text {
    switch trace.sweep {
    case .forward: "d: tangents"
    case .reverse(.everyComponent): "∂: the Jacobian of \(output)"
    case .reverse(.ones) where graph.shape(of: graph.output).rank == 0: "∂: gradients of \(output)"
    case .reverse(.ones): "∂: gradients of the sum of the components of \(output)"
    case .reverse(.component(let index)): "∂: gradients of component \(index + 1) of \(output)"
    case .reverse(.cotangent): "∂: gradients of \(output), weighted by the cotangent"
    }
  }
}
