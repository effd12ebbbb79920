import GradstepSyntax
import Testing

/// Cases in lines one below another.
@Suite struct StackedChoiceTests {
  @Test(arguments: [
    ("y = x if x > 0\n    2x if x <= 0", "y = { x if x > 0; 2·x otherwise }"),
    (
      "y = x, if x > 1\ny = 3, if x < -1\ny = 0, otherwise",
      "y = { x if x > 1; 3 if x < −1; 0 otherwise }"
    ),
  ])
  func theyAreOneChoice(text: String, expected: String) {
    let (tree, diagnostics) = parse(text + "\nx = 1")
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty, "\(diagnostics)")
    #expect(summaries(tree).first == expected)
    #expect(tree.statements.count == 2)
  }

  @Test(arguments: ["y = x if x > 0\nz = 2x if x <= 0", "{ x, if x > 0\ny = 1"])
  func othersAreNone(text: String) {
    let (tree, diagnostics) = parse(text + "\nx = 1")
    #expect(diagnostics.contains { $0.severity == .error })
    #expect(!summaries(tree).contains { $0.contains("otherwise") })
  }
}
