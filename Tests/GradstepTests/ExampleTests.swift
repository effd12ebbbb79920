import Gradstep
import Testing
import _GradstepTestSupport

/// What the sources of the examples say of them.
@Suite struct ExampleTests {
  private func lesson(_ name: String) throws -> Lesson {
    try #require(Example.all.first { $0.name == name }).lesson()
  }

  private func node(_ name: String, of lesson: Lesson) throws -> Node.ID {
    try #require(lesson.graph.origins.firstIndex { $0.name == name })
  }

  private func value(_ name: String, of lesson: Lesson) throws -> [Double] {
    lesson.trace.value(of: try node(name, of: lesson)).elements
  }

  private func gradient(_ name: String, of lesson: Lesson) throws -> [Double] {
    try #require(lesson.trace.gradient(of: try node(name, of: lesson))).elements
  }

  /// The Jacobian of the output with respect to x.
  private func jacobian(of lesson: Lesson) throws -> Jacobian {
    Jacobian(of: lesson.graph, withRespectTo: [try node("x", of: lesson)])
  }

  private func isClose(_ numbers: [Double], _ others: [Double], within error: Double) -> Bool {
    numbers.count == others.count
      && zip(numbers, others).allSatisfy { ($0 - $1).magnitude <= error }
  }

  /// From the notes of CS231n, "Linear Classification", to as many digits as they have.
  @Test func theGradientOfSoftmaxWithCrossEntropyIsPMinusT() throws {
    let lesson = try lesson("softmax-cross-entropy")
    let p = try value("p", of: lesson)
    #expect(isClose(p, [0.016, 0.631, 0.353], within: 1e-3))
    #expect(isClose(try value("L", of: lesson), [1.04], within: 5e-3))
    let difference = zip(p, try value("t", of: lesson)).map { $0 - $1 }
    #expect(isClose(try gradient("z", of: lesson), difference, within: 1e-15))
  }

  /// From Thomas' Calculus, section 14.4.
  @Test func threePathsAddUpToTheDerivativeAlongAHelix() throws {
    let lesson = try lesson("three-paths")
    let t = try node("t", of: lesson)
    #expect(lesson.trace.expectedContributions[t] == 3)
    // 1 + cos(2t) at t = 1, from a table of cosines.
    #expect(isClose(try gradient("t", of: lesson), [0.583_853_163_452_857_6], within: 1e-15))
  }

  @Test func theGradientOfABiasIsTheSumOverTheBatch() throws {
    let lesson = try lesson("batch")
    let columns = try gradient("Z", of: lesson)
    let sums = [columns[..<3].reduce(0, +), columns[3...].reduce(0, +)]
    #expect(isClose(try gradient("b", of: lesson), sums, within: 1e-15))
    #expect(isClose(sums, [-0.1, 0.2], within: 1e-15))
  }

  /// From Deisenroth, Faisal and Ong, Mathematics for Machine Learning, section 5.3.
  @Test func theJacobianOfAnAffineMapIsItsMatrix() throws {
    let lesson = try lesson("affine")
    let jacobian = try jacobian(of: lesson)
    #expect(jacobian.matrix.elements == (try value("A", of: lesson)))
    #expect(jacobian.matrix.elements == [-2, 1, 1, 1])
    #expect(JacobianReport(jacobian, of: lesson.graph).determinant == -3)
  }

  @Test func theJacobianOfALayerIsADiagonalTimesItsWeights() throws {
    let lesson = try lesson("layer-jacobian")
    let (y, w) = (try value("y", of: lesson), try value("W", of: lesson))
    let product = w.indices.map { (1 - y[$0 / 3] * y[$0 / 3]) * w[$0] }
    #expect(isClose(try jacobian(of: lesson).matrix.elements, product, within: 1e-15))
  }

  /// From He, Zhang, Ren and Sun (2016): y = F(x) + x.
  @Test func theJacobianOfAResidualBlockHasTheIdentityInIt() throws {
    let lesson = try lesson("residual")
    let branch = try Lesson(
      [Source(name: "residual", text: Project.text("Graphs/residual.graph") + "\noutput F\n")]
    )
    let inner = try jacobian(of: branch).matrix.elements
    let whole = try jacobian(of: lesson).matrix.elements
    #expect(isClose(zip(whole, inner).map(-), [1, 0, 0, 1], within: 1e-15))
    #expect(inner.contains { $0 != 0 })
  }

  /// From CS229, "Supervised learning": the gradient is the mean of (ŷ − y)·x over the samples.
  @Test func theGradientOfLogisticRegressionIsTheMeanOfErrorTimesSample() throws {
    let lesson = try lesson("logistic-regression")
    let (x, y) = (try value("X", of: lesson), try value("y", of: lesson))
    let errors = zip(try value("ŷ", of: lesson), y).map(-)
    let means = (0..<2).map { j in errors.indices.reduce(0) { $0 + errors[$1] * x[2 * $1 + j] } / 3
    }
    #expect(isClose(try gradient("w", of: lesson), means, within: 1e-15))
    #expect(isClose(try gradient("b", of: lesson), [errors.reduce(0, +) / 3], within: 1e-15))
  }

  /// From Ba, Kiros and Hinton (2016), section 5.1: shifted and stretched inputs give the same.
  @Test func layerNormalizationDoesNotFeelAShiftOrAStretch() throws {
    let lesson = try lesson("layer-norm")
    let a = Jacobian(of: lesson.graph, withRespectTo: [try node("a", of: lesson)]).matrix.elements
    let x = try value("a", of: lesson)
    let directions = [[1, 1, 1], x]
    for direction in directions {
      let change = (0..<3).map { i in (0..<3).reduce(0) { $0 + a[3 * i + $1] * direction[$1] } }
      #expect(isClose(change, [0, 0, 0], within: 1e-14))
    }
  }

  /// From Matt Mazur's page: the weights after one step with the learning rate 0.5, in the order of
  /// their numbers.
  @Test func aStepDownTheGradientGivesTheWeightsOfMazursPage() throws {
    let lesson = try lesson("mazur")
    let after = [
      0.149780716, 0.19956143, 0.24975114, 0.29950229, 0.35891648, 0.408666186, 0.511301270,
      0.561370121,
    ]
    for (index, expected) in after.enumerated() {
      let name = "w_\(index + 1)"
      let (old, slope) = (try value(name, of: lesson), try gradient(name, of: lesson))
      #expect(isClose([old[0] - 0.5 * slope[0]], [expected], within: 5e-9), "\(name)")
    }
  }
}
