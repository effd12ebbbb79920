import GradstepGraph

/// Which calls are drawn as groups: those that are not nested too deep.
struct DrawnGroups {
  /// For each group of the graph, the group of the diagram that it is drawn in.
  private(set) var drawn: [Int] = []
  /// For each group of the diagram, the group of the graph that it is.
  private var calls: [Int] = []
  /// For each group of the diagram, the group around it.
  private var parents: [Int?] = []
  /// For each group of the diagram, how many groups are around it.
  private var depths: [Int] = []
  /// For each group of the diagram, how many calls in it are not drawn.
  private var hiddenCounts: [Int] = []

  init(_ graph: Graph) {
    for (index, group) in graph.groups.enumerated() {
      // A parent stands before the groups in it.
      let parent = group.parent.map { drawn[$0] }
      let depth = parent.map { depths[$0] + 1 } ?? 0
      if let parent, depth >= Diagram.greatestGroupDepth {
        hiddenCounts[parent] += 1
        drawn.append(parent)
      } else {
        drawn.append(calls.count)
        calls.append(index)
        parents.append(parent)
        depths.append(depth)
        hiddenCounts.append(0)
      }
    }
  }

  /// The groups of the diagram, with the label of each call and a note where calls are not drawn.
  func diagramGroups(label: (_ group: Int) -> Text) -> [Diagram.Group] {
    calls.indices.map { index in
      let count = hiddenCounts[index]
      let note =
        count == 0
        ? Text() : Text(" and \(count) \(count == 1 ? "call" : "calls") in it", .dimmed)
      return Diagram.Group(label: label(calls[index]) + note, parent: parents[index])
    }
  }
}
