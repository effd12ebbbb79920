import GradstepGraph
import GradstepTrace
import Testing

/// Gradient descent: updates behind the walk back, and the epochs behind one another.
@Suite struct DescentTests {
  private func course(_ source: String, _ rate: Double, epochs: Int) throws -> Course {
    Course(try trace(source).graph, descent: Descent(rate: rate, epochs: epochs))
  }

  private func value(_ name: String, in snapshot: Snapshot) throws -> [Double] {
    let id = try #require(snapshot.trace.graph.displayNames.lastIndex(of: name))
    return try #require(snapshot.value(of: id)).elements
  }

  @Test func aStoryOfTwoEpochs() throws {
    let course = try course("const x = 3; w = 2; y = (w·x − 1)^2", 0.1, epochs: 2)
    let names = course.graph.displayNames
    let story = course.steps.map { step in
      step.phase.rawValue + (step.node.map { " " + names[$0] } ?? "")
    }
    let forward = ["forward v_1", "forward v_2", "forward y"]
    let backward = ["seed y", "backward y", "backward v_2", "backward v_1", "update w"]
    #expect(story == ["inputs"] + forward + backward + forward + backward + forward)
    #expect(course.steps.map { $0.index } == Array(course.steps.indices))
  }

  @Test func aValueChangesWithItsUpdateAndWhatFollowsIsBlank() throws {
    let course = try course("const x = 3; w = 2; y = (w·x − 1)^2", 0.1, epochs: 1)
    var snapshot = Snapshot(course)
    snapshot.move(to: 7)
    #expect(try value("w", in: snapshot) == [2])
    #expect(try value("y", in: snapshot) == [25])
    snapshot.move(to: 8)
    #expect(snapshot.step.phase == .update)
    #expect(try value("w", in: snapshot) == [-1])
    #expect(try value("y", in: snapshot) == [25])
    #expect(snapshot.gradient(of: 0) != nil || snapshot.gradient(of: 1) != nil)
    snapshot.move(to: 9)
    #expect(try value("v_1", in: snapshot) == [-3])
    #expect(snapshot.value(of: course.graph.output) == nil)
    #expect(course.graph.nodes.indices.allSatisfy { snapshot.gradient(of: $0) == nil })
    snapshot.move(to: 11)
    #expect(try value("y", in: snapshot) == [16])
    snapshot.move(to: 7)
    #expect(try value("w", in: snapshot) == [2])
  }

  /// The updated weights of Matt Mazur's *A Step by Step Backpropagation Example*, with η = 0.5; the
  /// biases stay as they are.
  @Test func mazursNetworkIsUpdatedAsHePrintsIt() throws {
    let source = try Examples.source("mazur").replacing("; b_", with: "; const b_")
    let graph = try trace(source).graph
    let course = Course(graph, descent: Descent(rate: 0.5, epochs: 10_000))
    var snapshot = Snapshot(course)
    snapshot.move(to: course.traces[1].steps[0].index)
    let published = [
      ("w_1", 0.149780716), ("w_2", 0.19956143), ("w_3", 0.24975114), ("w_4", 0.29950229),
      ("w_5", 0.35891648), ("w_6", 0.408666186), ("w_7", 0.511301270), ("w_8", 0.561370121),
    ]
    for (name, expected) in published {
      let worth = try value(name, in: snapshot)[0]
      #expect((worth - expected).magnitude < 6e-9, "\(name)")
    }
    // He prints 0.291027924 after the first round, and 0.0000351085 after 10,000: his own numbers
    // are rounded on the way.
    let output = course.graph.output
    #expect((course.traces[1].value(of: output).elements[0] - 0.291027924).magnitude < 2e-7)
    #expect((course.traces[10_000].value(of: output).elements[0] - 0.0000351085).magnitude < 1e-7)
  }

  @Test func aStepIsTheGradientTimesTheRate() throws {
    for name in Examples.names {
      let first = try Examples.trace(name)
      let course = Course(first.graph, descent: Descent(rate: 0.01, epochs: 1))
      let (before, after) = (course.traces[0], course.traces[1])
      for id in first.graph.nodes.indices where first.graph.nodes[id].kind != .operation {
        let gradient =
          first.graph.nodes[id].kind == .variable
          ? first.gradient(of: id)?.elements ?? [] : first.value(of: id).elements.map { _ in 0 }
        for (position, slope) in gradient.enumerated() {
          let old = before.value(of: id).elements[position]
          #expect(after.value(of: id).elements[position] == old - 0.01 * slope)
        }
      }
    }
  }

  @Test func whatNoPathLeadsFromKeepsItsValue() throws {
    let course = try course("x = 2; lonely = 3; const t = 4; y = t·x; output y", 0.5, epochs: 3)
    let updated = Set(course.steps.filter { $0.phase == .update }.compactMap { $0.node })
    #expect(updated == [try #require(course.graph.displayNames.firstIndex(of: "x"))])
    #expect(course.traces.count == 4)
  }

  @Test func aWalkWithoutVariablesIsOneWithoutUpdates() throws {
    let course = try course("const t = 4; y = t^2; output y", 0.5, epochs: 2)
    #expect(!course.steps.contains { $0.phase == .update })
    var snapshot = Snapshot(course)
    snapshot.move(to: course.steps.count - 1)
    #expect(try value("y", in: snapshot) == [16])
    snapshot.move(to: 0)
    #expect(snapshot.step.index == 0)
  }
}
