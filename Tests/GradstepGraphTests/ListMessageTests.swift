import Testing

/// What is said of operands that a function or a list does not take, and of sizes.
@Suite struct ListMessageTests {
  @Test(arguments: [
    (
      """
      s = 2
      y = softmax s
      """,
      """
      a.graph:2:13: error: 'softmax' takes a vector or a matrix; s is a scalar
      2 | y = softmax s
        |             ^
        | note: s is given here: a.graph:1:1
      """
    ),
    (
      """
      A = [[1, 2], [3, 4]]
      a = [1, 2]
      y = outer(a, A)
      """,
      """
      a.graph:3:14: error: 'outer' takes two vectors; A is 2×2
      3 | y = outer(a, A)
        |              ^
        | note: a is given here: a.graph:2:1
        | note: A is given here: a.graph:1:1
      """
    ),
    (
      """
      A = [[1, 2], [3, 4]]
      y = [A, A]
      """,
      """
      a.graph:2:6: error: a list is built of scalars or of vectors; A is 2×2
      2 | y = [A, A]
        |      ^
        | note: A is given here: a.graph:1:1
      """
    ),
    (
      "y = [[1, 2], [3]]",
      """
      a.graph:1:14: error: all entries of a list have one length; [1, 2] has 2 components and [3] has 1 component
      1 | y = [[1, 2], [3]]
        |              ^~~
      """
    ),
    (
      "y = ones(0)",
      """
      a.graph:1:10: error: a size is a whole number from 1 to 1000000
      1 | y = ones(0)
        |          ^
      """
    ),
    (
      "y = ones(2.5)",
      """
      a.graph:1:10: error: a size is a whole number from 1 to 1000000
      1 | y = ones(2.5)
        |          ^~~
      """
    ),
    (
      "y = ones(2, 3, 4)",
      """
      a.graph:1:5: error: 'ones' takes 1 to 2 arguments; it is given 3
      1 | y = ones(2, 3, 4)
        |     ^~~~
      """
    ),
    (
      "y = ones(exp(1))",
      """
      a.graph:1:10: error: 'ones' takes a plain number here
      1 | y = ones(exp(1))
        |          ^~~~~~
      """
    ),
    (
      "y = ones(9000, 9000)",
      """
      a.graph:1:5: error: a graph holds at most 1000000 nodes, 67108864 numbers and 100000 expanded calls; with this it would have more
      1 | y = ones(9000, 9000)
        |     ^~~~~~~~~~~~~~~~
      """
    ),
    (
      "y = ones(1000000, 1000000)",
      """
      a.graph:1:5: error: a graph holds at most 1000000 nodes, 67108864 numbers and 100000 expanded calls; with this it would have more
      1 | y = ones(1000000, 1000000)
        |     ^~~~~~~~~~~~~~~~~~~~~~
      """
    ),
  ])
  func anOperandThatDoesNotFit(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
