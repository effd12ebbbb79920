import Gradstep
import Testing

/// Sides of chains that are compared with the one that is worked out.
@Suite struct ChainTests {
  private func warnings(_ source: String) throws -> [String] {
    try Lesson(source).warnings.map(\.summary)
  }

  @Test(arguments: [
    "y = x^2 = x·x; x = 3", "y = σ(x) = 0.7311; x = 1",
    "y = (b - a)/2 = (12 - 4)/2 = 4; a = 4; b = 12",
    "y = [x, 2x] = x·[1, 2]; x = 3", "f(x) = 1/(1 + e^-x) = σ(x); x = 2", "W : 2×2; y = W + W = 2W",
    "f(x) = x + x = 2x; z = 3; y = f(z)", "a = b + 1 = 2b; b = 1; y = 3a",
  ])
  func equalSidesAreNotSpokenOf(source: String) throws {
    #expect(try warnings(source).isEmpty)
  }

  @Test(arguments: [
    ("y = x^2 = x + x; x = 3", "this one is 9, and the one that is worked out 6"),
    ("y = σ(x) = 0.74; x = 1", "this one is 0.74, and the one that is worked out 0.7311"),
    ("y = [x, 2x] = [1, 3]; x = 1", "this one is 3 in place 2, and the one that is worked out 2"),
    (
      "y = [x, 2x] = [1, 2, 3]; x = 1",
      "this one has 3 components, and the one that is worked out has 2 components"
    ),
  ])
  func aWarningShowsBothNumbersOfSidesThatDiffer(source: String, difference: String) throws {
    #expect(try warnings(source) == ["the sides of a chain are worth the same; " + difference])
  }

  @Test func theOtherSidesAreNoPartOfTheGraph() throws {
    #expect(try Lesson("y = x^2 = x·x; x = 3").graph.nodes.count == 2)
  }
}
