import Gradstep
import Testing

/// Leaves for names that nothing gives.
@Suite struct InventionTests {
  private func lesson(_ texts: String...) throws -> Lesson {
    try Lesson(
      texts.enumerated().map { Source(name: "source \($0)", text: $1) },
      inventsLeaves: true
    )
  }

  @Test func `A formula alone becomes a lesson`() throws {
    let lesson = try lesson(#"\hat{y} = \sigma(W x + b)"#)
    let leaves = lesson.trace.namedLeaves.map {
      "\(lesson.graph.displayNames[$0]) \(lesson.graph.shape(of: $0))"
    }
    #expect(leaves == ["W 2×3", "x 3", "b 2"])
    #expect(lesson.name == "ŷ")
    let note = try #require(lesson.warnings.first)
    #expect(note.severity == .note)
    #expect(note.summary == "invented, for nothing gives them: W : 2×3; x : 3; b : 2")
  }

  @Test func `What is given stays as it is, and nothing is said where all is given`() throws {
    let whole = try lesson("y = w·x", "w = 2; x = 3")
    #expect(whole.warnings.isEmpty)
    #expect(whole.tree.sources.count == 2)
    let part = try lesson("y = W x", "x = [1, 2, 3, 4]")
    #expect(part.warnings.map(\.summary) == ["invented, for nothing gives them: W : 2×4"])
  }

  @Test func `Invented leaves have the values that their shapes alone give them`() throws {
    let invented = try lesson("y = a·b")
    let given = try Lesson("y = a·b", "a : 1; b : 1")
    #expect(invented.trace.value(of: 0) == given.trace.value(of: 0))
    #expect(invented.trace.value(of: 1) == given.trace.value(of: 1))
  }

  @Test func `An invented leaf can be given another value`() throws {
    let lesson = try lesson("y = W x").changed(by: Source(name: "answer", text: "x = [1, 2, 3]"))
    #expect(lesson.graph.leavesOfShapeAlone.count == 1)
  }

  @Test func `Numbers of components are whole`() throws {
    let lesson = try lesson(#"s = \sum_{i=1}^n i"#)
    #expect(lesson.trace.value(of: lesson.graph.output) == Tensor(6))
  }
}
