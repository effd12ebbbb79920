import Testing

/// What is said of calls that cannot be.
@Suite struct FunctionMessageTests {
  @Test(arguments: [
    (
      "y = sigmiod(2)",
      """
      a.graph:1:5: error: a name before a bracket is a function or a value; 'sigmiod' is neither
      1 | y = sigmiod(2)
        |     ^~~~~~~
        | help: did you mean 'sigmoid'?
      """
    ),
    (
      "y = foo(2)",
      """
      a.graph:1:5: error: a name before a bracket is a function or a value; 'foo' is neither
      1 | y = foo(2)
        |     ^~~
        | help: define the function, as in foo(z) = z^2, or the value, as in foo = 1
      """
    ),
    (
      """
      f(z) = z²
      y = f(1, 2)
      """,
      """
      a.graph:2:5: error: 'f' takes 1 argument; it is given 2
      2 | y = f(1, 2)
        |     ^
      """
    ),
    (
      """
      f(z, w) = z·w
      y = f(1)
      """,
      """
      a.graph:2:5: error: 'f' takes 2 arguments; it is given 1
      2 | y = f(1)
        |     ^
      """
    ),
    (
      "y = tanh(1, 2)",
      """
      a.graph:1:5: error: 'tanh' takes 1 argument; it is given 2
      1 | y = tanh(1, 2)
        |     ^~~~
      """
    ),
    (
      "y = dot([1, 2])",
      """
      a.graph:1:5: error: 'dot' takes 2 arguments; it is given 1
      1 | y = dot([1, 2])
        |     ^~~
      """
    ),
    (
      """
      h = tanh
      y = h(1, 2)
      """,
      """
      a.graph:2:5: error: 'tanh' takes 1 argument; it is given 2
      2 | y = h(1, 2)
        |     ^
      """
    ),
    (
      """
      f(z) = f(z − 1) + 1
      y = f(3)
      """,
      """
      a.graph:1:8: error: a function is built of others; 'f' calls itself
      1 | f(z) = f(z − 1) + 1
        |        ^
        | note: f is defined here: a.graph:1:1
      """
    ),
    (
      """
      f(z) = g(z)
      g(z) = h(z)
      h(z) = f(z)
      y = f(3)
      """,
      """
      a.graph:3:8: error: a function is built of others; 'f' calls itself
      3 | h(z) = f(z)
        |        ^
        | note: f is defined here: a.graph:1:1
      """
    ),
    (
      """
      f(z) = tanh(z, z)
      y = f(3)
      """,
      """
      a.graph:1:8: error: 'tanh' takes 1 argument; it is given 2
      1 | f(z) = tanh(z, z)
        |        ^~~~
      """
    ),
    (
      """
      f(z) = z[3]
      g(z) = 2·f(z)
      y = g([1, 2])
      """,
      """
      a.graph:1:10: error: an index is a whole number from 1 to 2 here; z has 2 components
      1 | f(z) = z[3]
        |          ^
        | note: in this call: a.graph:3:5
      """
    ),
  ])
  func aCallThatCannotBe(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
