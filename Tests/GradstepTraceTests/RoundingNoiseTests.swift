import GradstepGraph
import Testing

@testable import GradstepTrace

/// What rounding leaves over is shown as 0, and what is small for other reasons is not.
@Suite struct RoundingNoiseTests {
  @Test(arguments: [
    "y = (0.1 + a) − b; a = 0.2; b = 0.3", "y = sin(x); x = 3.141592653589793",
    "y = 5·sin(x); x = 3.141592653589793", "y = a·b − c; a = 0.1; b = 3; c = 0.3",
    "y = x^2 − c; x = 1.1; c = 1.21",
  ])
  func aDifferenceThatIsRoundingIsZero(source: String) throws {
    let trace = try trace(source)
    let raw = trace.value(of: trace.graph.output).elements[0]
    #expect(raw != 0 && raw.magnitude < 1e-14)
    #expect(trace.withoutNoise(digits: 4).value(of: trace.graph.output).elements == [0])
  }

  @Test(arguments: [
    "y = x + 0; x = 1e-20", "y = exp(x); x = -40", "y = 1e-17 x; x = 1",
    "y = x·z; x = 1e-20; z = 7",
    "y = softplus(x); x = -40", "y = tanh(x); x = 1e-18", "y = log1p(x); x = 1e-17",
    "y = a − b; a = 1.0000000001; b = 1", "y = softmax(x)[1]; x = [-40, 0]",
    "y = log_softmax(x)[2]; x = [-40, 0]", "y = max(a, b); a = 1e-30; b = 1e-30",
    "y = prod(x); x = [1e-9, 1e-9, 1e-9]", "y = norm(x); x = [1e-20, 1e-20]",
  ])
  func whatIsSmallByItselfStays(source: String) throws {
    let trace = try trace(source)
    let clean = trace.withoutNoise(digits: 4)
    #expect(trace.value(of: trace.graph.output).elements[0] != 0)
    for id in clean.graph.nodes.indices {
      #expect(clean.value(of: id) == trace.value(of: id))
      #expect(clean.gradient(of: id) == trace.gradient(of: id))
    }
  }

  /// What is typed as a whole number or in few digits is what it is, and so is their difference.
  @Test(arguments: [
    ("y = det(A); A = [[1, 1e17], [1, 100000000000000016]]", 16),
    ("y = a − b; a = 100000000000000016; b = 1e17", 16),
    ("y = 1/(a − b); a = 100000000000000016; b = 1e17", 0.0625),
    ("y = a·(b − c); a = 1; b = 1e17; c = 99999999999999984", 16),
    ("y = a − b; a = 1.0000000000009; b = 1", 1.0000000000009 - 1),
  ])
  func anExactDifferenceStays(source: String, value: Double) throws {
    let trace = try trace(source)
    let clean = trace.withoutNoise(digits: 4)
    #expect(clean.value(of: clean.graph.output).elements == [value])
    for id in clean.graph.nodes.indices {
      #expect(clean.gradient(of: id) == trace.gradient(of: id))
    }
  }

  @Test func nothingIsWorkedOutFromWhatIsShown() throws {
    let trace = try trace("y = 1/(a + b − c); a = 0.1; b = 0.2; c = 0.3")
    let clean = trace.withoutNoise(digits: 4)
    #expect(clean.value("v_2") == [0])
    #expect(clean.value("y") == trace.value("y"))
    #expect(clean.gradient("a") == trace.gradient("a"))
    #expect(clean.values == trace.values && clean.flow == trace.flow)
  }

  @Test func whoWantsAllDigitsSeesThem() throws {
    let trace = try trace("y = (0.1 + a) − b; a = 0.2; b = 0.3")
    #expect(trace.withoutNoise(digits: 17).value("y") == trace.value("y"))
    let shown = trace.withoutNoise(digits: 4)
    #expect(shown.value("y") == [0])
    #expect(shown.withoutNoise(digits: 12).value("y") == trace.value("y"))
  }

  @Test(arguments: [
    ("L = softmax(x); x = [1.5, -2]", "x"), ("L = softmax(x); x = [[1.5, -2], [1, 2]]", "x"),
    ("L = sum(log_softmax(x)·ones(1)'); x = [2, 2]", "x"),
    ("y = x/(x + c) − x·(1/(x + c)); x = 3; c = 4", "c"),
    ("y = w·(sin(x) + x); x = 3.141592653589793; w = 2", "x"),
  ])
  func aGradientThatIsRoundingIsZero(source: String, name: String) throws {
    let trace = try trace(source)
    let clean = trace.withoutNoise(digits: 4)
    let gradient = try #require(clean.gradient(of: trace.node(name)))
    #expect(gradient.elements.allSatisfy { $0 == 0 }, "\(gradient)")
    #expect(trace.gradient(of: trace.node(name))?.isClose(to: gradient) == true)
  }

  @Test func aSharedGradientIsNotTakenForNoise() throws {
    let trace = try trace("y = max(a, b) + max(x); a = 2; b = 2; x = [1, 1, 1]")
    let clean = trace.withoutNoise(digits: 4)
    #expect(clean.gradient(of: trace.node("a"))?.elements == [0.5])
  }

  @Test func stepsAddUpToWhatIsLeft() throws {
    let clean = try trace("y = x/(x + c) − x·(1/(x + c)); x = 3; c = 4").withoutNoise(digits: 4)
    var snapshot = Snapshot(clean)
    var last: [Int: Tensor] = [:]
    for _ in clean.steps.dropFirst() {
      snapshot.advance()
      for contribution in snapshot.contributions {
        last[contribution.operand] = contribution.accumulated
      }
    }
    for (operand, gradient) in last { #expect(clean.gradient(of: operand) == gradient) }
  }

  @Test func tangentsAreClearedToo() throws {
    let raw = try trace("y = sin(x)·z; x = 1.5707963267948966; z = 2")
    let direction: [Node.ID: Tensor] = [raw.node("x"): Tensor(1)]
    let trace = Trace(raw.graph, sweep: .forward(direction))
    #expect(trace.tangent(of: trace.graph.output)?.elements[0] != 0)
    #expect(trace.withoutNoise(digits: 4).tangent(of: trace.graph.output)?.elements == [0])
  }

  @Test func aMatrixOfDerivativesHasZerosWhereRoundingIs() throws {
    let trace = try trace("F = [cos(t) x, sin(t) x]; x = 1; t = 1.5707963267948966")
    let jacobian = Jacobian(of: trace.graph, withRespectTo: [trace.node("x"), trace.node("t")])
    #expect(jacobian.matrix.elements[0] != 0)
    #expect(jacobian.matrixWithoutNoise(in: trace.graph).elements == [0, -1, 1, 0])
  }
}

extension Tensor {
  fileprivate func isClose(to other: Tensor) -> Bool {
    zip(elements, other.elements).allSatisfy { ($0 - $1).magnitude < 1e-15 }
  }
}
