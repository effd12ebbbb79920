import GradstepGraph
import GradstepSyntax
import Testing

/// What brackets and bars mean where that hangs on shapes.
@Suite struct BracketTests {
  private static let values = """
    x = [1, -2]; h = [3]; k = [4, 5]; a = 3; b = 4; A = [[2, 1], [1, 3]]; B = [[1, 2, 3], [4, 5, 6]]
    W = [[1, 2, 3, 4], [5, 6, 7, 8]]
    """

  @Test(arguments: [
    ("[x; h]", "concat(x, h)"), ("[x, h]", "concat(x, h)"), ("[x, 1]", "concat(x, 1)"),
    ("[a; b]", "[a, b]"), ("B·[x, h]", "B·concat(x, h)"), ("W [x, k]", "W·concat(x, k)"),
    ("W[x; k]", "W·concat(x, k)"), ("B[x^T, h^T]^T", "B·concat(x, h)"),
    ("W [x', k']'", "W·concat(x, k)"),
    (#"B \begin{bmatrix} x \\ h \end{bmatrix}"#, "B·concat(x, h)"),
    (#"\begin{bmatrix} a \\ b \end{bmatrix}"#, "[a, b]"), ("A (a, b)", "A·[a, b]"),
    ("(a, b)·x", "[a, b]·x"), (#"\frac12[a + 1]"#, "(a + 1)/2"), ("[a + 1]^2 b", "(a + 1)^2·b"),
    ("a[b + 1]", "a·(b + 1)"), ("2[a - 1]", "2(a - 1)"), (#"\exp\left[-a\right]"#, "exp(-a)"),
    ("A^{-1} x", "inv(A)·x"), ("A⁻¹x", "inv(A)·x"), (#"(A^\top A)^{-1}"#, "inv(A'·A)"),
    ("a^{-1}", "1/a"),
    ("|A|", "det(A)"), ("sum(|A|)", "sum(abs(A))"), ("|x|", "abs(x)"),
    (#"\left|A\right| a"#, "det(A)·a"),
    ("‖x‖_1", "sum(abs(x))"), ("‖x‖_2^2", "norm(x)^2"), ("||x||_2", "norm(x)"),
    (#"\|A\|_F^2"#, "norm(A)^2"),
    (#"\norm{x}_2^2"#, "norm(x)^2"), ("‖x‖_∞", "max(abs(x))"), (#"\|x\|_{\infty}"#, "max(abs(x))"),
    (#"\mathbf{1}^\top x"#, "sum(x)"), ("𝟏ᵀA𝟏", "sum(A)"), (#"A \mathbb{1}"#, "A·[1, 1]"),
    (#"x - \mathbf{1}"#, "x - 1"), (#"\mathbf{1} - x"#, "1 - x"),
    (#"B\boldsymbol{1}"#, "B·[1, 1, 1]"),
    ("x * (1 - x)", "x ⊙ (1 - x)"), ("𝟏[a > b]", "0"), ("A^{-T} x", "inv(A)'·x"),
    (#"x \odot \mathbb{1}(x > 0)"#, "x ⊙ [1, 0]"), ("B'·k * (B'·k)", "B'·k ⊙ (B'·k)"),
    ("‖x‖₁", "sum(abs(x))"), (#"\lVert x \rVert_{1}"#, "sum(abs(x))"),
    ("|a - |b||", "abs(a - abs(b))"),
  ])
  func bracketsMeanWhatTheShapesSay(written: String, meant: String) throws {
    let expected = try #require(value(of: meant, where: Self.values))
    let found = try #require(value(of: written, where: Self.values))
    #expect(found.shape == expected.shape)
    #expect(found.elements.isClose(to: expected.elements, within: 1e-12))
  }

  @Test(arguments: [
    ("x = [1, 2]; y = x 𝟏ᵀ", "uncounted-ones"), ("π = 3; y = √2π", "reach-of-root"),
    ("a = [1, 2]; b = [3, 4]; y = a * b", "ambiguous-product"),
    ("s = [1, 2]; y = s * (1 - s)", "product-of-components"),
    ("W = [[1, 2], [3, 4]]; x = [1, 2]; r = [1, 2]; h = W x; y = r * h", "product-of-components"),
  ])
  func whatCouldBeReadOtherwiseIsTold(source: String, identifier: String) {
    #expect(build([source]).diagnostics.map(\.identifier) == [identifier])
  }

  @Test func asManyVectorsAsColumnsAreTwoReadings() {
    #expect(
      messages("A = [[2, 1], [1, 3]]; x = [1, 2]; y = A·[x, x]")
        == """
        a.graph:1:41: error: vectors in brackets behind a matrix are joined, or the rows of a matrix; \
        the matrix has 2 columns, as many as there are vectors
        1 | A = [[2, 1], [1, 3]]; x = [1, 2]; y = A·[x, x]
          |                                         ^~~~~~
          | help: for vectors joined end to end, write [x; x], and a matrix with as many columns as \
        they have components
          | help: for rows, give the matrix a name of its own: R = [x, x], and multiply by R
        """
    )
  }

  @Test func barsOfAMatrixThatIsNotSquareAreNoDeterminant() {
    #expect(
      messages("B = [[1, 2, 3], [4, 5, 6]]; y = |B|")
        == """
        a.graph:1:33: error: bars of a matrix are the determinant of a square one; B is 2×3
        1 | B = [[1, 2, 3], [4, 5, 6]]; y = |B|
          |                                 ^~~
          | help: for the absolute value of each component, write abs(B)
          | help: for the norm, write ‖B‖
        """
    )
  }
}
