import GradstepGraph
import GradstepSyntax
import Testing

/// Functions of the source's own, and second names for functions.
@Suite struct FunctionTests {
  @Test func aCallIsExpandedIntoItsOwnNodes() throws {
    let graph = try graph("f(z) = 1/(1 + exp(-z)); x = 2; y = f(x)")
    #expect(
      graph.listing == [
        "x: variable", "v_1: negate(x)", "v_2: exp(v_1)", "1: constant", "v_3: add(1, v_2)",
        "1: constant", "y: divide(1, v_3)",
      ]
    )
  }

  @Test func theNodesOfACallAreAGroup() throws {
    let graph = try graph("g(z) = z²; f(z, w) = g(z) + w·z; x = 2; y = f(x, 3)·f(x, x)")
    #expect(graph.groups.map(\.function) == ["f", "g", "f", "g"])
    #expect(graph.groups.map(\.parent) == [nil, 0, nil, 2])
    #expect(
      graph.groups.map(\.arguments) == [
        [.node(0), .number(Reading([.number("3")]))], [.node(0)], [.node(0), .node(0)], [.node(0)],
      ]
    )
    let groups = zip(graph.listing, graph.origins.map(\.group)).map { "\($0) \($1 ?? -1)" }
    #expect(
      groups == [
        "x: variable -1", "v_1: power(x, 2.0) 1", "3: constant 0", "v_2: multiply(3, x) 0",
        "v_3: add(v_1, v_2) 0", "v_4: power(x, 2.0) 3", "v_5: multiply(x, x) 2",
        "v_6: add(v_4, v_5) 2", "y: multiply(v_3, v_6) -1",
      ]
    )
  }

  @Test func anArgumentIsBuiltOnce() throws {
    let graph = try graph("f(z) = z·z + z; x = 2; y = f(x + 1)")
    #expect(
      graph.listing == [
        "x: variable", "1: constant", "v_1: add(x, 1)", "v_2: multiply(v_1, v_1)",
        "y: add(v_2, v_1)",
      ]
    )
  }

  @Test func aNumberAsAnArgumentIsOneConstantOfEachCall() throws {
    #expect(
      try graph("f(z) = z·z + z; y = f(2)").listing
        == ["2: constant", "v_1: multiply(2, 2)", "y: add(v_1, 2)"]
    )
    #expect(
      try graph("f(z) = z·z; y = f(2) + f(2)").listing == [
        "2: constant", "v_1: multiply(2, 2)", "2: constant", "v_2: multiply(2, 2)",
        "y: add(v_1, v_2)",
      ]
    )
  }

  @Test func aNumberThatIsHandedOnIsOneConstant() throws {
    let listing = try graph("g(z) = z·z; f(z) = z + g(z); y = f(2)").listing
    #expect(listing == ["2: constant", "v_1: multiply(2, 2)", "y: add(2, v_1)"])
  }

  @Test func aNumberAsAnExponentIsAParameter() throws {
    #expect(
      try graph("f(z, n) = z^n; x = 3; y = f(x, 2)").listing
        == ["x: variable", "y: power(x, 2.0)"]
    )
  }

  @Test func aParameterHidesAValueOfItsName() throws {
    let graph = try graph("x = 2; w = 5; f(x) = w·x; y = f(w)")
    #expect(graph.listing == ["x: variable", "w: variable", "y: multiply(w, w)"])
  }

  @Test func aFunctionMayBeDefinedAfterItsUse() throws {
    let graph = try graph("y = f(x) + g(x); f(z) = g(z)·a; g(z) = tanh(z); a = 3; x = 2")
    #expect(
      graph.listing == [
        "a: variable", "x: variable", "v_1: tanh(x)", "v_2: multiply(v_1, a)", "v_3: tanh(x)",
        "y: add(v_2, v_3)",
      ]
    )
  }

  @Test(arguments: [
    "f = tanh; y = f(x)", "f = tanh; g = f; y = g(x)", "y = f(x); f = tanh",
    "f^h = tanh; y = f^h(x)", "h(z) = tanh(z); f = h; y = f(x)", "tanh2 = tanh; y = tanh2 x",
  ])
  func aSecondNameOfAFunctionIsThatFunction(source: String) throws {
    #expect(try graph("x = 2; " + source).listing == ["x: variable", "y: tanh(x)"])
  }

  @Test func aGroupHasTheNameThatIsCalled() throws {
    let graph = try graph("h(z) = tanh(z); f = h; x = 1; y = f(x)")
    #expect(graph.groups.map(\.function) == ["f"])
  }

  @Test func aFunctionOfTheSourceReplacesTheOneOfTheTable() throws {
    let graph = try graph("σ(z) = 1/(1 + exp(-z)); x = 2; y = σ(x) + sigmoid(x)")
    #expect(graph.groups.count == 1)
    #expect(graph.listing.filter { $0.contains("sigmoid") }.count == 1)
  }

  @Test func aFunctionThatIsNeverCalledHasNoNodes() throws {
    #expect(try graph("f(z) = z²; x = 1; y = 2x").nodes.count == 3)
  }

  @Test func aValueOfTheSourceIsTheSameInEveryCall() throws {
    let graph = try graph("f(z) = z·k; k = w + 1; w = 3; y = f(w) + f(2w)")
    #expect(graph.listing.filter { $0.hasPrefix("k:") } == ["k: add(w, 1)"])
  }
}
