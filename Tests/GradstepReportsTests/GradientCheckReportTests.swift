import Gradstep
import Testing
import _GradstepTestSupport

/// What is said of a gradient check.
@Suite struct GradientCheckReportTests {
  private func report(
    _ trace: Trace,
    tolerance: Double = 1e-6,
    effort: Int = GradientCheck.standardEffort
  ) throws -> GradientCheckReport {
    let check = try #require(GradientCheck(trace, tolerance: tolerance, effort: effort))
    return GradientCheckReport(check, LinearizationCheck(trace), of: trace)
  }

  private func report(_ formula: String, _ flow: Flow = .gradients) throws -> GradientCheckReport {
    try report(Lesson([Source(name: "formula", text: formula)], flow: flow).trace)
  }

  @Test func thereIsARowForEachNodeWithAGradient() throws {
    let report = try report("f = (x + y)z; x = -2; y = 5; z = -4")
    #expect(
      TextTable(isStyled: false).text(report.table) == """
            operation  shape   checked  largest error  verdict
        x   variable   scalar  1 of 1   0              ✓
        y   variable   scalar  1 of 1   0              ✓
        z   variable   scalar  1 of 1   0              ✓
        v₁  add        scalar  1 of 1   0              ✓
        f   multiply   scalar  1 of 1   0              ✓

        """
    )
    #expect(
      report.sentences == ["5 of 5 gradients agree with their difference quotients within 10⁻⁶"]
    )
  }

  @Test func whatIsSkippedIsCountedAndSaid() throws {
    let report = try report("y = sum(relu(x)) + max(x); x = [0, 1, -2, 1]")
    #expect(
      report.table.rows[0].last?.lines.map(\.plain) == [
        "✓", "1 skipped: relu′(0) = 0 was taken",
        "2 skipped: a tie of max: each of the 2 gets an equal share",
      ]
    )
    #expect(report.table.rows[0][3].lines.map(\.plain) == ["1 of 4"])
    #expect(
      report.sentences == [
        "8 of 11 gradients agree with their difference quotients within 10⁻⁶, 3 are skipped",
        "skipped: 3 at a kink, where there is no one slope to compare with",
      ]
    )
  }

  @Test(
    arguments: [
      ("y = relu(x); x = 0", "skipped: relu′(0) = 0 was taken"),
      ("y = 2 log(x); x = 0", "skipped: v₁ is not finite"),
      (
        "y = x^1.5; x = 0",
        "skipped: right beside it y is not finite: 'power' is defined for "
          + "x ≥ 0 where the exponent is no whole number, x ≠ 0 where it is negative"
      ),
      (
        "y = (x_1·x_2)^1.5; x_1 = 0; x_2 = 1",
        "skipped: right beside it y is not finite: 'power' is defined for "
          + "v₁ ≥ 0 where the exponent is no whole number, v₁ ≠ 0 where it is negative"
      ), ("y = exp(100x); x = 7.09", "skipped: no step gives a finite quotient"),
      (
        "y = |x| + 1; x = 1e-30",
        "skipped: the slopes on both sides differ over every step, as at a kink or a pole"
      ), ("y = sign(x); x = 0", "skipped: sign′(0) = 0 was taken, where the value jumps"),
      (
        "y = sign(x) + x; x = 1e-30",
        "skipped: the value differs on both sides over every step: it jumps here"
      ),
      (
        "y = relu(x) − relu(-x); x = 0",
        "skipped: relu′(0) = 0 was taken at v₁, but the kinks cancel out: the slope is 1"
      ),
    ] as [(String, String)]
  )
  func theReasonIsSaid(formula: String, reason: String) throws {
    #expect(try report(formula).table.rows[0].last?.lines.map(\.plain) == [reason])
  }

  @Test(
    arguments: [
      (
        "y = 2 log(x); x = 0",
        [
          "nothing was checked: all 3 gradients are skipped",
          "skipped: 3 where a value on the way to the output is not finite",
        ]
      ),
      (
        "y = relu(x); x = 0",
        [
          "nothing was checked that could differ: 1 of 2 gradients is skipped",
          "skipped: 1 at a kink, where there is no one slope to compare with",
        ]
      ),
      (
        "y = sum([relu(a), sign(a), (c + 1e16) − 1e16]); a = 0; c = 1",
        [
          "8 of 10 gradients agree with their difference quotients within 10⁻⁶, 2 are skipped",
          "skipped: 1 at a kink, where there is no one slope to compare with; 1 where rounding hides "
            + "the slope",
        ]
      ),
    ] as [(String, [String])]
  )
  func whatWasNotCheckedIsNamed(formula: String, sentences: [String]) throws {
    #expect(try report(formula).sentences == sentences)
  }

  @Test func gradientAndQuotientOfAFailureAreShown() throws {
    let report = try report(
      .wrong("y = sum(square(x ⊙ w)); x = [1, 2]; w = [1, 3]", doubling: "square")
    )
    #expect(
      report.table.rows.map { $0.last?.lines.map(\.plain).joined(separator: ";") } == [
        "✗ gradient 4, difference quotient 2 at x₁;  2 components differ",
        "✗ gradient 4, difference quotient 2 at w₁;  2 components differ",
        "✗ gradient 4, difference quotient 2 at v_{1,1};  2 components differ", "✓", "✓",
      ]
    )
    #expect(
      report.sentences == [
        "3 of 9 gradients agree with their difference quotients within 10⁻⁶, 6 do not",
        "on the way back v₁ is the first to differ: look at the pullback of 'square'",
      ]
    )
    #expect(report.document.text.contains("\"verdict\": \"failed\""))
  }

  @Test func numbersThatDifferLookDifferent() throws {
    let trace = try Lesson("y = sin(x)", "x = 0.5").trace
    let check = try #require(GradientCheck(trace, tolerance: 1e-17))
    let report = GradientCheckReport(check, nil, of: trace)
    for row in report.table.rows {
      let line = try #require(row.last?.lines.first).plain
      guard line.hasPrefix("✗") else { continue }
      let numbers = line.split { !"0123456789.−".contains($0) }
      #expect(Set(numbers).count == numbers.count, "\(line)")
    }
  }

  @Test func aSelectionIsSaid() throws {
    let chain = "x = 0.3; y = x" + String(repeating: " + sin(x)", count: 200)
    let trace = try Lesson(chain).trace
    let check = try #require(GradientCheck(trace, effort: 200_000))
    let report = GradientCheckReport(check, nil, of: trace)
    #expect(
      report.sentences.last
        == "a spread-out selection was checked: \(check.nodes.count) of 401 nodes"
    )
    let list = (0..<1500).map { "\(Double($0) / 1000)" }.joined(separator: ", ")
    let large = try self.report("y = sum(x)/10; x = [\(list)]")
    #expect(
      large.sentences.last
        == "a spread-out selection was checked: 1000 of the 1500 components of x"
    )
  }

  @Test func aGraphWithoutVariablesHasNothingToMove() throws {
    let report = try report("y = x; const x = 2")
    #expect(
      report.table.rows.isEmpty
        && report.sentences == ["nothing was checked: no node has a gradient"]
    )
    #expect(report.linearizationTable == nil && report.linearizationSentences == nil)
  }

  // MARK: - Linearisation

  @Test func theLinearizationIsATable() throws {
    let report = try report("y = x^2; x = 3")
    let table = try #require(report.linearizationTable)
    #expect(table.headings == ["‖h‖", "‖f(x+h) − f(x)‖", "‖f(x+h) − f(x) − J·h‖", "over ‖h‖²"])
    #expect(
      table.rows[0].map { $0.lines[0].plain.split(separator: " ").joined() }
        == ["0.1", "0.61", "0.01", "1"]
    )
    let sentences = try #require(report.linearizationSentences)
    #expect(
      sentences.opening
        == "f is the output, x all variables together; h moves them in one direction:"
    )
    #expect(
      sentences.closing == [
        "what is left over shrinks like ‖h‖²: J is the derivative in this direction"
      ]
    )
  }

  @Test(
    arguments: [
      ("f = x; x = 1", "nothing is left over: f is linear in this direction"),
      ("f = 3x − 2z; x = 1; z = 4", "what is left over is rounding: f is linear in this direction"),
      (
        "f = |x|; x = 0",
        "what is left over does not shrink like ‖h‖²: f has a kink here: abs′(0) = 0 was taken"
      ),
      ("f = 1/x; x = 0", "f or J is not finite here"),
      (
        "f = sign(x); x = 0",
        "what is left over does not shrink like ‖h‖²: f jumps here: sign′(0) = 0 was taken"
      ),
    ] as [(String, String)]
  )
  func whatTheRowsShowIsSaid(formula: String, sentence: String) throws {
    let sentences = try #require(try report(formula).linearizationSentences)
    #expect(sentences.closing == [sentence])
  }
}
