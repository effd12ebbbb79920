import Gradstep
import Testing

/// How a source reads where a person could have meant something else.
@Suite struct EchoTests {
  private func firstLines(_ texts: String...) throws -> [String] {
    let sources = texts.map { Source(name: "source", text: $0) }
    return try Lesson(sources, inventsLeaves: true).storyboard().captions[0].lines.map(\.plain)
  }

  @Test func `The first step says it on one line`() throws {
    #expect(try firstLines("y = 1/2x", "x = 3").first == "reads as (1/2)·x")
    #expect(
      try firstLines(#"y = \sin a b + 1/2x"#, "a = 1; b = 2; x = 3").first
        == "reads as sin(a·b), as (1/2)·x"
    )
    let many = (1...9).map { "1/2x_\($0)" }.joined(separator: " + ")
    #expect(
      try firstLines("y = \(many)").first
        == "reads as (1/2)·x₁, as (1/2)·x₂, as (1/2)·x₃, and 6 more of the kind"
    )
  }

  @Test func `Nothing is said where nothing else could be meant`() throws {
    #expect(try firstLines("y = x/2", "x = 3").first == "x has its value")
  }
}
