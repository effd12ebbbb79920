import Gradstep
import Testing
import _GradstepTestSupport

/// What is said of costs, and of Jacobians layer by layer.
@Suite struct CostReportTests {
  private static let matrices = """
    A = [[1, 2], [3, 4], [5, 6]]; B = [[1, 2, 3], [4, 5, 6]]; S = [[0, 1], [1, 0]]; x = [1, -2]
    s = 2; c = [3, 4]

    """

  private func lesson(_ formula: String) throws -> Lesson {
    try Lesson([Source(name: "a.graph", text: Self.matrices + formula)])
  }

  private func report(_ formula: String, _ leaf: String) throws -> CostReport {
    let lesson = try lesson(formula)
    let id = try #require(lesson.graph.displayNames.firstIndex(of: leaf))
    return CostReport(
      Cost(of: lesson.graph, withRespectTo: id),
      of: lesson.trace,
      isChosen: false
    )
  }

  private func layers(_ formula: String, _ leaf: String) throws -> LayerReport {
    let lesson = try lesson(formula)
    let id = try #require(lesson.graph.displayNames.firstIndex(of: leaf))
    let chain = try #require(JacobianChain(of: lesson.graph, from: id))
    return LayerReport(try LayeredJacobian(chain, in: lesson.trace), of: lesson.trace)
  }

  @Test(arguments: [
    ("y = c·(B·(A·x))", "x", "∂y/∂x = cᵀ·B·A, (1×2)(2×3)(3×2)"),
    ("y = tanh(A·x)", "x", "∂y/∂x = diag(1 − y²)·A, (3×3)(3×2)"),
    ("y = tanh(A·x)", "A", "∂y/∂A = diag(1 − y²)·(xᵀ ⊗ I), (3×3)(3×6)"),
    ("y = B·(-(A·x))", "x", "∂y/∂x = B·(−I)·A, (2×3)(3×3)(3×2)"),
    ("y = s²", "s", "∂y/∂s = 2·s, (1×1)"),
    ("y = sin(1/s)", "s", "∂y/∂s = cos(v₁)·(−1/s²), (1×1)(1×1)"),
    ("y = A·S·B", "S", "∂y/∂S = (Bᵀ ⊗ I)·(I ⊗ A), (9×6)(6×4)"),
  ])
  func theChainIsSaidWithNamesAndShapes(formula: String, leaf: String, line: String) throws {
    #expect(try report(formula, leaf).opening == [line])
  }

  @Test func whatIsLeftOutIsSaid() throws {
    #expect(
      try report("y = A·(x + c)", "x").opening == [
        "∂y/∂x = A, (3×2)", "left out is an identity, the local Jacobian of v₁ = x + c",
      ]
    )
    #expect(
      try report("y = x + c", "x").opening.first == "∂y/∂x = I: nothing is multiplied"
    )
  }

  @Test func theFanOutIsSaid() throws {
    #expect(
      try report("y = x·x", "x").obstacle
        == "∂y/∂x is no product of a chain: x is used twice, by y, and what comes back adds up"
    )
    #expect(
      try report("y = s + s² + sin(s) + cos(s) + exp(s)", "s").obstacle
        == "∂y/∂s is no product of a chain: s is used 5 times, by v₁, v₂, v₃ and 2 more,"
        + " and what comes back adds up"
    )
    #expect(try report("y = 2s", "x").obstacle == "∂y/∂x = 0: no path leads from x to y")
    #expect(try report("y = 2s", "s").obstacle == nil)
  }

  @Test func theProductsStandOneByOne() throws {
    let table = try report("y = c·(B·(A·x))", "x").table
    let rows = table.rows.map { $0.map { $0.lines.map(\.plain).joined() } }
    #expect(
      rows == [
        ["forward", "(2×3)(3×2)", "2·3·2 = 12", "2×2, 4 numbers"],
        ["", "(1×2)(2×2)", "1·2·2 = 4", "1×2, 2 numbers"],
        ["", "cᵀ·(B·A)", "12 + 4 = 16", "largest 4"],
        ["reverse", "(1×2)(2×3)", "1·2·3 = 6", "1×3, 3 numbers"],
        ["", "(1×3)(3×2)", "1·3·2 = 6", "1×2, 2 numbers"],
        ["", "(cᵀ·B)·A", "6 + 6 = 12", "largest 3"], ["best", "(cᵀ·B)·A", "12", "largest 3"],
      ]
    )
  }

  /// Two numbers in the middle of the chain: it is best to meet there.
  @Test func anOrderThatIsBetterThanBothIsShownInFull() throws {
    let report = try report(
      "y = p·(q·(r·(t·z))); p = [1, 2, 3]; q = p; r = [4, 5, 6]; t = [7, 8, 9]; z = [1, 0, 1]",
      "z"
    )
    let rows = report.table.rows.map { $0.map { $0.lines.map(\.plain).joined() } }
    let totals = rows.filter { $0[3].hasPrefix("largest") }
    #expect(
      totals == [
        ["", "p·(pᵀ·(r·tᵀ))", "9 + 9 + 9 = 27", "largest 9"],
        ["", "((p·pᵀ)·r)·tᵀ", "9 + 9 + 9 = 27", "largest 9"],
        ["", "(p·(pᵀ·r))·tᵀ", "3 + 3 + 9 = 15", "largest 9"],
      ]
    )
    #expect(rows.count == 12 && rows[8][0] == "best")
  }

  @Test func aLongChainIsCut() throws {
    let count = MatrixChain.largestSearchedCount + 1
    let report = try report("y = x" + String(repeating: "·2", count: count), "x")
    #expect(
      report.opening == [
        "∂y/∂x = 2·I·2·I·2·I·2·I·2·I·2·I·⋯·2·I, (2×2)(2×2)(2×2)(2×2)(2×2)(2×2)⋯(2×2)"
      ]
    )
    #expect(report.table.rows.count == 8 + 1 + 8 + 1 + 1)
    #expect(
      report.closing.first
        == "of \(count) factors the best order is not searched: the cheaper one is taken"
    )
  }

  @Test func theReverseOrderIsSaid() throws {
    #expect(
      try layers("y = c·(B·(A·x))", "x").reversal?.sentence
        == "the reverse order A·B·cᵀ does not fit: B·cᵀ would be (2×3)(1×2), 3 columns against 1 row"
    )
    #expect(
      try layers("y = B·tanh(A·x)", "x").reversal?.sentence
        == "the reverse order A·diag(1 − v₂²)·B does not fit: "
        + "A·diag(1 − v₂²) would be (3×2)(3×3), 2 columns against 3 rows"
    )
    #expect(
      try layers("y = sin(s²)", "s").reversal?.sentence
        == "the reverse order 2·s·cos(v₁) happens to give the same matrix"
    )
    #expect(
      try layers("y = B·(A·x)", "x").reversal?.sentence
        == "the reverse order A·B fits, too, and gives a matrix of another shape, 3×3:"
    )
    #expect(try layers("y = A·x", "x").reversal == nil)
  }

  @Test func everyFactorHasItsMatrix() throws {
    let report = try layers("y = tanh(A·x)", "A")
    #expect(report.factors.map(\.title) == ["∂v₁/∂A = xᵀ ⊗ I, 3×6", "∂y/∂v₁ = diag(1 − y²), 3×3"])
    #expect(
      report.factors[0].table.headings == ["", "A₁₁", "A₂₁", "A₃₁", "A₁₂", "A₂₂", "A₃₂"]
    )
    #expect(report.product.title == "∂y/∂A = diag(1 − y²)·(xᵀ ⊗ I), (3×3)(3×6) = 3×6")
    #expect(try layers("y = x + c", "x").product.title == "∂y/∂x = I, 2×2")
  }
}
