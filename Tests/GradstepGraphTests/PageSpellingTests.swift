import GradstepGraph
import GradstepSyntax
import Testing

/// Spellings of pages, each beside the plain one that means the same.
@Suite struct PageSpellingTests {
  @Test(
    arguments: [
      ("```math\n2x.\n```", "2x"), ("```python\ny = 2*x\n```", "2x"), ("$2x\n$$", "2x"),
      ("\\frac{1}{2} 0.5 x", "x/4"), ("p \\log \\frac{p}{x} x", "p·log(p/x)·x"),
      ("&\\hspace{5mm} u \\leftarrow x + 1 \\\\\n&\\hspace{5mm} y \\leftarrow u p", "(x + 1)p"),
      ("v_1 a_1 + v_2a_2 + ... v_na_n", "v'·a"), ("p[x + 1]^2", "p·(x + 1)^2"),
      ("\\text{minimize}\\\\ 3x", "3x"), ("[1; 2]' · [x; p] = x + 2p", "x + 2p"),
      ("sum_{i} v_i (v_i - \\bar{v})", "sum(v ⊙ (v - mean(v)))"),
      ("g_i(q) = v_i + q\ny = ∑_i g_i(p)", "sum(v) + 3p"), ("1^\\top v", "sum(v)"),
      ("\\mathbf{1}_3^\\top v", "sum(v)"), ("\\textbf{1}(x > 0) p", "p"),
      ("z_2^* + 1", "8"), ("k'_2", "4"), ("∑_i k'_i", "7"),
    ]
  )
  func aSpellingMeansWhatThePlainOneDoes(spelling: String, plain: String) throws {
    let values =
      "x = 3; p = 0.5; v = [2, 5, 1]; z^* = [6, 7]; k' = [3, 4]; a = [1, 1, 2]"
    let (graph, diagnostics) = build([spelling, values])
    let found = try #require(graph, "\(diagnostics.map(\.summary))")
    let answer = try #require(build([plain, values]).graph)
    expectSame(found, answer)
  }

  @Test(
    arguments: [
      ("s = ∑_{i=1}^n x^{(i)} x^{(i)T}", "X'·X"), ("s = ∑_i x^{(i)T} u", "sum(X·u)"),
      ("T_i = ∑_{j=1}^{i-1} u_j; s = ∑_i T_i u_i", "0·u_1 + u_1·u_2"),
      ("T_i = ∑_{j=i}^{2} u_j; s = ∑_i T_i u_i", "(u_1 + u_2)·u_1 + u_2·u_2"),
      ("s = (\\mathbf{1} - A) u", "u - A·u"), ("s = w'[u, u]; w = [1, 2, 3, 4]", "2"),
      ("s = \\frac{u}{u + u} u", "0.5·u"),
      ("s = \\frac{1}{2n} ∑_x \\|X - Y\\|^2; n = 3", "norm(X - Y)^2/6"),
    ]
  )
  func whatNamesAndShapesDecide(formula: String, plain: String) throws {
    let values = "; x = [[1, 2], [3, 4], [5, 6]]; u = [2, -1]; A = [[1, 2], [0, 1]]; output s"
    let others = "; X = [[1, 2], [3, 4], [5, 6]]; Y = [[0, 1], [1, 1], [2, 0]]"
    let isOfBoth = formula.contains("Y")
    let source = formula + (isOfBoth ? others + "; output s" : values)
    let (graph, diagnostics) = build([source])
    let found = try #require(graph, "\(diagnostics.map(\.summary))")
    let known = others + (isOfBoth ? "" : "; u = [2, -1]; A = [[1, 2], [0, 1]]")
    let answer = try #require(build(["s = " + plain + known + "; output s"]).graph)
    expectSame(found, answer)
  }

  private func expectSame(_ found: Graph, _ answer: Graph) {
    let (one, other) = (found.outputValue.elements, answer.outputValue.elements)
    #expect(one.count == other.count)
    #expect(zip(one, other).allSatisfy { ($0 - $1).magnitude < 1e-12 }, "\(one) \(other)")
  }

  @Test func aFunctionWithoutAnArgumentAnywhereIsAValue() {
    let (_, diagnostics) = build(["p = \\frac{1}{\\sqrt{2\\pi\\sigma^2}}"])
    #expect(diagnostics.map(\.summary) == ["every name has a value; 'σ' is used and never given"])
    let (_, others) = build(["p = \\sigma^2 + \\sigma(1)"])
    #expect(others.map(\.summary) == ["'σ' is a function and needs an argument"])
  }

  @Test(
    arguments: [
      ("P(A|B) = \\frac{P(B|A) P(A)}{P(B)}; P(B|A) = 0.5; P(A) = 0.2; P(B) = 0.25", "0.4"),
      ("V(s_t) ← V(s_t) + 0.5(1 + V(s_{t+1}) - V(s_t)); V(s_t) = 2; V(s_{t+1}) = 3", "3"),
      ("P(x) = ∑_y P(x|y) P(y); P(x|y) = [0.2, 0.5]; P(y) = [0.4, 0.6]", "0.38"),
      ("x ← x - 0.1∇f(x); x = [1, 2]; ∇f(x) = [10, 0]", "[0, 2]"),
      ("f(x) = x + g(w^*); g(w^*) = 3; x = 1", "4"),
    ]
  )
  func whatIsWrittenAsACallCanBeAName(source: String, plain: String) throws {
    let (found, diagnostics) = build([source])
    expectSame(try #require(found, "\(diagnostics.map(\.summary))"), try graph("y = " + plain))
  }

  @Test(arguments: [("X W", "[[2, -7], [4, -5]]"), ("W X", "[[2, 3], [-6, -5]]")])
  func aBiasGoesWhereTheWeightsTell(product: String, expected: String) throws {
    let values = "; X = [[1, 2], [3, 4]]; W = [[1, 0], [0, 1]]; b = [1, -9]; output H"
    let (found, diagnostics) = build(["H = \(product) + b" + values])
    expectSame(try #require(found), try graph("y = " + expected))
    #expect(diagnostics.map(\.identifier) == ["bias-by-weights"])
    let (_, others) = build(["H = A + b; A = [[1, 2], [3, 4]]; b = [1, -9]"])
    #expect(others.contains { $0.severity == .error })
  }

  @Test func aFactorialIsANumber() throws {
    let (found, diagnostics) = build(["y = x^n/(n - 1)!; x = 2; n = 4"])
    expectSame(try #require(found), try graph("y = 16/6"))
    #expect(
      diagnostics.map(\.summary) == [
        "(n − 1)! reads as the number of it, through which no gradient flows"
      ]
    )
    #expect(build(["y = x!; x = 2.5"]).graph == nil)
    #expect(build(["y = x!; x = 171"]).graph == nil)
  }

  @Test func anEquationBeforeADefinitionIsLeftAside() throws {
    let (found, diagnostics) = build(["n σ^2 = k^2, or σ = \\sqrt{\\frac{1}{n}}; n = 4"])
    expectSame(try #require(found), try graph("y = 0.5"))
    #expect(diagnostics.map(\.severity) == [.note])
  }

  @Test func aTableOfTwoNamesIsNotGuessed() {
    let (_, diagnostics) = build(["h = ∑_y p(y|x) p(y); p(y|x) = [[1, 2], [3, 4]]; p(y) = [1, 2]"])
    #expect(
      diagnostics.filter { $0.severity == .error }.map(\.summary) == [
        "p(y|x) is given as a matrix, and its rows could be for either name"
      ]
    )
  }

  @Test func anIndexByNameInBracketsIsEchoed() throws {
    let (_, diagnostics) = build(["y = x[k] + x_k; x = [1, 2, 3]; k = 2"])
    let note = try #require(diagnostics.first { $0.severity == .note })
    #expect(note.summary == "x[k] is component 2 of x, counted from 1")
    #expect(note.solutions.map(\.summary) == ["to count from 0: x[k + 1]"])
    #expect(diagnostics.filter { $0.identifier == note.identifier }.count == 1)
  }

  @Test func aComprehensionOfWholesIsRefused() {
    let (_, diagnostics) = build(["y = sum(np.dot(w, x) for x in xs); w = [1, 2]; xs = [[1, 2]]"])
    #expect(
      diagnostics.filter { $0.severity == .error }.map(\.summary) == [
        "code works on all components at once; what is before 'for' does not work on each alone"
      ]
    )
  }
}
