import GradstepSyntax
import Testing

/// Formulas of code are read as those of notes.
@Suite struct CodeTests {
  @Test(arguments: [
    ("np.exp(-x)", "exp(−x)"), ("np.dot(W, x)", "W·x"), ("W.dot(x)", "W·x"), ("W @ x.T", "W·xᵀ"),
    ("np.maximum(0, x)", "max(0, x)"), ("np.sum(x**2)", "sum(x²)"), ("X.t()", "Xᵀ"),
    ("X.transpose(0, 1)", "Xᵀ"), ("X.transpose(-2, -1)", "Xᵀ"), ("X.transpose((1, 0))", "Xᵀ"),
    ("np.linalg.norm(x)", "norm(x)"), ("torch.matmul(W, x) + b", "W·x + b"),
    ("torch.nn.functional.softmax(x, dim=-1)", "softmax(x)"), ("x.sum()", "sum(x)"),
    ("(a + b).tanh().max()", "max(tanh(a + b))"),
    ("np.array([[1, 2], [3, 4]])", "[[1, 2], [3, 4]]"),
    ("np.exp(x) * y", "exp(x) ⊙ y"), ("np.sum(X, axis=1, keepdims=True)", "sum_rows(X)"),
    ("X.sum(axis=0)", "sum_columns(X)"), ("np.multiply(x, y)", "x ⊙ y"),
    ("1e-3 * np.abs(x)", "1e-3 ⊙ abs(x)"),
    ("X.sum(1)", "sum_rows(X)"), ("X.sum(0, keepdim=True)", "sum_columns(X)"),
    ("np.sum(x, axis=-1)", "sum(x, axis=-1)"), ("np.maximum(x, 0)", "max(x, 0)"),
    ("torch.max(X, 1).values", "max(X, axis=1)"), ("maximum(x, y)", "max(x, y)"),
    ("np.linalg.norm(x, ord=1)", "norm(x, 1)"),
    ("torch.clamp(x, min=0, max=1)", "clip(x, 0, 1)"), ("torch.clamp(x, max=1)", "min(x, 1)"),
    ("x.clamp(min=0)", "max(x, 0)"), ("torch.clamp(x, 0, None)", "max(x, 0)"),
    ("torch.clamp(x, min=None, max=1)", "min(x, 1)"), ("x.float().view(2, 1)", "reshape(x, 2, 1)"),
    ("np.sum(1./x)", "sum(1/x)"), ("x.astype(np.float32).sum()", "sum(x)"),
    ("np.dot(b=x, a=W)", "W·x"), ("np.where(x > 0, y=1, x=2)", "{ 2 if x > 0; 1 otherwise }"),
    ("np.matmul(W, x2=x)", "W·x"), ("np.array(object=[1, 2])", "[1, 2]"),
    ("np.pi * x", "π ⊙ x"), ("F.T @ np.cos(x)", "F ᵀ·cos(x)"),
  ])
  func codeIsReadAsAFormula(code: String, expected: String) {
    #expect(
      reading(code, values: "x y a b W X F π") == expected.replacing("F ᵀ", with: "Fᵀ")
    )
  }

  @Test(arguments: [
    ("f = lambda x: x**2", ["f(x) = x²"]), ("f = lambda x, y: x * y", ["f(x, y) = x ⊙ y"]),
    (
      "def f(x):\n  with torch.no_grad():\n    h = x + 1\n  return h",
      ["f(x) = h where h = x + 1"]
    ),
    ("f = lambda x, a=2: a*x", ["f(x, a) = a ⊙ x where a is 2"]),
    ("f = lambda x, *, axis=[1, 2]: x[axis[0]]", ["f(x, axis) = x[axis[0]] where axis is [1, 2]"]),
    ("def f(x): return x + 1", ["f(x) = x + 1"]), ("def f(x):\n  return x + 1", ["f(x) = x + 1"]),
    ("import numpy as np\nf = np.exp\ny = f(1)", ["f = exp()", "y = f(1)"]),
    ("from torch import nn\ny = torch.tensor([1, 2])", ["y = [1, 2]"]),
    (
      "def f(x):\n  \"\"\"A note: x = 2.\"\"\"\n  h = x**2\n  h += 1\n  return h",
      ["f(x) = h where h = x², h = h + 1"]
    ),
    (
      "def f(x: Tensor, a=1.5, *, b: int = 2) -> Tensor:\n  return a*x + b",
      ["f(x, a, b) = a ⊙ x + b where a is 1.5, b is 2"]
    ),
    (
      "class Net(nn.Module):\n  def forward(self, x):\n    print(x)\n    return self.w * x",
      ["forward(x) = w ⊙ x"]
    ),
    (
      "def f(x, mask=None):\n  if mask is not None:\n    x = mask\n  return x",
      ["f(x) = x"]
    ),
    (
      "def f(x):\n  if x > 0:\n    return x\n  else:\n    return 0.1 * x",
      ["f(x) = { x if x > 0; 0.1 ⊙ x otherwise }"]
    ),
    (
      "def f(x):\n  if (x + 1) > (2): return x\n  return 0.1 * x",
      ["f(x) = { x if x + 1 > 2; 0.1 ⊙ x otherwise }"]
    ),
    (
      "def f(x):\n  if (x > 2): return x\n  return 0.1 * x",
      ["f(x) = { x if x > 2; 0.1 ⊙ x otherwise }"]
    ),
    ("p = np.exp(2)\na, b = p", ["p = exp(2)", "a = p[0]", "b = p[1]"]),
    ("x = [1.0]; N, D = x.shape", ["x = [1.0]", "N = rows(x)", "D = columns(x)"]),
    ("x = np.exp(3)\nx[1] = 4", ["x = exp(3)", "x⁺ = x with x[1] = 4"]),
    ("h = np.exp(3)\nh[h < 0] = 0", ["h = exp(3)", "h⁺ = { 0 if h < 0; h otherwise }"]),
    ("h = np.exp(3)\nh *= 2\nreturn h", ["h = exp(3)", "h⁺ = h ⊙ 2", "h⁺"]),
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
    ("np.operand(x)", "unknown-library-function"), ("np.random.normal(x)", "random-values"),
    ("torch.randn(3)", "random-values"), ("x.foo()", "unknown-method"),
    ("x.detach()", "no-value-of-code"),
    ("np.dot(x)", "argument-count"), ("np.arange(1, 2, 3, 4)", "argument-count"),
    ("np.where(x, 1, 2)", "argument-count"), ("np.sum(x, axis=2)", "unknown-axis"),
    ("np.exp", "missing-argument"), ("np.dot", "missing-argument"),
    ("F.mse_loss(x, x, reduction='sum')", "unknown-argument"),
    ("torch.clamp(x, foo=1)", "unknown-argument"), ("np.exp(x, ddof=1)", "unknown-argument"),
    ("torch.clamp(min=1, max=2)", "argument-count"),
    ("np.array(foo=x)", "unknown-argument"), ("np.where(x > 0, z=1, w=2)", "unknown-argument"),
    ("np.dot(x, c=x)", "unknown-argument"), ("np.sum(x, a=x)", "argument-given-twice"),
    ("np.dot(x, x, b=x)", "argument-given-twice"), ("x.transpose(5, 7)", "unknown-axis"),
    ("x.t(3)", "unknown-axis"), ("x.float(", "unclosed-bracket"),
    ("x.copy((1)", "unclosed-bracket"),
  ])
  func whatHasNoMeaningIsTold(code: String, identifier: String) {
    let (_, diagnostics) = parse("x = [1, 2]; y = 1 + " + code)
    #expect(diagnostics.map(\.identifier) == [identifier])
  }

  @Test(arguments: [
    ("def f(x):\n  y = x**2\ny = f(2)", "no-return"),
    ("def f(x):\n  for i in range(3):\n    x += 1\n  return x\ny = f(2)", "control-flow"),
    ("x = 1.0\nfor i in range(3):\n  x += 1", "control-flow"),
    ("def f(x):\n  return x, 2\ny = f(2)", "several-values"),
    ("def f(x):\n  if x > 0: return x, 2\n  return 0\ny = f(2)", "several-values"),
    ("def _f(x):\n  return x\ny = 2", "name-expected"),
    ("a = np.exp(1)\nb = 2\na, b = b, a", "unpacked-values"),
    ("a, b = np.exp(1), 2, 3", "unpacked-values"),
    ("x = [1, 2]\na, b = x + 0*x*x*x*x*x*x*x*np.exp(1)", "unpacked-values"),
    (
      "def f(x):\n  if x > 0:\n    return x\n  x = 2\n  return x\ny = f(1)", "control-flow"
    ),
  ])
  func whatCodeDoesOtherwiseIsTold(source: String, identifier: String) {
    let (_, diagnostics) = parse(source)
    #expect(diagnostics.map(\.identifier) == [identifier], "\(diagnostics)")
  }

  @Test(arguments: [
    ("def f(x):\n  h = (x\n  return h\ny = f(2)", "unclosed-bracket", "("),
    ("def f(x):\n  h = x\n  return [h, h\ny = f(2)", "unclosed-bracket", "["),
    ("def f(x):\n  h = x\n  return h)*x\ny = f(2)", "stray-bracket", ")"),
    ("def f(x):\n  h = x]\n  return h\ny = f(2)", "stray-bracket", "]"),
    ("def f(x, a=(1):\n  return a*x\ny = f(2)", "unclosed-bracket", "("),
    ("def f(x)):\n  return x\ny = f(2)", "stray-bracket", ")"),
    ("def f(x):\n  a, b = (x\n  return a*b\ny = f([1, 2])", "unclosed-bracket", "("),
    ("def f(x):\n  return g)(x, 2)\ny = f(2)", "stray-bracket", ")"),
    ("def f(x):\n  if x > 0:\n    return (x\n  return 0\ny = f(2)", "unclosed-bracket", "("),
  ])
  func aBracketOfAFunctionIsPointedAt(code: String, identifier: String, sign: String) {
    let (_, diagnostics) = parse(code)
    #expect(diagnostics.map(\.identifier) == [identifier], "\(diagnostics)")
    let range = diagnostics.first?.range?.bytes
    #expect(range.map { String(decoding: Array(code.utf8)[$0], as: UTF8.self) } == sign)
  }

  @Test(arguments: [
    ("x = x + 1", false), ("x = 2 * x # twice", false), ("x += 1", false),
    ("v = mu * v - learning_rate * dx", true), ("x += v # a comment", false),
    ("x += learning_rate * x[1]", false), ("y = x ** 2", true), ("y = maximum(x, 0)", true),
    ("maximum(a, b) = a + b; y = maximum(1, 2)", false), ("W : 3×2 # a shape\nh += W x", false),
    (#"x = \alpha * x # a comment"#, false), ("for i in range(3):\n  x += 1", true),
    ("while x > 1:\n  x = x/2", true), ("for t = 1, …, 3:\nh_t = 2 h_{t-1}", false),
    ("for all x:\ny = 2x", false), ("for t in {1, …, 3}:\nh_t = 2 h_{t-1}", false),
    ("for x = 3:\ny = 2x", false),
  ])
  func codeIsKnownByItsMarks(source: String, isCode: Bool) {
    let (tree, _) = parse(source)
    #expect(tree.code.contains(0) == isCode)
  }

  @Test(arguments: [
    "y = torch.clamp(x,\n  min=0,\n  max=2)", "y = torch.clamp(\n  x,\n  min=0, max=2\n)",
    "y = f(\n  a=x,\n  b=2)\ndef f(a, b): return a*b",
  ])
  func argumentsMayStandOnLinesOfTheirOwn(code: String) {
    let (_, diagnostics) = parse("x = [1, 2]\n" + code)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
  }

  @Test func eachFunctionWithoutAReturnIsTold() {
    let (_, diagnostics) = parse("def f(x):\n  y = x\ndef g(x):\n  z = x\ny = f(2) + g(1)")
    #expect(diagnostics.map(\.identifier) == ["no-return", "no-return"])
  }

  @Test func aFunctionInAnotherIsToBeMoved() {
    let (_, diagnostics) = parse("def f(x):\n  def g(z):\n    return z\n  return g(x)\ny = f(2)")
    #expect(
      diagnostics.first?.solutions.map(\.summary) == [
        "move it before the function that it stands in"
      ]
    )
    let (_, others) = parse("def f(x):\n  with a as b: h = x\n  return h\ny = f(2)")
    #expect(others.map(\.identifier) == ["control-flow"])
  }

  @Test func aLongFunctionTakesNoMoreThanItsLength() {
    let lines = (0..<5_000).map { "  x = x*x + \($0)\n" }.joined()
    let (tree, diagnostics) = parse("def f(x):\n\(lines)  return x\ny = f(0.1)")
    #expect(diagnostics.isEmpty)
    #expect(tree.expressions.count < 40_000)
  }

  @Test func manyLinesThatAreSkippedTakeNoMoreThanTheirLength() {
    let lines = String(repeating: "  if m is not None:\n    x = m\n", count: 10_000)
    let (tree, diagnostics) = parse("def f(x, m=None):\n\(lines)  return x\ny = f(2)")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["f(x) = x", "y = f(2)"])
  }
}
