import Gradstep
import Testing

/// Formulas as pages write them, with what they are worth.
@Suite struct NotationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let formula: String
    let values: String
    let expected: [Double]

    init(_ formula: String, _ values: String, _ expected: Double...) {
      self.formula = formula
      self.values = values
      self.expected = expected
    }

    var testDescription: String { formula }
  }

  private func check(_ case: Case) throws {
    let statements = `case`.values.split(separator: ";").map {
      Source(name: "statement", text: String($0))
    }
    let lesson = try Lesson([Source(name: "formula", text: `case`.formula)] + statements)
    let value = lesson.trace.value(of: lesson.graph.output).elements
    #expect(value.count == `case`.expected.count)
    for (number, expected) in zip(value, `case`.expected) {
      #expect((number - expected).magnitude < 1e-9, "\(value)")
    }
  }

  @Test(arguments: [
    Case(#"\langle x, y\rangle + 1"#, "x = [1, 2]; y = [3, 4]", 12),
    Case("⟨w, x⟩·2", "x = [1, 2]; w = [3, 4]", 22),
    Case(#"\left\langle x + y, x \right\rangle"#, "x = [1, 2]; y = [3, 4]", 16),
    Case(#"\left< x, y \right> = x^T y"#, "x = [1, 2]; y = [3, 4]", 11),
    Case(
      #"\sum_{i=1}^m \alpha_i\langle x^{(i)}, z\rangle"#,
      "X = [[1, 2], [3, 4]]; α = [1, 2]; z = [1, -1]",
      -3
    ),
  ])
  func angleBracketsAreTheDotProduct(_ case: Case) throws { try check(`case`) }

  @Test(arguments: [
    Case(#"{a \over b + 1}"#, "a = 6; b = 2", 2), Case(#"e^{a \over b}"#, "a = 0; b = 2", 1),
    Case(#"{\bf w}^T {\bf x} + {\rm bias}"#, "w = [1, 2]; x = [3, 4]; bias = 1", 12),
    Case(#"\sum_i {\bf w}_i {\bf x}_i"#, "w = [1, 2]; x = [3, 4]", 11),
    Case(#"\small{a + \phantom{x} \mathrlap{b}}"#, "a = 1; b = 2", 3),
    Case(
      #"\textcolor{red}{a} + \colorbox{blue}{b} + \fcolorbox{red}{blue}{c}"#,
      "a = 1; b = 2; c = 3",
      6
    ),
    Case(
      #"\operatorname{sgn}(x) + \text{sgn}(y) + \mathop{\mathrm{sgn}}(z)"#,
      "x = 2; y = -3; z = -1",
      -1
    ),
    Case("w<sub>1</sub> x<sup>2</sup> &minus; b", "w_1 = 2; x = 3; b = 1", 17),
    Case(#"\text{Bar}&amp; = a"#, "a = 1", 1),
    Case(#"\\( w\_1 + w\_2 \\)"#, "w_1 = 2; w_2 = 3", 5),
    Case(#"\\[ p\_k = \frac{f\_k}{\sum\_j f\_j} \\]"#, "f = [1, 3]", 0.25, 0.75),
    Case(
      #"L\_i = \sum\_{j\neq y\_i} \max(0, w\_j^T x - w\_{y\_i}^T x + 1)"#,
      "W = [[1, 0], [0, 1]]; x = [1, 2]; y_i = 2",
      0
    ),
    Case(
      #"R(z) = \begin{Bmatrix} z & z > 0 \\ a z & z <= 0 \end{Bmatrix}"#,
      "z = [1, -2]; a = 0.5",
      1,
      -1
    ),
    Case(#"H(x) = \begin{array}{ll} 1 & x > 0 \\ 0 & x \leq 0 \end{array}"#, "x = 2", 1),
  ])
  func dressIsNoMeaning(_ case: Case) throws { try check(`case`) }

  @Test(arguments: [
    Case(#"\text{Periodic: } \sigma^2 x"#, "σ = 2; x = 3", 12),
    Case(
      #"{\text{cosine similarity}}=S_{C}(A,B):=\cos(\theta)={A \cdot B \over \|A\|\|B\|}"#,
      "A = [3, 4]; B = [3, 4]",
      1
    ),
    Case(#"\text{Cross Entropy}(p, q) = -\sum_i p_i q_i"#, "p = [1, 2]; q = [3, 4]", -11),
    Case(
      "L(y_{\\text{pred}},\\ y_{\\text{true}})\n  = y_{\\text{true}} - y_{\\text{pred}}",
      "y_pred = 1; y_true = 3",
      2
    ),
    Case(#"J_{\textrm{neg-sample}}(v_c, o, U) = u_o^\top v_c"#, "u_o = [1, 2]; v_c = [3, 4]", 11),
    Case(#"\text{loss} = \text{const.} + x"#, "const = 1; x = 2", 3),
    Case(#"[\mathbf{H}]_{i,j} = [\mathbf{A}]_{i,j} + 1"#, "A = [[1, 2], [3, 4]]", 2, 3, 4, 5),
    Case(#"a_i = x_i^2 {\text{ for }} i = 1, \dots, n"#, "x = [1, 2]", 1, 4),
    Case(
      "L(a, p) = d(a_i, p_i)\nwhere\nd(x_i, y_i) = \\left\\lVert {\\bf x}_i - {\\bf y}_i \\right\\rVert_p",
      "a_i = [3, 0]; p_i = [0, 4]; p = 2",
      5
    ),
    Case(#"\|x\|_3^3"#, "x = [1, -2]", 9),
  ])
  func wordsAroundAFormulaAreNoPartOfIt(_ case: Case) throws { try check(`case`) }

  @Test(arguments: [
    Case(
      #"\ell(x, y) = L = \{l_1,\dots,l_N\}^\top, \quad l_n = (x_n - y_n)^2,"#,
      "x = [1, 2]; y = [0, 4]",
      1,
      4
    ),
    Case(#"f(x_1, \ldots, x_n) = \sum_i x_i^2"#, "x = [1, 2]", 5),
    Case(#"y = \max(o_1, \dots, o_k)"#, "o = [1, 5, 3]", 5),
    Case(#"[x_1, \ldots, x_d]^\top"#, "x = [1, 2]", 1, 2),
    Case(
      #"\Delta\theta = -\epsilon g \\ \theta \leftarrow \theta + \Delta\theta"#,
      "θ = [1, 2]; g = [1, 1]; ε = 1",
      0,
      1
    ),
    Case(#"\rho \Delta x_{t-1} + 1"#, #"\Delta x_{t-1} = 3; ρ = 2"#, 7),
    Case(#"\alpha_i = \frac{e_i}{\sum_{i'=1}^n e_{i'}}"#, "e = [1, 3]", 0.25, 0.75),
    Case(#"h[i] = x[i] + 1"#, "x = [1, 2]", 2, 3),
  ])
  func namesThatPagesSpellOut(_ case: Case) throws { try check(`case`) }

  @Test(arguments: [
    Case(
      "h_t = x_t W^T + b",
      "x_t = [1, 2]; W = [[1, 2], [3, 4], [5, 6]]; b = [1, 1, 1]",
      6,
      12,
      18
    ),
    Case("x W", "x = [1, 2]; W = [[1, 2], [3, 4]]", 7, 10),
    Case(
      #"\max(0, x W_1 + b) W_2"#,
      "x = [1, 2]; W_1 = [[1, 2], [3, 4]]; b = [0, -20]; W_2 = [[1], [1]]",
      7
    ),
    Case(
      "C_t = f_t * C_{t-1} + i_t * D_t",
      "f_t = [1, 2]; C_{t-1} = [3, 4]; i_t = [1, 1]; D_t = [5, 6]",
      8,
      14
    ),
    Case("h = (1 - z) * c + z * d", "z = [0, 1]; c = [3, 4]; d = [5, 6]", 3, 6),
    Case("y = a * b + c", "a = [1, 2]; b = [3, 4]; c = [5, 6]", 8, 14),
    Case(
      #"w_t = w_{t-1} - \frac{\eta}{\sqrt{s_t}} \cdot g_t"#,
      "w_{t-1} = [1, 2]; η = 1; s_t = [1, 4]; g_t = [2, 2]",
      -1,
      1
    ),
    Case(
      #"\theta \leftarrow \theta - \frac{\eta}{\sqrt{v} + 1} m"#,
      "θ = [1, 2]; η = 1; v = [1, 9]; m = [2, 4]",
      0,
      1
    ),
    Case(
      #"y = \frac{x - \mathrm{E}[x]}{\sqrt{\mathrm{Var}[x]}} * \gamma + \beta"#,
      "x = [1, 3]; γ = [1, 2]; β = [0, 1]",
      -1,
      3
    ),
  ])
  func whatCanOnlyBeAVectorIsOne(_ case: Case) throws { try check(`case`) }

  @Test(arguments: [
    Case("y = np.sum((a - b)**2) / y_0.size", "a = [1, 2]; b = [0, 0]; y_0 = [1, 1]", 2.5),
    Case(#"\frac{\sum_i x[i]}{\text{x.nelement}()}"#, "x = [1, 2, 6]", 3),
    Case(#"\frac{\sum_i x[i]}{\text{x.size}(0)}"#, "x = [1, 2, 6]", 3),
    Case("x.sum() / len(x)", "x = [1, 2, 6]", 3),
    Case("m = X.shape[1]\ny = (1 / m) * np.sum(X)", "X = [[1, 2, 6]]", 3),
    Case("np.mean(np.power(A, 2))", "A = [[1, 2], [3, 4]]", 7.5),
    Case("sum(A .^ 3)", "A = [[1, 2], [0, 0]]", 9),
    Case(
      "a = Value(2.0)\nb = Value(-3.0, label='b')\nc = a*b\nc += 1\nL = c + a**2\nL.backward()\nprint(L.data)",
      "",
      -1
    ),
    Case(
      "self.h = np.tanh(np.dot(self.W, self.h))\ny = np.dot(self.V, self.h)",
      "self.h = [0, 0]; self.W = [[1, 2], [3, 4]]; self.V = [[1, 2]]",
      0
    ),
    Case(
      "hs[t] = np.dot(W, xs[t]) + hs[t-1]\nys[t] = np.dot(V, hs[t])",
      "xs[t] = [1, 2]; hs[t-1] = [1, 1]; W = [[1, 0], [0, 1]]; V = [[1, 2]]",
      8
    ),
    Case("x = np.array([1.0, -2.0])\nx = x * 2\ny = np.sum(x)", "", -2),
  ])
  func codeIsRead(_ case: Case) throws { try check(`case`) }

  @Test(arguments: [
    (#"y = \langle A, A\rangle; A = [[1, 2], [3, 4]]"#, "inner-product"),
    ("y = g·x + b; g = [1, 2]; x = [3, 4]; b = [5, 6]", "ambiguous-product"),
    ("y = w * x + u * h; w = [1, 2]; x = [3, 4]; u = [5, 6]; h = [7, 8]", "ambiguous-product"),
    ("y = p·log(p/q); p = [.2, .8]; q = [.5, .5]", "ambiguous-product"),
    ("y = x*W; x = [1, 2]; W = [[1, 2], [3, 4]]", "shape-mismatch"),
    (#"y = \mathbb{E}[x]; x = [1, 2]"#, "expectation"), ("y = E[x]; x = 2", "expectation"),
    (#"y = x^2 \text{ or } y = 2x^2; x = 3"#, "different-alternatives"),
    ("y = x.shape; x = [1, 2]", "shape-of-value"), ("y = np.random.randn(3)", "random-values"),
    ("{a + b} + a \\over b; a = 1; b = 2", "over-outside-braces"),
  ])
  func whatHasTwoMeaningsIsAsked(source: String, identifier: String) throws {
    let error = #expect(throws: DiagnosticsError.self) { _ = try Lesson(source) }
    let errors = error?.diagnostics.filter { $0.severity == .error } ?? []
    #expect(Set(errors.map(\.identifier)) == [identifier])
    #expect(errors.first?.solutions.isEmpty == false)
  }

  @Test(arguments: [
    ("y = x·W; x = [1, 2]; W = [[1, 2], [3, 4]]", "row-vector"),
    ("y = E[x]; x = [1, 2]", "statistic-of-components"),
    ("y = x.size + x; x = [1, 2]", "size-as-number"),
    ("y = a * b + c; a = [1, 2]; b = [3, 4]; c = [5, 6]", "product-of-components"),
  ])
  func whatCouldBeMeantOtherwiseIsEchoed(source: String, identifier: String) throws {
    #expect(try Lesson(source).warnings.map(\.identifier) == [identifier])
  }

  @Test func aRowBehindATransposeNeedsNone() throws {
    let graph = try Lesson("y = x W^T; x = [1, 2]; W = [[1, 2], [3, 4]]").graph
    #expect(graph.nodes.count == 3)
  }

  @Test func aSizeIsAConstant() throws {
    let lesson = try Lesson("m = X.shape[0]; y = sum(X)/m; X = [[1, 2], [3, 4]]")
    #expect(lesson.graph.nodes.contains { $0.kind == .constant })
  }
}
