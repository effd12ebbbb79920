import Testing

/// What is said of statements that give no value.
@Suite struct StatementMessageTests {
  @Test(arguments: [
    (
      """
      x = 3
      output y
      """,
      """
      a.graph:2:8: error: the output is a value that the source defines; 'y' is not
      2 | output y
        |        ^
      """
    ),
    (
      """
      height = 3
      output heigth
      """,
      """
      a.graph:2:8: error: the output is a value that the source defines; 'heigth' is not
      2 | output heigth
        |        ^~~~~~
        | help: did you mean 'height'?
      """
    ),
    (
      """
      f = tanh; x = 1; y = f(x)
      output f
      """,
      """
      a.graph:2:8: error: the output is a value that the source defines; 'f' is not
      2 | output f
        |        ^
      """
    ),
    (
      """
      x = 3
      const t = 2x
      y = t
      """,
      """
      a.graph:2:11: error: 'const' goes with numbers alone
      2 | const t = 2x
        |           ^~
        | help: leave out 'const'
      """
    ),
    (
      "f = tanh",
      """
      a.graph:1:1: error: a source defines a value; this one defines none
      1 | f = tanh
        | ^~~~~~~~
        | help: add a formula, as in y = x^2
      """
    ),
    (
      "f(z) = z²; g = f",
      """
      a.graph:1:1: error: a source ends in a formula; 'f' is defined and never called
      1 | f(z) = z²; g = f
        | ^
        | help: give its parameters values, as in z = 1
        | help: add a formula, as in out = f(z)
      """
    ),
    (
      "f(z) = z²; g(w) = 2·f(w)",
      """
      a.graph:1:12: error: a source ends in a formula; 'g' is defined and never called
      1 | f(z) = z²; g(w) = 2·f(w)
        |            ^
        | help: give its parameters values, as in w = 1
        | help: add a formula, as in out = g(w)
      """
    ),
  ])
  func aStatementThatIsNoUse(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
