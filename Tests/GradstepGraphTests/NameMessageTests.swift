import Testing

/// What is said of names that stand for nothing, or for themselves.
@Suite struct NameMessageTests {
  @Test(arguments: [
    (
      """
      y = W·x + bias
      z = x·q
      """,
      """
      a.graph:1:5: error: every name has a value; 'W', 'x', 'bias' and 'q' are used and never given
      1 | y = W·x + bias
        |     ^
        | note: x is used here: a.graph:1:7
        | note: bias is used here: a.graph:1:11
        | note: q is used here: a.graph:2:7
        | note: a vector is written [1, 2], a matrix [[1, 2], [3, 4]]; a shape alone, as in W : 3×2, will do as well
        | help: give them values, as in W : 2×3; x : 3; bias : 2; q : 3
      """
    ),
    (
      """
      y = velocity + 1
      velocty = 3
      """,
      """
      a.graph:1:5: error: every name has a value; 'velocity' is used and never given
      1 | y = velocity + 1
        |     ^~~~~~~~
        | note: a vector is written [1, 2], a matrix [[1, 2], [3, 4]]; a shape alone, as in W : 3×2, will do as well
        | help: did you mean 'velocty'?
      """
    ),
    (
      "y = e + 1",
      """
      a.graph:1:5: error: every name has a value; 'e' is used and never given
      1 | y = e + 1
        |     ^
        | note: a vector is written [1, 2], a matrix [[1, 2], [3, 4]]; a shape alone, as in W : 3×2, will do as well
        | help: give it a value, as in const e = 2.718281828
      """
    ),
    (
      "y = x + e^x",
      """
      a.graph:1:5: error: every name has a value; 'x' is used and never given
      1 | y = x + e^x
        |     ^
        | note: a vector is written [1, 2], a matrix [[1, 2], [3, 4]]; a shape alone, as in W : 3×2, will do as well
        | help: give it a value, as in x = 1
      """
    ),
    (
      "y = y + 1",
      """
      a.graph:1:1: error: a definition gives a name one value, and 'y' is on both sides
      1 | y = y + 1
        | ^
        | help: to give it a new value, worked out from the old one, write '←'
        | help: write another name on the left: y_new = …
      """
    ),
    (
      """
      a = b + 1
      b = 2c
      c = a²
      """,
      """
      a.graph:3:5: error: a value is defined by others; 'a' needs itself
      3 | c = a²
        |     ^
        | note: a is defined here: a.graph:1:1
      """
    ),
    (
      """
      f(z) = z·a
      a = f(2)
      """,
      """
      a.graph:1:10: error: a value is defined by others; 'a' needs itself
      1 | f(z) = z·a
        |          ^
        | note: a is defined here: a.graph:2:1
      """
    ),
  ])
  func aNameWithoutAValue(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
