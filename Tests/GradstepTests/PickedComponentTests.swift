import Gradstep
import GradstepFrames
import Testing

/// A component that a formula picks: its row of the unit matrix is `e₂ᵀ` wherever it is named.
@Suite struct PickedComponentTests {
  private func lesson() throws -> Lesson {
    try Lesson([Source(name: "source", text: "y = x[2]; x = [1, 2, 3]")])
  }

  @Test(arguments: [LessonView.steps, .symbolic, .summary])
  func `The edge has it as a row`(view: LessonView) throws {
    let storyboard = try lesson().storyboard(view: view)
    let frames = storyboard.frames([storyboard.captions.indices.last ?? 0])
    let labels = frames.flatMap { $0.edges.compactMap { $0.label?.plain } }
    #expect(labels == ["e₂ᵀ"])
  }

  @Test func `The derivation has it as a row, and the gradient as a column`() throws {
    let document = try lesson().start().equations().latex
    #expect(document.contains(#"\frac{\partial y}{\partial x} &= e_{2}^{\top}"#), "\(document)")
    #expect(document.contains(#"\cdot e_{2} = 1\cdot e_{2}"#), "\(document)")
  }

  @Test func `What the numbers say is the row of the Jacobian`() throws {
    let lesson = try lesson()
    let last = try #require(lesson.storyboard().captions.last)
    #expect(last.explanation.contains("g·e₂ = 1·e₂ = [0, 1, 0]"))
    #expect(lesson.gradient(of: "x") == Tensor([0, 1, 0]))
  }
}
