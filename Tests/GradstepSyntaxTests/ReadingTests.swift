import GradstepSyntax
import Testing

@Suite struct ReadingTests {
  @Test(arguments: [
    ("-x^2", "−x²"), ("2^-x", "2^(−x)"), ("a·-b", "a·−b"), ("x^y^2", "x^(y²)"),
    ("(x^y)^2", "(x^y)²"), ("--x", "−−x"), ("+x", "x"), ("a + -b", "a + −b"), ("-a·b", "−a·b"),
    ("-(a·b)", "−(a·b)"), ("(-a)^2", "(−a)²"), ("a-b-c", "a − b − c"), ("a-(b-c)", "a − (b − c)"),
    ("a/b/c", "a/b/c"), ("a/(b/c)", "a/(b/c)"), ("a·b/c", "a·b/c"), ("a/b·c", "a/b·c"),
    ("a*b@c×x⋅y", "a·b·c·x·y"), ("a⊙b.*c", "a ⊙ b ⊙ c"), ("2.*b", "2 ⊙ b"), ("a − b", "a − b"),
    ("(a + b)·c", "(a + b)·c"), ("((a))", "a"), ("a + (b·c)", "a + b·c"), ("2^(x+1)", "2^(x + 1)"),
    ("2^0.5", "2^0.5"), ("e^(-x)", "e^(−x)"),
  ])
  func operatorsBindAsInTheTable(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test(arguments: [
    ("2x", "2·x"), ("3x^2y", "3·x²·y"), ("2(x+1)", "2·(x + 1)"), ("W x", "W·x"), ("(a)(b)", "a·b"),
    ("x(y+1)", "x·(y + 1)"), ("a/bc", "a/b·c"), ("a/(b c)", "a/(b·c)"), ("2|x|", "2·abs(x)"),
    ("2e", "2·e"), ("3d1", "3·d₁"), ("2e3", "2e3"), ("2e-x", "2·e − x"), ("x₁y", "x[1]·y"),
    ("W'x", "Wᵀ·x"), ("a sin x", "a·sin(x)"), ("e^-x y", "e^(−x)·y"), ("x [1]", "x·[1]"),
  ])
  func factorsSideBySideAreAProduct(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test(arguments: [
    ("W'", "Wᵀ"), ("Wᵀx", "Wᵀ·x"), ("W^T x", "Wᵀ·x"), ("W^Tx", "Wᵀ·x"), ("W^⊤x", "Wᵀ·x"),
    ("(W x)'", "(W·x)ᵀ"), ("W''", "Wᵀᵀ"), ("x²", "x²"), ("x¹⁰", "x¹⁰"), ("x⁻¹", "x^(−1)"),
    ("(x²)³", "(x²)³"), ("x'²", "xᵀ²"), ("x[2]", "x[2]"), ("W[1,2]", "W[1, 2]"),
    ("W[1,2]'", "W[1, 2]ᵀ"), ("2^x[1]", "2^(x[1])"), ("-x[1]²", "−x[1]²"),
    ("f(x)[1]", "f(x)[1]"), ("[a, b][1]", "[a, b][1]"),
  ])
  func signsBehindAnOperandBindTightest(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test(arguments: [
    ("sin x", "sin(x)"), ("sin 2x", "sin(2·x)"), ("sin x cos x", "sin(x)·cos(x)"),
    ("sin cos x", "sin(cos(x))"), ("sin -x", "sin(−x)"), ("sin x + 1", "sin(x) + 1"),
    ("sin x·y", "sin(x)·y"), ("sin x^2", "sin(x²)"), ("sin(x)^2", "sin(x)²"),
    ("sin^2 x", "sin(x)²"), ("sin^2(x)", "sin(x)²"), ("sin²x", "sin(x)²"), ("sin(x) y", "sin(x)·y"),
    ("max(a, b)", "max(a, b)"), ("sin |x|", "sin(abs(x))"), ("2sin x", "2·sin(x)"),
    ("σ(x)", "σ(x)"), ("unknown(x)", "unknown(x)"), ("sum [a, b]", "sum([a, b])"),
  ])
  func functionsTakeBracketsOrTheFactorsThatFollow(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test(arguments: [
    ("|x|", "abs(x)"), ("‖x‖", "norm(x)"), ("||x||", "norm(x)"), ("|a||b|", "abs(a)·abs(b)"),
    ("|(|x|)|", "abs(abs(x))"), ("|a|/|b|", "abs(a)/abs(b)"), ("‖|x|‖", "norm(abs(x))"),
    ("||x| + |y|", "no expression"), ("|-x|", "abs(−x)"), ("|x|²", "abs(x)²"),
  ])
  func barsAreAbsoluteValuesAndNorms(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test(arguments: [
    ("[a, b, c]", "[a, b, c]"), ("[a, b,]", "[a, b]"), ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    ("[1, 2; 3, 4]", "[[1, 2], [3, 4]]"), ("[1, 2; 3, 4;]", "[[1, 2], [3, 4]]"),
    ("[1,\n 2,\r\n 3]", "[1, 2, 3]"), ("[-1, .5, 1e-3]", "[−1, .5, 1e-3]"),
    ("[3x^2y, 2x + y^8]", "[3·x²·y, 2·x + y⁸]"),
  ])
  func listsAreVectorsAndRows(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test func aReadingReadsAsItself() {
    for text in ["-x^2 + (a - b)/c·y", "W'(x + y)²", "2^-x^2·[a, b][1]", "a ⊙ (b/c) ⊙ |x|"] {
      let once = reading(text)
      #expect(reading(once) == once)
    }
  }

  @Test(arguments: [
    ("x_1", "x₁"), ("x_12", "x₁₂"), ("b_u", "b_u"), ("x", "x"), ("h_t_1", "h_t_1"), ("x_", "x_"),
  ])
  func digitsBehindAnUnderscoreAreLowered(name: String, expected: String) {
    #expect(SyntaxTree.reading(ofName: name) == expected)
  }
}
