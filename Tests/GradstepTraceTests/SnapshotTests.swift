import GradstepGraph
import GradstepTrace
import Testing

/// The state after some steps is a fold of the trace.
@Suite struct SnapshotTests {
  private static let sources = [
    "x = 2; w = 3; y = x·w + tanh(x)·x − w/x; unused = w²; output y", "a = [1, 2]; y = a·a",
    "x = 3",
    "const t = [1, 0]; z = [0.3, -0.2]; p = softmax(z); L = -(t·log(p))",
    "x = 0; y = log(x)·sqrt(x) + x/x",
  ]

  private func expectSame(_ first: Snapshot, _ second: Snapshot) {
    #expect(first.step == second.step)
    #expect(first.arrived == second.arrived)
    #expect(first.contributions.count == second.contributions.count)
    for (one, other) in zip(first.contributions, second.contributions) {
      #expect(one.operand == other.operand && one.slot == other.slot)
      #expect(one.amount.elements.isSame(as: other.amount.elements))
      #expect(one.accumulated.elements.isSame(as: other.accumulated.elements))
    }
    for id in first.trace.graph.nodes.indices {
      #expect(first.hasValue(id) == second.hasValue(id))
      let (one, other) = (first.gradient(of: id), second.gradient(of: id))
      #expect(one?.shape == other?.shape)
      let (mine, others) = (one?.elements ?? [], other?.elements ?? [])
      #expect(mine.isSame(as: others))
    }
  }

  @Test(arguments: sources)
  func advancingIsJumping(source: String) throws {
    let trace = try trace(source)
    var walked = Snapshot(trace)
    for index in trace.steps.indices {
      expectSame(walked, Snapshot(trace, after: index))
      #expect(walked.step.index == index)
      walked.advance()
    }
    expectSame(walked, Snapshot(trace, after: trace.steps.count - 1))
  }

  @Test(arguments: sources)
  func theLastStateHasTheGradientsOfTheTrace(source: String) throws {
    let trace = try trace(source)
    let last = Snapshot(trace, after: trace.steps.count - 1)
    for id in trace.graph.nodes.indices {
      let (shown, computed) = (last.gradient(of: id), trace.gradient(of: id))
      #expect(shown?.shape == computed?.shape)
      let pairs = zip(shown?.elements ?? [], computed?.elements ?? [])
      #expect(pairs.allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "\(id)")
      #expect(last.hasValue(id))
    }
  }

  @Test(arguments: Examples.names)
  func gradientsOfTheExamplesAreThoseOfTheirLastStates(name: String) throws {
    let trace = try Examples.trace(name)
    let last = Snapshot(trace, after: trace.steps.count - 1)
    for id in trace.graph.nodes.indices {
      #expect(last.gradient(of: id) == trace.gradient(of: id))
    }
  }

  @Test(arguments: sources)
  func runningTwiceGivesTheSameBits(source: String) throws {
    let (first, second) = (try trace(source), try trace(source))
    #expect(first.values.isSame(as: second.values))
    #expect(first.flow.isSame(as: second.flow))
    #expect(first.steps == second.steps)
    let again = Trace(first.graph)
    #expect(again.flow.isSame(as: first.flow))
  }

  @Test func valuesComeOneByOne() throws {
    let trace = try trace("x = 2; y = tanh(x); z = y + x")
    let known = trace.steps.indices.map { index in
      let snapshot = Snapshot(trace, after: index)
      return trace.graph.nodes.indices.filter(snapshot.hasValue)
    }
    #expect(known == [[0], [0, 1], [0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2]])
  }

  @Test func gradientsComeWithTheirContributions() throws {
    let trace = try trace("x = 2; lonely = 3; const t = 4; y = tanh(x); z = y·t·x")
    let names = ["x", "lonely", "t", "y", "v_1", "z"]
    let known = trace.steps.indices.map { index in
      let snapshot = Snapshot(trace, after: index)
      return names.filter { snapshot.gradient(of: trace.node($0)) != nil }
    }
    #expect(
      known == [
        [], [], [], [], ["lonely", "z"], ["x", "lonely", "v_1", "z"],
        ["x", "lonely", "y", "v_1", "z"],
        ["x", "lonely", "y", "v_1", "z"],
      ]
    )
  }

  @Test func thereIsNothingBehindTheLastStep() throws {
    let trace = try trace("x = 2; y = x²")
    var snapshot = Snapshot(trace, after: 3)
    let before = snapshot
    snapshot.advance()
    expectSame(snapshot, before)
  }

  @Test(.timeLimit(.minutes(5)))
  func aJumpBehindTheLastStepIsOneToIt() throws {
    let trace = try trace("x = 2; y = x²")
    expectSame(Snapshot(trace, after: 4), Snapshot(trace, after: 3))
  }
}
