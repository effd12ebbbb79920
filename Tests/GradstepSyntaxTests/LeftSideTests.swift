import GradstepSyntax
import Testing

/// What stands on the left of a definition, and the sign behind it.
@Suite struct LeftSideTests {
  @Test(arguments: [
    (#"P(y = 1 \mid x) = x^2"#, "P_y1x = x²"), ("P(class=1) = x^2", "P_class1 = x²"),
    (#"{\hat{y}} = x^2"#, "ŷ = x²"), ("{ReLU6}(x) = x^2", "ReLU6(x) = x²"),
    ("f(x; W) = W x", "f(x, W) = W·x"), ("p(x | a) = x^2", "p(x, a) = x²"),
    (#"D[p \| q] = p q"#, "D(p, q) = p·q"), ("D(p || q) = p q", "D(p, q) = p·q"),
    (#"\text{softmax}(z)_i = z^2"#, "softmax_i = z²"),
    (#"l^{(1)}(w, b) = w"#, "l^(1)(w, b) = w"),
  ])
  func aLeftSideNamesWhatItDefines(text: String, expected: String) {
    let (tree, diagnostics) = parse(text, "x = 1; z = 1")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree).first == expected)
  }

  @Test(arguments: [
    ":=", "≔", "←", "≡", "≜", #"\leftarrow"#, #"\gets"#, #"\coloneqq"#, #"\triangleq"#, #"\equiv"#,
    #"\stackrel{\text{def}}{=}"#, #"\overset{\mathrm{def}}{=}"#, #"\stackrel{!}{=}"#,
  ])
  func manySignsDefine(sign: String) {
    let (tree, diagnostics) = parse("y \(sign) x^2")
    #expect(diagnostics.isEmpty)
    #expect(summaries(tree) == ["y = x²"])
    #expect(summaries(parse("f(x) \(sign) x^2").tree) == ["f(x) = x²"])
  }

  @Test(arguments: [
    ("w ← w - g\nL = w^2", ["w⁺ = w − g", "L = w⁺²"]),
    ("w := w - g", ["w⁺ = w − g"]), (#"w \leftarrow w - g"#, ["w⁺ = w − g"]),
    ("c += a·b + 1", ["c⁺ = c + (a·b + 1)"]), ("c -= a", ["c⁺ = c − a"]),
    ("c *= a + b", ["c⁺ = c·(a + b)"]), ("c /= a", ["c⁺ = c/a"]),
    ("w ← w + 1\nw ← 2w\ny = w", ["w⁺ = w + 1", "w⁺⁺ = 2·w⁺", "y = w⁺⁺"]),
    ("y = w\nw ← w + 1", ["y = w", "w⁺ = w + 1"]),
    ("w ← w + 1\nf(w) = w^2\noutput w", ["w⁺ = w + 1", "f(w) = w²", "output w⁺"]),
  ])
  func anAssignmentGivesANewValue(text: String, expected: [String]) {
    let (tree, diagnostics) = parse(text, "w = 1; c = 1")
    #expect(diagnostics.isEmpty)
    #expect(Array(summaries(tree).prefix(expected.count)) == expected)
  }

  @Test func aNameOnBothSidesIsAnAssignmentOrAnotherName() throws {
    let source = "w = w - g; w = 1; g = 2"
    let diagnostic = try #require(parse(source).diagnostics.first)
    #expect(diagnostic.identifier == "name-on-both-sides")
    let results = diagnostic.solutions.map { solution in
      var text = Array(source.utf8)
      for edit in solution.replacements {
        text.replaceSubrange(edit.range.bytes, with: Array(edit.text.utf8))
      }
      return summaries(parse(String(decoding: text, as: UTF8.self)).tree)
    }
    #expect(
      results == [
        ["w⁺ = w − g", "w = 1", "g = 2"], ["w_new = w − g", "w = 1", "g = 2"],
      ]
    )
  }
}
