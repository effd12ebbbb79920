import GradstepSyntax
import Testing

/// What hangs on a name: a part of it, an index, a power or a transpose.
@Suite struct ScriptTests {
  @Test(arguments: [
    ("W^{(1)}", "W^(1)"), ("W^(1)", "W^(1)"), ("a^{[l]}", "a^[l]"), ("a^{[l-1]}", "a^[l-1]"),
    ("h_{t-1}", "h_{t-1}"), ("h_{t - 1}", "h_{t-1}"), ("\\mathbf{h}_{t-1}", "h_{t-1}"),
    ("x^{(t)}", "x^(t)"), ("H_t^{(L)}", "H_t^(L)"), ("H^{(L)}_t", "H_t^(L)"), ("w^*", "w^*"),
    ("w^{*}", "w^*"), ("h'", "h'"), ("\\rho_\\infty", "ρ_{∞}"), ("W_{i,j}", "W_{i,j}"),
    ("\\hat{\\mathbf y}", "ŷ"), ("W_{\\textrm{hq}}", "W_hq"), ("b_\\textrm{r}", "b_r"),
    ("\\hat{\\sigma}^2", "σ̂^2"), ("v^{corrected}_{dW}", "v_dW^corrected"), ("a^L", "a^L"),
    ("\\delta^{l+1}", "δ^{l+1}"),
  ])
  func aNameHasScripts(written: String, canonical: String) {
    let (tree, diagnostics) = parse("\(written) = 1; result = 2\(written)")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(tree.statements.first?.name?.text == canonical)
    #expect(summaries(tree).last == "result = 2·\(SyntaxTree.reading(ofName: canonical))")
  }

  @Test(arguments: ["W^(1)", "h_{t-1}", "x_j^(t)", "w^*", "h'", "ρ_{∞}", "a^{l+1}", "H_t^[2]"])
  func aNameInLaTeXIsReadAsTheName(name: String) {
    let (tree, diagnostics) = parse("\(Name.latex(of: name)) = 1")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(tree.statements.first?.name?.text == name)
  }

  @Test(arguments: [
    ("x_2", "x[2]"), ("x_2^2", "x[2]²"), ("x^2_1", "x[1]²"), ("x_1y_2", "x[1]·y[2]"),
    ("W_{1,2}", "W[1, 2]"), ("W[1,:]", "W[1, :]"), ("W_{:,2}", "W[:, 2]"), ("x[1:3]", "x[1:3]"),
    ("W^Tx", "Wᵀ·x"), ("W^{\\top}x", "Wᵀ·x"), ("x'y", "xᵀ·y"), ("x^2y", "x²·y"),
    ("\\sum_i x_iy_i", "∑_i x[i]·y[i]"), ("\\sum_ix_i", "∑_i x[i]"),
    ("\\sum_{i=1}^nx_i + 1", "∑_{i=1}^{n} x[i] + 1"),
    ("\\sum_j x_j + y_j", "∑_j (x[j] + y[j])"),
    ("\\sum_j x_j + \\sum_j y_j", "∑_j x[j] + ∑_j y[j]"),
    ("\\max_{j} x_j", "max_j x[j]"), ("\\prod_{i=1}^{2} x_i", "∏_{i=1}^{2} x[i]"),
  ])
  func whatIsNoPartOfANameIsAnIndexOrAPower(text: String, expected: String) {
    #expect(reading(text, values: "x y W n") == expected)
  }
}

/// Braces that hold nothing together.
@Suite struct NeedlessBraceTests {
  @Test(arguments: [
    ("{\\tanh}(x)", "tanh(x)"), ("{\\text{sin}}(x)y", "sin(x)·y"), ("x{_1}^2", "x[1]²"),
    ("{}x", "x"), ("x{}y", "x·y"), ("\\max({x}, {y})", "max(x, y)"), ("\\frac{x}{y}", "x/y"),
    ("x^{y}", "x^y"), ("\\sqrt[{n}]{x}", "x^(1/n)"), ("x{^2}", "x²"),
  ])
  func theyChangeNothing(text: String, expected: String) {
    #expect(reading(text, values: "x y n") == expected)
  }

  @Test func parametersMayStandInBraces() {
    let (tree, diagnostics) = parse("f({\\vec {x}}, {x'}) = x; y = 1")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(summaries(tree).first == "f(x, x') = x")
  }
}
