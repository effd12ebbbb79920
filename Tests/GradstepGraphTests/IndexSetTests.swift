import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Indices that run over sets.
@Suite struct IndexSetTests {
  @Test(arguments: [
    ("\\frac{1}{|S|}\\sum_{i \\in S} x_i", "S = [1, 3]", 2.5),
    ("\\frac{1}{|S|}\\sum_{i \\in S} x_i", "S = [2, 3]", 3),
    ("\\frac{1}{|\\mathcal{B}|}\\sum_{i \\in \\mathcal{B}} x_i", "u = 1", 7.0 / 3),
    ("\\frac{1}{|D|}\\sum_{v \\in D} \\|v\\|^2", "D = [[1, 2], [3, 4]]", 15),
    ("\\sum_{v \\in D} (v - 1)^2", "D = [1, 2, 6]", 26),
    ("\\sum_{i=1}^{|S|} x_i", "u = 1", 7), ("\\max_{i \\in S} x_i", "S = [1, 2]", 2),
    ("\\sum_{(i,j) \\in K} W_{ij}", "W = [[1, 2], [3, 4]]", 10),
  ])
  func setsHaveTheirMembers(formula: String, statement: String, value: Double) throws {
    let graph = try graph("f = \(formula); x = [1, 2, 4]; \(statement); output f")
    #expect(graph.outputValue.elements.isClose(to: [value], within: 1e-12))
  }

  @Test(arguments: [
    ("\\sum_{(i,j) \\in E} (x_i - x_j)^2", "E = [[1, 2], [3, 1]]", 10),
    (
      "\\frac{1}{|\\mathcal{T}|}\\sum_{(u,i) \\in \\mathcal{T}} R_{ui}^T",
      "T = [[1, 2], [2, 1], [2, 2]]", 3
    ),
    ("\\sum_{i,j \\in E} R_{ij}", "E = [[1, 2], [2, 1]]", 5),
    ("\\sum_{i,j \\in S} R_{ij}", "S = [1, 2]", 10),
    ("\\frac{1}{|D|}\\sum_{(u,v) \\in D} (2u - v)^2", "D = [[1, 2], [3, 4]]", 2),
    ("\\sum_{(i,j,r) \\in T} (R_{ij} - r)^2", "T = [[1, 2, 2.5], [2, 1, 2]]", 1.25),
    ("\\max_{(i,j) \\in E, i < 2} x_i", "E = [[1, 2], [3, 1]]", 1),
    ("\\sum_{v \\in D: v > 1.5} v^2", "D = [1, 2, 2.5]", 10.25),
    ("\\sum_{i \\in S, i \\ne 3} x_i", "S = [1, 3]", 1),
  ])
  func pairsAreMembersToo(formula: String, statement: String, value: Double) throws {
    let graph = try graph(
      "f = \(formula); x = [1, 2, 4]; R = [[1, 2], [3, 4]]; \(statement); output f"
    )
    #expect(graph.outputValue.elements.isClose(to: [value], within: 1e-12))
  }

  @Test func theTermsOfPairsSayTheirSet() throws {
    let graph = try graph("f = \\sum_{(i,j) \\in E} x_i x_j; x = [1, 2]; E = [[1, 2], [2, 2]]")
    #expect(graph.groups.map(\.content) == [.terms(.sum, index: "(i, j)∈E", values: [])])
  }

  @Test func theTransposeStandsBesideASetT() throws {
    let graph = try graph(
      "f = \\sum_{(i,j) \\in T} q_i^T p_j; T = [[1, 2]]; q = [[1, 2], [0, 1]]; p = [[0, 1], [3, 4]]"
    )
    #expect(graph.outputValue == Tensor(11))
  }

  @Test func theSizeOfASquareMatrixOfExamplesIsNoDeterminant() throws {
    let graph = try graph("m = \\frac{1}{|B|}\\sum_{x \\in B} x; B = [[1, 2], [3, 8]]")
    #expect(graph.outputValue == Tensor([2, 5]))
  }

  @Test(arguments: [10, 1_000])
  func aFunctionRunsOverAnIndexHoweverLongItsArgumentIs(count: Int) throws {
    let ones = String(repeating: " + 1", count: count)
    let values = "x = [1, 2]; y = [3, 4]"
    let sum = try graph("L = sum(x_i y_i\(ones))", values)
    #expect(sum.outputValue == Tensor(Double(11 + 2 * count)))
    let nested = try graph("L = sum(exp(0) (x_i y_i\(ones)))", values)
    #expect(nested.outputValue == sum.outputValue)
    let bar = try graph("D(p | q) = p + q; L = D(x·y\(ones) | 2)", values)
    #expect(bar.outputValue == Tensor(Double(13 + count)))
  }

  @Test func aMatrixIsNoListOfIndices() throws {
    let graph = try graph(
      "f = \\sum_{k \\in \\mathcal{V}} u_k^T v; U = [[1, 2], [3, 4]]; V = [[1, 1]]; v = [1, 1]"
    )
    #expect(graph.outputValue == Tensor(10))
  }

  @Test(arguments: [
    ("f = \\sum_{i \\in S} x_i; x = [1, 2]; S = [0.5, 1]", "index-in-set"),
    ("h_i = \\sum_{j \\in N(i)} x_j; x = [1, 2]", "changing-set"),
    ("f = \\sum_{(i,j) \\in K} W_{ij}; W = [[1, 2], [3, 4]]; K = [1, 2]", "index-in-set"),
    ("f = \\sum_{(i,j) \\in K} W_{ij}; W = [[1, 2], [3, 4]]; K = [[1.5, 2]]", "index-in-set"),
    ("f = \\sum_{(i,j) \\in K} W_{ij}; W = [[1, 2], [3, 4]]; K = [[1, 2, 1]]", "index-in-set"),
  ])
  func otherSetsAreTold(source: String, identifier: String) {
    #expect(build([source]).diagnostics.contains { $0.identifier == identifier })
  }
}
