import GradstepSyntax
import Testing

@testable import GradstepGraph

/// What components and indices stand for where notes leave something out.
@Suite struct IndexReadingTests {
  @Test(arguments: [
    // The number of terms of a sum without bounds.
    ("f = \\frac{1}{m}\\sum_i x_i; x = [1, 2, 6]", [3.0]),
    (
      "f = \\sum x_i y_i - n \\bar x \\bar y; x = [1, 2]; y = [3, 5]; \\bar x = 1.5; \\bar y = 4",
      [1]
    ),
    ("f = \\frac{1}{K}\\sum_k x_k; x = [1, 2, 6]", [3]),
    ("f = -\\frac{1}{n} \\sum_x [y a]; y = [1, 2]; a = [3, 5]", [-6.5]),
    ("f = \\frac{1}{mn}\\sum_{i=1}^m \\sum_{j=1}^n W_{ij}; W = [[1, 2], [3, 6]]", [3]),
    // A component of what is worked out.
    ("f = \\frac{1}{m} \\sum_i (p - y)_i^2; p = [1, 2]; y = [3, 6]", [10]),
    ("f = \\sum_j y_j g(z)_j; g = exp; y = [2, 3]; z = [0, 0]", [5]),
    // A component that chooses another one.
    ("l_n = -w_{y_n} x_{n,y_n}; x = [[1, 2], [3, 4]]; y = [2, 1]; w = [10, 20]", [-40, -30]),
    (
      "J = \\sum_i \\|x^{(i)} - μ_{c^{(i)}}\\|^2; X = [[1, 2], [3, 4]]; μ = [[1, 1], [3, 3]]; c = [1, 2]",
      [2]
    ),
    ("L = \\sum_i \\sum_{j \\neq y_i} s_{ij}; s = [[1, 2], [3, 4]]; y = [1, 2]", [5]),
    // The number of an example.
    ("f = -\\sum_{c=1}^M y_{o,c} \\log p_{o,c}; y = [0, 1]; p = [0.5, 1]; M = 2", [0]),
    ("L_i = \\sum_j y_{ij} f_j; y = [1, 2]; f = [3, 4]", [11]),
    ("H = \\sum_k p_{mk} (1 - p_{mk}); p_m = [0.5, 0.5]", [0.5]),
    // Components from 0.
    ("z_j = w_{j0} a_0 + w_{j1} a_1; w = [[1, 2], [3, 4]]; a = [1, 10]", [21, 43]),
    // Rows of matrices.
    ("f = P_u Q^\\top_i; P = [[1, 2], [3, 4]]; Q = [[1, 1], [0, 5]]; u = 2; i = 2", [20]),
    (
      "R_{ui} = P_u Q^\\top_i + b_u + b_i; P = [[1, 2]]; Q = [[1, 1], [0, 5]]; b_u = [1]; b_i = [2, 3]",
      [6, 14]
    ),
    ("f = \\sum_i X_i X_i^\\top; X = [[1, 2], [3, 4]]", [10, 14, 14, 20]),
    // Values that are given one by one, beside one of that name.
    ("f = \\sum_{i=1}^n K(x - x_i) y_i; K(u) = u^2; x = 1; x_1 = 2; x_2 = 3; y = [1, 10]", [41]),
    ("f = \\sum_i \\mathrm{softmax}(z_i) y_i; z = [0, 0]; y = [1, 3]", [2]),
    // What hangs on an example without saying so.
    ("C = \\sum_x \\|y(x) - a\\|^2; y = [[1, 0], [0, 1]]; a = [[1, 2], [3, 1]]", [13]),
    ("C = \\sum_x (y(x) - a)^2; y = [1, 0]; a = [3, 1]", [5]),
    ("C = \\sum_x \\|y(x) - a^L(x)\\|^2; y = [[1, 0], [0, 1]]; a^L = [[1, 2], [3, 1]]", [13]),
    ("C = -\\frac{1}{n} \\sum_x \\sum_j y_j a_j; y = [1, 2]; a = [3, 4]; n = 1", [-11]),
    // Norms of any index, searches, and sums of no terms.
    ("f = \\|x\\|_p^p; x = [3, -4]; p = 3", [91]), ("f = \\|x\\|_3; x = [0, -4]", [4]),
    ("f = \\min_w \\|w\\|^2; w = [3, 4]", [25]),
    ("f = \\sum_{i=1}^n \\sum_{j=i+1}^n x_i x_j; x = [1, 2, 3]", [11]),
    ("f = \\sum_{i=1}^{10^6} i", [500_000_500_000]),
  ])
  func notesReadAsTheyAreMeant(source: String, value: [Double]) throws {
    let graph = try graph(source)
    #expect(graph.outputValue.elements.isClose(to: value, within: 1e-12))
  }

  @Test func whatIsChosenByComponentsIsMultipliedByComponents() throws {
    let graph = try graph(
      """
      f(x) = \\begin{cases} 0 & x \\le -3 \\\\ x \\cdot (x + 3)/6 & \\text{otherwise} \\end{cases}
      x = [3, -4]
      """
    )
    #expect(graph.outputValue.elements == [3, 0])
  }

  @Test func aComplementIsMultipliedByComponents() throws {
    let graph = try graph("f = y(1 - y); y = [0.5, 0.25]")
    #expect(graph.outputValue.elements == [0.25, 0.1875])
  }

  @Test(arguments: [
    ("f = \\prod_{i=1}^t x_i; x = [1, 2, 6]; t = 2", 2.0),
    ("f = \\prod_{i=1}^t x^{(i)} y_i; x = [1, 2, 6]; y = [1, 3, 5]; t = 2", 6),
    ("f = \\sum_{i=1}^2 x_i; x = [1, 2, 6]", 3),
  ])
  func aBoundThatLeavesComponentsOutIsTakenAtItsWord(source: String, value: Double) throws {
    let (graph, diagnostics) = build([source])
    #expect(try #require(graph).outputValue.elements == [value])
    #expect(diagnostics.map(\.identifier) == ["partial-range"])
  }

  @Test(arguments: [
    ("f = \\max_{i=1}^0 i", "no-terms"),
    ("f = \\frac{1}{n}\\sum_{i=0}^n x_i; x = [1, 2, 6]", "size-from-zero"),
    ("f = \\sum_i (x_i - a)^2; x = [1, 2]; a = [1, 3]", "unindexed-vector"),
    ("f = y + m·x + \\sum_i w_i; w = [1, 2]; y = 1; x = 2", "missing-value"),
  ])
  func whatHasTwoReadingsIsAsked(source: String, identifier: String) {
    let (graph, diagnostics) = build([source])
    #expect(graph == nil)
    #expect(diagnostics.contains { $0.identifier == identifier })
  }

  @Test(arguments: [
    ("f = \\frac{1}{n}\\sum_{i=0}^n x_i; x = [1, 2, 6]", [[3.0]]),
    ("f = \\sum_i (x_i - a)^2; x = [1, 2]; a = [1, 3]", [[1], [1, 5]]),
    ("f = \\sum_i a_i x_i; a = [1, 2]; x = [1, 2, 3]; X = [[1, 1], [2, 2]]", [[5, 5]]),
  ])
  func waysOutMeanWhatTheySay(source: String, values: [[Double]]) throws {
    #expect(try repaired(source).map { try graph($0).outputValue.elements } == values)
  }
}
