import Gradstep
import Testing

/// What a step says beyond its formulas, and formulas with a condition.
@Suite struct RemarkTests {
  private func lines(_ text: String, step: Int) throws -> [String] {
    let captions = try Lesson([Source(name: "s", text: text)]).storyboard().captions
    return captions[step].lines.map(\.plain)
  }

  @Test func aBiasSaysWhatItGoesWithInBothDirections() throws {
    let text = "Z = A + b; A = [[1, 2], [3, 4], [5, 6]]; b = [1, 2]"
    #expect(try lines(text, step: 1).last == "b goes with each row of A")
    let backward = try lines(text, step: 3)
    #expect(
      backward.last == "b goes with each row of A, so its gradient is the sum over the rows"
    )
    #expect(backward.contains { $0.hasSuffix("ᵀ·ones(3) = [3, 3]") })
  }

  @Test func softmaxOfAMatrixSaysThatItGoesRowByRow() throws {
    let text = "Z = softmax(A); A = [[1, 2], [3, 4]]"
    #expect(try lines(text, step: 1).last == "row by row: each row of A is taken on its own")
    #expect(try lines("z = softmax(x); x = [1, 2]", step: 1).count == 1)
  }

  @Test func aPositionSaysThatNothingFlows() throws {
    let lines = try lines("y = 2·argmax(x); x = [1, 2]", step: 5)
    #expect(lines.last == "a position is a whole number, so no gradient flows to x")
  }
}
