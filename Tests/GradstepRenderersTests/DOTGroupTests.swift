import GradstepLayout
import Testing

@testable import GradstepFrames
@testable import GradstepRenderers
@testable import GradstepText

/// Groups in the language of Graphviz.
@Suite struct DOTGroupTests {
  /// The text of a diagram with groups in one another, a card in each.
  private func text(depth: Int) -> String {
    var diagram = Diagram(cards: [], edges: [], groups: [])
    for level in 0..<depth {
      diagram.groups.append(
        Diagram.Group(label: Text("f"), parent: level == 0 ? nil : level - 1)
      )
      diagram.cards.append(
        Diagram.Card(
          id: "v_\(level)",
          kind: .operation,
          isOutput: false,
          name: Text("v"),
          symbol: Text(),
          shape: Text(),
          valueSize: .zero,
          gradientSize: .zero,
          size: Size(width: 10, height: 10),
          group: level
        )
      )
    }
    let box = Rectangle(x: 0, y: 0, width: 10, height: 10)
    let layout = Layout(
      direction: .topToBottom,
      size: Size(width: 100, height: 100),
      boxes: diagram.cards.map { _ in box },
      curves: [],
      labels: [],
      groups: diagram.groups.map { _ in box },
      captions: diagram.groups.map { _ in box }
    )
    let caption = Caption(header: Text(), headline: Text(), lines: [])
    let picture = Picture(diagram: diagram, layout: layout, captions: [caption], title: "t")
    var scene = Scene(picture)
    scene.show(
      Frame(
        index: 0,
        phase: Frame.Phase.all[1],
        caption: caption,
        cards: diagram.cards.map { _ in Frame.Card(value: nil, gradient: nil, emphasis: .done) },
        edges: []
      )
    )
    var kept = PartBytes()
    return String(decoding: DOTWriter(picture).write(scene, keeping: &kept), as: UTF8.self)
  }

  @Test func groupsOpenAndCloseInOrder() {
    let lines = text(depth: 3).split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    let kinds = lines.compactMap { line in
      line.hasPrefix("subgraph") || line.hasPrefix("\"v_") && !line.contains("[") || line == "}"
        ? String(line.prefix { $0 != "{" }) : nil
    }
    #expect(
      kinds == [
        "subgraph \"cluster_0\" ", "\"v_0\"", "subgraph \"cluster_1\" ", "\"v_1\"",
        "subgraph \"cluster_2\" ", "\"v_2\"", "}", "}", "}", "}",
      ]
    )
  }

  @Test func theTextGrowsNoFasterThanTheGroups() {
    // Names get longer by a digit or two.
    #expect(text(depth: 20_000).utf8.count < 11 * text(depth: 2_000).utf8.count)
  }
}
