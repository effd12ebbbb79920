import GradstepGraph
import GradstepSyntax
import Testing

/// What code means where it differs from notes.
@Suite struct CodeTests {
  private static let values = "; x = [3, -1, 2, 5]; W = [[1, 2, 3], [4, 5, 6]]; y = 2; ys = [2, 0]"

  @Test(arguments: [
    ("np.sum(x[0])", "3"), ("x[-1]", "5"), ("x[1:3]", "[-1, 2]"), ("x[:-1]", "[3, -1, 2]"),
    ("x[y]", "2"), ("x[[0, 3]]", "[3, 5]"), ("W[:, 0]", "[1, 4]"), ("W[1]", "[4, 5, 6]"),
    ("W[-1, 1:]", "[5, 6]"), ("W[range(2), ys]", "[3, 4]"), ("W[np.arange(2), ys]", "[3, 4]"),
    ("W.T[[0, 1], [1, 0]]", "[4, 2]"),
    ("W[ys[1], 0]", "1"), ("x[None, :]", "[[3, -1, 2, 5]]"), ("x[2:9]", "[2, 5]"),
  ])
  func bracketsCountFromZero(code: String, expected: String) throws {
    let found = try graph("t = 1.0 ** 2 * " + code + Self.values + "; output t")
    let answer = try graph("t = \(expected)")
    #expect(value(found) == value(answer))
  }

  @Test(arguments: [
    ("np.std(x)", 2.165063509461097), ("torch.std(x)", 2.5), ("x.std(dim=0)", 2.5),
    ("x.std(axis=0)", 2.165063509461097), ("torch.var(x, unbiased=False)", 4.6875),
    ("np.var(x, ddof=1)", 6.25), ("np.std(W, axis=1).sum()", 1.632993161855452),
    ("np.max(W, axis=0).sum()", 15), ("W.var(0, keepdim=True).sum()", 13.5),
  ])
  func aVarianceIsThatOfItsLibrary(code: String, expected: Double) throws {
    let found = value(try graph("t = " + code + Self.values + "; output t"))[0]
    #expect((found - expected).magnitude < 1e-12)
  }

  @Test(arguments: [
    ("import numpy as np\n", 4.6875, 0), ("import numpy as np # not torch\n", 4.6875, 0),
    ("from torch import nn\n", 6.25, 0), ("import torch.nn.functional as F\n", 6.25, 0),
    ("z = numpy.array(1)\n", 4.6875, 0), ("z = torch.tensor(1)\n", 6.25, 0), ("", 6.25, 1),
    ("import numpy as np\nimport torch\n", 6.25, 1), ("# torch\n", 6.25, 1),
  ])
  func theLibraryOfAMethodIsTheOneThatIsNamed(start: String, expected: Double, notes: Int) throws {
    let (built, diagnostics) = build([start + "x = [3, -1, 2, 5]\ny = x.var()"])
    #expect(value(try #require(built)) == [expected])
    #expect(diagnostics.count == notes, "\(diagnostics)")
  }

  @Test(arguments: [
    ("x[4]", "in code an index counts from 0: it is from 0 to 3 here, or from -4 to -1; x has 4"),
    ("x[2:2]", "a slice of code ends before its second index; nothing is in this one"),
    ("W[0, 0, 0]", "W is 2×3 and takes a row and a column"),
    ("x[0.5]", "an index is a plain whole number, or a list of them; in code it counts from 0"),
    ("np.sum(x, axis=1)", "an axis is 0 or 1 of a matrix, and 0 of a vector; x has 4 components"),
    ("None", "'None' is no number"), ("None[0]", "'None' is no number"),
    ("range(x)", "a range of code runs over whole numbers up to a plain one"),
    (
      "F.one_hot(x)",
      "'one_hot' takes the numbers of classes, counted from 0, and how many classes there are"
    ),
  ])
  func mistakesAreTold(code: String, summary: String) {
    let errors = errors(in: "t = 1.0 ** 2 + " + code + Self.values)
    #expect(errors.first == summary)
  }

  @Test func theCountingIsTold() throws {
    let (_, diagnostics) = build(["x = [1, 2, 3]\ny = np.exp(x[1]) + x[0]"])
    #expect(
      diagnostics.map(\.summary) == ["code counts from 0: x[1] is number 2 of x"]
    )
  }

  @Test func inNotesBracketsCountFromOneUnlessOneHoldsZero() throws {
    func output(_ formula: String) throws -> [Double] {
      value(try graph("x = [1, 2, 3]; k = [5, 7]; y = " + formula))
    }
    #expect(try output("x[1] + k[2]") == [8])
    #expect(try output("x[0] + k[1]") == [8])
    #expect(try output("\\frac{x[0]}{k[1]}") == [1.0 / 7])
    let (_, diagnostics) = build(["x = [1, 2, 3]; y = x[0]"])
    #expect(
      diagnostics.map(\.summary) == [
        "the components of x are counted from 0, for the formula has a component 0"
      ]
    )
  }

  @Test(arguments: [
    ("np.clip(x, 0, None)", [3, 0, 2]), ("np.clip(x, a_min=None, a_max=2)", [2, -1, 2]),
    ("torch.clamp(x, max=2)", [2, -1, 2]), ("x.clamp(min=0)", [3, 0, 2]),
    ("np.clip(x, None, 2)", [2, -1, 2]), ("torch.clip(x, 0)", [3, 0, 2]),
  ])
  func clipMayHaveOneEnd(code: String, expected: [Double]) throws {
    let built = try graph("x = [3, -1, 2]\ny = \(code)")
    #expect(value(built) == expected)
    #expect(built.nodes.count == 3)
  }

  @Test func aCommentChangesNoValue() throws {
    let twice = "x = [1, 2, 3]\ny = 2 * x[1]\ny += 1"
    #expect(value(try graph(twice)) == [3])
    #expect(value(try graph("# doubled\n" + twice)) == [3])
    let layer = "W = [[1, 2], [3, 4]]; x = [1, 2]\nh = W * x\nh += 1"
    #expect(value(try graph("# one layer\n" + layer)) == [6, 12])
  }

  @Test(arguments: [
    ["z = 1", "x = 5"], ["z = 1; x = 5"], ["z = 1", "const x = 5"], ["x = 5; z = 1"],
  ])
  func aLaterSourceGivesTheFirstValueWhereverItSays(values: [String]) {
    let (built, diagnostics) = build(["y = x * np.exp(0)\nx = z + 1"] + values)
    #expect(built.map(value) == [2])
    #expect(built?.displayNames.contains("x⁺") == true)
    #expect(diagnostics.map(\.identifier) == ["unused-formula"])
  }

  @Test func aLocalIsBuiltOnce() throws {
    let lines = (0..<40).map { _ in "  z = z + z\n" }.joined()
    let built = try graph("def f(z):\n\(lines)  return z\nx = 1\ny = f(x)")
    #expect(built.nodes.count == 41)
  }

  @Test func anArgumentReplacesADefault() throws {
    let source = "def f(x, a=2, b=3):\n  return a*x + b\n"
    #expect(value(try graph(source + "y = f(1) + f(1, 4) + f(1, b=0)")) == [5 + 7 + 2])
    #expect(
      errors(in: source + "y = f(1, 2, 3, 4)") == ["'f' takes 1 to 3 arguments; it is given 4"]
    )
    #expect(
      errors(in: source + "y = f(1, c=2)") == [
        "an argument has the name of a parameter; 'c' is none of them"
      ]
    )
  }

  @Test func aLambdaHasDefaultsAsAFunctionHas() throws {
    let source = "f = lambda x, a=2, b=3: a*x + b\n"
    #expect(value(try graph(source + "y = f(1) + f(1, 4) + f(1, b=0)")) == [5 + 7 + 2])
  }

  @Test(arguments: ["axis", "dim", "name", "label", "device", "reduction", "correction", "ddof"])
  func aParameterOfAFunctionHasAnyName(name: String) throws {
    let source = "def f(x, \(name)=1): return x * \(name)\n"
    #expect(value(try graph(source + "y = f(3)")) == [3])
    #expect(value(try graph(source + "y = f(3, \(name)=2)")) == [6])
    #expect(value(try graph(source + "y = f(x=3, \(name)=2)")) == [6])
    #expect(value(try graph(source + "y = f(\(name)=2, x=3)")) == [6])
  }

  @Test func aComponentTakesANewValue() throws {
    let source = "x = np.array([1.0, 2.0, 3.0])\nz = 2 * x\n"
    #expect(value(try graph(source + "z[1] = 0")) == [2, 0, 6])
    #expect(value(try graph(source + "z[1:] -= 1")) == [2, 3, 5])
    #expect(value(try graph(source + "z[-1] *= 0.5")) == [2, 4, 3])
    #expect(value(try graph(source + "z[z > 3] = 3")) == [2, 3, 3])
    for line in ["z[0] = 5, 6", "z[0:2] = 5, 8", "z[z > 3] = 7, 8", "z[0:2] = [5, 8]"] {
      #expect(errors(in: source + line) == ["components take one number as their new value"])
    }
  }

  @Test func aLongRightSideOfSeveralNamesGetsAName() throws {
    let long = "x = np.array([3.0, 4.0])\na, b = x + 0*x*x*x*x*x*x*x*x\ny = a * b"
    #expect(try repaired(long).map { value(try graph($0)) } == [[12]])
    let inside = "def f(x):\n  a, b = x + 0*x*x*x*x*x*x*x*x\n  return a * b\ny = f([3, 4])"
    #expect(try repaired(inside).map { value(try graph($0)) } == [[12]])
  }

  @Test func aRangeIsOneOfCodeAlone() {
    #expect(
      errors(in: "y = sum(range(1, 10, 2))").first
        == "a name before a bracket is a function or a value; 'range' is neither"
    )
  }

  @Test func aVectorIsARow() throws {
    let source = "A = [[1, 2], [3, 4]]; b = [10, 20]; c = [[1], [2]]\n"
    #expect(value(try graph(source + "y = np.exp(0) * (A + b)")) == [11, 22, 13, 24])
    #expect(value(try graph(source + "y = np.exp(0) * (b - c)")) == [9, 19, 8, 18])
  }

  private func value(_ graph: Graph) -> [Double] {
    graph.outputValue.elements
  }

  private func errors(in source: String) -> [String] {
    build([source]).diagnostics.filter { $0.severity == .error }.map(\.summary)
  }
}
