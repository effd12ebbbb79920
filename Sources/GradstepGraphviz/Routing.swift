import GradstepFrames
import GradstepLayout

/// What Graphviz's drawing leads to before any label has its place: enough to see which edges cross.
struct Routing {
  /// The outlines of the cards.
  let boxes: [Rectangle]
  /// The ways of the edges.
  let curves: [Curve]
  /// The outlines of the groups.
  let groups: [Rectangle]
  /// The cards whose two operands have swapped their places.
  let swapped: Set<Int>

  init(of diagram: Diagram, direction: Direction, drawing: Drawing, swapped: Set<Int>) {
    let boxes = diagram.cards.enumerated().map { index, card in
      Rectangle(center: drawing.centers[index] ?? .zero, size: card.size(in: direction))
    }
    let undrawn = diagram.edges.indices.filter { drawing.curves[$0] == nil }
    let detours = Detours(
      of: undrawn.map { diagram.edges[$0] },
      boxes: boxes,
      direction: direction
    )
    var curves = diagram.edges.enumerated().map { index, edge in
      drawing.curves[index]?.joining(boxes[edge.operand], boxes[edge.operation])
        ?? detours.curve(of: edge)
    }
    curves.sortParallels(edges: diagram.edges, direction: direction)
    var groups = diagram.groups.indices.map {
      drawing.groups[$0] ?? Rectangle(from: .zero, to: .zero)
    }
    groups.keepApart(diagram.groups)
    (self.boxes, self.curves, self.groups, self.swapped) = (boxes, curves, groups, swapped)
  }

  /// The layout with a place for every label.
  func layout(of diagram: Diagram, direction: Direction) -> Layout {
    Layout(
      placingLabelsOf: diagram,
      direction: direction,
      boxes: boxes,
      curves: curves,
      groups: groups,
      swapped: swapped
    )
  }
}

extension [Curve] {
  /// Gives the curves between the same two cards to the slots in the order in which they lie.
  fileprivate mutating func sortParallels(edges: [Diagram.Edge], direction: Direction) {
    let pairs = Dictionary(grouping: edges.indices) { [edges[$0].operand, edges[$0].operation] }
    for indices in pairs.values where indices.count > 1 {
      let sorted = indices.map { self[$0] }.sorted { one, other in
        let one = one.point(atLength: one.length / 2).point
        let other = other.point(atLength: other.length / 2).point
        return direction == .topToBottom ? one.x < other.x : one.y < other.y
      }
      for (index, curve) in zip(indices, sorted) { self[index] = curve }
    }
  }
}
