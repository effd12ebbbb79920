import Gradstep
import GradstepText
import Testing
import _GradstepTestSupport

/// Equations in MathML.
@Suite struct MathMLTests {
  @Test func aNumberHasItsClass() {
    let equation = Equation(.term(.name("y"))).equal(to: .term(.value(Tensor(10))))
    #expect(
      MathMLPrinter(format: .standard).math(equation)
        == "<math display=\"block\"><mi>y</mi><mo>=</mo>"
        + "<mrow class=\"gradstep-value\"><mn>10</mn></mrow></math>"
    )
  }

  @Test(
    arguments: [
      (.a / .b, "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
      (
        .power(.a + .b, 2),
        "<msup><mrow><mrow><mo form=\"prefix\" stretchy=\"true\">(</mo><mi>a</mi>"
          + "<mo>+</mo><mi>b</mi><mo form=\"postfix\" stretchy=\"true\">)</mo></mrow></mrow>"
          + "<mrow><mn>2</mn></mrow></msup>"
      ),
      (.term(.name("x_j^(t)")), "<msubsup><mi>x</mi><mi>j</mi><mi>(t)</mi></msubsup>"),
      (.term(.name("learning_rate")), "<mi>learning_rate</mi>"),
      (.term(.name("v_12")), "<msub><mi>v</mi><mn>12</mn></msub>"),
      (.term(.component("W", [1, 2])), "<msub><mi>W</mi><mn>12</mn></msub>"),
      (.term(.component("b_u", [12])), "<msub><mi>b</mi><mi>u,12</mi></msub>"),
      (
        .term(.flow(Tensor(-1.5e-9))),
        "<mrow class=\"gradstep-gradient\"><mo form=\"prefix\">−</mo><mn>1.5</mn><mo>·</mo>"
          + "<msup><mn>10</mn><mn>−9</mn></msup></mrow>"
      ),
      (.call("sqrt", [.x]), "<msqrt><mrow><mi>a</mi></mrow></msqrt>"),
      (.relation(.a, .less, .b), "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
    ] as [(Formula, String)]
  )
  func aFormulaInMathML(formula: Formula, expected: String) {
    #expect(MathMLPrinter(format: .standard).row(formula) == expected)
  }

  /// Whoever reads the elements one after another reads what the text says.
  @Test func everyFormulaOfTheTableSaysWhatItsTextSays() {
    let printers = (MathMLPrinter(format: .standard), TextPrinter(format: .standard))
    for operation in OperationTable.standard.operations {
      for sample in operation.samples {
        let usage = Usage(shapes: sample.operands.map(\.shape), parameters: sample.parameters)
        let locals = sample.operands.indices.map { operation.local($0, usage) }
        let formulas =
          [operation.formula(usage)]
          + locals.flatMap { [$0.formula, $0.contribution, $0.pushforward] }
        for formula in formulas {
          let row = printers.0.row(formula)
          #expect(isWellFormed(row), "\(row)")
          #expect(letters(content(row)) == letters(printers.1.text(formula).plain), "\(row)")
        }
      }
    }
  }

  @Test(arguments: Example.all) func theEquationsOfAnExampleAreWellFormed(example: Example) throws {
    let lesson = try example.lesson()
    let sheet = lesson.start().equations()
    #expect(isWellFormed(sheet.mathML))
    let printers = (MathMLPrinter(format: sheet.format), TextPrinter(format: sheet.format))
    var compared = 0
    for equation in sheet.sections.flatMap(\.equations) where equation.note.isEmpty {
      let text = printers.1.text(equation).plain
      let elements = content(printers.0.math(equation))
      // Text and elements leave out other parts of what is large, and a list is no column.
      guard !text.contains("⋯"), signs(elements) == signs(text) else { continue }
      #expect(letters(elements) == letters(text))
      compared += 1
    }
    #expect(compared * 2 > sheet.sections.flatMap(\.equations).count)
  }

  @Test func whatIsNoMathematicsIsEscaped() {
    let name = MathMLPrinter(format: .standard).row(.term(.name("P(a<b)_{c&d}")))
    #expect(name == "<msub><mi>P(a&lt;b)</mi><mi>c&amp;d</mi></msub>")
  }

  // MARK: - Reading

  /// Whether each element that begins ends, in the right order.
  private func isWellFormed(_ markup: String) -> Bool {
    var open: [Substring] = []
    for tag in markup.matches(of: /<(\/?)([a-z0-9]+)[^<>]*>/) {
      if tag.output.1.isEmpty {
        open.append(tag.output.2)
      } else if open.popLast() != tag.output.2 {
        return false
      }
    }
    return open.isEmpty
  }

  private func content(_ markup: String) -> String {
    markup.replacing(/<[^<>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
  }

  private func signs(_ text: String) -> String { text.filter { "=≈".contains($0) } }

  /// Letters and digits, wherever they stand.
  private func letters(_ text: String) -> String {
    let onLine = Dictionary(
      uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
    )
    let words = text.replacing("sqrt", with: "").replacing("ᵀ", with: "")
    return String(
      words.map { onLine[$0] ?? $0 }.filter { ($0.isLetter || $0.isNumber) && !"ΣΠ".contains($0) }
    )
  }
}
