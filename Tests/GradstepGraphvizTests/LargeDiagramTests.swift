import GradstepFrames
import GradstepGraphviz
import GradstepLayout
import Testing

@Suite struct LargeDiagramTests {
  @Test func aLongChainRunsStraightDown() async throws {
    let layout = try await Graphviz.layout(SampleDiagram.chain(500))
    #expect(layout.direction == .topToBottom)
    #expect(layout.size.width < 500)
  }

  @Test func aLeafThatALongChainUsesAgainAndAgainIsLaidOut() async throws {
    let diagram = SampleDiagram.sharedLeaf(1000)
    let layout = try await Graphviz.layout(diagram)
    #expect(layout.size.width < 600)
    #expect(Set(layout.curves).count == diagram.edges.count)
  }

  @Test(arguments: Direction.allCases)
  func edgesAroundTheDrawingCrossNoCard(direction: Direction) async throws {
    let diagram = SampleDiagram.sharedLeaf(40)
    let layout = try await Graphviz.layout(diagram, direction: direction.choice)
    for (edge, curve) in zip(diagram.edges, layout.curves) {
      let line = curve.polyline
      for (index, box) in layout.boxes.enumerated()
      where index != edge.operand && index != edge.operation {
        let box = box.insetBy(1)
        #expect(!zip(line, line.dropFirst()).contains { box.intersects(lineFrom: $0, to: $1) })
      }
    }
  }

  @Test func aDiagramThatIsTooLargeIsRefusedAtOnce() async throws {
    let error = await #expect(throws: GraphvizError.self) {
      try await Graphviz.layout(SampleDiagram.chain(6000))
    }
    #expect(
      error?.description == """
        a picture has room for fewer nodes: this one would have 12001 cards in 6001 ranks; \
        `trace` and `grad` work on graphs of any size
        """
    )
  }

  /// Graphviz would take 11 gigabytes for 20,000 edges between two cards.
  @Test(arguments: [1, 20_000])
  func aListWithMoreEntriesThanAPictureHasRoomForIsRefusedAtOnce(leaves: Int) async throws {
    var sample = SampleDiagram()
    let operands = (0..<leaves).map { sample.leaf("x\($0)") }
    _ = sample.apply("[ ]", (0..<20_000).map { operands[$0 % leaves] })
    let diagram = sample.diagram
    let error = await #expect(throws: GraphvizError.self) { try await Graphviz.layout(diagram) }
    #expect(
      error?.description == """
        a picture has room for fewer edges side by side: this one would have 20000 between \
        \(leaves + 1) cards; `trace` and `grad` work on graphs of any size
        """
    )
  }

  @Test func groupsCountWhereRoomIsShort() async throws {
    var sample = SampleDiagram()
    var last = sample.leaf("x")
    for index in 0..<5000 {
      last = sample.apply("exp", last, group: sample.group("f(\(index))"))
    }
    let diagram = sample.diagram
    let error = await #expect(throws: GraphvizError.self) { try await Graphviz.layout(diagram) }
    #expect(
      error?.summary == """
        a picture has room for fewer nodes: this one would have 5001 cards and 5000 groups in 5001 \
        ranks
        """
    )
  }
}
