import Gradstep
import Testing

/// How sources were understood.
@Suite struct SourceReadingTests {
  private func reading(_ texts: [String]) throws -> SourceReading {
    try SourceReading(texts.enumerated().map { Source(name: "source \($0)", text: $1) })
  }

  /// A line for each entry: what it is, how it reads, and its shape.
  private func lines(_ texts: String...) throws -> [String] {
    try reading(texts).entries.map { entry in
      "\(entry.role.rawValue): \(entry.text)" + (entry.shape.map { " (\($0))" } ?? "")
    }
  }

  @Test func `Every statement is listed in the order written`() throws {
    #expect(
      try lines(
        "f = tanh; g(z) = 1/(1 + e^-z); x = [1, 2]; const t = 1; h = f(Wx); y = g(h_1)t",
        "W : 3x2"
      ) == [
        "alias: f = tanh", "function: g(z) = 1/(1 + e^(−z))", "leaf: x = [1, 2] (2)",
        "constant: const t = 1 (scalar)", "formula: h = f(W·x) (3)",
        "output: y = g(h[1])·t (scalar)",
        "leaf: W : 3×2 (3×2)",
      ]
    )
  }

  @Test func `What is missing stands behind all else`() throws {
    #expect(
      try lines(#"\hat{y} = \sigma(W x + b)"#, "x = [1, 2]") == [
        "output: ŷ = σ(W·x + b) (3)", "leaf: x = [1, 2] (2)", "missing: W : 3×2 (3×2)",
        "missing: b : 3 (3)",
      ]
    )
  }

  @Test func `The output is the one that is chosen`() throws {
    #expect(
      try lines("y = x^2; z = 2y; output y", "x = 3") == [
        "output: y = x² (scalar)", "formula: z = 2·y (scalar)", "leaf: x = 3 (scalar)",
      ]
    )
    #expect(try lines("x = 3; 2x + 1") == ["leaf: x = 3 (scalar)", "output: 2·x + 1 (scalar)"])
  }

  @Test(arguments: [
    (
      #"h_i = \sum_j W_{ij} x_j + b_i"#, "h[i] = ∑_j W[i, j]·x[j] + b[i]", "∑_j W[i, j]·x[j] is W·x"
    ),
    (
      #"C_{ij} = \sum_k A_{ik} B_{kj}"#, "C[i, j] = ∑_k A[i, k]·B[k, j]",
      "∑_k A[i, k]·B[k, j] is A·B"
    ),
    (#"s = \sum_i (x_i - y_i)^2"#, "s = ∑_i (x[i] − y[i])²", "∑_i (x[i] − y[i])² is sum((x − y)²)"),
    (
      #"s = \sum_{i=1}^3 x_i^i"#, "s = ∑_{i=1}^{3} x[i]^(i)",
      "∑_{i=1}^{3} x[i]^(i) is 3 terms, written out"
    ),
  ])
  func `A sum over an index says what became of it`(text: String, whole: String, sum: String) throws
  {
    let entry = try #require(try reading([text]).entries.first)
    #expect(entry.text == whole)
    #expect(entry.sums == [sum])
  }

  @Test func `A formula of components reads as written in the first step, too`() throws {
    let lesson = try Lesson(#"h_i = \sum_j W_{ij} x_j"#, "W : 2x3; x : 3")
    #expect(lesson.storyboard().captions[0].headline.plain == "h[i] = ∑_j W[i, j]·x[j]")
  }

  @Test(arguments: [
    ("y = Wx/2 + b_u", #"y &= \frac{W\cdot x}{2} + b_{u}"#),
    ("y = (a + b)^2 sqrt(c)", #"y &= {\left(a + b\right)}^{2}\cdot \sqrt{c}"#),
    (#"h_i = \sum_j W_{ij} x_j"#, #"{h}_{i} &= \sum_j {W}_{i, j}\cdot {x}_{j}"#),
    (
      "y = softmax(-x) ⊙ tanh(x)",
      #"y &= \operatorname{softmax}\left(-x\right) \odot \tanh\left(x\right)"#
    ),
    (
      "f(z) = |z| - 1e-3; y = f(x)",
      #"f\left(z\right) &= \left\lvert z\right\rvert - 10^{-3}"#
    ),
    ("y = W' W x", #"y &= {W}^{\top}\cdot W\cdot x"#),
  ])
  func `It is written as LaTeX, too`(text: String, latex: String) throws {
    #expect(try reading([text]).entries.first?.latex == latex)
    #expect(try reading([text]).report.latex?.hasPrefix("\\begin{align*}\n\(latex) \\\\\n") == true)
  }

  @Test func `Programs read the same`() throws {
    #expect(
      try reading(["y = 2x"]).report.json == """
        {
          "format": "gradstep-read-1",
          "statements": [
            {"name": "y", "role": "output", "reading": "y = 2·x", "latex": "y = 2\\\\cdot x", "shape": [], "sums": []},
            {"name": "x", "role": "missing", "reading": "x : 1", "latex": "x \\\\in \\\\mathbb{R}", "shape": [], "sums": []}
          ],
          "notes": []
        }

        """
    )
  }

  @Test func `A mistake is told and nothing is listed`() {
    #expect(throws: DiagnosticsError.self) { try reading(["y = W·x", "W : 2x3; x : 2"]) }
  }
}
