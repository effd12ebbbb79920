import GradstepSyntax
import Testing

/// Edits name values as the text does.
@Suite struct FittingTests {
  @Test(arguments: [
    ("w⁺ + b", "w + b"), ("w⁺⁺·x⁺¹²", "w·x"), ("w²·x", "w²·x"), ("w⁺⁻¹", "w⁻¹"),
    ("w⁺⁴⁺⁰v", "wv"), ("\u{D4E}⁺ + 1", "\u{D4E} + 1"),
  ])
  func whatCountsTheValuesOfANameIsLeftOut(text: String, expected: String) {
    let source = Source(name: "", text: "y = w")
    let range = SourceRange(source: 0, bytes: 0..<5)
    let diagnostic = Diagnostic.error(
      "sample",
      "a sample",
      at: range,
      solutions: [
        Diagnostic.Solution(
          summary: text,
          replacements: [Diagnostic.Replacement(range: range, text: text)]
        )
      ]
    )
    let solution = diagnostic.fitted(to: [source]).solutions[0]
    #expect(solution.summary == expected)
    #expect(solution.replacements[0].text == expected)
  }
}
