import Gradstep
import Testing

/// The identity matrix that formulas leave to their reader.
@Suite struct IdentityTests {
  @Test(arguments: [
    ("w = (X^⊤X + 0.5I)^{-1}X^⊤y; X = [[1, 0], [0, 2]]; y = [3, 9]", [2, 4]),
    (#"v = (\mathbf{I} - 0.5 \mathbf{P})^{-1} r; P = [[1, 0], [0, 1]]; r = [1, 2]"#, [2, 4]),
    ("y = (A + I_n)·x; A = [[1, 1], [0, 1]]; x = [1, 2]", [4, 4]),
  ])
  func `An I that nothing gives is the identity beside a square matrix`(
    source: String,
    value: [Double]
  ) throws {
    let lesson = try Lesson(source)
    let numbers = lesson.trace.value(of: lesson.graph.output).elements
    #expect(zip(numbers, value).allSatisfy { ($0 - $1).magnitude < 1e-9 })
    #expect(lesson.warnings.contains { $0.identifier == "identity-matrix" })
  }

  @Test func `A given I is what it is given as`() throws {
    let lesson = try Lesson("U = R I; R = 2; I = 3")
    #expect(lesson.trace.value(of: lesson.graph.output) == Tensor(6))
    #expect(lesson.warnings.isEmpty)
  }

  @Test func `Where no square matrix fits it is asked for`() {
    let error = #expect(throws: DiagnosticsError.self) { try Lesson("U = R I; R = 2") }
    #expect(error?.diagnostics.first?.identifier == "missing-value")
  }
}
