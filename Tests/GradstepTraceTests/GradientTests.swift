import GradstepGraph
import GradstepTrace
import Testing

/// Gradients of leaves, against central differences and what others have published.
@Suite struct GradientTests {
  @Test func thereAreExamples() {
    #expect(Examples.names.count >= 7)
  }

  @Test(arguments: Examples.names)
  func theGradientsOfAnExampleAreTheSlopesOfItsOutput(name: String) throws {
    try expectSlopes(Examples.trace(name))
  }

  @Test(arguments: [
    "x = 0.7; y = x^3·exp(-x) + log(x)/x − sqrt(x)",
    "x = [0.3, -0.7]; A = [[1, 2], [-0.5, 3]]; y = x'·A·x + sum(tanh(A)) + mean(A'·A)",
    "z = [0.2, -1, 0.5]; t = [0, 1, 0]; L = -(t·log(softmax(z)))",
    "a = [1, 2]; b = [0.5, -3, 2]; y = sum(outer(a, b) ⊙ (a·b')) + b[2]^2·a[1]",
    "x = 0.3; w = -2; f(z) = 1/(1 + exp(-z)); y = f(w·f(w·x + 1)) + x",
    "x = [1.5, 2]; n = 2.5; y = [x^n, 2^n·x] ", "x = 3; y = |x − 5| + relu(x − 1)·softplus(-x)",
    "x = [1, 2]; s = 3; y = s/x − x/s + (x ⊙ x)/s", "s = 0.5; y = [sin s, cos s; s², σ(s)]",
  ])
  func gradientsAreTheSlopesOfTheOutput(source: String) throws {
    try expectSlopes(trace(source))
  }

  private func expectSlopes(_ trace: Trace) throws {
    for id in trace.graph.nodes.indices where trace.graph.nodes[id].kind == .variable {
      let gradient = try #require(trace.gradient(of: id)).elements
      let slopes = try trace.slopes(of: id)
      #expect(
        gradient.isClose(to: slopes, within: 1e-6),
        "\(trace.graph.displayNames[id]): \(gradient), not \(slopes)"
      )
    }
  }

  @Test func theSumsAndProductsOfOlah() throws {
    let trace = try Examples.trace("sums-and-products")
    #expect(trace.value("e") == [6])
    #expect(trace.gradient("a") == [2])
    #expect(trace.gradient("b") == [5])
    #expect(trace.gradient("c") == [2])
    #expect(trace.gradient("d") == [3])
  }

  @Test func theCircuitOfStanford() throws {
    let trace = try Examples.trace("circuit")
    #expect(trace.value("f") == [-12])
    #expect(trace.gradient("x") == [-4])
    #expect(trace.gradient("y") == [-4])
    #expect(trace.gradient("z") == [3])
    #expect(trace.gradient("q") == [-4])
  }

  @Test func theNeuronOfStanford() throws {
    let trace = try Examples.trace("neuron")
    func rounded(_ number: Double?) -> Double? { number.map { ($0 * 100).rounded() / 100 } }
    #expect(rounded(trace.value("f").first) == 0.73)
    let published = ["w_0": -0.2, "w_1": -0.39, "w_2": 0.2, "x_0": 0.39, "x_1": -0.59]
    for (name, gradient) in published {
      #expect(rounded(trace.gradient(name)?.first) == gradient, "\(name)")
    }
  }

  /// At x = 2, y = 1 the Jacobian is (6yx, 3x²; 2, 8y⁷) = (12, 12; 2, 8), and the gradient its sums.
  @Test func theStackedFunctionsOfParrAndHoward() throws {
    let trace = try Examples.trace("stacked")
    #expect(trace.value("F") == [12, 5])
    #expect(trace.gradient("x") == [14])
    #expect(trace.gradient("y") == [20])
  }

  @Test func thePowerRule() throws {
    let trace = try Examples.trace("quadratic")
    #expect(trace.value("y") == [16])
    #expect(trace.gradient("x") == [8])
    #expect(trace.gradient("c") == [1])
  }

  @Test func kinksFollowTheConvention() throws {
    #expect(try trace("x = 0; y = relu(x)").gradient("x") == [0])
    #expect(try trace("x = 0; y = |x|").gradient("x") == [0])
    #expect(try trace("x = 0; y = sqrt(x)").gradient("x") == [.infinity])
  }
}
