import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Formulas of the table as LaTeX.
@Suite struct LaTeXTests {
  @Test(
    arguments: [
      (.a + .b, "a + b"), (.a ⊙ .b, "a \\odot b"), (.a * .transposed(.b), "a\\cdot b^{\\top}"),
      (-.a, "-a"), (.root(.a), "\\sqrt{a}"),
      (1 / .call("sqrt", [1 - .a.squared]), "\\frac{1}{\\sqrt{1 - a^{2}}}"),
      (
        .choice(if: .relation(.a, .less, .b), .a, else: .b),
        "a \\text{ if } a < b, \\text{ else } b"
      ),
      (.call("log2", [.a]), "\\log_{2}(a)"),
      (.norm(.a, order: .number(.infinity)), "\\lVert a\\rVert _{\\infty}"),
      (.part(.a, [.at(2), .all]), "a[2, :]"),
      (2 / .call("sqrt", [.symbol("π")]), "\\frac{2}{\\sqrt{\\pi}}"),
      (.call("σ", [.a]), "\\sigma(a)"), (.call("tanh", [.a]), "\\tanh(a)"),
      (.call("asin", [.a]), "\\arcsin(a)"),
      (.call("log_softmax", [.a]), "\\operatorname{log\\_softmax}(a)"),
      (.magnitude(.a), "\\lvert a\\rvert "),
      (.norm(.a - .b, order: nil).squared / 3, "\\frac{\\lVert a - b\\rVert ^{2}}{3}"),
      (.a / .b, "\\frac{a}{b}"), (-(.a / .b.squared), "-\\frac{a}{b^{2}}"),
      (1 / (2 * .y), "\\frac{1}{2\\cdot y}"),
      (.transposed(.b) ⊗ .identity, "b^{\\top} \\otimes I"),
      (.transposed(.blank), "(\\cdot)^{\\top}"),
      (.transposed(.lowered(.symbol("e"), [2])), "e_{2}^{\\top}"),
      (.power(.blank, -1), "(\\cdot)^{-1}"), (.list([.relation(.a, .greater, 0)]), "[a > 0]"),
      (.transposed(.a.squared), "(a^{2})^{\\top}"),
      (
        .series(
          .product,
          over: [.relation(.symbol("j"), .notEqual, .symbol("i"))],
          .lowered(.a, [.symbol("j")])
        ), "\\prod_{j \\neq i} a_{j}"
      ),
      (
        .transposed(.call("ones", [3])) / 3,
        "\\frac{\\operatorname{ones}(3)^{\\top}}{3}"
      ),
      (.g * (.a / .b), "g\\cdot \\frac{a}{b}"),
      ((.a / .b).squared, "\\left(\\frac{a}{b}\\right)^{2}"),
      (1e-20 * .a, "{1\\cdot 10^{-20}}\\cdot a"),
      (.norm(.blank, order: nil), "\\lVert \\cdot\\rVert "),
    ] as [(Formula, String)]
  )
  func aFormulaInLaTeX(formula: Formula, expected: String) {
    #expect(latex(formula, "a", "b") == expected)
  }

  private func latex(
    _ formula: Formula,
    _ operands: String...,
    cohesion: Formula.Cohesion = .atom
  ) -> String {
    formula.latex(
      cohesion: { $0.slot == nil ? .atom : cohesion },
      leaf: { leaf in leaf.slot.map { operands[$0] } ?? leaf.description }
    )
  }

  @Test(
    arguments: [
      (.a + .b, "-2 + (-3)"), (.a * .b, "-2\\cdot (-3)"), (.a.squared, "(-2)^{2}"),
      (.call("tanh", [.a]), "\\tanh(-2)"), (.a - .b, "-2 - (-3)"), (.a / .b, "\\frac{-2}{-3}"),
      (.call("max", [.a, .b]), "\\max(-2, -3)"), (.b + .a * .b, "-3 + (-2)\\cdot (-3)"),
    ] as [(Formula, String)]
  )
  func aNegativeNumberHasBracketsWhereItNeedsThem(formula: Formula, expected: String) {
    #expect(
      latex(formula, "-2", "-3", cohesion: Formula.Cohesion(.atom, isSigned: true)) == expected
    )
  }

  @Test(
    arguments: [
      (.a - .b, "x + z - (w - 1)"), (.a * .b, "(x + z)\\cdot (w - 1)"),
      (.transposed(.a), "(x + z)^{\\top}"), (.call("exp", [.a]), "\\exp(x + z)"),
      (.a / .b, "\\frac{x + z}{w - 1}"),
    ] as [(Formula, String)]
  )
  func aSumHasBracketsWhereItNeedsThem(formula: Formula, expected: String) {
    #expect(latex(formula, "x + z", "w - 1", cohesion: Formula.Cohesion(.sum)) == expected)
  }

  @Test func aNameWithAScriptIsRaisedAsAWhole() {
    #expect(latex(.a.squared, "f^{h}") == "{f^{h}}^{2}")
    #expect(latex(.transposed(.a) * .g, "b_u") == "{b_u}^{\\top}\\cdot g")
  }

  @Test func aMatrixHasBracketsThatAreAsHighAsItIs() {
    let matrix = "\\begin{pmatrix}1\\\\2\\end{pmatrix}"
    #expect(latex(.call("tanh", [.a]), matrix) == "\\tanh\\left(\(matrix)\\right)")
  }

  @Test(arguments: Trial.all)
  func everyFormulaOfTheTableIsWellFormed(trial: Trial) {
    let usage = trial.usage
    let slots = usage.shapes.indices
    let locals = slots.map { trial.operation.local($0, usage) }
    let formulas =
      [trial.operation.formula(usage)] + locals.map(\.formula)
      + locals.map(\.contribution)
    for formula in formulas {
      let latex = formula.latex { leaf in leaf.slot.map { "x_{\($0)}" } ?? "g" }
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

extension Formula {
  /// The operand that the formula is a place for.
  fileprivate var slot: Int? {
    if case .place(.operand(let slot)) = self { slot } else { nil }
  }
}
