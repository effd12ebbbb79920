import GradstepSyntax
import Testing

/// A formula pasted from a `.tex` file is the formula in plain notation.
@Suite struct LaTeXTests {
  @Test(arguments: [
    (#"\frac{1}{1+e^{-z}}"#, "1/(1+e^-z)"), (#"W^{\top}x"#, "W'x"), (#"W^\top x"#, "W' x"),
    (#"W^{T} x"#, "W^T x"), (#"W^\mathsf{T} x"#, "W^T x"), (#"W^{\intercal}"#, "W'"),
    (#"W^{\prime}x"#, "W'x"), (#"W^\prime x"#, "W'x"), (#"W^{\mathsf T}x"#, "W'x"),
    (#"\mathbf{x}+\boldsymbol{a}+\bm b"#, "x + a + b"), (#"\mathbf{W}\mathbf{x}"#, "W x"),
    (#"\vec{x}\mathrm{a}"#, "x a"), (#"\mathbf{Wx+b}"#, "(W x + b)"), (#"{\bf x}"#, "x"),
    (#"\left( a + b \right) c"#, "(a + b) c"), (#"\bigl(a\Bigr)"#, "(a)"),
    (#"\left[ a, b \right]"#, "[a, b]"), (#"\left|a\left|b\right|c\right|"#, "|a·|b|·c|"),
    (#"\lVert x \rVert^2"#, "‖x‖²"), (#"\left\| x \right\|"#, "‖x‖"), (#"\|x\|"#, "‖x‖"),
    (#"\|x\|_2^2 + \left\|x\right\|_{2}"#, "‖x‖² + ‖x‖"),
    (#"\lvert x\rvert y"#, "|x| y"), (#"\big|x\big|"#, "|x|"), (#"x\lbrack 1\rbrack"#, "x[1]"),
    (#"x_{12}"#, "x_12"), (#"x_\text{in}"#, "x_in"), (#"W_{\mathrm{out}}"#, "W_out"),
    (#"\theta_1\theta_{2}"#, "θ_1 θ_2"), (#"a_\alpha"#, "a_α"), (#"\mathbf{x}_t y"#, "x_t y"),
    (#"\alpha\beta + \Omega"#, "α β + Ω"), (#"\varepsilon + \epsilon"#, "ε + ε"),
    (#"\hat{y} + \bar x"#, "y\u{302} + x\u{304}"), (#"\hat{\mathbf{y}}_1"#, "ŷ_1"),
    (#"\tilde{x}\dot{y}"#, "x\u{303} y\u{307}"), (#"\hat\theta"#, "θ\u{302}"),
    (#"\hat{y_1}"#, "ŷ_1"), (#"\operatorname{cross\_entropy}(x, y)"#, "cross_entropy(x, y)"),
    (#"a \cdot b \times c \ast x \div y \odot z"#, "a · b × c * x / y ⊙ z"),
    (#"\sqrt{x+1}"#, "sqrt(x+1)"), (#"\sqrt[3]{x}y"#, "x^(1/3) y"), (#"\sqrt[a]{x}"#, "x^(1/a)"),
    (#"\sqrt2"#, "sqrt(2)"), (#"\sqrt x y"#, "sqrt(x)·y"),
    (#"\sin x \cos x"#, "sin x cos x"), (#"\exp(x)\log{x}y"#, "exp(x) log(x) y"),
    (#"\sin^2 x"#, "sin^2 x"), (#"\sin^{2}(x)"#, "sin^2(x)"), (#"\max(a, b)"#, "max(a, b)"),
    (#"\arcsin x + \tanh\left(x\right)"#, "asin x + tanh(x)"), (#"\sin\frac{x}{2}"#, "sin(x/2)"),
    (#"\operatorname{softmax}(z)"#, "softmax(z)"), (#"\mathrm{softmax}(z)"#, "softmax(z)"),
    (#"\text{softmax}\,z"#, "softmax z"), (#"\softmax(z)"#, "softmax(z)"),
    (#"\sigma(z)"#, "σ(z)"), (#"\sigma\left(z\right)"#, "σ(z)"),
    (#"x^{2}"#, "x^2"), (#"x^{-1}"#, "x^-1"), (#"2^{x+1}"#, "2^(x+1)"), (#"e^{-z}"#, "e^-z"),
    (#"x_1^{a}"#, "x_1^a"), (#"x^{y^{2}}"#, "x^y^2"),
    (#"\frac12 x"#, "1/2·x"), (#"\frac1{12}x"#, "(1/12)·x"),
    (#"\tfrac xy"#, "x/y"), (#"\frac{a}bc"#, "(a/b)·c"),
    (#"2\dfrac{a+b}{\frac{c}{x}}"#, "2((a+b)/(c/x))"),
    (#"-\frac{x}{2}^2"#, "-(x/2)^2"), (#"\frac{1}{2}\left(y-z\right)^{2}"#, "(1/2)(y-z)^2"),
    (#"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}x"#, "[[1, 2], [3, 4]]·x"),
    (#"\begin{pmatrix} a \\ b+c \\ \end{pmatrix}"#, "[a; b+c]"),
    (#"\begin{matrix} 1 & x \end{matrix}"#, "[[1, x]]"),
    ("\\begin{array}{cc}\n 1 & 2 \\\\[4pt]\n 3 & 4\n\\end{array}", "[[1, 2], [3, 4]]"),
    (#"\begin{bmatrix}\begin{bmatrix}1&2\end{bmatrix}x\\3\end{bmatrix}"#, "[[[1, 2]]·x; 3]"),
    (#"x\quad y \, z \; a \! b~c"#, "x y z a b c"), (#"x \label{eq:x_1}\tag*{1} y"#, "x y"),
    (#"\displaystyle x"#, "x"), ("{x}{y}", "x y"), (#"f\!\left(x\right)"#, "f x"),
  ])
  func aFormulaIsThatOfThePlainNotation(latex: String, plain: String) {
    let values = "x y z a b c f W X U x_12 x_in W_out x_1 x_t α β Ω ε ŷ_1"
    let read = reading(latex, values: values)
    #expect(read != "no expression")
    #expect(read == reading(plain, values: values))
    #expect(reading(read, values: values) == read)
  }

  @Test(arguments: [
    (#"\frac{1}{1+e^{-z}}"#, "1/(1 + e^(−z))"), (#"\sqrt[3]{x}"#, "x^(1/3)"),
    (#"W^{\top}x"#, "Wᵀ·x"), (#"\hat{y} - y"#, "ŷ − y"), (#"\left|x\right|"#, "abs(x)"),
    (#"\frac{1}{2}\lVert W x - y \rVert^{2}"#, "1/2·norm(W·x − y)²"),
    (#"\begin{bmatrix} 3x^2y \\ 2x + y^8 \end{bmatrix}"#, "[3·x²·y; 2·x + y⁸]"),
    (#"\theta_{12}"#, "θ₁₂"),
  ])
  func theReadingIsInPlainNotation(latex: String, expected: String) {
    #expect(reading(latex) == expected)
  }

  @Test(arguments: [
    (#"$x = 1$"#, ["x = 1"]), (#"$$ y = x^2. $$"#, ["y = x²"]), (#"\( x = 1 \)"#, ["x = 1"]),
    ("\\[\n  y = a\n    + b,\n\\]", ["y = a + b"]), (#"y = $x^2$"#, ["y = x²"]),
    (#"$x = 1$, $y = 2$."#, ["x = 1", "y = 2"]), (#"y = $x$ + 1"#, ["y = x + 1"]),
    ("y = [$a$, $b$]", ["y = [a, b]"]), ("$x = 1$\n$y = 2$; z = 3", ["x = 1", "y = 2", "z = 3"]),
    ("$x = 1$$y = 2$", ["x = 1", "y = 2"]), ("$\nx = 1\ny = 2\n$", ["x = 1", "y = 2"]),
    (
      "\\begin{align*}\n  z &= W x + b \\label{eq:z} \\\\\n  y &= \\tanh(z).\n\\end{align*}\nx = 1",
      ["z = W·x + b", "y = tanh(z)", "x = 1"]
    ),
    (
      "\\begin{equation}\n\\begin{aligned}\ny &= a \\\\ &\\quad + b(c \\\\ & + d), \\\\\nz &= 1\n"
        + "\\end{aligned}\n\\end{equation}",
      ["y = a + b(c + d)", "z = 1"]
    ),
    (#"\begin{align} a &= 1, & b &= 2 \\ c &= 3 \end{align}"#, ["a = 1", "b = 2", "c = 3"]),
    (#"x = 1 \\ y = 2"#, ["x = 1", "y = 2"]),
    (#"y = \begin{bmatrix} 1 \\ 2 \end{bmatrix}; z = 1"#, ["y = [1, 2]", "z = 1"]),
    (#"W \in \mathbb{R}^{3\times 2}"#, ["W : [3, 2]"]), (#"x \in \mathbb R^3"#, ["x : [3]"]),
    (#"\mathbf{W} \colon 3 \times 2"#, ["W : [3, 2]"]), (#"$W\in\R^{3\times2}$"#, ["W : [3, 2]"]),
    (#"\mathbf{W}_{hh} = 1"#, ["W_hh = 1"]), (#"\hat{y} = 1; z = ŷ"#, ["ŷ = 1", "z = ŷ"]),
    (#"f\left(z\right) = z^{2}"#, ["f(z) = z²"]), (#"\sigma = 1; y = \sigma"#, ["σ = 1", "y = σ"]),
    (#"f^{h} = \tanh; y = f^h(x)"#, ["f^h = tanh()", "y = f^h(x)"]),
    (#"f^h = tanh; y = f^{h}(x)"#, ["f^h = tanh()", "y = f^h(x)"]),
    (#"f^{(1)} = \tanh; g = f^{(1)}; y = g(x)"#, ["f^(1) = tanh()", "g = f^(1)()", "y = g(x)"]),
    (#"f^{[2]}(z) = z; y = f^{[2]}(x)"#, ["f^[2](z) = z", "y = f^[2](x)"]),
    ("f^[1] = tanh; y = f^[1](x)", ["f^[1] = tanh()", "y = f^[1](x)"]),
    (#"f^(1) = tanh; y = f^(1)(x)"#, ["f^(1) = tanh()", "y = f^(1)(x)"]),
    (#"const \mathbf{t} = 1"#, ["const t = 1"]), ("\u{FEFF}$x = 1$", ["x = 1"]),
  ])
  func delimitersAndEnvironmentsHoldStatements(text: String, expected: [String]) {
    let (tree, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == expected)
    #expect(tree.printed(source: 0) == text)
  }

  @Test(arguments: [#"\hat{y}"#, #"\hat{\mathbf y}"#])
  func equalNamesHaveEqualBytes(name: String) {
    let text = parse(name + " = 1").tree.statements.first?.name?.text
    #expect(text?.utf8.elementsEqual("\u{177}".utf8) == true)
  }

  @Test func aTwoLayerNetworkIsTheSameTree() {
    let plain = parse("f^h = tanh; f^o = tanh; Y = f^o(U×f^h(W×x+b) + b_u)").tree
    let latex = parse(
      #"f^h = \tanh; f^{o} = \tanh; "#
        + #"\[ \mathbf{Y} = f^o\left(U\times f^{h}(W\times x+b) + b_u\right) \]"#
    ).tree
    #expect(plain.expressions.map(\.kind) == latex.expressions.map(\.kind))
    #expect(plain.statements.map(\.name?.text) == latex.statements.map(\.name?.text))
  }

  @Test(arguments: [
    (#"\frac{a}{b}"#, #"\frac{a}{b}"#, #"\frac"#), (#"{a}"#, "{a}", "a"),
    (#"\hat{y}"#, #"\hat{y}"#, #"\hat{y}"#), (#"W^{\top}"#, #"W^{\top}"#, #"^{\top}"#),
    (#"\sqrt[3]{x}"#, #"\sqrt[3]{x}"#, #"\sqrt"#),
    (#"\left| x \right|"#, #"\left| x \right|"#, #"\left|"#),
    (#"\begin{bmatrix}1\end{bmatrix}"#, #"\begin{bmatrix}1\end{bmatrix}"#, #"\begin{bmatrix}"#),
    (#"a \cdot b"#, #"a \cdot b"#, #"\cdot"#), (#"\tanh x"#, #"\tanh x"#, #"\tanh"#),
  ])
  func rangesPointIntoTheSource(text: String, range: String, head: String) throws {
    let (tree, _) = parse("y = " + text)
    let expression = try #require(tree.expressions.last)
    #expect(tree.sources.text(in: expression.range) == range)
    #expect(tree.sources.text(in: expression.head) == head)
  }

  @Test func replacementsMakeTheSourceRight() throws {
    for text in [
      #"y = \alpah; α = 1"#, #"y = 2\cdotx; x = 1"#, #"y = \left( 1 )"#, #"\begin{align} y = 1 \]"#,
      #"y = \begin{bmatrix} 1 \end{matrix}"#, #"y = \sin^{-1} 2"#, "y = {2]",
    ] {
      let (_, diagnostics) = parse(text)
      let solution = try #require(diagnostics.first?.solutions.first)
      var bytes = Array(text.utf8)
      for replacement in solution.replacements.reversed() {
        bytes.replaceSubrange(replacement.range.bytes, with: Array(replacement.text.utf8))
      }
      #expect(parse(String(decoding: bytes, as: UTF8.self)).diagnostics.isEmpty)
    }
  }

  @Test func operandsStandBeforeWhatUsesThem() {
    let (tree, diagnostics) = parse(
      #"y = \sqrt[3]{\frac{a}{b}} \begin{bmatrix} a & \sqrt b "#
        + #"\\ \left|a\right| & \sin^{2} b \end{bmatrix}"#
    )
    #expect(diagnostics.isEmpty)
    for (id, expression) in tree.expressions.enumerated() {
      var next = expression.first
      for operand in expression.operands {
        #expect(tree.expressions[operand].first == next)
        next = operand + 1
      }
      #expect(next == id)
    }
  }
}
