import GradstepGraph
import Testing

/// Functions that are defined, and evaluated where their parameters have values.
@Suite struct StandingFunctionTests {
  @Test(arguments: [
    ("f(x) = x^2 + 3; x = 2", "f", 7.0), ("f(u) = u^2, u(x) = 3x; x = 2", "f", 36),
    ("u(x) = 3x; f(u) = u^2; x = 2", "f", 36), ("f(x; W) = W x; x = 2; W = 3", "f", 6),
    ("J(θ) = (a - y)^2; a = 1; y = 3", "J", 4), ("σ(x) = max(0, x); x = 2", "σ", 2),
    ("A(x) = x + 1; B(x) = 2x; x = 3", "B", 6),
    ("A(x) = x + 1; B(x) = 2x; x = 3; output A", "A", 4),
    ("L(w) = (a - 1)^2; a = z + 1; z = 2w; w = 3", "L", 36),
    ("a = 2w; L(w) = a + w; w = 3", "L", 9), ("f(x) = x^2; x = 2; y = 3x", "y", 6),
    ("f(x) = x^2; y = f(3)", "y", 9), ("x → f(x) = x^2; x = 3", "f", 9),
    (#"P(y = 1 \mid x) = x^2; x = 3"#, "P_y1x", 9), (#"D[p \| q] = p q; p = 2; q = 3"#, "D", 6),
  ])
  func theOutputIsTheFunctionThatNoOtherUses(source: String, name: String, value: Double) throws {
    let graph = try graph(source)
    #expect(graph.origins[graph.output].name == name)
    #expect(graph.outputValue.elements == [value])
  }

  @Test func itsParametersAreLeaves() throws {
    #expect(
      try graph("f(x, y) = x·y; x = 2; y = 3").listing
        == ["x: variable", "y: variable", "f: multiply(x, y)"]
    )
    #expect(try graph("f(x) = x + 1; x = 2").groups.isEmpty)
  }

  @Test func aParameterWithoutAValueIsMissing() {
    let message = """
      a.graph:1:15: error: every name has a value; 'y' is used and never given
      1 | f(x, y) = x + y; x = 2
        |               ^
        | note: a vector is written [1, 2], a matrix [[1, 2], [3, 4]]; a shape alone, as in W : 3×2, will do as well
        | help: give it a value, as in y = 1
      """
    #expect(messages("f(x, y) = x + y; x = 2") == message)
  }
}
