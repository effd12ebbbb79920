import GradstepGraph
import GradstepTrace
import Testing

/// Walking forward and back through a trace.
@Suite struct CursorTests {
  private static let chain =
    (1...40).map { "h_\($0) = tanh(h_\($0 - 1)·h_0)" }.joined(separator: "\n") + "\nh_0 = 0.5"

  @Test(arguments: [
    [1, 2, 3, 2, 1, 0], [80, 79, 0, 41, 40, 3, 80], [17, 17, 5, 60, 59, 61, 1], [-3, 200, 10],
  ])
  func whereverItComesFromTheStateIsTheFoldOfTheSteps(places: [Int]) throws {
    let trace = try trace(Self.chain)
    var cursor = Cursor(trace)
    for place in places {
      cursor.move(to: place)
      #expect(cursor.index == min(max(place, 0), trace.steps.count - 1))
      let expected = Snapshot(trace, after: cursor.index)
      #expect(cursor.state.step == expected.step)
      #expect(cursor.state.contributions == expected.contributions)
      #expect(cursor.state.arrived == expected.arrived)
      for id in trace.graph.nodes.indices {
        #expect(cursor.state.gradient(of: id) == expected.gradient(of: id))
        #expect(cursor.state.hasValue(id) == expected.hasValue(id))
      }
    }
  }

  @Test func aWalkOfOneStepStaysThere() {
    var cursor = Cursor(0, last: 0) { $0 += 1 }
    cursor.move(to: 5)
    #expect(cursor.state == 0)
    #expect(cursor.index == 0)
  }

  @Test func phasesFollowOneAnother() throws {
    let trace = try trace("y = tanh(a·b)\na = 1\nb = 2")
    #expect(trace.startOfNextPhase(after: 0) == 1)
    #expect(trace.startOfNextPhase(after: 1) == 3)
    #expect(trace.startOfNextPhase(after: 3) == 4)
    #expect(trace.startOfNextPhase(after: 4) == 5)
    #expect(trace.startOfNextPhase(after: 5) == 5)
  }

  @Test func theStepsOfANodeAreThoseAtWhichItChangesOrWorks() throws {
    let trace = try trace("y = a·b + b\na = 1\nb = 2\nc = 3")
    func steps(_ name: String) throws -> [Int] {
      let id = try #require(trace.graph.displayNames.firstIndex(of: name))
      return trace.steps(concerning: id)
    }
    #expect(try steps("a") == [0, 5])
    #expect(try steps("b") == [0, 4, 5])
    #expect(try steps("v_1") == [1, 4, 5])
    #expect(try steps("y") == [2, 3, 4])
  }
}
