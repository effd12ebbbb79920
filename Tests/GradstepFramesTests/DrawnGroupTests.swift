import Gradstep
import Testing

/// What is drawn as groups: calls of functions, turns of recurrences, the terms of sums.
@Suite struct DrawnGroupTests {
  /// Functions that each call the one before.
  private func lesson(depth: Int) throws -> Lesson {
    let functions = (2...depth).map { "f\($0)(x) = f\($0 - 1)(x) + 1" }
    return try Lesson(
      [Source(name: "s", text: (["f1(x) = x + 1"] + functions).joined(separator: "\n"))]
        + [Source(name: "t", text: "x = 1\ny = f\(depth)(x)")]
    )
  }

  @Test func callsThatAreNotNestedTooDeepAreAllDrawn() throws {
    let diagram = try lesson(depth: Diagram.greatestGroupDepth).storyboard().diagram
    #expect(diagram.groups.count == Diagram.greatestGroupDepth)
    #expect(diagram.groups.map(\.parent) == [nil] + (0..<diagram.groups.count - 1).map { $0 })
    #expect(diagram.groups.allSatisfy { !$0.label.plain.contains("in it") })
  }

  @Test(arguments: [(1, "1 call"), (52, "52 calls")])
  func deeperCallsAreDrawnAsOneThatSaysSo(hidden: Int, note: String) throws {
    let depth = Diagram.greatestGroupDepth + hidden
    let diagram = try lesson(depth: depth).storyboard().diagram
    #expect(diagram.groups.count == Diagram.greatestGroupDepth)
    #expect(diagram.groups.last?.label.plain.hasSuffix(" and \(note) in it") == true)
    #expect(diagram.groups.dropLast().allSatisfy { !$0.label.plain.contains("in it") })
    // The operations of calls that are not drawn stand in the last group that is.
    let last = diagram.groups.count - 1
    #expect(diagram.cards.count { $0.group == last && $0.kind == .operation } == hidden + 1)
  }

  @Test(arguments: [
    ("f(x) = 2x; y = f(3)", ["f(3)"]),
    ("h_t = W h_{t-1}, t = 1, 2; W = 2; h_0 = 1", ["t = 1", "t = 2"]),
    ("h_t = W h_{t-1}, t = -1, 0; W = 2; h_{-2} = 1", ["t = −1", "t = 0"]),
    ("s = ∑_{i=1}^4 x_i x_{5-i}; x = [1, 2, 3, 4]", ["∑ i = 1, …, 4"]),
    ("s = ∏_{k=1}^3 x_k^k; x = [1, 2, 3]", ["∏ k = 1, 2, 3"]),
  ])
  func aGroupHasATitle(source: String, titles: [String]) throws {
    let diagram = try Lesson(source).storyboard().diagram
    #expect(diagram.groups.map(\.label.plain) == titles)
  }

  @Test func callsBesideEachOtherAreAllDrawn() throws {
    let calls = (1...30).map { "v_\($0) = f(v_\($0 - 1))" }.joined(separator: "\n")
    let diagram = try Lesson("f(x) = x + 1\nv_0 = 1\n\(calls)").storyboard().diagram
    #expect(diagram.groups.count == 30 && diagram.groups.allSatisfy { $0.parent == nil })
  }

  @Test func twoThousandFunctionsThatCallOneAnotherAreLaidOut() async throws {
    let diagram = try lesson(depth: 2000).storyboard().diagram
    let layout = try await Graphviz.layout(diagram)
    // Without the limit their frames alone would be 2,000 times 20 points wide.
    #expect(layout.size.width < 1000)
    #expect(Set(diagram.cards.indices.map { layout.boxes[$0] }).count == diagram.cards.count)
  }
}
