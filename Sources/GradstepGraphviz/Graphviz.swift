package import GradstepFrames
package import GradstepLayout

/// Finds out where everything of a diagram goes, with the Graphviz library.
package enum Graphviz {
  /// Lays out a diagram: once for all frames of a lesson.
  ///
  /// The same diagram has the same layout on every call, in every task and on every machine with
  /// the same version of Graphviz. The work cannot be cancelled once it has begun.
  ///
  /// - Parameters:
  ///   - diagram: What to lay out.
  ///   - direction: The way in which the picture is to run.
  ///   - spacing: The room between cards; by default as much as the labels of edges need.
  /// - Returns: The places of cards, edges, labels and groups.
  /// - Throws: `GraphvizError` where the diagram is too large for a picture, and where Graphviz is
  ///   not properly installed.
  package static func layout(
    _ diagram: Diagram,
    direction: DirectionChoice = .auto,
    spacing: Spacing? = nil
  ) async throws(GraphvizError) -> Layout {
    let ranks = Ranks(of: diagram)
    let plan = RoutingPlan(for: diagram, ranks: ranks)
    guard plan.cost <= RoutingPlan.greatestCost else {
      throw plan.isCrowded ? .tooCrowded(diagram) : .tooLarge(diagram, ranks: ranks.count)
    }
    if let direction = direction.direction {
      return try await layout(diagram, direction: direction, widening: spacing, plan: plan)
    }
    // The guess does not know of groups and labels, which make the picture wider than this.
    let gap = (spacing ?? Spacing(for: diagram, direction: .leftToRight)).rankGap
    if ranks.length(of: diagram, direction: .leftToRight, gap: gap) <= DirectionChoice.columnWidth {
      let layout = try await layout(diagram, direction: .leftToRight, widening: spacing, plan: plan)
      if layout.size.width <= DirectionChoice.columnWidth { return layout }
    }
    return try await layout(diagram, direction: .topToBottom, widening: spacing, plan: plan)
  }

  private static func layout(
    _ diagram: Diagram,
    direction: Direction,
    widening spacing: Spacing?,
    plan: RoutingPlan
  ) async throws(GraphvizError) -> Layout {
    var room = spacing ?? Spacing(for: diagram, direction: direction)
    var best = try await layout(diagram, direction: direction, room, plan: plan)
    guard spacing == nil, plan.cost <= RoutingPlan.comfortableCost / 4 else { return best }
    var bestRoom = room
    // Labels that stand in each other's way get more room, where that does not take long.
    for _ in 0..<Self.mostTries where best.crowdedLabels > 0 {
      room.rankGap += Self.furtherRoom
      let wider = try await layout(diagram, direction: direction, room, plan: plan)
      if wider.crowdedLabels < best.crowdedLabels { (best, bestRoom) = (wider, room) }
    }
    return try await untangled(best, of: diagram, bestRoom, plan: plan)
  }

  /// The layout with fewer edges that cross, where operands that may swap their places do so; the
  /// same one where that would crowd labels.
  private static func untangled(
    _ layout: Layout,
    of diagram: Diagram,
    _ room: Spacing,
    plan: RoutingPlan
  ) async throws(GraphvizError) -> Layout {
    var best = layout
    var swaps = Swaps(of: diagram, in: layout)
    if swaps.areWanted {
      swaps.takeUp(
        try await routing(
          diagram,
          direction: layout.direction,
          room,
          plan: plan,
          free: swaps.operations
        )
      )
    }
    while let swapped = swaps.next() {
      let routing = try await routing(
        diagram,
        direction: layout.direction,
        room,
        plan: plan,
        swapped: swapped
      )
      // Places for labels take longer than all else, so they are looked for last.
      guard swaps.isBetter(routing) else { continue }
      let other = routing.layout(of: diagram, direction: layout.direction)
      guard other.crowdedLabels <= best.crowdedLabels else { continue }
      best = other
      swaps.keep(routing)
    }
    return best
  }

  /// How often ranks are moved apart, and how far each time, in points.
  private static let mostTries = 5
  private static let furtherRoom = 14.0

  private static func layout(
    _ diagram: Diagram,
    direction: Direction,
    _ spacing: Spacing,
    plan: RoutingPlan
  ) async throws(GraphvizError) -> Layout {
    try await routing(diagram, direction: direction, spacing, plan: plan)
      .layout(of: diagram, direction: direction)
  }

  private static func routing(
    _ diagram: Diagram,
    direction: Direction,
    _ spacing: Spacing,
    plan: RoutingPlan,
    swapped: Set<Int> = [],
    free: Set<Int> = []
  ) async throws(GraphvizError) -> Routing {
    let document = LayoutDocument(
      diagram: diagram,
      direction: direction,
      spacing: spacing,
      plan: plan,
      swapped: swapped,
      free: free
    )
    let drawing = try await GraphvizLibrary.shared.drawing(of: document)
    return Routing(of: diagram, direction: direction, drawing: drawing, swapped: swapped)
  }
}
