import GradstepGraph
import Testing

/// Numbers in formulas, and numbers with names.
@Suite struct ConstantTests {
  @Test(arguments: [
    ("x = 3; y = 2x + 2", ["x", "2", "v_1", "2", "y"]),
    ("x = 3; y = 2·3·x", ["x", "2·3", "y"]),
    ("x = 3; y = x·2·3", ["x", "2", "v_1", "3", "y"]),
    ("x = 3; y = (1 + 2)·x", ["x", "1 + 2", "y"]),
    ("x = 3; y = -2x", ["x", "−2", "y"]),
    ("x = 3; y = x − 2^3/4", ["x", "2³/4", "y"]),
    ("x = [3, 4]; y = x + [1, 2]", ["x", "[1, 2]", "y"]),
    ("x = [3, 4]; y = x + 2·ones(2)", ["x", "2·ones(2)", "y"]),
    ("x = 3; y = x·[1, 2][2]", ["x", "[1, 2][2]", "y"]),
    ("x = 3; y = x + 1e-3", ["x", "1e-3", "y"]),
    ("x = 3; y = x + tanh(1)", ["x", "tanh(1)", "y"]),
    ("x = 3; y = x·sqrt(2)/exp(1)", ["x", "sqrt(2)", "v_1", "exp(1)", "y"]),
    ("x = 3; y = x + sqrt(2)/exp(1)", ["x", "sqrt(2)/exp(1)", "y"]),
    ("x = [3, 4]; y = x + [1, 2]·2", ["x", "[1, 2]·2", "y"]),
    ("x = 3; y = x·e^2", ["x", "e²", "y"]),
    ("f(z) = z + tanh(1); x = 3; y = f(x)", ["x", "tanh(1)", "y"]),
    ("x = 3; y = x^sqrt(2)", ["x", "sqrt(2)", "y"]),
  ])
  func partsOfNumbersAloneAreOneConstant(source: String, names: [String]) throws {
    let graph = try graph(source)
    #expect(graph.displayNames == names)
    for (node, origin) in zip(graph.nodes, graph.origins) {
      #expect((node.kind == .constant) == (origin.constant != nil))
    }
  }

  @Test func aConstantHasTheValueOfItsPart() throws {
    let graph = try graph("x = 1; y = x·(1 + 2·3^2)")
    #expect(graph.leafValues == [1, 19, 0])
    #expect(graph.nodes.map(\.kind) == [.variable, .constant, .operation])
  }

  @Test(arguments: [
    (
      "(1+2)*3",
      ["1: constant", "2: constant", "v_1: add(1, 2)", "3: constant", "v_2: multiply(v_1, 3)"]
    ),
    ("2^3", ["2: constant", "v_1: power(2, 3.0)"]), ("-2", ["2: constant", "v_1: negate(2)"]),
    (
      "[1, 2]·[3, 4]",
      [
        "1: constant", "2: constant", "v_1: stack(1, 2)", "3: constant", "4: constant",
        "v_2: stack(3, 4)", "v_3: dot(v_1, v_2)",
      ]
    ), ("7", ["7: constant"]),
  ])
  func aBareExpressionOfNumbersStaysAGraph(source: String, nodes: [String]) throws {
    let graph = try graph(source)
    #expect(graph.listing == nodes)
    #expect(graph.output == graph.nodes.count - 1)
  }

  @Test func aDefinitionOfNumbersIsALeaf() throws {
    let graph = try graph("x = (1 + 2)·[3, 4] − 1; const t = 2·ones(2); y = x·t")
    #expect(graph.listing == ["x: variable", "t: constant", "y: dot(x, t)"])
    #expect(graph.leafValues == [8, 11, 2, 2, 0])
    #expect(graph.origins.allSatisfy { $0.constant == nil })
    #expect(graph.origins.map(\.name) == ["x", "t", "y"])
  }

  @Test(arguments: [
    ("x = sqrt(2); y = x^2", ["x: variable", "y: power(x, 2.0)"]),
    ("y = x·c; x = 3; const c = sqrt(2)·3", ["x: variable", "c: constant", "y: multiply(x, c)"]),
    ("g = exp; x = g(1) + 1; y = 2x", ["x: variable", "2: constant", "y: multiply(2, x)"]),
  ])
  func aDefinitionOfFunctionsOfNumbersIsALeaf(source: String, nodes: [String]) throws {
    #expect(try graph(source).listing == nodes)
  }

  @Test(arguments: [
    ("y = sin(2)", ["2: constant", "y: sin(2)"]),
    ("y = tanh(2·3)", ["2·3: constant", "y: tanh(2·3)"]),
    ("x = 3; y = sqrt(2)", ["x: variable", "2: constant", "y: sqrt(2)"]),
    ("sqrt(2)·3", ["2: constant", "v_1: sqrt(2)", "3: constant", "v_2: multiply(v_1, 3)"]),
  ])
  func aSourceOfNumbersAloneHasItsSteps(source: String, nodes: [String]) throws {
    #expect(try graph(source).listing == nodes)
  }

  @Test func whereAFunctionIsNotDefinedAStepSaysSo() throws {
    #expect(
      try graph("x = 3; y = x·log(-1)").listing
        == ["x: variable", "−1: constant", "v_1: log(−1)", "y: multiply(x, v_1)"]
    )
  }

  @Test func anArgumentOfAFunctionOfTheSourceIsNotFolded() throws {
    #expect(
      try graph("f(z) = z·tanh(z); x = 3; y = f(2) + x").listing
        == [
          "x: variable", "2: constant", "v_1: tanh(2)", "v_2: multiply(2, v_1)", "y: add(v_2, x)",
        ]
    )
  }

  @Test func anExponentIsAParameterWhereItIsANumberAndAnOperandElsewhere() throws {
    #expect(try graph("x = 3; y = x^2").listing == ["x: variable", "y: power(x, 2.0)"])
    #expect(try graph("x = 3; y = x^(1/2)").listing == ["x: variable", "y: power(x, 0.5)"])
    #expect(try graph("x = 3; y = x^-1").listing == ["x: variable", "y: power(x, -1.0)"])
    #expect(try graph("x = 3; y = 2^x").listing == ["x: variable", "2: constant", "y: pow(2, x)"])
    #expect(
      try graph("x = 3; n = 2; y = x^n").listing
        == ["x: variable", "n: variable", "y: pow(x, n)"]
    )
    #expect(
      try graph("x = 3; const n = 2; y = x^n").listing
        == ["x: variable", "n: constant", "y: pow(x, n)"]
    )
  }

  @Test func eulersNumberIsTheBaseOfTheExponentialFunction() throws {
    #expect(try graph("x = 3; y = e^x").listing == ["x: variable", "y: exp(x)"])
    #expect(
      try graph("x = 3; y = e^(-x)").listing == ["x: variable", "v_1: negate(x)", "y: exp(v_1)"]
    )
    #expect(try graph("y = e^2").listing == ["2: constant", "y: exp(2)"])
    #expect(
      try graph("e = 2; x = 3; y = e^x").listing == ["e: variable", "x: variable", "y: pow(e, x)"]
    )
  }

  @Test func aBrokenValueOfALeafIsKept() throws {
    let graph = try graph("x = 1/0; z = 0/0; y = x·z")
    #expect(graph.leafValues[0] == .infinity)
    #expect(graph.leafValues[1].isNaN)
  }
}
