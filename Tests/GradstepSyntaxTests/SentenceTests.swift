import GradstepSyntax
import Testing

/// Lines of notes: formulas with what sentences put around them.
@Suite struct SentenceTests {
  @Test(arguments: [
    ("y = x^2.", ["y = x²"]), ("y = x,\nz = 3;", ["y = x", "z = 3"]), ("y = 3.", ["y = 3"]),
    ("\\begin{align} y &= x, \\\\ z &= y . \\end{align}", ["y = x", "z = y"]),
    ("u = 2x and v = u^2", ["u = 2·x", "v = u²"]), ("u = 2x, v = u^2.", ["u = 2·x", "v = u²"]),
    (#"u = 2x \quad v = u^2"#, ["u = 2·x", "v = u²"]),
    (#"u = 2x, \qquad f(x) = u^2"#, ["u = 2·x", "f(x) = u²"]),
    (#"u = 2x \hspace{0.5in} v = u^2"#, ["u = 2·x", "v = u²"]),
    (#"u = 2x \quad + y"#, ["u = 2·x + y"]),
    (#"u = 2x \text{ and } v = u^2"#, ["u = 2·x", "v = u²"]),
    (#"x \rightarrow f(x) = x^2"#, ["f(x) = x²"]), ("x → y = x^2", ["y = x²"]),
    ("let y = x^2", ["y = x²"]), ("x, z ∈ ℝ^3", ["x : [3]", "z : [3]"]),
    ("y = W x, W ∈ ℝ^{3×2}, x ∈ ℝ^2", ["y = W·x", "W : [3, 2]", "x : [2]"]),
    ("a &= x^2 \\\\ b &= a + 1", ["a = x²", "b = a + 1"]),
    ("\\begin{array}{ll}\na = x^2 \\\\\nb = a + 1\\\\\n\\end{array}", ["a = x²", "b = a + 1"]),
    ("\\begin{eqnarray}a &=& x \\\\ b &=& a\\end{eqnarray}", ["a = x", "b = a"]),
    ("y = \\begin{array}{c} 1 \\\\ x \\end{array}", ["y = [1; x]"]),
    (":math:`y = x^2`", ["y = x²"]),
    (#"\textrm{price} = w_{\textrm{area}} \cdot \textrm{area}"#, ["price = w_area·area"]),
    (#"\text{(1)} \quad u = 2x \\ \text{(2)} \quad v = u"#, ["u = 2·x", "v = u"]),
    ("First, u = 2x. Then we get v = u", ["u = 2·x", "v = u"]),
    (#"y = x^2 \qquad (12)"#, ["y = x²"]), ("- u = 2x\n- v = u^2", ["u = 2·x", "v = u²"]),
    ("1. u = 2x\n2. v = u^2", ["u = 2·x", "v = u²"]), ("* u = 2x\n* v = u", ["u = 2·x", "v = u"]),
    ("Let $y = x^2$ and $z = y$.", ["y = x²", "z = y"]),
    ("f(x; W) = W x; y = f(a; b)", ["f(x, W) = W·x", "y = f(a, b)"]),
    ("if = 2; y = where + 1; where = 3", ["if = 2", "y = where + 1", "where = 3"]),
  ])
  func whatBelongsToTheSentenceIsNoPartOfTheFormula(text: String, expected: [String]) {
    let (tree, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == expected)
    #expect(tree.printed(source: 0) == text)
  }

  @Test(arguments: [
    (#"y = \sigma(z), \quad \text{where } z = x^2"#, ["z = x²", "y = σ(z)"]),
    ("y = σ(z), where z = u^2 and u = 3x.", ["z = u²", "u = 3·x", "y = σ(z)"]),
    ("y = σ(z)\nwhere z = x^2", ["z = x²", "y = σ(z)"]),
    ("y = σ(z)\nwhere\nz = x^2", ["z = x²", "y = σ(z)"]),
    ("y = σ(z) with σ(u) = u^2", ["σ(u) = u²", "y = σ(z)"]),
    ("y = z + 1 where $z = x^2$", ["z = x²", "y = z + 1"]),
  ])
  func whatWhereDefinesComesBeforeTheFormula(text: String, expected: [String]) {
    let (tree, diagnostics) = parse("x = 1; " + text)
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree).dropFirst() == expected[...])
  }

  @Test(arguments: [
    ("y_i = 2 x_i, i = 1, …, n", "i = 1, …, n"), (#"y_i = 2x_i \quad \forall i"#, #"\forall i"#),
    (#"y = x^2 \text{ for all } i = 1, 2"#, #"\text{ for all } i = 1, 2"#),
    ("y = x^2 for i = 1, …, n and j = 2", "for i = 1, …, n and j = 2"),
    (#"y = x^2 \in \mathbb{R}^n"#, #"\in \mathbb{R}^n"#), ("y = x^2 ∈ ℝ^{n×v},", "∈ ℝ^{n×v}"),
    ("y = x + 1 (pre-activation of the layer)", "(pre-activation of the layer)"),
    (
      #"y = x^2 \rightarrow \frac{\partial y}{\partial x} = 2x"#,
      #"\frac{\partial y}{\partial x} = 2x"#
    ),
    ("y = x^2; dy/dx = 2x", "dy/dx = 2x"), (#"y = x^2 \\ \nabla_x y = 2x"#, #"\nabla_x y = 2x"#),
    (#"f: \mathbb{R} \to \mathbb{R}, y = x^2"#, #"f: \mathbb{R} \to \mathbb{R}"#),
    ("y = x^2, where x is the input of the layer", "x is the input of the layer"),
    ("y = x^2, where x = number of trials", "x = number of trials"),
    ("y = x^2, where x ∈ ℝ^n", "x ∈ ℝ^n"),
    ("The loss is computed as follows:\ny = x^2", "The loss is computed as follows:"),
    ("y = x^2, x > 0", "x > 0"), (#"y = x^2, \quad x \geq 0"#, #"x \geq 0"#),
    (#"y = x^2; \frac{d}{dx} y = 2x"#, #"\frac{d}{dx} y = 2x"#),
    ("Now predict $y = x^2$.", "Now predict"), ("Forward pass:\ny = x^2", "Forward pass:"),
    ("Loss: y = x^2", "Loss"), ("The mean error: y = x^2", "The mean error"),
    (#"y = x^2 \qquad (x > 0, y = 1)"#, "(x > 0, y = 1)"),
    ("yy(x) = x^2, yy'(x) = 2x", "yy'(x) = 2x"),
  ])
  func whatSaysNothingIsLeftAside(text: String, aside: String) {
    let (tree, diagnostics) = parse(text, "x = 3; x_i = 1")
    #expect(diagnostics.map(\.identifier) == ["left-aside"])
    #expect(diagnostics.map(\.severity) == [.note])
    #expect(diagnostics.compactMap(\.range).map { tree.sources.text(in: $0) } == [aside[...]])
    #expect(tree.printed(source: 0) == text)
    #expect(tree.statements.contains { $0.name?.text.hasPrefix("y") == true })
  }

  @Test func aNameInASentenceIsNoFormula() {
    let (tree, _) = parse("$y = w x$ where $w$ is the weight and $x$ is the input.", "w = 1; x = 2")
    #expect(summaries(tree) == ["y = w·x", "w = 1", "x = 2"])
  }

  @Test func aNoteSaysWhatWasLeftAside() {
    let message = """
      a.graph:1:9: note: this is left aside: it says nothing that the formula is worked out from
      1 | y = x^2 ∈ ℝ^n; x = 3
        |         ^~~~~
      """
    #expect(messages("y = x^2 ∈ ℝ^n; x = 3") == message)
  }

  @Test(arguments: [
    "y = a (b)", "y = a (b c)", "y = x if x > 0", "y = x, 2", "Sales Radio", "y = 2 · for i",
  ])
  func whatMayBeMeantIsNotLeftAside(text: String) {
    #expect(!parse(text, "a = 1; b = 2; c = 3").diagnostics.contains { $0.severity == .note })
  }
}
