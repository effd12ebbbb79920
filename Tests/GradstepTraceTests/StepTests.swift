import GradstepGraph
import GradstepTrace
import Testing

/// Which steps there are, and in which order.
@Suite struct StepTests {
  @Test func twoLayersTakeFourteenSteps() throws {
    let trace = try Examples.trace("two-layer")
    #expect(
      trace.story == [
        "inputs", "forward v_1", "forward v_2", "forward v_3", "forward v_4", "forward v_5",
        "forward Y", "seed Y", "backward Y", "backward v_5", "backward v_4", "backward v_3",
        "backward v_2", "backward v_1",
      ]
    )
    #expect(trace.seed == Tensor([1, 1]))
  }

  @Test(arguments: Examples.names)
  func backwardIsTheReverseOfForward(name: String) throws {
    let trace = try Examples.trace(name)
    #expect(trace.steps.map(\.index) == Array(trace.steps.indices))
    let forward = trace.steps.filter { $0.phase == .forward }.compactMap(\.node)
    let backward = trace.steps.filter { $0.phase == .backward }.compactMap(\.node)
    #expect(backward == forward.reversed().filter { trace.isOnWayBack[$0] })
    #expect(trace.steps[0].phase == .inputs)
    #expect(trace.steps[0].node == nil)
    #expect(trace.steps[forward.count + 1].phase == .seed)
    #expect(trace.steps[forward.count + 1].node == trace.graph.output)
    #expect(trace.steps.count == forward.count + backward.count + 2)
  }

  @Test(arguments: [
    ("x = 3; y = x^2", Tensor(1)), ("x = [3, 4]; y = tanh(x)", Tensor([1, 1])),
    ("x = [3, 4]; y = x·x'", Tensor([[1, 1], [1, 1]])), ("x = [3, 4]; y = x·x", Tensor(1)),
  ])
  func theSeedIsOneEverywhere(source: String, seed: Tensor) throws {
    #expect(try trace(source).seed == seed)
  }

  @Test func whatDoesNotReachTheOutputIsEvaluatedAndNotVisitedBackward() throws {
    let trace = try trace("x = 2; w = 3; unused = w·x; y = x²; more = y + w; output y")
    #expect(
      trace.story == [
        "inputs", "forward unused", "forward y", "forward more", "seed y", "backward y",
      ]
    )
    #expect(trace.value("unused") == [6])
    #expect(trace.value("more") == [7])
    #expect(trace.gradient("unused") == nil)
    #expect(trace.gradient("more") == nil)
    #expect(trace.gradient("w") == [0])
    #expect(trace.gradient("x") == [4])
    let reaching = trace.graph.nodes.indices.filter { trace.reachesOutput[$0] }
    #expect(reaching == [trace.node("x"), trace.node("y")])
  }

  @Test func anOutputThatIsALeafTakesTwoSteps() throws {
    let trace = try trace("x = [2, 3]; w = 1")
    #expect(trace.story == ["inputs", "seed w"])
    #expect(trace.gradient("w") == [1])
    #expect(trace.gradient("x") == [0, 0])
  }

  @Test func aLeafAsOutputIsNotPulledBack() throws {
    let trace = try trace("x = 3; y = 2x; output x")
    #expect(trace.story == ["inputs", "forward y", "seed x"])
    #expect(trace.gradient("x") == [1])
    #expect(trace.gradient("y") == nil)
  }

  @Test func anOutputThatDependsOnNoVariableIsNotPulledBack() throws {
    let trace = try trace("const t = 3; y = tanh(t)")
    #expect(trace.story == ["inputs", "forward y", "seed y"])
    #expect(trace.gradient("y") == [1])
  }

  /// What is worked out of constants alone has its step forward and none back.
  @Test func anOperationOnConstantsIsNotPulledBack() throws {
    let trace = try trace("const t = 0.25; p = 0.5; y = t·p + (1 − t)·p")
    #expect(
      trace.story == [
        "inputs", "forward v_1", "forward v_2", "forward v_3", "forward y", "seed y", "backward y",
        "backward v_3", "backward v_1",
      ]
    )
    #expect(trace.value("v_2") == [0.75] && trace.gradient("v_2") == nil)
    #expect(trace.gradient("p") == [1] && trace.gradient("v_3") == [1])
    #expect(trace.expectedContributions[trace.node("v_2")] == 0)
    for index in trace.steps.indices {
      let snapshot = Snapshot(trace, after: index)
      #expect(snapshot.gradient(of: trace.node("v_2")) == nil)
      #expect(!snapshot.contributions.contains { $0.operand == trace.node("v_2") })
    }
    #expect(
      !Course(trace).steps(concerning: trace.node("v_2")).contains {
        trace.steps[$0].phase == .backward
      }
    )
  }

  @Test func constantsHaveNoGradient() throws {
    let trace = try trace("const t = [3, 4]; x = [1, 2]; y = 2·t·x")
    #expect(trace.gradient("t") == nil)
    #expect(trace.gradient("2") == nil)
    #expect(trace.gradient("x") == [6, 8])
  }

  @Test func aConstantAsOutputHasNone() throws {
    let trace = try trace("const t = 3")
    #expect(trace.gradient("t") == nil)
  }
}
