import Testing

/// What is said of components that there are none of.
@Suite struct IndexMessageTests {
  @Test(arguments: [
    (
      """
      a = [1, 2, 3]
      y = a[4]
      """,
      """
      a.graph:2:7: error: an index is a whole number from 1 to 3 here; a has 3 components
      2 | y = a[4]
        |       ^
        | note: a is given here: a.graph:1:1
      """
    ),
    (
      """
      a = [1, 2, 3]
      y = a[1.5]
      """,
      """
      a.graph:2:7: error: an index is a whole number from 1 to 3 here; a has 3 components
      2 | y = a[1.5]
        |       ^~~
        | note: a is given here: a.graph:1:1
      """
    ),
    (
      """
      a = [1, 2, 3]
      y = a[1, 2]
      """,
      """
      a.graph:2:5: error: a has 3 components and takes one index
      2 | y = a[1, 2]
        |     ^~~~~~~
        | note: a is given here: a.graph:1:1
      """
    ),
    (
      """
      A = [[1, 2], [3, 4]]
      y = A[3]
      """,
      """
      a.graph:2:7: error: an index is a whole number from 1 to 2 here; A is 2×2
      2 | y = A[3]
        |       ^
        | note: A is given here: a.graph:1:1
      """
    ),
    (
      """
      A = [[1, 2], [3, 4]]
      y = A[1, 3]
      """,
      """
      a.graph:2:10: error: an index is a whole number from 1 to 2 here; A is 2×2
      2 | y = A[1, 3]
        |          ^
        | note: A is given here: a.graph:1:1
      """
    ),
    (
      """
      s = 2
      y = s[1]
      """,
      """
      a.graph:2:5: error: s is a scalar and takes no index
      2 | y = s[1]
        |     ^~~~
        | note: s is given here: a.graph:1:1
      """
    ),
    (
      """
      a = [1, 2]
      y = a[exp(0)]
      """,
      """
      a.graph:2:7: error: an index is a plain whole number, counted from 1
      2 | y = a[exp(0)]
        |       ^~~~~~
      """
    ),
    (
      """
      a = [1, 2]
      y = a[a]
      """,
      """
      a.graph:2:7: error: an index is a plain whole number, counted from 1
      2 | y = a[a]
        |       ^
      """
    ),
  ])
  func anIndexThatDoesNotFit(source: String, message: String) {
    #expect(messages(source) == message)
  }
}
