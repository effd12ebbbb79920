import GradstepGraph
import GradstepTrace
import Testing

/// All steps of a lesson, and the way forward and back through them.
@Suite struct CourseTests {
  private static let chain =
    (1...40).map { "h_\($0) = tanh(h_\($0 - 1)·h_0)" }.joined(separator: "\n") + "\nh_0 = 0.5"

  private static let sources = [
    chain, "x = 2; w = 3; y = x·w + tanh(x)·x − w/x; unused = w²; output y", "a = [1, 2]; y = a·a",
    "x = 1; y = [x, x, 2x]; z = y·y", "x = 0.1; y = x·3 − 0.3 + x", "x = 3",
  ]

  @Test(arguments: sources, [nil, Descent(rate: 0.1, epochs: 3)])
  func wherePlacesAreComeToFromTheStateIsTheSame(source: String, descent: Descent?) throws {
    let course = Course(try trace(source).graph, descent: descent).shown(digits: 4)
    let last = course.steps.count - 1
    var walked = Snapshot(course)
    for place in [1, 2, 3, 2, 1, 0, last, last - 1, 0, last / 2, last / 3, last + 5, -3, 7, last] {
      walked.move(to: place)
      var expected = Snapshot(course)
      while expected.step.index < place, expected.advance() {}
      #expect(walked.step == expected.step)
      #expect(walked.step.index == min(max(place, 0), last))
      #expect(walked.contributions == expected.contributions)
      #expect(walked.arrived == expected.arrived)
      #expect(walked.trace.epoch == expected.trace.epoch)
      for id in course.graph.nodes.indices {
        #expect(walked.value(of: id) == expected.value(of: id))
        #expect(walked.gradient(of: id) == expected.gradient(of: id))
        #expect(walked.hasValue(id) == expected.hasValue(id))
      }
    }
  }

  @Test func anAdditionThatIsUndoneLeavesNothing() throws {
    let course = Course(try trace("x = [1, 2]; y = x·x + x·x").graph)
    var walked = Snapshot(course)
    walked.move(to: course.steps.count - 1)
    let ends = course.graph.nodes.indices.map(walked.gradient)
    for _ in 0..<3 {
      walked.move(to: 0)
      walked.move(to: course.steps.count - 1)
      #expect(course.graph.nodes.indices.map(walked.gradient) == ends)
    }
  }

  @Test func phasesFollowOneAnother() throws {
    let course = Course(try trace("y = tanh(a·b)\na = 1\nb = 2"))
    #expect((0...5).map { course.startOfNextPhase(after: $0) } == [1, 3, 3, 4, 5, 5])
    let descending = Course(course.graph, descent: Descent(rate: 0.5, epochs: 1))
    #expect(descending.startOfNextPhase(after: 4) == 6)
    #expect(descending.startOfNextPhase(after: 6) == 8)
  }

  @Test func theStepsOfANodeAreThoseAtWhichItChangesOrWorks() throws {
    let course = Course(try trace("y = a·b + b\na = 1\nb = 2\nc = 3"))
    func steps(_ name: String, in course: Course) throws -> [Int] {
      let id = try #require(course.graph.displayNames.firstIndex(of: name))
      return course.steps(concerning: id)
    }
    #expect(try steps("a", in: course) == [0, 5])
    #expect(try steps("b", in: course) == [0, 4, 5])
    #expect(try steps("v_1", in: course) == [1, 4, 5])
    #expect(try steps("y", in: course) == [2, 3, 4])
    let descending = Course(course.graph, descent: Descent(rate: 0.5, epochs: 2))
    #expect(try steps("a", in: descending) == [0, 5, 6, 12, 13])
    let id = try #require(course.graph.displayNames.firstIndex(of: "v_1"))
    #expect(descending.ownStep(of: id, around: 3, onWayBack: true) == 5)
    #expect(descending.ownStep(of: id, around: 9, onWayBack: true) == 12)
    #expect(descending.ownStep(of: id, around: 9, onWayBack: false) == 8)
    #expect(descending.ownStep(of: id, around: 15, onWayBack: true) == 15)
  }
}
