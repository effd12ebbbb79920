import GradstepSyntax
import Testing

@testable import GradstepGraph

/// A Greek letter is one name, however it is spelled.
@Suite struct GreekNameTests {
  @Test(arguments: [
    "phi = 2; y = φ x", "φ = 2; y = phi x", "\\phi = 2; y = phi x", "phi = 2; y = \\phi x",
    "lambda_1 = 2; y = λ_1 x", "λ₁ = 2; y = lambda_1·x",
  ])
  func aLetterIsOneName(source: String) throws {
    #expect(try graph("x = 3; \(source); output y").outputValue == Tensor(6))
  }

  @Test func whatIsKnownAsItIsWrittenStaysThat() throws {
    let graph = try graph("phi = 2; φ = 5; x = 3; y = phi x + φ; output y")
    #expect(graph.outputValue == Tensor(11))
  }

  @Test func aSigmaThatNoBracketFollowsIsTheValue() throws {
    let graph = try graph(#"sigma = 2; x = 3; y = \frac{x}{\sigma} + x σ; output y"#)
    #expect(graph.outputValue == Tensor(7.5))
  }

  @Test func aValueSigmaBesideACallIsAskedAbout() throws {
    let diagnostics = build(["sigma = 2; x = 3; y = σ(x); output y"]).diagnostics
    let error = try #require(diagnostics.first { $0.severity == .error })
    #expect(error.identifier == "sigma-of-two-meanings")
    for (way, value) in zip(error.solutions.flatMap(\.replacements).map(\.text), [0.9526, 6]) {
      let graph = try graph("sigma = 2; x = 3; y = \(way)(x); output y")
      #expect((graph.outputValue.elements[0] - value).magnitude < 1e-4)
    }
  }
}
