import GradstepSyntax
import Testing

@Suite struct StatementTests {
  @Test(arguments: [
    ("x = 1", ["x = 1"]), ("const t = [0, 1]", ["const t = [0, 1]"]), ("f = tanh", ["f = tanh()"]),
    ("f(z) = z^2\n f(3)", ["f(z) = z²", "f(3)"]), ("f(a, b) = a b", ["f(a, b) = a·b"]),
    ("x = 1; output x", ["x = 1", "output x"]), ("x=1;;\n\r\n;y=2 # end", ["x = 1", "y = 2"]),
    ("y = (1 +\n 2)\nz = 3", ["y = 1 + 2", "z = 3"]), ("const = 3", ["const = 3"]),
    ("output = 3", ["output = 3"]), ("\u{FEFF}x = 1", ["x = 1"]),
    ("const W : 2", ["const W : [2]"]), ("y = 2x\noutput $y$", ["y = 2·x", "output y"]),
    ("const $x = 3$", ["const x = 3"]),
  ])
  func statementsAreWhatTheirHeadingSays(text: String, expected: [String]) {
    let (tree, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == expected)
  }

  @Test(arguments: [
    ("a = x^{2}\n\\sum_i z_i^2", 2), ("a = \\frac{1}{x^{2}}\n\\sum_i z_i^2", 1),
    ("a = \\frac{x}\n{2}", 1), ("a = \\frac{x}{2}\n{2}", 2), ("a = \\frac1{x}\n\\sum_i z_i", 1),
    ("a = \\frac{\\sqrt{x}\n}\n{x_{2}}\n\\sum_i z_i", 1), ("a = \\sqrt{x}\n\\sum_i z_i", 2),
  ])
  func aLineGoesOnBehindAnArgumentOfAFractionAlone(text: String, count: Int) {
    #expect(parse(text, "x = 3; z = [1, 2]").tree.mainStatementCount == count)
  }

  @Test(arguments: [
    ("3×2", [3, 2]), ("3x2", [3, 2]), ("3 x 2", [3, 2]), ("3*2", [3, 2]), ("2", [2]), ("1", []),
    ("1×1", [1, 1]), ("ℝ^{3×2}", [3, 2]), ("ℝ³", [3]), ("R^3", [3]), ("ℝ^3×2", [3, 2]), ("ℝ", []),
  ])
  func shapesAreWrittenInManyWays(text: String, dimensions: [Int]) {
    for sign in [":", "∈"] {
      let (tree, diagnostics) = parse("W \(sign) \(text)")
      #expect(diagnostics.isEmpty)
      #expect(summaries(tree) == ["W : \(dimensions)"])
    }
  }

  @Test func laterSourcesReplaceInPlaceAndAdd() {
    let (tree, diagnostics) = parse("x = 1; y = x^2 + c", "x = 3", "c = 1; x = 4")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["x = 4", "y = x² + c", "c = 1"])
    #expect(tree.mainStatementCount == 2)
    #expect(tree.statements[0].range.source == 2)
  }

  @Test func aReplacedStatementIsNotRead() {
    let (tree, diagnostics) = parse("x = 1 +; y = x", "x = 3")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["x = 3", "y = x"])
  }

  @Test func operandsStandBeforeWhatUsesThem() {
    let (tree, _) = parse("f(a) = a sin^2(2a)\ny = [1, f(x)²; -|x|, x'[1, 2]]\nz = y⁻¹ x/2y")
    for (id, expression) in tree.expressions.enumerated() {
      var next = expression.first
      for operand in expression.operands {
        #expect(tree.expressions[operand].first == next)
        next = operand + 1
      }
      #expect(next == id)
    }
  }

  @Test(arguments: [
    ("y = (a + b)·c", "(a + b)·c", "·"), ("y = sin(x)", "sin(x)", "sin"),
    ("y = W x", "W x", "W x"), ("y = [1, 2]", "[1, 2]", "["), ("y = (x)", "(x)", "x"),
    ("y = x^T", "x^T", "^T"), ("y = x[2]", "x[2]", "[2]"), ("y = -x", "-x", "-"),
    ("y = |x|", "|x|", "|"), ("y = x²", "x²", "²"),
  ])
  func rangesCoverTheWholeAndHeadsTheTellingPart(text: String, range: String, head: String) throws {
    let (tree, _) = parse(text)
    let expression = try #require(tree.expressions.last)
    #expect(tree.sources.text(in: expression.range) == range)
    #expect(tree.sources.text(in: expression.head) == head)
  }
}
