import GradstepSyntax
import Testing

/// What cannot be evaluated is named, and the way out is one.
@Suite struct AdviceTests {
  @Test(arguments: [
    ("y = σ'(z)", "y = (σ(z) ⊙ (1 - σ(z)))"),
    (#"y = 2\sigma'(z + 1)"#, #"y = 2(\sigma(z + 1) ⊙ (1 - \sigma(z + 1)))"#),
    ("y = σ′(z)", "y = (σ(z) ⊙ (1 - σ(z)))"), ("y = tanh'(z)", "y = (1 - tanh(z) ⊙ tanh(z))"),
    ("y = log'(z + 1)", "y = (1/(z + 1))"), ("y = exp'(z)", "y = (exp(z))"),
  ])
  func theWayOutIsAccepted(source: String, repaired: String) throws {
    let values = "z = 1; x_1 = 1; x_i = 1; x = 1; "
    let (_, diagnostics) = parse(values + source)
    let replacement = try #require(diagnostics.first?.solutions.first?.replacements.first)
    var bytes = Array((values + source).utf8)
    bytes.replaceSubrange(replacement.range.bytes, with: Array(replacement.text.utf8))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text == values + repaired)
    #expect(!parse(text).diagnostics.contains { $0.severity == .error })
  }

  @Test(arguments: [
    (#"\mathbb{E}[x]"#, "expectation"), (#"\mathbb{E}_{x}(x)"#, "expectation"),
    (#"\mathbb{E}"#, "expectation"), (#"\arg\min x"#, "unsupported-command"),
    ("a + … + b", "unsupported-command"), ("a + . . . + b", "unsupported-command"),
    (#"\nabla x"#, "unsupported-command"), (#"\int x"#, "unsupported-command"),
    ("A \\ b", "unsupported-command"),
  ])
  func whatCannotBeEvaluatedIsNamed(written: String, identifier: String) {
    let (_, diagnostics) = parse("x = 1; a = 1; b = 1; A = 1; y = " + written)
    #expect(diagnostics.map(\.identifier) == [identifier])
    #expect(diagnostics.first?.solutions.isEmpty == false)
  }

  @Test func dotsBetweenNamesStandForThoseThatAreGiven() {
    let values = "h_1 = 1; h_2 = 2; h_3 = 3; h_h = 4; y = "
    func last(_ formula: String) -> String? { summaries(parse(values + formula).tree).last }
    #expect(last(#"\begin{bmatrix} h_1 \\ \vdots \\ h_h \end{bmatrix}"#) == "y = [h₁; h₂; h₃; h_h]")
    #expect(last(#"[h_1, \ldots, h_3]"#) == "y = [h₁, h₂, h₃]")
    #expect(last("[h_1; …; h_2]") == "y = [h₁; h₂]")
    #expect(
      parse(values + #"[h_1, \ldots, h_9]"#).diagnostics.map(\.identifier) == [
        "unsupported-command"
      ]
    )
  }
}
