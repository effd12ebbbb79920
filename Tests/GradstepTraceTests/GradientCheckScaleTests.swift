import GradstepGraph
import Testing

@testable import GradstepTrace

/// The work of a check stays within bounds, and what is checked is spread out.
@Suite(.timeLimit(.minutes(5))) struct GradientCheckScaleTests {
  private static func chain(_ count: Int) throws -> Trace {
    try trace("x = 0.3; y = x" + String(repeating: " + sin(x)·0.001", count: count))
  }

  @Test func aSpreadOutSelectionOfALongChainIsChecked() throws {
    let trace = try Self.chain(1000)
    let effort = 5_000_000
    let check = try #require(GradientCheck(trace, effort: effort))
    #expect(check.nodeCount == 3001)
    #expect(check.nodes.count > 50 && check.nodes.count < check.nodeCount)
    #expect(check.nodes.first?.node == trace.node("x") && check.passes)
    // Some of every tenth of the graph.
    for part in 0..<10 {
      let range = part * trace.graph.nodes.count / 10..<(part + 1) * trace.graph.nodes.count / 10
      #expect(check.nodes.contains { range.contains($0.node) }, "part \(part)")
    }
  }

  @Test(arguments: [1, 1000, 100_000, 10_000_000])
  func theEffortIsKept(effort: Int) throws {
    let trace = try Self.chain(300)
    let plan = GradientCheckPlan(trace, effort: effort)
    let variables = trace.graph.nodes.indices.filter { trace.graph.nodes[$0].kind == .variable }
    var allowance = plan.allowance(for: variables, .variable, spent: 0)
    // However little there is, one component of one variable is checked.
    #expect(allowance.count(for: variables[0]) == 1)
    var judge = GradientCheckJudge(trace, tolerance: 1e-6)
    let check = try #require(GradientCheck(trace, effort: effort))
    var spent = 0
    for result in check.nodes {
      judge.settle(on: result.node)
      let shape = trace.graph.shape(of: result.node)
      for position in GradientCheckPlan.positions(result.components.count, of: shape.count) {
        _ = judge.verdict(position)
      }
      spent = judge.effort
    }
    // What the first of the variables and of the operations cost, and rounding where it is looked at.
    let smallest = 2 * 4 * 900 * 25
    #expect(spent <= effort + smallest, "\(spent)")
  }

  @Test func aGraphThatIsSmallEnoughIsCheckedWhole() throws {
    let trace = try Self.chain(100)
    let check = try #require(GradientCheck(trace))
    #expect(check.nodes.count == check.nodeCount && check.passes)
    #expect(check.components.allSatisfy { $0.error != nil })
  }

  @Test func aLargeLeafIsCheckedInPart() throws {
    let row = (0..<60).map { "\(Double($0) / 100)" }.joined(separator: ", ")
    let matrix = Array(repeating: "[\(row)]", count: 60).joined(separator: ", ")
    let trace = try trace("y = sum(sin(W)); W = [\(matrix)]")
    let check = try #require(GradientCheck(trace))
    let result = try #require(check.nodes.first)
    #expect(result.componentCount == 3600 && result.components.count == 1000)
    #expect(Set(result.components.map(\.component)).count == 1000 && check.passes)
    for side in 0...1 {
      #expect(Set(result.components.map { $0.component.indices[side] }).count == 60)
    }
  }

  @Test(arguments: [(1, 1), (3, 10), (10, 10), (7, 8), (999, 1000), (1000, 3600), (5, 6)])
  func positionsAreSpreadAndEachOnce(count: Int, all: Int) {
    let positions = GradientCheckPlan.positions(count, of: all)
    #expect(positions.count == count && Set(positions).count == count)
    #expect(positions.allSatisfy { 0..<all ~= $0 } && positions == positions.sorted())
    let gaps = zip(positions, positions.dropFirst()).map { $1 - $0 }
    #expect((gaps.max() ?? 1) <= 4 * max(1, all / count))
  }

  @Test func progressIsToldNodeByNode() throws {
    var nodes: [Node.ID] = []
    let trace = try trace("y = sin(x·w); x = 1; w = 2")
    let check = try #require(GradientCheck(trace) { node, _, _ in nodes.append(node) })
    #expect(nodes == check.nodes.map(\.node))
  }

  @Test func theSameGraphGivesTheSameResults() throws {
    let trace = try Self.chain(100)
    let first = try #require(GradientCheck(trace, effort: 200_000))
    let second = try #require(GradientCheck(trace, effort: 200_000))
    #expect(first.nodes == second.nodes)
  }
}
