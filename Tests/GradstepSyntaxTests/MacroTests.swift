import GradstepSyntax
import Testing

/// Macros stand for what they are defined as, and messages point at where they are used.
@Suite struct MacroTests {
  @Test(arguments: [
    (#"\newcommand{\Vx}{\mathbf{x}} y = \Vx^2"#, "y = x²"),
    (#"\def\Vx{\mathbf{x}}y = \Vx z"#, "y = x·z"),
    (#"\newcommand\half{\frac12} y = \half x"#, "y = 1/2·x"),
    (#"\newcommand{\n}[1]{\left\|#1\right\|} y = \n{x - z}"#, "y = norm(x − z)"),
    (#"\renewcommand{\vec}[1]{\mathbf{#1}} y = \vec{x}_1"#, "y = x₁"),
    (#"\def\pair#1#2{#2 + #1} y = \pair{x}{z}"#, "y = z + x"),
    (#"\newcommand{\a}{\b + 1} \newcommand{\b}{x} y = \a"#, "y = x + 1"),
    (#"\DeclareMathOperator*{\soft}{soft\,max} y = \soft(x)"#, "y = softmax(x)"),
    (#"\let\eps\epsilon y = \eps"#, "y = ε"),
    (#"\newcommand{\norm}[1]{|#1|} y = \norm{x}"#, "y = abs(x)"),
    (#"y = \norm{x}^2 + \abs{z}"#, "y = norm(x)² + abs(z)"),
    (#"y = \boxed{x + 1} z"#, "y = (x + 1)·z"), (#"\boxed{y = x}"#, "y = x"),
    (#"y = \underbrace{x + z}_{\text{sum}} + 1"#, "y = x + z + 1"),
    (#"y = \textcolor{red}{x}_1 + \cancel{z}"#, "y = x₁ + z"),
    (#"y = \underset{i}{\max}(x, z)"#, "y = max(x, z)"),
    (#"y = \mathop{\mathrm{softmax}}\limits(x)"#, "y = softmax(x)"),
    (#"y \overset{\text{def}}{=} x"#, "y = x"), (#"y = step\_num x"#, "y = step_num·x"),
    ("y = W⁽¹⁾", "y = W^(1)()"), ("y = x·½", "y = x·(1/2)"),
  ])
  func aMacroIsWhatItStandsFor(source: String, expected: String) {
    let (tree, _) = parse("x : 1; z : 1; x_1 : 1; ε : 1; step_num : 1; W^{(1)} = tanh\n" + source)
    #expect(tree.statements.last.map { _ in summaries(tree).last } == expected)
    #expect(tree.printed(source: 0).hasSuffix(source))
  }

  @Test func aMacroOfOneSourceHoldsInTheNext() {
    let (tree, diagnostics) = parse(#"\newcommand{\Vx}{\mathbf{x}} y = \Vx^2"#, #"\Vx = 3"#)
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["y = x²", "x = 3"])
  }

  @Test(arguments: [
    #"\def\a{\a\a} y = \a"#, #"\newcommand{\a}[1]{\a{#1#1}} y = \a{x}"#, #"\newcommand{\a}[1]{#1"#,
    #"\newcommand"#, #"\def"#, #"\def\a"#, #"y = \norm{x"#, #"\newcommand{\a}[9]{}\a"#,
    #"\def\a#1{"#, #"y = \boxed"#, #"\let\a"#,
  ])
  func noMacroIsWithoutEnd(source: String) {
    let (tree, diagnostics) = parse(source)
    #expect(diagnostics.contains { $0.severity == .error })
    #expect(tree.printed(source: 0) == source)
  }

  @Test func aMistakeInAnArgumentIsPointedAt() {
    #expect(
      messages(#"\newcommand{\n}[1]{\left\|#1\right\|} y = \n{2 3}"#)
        == #"""
        a.graph:1:48: error: a number stands first in a product; an operator is missing before '3'
        1 | \newcommand{\n}[1]{\left\|#1\right\|} y = \n{2 3}
          |                                                ^
          | help: for a product, write '·' between them
        """#
    )
  }

  @Test(arguments: [
    #"\alpha \boxed"#, #"\norm{\norm{\norm{x}}}"#, #"½ ⁽¹⁾ ₜ₋₁"#,
    #"\newcommand{\a}[1]{#1 + #1} \a{½}"#,
    #"\underset{\underset{a}{b}}{c}_{d}"#, #"\overbrace{x}^{y}_{z} # \norm{x}"#,
  ])
  func aRewrittenSourcePrintsBack(source: String) {
    #expect(parse(source).tree.printed(source: 0) == source)
  }
}

/// Signs that copied text has are read as what they stand for.
@Suite struct CopiedTextTests {
  @Test(arguments: [
    ("x ∘ y", "x ⊙ y"), ("x • y", "x ⊙ y"), ("x ∗ y", "x * y"), ("x ÷ y", "x / y"),
    ("x – y", "x - y"), ("x — y", "x - y"), ("W’x", "W'x"), ("W′x", "W'x"), ("W⊤x", "W'x"),
    ("W⊺x", "W'x"), ("√x + √(x + 1)", "sqrt(x) + sqrt(x + 1)"), ("√2·x", "sqrt(2)·x"),
    ("x**2", "x^2"), ("x**-y", "x^(-y)"), ("（x ＋ y）", "(x + y)"), ("x\u{200B}·y", "x·y"),
    ("x\u{2062}y", "x y"), ("max{0，x}", "max(0, x)"), (#"\max\{0, x\}"#, "max(0, x)"),
    (#"\{x + y\} z"#, "(x + y) z"), (#"\left\{x\right\}"#, "(x)"),
    (#"x \circ y \bullet z"#, "x ⊙ y ⊙ z"),
    (#"\mid x \mid"#, "|x|"), (#"\left. x + y \right."#, "x + y"), ("∥x∥", "‖x‖"),
    (#"\sqrt(x + 1) y"#, "sqrt(x + 1) y"), ("x·¼", "x·(1/4)"), ("xⁿ", "x^n"), ("x⁻¹", "x^-1"),
    ("Max(x, y)", "max(x, y)"), (#"\operatorname{Softmax}(x)"#, "softmax(x)"),
    (#"\text{CrossEntropy}(x, y)"#, "cross_entropy(x, y)"),
  ])
  func aSignIsReadAsTheOneOfTheLanguage(copied: String, plain: String) {
    let values = "x y z n W"
    let read = reading(copied, values: values)
    #expect(read != "no expression")
    #expect(read == reading(plain, values: values))
  }

  @Test(arguments: [
    (#"\Vx = 1; y = \Vx^2"#, ["Vx = 1", "y = Vx²"]),
    (#"\Vh = 1; y = \Vh_1"#, ["Vh = 1", "y = Vh[1]"]),
    (#"x = 1; y = \Vx^2"#, ["x = 1", "y = x²"]), (#"θ = 1; y = \Vtheta"#, ["θ = 1", "y = θ"]),
    (#"\hat{y} = 1; z = \hat{\Vy}"#, ["ŷ = 1", "z = ŷ"]), (#"f(\Vx) = \Vx^2"#, ["f(Vx) = Vx²"]),
    (#"W = 1; x = 2; y = \bfW\bfx"#, ["W = 1", "x = 2", "y = W·x"]),
  ])
  func aCommandThatIsGivenIsAName(source: String, expected: [String]) {
    let (tree, diagnostics) = parse(source)
    #expect(diagnostics.allSatisfy { $0.severity == .warning }, "\(diagnostics)")
    #expect(summaries(tree) == expected)
  }

  @Test func aCommandThatIsReadAsALetterIsToldOnce() {
    #expect(
      messages(#"x = 1; y = \Vx + \Vx"#)
        == #"""
        a.graph:1:12: warning: '\Vx' reads as x
        1 | x = 1; y = \Vx + \Vx
          |            ^~~
          | help: if it is another value, give it: \Vx = …
        """#
    )
  }
}
