import GradstepSyntax
import Testing

/// Formulas of code are read as those of notes.
@Suite struct CodeTests {
  @Test(arguments: [
    ("np.exp(-x)", "exp(−x)"), ("np.dot(W, x)", "W·x"), ("W.dot(x)", "W·x"), ("W @ x.T", "W·xᵀ"),
    ("np.maximum(0, x)", "max(0, x)"), ("np.sum(x**2)", "sum(x²)"), ("X.t()", "Xᵀ"),
    ("np.linalg.norm(x)", "norm(x)"), ("torch.matmul(W, x) + b", "W·x + b"),
    ("torch.nn.functional.softmax(x, dim=-1)", "softmax(x)"), ("x.sum()", "sum(x)"),
    ("(a + b).tanh().max()", "max(tanh(a + b))"),
    ("np.array([[1, 2], [3, 4]])", "[[1, 2], [3, 4]]"),
    ("np.exp(x) * y", "exp(x) ⊙ y"), ("np.sum(X, axis=1, keepdims=True)", "sum_rows(X)"),
    ("X.sum(axis=0)", "sum_columns(X)"), ("np.multiply(x, y)", "x ⊙ y"),
    ("1e-3 * np.abs(x)", "1e-3 ⊙ abs(x)"),
    ("np.pi * x", "π ⊙ x"), ("F.T @ np.cos(x)", "F ᵀ·cos(x)"),
  ])
  func codeIsReadAsAFormula(code: String, expected: String) {
    #expect(
      reading(code, values: "x y a b W X F π") == expected.replacing("F ᵀ", with: "Fᵀ")
    )
  }

  @Test(arguments: [
    ("f = lambda x: x**2", ["f(x) = x²"]), ("f = lambda x, y: x * y", ["f(x, y) = x ⊙ y"]),
    ("def f(x): return x + 1", ["f(x) = x + 1"]), ("def f(x):\n  return x + 1", ["f(x) = x + 1"]),
    ("import numpy as np\nf = np.exp\ny = f(1)", ["f = exp()", "y = f(1)"]),
    ("from torch import nn\ny = torch.tensor([1, 2])", ["y = [1, 2]"]),
    ("dim = 3; y = dim", ["dim = 3", "y = dim"]),
    ("lambda = 2; y = lambda", ["lambda = 2", "y = lambda"]),
    ("np = 2; F = 3; y = np·F", ["np = 2", "F = 3", "y = np·F"]),
  ])
  func aStatementOfCodeIsOneOfTheLanguage(source: String, expected: [String]) {
    let (tree, diagnostics) = parse(source)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(summaries(tree) == expected)
    #expect(tree.printed(source: 0) == source)
  }

  @Test(arguments: [
    ("x.shape", "shape-of-value"), ("np.foo(x)", "unknown-library-function"),
    ("x.foo()", "unknown-method"), ("x.detach()", "no-value-of-code"),
    ("np.dot(x)", "argument-count"),
    ("np.where(x, 1, 2)", "argument-count"), ("np.sum(x, axis=2)", "unknown-axis"),
    ("np.exp", "missing-argument"), ("np.dot", "missing-argument"),
  ])
  func whatHasNoMeaningIsTold(code: String, identifier: String) {
    let (_, diagnostics) = parse("x = [1, 2]; y = 1 + " + code)
    #expect(diagnostics.map(\.identifier) == [identifier])
  }
}
