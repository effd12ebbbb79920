import GradstepFrames
import GradstepLayout
import GradstepText

/// The graph as Graphviz is to lay it out, in its language DOT.
///
/// Node `3` is the card 3, the edge with key `3` the edge 3, and `cluster_3` the group 3. No label
/// has text, so no font is ever looked for.
struct LayoutDocument {
  private(set) var text = ""

  /// What is to be laid out, with the cards whose two operands swap their places, and those for
  /// which Graphviz is free to choose.
  init(
    diagram: Diagram,
    direction: Direction,
    spacing: Spacing,
    plan: RoutingPlan,
    swapped: Set<Int> = [],
    free: Set<Int> = []
  ) {
    line("digraph layout {")
    line("graph [rankdir=\(direction.rawValue) margin=0 labeljust=l]")
    line("graph [ranksep=\(inches(spacing.rankGap)) nodesep=\(inches(spacing.cardGap))]")
    line("graph [nslimit=\(plan.effort) nslimit1=\(plan.effort)]")
    // `ordering=in` keeps operands in the order written.
    line("node [shape=box fixedsize=true margin=0 label=\"\" ordering=in]")
    // Splines run from border to border: room for arrowheads is cut off later.
    line("edge [dir=none]")
    var portCounts = Self.portCounts(of: diagram, direction: direction)
    for card in free {
      // Edges into a gate end at its outline, which is a part of its card.
      if case .gate = diagram.cards[card].form { continue }
      portCounts[card] = 0
    }
    for (index, card) in diagram.cards.enumerated() {
      let ports = ports(portCounts[index], card: card, direction: direction)
      let extent = card.size(in: direction)
      let size = "width=\(inches(extent.width)) height=\(inches(extent.height))"
      let order = free.contains(index) ? " ordering=\"\"" : ""
      line("\(index) [\(size)\(ports)\(order)]")
    }
    writeGroups(of: diagram)
    let (side, end) = direction == .topToBottom ? ("n", "s") : ("w", "e")
    // The order of edges is that of their places.
    var order = Array(diagram.edges.indices)
    for index in order.dropFirst()
    where diagram.edges[index].slot == 1 && swapped.contains(diagram.edges[index].operation) {
      order.swapAt(index - 1, index)
    }
    for index in order where !plan.isDetour[index] {
      let edge = diagram.edges[index]
      let place = swapped.contains(edge.operation) ? 1 - edge.slot : edge.slot
      var port = portCounts[edge.operation] > 0 ? " headport=\"\(place):\(side)\"" : ""
      if case .gate = diagram.cards[edge.operand].form { port += " tailport=\(end)" }
      let weight = diagram.weight(of: edge)
      line("\(edge.operand)->\(edge.operation) [key=\(index) weight=\(weight)\(port)]")
    }
    line("}")
  }

  /// The number of ports of each card: one for each operand where only ports keep their order.
  ///
  /// `ordering` does nothing for edges that enter or leave a group, and from left to right it turns
  /// the order in a group around. Edges that end in ports side by side are kept from crossing.
  private static func portCounts(of diagram: Diagram, direction: Direction) -> [Int] {
    var counts = Array(repeating: 0, count: diagram.cards.count)
    var needsPorts = diagram.cards.map { $0.group != nil && direction == .leftToRight }
    for edge in diagram.edges {
      counts[edge.operation] += 1
      if diagram.cards[edge.operand].group != diagram.cards[edge.operation].group {
        needsPorts[edge.operation] = true
      }
    }
    return diagram.cards.indices.map { index in
      // The outline of a gate is a part of its card.
      if case .gate = diagram.cards[index].form { return counts[index] }
      return needsPorts[index] && counts[index] > 1 ? counts[index] : 0
    }
  }

  /// The attributes of a card with ports: a table as large as the card, with a cell for each of
  /// them on the side where edges arrive, close together around the middle.
  private func ports(_ count: Int, card: Diagram.Card, direction: Direction) -> String {
    guard count > 0 else { return "" }
    let extent = card.size(in: direction)
    let (width, height) = (Int(extent.width.rounded(.up)), Int(extent.height.rounded(.up)))
    let isRow = direction == .topToBottom
    let step: Int
    switch card.form {
    case .full, .word: step = min(28, (isRow ? width : height) * 3 / 4 / count)
    case .gate(let size): step = max(1, min(12, Int(isRow ? size.width : size.height) / 2 / count))
    }
    let size =
      isRow ? "WIDTH=\"\(step)\" HEIGHT=\"\(height)\"" : "WIDTH=\"\(width)\" HEIGHT=\"\(step)\""
    let cells = (0..<count).map { "<TD PORT=\"\($0)\" FIXEDSIZE=\"TRUE\" \(size)></TD>" }
    let rows = isRow ? "<TR>\(cells.joined())</TR>" : cells.map { "<TR>\($0)</TR>" }.joined()
    return " ordering=\"\" label=<<TABLE \(Self.plainTable)>\(rows)</TABLE>>"
  }

  private static let plainTable =
    "BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\""

  private mutating func writeGroups(of diagram: Diagram) {
    let members = Dictionary(grouping: diagram.cards.indices) { diagram.cards[$0].group }
    let children = Dictionary(grouping: diagram.groups.indices) { diagram.groups[$0].parent }
    // Groups may be nested to any depth: a stack of our own instead of recursion.
    enum Task {
      case open(Int)
      case close
    }
    var tasks = (children[nil] ?? []).reversed().map(Task.open)
    while let task = tasks.popLast() {
      switch task {
      case .open(let group):
        line("subgraph cluster_\(group) {")
        let label = caption(diagram.groups[group], diagram.theme)
        line("graph [margin=\(Self.groupMargin) label=<\(label)>]")
        line((members[group] ?? []).map { "\($0);" }.joined())
        tasks.append(.close)
        tasks += (children[group] ?? []).reversed().map(Task.open)
      case .close:
        line("}")
      }
    }
  }

  /// An empty table as large as the caption of a group: the only label that needs no font.
  private func caption(_ group: Diagram.Group, _ theme: Theme) -> String {
    // Graphviz puts 8 points on both sides of a label, and 4 above and below it.
    let textWidth = TextMetrics.width(of: group.label, size: theme.type.label)
    let width = max(1, Int(textWidth.rounded(.up)))
    let height = Int(theme.group.captionHeight) - 8
    return "<TABLE \(Self.plainTable)"
      + " FIXEDSIZE=\"TRUE\" WIDTH=\"\(width)\" HEIGHT=\"\(height)\"><TR><TD></TD></TR></TABLE>"
  }

  private mutating func line(_ string: String) {
    text += string
    text += "\n"
  }

  /// A length in inches that Graphviz rounds to whole points in the same way on all machines.
  private func inches(_ points: Double) -> Double {
    points.rounded(.up) / 72
  }

  /// The room in points between the cards of a group and its border.
  private static let groupMargin = 10
}

extension RoutingPlan {
  /// How long Graphviz may improve a drawing, in rounds for each card.
  ///
  /// Two rounds give the same drawing of a small graph as no limit does.
  fileprivate var effort: Double { cost > Self.comfortableCost ? 0.2 : 2 }
}
