import Gradstep
import Testing

/// What is said of Jacobians.
@Suite struct JacobianReportTests {
  private func report(_ text: String, by names: [String] = []) throws -> JacobianReport {
    let graph = try Lesson([Source(name: "s", text: text)]).graph
    let leaves = graph.nodes.indices.filter {
      graph.nodes[$0].kind == .variable
        && (names.isEmpty || names.contains(graph.displayNames[$0]))
    }
    return JacobianReport(Jacobian(of: graph, withRespectTo: leaves), of: graph)
  }

  @Test(arguments: [
    ("F = [2x, 3y]; x = 1; y = 1", "det = 6, log|det| ≈ 1.792: volume grows"),
    (
      "F = [y, x]; x = 1; y = 1",
      "det = −1, log|det| = 0: volume is kept, and orientation is flipped"
    ),
    ("F = [x/2, y]; x = 1; y = 1", "det = 0.5, log|det| ≈ −0.6931: volume shrinks"),
    (
      "F = [x + y, 2x + 2y]; x = 1; y = 1",
      "det = 0, log|det| = −∞: volume is lost: the map is not invertible here"
    ),
    (
      "F = [1e-200 x, -1e-200 y]; x = 1; y = 1",
      "det ≈ 0 (too small for a double), log|det| ≈ −921: volume shrinks, and orientation is flipped"
    ),
    (
      "F = [1e200 x, 1e200 y]; x = 1; y = 1",
      "det ≈ ∞ (too large for a double), log|det| ≈ 921: volume grows"
    ),
    (
      "F = [log(x), x + y]; x = -1; y = 1",
      "det = −1, log|det| = 0: volume is kept, and orientation is flipped"
    ),
    (
      "F = [0 x/(y - 1), x + y]; x = 1; y = 1",
      "det = NaN, log|det| = NaN: what becomes of volume is not known"
    ),
  ])
  func theDeterminantIsToldWithItsLogarithm(source: String, sentence: String) throws {
    #expect(try report(source).sentences.last == sentence)
  }

  @Test func aRotationKeepsVolume() throws {
    for angle in stride(from: 0.1, to: 6, by: 0.37) {
      let source = "F = [cos(t) x − sin(t) y, sin(t) x + cos(t) y]; x = 1; y = 2; t = \(angle)"
      let sentence = try report(source, by: ["x", "y"]).sentences.last
      #expect(sentence == "det = 1, log|det| = 0: volume is kept")
    }
  }

  @Test func theDeterminantIsThatOfTheMatrixThatIsShown() throws {
    let source = "F = [cos(t) x, y]; x = 1; y = 1; t = 1.5707963267948966"
    let report = try report(source, by: ["x", "y"])
    #expect(
      report.sentences.last
        == "det = 0, log|det| = −∞: volume is lost: the map is not invertible here"
    )
    #expect(report.document.text.contains("\"determinant\": 6.123"))
  }

  @Test func aDeterminantBelowAllDoublesLosesNoVolume() throws {
    let list = [String](repeating: "1", count: 180).joined(separator: ", ")
    let report = try report("F = 0.01 x; x = [\(list)]")
    #expect(report.determinant == 0)
    #expect(
      report.sentences.last
        == "det ≈ 0 (too small for a double), log|det| ≈ −828.9: volume shrinks"
    )
    #expect(report.document.text.contains("\"logAbsDeterminant\": -828.93"))
  }

  @Test func aSingularMatrixHasMinusInfinityInJSON() throws {
    let text = try report("F = [x + y, 2x + 2y]; x = 1; y = 1").document.text
    #expect(text.contains("\"determinant\": 0,\n  \"logAbsDeterminant\": \"-Infinity\","))
    let oblong = try report("F = [x, 2x, 3x]; x = 1")
    #expect(oblong.determinant == nil && !oblong.document.text.contains("eterminant"))
    #expect(oblong.sentences.count == 1)
  }

  @Test func theMatrixIsAnEquationWithItsDeterminant() throws {
    let sheet = try report("F = [3x^2y, 2x + y^8]; x = 2; y = 1").equations()
    let name = "\\frac{\\partial (F_{1}, F_{2})}{\\partial (x, y)}"
    let determinant = "\\det\\left(\(name)\\right)"
    #expect(
      sheet.sections[0].equations.map(sheet.latex(of:)) == [
        "\(name) = \\begin{bmatrix} 12 & 12 \\\\ 2 & 8 \\end{bmatrix}", "\(determinant) = 72",
        "\\log\\left\\lvert \(determinant)\\right\\rvert \\approx 4.277"
          + "\\quad\\text{(volume grows)}",
      ]
    )
  }

  @Test func manyComponentsAreCutInTheirNames() throws {
    let list = (1...12).map(String.init).joined(separator: ", ")
    let sheet = try report("L = b_u·b_u; b_u = [\(list)]").equations()
    #expect(
      sheet.latex(of: sheet.sections[0].equations[0]).hasPrefix(
        "\\frac{\\partial L}"
          + "{\\partial (b_{u,1}, b_{u,2}, b_{u,3}, b_{u,4}, \\ldots, b_{u,12})} = "
      )
    )
  }

  @Test func aDeterminantThatIsNoDoubleIsNotEqualToZero() throws {
    let equations = try report("F = [1e-200 x, 1e-200 y]; x = 1; y = 1").equations().sections[0]
      .equations
    #expect(equations[1].sides.map(\.isExact) == [false])
    #expect(equations[1].note == "too small for a double")
  }
}
