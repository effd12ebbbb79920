import GradstepLayout
import GradstepRenderers
import Testing

@testable import GradstepFrames
@testable import GradstepText

/// Layouts that Graphviz would not make.
@Suite struct OddLayoutTests {
  /// Cards with their middles at points in cells, and straight edges between them.
  private func graph(_ centers: [(Double, Double)], _ edges: [(Int, Int)]) -> TerminalGraph {
    var diagram = Diagram(cards: [], edges: [], groups: [])
    for index in centers.indices {
      diagram.cards.append(
        Diagram.Card(
          id: "v_\(index)",
          kind: .operation,
          isOutput: false,
          name: Text("v\(index)"),
          symbol: Text(),
          shape: Text(),
          valueSize: .zero,
          gradientSize: .zero,
          size: .zero,
          group: nil
        )
      )
    }
    for (operand, operation) in edges {
      let slot = diagram.edges.count { $0.operation == operation }
      diagram.edges.append(
        Diagram.Edge(operand: operand, operation: operation, slot: slot, labelSize: .zero)
      )
    }
    diagram = diagram.inCells(isASCII: false)
    let boxes = zip(centers, diagram.cards).map { center, card in
      Rectangle(center: Point(x: center.0 * 8, y: center.1 * 16), size: card.size)
    }
    let layout = Layout(
      placingLabelsOf: diagram,
      direction: .leftToRight,
      boxes: boxes,
      curves: edges.map { Curve(from: boxes[$0].center, to: boxes[$1].center) },
      groups: []
    )
    return TerminalGraph(diagram, layout: layout, isASCII: false)
  }

  private func text(_ graph: TerminalGraph, cards: Int, edges: Int) -> String {
    let frame = Frame(
      index: 0,
      phase: Frame.Phase.all[1],
      caption: Caption(header: Text(), headline: Text(), lines: []),
      cards: (0..<cards).map { _ in Frame.Card(value: nil, gradient: nil, emphasis: .done) },
      edges: (0..<edges).map { _ in Frame.Edge(emphasis: .done) }
    )
    return graph.lines(frame, columns: 0..<graph.columns, rows: 0..<graph.rows)
      .map { $0.plain + "\n" }.joined()
  }

  @Test func linesThatChangePlacesGoOutOfEachOthersWay() {
    let graph = graph([(4, 2), (4, 6), (20, 6), (20, 2)], [(0, 2), (1, 3)])
    #expect(
      text(graph, cards: 4, edges: 2) == """
        ┌────┐     ┌────┐
        │ v0 ├─┐┌─▶│ v3 │
        └────┘ └┼┐ └────┘
                ││
        ┌────┐  ││ ┌────┐
        │ v1 ├──┘└▶│ v2 │
        └────┘     └────┘

        """
    )
  }

  @Test func cardsInOnePlaceAreTakenApart() {
    let edges = [(0, 2), (1, 2), (2, 3), (0, 3)]
    let graph = graph(Array(repeating: (5, 5), count: 5), edges)
    #expect(
      text(graph, cards: 5, edges: 4) == """
        ┌────┐
        │ v0 ├─┬────────┐
        └────┘ │        │
        ┌────┐ └▶┌────┐ │ ┌────┐
        │ v1 ├──▶│ v2 ├─┼▶│ v3 │
        └────┘   └────┘ └▶└────┘
        ┌────┐
        │ v4 │
        └────┘

        """
    )
  }

  @Test func aDiagramWithoutCardsIsEmpty() {
    let graph = graph([], [])
    #expect(graph.columns == 0 && graph.rows == 0)
    #expect(text(graph, cards: 0, edges: 0) == "")
  }
}
