import GradstepGraph
import GradstepText

/// Which groups of the graph are drawn: those that are not nested too deep.
struct DrawnGroups {
  /// For each group of the graph, the group of the diagram that it is drawn in.
  private(set) var drawn: [Int] = []
  /// The groups of the diagram.
  private var groups: [Drawn] = []
  /// What is not drawn, for a note.
  private var noun = "call"

  /// A group of the diagram.
  private struct Drawn {
    /// The group of the graph that it is.
    let index: Int
    /// The group of the diagram around it.
    let parent: Int?
    /// How many groups are around it.
    let depth: Int
    /// How many groups in it are not drawn.
    var hiddenCount = 0
  }

  init(_ graph: Graph) {
    for (index, group) in graph.groups.enumerated() {
      // A parent stands before the groups in it.
      let parent = group.parent.map { drawn[$0] }
      let depth = parent.map { groups[$0].depth + 1 } ?? 0
      if let parent, depth >= Diagram.greatestGroupDepth {
        groups[parent].hiddenCount += 1
        if group.function == nil { noun = "group" }
        drawn.append(parent)
      } else {
        drawn.append(groups.count)
        groups.append(Drawn(index: index, parent: parent, depth: depth))
      }
    }
  }

  /// The groups of the diagram, with the label of each and a note where groups in it are not drawn.
  func diagramGroups(label: (_ group: Int) -> Text) -> [Diagram.Group] {
    groups.map { group in
      let count = group.hiddenCount
      let note =
        count == 0
        ? Text() : Text(" and \(count.counting(noun)) in it", .dimmed)
      return Diagram.Group(label: label(group.index) + note, parent: group.parent)
    }
  }
}
