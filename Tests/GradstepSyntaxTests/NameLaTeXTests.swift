import GradstepSyntax
import Testing

/// Names as LaTeX writes them.
@Suite struct NameLaTeXTests {
  @Test(arguments: [
    ("x", "x"), ("b_u", "b_{u}"), ("x_12", "x_{12}"), ("α", "\\alpha"), ("Ω", "\\Omega"),
    ("ε", "\\epsilon"), ("loss", "\\mathit{loss}"), ("h1", "\\mathit{h1}"),
    ("b_out", "b_{\\mathit{out}}"), ("learning_rate", "\\mathit{learning\\_rate}"),
    ("θ_1", "\\theta_{1}"), ("x_α", "x_{\\alpha}"),
    ("ŷ", "\\hat{y}"), ("ŷ_1", "\\hat{y}_{1}"), ("x\u{304}", "\\bar{x}"),
    ("dσ", "\\mathit{d\\sigma}"), ("σx", "\\mathit{\\sigma x}"), ("Β", "\\mathrm{B}"),
    ("a_b_c", "a_{\\mathit{b\\_c}}"), ("größe", "\\textit{größe}"), ("名前", "\\text{名前}"),
    ("ℓ", "\\ell"), ("x_", "\\mathit{x\\_}"), ("h_{t-1}", "h_{t-1}"),
    ("J_{neg-sample}", "J_{\\mathit{neg}\\text{-}\\mathit{sample}}"), ("x^*", "x^{*}"),
  ])
  func aNameInLaTeX(name: String, latex: String) {
    #expect(Name.latex(of: name) == latex)
  }

  @Test(arguments: [
    "x", "b_u", "x_12", "learning_rate", "log_prob_2", "loss", "h1", "b_out", "θ_1", "x_α", "ŷ",
    "ŷ_1", "größe", "名前", "𝐱",
    "α", "β", "γ", "δ", "ε", "ζ", "η", "θ", "ϑ", "ι", "κ", "λ", "μ", "ν", "ξ", "π", "ϖ", "ρ", "ϱ",
    "σ", "ς", "τ", "υ", "φ", "χ", "ψ", "ω", "Γ", "Δ", "Θ", "Λ", "Ξ", "Π", "Σ", "Υ", "Φ", "Ψ", "Ω",
    "ℓ", "ħ", "ϰ", "ℝ",
  ])
  func aNameInLaTeXIsReadAsTheName(name: String) {
    let (tree, diagnostics) = parse("\(Name.latex(of: name)) = 1")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(tree.statements.first?.name?.text == name)
  }
}
