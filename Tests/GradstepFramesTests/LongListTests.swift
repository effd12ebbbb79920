import Gradstep
import Testing
import _GradstepTestSupport

/// Operations with many operands, and vectors that are taken apart.
@Suite(.timeLimit(.minutes(5))) struct LongListTests {
  private func list(_ count: Int, _ entry: (Int) -> String) -> String {
    (1...count).map(entry).joined(separator: ", ")
  }

  /// The last state of a lesson.
  private func end(of lesson: Lesson) -> Moment {
    var progress = lesson.start()
    for _ in lesson.trace.steps.dropFirst() { progress.advance() }
    return progress
  }

  @Test func aPartStandsBetweenTwoBlocksOfZeros() throws {
    let lesson = try Lesson("y = concat(a, b, c, b)", "a = [1, 2]", "b = 3", "c = [4, 5, 6]")
    let labels = try #require(end(of: lesson).frame.edges.map(\.label?.plain) as? [String])
    #expect(
      labels == [
        "concat(eye(2), zeros(5, 2))", "concat(zeros(2, 1), eye(1), zeros(4, 1))",
        "concat(zeros(3, 3), eye(3), zeros(1, 3))", "concat(zeros(6, 1), eye(1))",
      ]
    )
  }

  @Test(arguments: ["[%]", "concat(%)"])
  func theTextOfAnEdgeDoesNotGrowWithTheList(formula: String) throws {
    let entries = list(2000) { _ in "x" }
    let lesson = try Lesson("y = \(formula.replacing("%", with: entries))", "x = 3")
    let labels = end(of: lesson).frame.edges.compactMap(\.label?.plain)
    #expect(labels.count == 2000)
    #expect(labels.allSatisfy { $0.count < 60 })
    #expect(lesson.trace.gradient(of: 0) == Tensor(2000))
  }

  @Test func aLongVectorIsTakenApart() throws {
    let count = 3000
    let lesson = try Lesson("y = [\(list(count) { "x[\($0)]^2" })]", "x : \(count)")
    let progress = end(of: lesson)
    let x = lesson.trace.value(of: 0)
    #expect(lesson.trace.gradient(of: 0) == x.map { 2 * $0 })
    #expect(progress.snapshot.gradient(of: 0) == x.map { 2 * $0 })
  }

  @Test(arguments: Example.all)
  func whatIsShownWithoutADiagramIsWhatItsFramesShow(example: Example) throws {
    let lesson = try example.lesson()
    var progress = lesson.start()
    let builder = lesson.storyboard()
    for (caption, frame) in zip(builder.captions, builder.frames(lesson.trace.steps.indices)) {
      #expect(progress.frame == frame)
      #expect(frame.caption == caption)
      progress.advance()
    }
  }
}
