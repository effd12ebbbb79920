import Testing

/// What is said of bases and exponents that are no scalars.
@Suite struct PowerMessageTests {
  @Test(arguments: [
    (
      """
      A = [[1, 2], [3, 4]]
      y = A^2
      """,
      """
      a.graph:2:5: error: '^' raises a scalar or each component of a vector; A is 2×2
      2 | y = A^2
        |     ^
        | note: A is given here: a.graph:1:1
        | help: for the matrix product, multiply: A·A
        | help: for each element, use ⊙: A ⊙ A
      """
    ),
    (
      """
      A = [[1, 2], [3, 4]]
      x = 2
      y = A^x
      """,
      """
      a.graph:3:5: error: '^' raises a scalar or each component of a vector; A is 2×2
      3 | y = A^x
        |     ^
        | note: A is given here: a.graph:1:1
        | note: x is given here: a.graph:2:1
      """
    ),
    (
      """
      a = [1, 2]
      y = 2^a
      """,
      """
      a.graph:2:7: error: the exponent of '^' is a scalar; a has 2 components
      2 | y = 2^a
        |       ^
        | note: a is given here: a.graph:1:1
        | help: to raise to each component: exp(log(2)·a)
      """
    ),
    (
      """
      a = 2; b = 3
      y = a^2 + [a, b]^2
      """,
      """
      a.graph:2:11: warning: '^' of a vector raises each component; [a, b]^2 is [a, b] ⊙ [a, b]
      2 | y = a^2 + [a, b]^2
        |           ^~~~~~~~
      """
    ),
    (
      """
      a = [1, 2]
      y = (-a)^2
      """,
      """
      a.graph:2:5: warning: '^' of a vector raises each component; (−a)^2 is (−a) ⊙ (−a)
      2 | y = (-a)^2
        |     ^~~~~~
      """
    ),
    (
      """
      a = [1, 2]
      y = tanh(a)^3
      """,
      """
      a.graph:2:5: warning: '^' of a vector raises each component
      2 | y = tanh(a)^3
        |     ^~~~~~~~~
      """
    ),
    (
      """
      a = [1, 2]
      y = (a + 1)^2
      """,
      """
      a.graph:2:5: warning: '^' of a vector raises each component; (a + 1)^2 is (a + 1) ⊙ (a + 1)
      2 | y = (a + 1)^2
        |     ^~~~~~~~~
      """
    ),
  ])
  func aPowerThatDoesNotFit(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
