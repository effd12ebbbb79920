import GradstepSyntax
import Testing

/// Chains such as `a = b = c`.
@Suite struct ChainTests {
  /// The side that is worked out, and those that it is compared with.
  private func sides(_ text: String) -> [String] {
    let tree = parse(text, "x = 3; a = 9; b = 1").tree
    guard let statement = tree.statements.first else { return [] }
    switch statement.kind {
    case .definition(_, _, let value), .function(_, _, let value), .expression(let value):
      return ([value] + statement.sides).map { tree.reading(of: $0) }
    default:
      return []
    }
  }

  @Test(arguments: [
    ("y = x^2 = x·x", ["x·x", "x²"]), ("y = x + 1 = 3 + 1 = 4", ["x + 1", "3 + 1", "4"]),
    ("y = x^2\n  = x·x", ["x·x", "x²"]),
    (#"\begin{align} y &= x^2 \\ &= x\cdot x \end{align}"#, ["x·x", "x²"]),
    ("y = x^2 or y = x·x", ["x·x", "x²"]), ("f(x) = x^2 = x·x", ["x·x", "x²"]),
    (#"y = x^2 \hspace{0.5in} \text{or equivalently} \hspace{0.5in} y = x\cdot x"#, ["x·x", "x²"]),
    ("y = x^2 or equivalently y = x·x", ["x·x", "x²"]), ("y = x^2 ≈ 9.0", ["x²", "9.0"]),
    (#"y = x^2 \approx 9"#, ["x²", "9"]),
    ("x + b = a·b", ["a·b", "x + b"]),
  ])
  func theLastSideWithAVariableIsWorkedOut(text: String, expected: [String]) {
    #expect(sides(text) == expected)
  }

  @Test(arguments: [
    ("y = q + 1 = x^2", ["x²"], "q + 1"), ("y = x^2 = q + 1", ["x²"], "q + 1"),
    (#"\log q = x^2"#, ["x²"], #"\log q"#), (#"q \cdot k = x^2"#, ["x²"], #"q \cdot k"#),
    (#"y = \frac{\partial q}{\partial x} = x^2"#, ["x²"], #"\frac{\partial q}{\partial x}"#),
    ("s(x) = tanh(s(x)) = x^2", ["x²"], "tanh(s(x))"),
  ])
  func aSideOfUnknownNamesIsLeftAside(text: String, expected: [String], aside: String) {
    #expect(sides(text) == expected)
    let (tree, diagnostics) = parse(text, "x = 3; a = 9; b = 1")
    #expect(diagnostics.map(\.identifier) == ["left-aside"])
    #expect(diagnostics.compactMap(\.range).map { tree.sources.text(in: $0) } == [aside[...]])
  }

  @Test func oneUnknownNameIsASecondName() {
    let (tree, diagnostics) = parse("J = MSE = x^2; y = 2 MSE; x = 1")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["J = x²", "y = 2·MSE", "x = 1", "MSE = J"])
  }

  @Test func aRoundedSideAloneDefines() {
    let (tree, diagnostics) = parse(
      #"y \approx x^2; \begin{align} z &\approx 2x \end{align}; x = 1"#
    )
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["y = x²", "z = 2·x", "x = 1"])
  }

  @Test func aSideWithDotsIsLeftAside() {
    let (tree, diagnostics) = parse(
      #"y = x + x + \cdots = 3x = \begin{bmatrix} x \\ \vdots \end{bmatrix}; x = 1"#
    )
    #expect(
      diagnostics.map(\.summary) == [
        "this side is left aside: it has dots", "this side is left aside: it has dots",
      ]
    )
    #expect(summaries(tree) == ["y = 3·x", "x = 1"])
  }

  @Test(arguments: [
    "2x = 6", "x^2 = y", "3 = x", "y = x = ", "y = x = b +",
  ])
  func anEquationToSolveIsAnError(text: String) {
    #expect(parse(text, "x = 1; b = 1").diagnostics.contains { $0.severity == .error })
  }
}
