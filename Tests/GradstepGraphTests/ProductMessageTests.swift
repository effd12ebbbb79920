import GradstepSyntax
import Testing

@testable import GradstepGraph

/// What is said of factors that do not go together.
@Suite struct ProductMessageTests {
  @Test(arguments: [
    (
      """
      W = [[1, 2], [3, 4], [5, 6]]
      x = [1, 2, 3]
      y = tanh(W·x + 1)
      """,
      """
      a.graph:3:10: error: '·' needs as many columns on its left as components on its right; W is 3×2 and x has 3 components
      3 | y = tanh(W·x + 1)
        |          ^~~
        | note: W is given here: a.graph:1:1
        | note: x is given here: a.graph:2:1
        | help: transpose the left side: W'·x
      """
    ),
    (
      """
      W = [[1, 2], [3, 4], [5, 6]]
      y = W·[1]' + W W
      """,
      """
      a.graph:2:14: error: '·' needs as many columns on its left as rows on its right; W is 3×2 and W is 3×2
      2 | y = W·[1]' + W W
        |              ^~~
        | note: W is given here: a.graph:1:1
        | help: transpose the left side: W'·W
        | help: transpose the right side: W·W'
      """
    ),
    (
      """
      a = [1, 2]
      W = [[1, 2], [3, 4]]
      y = a*W
      """,
      """
      a.graph:3:5: error: '·' needs as many columns on its left as rows on its right; a is a column of 2 and W is 2×2
      3 | y = a*W
        |     ^~~
        | note: a is given here: a.graph:1:1
        | note: W is given here: a.graph:2:1
        | help: take the left side as a row: W'·a
        | help: change the order: W·a
      """
    ),
    (
      """
      a = [1, 2, 3]
      W = [[1, 2], [3, 4], [5, 6]]
      y = a·W'
      """,
      """
      a.graph:3:5: error: '·' needs as many columns on its left as rows on its right; a is a column of 3 and Wᵀ is 2×3
      3 | y = a·W'
        |     ^~~~
        | note: a is given here: a.graph:1:1
        | help: change the order: Wᵀ·a
      """
    ),
    (
      """
      a = [1, 2]
      b = [3, 4, 5]
      y = a·b
      """,
      """
      a.graph:3:5: error: a dot product needs two vectors of one length; a has 2 components and b has 3 components
      3 | y = a·b
        |     ^~~
        | note: a is given here: a.graph:1:1
        | note: b is given here: a.graph:2:1
      """
    ),
    (
      """
      a = [1, 2]
      b = [3, 4]
      y = a*b
      """,
      """
      a.graph:3:5: error: '*' of two vectors could be two products; a has 2 components and b has 2 components
      3 | y = a*b
        |     ^~~
        | note: a is given here: a.graph:1:1
        | note: b is given here: a.graph:2:1
        | help: for the dot product, write a·b
        | help: for each component, write a ⊙ b
      """
    ),
    (
      """
      a = [1, 2]
      b = [3, 4]
      y = 2a b
      """,
      """
      a.graph:3:5: error: two vectors side by side could be two products; 2·a has 2 components and b has 2 components
      3 | y = 2a b
        |     ^~~~
        | note: b is given here: a.graph:2:1
        | help: for the dot product, write (2·a)·b
        | help: for each component, write (2·a) ⊙ b
      """
    ),
  ])
  func aProductThatDoesNotFit(source: String, message: String) {
    #expect(messages(source) == message)
  }

  @Test(arguments: ["c - a·b", "a·b + c"])
  func aDotProductBesideAVectorIsAskedAbout(formula: String) throws {
    let source = "a = [1, 2]; b = [3, 4]; c = [5, 6]; y = " + formula
    let (_, diagnostics) = build([source])
    let error = try #require(diagnostics.first)
    #expect(error.identifier == "ambiguous-product")
    let values = try error.solutions.map { solution in
      let replacement = try #require(solution.replacements.first)
      var bytes = Array(source.utf8)
      bytes.replaceSubrange(replacement.range.bytes, with: Array(replacement.text.utf8))
      return try graph(String(decoding: bytes, as: UTF8.self)).outputValue.elements
    }
    #expect(values == (formula.hasPrefix("c") ? [[2, -2], [-6, -5]] : [[8, 14], [16, 17]]))
  }
}
