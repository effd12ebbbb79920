import GradstepSyntax
import Testing

@testable import GradstepGraph

/// Indices that stand shifted: they run where all components are.
@Suite struct ShiftedIndexTests {
  private static let matrices = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; K = [[1, 0], [0, -1]]"

  @Test(arguments: [
    ("h[i,j] = \\sum_{a, b} K[a,b] \\cdot x[i+a,j+b]", [-4.0, -4, -4, -4]),
    (
      "[\\mathbf{H}]_{i, j} = \\sum_a \\sum_b [\\mathbf{K}]_{a,b} [\\mathbf{x}]_{i+a, j+b}",
      [-4, -4, -4, -4]
    ),
    ("S(i,j) = (K*x)(i,j) = \\sum_m \\sum_n x(i+m, j+n) K(m,n)", [-4, -4, -4, -4]),
    ("h_{ij} = \\sum_{a=0}^1 \\sum_{b=0}^1 K_{a,b} x_{i+a,j+b}", [-4, -4, -4, -4]),
  ])
  func correlationsAreWhole(formula: String, values: [Double]) throws {
    let graph = try graph("\(formula); \(Self.matrices)")
    #expect(graph.shape(of: graph.output) == .matrix(2, 2))
    #expect(graph.outputValue.elements == values)
  }

  @Test(arguments: [
    ("V = \\sum_n |y_{n+1} - y_n|", [5.0]), ("d_i = y_{i+1} - y_i", [3, -2, 0]),
    ("s(t) = \\sum_k w[k] y[t+k]", [-3, 2, 0]),
  ])
  func differencesRunWhereAllIs(formula: String, values: [Double]) throws {
    let graph = try graph("\(formula); y = [1, 4, 2, 2]; w = [1, -1]")
    #expect(graph.outputValue.elements == values)
  }

  @Test func oneElementOfACorrelationIsCountedAsItsSumsAre() throws {
    let graph = try graph(
      "f = \\sum_{l=0}^1 \\sum_{m=0}^1 K_{l,m} x_{j+l, k+m}; \(Self.matrices); j = 1; k = 0; output f"
    )
    #expect(graph.outputValue == Tensor(4 - 8))
  }

  @Test func aConvolutionOffersBothOfItsEnds() throws {
    let source = "s(t) = (x * w)(t) = \\sum_a x(a) w(t-a); x = [1, 2, 4]; w = [1, -1]"
    let values = try repaired(source).map { try graph($0).outputValue.elements }
    #expect(values == [[1, 1, 2, -4], [1, 2]])
  }

  @Test(arguments: [
    ("f = \\sum_m \\sum_n x(i-m, j-n) K(m,n); i = 2; j = 2; \(ShiftedIndexTests.matrices)"),
    ("h_i = \\sum_{a=-1}^{1} w_a y_{i+a}; w = [1, 2, 1]; y = [1, 2, 3, 4]"),
  ])
  func whatIsOutOfRangeIsNotLeftOut(source: String) {
    let (graph, diagnostics) = build([source])
    #expect(graph == nil)
    #expect(diagnostics.contains { $0.severity == .error })
  }

  @Test func aScalarBeforeABracketIsAFactor() throws {
    let graph = try graph("f = \\sum_{i=1}^{3} c(i + 1); c = 2")
    #expect(graph.outputValue == Tensor(18))
  }
}
