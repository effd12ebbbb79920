package import GradstepFrames

/// The room between cards.
package struct Spacing: Hashable, Sendable {
  /// Between one rank and the next, in points.
  package var rankGap: Double
  /// Between neighbors on a rank, in points.
  package var cardGap: Double

  /// Room of two widths.
  package init(rankGap: Double, cardGap: Double) {
    self.rankGap = rankGap
    self.cardGap = cardGap
  }

  /// Room for lines in the cells of a terminal, 8 points wide and 16 high.
  package static let cells = Spacing(rankGap: 32, cardGap: 16)

  /// Room for figures, from what has to fit in it.
  package init(for diagram: Diagram, direction: Direction) {
    let widest = diagram.edges.map { $0.labelSize.width }.max() ?? 0
    let highest = diagram.edges.map { $0.labelSize.height }.max() ?? 0
    // Labels of two operands stand on the outer sides; those of more stand between the edges.
    let crowd = Double(max(0, (diagram.edges.map { $0.slot }.max() ?? 0) - 1))
    let crowdedEdges = crowd > 0 ? Self.crowdedEdges(of: diagram) : []
    switch direction {
    case .topToBottom:
      rankGap = max(diagram.theme.card.rankGap, highest + 28) + min(64, 16 * crowd)
      let wanted = crowdedEdges.map { edge in
        1.3 * edge.labelSize.width + 20 - diagram.cards[edge.operand].size(in: direction).width
      }
      cardGap = min(max(diagram.theme.card.gap, wanted.max() ?? 0), 160)
    case .leftToRight:
      rankGap = max(diagram.theme.card.rankGap, widest + 28) + min(64, 16 * crowd)
      let wanted = crowdedEdges.map { edge in
        1.3 * edge.labelSize.height + 20 - diagram.cards[edge.operand].size(in: direction).height
      }
      cardGap = min(max(diagram.theme.card.gap - 2, wanted.max() ?? 0), 160)
    }
  }

  /// The edges into operations with more than two operands.
  private static func crowdedEdges(of diagram: Diagram) -> [Diagram.Edge] {
    let crowded = Set(diagram.edges.filter { $0.slot >= 2 }.map { $0.operation })
    return diagram.edges.filter { crowded.contains($0.operation) }
  }
}
