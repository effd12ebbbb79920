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
    // Labels that stand in each other's way get more room, where that does not take long.
    for _ in 0..<Self.mostTries
    where spacing == nil && best.crowdedLabels > 0 && plan.cost <= RoutingPlan.comfortableCost / 4 {
      room.rankGap += Self.furtherRoom
      let wider = try await layout(diagram, direction: direction, room, plan: plan)
      if wider.crowdedLabels < best.crowdedLabels { best = wider }
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
    let document = LayoutDocument(
      diagram: diagram,
      direction: direction,
      spacing: spacing,
      plan: plan
    )
    let drawing = try await GraphvizLibrary.shared.drawing(of: document)
    return Layout(of: diagram, direction: direction, drawing: drawing)
  }
}
