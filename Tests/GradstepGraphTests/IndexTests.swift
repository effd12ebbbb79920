import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Sums over an index and formulas of components, against what a person would write without an index.
@Suite struct IndexTests {
  /// What every source is given.
  private static let values =
    "x = [1, -2, 4]; y = [0.5, 3, -1]; z = [2, 1, 0.5]; W = [[1, 2, 3], [4, 5, 6]];"
    + " A = [[1, 2], [3, 4]]; B = [[1, 0.5, 2], [3, 1, -1]]; u = [1, 2]; b = [7, 8]; s = 3; n = 3"

  @Test(arguments: [
    ("\\sum_i x_i", "sum(x)"), ("∑_i x_i", "sum(x)"), ("sum_i x_i", "sum(x)"),
    ("\\sum_{i=1}^n x_i", "sum(x)"), ("\\sum_{i=1}^{3} x_i", "sum(x)"),
    ("\\sum^n_{i=1} x^{(i)}", "sum(x)"), ("\\sum_{i} x[i]", "sum(x)"),
    ("\\sum_{i \\in S} x^i", "sum(x)"), ("\\sum_{i=0}^{n-1} x_i", "sum(x)"),
    ("\\sum_i x_i y_i", "x·y"), ("\\sum_i x_iy_i", "x·y"), ("\\sum_i x_i y_i z_i", "(x ⊙ y)·z"),
    ("\\sum_i x_i^2", "sum(x^2)"), ("\\sum_i (x_i - y_i)^2", "sum((x - y)^2)"),
    ("-\\sum_i x_i \\log z_i", "-(x·log(z))"), ("\\sum_i s x_i", "s·sum(x)"),
    ("\\sum_i x_i + s", "sum(x) + s"), ("\\sum_i x_i + s y_i", "sum(x + s·y)"),
    ("\\frac{1}{n}\\sum_{i=1}^n x_i", "1/n·sum(x)"),
    ("\\sum_i \\sum_j u_i W_{ij} x_j", "u·(W·x)"),
    ("\\sum_{i,j} W_{ij}", "sum(W)"),
    ("\\max_j x_j", "max(x)"), ("max_j x_j", "max(x)"), ("\\prod_i x_i", "prod(x)"),
    ("\\min_i x_i", "min(x)"), ("\\log \\sum_j \\exp(x_j)", "log(sum(exp(x)))"),
    ("\\sum_{i=2}^{3} x_i", "sum(x[2:3])"),
    ("\\sum_{i=1}^{n-1} (x_{i+1} - x_i)^2", "sum((x[2:3] - x[1:2])^2)"),
  ])
  func sums(formula: String, written: String) throws {
    try agree("f = \(formula)", "f = \(written)")
  }

  @Test(arguments: [
    ("h_i = \\sum_j W_{ij} x_j + b_i", "h = W·x + b"), ("h_i = x_i^2", "h = x^2"),
    ("h^{(i)} = x^{(i)} - y^{(i)}", "h = x - y"), ("h_j = \\sum_i u_i W_{ij}", "h = W'·u"),
    ("C_{ij} = \\sum_k A_{ik} B_{kj}", "C = A·B"), ("C_{ij} = A_{ji}", "C = A'"),
    ("C_{ik} = \\sum_j B_{ij} W_{kj}", "C = B·W'"), ("C_{ij} = u_i x_j", "C = u·x'"),
    ("h_i = \\sum_j W_{i,j}", "h = sum_rows(W)"), ("h_k = \\log x_k^2", "h = log(x^2)"),
  ])
  func formulasOfComponents(formula: String, written: String) throws {
    try agree(formula, written)
  }

  @Test(arguments: [
    ("\\sum_{j \\ne 2} x_j", 5.0), ("\\sum_{i=1}^3 i^2", 14), ("\\sum_{i=1}^{3} i x_i", 9),
    ("\\sum_i x_i^{2}", 21), ("\\prod_{i=1}^{3} (x_i + 1)", -10), ("\\sum_{k=0}^{2} s^k", 13),
    ("\\sum_i \\sum_{j=1}^{i} x_i x_j", 15), ("\\sum_{i=1}^{3} \\sum_{j=1}^{i-1} x_i x_j", -6),
    ("\\sum_{i} \\max(0, x_i)", 5), ("\\sum_j x_j \\sum_j y_j", 7.5), ("\\max_i x_i y_i", 0.5),
  ])
  func sumsHaveTheirValues(formula: String, value: Double) throws {
    let graph = try graph("f = \(formula); \(Self.values); output f")
    #expect(graph.outputValue == Tensor(value))
  }

  /// The two sources have the same operations on the same operands, up to their names.
  private func agree(_ formula: String, _ written: String) throws {
    let (one, other) = try (
      graph("\(formula); \(Self.values)"), graph("\(written); \(Self.values)")
    )
    let names = { (listing: [String]) in
      listing.map { $0.drop { $0 != ":" } }
    }
    #expect(names(one.listing) == names(other.listing))
    #expect(one.outputValue == other.outputValue)
  }

  @Test func valuesThatAreGivenOneByOneAreComponents() throws {
    let graph = try graph("f = \\sum_i w_i x_i; w_1 = 2; w_2 = 3; x = [5, 7]")
    #expect(graph.outputValue == Tensor(31))
  }

  @Test func whatDiffersInTheIndexAloneIsOneValue() throws {
    let graph = try graph("p_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}; x = [1, 2]")
    #expect(
      graph.listing == ["x: variable", "v_1: exp(x)", "v_2: sum(v_1)", "p: divide(v_1, v_2)"]
    )
  }

  @Test func anExtremeThatIsWrittenOutStandsBesideAnIndex() throws {
    let graph = try graph("h_i = x_i + \\max_j W_{ij}; W = [[1, 2], [3, 4]]; x = [5, 1]")
    #expect(graph.outputValue == Tensor([7, 5]))
  }

  @Test func definitionsThatSayTheSameAreTwoValues() throws {
    let graph = try graph("h_i = x_i^2; g_i = x_i^2; output g; x = [1, 2]")
    #expect(graph.displayNames[graph.output] == "g")
  }

  @Test(arguments: [
    ("\\prod_i x_i s", ["(\\prod_i x_i) s", "\\prod_i (x_i s)"]),
    ("\\max_i x_i / 2", ["(\\max_i x_i) / 2", "\\max_i (x_i / 2)"]),
    (
      "\\min_{i=1}^{3} x_i \\cdot \\frac{s}{2}",
      [
        "(\\min_{i=1}^{3} x_i) \\cdot \\frac{s}{2}", "\\min_{i=1}^{3} (x_i \\cdot \\frac{s}{2})",
      ]
    ),
  ])
  func aFactorBehindTheLastOneWithTheIndexIsAskedAbout(formula: String, ways: [String]) throws {
    let diagnostics = build(["f = \(formula); \(Self.values)"]).diagnostics
    let error = try #require(diagnostics.first { $0.severity == .error })
    #expect(error.identifier == "factor-behind-index")
    #expect(error.solutions.flatMap(\.replacements).map(\.text) == ways)
    for way in ways { _ = try graph("f = \(way); \(Self.values); output f") }
  }

  @Test(arguments: [
    ("\\sum_1^n |w_i|", 3.0), ("\\sum_{1}^n w_i^2", 5), ("\\sum_0^{n-1} w_i", -1),
    ("\\frac{1}{n} \\sum_{1}^{n} w_i^2", 2.5), ("∑_1^2 w_i", -1), ("\\prod_1^n w_i", -2),
    ("\\sum_1^n w_i^2 + \\sum_j v_j", 10),
  ])
  func aSumFromANumberOnHasTheOneFreeLetter(formula: String, value: Double) throws {
    let graph = try graph("f = \(formula); w = [1, -2]; v = [2, 3]; output f")
    #expect(graph.outputValue.elements.isClose(to: [value], within: 1e-12))
  }

  @Test(arguments: ["\\sum_1^n w_i v_j", "\\sum_1^n w"])
  func withoutOneLetterASumFromANumberOnIsToldSo(formula: String) {
    let diagnostics = build(["f = \(formula); w = [1, -2]; v = [2, 3]; output f"]).diagnostics
    #expect(diagnostics.map(\.identifier) == ["index-not-a-name"])
  }

  @Test(arguments: [
    ("\\sum_i x_1^{(i)}", 9.0), ("\\sum_i x_j^{(i)}", 12), ("\\sum_i x_j^{(i)} y_i", 2),
  ])
  func aComponentOfExamplesIsInTheirColumn(formula: String, value: Double) throws {
    let graph = try graph(
      "f = \(formula); X = [[1, 2], [3, 4], [5, 6]]; y = [-1, 1, 0]; j = 2; output f"
    )
    #expect(graph.outputValue.elements == [value])
  }

  @Test func aConditionBelowANameIsNoIndex() throws {
    let graph = try graph("φ_{j|y=1} = \\sum_i y_i x_j^{(i)}; X = [[1, 2], [3, 4]]; y = [1, 2]")
    #expect(graph.outputValue == Tensor([7, 10]))
  }

  @Test func aBoundWithoutAValueIsTheSize() throws {
    let graph = try graph("f = \\frac{1}{m} \\sum_{i=1}^m x_i; x = [1, 2, 6]")
    #expect(graph.outputValue == Tensor(3))
  }

  @Test(arguments: [
    (
      "f = \\sum_i x_i y_i; x = [1, 2]; y = [1, 2, 3]",
      "a.graph:1:16: error: an index runs over as many components everywhere; x has 2 and y has 3"
    ),
    (
      "f = \\sum_{i=1}^4 x_i; x = [1, 2]",
      "a.graph:1:16: error: an index runs over components that are there; i runs over 4 values and x has 2 components"
    ),
    (
      "f = \\sum_i a; a = 2",
      "a.graph:1:10: error: an index runs over components; nothing here has components with the index 'i'"
    ),
    (
      "f = \\sum_{i=1}^q x_i^2 + r; x = [1, 2]",
      "a.graph:1:26: error: every name has a value; 'r' is used and never given"
    ),
  ])
  func whatDoesNotFitIsTold(source: String, headline: String) {
    #expect(messages(source).split(separator: "\n").first.map(String.init) == headline)
  }
}
