import GradstepGraph
import Testing

/// Formulas of the table as LaTeX.
@Suite struct LaTeXTests {
  @Test(arguments: [
    ("{0} + {1}", "a + b"), ("{0} ⊙ {1}", "a \\odot b"), ("{0}·{1}ᵀ", "a\\cdot b^{\\top}"),
    ("−{0}", "-a"), ("√({0})", "\\sqrt{a}"),
    ("1/sqrt(1 − {0}^(2))", "\\frac{1}{\\sqrt{1 - a^{2}}}"),
    ("{0} if {0} < {1}, else {1}", "a \\text{ if } a < b, \\text{ else } b"),
    ("log2({0})", "\\log_{2}(a)"), ("‖{0}‖_(∞)", "\\lVert a\\rVert _{\\infty}"),
    ("{0}[2, :]", "a[2, :]"), ("2/sqrt(π)", "\\frac{2}{\\sqrt{\\pi}}"),
    ("σ({0})", "\\sigma(a)"), ("tanh({0})", "\\tanh(a)"), ("asin({0})", "\\arcsin(a)"),
    ("log_softmax({0})", "\\operatorname{log\\_softmax}(a)"), ("|{0}|", "\\lvert a\\rvert"),
    ("‖{0} − {1}‖^(2)/3", "\\frac{\\lVert a - b\\rVert ^{2}}{3}"), ("{0}/{1}", "\\frac{a}{b}"),
    ("−{0}/{1}^(2)", "-\\frac{a}{b^{2}}"), ("1/(2·{y})", "\\frac{1}{2\\cdot y}"),
    ("{1}ᵀ ⊗ I", "b^{\\top} \\otimes I"), ("( )ᵀ", "(\\cdot)^{\\top}"), ("e_(2)ᵀ", "e_{2}^{\\top}"),
    ("( )^(−1)", "(\\cdot)^{-1}"), ("[{0} > 0]", "[a > 0]"), ("{0}^(2)ᵀ", "{a^{2}}^{\\top}"),
    ("Π_(j≠i) {0}_(j)", "\\prod_{j\\neq i} a_{j}"),
    ("ones(3)ᵀ/3", "\\frac{\\operatorname{ones}(3)^{\\top}}{3}"),
    ("{g}·({0}/{1})", "g\\cdot \\left(\\frac{a}{b}\\right)"),
    ("1e-05·{0}", "{1\\cdot 10^{-5}}\\cdot a"),
    ("‖ ‖", "\\lVert \\cdot\\rVert"), ("", ""),
  ])
  func aFormulaInLaTeX(template: String, expected: String) {
    #expect(Formula(template).latex(operands: ["a", "b"]) == expected)
  }

  @Test(arguments: [
    ("{0} + {1}", "-2 + (-3)"), ("{0}·{1}", "-2\\cdot (-3)"), ("{0}^(2)", "(-2)^{2}"),
    ("tanh({0})", "\\tanh(-2)"), ("{0} − {1}", "-2 - (-3)"), ("{0}/{1}", "\\frac{-2}{-3}"),
    ("max({0}, {1})", "\\max(-2, -3)"),
  ])
  func aNegativeNumberHasBracketsWhereItNeedsThem(template: String, expected: String) {
    let latex = Formula(template).latex(operands: ["-2", "-3"])
    #expect(latex == expected)
  }

  @Test(arguments: [
    ("{0} + {1}", "x + z + w - 1"), ("{0} − {1}", "x + z - (w - 1)"),
    ("{0}·{1}", "(x + z)\\cdot (w - 1)"), ("{0}ᵀ", "(x + z)^{\\top}"), ("exp({0})", "\\exp(x + z)"),
    ("{0}/{1}", "\\frac{x + z}{w - 1}"), ("({0})", "(x + z)"),
  ])
  func aSumHasBracketsWhereItNeedsThem(template: String, expected: String) {
    #expect(Formula(template).latex(operands: ["x + z", "w - 1"]) == expected)
  }

  @Test func aNameWithAScriptIsRaisedAsAWhole() {
    #expect(Formula("{0}^(2)").latex(operands: ["f^{h}"]) == "{f^{h}}^{2}")
    #expect(
      Formula("{0}ᵀ·{g}").latex(operands: ["b_u"], upstream: "\\bar{y}")
        == "{b_u}^{\\top}\\cdot \\bar{y}"
    )
  }

  @Test func aMatrixHasBracketsThatAreAsHighAsItIs() {
    let matrix = "\\begin{pmatrix}1\\\\2\\end{pmatrix}"
    #expect(Formula("tanh({0})").latex(operands: [matrix]) == "\\tanh\\left(\(matrix)\\right)")
  }

  @Test func signsWithinAMatrixAskForNoBrackets() {
    let matrix = "\\begin{bmatrix} 1 \\\\ -2 + 3 \\cdot 4 \\end{bmatrix}"
    #expect(Formula("{0} − {1}").latex(operands: [matrix, matrix]) == "\(matrix) - \(matrix)")
    #expect(Formula("{0}ᵀ").latex(operands: [matrix]) == "\(matrix)^{\\top}")
  }

  @Test func aFractionThatIsRaisedHasBrackets() {
    let latex = Formula("{g}ᵀ·{0}").latex(operands: ["a"], upstream: "\\frac{dL}{dy}")
    #expect(latex == "\\left(\\frac{dL}{dy}\\right)^{\\top}\\cdot a")
  }

  @Test func anOperandThatIsNotGivenIsLeftOpen() {
    #expect(Formula("{0} + {1}").latex(operands: ["a"]) == "a + \\ldots")
  }

  @Test(arguments: Trial.all)
  func everyFormulaOfTheTableIsWellFormed(trial: Trial) {
    let usage = trial.usage
    let slots = usage.shapes.indices
    let locals = slots.map { trial.operation.local($0, usage) }
    let formulas =
      [trial.operation.formula(usage), trial.operation.symbol(usage)] + locals.map(\.formula)
      + locals.map(\.contribution)
    for formula in formulas {
      let latex = formula.latex(operands: slots.map { "x_{\($0)}" })
      #expect(latex.allSatisfy { $0.isASCII }, "\(latex)")
      #expect(isWellFormed(latex), "\(latex)")
      #expect(!latex.contains("}^{2}^"), "\(latex)")
    }
  }

  /// Whether braces and growing brackets are closed in the order in which they are opened.
  private func isWellFormed(_ latex: String) -> Bool {
    var depth = 0
    for character in latex {
      depth += character == "{" ? 1 : character == "}" ? -1 : 0
      if depth < 0 { return false }
    }
    return depth == 0 && latex.matches(of: /\\left/).count == latex.matches(of: /\\right/).count
  }
}
