import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Conditions below a sign.
@Suite struct IndexConditionTests {
  private let values =
    "x = [1, -2, 4]; y = [1, 0, 1]; k = 2; W = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; a = [1, 1, 2]"

  @Test(arguments: [
    ("\\sum_{i: y_i = 1} x_i", 5.0), ("\\sum_{i | y_i > 0} x_i", 5),
    ("\\sum_{i \\mid y_i = 1} x_i", 5),
    ("\\sum_{i \\text{ s.t. } y_i = 1} x_i", 5), ("\\sum_{i \\text{ such that } y_i = 1} x_i", 5),
    ("\\sum_{i \\text{ where } y_i = 1} x_i", 5), ("\\max_{i: y^{(i)} = 0} x^{(i)}", -2),
    ("\\min_{i: y_i = 1} x_i", 1), ("\\prod_{i: y_i = 1} x_i", 4), ("\\sum_{i: y_i = 1} 1", 2),
    ("\\sum_{i=1, i \\ne k}^n x_i", 5), ("\\sum_{i, i \\ne k} x_i", 5),
    ("\\sum_{i: i \\neq k} x_i", 5),
    ("\\sum_{i > 1} x_i", 2), ("\\sum_{i < k} x_i", 1), ("\\sum_{i: 1 < i < 3} x_i", -2),
    ("\\sum_{i: y_i = 1, x_i > 1} x_i", 4), ("\\sum_{i: y_i = 1 \\wedge x_i > 1} x_i", 4),
    ("\\sum_{i: y_i = 0 \\text{ or } i = 1} x_i", -1), ("\\sum_{i: |x_i| > 1.5} x_i", 2),
    ("\\sum_{i: W_{ii} > 1} x_i", 2), ("\\sum_{i: W_{i,k} > 2} x_i", 2),
    ("\\sum_{i,j: i \\ne j} W_{ij}", 30), ("\\sum_{i \\ne j} W_{ij}", 30),
    ("\\sum_{i<j} W_{ij}", 11), ("\\sum_j \\sum_{i<j} W_{ij}", 11),
    ("\\sum_{i,j: a_i = a_j} W_{ij}", 21), ("\\sum_{(i,j): W_{ij} > 7} W_{ij}", 17),
    ("\\max_{i<j} |x_i - x_j|", 6), ("\\min_{i,j: i > j} W_{ij}", 4),
    ("\\sum_{i: y_i = 5} x_i", 0), ("\\sum_{i \\in [1, n], i \\ne k} x_i", 5),
    ("\\sum_{i \\in \\{1, 2, 3\\}, i \\ne k} x_i", 5), ("\\sum_{i \\in \\{1, …, n\\}} x_i", 3),
  ])
  func theTermsAreThoseForWhichItHolds(formula: String, value: Double) throws {
    let graph = try graph("f = \(formula); \(values); output f")
    #expect(graph.outputValue.elements == [value])
  }

  @Test func rowsAreChosenByTheirComponents() throws {
    let graph = try graph(
      "b = \\max_{i: x_j^{(i)} < 4} w^T x^{(i)}; w = [1, 2]; X = [[1, 2], [3, 4], [5, 6]]; j = 1"
    )
    #expect(graph.outputValue == Tensor(11))
  }

  @Test func aFormulaOfComponentsHasConditions() throws {
    let graph = try graph("h_j = \\sum_{i: i < j} W_{ij} x_i; \(values); output h")
    #expect(graph.outputValue == Tensor([0, 2, -9]))
  }

  @Test func ratingsHaveTwoIndicesAboveThem() throws {
    let graph = try graph(
      "J = \\sum_{(i,j): r(i,j) = 1} (u_i v_j - y^{(i,j)})^2; r = [[1, 0], [1, 1]];"
        + " y = [[1, 0], [2, 3]]; u = [1, 2]; v = [3, 4]"
    )
    #expect(graph.outputValue == Tensor(4 + 16 + 25))
  }

  @Test(arguments: [
    ("\\max_{i: y_i = 5} x_i", "no-terms"), ("\\sum_{i: z_i = 5} x_i", "missing-value"),
    ("\\sum_{i: t_i > 1} x_i", "unknown-condition"),
    ("\\sum_{i=1,j=1}^n W_{ij}", "stray-comma"),
    ("\\sum_{i: y_i} x_i", "condition-expected"),
  ])
  func otherConditionsAreTold(formula: String, identifier: String) {
    let diagnostics = build(["f = \(formula); \(values); t = exp(x); output f"]).diagnostics
    #expect(diagnostics.contains { $0.identifier == identifier })
  }

  @Test func theReadingHasTheConditions() {
    let source = "f = \\sum_{i: y_i = 1 \\wedge x_i > 0} x_i^i; x = [1, 2]; y = [1, 1]; output f"
    let (tree, _) = Parser.parse([Source(name: "a", text: source)], functions: [])
    guard case .definition(_, _, let value) = tree.statements[0].kind else { return }
    #expect(tree.reading(of: value) == "∑_{i: y[i] = 1 and x[i] > 0} x[i]^(i)")
  }
}
