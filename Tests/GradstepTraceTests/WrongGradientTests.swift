import GradstepGraph
import GradstepTrace
import Testing

/// Operations with a mistake in their pullback are found.
@Suite struct WrongGradientTests {
  /// The names of the nodes with a gradient that differs.
  private func failures(
    _ source: String,
    _ table: OperationTable,
    tolerance: Double = GradientCheck.standardTolerance
  ) throws -> [String] {
    let trace = try trace(source, operations: table)
    let check = try #require(GradientCheck(trace, tolerance: tolerance))
    #expect(check.passes == check.failures.isEmpty)
    return check.failures.map { trace.graph.displayNames[$0.node] }
  }

  static let source = "y = sin(tanh(w·x) + b); w = 0.5; x = 0.8; b = 0.1"

  @Test(arguments: [2, -1, 0, 1.00001, 0.9999, .infinity, .nan])
  func whatLiesBehindAWrongPullbackDiffers(factor: Double) throws {
    let names = try failures(Self.source, .standard(scaling: "tanh", by: factor))
    #expect(names == ["w", "x", "v_1"])
  }

  @Test func theToleranceDecidesWhatIsWrong() throws {
    let table = OperationTable.standard(scaling: "tanh", by: 1.00001)
    #expect(try failures(Self.source, table, tolerance: 1e-4).isEmpty)
    #expect(try failures(Self.source, table, tolerance: 1e-6).count == 3)
  }

  @Test func gradientAndQuotientAreTold() throws {
    let trace = try trace("y = square(x); x = 3", operations: .standard(scaling: "square", by: 2))
    let check = try #require(GradientCheck(trace))
    let component = try #require(check.nodes.first?.worst)
    #expect(component.gradient == 12)
    #expect(component.verdict == .differs(quotient: 6, error: 0.5))
  }

  @Test func aSlotThatIsForgottenIsFound() throws {
    let table = OperationTable.standard(scaling: "matmul", by: 0, slot: 1)
    let source = "Y = A·x + b; A = [[1, 2], [3, 4]]; x = [5, 6]; b = [7, 8]"
    #expect(try failures(source, table) == ["x"])
  }

  @Test func aForgottenTransposeIsFound() throws {
    let table = OperationTable.standard(
      changing: "matmul",
      pullback: { rule in
        { application, slot, g, gradient in
          guard slot == 1 else { return rule(application, slot, g, gradient) }
          for i in 0..<gradient.count {
            for j in 0..<g.count { gradient[i] += application[0][i, j] * g[j] }
          }
        }
      }
    )
    let source = "y = sum(tanh(A·x)); A = [[0.1, 0.2], [-0.3, 0.4]]; x = [0.5, 0.6]"
    #expect(try failures(source, table) == ["x"])
    let symmetric = "y = sum(tanh(A·x)); A = [[0.1, 0.2], [0.2, 0.4]]; x = [0.5, 0.6]"
    #expect(try failures(symmetric, table).isEmpty)
  }

  /// What adds up where a value fans out is more than the last contribution.
  @Test func aContributionThatOverwritesIsFound() throws {
    let table = OperationTable.standard(
      changing: "square",
      pullback: { _ in
        { application, _, g, gradient in
          for i in 0..<gradient.count { gradient[i] = 2 * application[0][i] * g[i] }
        }
      }
    )
    #expect(try failures("y = square(x) + 5x; x = 3", table) == ["x"])
    #expect(try failures("y = square(x); x = 3", table).isEmpty)
  }

  @Test func aWrongSlopeBesideAKinkIsFound() throws {
    let table = OperationTable.standard(scaling: "relu", by: 2)
    let trace = try trace("y = sum(relu(x)); x = [0, 1, -1]", operations: table)
    let check = try #require(GradientCheck(trace))
    let components = try #require(check.nodes.first?.components)
    #expect(components.map(\.isFailure) == [false, true, false])
    guard case .skipped(.kink) = components[0].verdict else {
      Issue.record("\(components[0])")
      return
    }
  }

  @Test func oneWrongComponentOfManyIsFound() throws {
    let table = OperationTable.standard(
      changing: "tanh",
      pullback: { rule in
        { application, slot, upstream, gradient in
          rule(application, slot, upstream, gradient)
          gradient[5] += 1e-3
        }
      }
    )
    let trace = try trace(
      "y = sum(tanh(X)); X = [[1, 2, 3], [0.1, 0.2, 0.3], [-1, -2, -3]]",
      operations: table
    )
    let check = try #require(GradientCheck(trace))
    #expect(check.components.filter(\.isFailure).map(\.component.indices) == [[2, 3]])
  }

  /// The rounding of 10⁷ leaves the quotient uncertain by some 10⁻⁵: 2/1000 is a hundred times that.
  @Test(arguments: [1e6, 1e7])
  func aMistakeThatStandsOutOfTheRoundingIsFound(offset: Double) throws {
    let table = OperationTable.standard(scaling: "square", by: 1.001)
    #expect(try failures("y = square(x) + \(offset); x = 1", table) == ["x"])
  }

  /// A bend that stands out of the rounding is one, although both slopes together give the gradient.
  @Test(arguments: [1e8, 1e9, 1e10])
  func aKinkThatStandsOutOfTheRoundingIsSkipped(offset: Double) throws {
    let trace = try trace("y = |x| + \(offset); x = 0")
    let verdict = try #require(GradientCheck(trace)?.nodes.first?.components.first?.verdict)
    guard case .skipped(.kink) = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }

  @Test(arguments: [1e-8, 1e-3, 1e5, 1e12])
  func wrongGradientsOfAllSizesAreFound(x: Double) throws {
    let table = OperationTable.standard(scaling: "square", by: 1.001)
    #expect(try failures("y = square(x); x = \(x)", table) == ["x"])
  }
}
