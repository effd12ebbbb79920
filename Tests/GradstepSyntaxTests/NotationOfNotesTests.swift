import GradstepSyntax
import Testing

/// What formulas are set with in notes, and what it is to the language.
@Suite struct NotationOfNotesTests {
  @Test(arguments: [
    // Euler's number and π among letters
    ("xe^{-x^2}", "x·e^(−x²)"), ("2πx", "2·π·x"), ("x²e^x", "x²·e^x"),
    // Indicators
    (#"1\{x = 0\} y"#, "{ 1 if x = 0; 0 otherwise }·y"),
    (#"\mathbb{1}[x \neq y] x"#, "{ 1 if x ≠ y; 0 otherwise }·x"),
    (#"x \boldsymbol{1}_{x \ge 0}"#, "x·{ 1 if x ≥ 0; 0 otherwise }"),
    // Corners
    ("⌊x/2⌋", "floor(x/2)"),
    (#"\left\lfloor \frac{x}{2} \right\rfloor + \lceil y \rceil"#, "floor(x/2) + ceil(y)"),
    // Signs in braces of their own
    (#"x \mathbin{@} y"#, "x·y"), (#"x {+} y"#, "x + y"),
    (#"\log_e x + \log_{e} y"#, "log(x) + log(y)"),
  ])
  func aNotationIsRead(source: String, expected: String) {
    #expect(reading(source) == expected)
  }

  @Test(arguments: [
    (#"{\displaystyle y = x}"#, ["y = x"]),
    (#"{\displaystyle {\begin{aligned}y&=x\\z&=2y\end{aligned}}}"#, ["y = x", "z = 2·y"]),
    (
      #"{\displaystyle y=2z,} where {\displaystyle z={\tfrac {1}{2}}x}"#,
      ["z = 1/2·x", "y = 2·z"]
    ),
    (#"{{\hat {y}}_{k}=x}"#, ["ŷ_k = x"]),
    ("y = x\n  + 2x\n  - 3x", ["y = x + 2·x − 3·x"]), ("- y = x\n- z = 2x", ["y = x", "z = 2·x"]),
    (#"y = \frac{x}\#n{2}"#, ["y = x/2"]),
    ("\\forall x > 0, y = x", ["y = x"]),
    (
      "H(p,q) = H(p) + D(p \\|\\| q); H(p) = 1; D(p\\|\\|q) = 2",
      ["H(p,q) = H(p) + D(p‖q)", "H(p) = 1", "D(p‖q) = 2"]
    ),
    (
      "P(A|B) = P(B|A)·P(A)/P(B); P(A) = 1; P(B) = 2; P(B|A) = 3",
      ["P(A|B) = P(B|A)·P(A)/P(B)", "P(A) = 1", "P(B) = 2", "P(B|A) = 3"]
    ),
    (
      "P(y=1|v) = P(v|y=1)·P(y=1)/P(v) where P(v) = P(v|y=1) + 1; P(v|y=1) = 2; P(y=1) = 3",
      ["P(v) = P(v|y=1) + 1", "P(y=1|v) = P(v|y=1)·P(y=1)/P(v)", "P(v|y=1) = 2", "P(y=1) = 3"]
    ),
    ("p(y=1|x) = x; p(y=0|x) = 1 - p(y=1|x)", ["p(y=1|x) = x", "p(y=0|x) = 1 − p(y=1|x)"]),
    ("a = w^{*T} x; w^* = 2", ["a = w^*ᵀ·x", "w^* = 2"]),
    ("w = x - \\nabla L; \\nabla L = 2", ["w = x − ∇L", "∇L = 2"]),
    ("y = x·\\delta N; \\delta N = 2", ["y = x·δN", "δN = 2"]),
  ])
  func aLineIsRead(source: String, expected: [String]) {
    let (tree, diagnostics) = parse(source + "\nx = 3")
    #expect(diagnostics.allSatisfy { $0.severity == .note }, "\(diagnostics.map(\.summary))")
    #expect(summaries(tree) == expected + ["x = 3"])
  }

  @Test func aDerivativeThatNothingUsesIsNoValue() {
    let (tree, _) = parse("L = x^2; \\nabla L = 2x; x = 1")
    #expect(summaries(tree) == ["L = x²", "x = 1"])
  }

  @Test func aFunctionIsNoNameWithBrackets() {
    let (tree, diagnostics) = parse("f(a) = 2a; y = f(x) + f(3); x = 1")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree).first == "f(a) = 2·a")
  }

  @Test func aValueInThePlaceOfAFormulaIsWarnedOf() {
    let sources = [
      Source(name: "formula", text: "V(s) = V(s) + a"), Source(name: "given", text: "V = [1, 2]"),
    ]
    let diagnostics = Parser.parse(sources, functions: []).diagnostics
    #expect(diagnostics.map(\.identifier) == ["formula-replaced"])
    let leaf = [
      Source(name: "formula", text: "y = 2x; x = 1"), Source(name: "given", text: "x = 2"),
    ]
    #expect(Parser.parse(leaf, functions: []).diagnostics.isEmpty)
  }

  @Test func aPartOfTheComponentsHasNoValueOfItsOwn() {
    let source = "p_{ij} = x_i x_j, \\quad p_{ii} = 0; x = [1, 2]"
    let (_, diagnostics) = parse(source)
    #expect(diagnostics.map(\.identifier) == ["part-of-components"])
    #expect(parse("p_{ij} = { 0 if i = j; x_i x_j otherwise }; x = [1, 2]").diagnostics.isEmpty)
  }

  @Test func aNumberWithItsSignIsAnExpressionOfItsOwn() {
    let (tree, diagnostics) = parse("x = 3; z = 2x\n-z")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["x = 3", "z = 2·x", "−z"])
  }
}
