import GradstepSyntax
import Testing

@Suite struct PrintingTests {
  @Test(arguments: [
    "", "x = 1", "  x\t= 1 # the start\r\n\r\ny = [1,\n 2]  ", "\u{FEFF}y = x_{1}y\u{302}²ᵀ",
    "((((",
    "x = \u{0} $ ∘ 👩‍👩‍👧 \u{1B}[31m", "f^h(z) = z; ; ;", "a ** b == c", "x_{ _ {} 1e 1.e .5.",
    "\u{302}x",
  ])
  func aTreePrintsItsSource(text: String) {
    #expect(parse(text).tree.printed(source: 0) == text)
  }

  private static let words = [
    "x", "y", "Wx", "f", "f^h", "sin", "const", "output", "T", "x_{1}", "x₁", "y\u{302}", "2",
    "1e3",
    ".5", "1e999", "²", "⁻¹", "ᵀ", "⊤", "+", "-", "−", "*", "·", "@", "/", "⊙", ".*", "^", "'", "(",
    ")", "[", "]", "{", "}", "|", "||", "‖", ",", ";", ":", "∈", "=", "==", "\n", "\r\n", " ", "#",
    "√", "∘", "\\", "$", "\u{0}", "👩‍👩‍👧", "3x2", "ℝ", "max(", "tanh", "\u{301}", "⁺",
    #"\frac"#, #"{"#, #"}"#, #"\sqrt"#, #"\left"#, #"\right"#, #"\bigl"#, #"\|"#, #"\lvert"#,
    #"\rvert"#, #"\rVert"#, #"\alpha"#, #"\hat{y}"#, #"\hat"#, #"\mathbf"#, #"\text{"#,
    #"\operatorname{sin}"#, #"x_{\text{a}}"#, #"\tanh"#, #"\begin{align}"#, #"\end{align}"#,
    #"\begin{bmatrix}"#, #"\end{bmatrix}"#, #"\begin{cases}"#, #"&"#, #"\\"#, #"\["#, #"\]"#,
    #"\("#, #"\)"#, #"$$"#, #"\label{a}"#, #"\tag"#, #"\quad"#, #"~"#, #"\,"#, #"\top"#, #"\prime"#,
    #"^{(1)}"#, #"\in"#, #"\mathbb{R}"#, #"\cdot"#, #"\foo"#, #"\sum"#, #"_"#, #"\{"#, #"."#,
    #"\mathrm{\hat{"#,
  ]

  @Test(arguments: 0..<8)
  func anySoupOfTokensIsReadAndPrintsBack(seed: UInt64) {
    var generator = SplitMix(state: seed)
    for _ in 0..<400 {
      let texts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        (0..<Int.random(in: 0...24, using: &generator)).map { _ in
          Self.words.randomElement(using: &generator) ?? ""
        }.joined()
      }
      let sources = sources(texts)
      let (tree, diagnostics) = Parser.parse(sources, functions: functions)
      let formatter = DiagnosticFormatter(sources: sources)
      for diagnostic in diagnostics { #expect(!formatter.format(diagnostic).isEmpty) }
      for (position, text) in texts.enumerated() {
        // Bytes are compared: equal characters can be spelled in two ways.
        #expect(Array(tree.printed(source: position).utf8) == Array(text.utf8))
      }
      for (id, expression) in tree.expressions.enumerated() {
        #expect(expression.operands.allSatisfy { $0 < id })
        #expect(!tree.reading(of: id).isEmpty)
      }
    }
  }
}
