import GradstepGraph
import GradstepTrace
import Testing

/// What arrives at a node, from where, and how it adds up.
@Suite struct ContributionTests {
  /// The contributions of the whole backward phase, in the order in which they arrive.
  private func contributions(_ trace: Trace) -> [Contribution] {
    var snapshot = Snapshot(trace)
    return trace.steps.dropFirst().flatMap { _ in
      snapshot.advance()
      return snapshot.contributions
    }
  }

  @Test func bothSlotsOfOneOperationContribute() throws {
    let all = contributions(try trace("a = [2, 3]; y = a·a"))
    #expect(all.map(\.slot) == [0, 1])
    #expect(all.map(\.operand) == [0, 0])
    #expect(all.map(\.amount) == [Tensor([2, 3]), Tensor([2, 3])])
    #expect(all.map(\.previous) == [Tensor([0, 0]), Tensor([2, 3])])
    #expect(all.map(\.accumulated) == [Tensor([2, 3]), Tensor([4, 6])])
    #expect(all.map(\.arrived) == [1, 2])
    #expect(all.map(\.expected) == [2, 2])
  }

  @Test func aVariableInFivePlacesGetsFiveContributions() throws {
    let trace = try trace("x = 2; y = x·sin(x) + x^3 − x/5 + exp(x)")
    let arrivals = contributions(trace).filter { $0.operand == trace.node("x") }
    #expect(arrivals.map(\.arrived) == [1, 2, 3, 4, 5])
    #expect(arrivals.allSatisfy { $0.expected == 5 })
    #expect(arrivals.first?.previous == Tensor(0))
    for (one, next) in zip(arrivals, arrivals.dropFirst()) {
      #expect(next.previous == one.accumulated)
    }
    #expect(arrivals.last?.accumulated.elements == trace.gradient("x"))
    #expect(try trace.slopes(of: 0).isClose(to: trace.gradient("x") ?? [], within: 1e-9))
  }

  @Test(arguments: Examples.names)
  func whatHasArrivedIsTheSum(name: String) throws {
    let trace = try Examples.trace(name)
    var counts: [Node.ID: Int] = [:]
    for contribution in contributions(trace) {
      counts[contribution.operand, default: 0] += 1
      let shape = trace.graph.shape(of: contribution.operand)
      #expect(contribution.amount.shape == shape)
      #expect(contribution.arrived == counts[contribution.operand])
      #expect(contribution.arrived <= contribution.expected)
      let sum = zip(contribution.previous.elements, contribution.amount.elements).map { $0 + $1 }
      #expect(contribution.accumulated.elements == sum)
    }
    for id in trace.graph.nodes.indices where trace.graph.nodes[id].kind != .constant {
      #expect(counts[id] ?? 0 == trace.expectedContributions[id])
    }
  }

  @Test(arguments: Examples.names)
  func aNodePassesOnWhatHasArrivedWhenAllHas(name: String) throws {
    let trace = try Examples.trace(name)
    var snapshot = Snapshot(trace)
    for step in trace.steps.dropFirst() {
      if step.phase == .backward, let node = step.node {
        #expect(snapshot.arrived[node] == trace.expectedContributions[node])
        #expect(snapshot.gradient(of: node) == trace.gradient(of: node))
      }
      snapshot.advance()
    }
  }

  @Test func contributionsOfUnusedOperationsAreNotExpected() throws {
    let trace = try trace("x = 2; unused = x·x; y = x + 1; output y")
    #expect(trace.expectedContributions[trace.node("x")] == 1)
  }

  @Test func nothingIsExpectedAtAConstant() throws {
    let trace = try trace("const t = 2; x = 3; y = t·x·t")
    #expect(contributions(trace).filter { $0.operand == trace.node("t") }.isEmpty)
    #expect(trace.expectedContributions[trace.node("t")] == 0)
  }

  @Test func aVectorThatMeetsAScalarGivesItASum() throws {
    let trace = try trace("s = 2; x = [1, 2, 3]; y = (x + s)·[1, 10, 100]")
    #expect(trace.gradient("s") == [111])
    #expect(trace.gradient("x") == [1, 10, 100])
  }
}
