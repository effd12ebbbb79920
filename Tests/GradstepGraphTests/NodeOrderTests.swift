import GradstepGraph
import GradstepSyntax
import Testing

/// Which nodes a source has, in which order, and what they are called.
@Suite struct NodeOrderTests {
  @Test(arguments: [
    ("y = a·b; a = 2; b = 3", ["a: variable", "b: variable", "y: multiply(a, b)"]),
    (
      "b = 3; y = a + b; a = 2; z = y·y",
      ["b: variable", "a: variable", "y: add(a, b)", "z: multiply(y, y)"]
    ),
    (
      "a = 2; y = tanh(a)·sin(a)",
      ["a: variable", "v_1: tanh(a)", "v_2: sin(a)", "y: multiply(v_1, v_2)"]
    ),
    (
      "z = y + 1; y = a²; a = 2",
      ["a: variable", "y: power(a, 2.0)", "1: constant", "z: add(y, 1)"]
    ),
    (
      "a = 2; u = tanh(a); y = a + 1",
      ["a: variable", "u: tanh(a)", "1: constant", "y: add(a, 1)"]
    ),
    ("a = [1, 2]; y = a·a", ["a: variable", "y: dot(a, a)"]),
    ("a = 2; y = (a + a)·a", ["a: variable", "v_1: add(a, a)", "y: multiply(v_1, a)"]),
    (
      "a = 2; y = [a, 1; 2, a]",
      [
        "a: variable", "1: constant", "v_1: stack(a, 1)", "2: constant", "v_2: stack(2, a)",
        "y: stack(v_1, v_2)",
      ]
    ),
    ("a = [1, 2]; y = a[2]'", ["a: variable", "v_1: component(a, 2.0)", "y: transpose(v_1)"]),
    (
      "const t = 3; a = 2; y = -t·a",
      ["t: constant", "a: variable", "v_1: negate(t)", "y: multiply(v_1, a)"]
    ),
  ])
  func leavesComeFirstAndThenOperandsBeforeOperations(source: String, nodes: [String]) throws {
    #expect(try graph(source).listing == nodes)
  }

  @Test(arguments: [
    ("v = 2; y = tanh(sin(v))", ["v", "u_1", "y"]),
    ("v_1 = 2; y = tanh(sin(v_1))", ["v_1", "u_1", "y"]),
    ("v = 2; u = 3; y = tanh(v·u)", ["v", "u", "z_1", "y"]),
    ("x = 2; v = sin(x); y = tanh(cos(v))", ["x", "v", "u_1", "y"]),
    // It is shown as v₁.
    ("v1 = 2; y = tanh(sin(v1))", ["v1", "u_1", "y"]),
    ("x₁ = 2; x_{2} = 3; y = x_1·x₂", ["x_1", "x_2", "y"]),
    ("x = 2; tanh(sin(x))", ["x", "v_1", "v_2"]),
    (
      "v = 1; u = 1; z = 1; h = 1; n = 1; t = 1; s = 1; y = 2·v·u·z·h·n·t·s",
      [
        "v", "u", "z", "h", "n", "t", "s", "2", "node_1", "node_2", "node_3", "node_4", "node_5",
        "node_6", "y",
      ]
    ),
  ])
  func theUnnamedAreCalledAfterALetterThatIsFree(source: String, names: [String]) throws {
    #expect(try graph(source).displayNames == names)
  }

  @Test func noNameIsGivenTwice() throws {
    let leaves = ["v", "u", "z", "h", "n", "t", "s", "node_1"]
    let source = leaves.map { "\($0) = 2" }.joined(separator: "; ")
    let names = try graph(source + "; y = " + leaves.joined(separator: "·")).displayNames
    #expect(Set(names).count == names.count)
  }

  @Test func aSecondNameForAValueIsTheSameNode() throws {
    let graph = try graph("a = 2; b = a; c = tanh(b); d = c; y = d·d")
    #expect(graph.listing == ["a: variable", "c: tanh(a)", "y: multiply(c, c)"])
  }

  @Test func definitionsThatNothingUsesAreBuilt() throws {
    let graph = try graph("a = 2; unused = tanh(a); lonely = 3; y = a²; output y")
    #expect(graph.displayNames == ["a", "lonely", "unused", "y"])
    #expect(graph.output == 3)
  }

  @Test func everyNodeKnowsItsPlaceInTheSource() throws {
    let text = "x = 3\ny = 2·tanh(x + 1)"
    let graph = try graph(text)
    let places = graph.origins.map { String(sources([text]).text(in: $0.range)) }
    #expect(places == ["x", "1", "x + 1", "tanh(x + 1)", "2", "2·tanh(x + 1)"])
  }
}
