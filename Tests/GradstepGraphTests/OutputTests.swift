import GradstepGraph
import Testing

/// Which node is the output, and what later sources change.
@Suite struct OutputTests {
  @Test(arguments: [
    ("x = 3; y = 2x", "y"), ("y = 2x; x = 3", "y"), ("y = 2x; z = y + 1; x = 3; const t = 4", "z"),
    ("x = 3; y = 2x; z = y²; output y", "y"), ("output y; x = 3; y = 2x; z = y²", "y"),
    ("x = 3; y = 2x; output x", "x"), ("x = 3", "x"), ("x = 3; w = 4", "w"),
    ("x = 3; y = 2x; tanh(y)", "v_1"), ("x = 3; y = 2x; y", "y"), ("x = 3; x", "x"),
    ("output = 3; y = 2·output", "y"),
    ("x = 3; y = x^2; f(z) = 2z; g = tanh", "y"), ("x = 3; y = x^2; z = y", "y"),
  ])
  func theOutputOf(source: String, name: String) throws {
    let graph = try graph(source)
    #expect(graph.displayNames[graph.output] == name)
  }

  @Test func anExpressionOfOnesIsNoFormula() throws {
    let graph = try graph("x = 3; y = x^2; d = ones(3)")
    #expect(graph.displayNames[graph.output] == "y")
  }

  @Test(arguments: [
    ("L = (y - 1)^2; y = 2x; x = 3", "L"), ("L = a·b; a = b + 1; b = 2x; x = 3", "L"),
    ("z = y + 1; y = 2x; x = 3; w = z + 1", "w"), ("f(z) = y·z; y = 2x; x = 3", "y"),
    ("L = y^2; y = 2x; x = 3; output y", "y"), ("z = f(x); f(u) = y·u; y = 2x; x = 3", "z"),
  ])
  func whatAnotherFormulaIsMadeOfIsNoOutput(source: String, name: String) throws {
    let graph = try graph(source)
    #expect(graph.displayNames[graph.output] == name)
  }

  @Test func thatTheLastFormulaIsNotTheOutputIsSaid() {
    let message = """
      a.graph:1:1: note: the output is 'L': the last formula, 'y', is a part of it
      1 | L = (y - 1)^2; y = 2x; x = 3
        | ^
        | help: for another: output y
      """
    #expect(messages("L = (y - 1)^2; y = 2x; x = 3") == message)
  }

  @Test func statementsOfLaterSourcesAdd() throws {
    let graph = try graph("y = x^2 + 2x + c", "x=3", "c=1")
    #expect(graph.displayNames[graph.output] == "y")
    #expect(graph.outputValue == Tensor(16))
  }

  @Test func statementsOfLaterSourcesReplace() throws {
    #expect(try graph("x = 3; y = 2x", "x = 5").outputValue == Tensor(10))
    #expect(try graph("x = 3; y = 2x; z = y + 1", "y = 3x").outputValue == Tensor(10))
    #expect(try graph("f(z) = z²; y = f(3)", "f(z) = 2z").outputValue == Tensor(6))
    #expect(try graph("f = tanh; x = 0; y = f(x)", "f = exp").outputValue == Tensor(1))
    #expect(try graph("x = 3; y = x·t; t = 2", "const t = 4").listing[1] == "t: constant")
  }

  @Test func theOutputIsThatOfTheMainSource() throws {
    let added = try graph("x = 3; y = 2x", "z = x + 1")
    #expect(added.displayNames[added.output] == "y")
    let later = try graph("x = 3; y = 2x; output y", "output x")
    #expect(later.displayNames[later.output] == "x")
    let only = try graph("x = 3", "z = x + 1")
    #expect(only.displayNames[only.output] == "z")
    let chosen = try graph("x = 3; y = 2x", "z = x + 1", "output z")
    #expect(chosen.displayNames[chosen.output] == "z")
  }
}
