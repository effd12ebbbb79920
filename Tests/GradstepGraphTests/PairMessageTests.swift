import Testing

/// What is said of values of different shapes that are taken together.
@Suite struct PairMessageTests {
  @Test(arguments: [
    (
      """
      a = [1, 2]
      b = [3, 4, 5]
      y = 2·(a − b)
      """,
      """
      a.graph:3:7: error: '−' needs a scalar or equal shapes; a has 2 components and b has 3 components
      3 | y = 2·(a − b)
        |       ^~~~~~~
        | note: a is given here: a.graph:1:1
        | note: b is given here: a.graph:2:1
      """
    ),
    (
      """
      W = [[1, 2], [3, 4]]
      b = [1, 2]
      Z = W·W' + b
      """,
      """
      a.graph:3:5: error: '+' could take b to each row or to each column; b has 2 components and W·Wᵀ is 2×2
      3 | Z = W·W' + b
        |     ^~~~~~~~
        | note: b is given here: a.graph:2:1
        | help: to each row: W·Wᵀ + b'
        | help: to each column: W·Wᵀ + b·ones(2)'
      """
    ),
    (
      """
      b = [1, 2]
      X = [[1, 2], [4, 5]]
      y = 2b / X
      """,
      """
      a.graph:3:5: error: '/' could take 2·b to each row or to each column; 2·b has 2 components and X is 2×2
      3 | y = 2b / X
        |     ^~~~~~
        | note: X is given here: a.graph:2:1
        | help: to each row: (2·b)' / X
        | help: to each column: (2·b)·ones(2)' / X
      """
    ),
    (
      """
      A = [[1, 2, 3], [4, 5, 6]]
      y = A/A'
      """,
      """
      a.graph:2:5: error: '/' needs a scalar or equal shapes; A is 2×3 and Aᵀ is 3×2
      2 | y = A/A'
        |     ^~~~
        | note: A is given here: a.graph:1:1
        | help: transpose one of them: A / Aᵀ'
      """
    ),
    (
      """
      a = [1, 2]
      f(z) = z + [1, 2, 3]
      y = f(a) + f(2a)
      """,
      """
      a.graph:2:8: error: '+' needs a scalar or equal shapes; z has 2 components and [1, 2, 3] has 3 components
      2 | f(z) = z + [1, 2, 3]
        |        ^~~~~~~~~~~~~
        | note: in this call: a.graph:3:5
      """
    ),
  ])
  func aPairThatDoesNotFit(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
