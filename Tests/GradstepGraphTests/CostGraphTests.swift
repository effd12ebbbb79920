import Testing

@testable import GradstepGraph

/// The costs of notes as the small graphs that a person would draw.
@Suite struct CostGraphTests {
  private static let values =
    "X = [[1, 2], [3, 4], [5, 6]]; w = [0.5, -1]; y = [1, -1, 2]; b = 0.1; θ = [[1, 2], [3, 5]];"
    + " R = [[1, 0], [0, 1], [1, 0]]; a = [0.1, 0.2, 0.3]; m = [3, 4]; C = 2"

  @Test(arguments: [
    (
      "\\sum_i \\frac12 (w^T x^{(i)} + b - y^{(i)})^2", "1/2·sum((X·w + b - y)^2)"
    ),
    (
      "\\sum_{i=1}^n [y_i \\log σ(w^T x_i) + (1 - y_i) \\log(1 - σ(w^T x_i))]",
      "p = σ(X·w); f = sum(y ⊙ log(p) + (1 - y) ⊙ log(1 - p))"
    ),
    ("\\sum_i \\log(1 + \\exp(-y_i w^T x_i))", "sum(log(1 + exp((-y) ⊙ (X·w))))"),
    (
      "\\sum_i \\sum_k R_{ik} \\log \\frac{e^{θ_k^T x_i}}{\\sum_j e^{θ_j^T x_i}}",
      "e = exp(X·θ'); f = sum(R ⊙ log(e/sum_rows(e)))"
    ),
    (
      "C \\sum_i \\max(0, 1 - y_i (w^T x_i + b))", "C·sum(max(0, 1 - y ⊙ (X·w + b)))"
    ),
    ("\\sum_i \\|x_i - m\\|^2", "sum(square(X - m))"),
    ("\\sum_{i,k} (R_{ik} - x_i^T θ_k)^2", "sum(square(R - X·θ'))"),
    ("\\sum_i (x_i - m)(x_i - m)^T", "d = X - m; f = d'·d"),
    ("\\sum_{i,j} a_i a_j y_i y_j x_i^T x_j", "v = a ⊙ y; f = v·(X·X'·v)"),
    ("\\sum_i \\|x_i - θ θ^T x_i\\|^2", "sum(square(X - X·(θ·θ')'))"),
    ("\\sum_i a_i x_i", "X'·a"), ("\\sum_{i,j} X_{ij}^2", "sum(square(X))"),
    ("\\sum_j a_j \\sum_i y_i", "sum(a)·sum(y)"),
  ])
  func costsAreSmall(formula: String, written: String) throws {
    let definition = written.contains("f =") ? written : "f = \(written)"
    let (one, other) = try (
      graph("f = \(formula); \(Self.values); output f"),
      graph("\(definition); \(Self.values); output f")
    )
    let steps = { (graph: Graph) in
      graph.nodes.indices.compactMap { graph.operation(of: $0)?.name }.sorted()
    }
    #expect(steps(one) == steps(other))
    #expect(one.outputValue.elements.isClose(to: other.outputValue.elements, within: 1e-12))
  }

  @Test func aTransposeInASumIsNoStep() throws {
    let graph = try graph("f = \\sum_i w^T x_i; X = [[1, 2], [3, 4]]; w = [1, 2]")
    #expect(graph.listing.allSatisfy { !$0.contains("transpose") })
    #expect(graph.outputValue == Tensor(16))
  }

  @Test func aTransposeOutsideOfSumsIsOne() throws {
    let graph = try graph("f = (\\sum_i x_i^T)·w; X = [[1, 2], [3, 4]]; w = [1, 2]")
    #expect(graph.outputValue.elements == [16])
  }

  @Test func aSumThatIsTakenBackIsNoPartOfAnother() throws {
    let graph = try graph(
      "f = \\sum_i (\\sum_j W_{ij}) (\\sum_k \\sum_j W_{kj}); W = [[1, 2], [3, 4]]"
    )
    #expect(graph.outputValue == Tensor(100))
  }
}
