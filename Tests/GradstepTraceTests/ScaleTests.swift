import GradstepGraph
import GradstepTrace
import Testing

/// Graphs that are long.
@Suite(.timeLimit(.minutes(5))) struct ScaleTests {
  @Test func aChainOfAdditionsIsTraced() throws {
    let trace = try trace("x = 1; y = x" + String(repeating: " + 1", count: 100_000))
    #expect(trace.steps.count == 200_002)
    #expect(trace.value(of: trace.graph.output) == Tensor(100_001))
    #expect(trace.gradient("x") == [1])
  }

  @Test func aVariableOfManyUsesIsTraced() throws {
    let trace = try trace("x = 0.5; y = x" + String(repeating: " + x", count: 99_999))
    #expect(trace.expectedContributions[0] == 100_000)
    #expect(trace.gradient("x") == [100_000])
    #expect(trace.value(of: trace.graph.output) == Tensor(50_000))
  }

  @Test func aChainIsFolded() throws {
    let trace = try trace("x = 0.5; y = x" + String(repeating: " + x", count: 9_999))
    let last = Snapshot(trace, after: trace.steps.count - 1)
    #expect(last.arrived[0] == 10_000)
    #expect(last.gradient(of: 0) == Tensor(10_000))
  }

  @Test func deepProductsAreTraced() throws {
    let trace = try trace("x = 1; y = x" + String(repeating: "·x", count: 10_000))
    #expect(trace.gradient("x") == [10_001])
  }
}
