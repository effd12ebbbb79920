import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Shapes for names that are used and never given.
@Suite struct MissingLeafTests {
  /// The statements that give values to what a source lacks.
  private func statements(_ text: String) -> [String] {
    MissingLeaves(in: sources([text])).leaves.map(\.statement)
  }

  @Test(arguments: [
    (#"\hat{y} = \sigma(W x + b)"#, ["W : 2×3", "x : 3", "b : 2"]),
    ("y = W_2 tanh(W_1 x + b) + c", ["W_2 : 2×3", "W_1 : 3×4", "x : 4", "b : 3", "c : 2"]),
    ("r = relu(W x + b) + x", ["W : 2×2", "x : 2", "b : 2"]),
    ("x = [1, 2]; y = W·x", ["W : 3×2"]),
    ("W = [[1, 2], [3, 4], [5, 6]]; y = W x + b", ["x : 2", "b : 3"]),
    ("y = sigmoid(X w + b)", ["X : 2×3", "w : 3", "b = 1"]),
    ("Y = X·W + b", ["X : 2×3", "W : 3×4", "b : 4"]),
    ("Y = W·X + b", ["W : 2×3", "X : 3×4", "b : 2"]),
    (#"softmax(\frac{QK^\top}{\sqrt{d}})V"#, ["Q : 2×3", "K : 4×3", "d = 1", "V : 4×5"]),
    ("y = w^T x + b", ["w : 2", "x : 2", "b = 1"]),
    ("y = W x + 1/2b", ["W : 2×3", "x : 3", "b : 2"]),
    ("z = x' A y", ["x : 2", "A : 2×3", "y : 3"]),
    ("f = (x + y)z", ["x = 1", "y = 1", "z = 1"]),
    ("L = mean((y - t)^2)", ["y : 2", "t : 2"]),
    ("L = cross_entropy(W·x, t)", ["W : 2×3", "x : 3", "t : 2"]),
    ("c = f ⊙ d + i ⊙ g", ["f : 2", "d : 2", "i : 2", "g : 2"]),
    ("f = sigmoid(W·concat(h, x) + b)", ["W : 2×7", "h : 4", "x : 3", "b : 2"]),
    ("d = det(A)", ["A : 2×2"]), (#"\frac{1}{m} \sum_i x_i^2"#, ["x : 2"]),
    (#"\frac{1}{|B|} \sum_{i \in B} x_i"#, ["x : 2"]),
    ("y = outer(a, b)·c", ["a : 2", "b : 3", "c : 3"]),
    ("y = x[5] + W[1, 2]", ["x : 5", "W : 3×4"]),
    ("f(z) = 1/(1 + exp(-z)); y = f(U f(W x))", ["U : 2×3", "W : 3×4", "x : 4"]),
  ])
  func `Shapes follow from what is done with a name`(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(arguments: [
    (#"L = \sum_i p_i \log q_i"#, ["p : 2", "q : 2"]),
    (#"h_i = \sum_j W_{ij} x_j + b_i"#, ["W : 2×3", "x : 3", "b : 2"]),
    (#"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"#, ["z : 2"]),
    (#"L = \frac{1}{n} \sum_{i=1}^n (y_i - \hat{y}_i)^2"#, ["y : 2", "ŷ : 2"]),
    (#"J = \frac{1}{m} \sum_{i=1}^m (w^T x^{(i)} - y^{(i)})^2"#, ["w : 2", "x : 3×2", "y : 3"]),
    (#"s = \sum_{i=1}^4 a_i"#, ["a : 4"]),
    (#"s = \sum_{i=1}^n i"#, ["n = 3"]),
  ])
  func `What has an index that runs is given as a whole`(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test func `A name of two letters that no one gives is a product`() {
    #expect(statements("y = Wx + b") == ["W : 2×3", "x : 3", "b : 2"])
    #expect(statements("v = w - lr·g") == ["w = 1", "lr = 1", "g = 1"])
  }

  @Test func `The parameters of a function that stands alone are missing`() {
    #expect(statements("f(x) = x^2 + c") == ["x = 1", "c = 1"])
    #expect(statements("f(W, x) = W x; x = [1, 2]") == ["W : 3×2"])
    #expect(statements("u(x) = 3x; f(u) = u^2") == ["x = 1"])
    #expect(statements("f(x) = x^2; y = 3a") == ["a = 1"])
  }

  @Test func `A name with an index is no component of what it gives a value to`() {
    #expect(statements("η = η_0/t") == ["η_0 = 1", "t = 1"])
  }

  @Test(arguments: [
    #"h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b_h)"#,
    #"""
    f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f)
    i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i)
    o_t = \sigma(W_o x_t + U_o h_{t-1} + b_o)
    g_t = \tanh(W_c x_t + U_c h_{t-1} + b_c)
    c_t = f_t \odot c_{t-1} + i_t \odot g_t
    h_t = o_t \odot \tanh(c_t)
    """#,
    #"H = \max(0, X W_1 + b_1); O = H W_2 + b_2"#,
    #"a^{[1]} = \sigma(W^{[1]} x + b^{[1]}); a^{[2]} = \sigma(W^{[2]} a^{[1]} + b^{[2]})"#,
    #"A = softmax(Q·K'/sqrt(d))·V"#, #"C_{ij} = \sum_k A_{ik} B_{kj}"#,
    #"e = v^T \tanh(W_1 h + W_2 s)"#, #"L = \sum_i \sum_j A_{ij} x_i x_j"#,
    #"g = \frac{1}{m} X^T (X \theta - y)"#, #"L = binary_cross_entropy(sigmoid(w·x + b), t)"#,
    #"L = \frac12 \|y - t\|^2 + \lambda \|w\|^2"#, #"F = \frac{G m_1 m_2}{r^2}"#,
    #"cos = \frac{a \cdot b}{\|a\| \|b\|}"#, #"y = x[1:3] ⊙ w"#, #"y = \prod_i x_i"#,
    "Z = X W + b; P = softmax(Z); L = cross_entropy(Z, T)", "f = tanh; y = f(W x + b)",
    "y = e + e^x", "y = a; z = y + x_1; x = 3",
  ])
  func `The statements that the error offers make the source whole`(text: String) throws {
    let error = try #require(build([text]).diagnostics.first { $0.severity == .error })
    #expect(error.identifier == "missing-value")
    let offer = try #require(error.solutions.last?.summary.split(separator: ", as in ").last)
    let (graph, diagnostics) = build([text, String(offer)])
    #expect(graph != nil, "\(diagnostics)")
  }

  @Test func `What is missing is told once and together`() {
    #expect(
      messages(#"h_i = \sum_j W_{ij} x_j + b_i"#) == #"""
        a.graph:1:14: error: every name has a value; 'W', 'x' and 'b' are used and never given
        1 | h_i = \sum_j W_{ij} x_j + b_i
          |              ^
          | note: x is used here: a.graph:1:21
          | note: b is used here: a.graph:1:27
          | note: a vector is written [1, 2], a matrix [[1, 2], [3, 4]]; a shape alone, as in W : 3×2, will do as well
          | help: give them values, as in W : 2×3; x : 3; b : 2
        """#
    )
  }

  @Test func `Functions that call one another grow without bounds and are left open`() {
    let functions = (1...40).map { "f_\($0)(z) = f_\($0 - 1)(z) + f_\($0 - 1)(z)" }
    let text = (["f_0(z) = z"] + functions + ["y = f_40(x)"]).joined(separator: "\n")
    #expect(statements(text) == ["x = 1"])
  }
}
