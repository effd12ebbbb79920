import GradstepGraph
import GradstepText

/// Which groups of the graph are drawn: those that are not nested too deep.
struct DrawnGroups {
  /// For each group of the graph, the group of the diagram that it is drawn in.
  private(set) var drawn: [Int] = []
  /// For each group of the diagram, the group of the graph that it is.
  private var groups: [Int] = []
  /// For each group of the diagram, the group around it.
  private var parents: [Int?] = []
  /// For each group of the diagram, how many groups are around it.
  private var depths: [Int] = []
  /// For each group of the diagram, how many groups in it are not drawn.
  private var hiddenCounts: [Int] = []
  /// What is not drawn, for a note.
  private var noun = "call"

  init(_ graph: Graph) {
    for (index, group) in graph.groups.enumerated() {
      // A parent stands before the groups in it.
      let parent = group.parent.map { drawn[$0] }
      let depth = parent.map { depths[$0] + 1 } ?? 0
      if let parent, depth >= Diagram.greatestGroupDepth {
        hiddenCounts[parent] += 1
        if group.function == nil { noun = "group" }
        drawn.append(parent)
      } else {
        drawn.append(groups.count)
        groups.append(index)
        parents.append(parent)
        depths.append(depth)
        hiddenCounts.append(0)
      }
    }
  }

  /// The groups of the diagram, with the label of each and a note where groups in it are not drawn.
  func diagramGroups(label: (_ group: Int) -> Text) -> [Diagram.Group] {
    groups.indices.map { index in
      let count = hiddenCounts[index]
      let note =
        count == 0
        ? Text() : Text(" and \(count) \(noun)\(count == 1 ? "" : "s") in it", .dimmed)
      return Diagram.Group(label: label(groups[index]) + note, parent: parents[index])
    }
  }
}
