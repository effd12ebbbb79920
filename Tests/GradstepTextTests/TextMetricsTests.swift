import GradstepText
import Testing

struct TextMetricsTests {
  @Test(
    arguments: [
      ("", .serif, 0), ("0123456789", .serif, 5000), ("A−B", .serif, 722 + 564 + 667),
      ("x", .serifItalic, 444), ("f", .serifItalic, 278),
      ("Hello", .sans, 722 + 556 + 222 * 2 + 556),
      ("Hello", .sansBold, 722 + 556 + 278 * 2 + 611), ("σ", .serif, 539), ("é", .serif, 444),
      ("\u{A0}\u{2007}", .serif, 750),
    ] as [(String, TextMetrics.Face, Double)]
  )
  func widthsAreThoseOfTheFaces(string: String, face: TextMetrics.Face, thousandths: Double) {
    #expect(TextMetrics.width(of: string, face: face, size: 1000) == thousandths)
  }

  @Test(arguments: TextMetrics.Face.allCases)
  func widthGrowsWithTheSize(face: TextMetrics.Face) {
    let string = "σ(W·x + b) ≈ 0.5"
    let width = TextMetrics.width(of: string, face: face, size: 10)
    #expect(width > 0)
    #expect(TextMetrics.width(of: string, face: face, size: 20) == 2 * width)
  }

  @Test(arguments: TextMetrics.Face.allCases)
  func combiningMarksHaveNoWidth(face: TextMetrics.Face) {
    #expect(
      TextMetrics.width(of: "e\u{301}", face: face, size: 12)
        == TextMetrics.width(of: "é", face: face, size: 12)
    )
  }

  /// A sign without an entry has the width of unknown characters, which no sign here has.
  @Test(arguments: TextMetrics.Face.allCases.filter { $0 != .monospace })
  func signsOfTheFiguresAreKnown(face: TextMetrics.Face) {
    for sign in "·×⊙⊗−±≈=∂ᵀℝ∞…⋯→′‖∑√∈⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉αβγδελμσφωΔΘΩ\u{2007}\u{A0}" {
      #expect(TextMetrics.width(of: String(sign), face: face, size: 1000) != 600, "\(sign)")
    }
  }

  @Test(arguments: [("語", 1000), ("\u{10300}", 600)] as [(String, Double)])
  func charactersWithoutAnEntryHaveARoughWidth(string: String, thousandths: Double) {
    #expect(TextMetrics.width(of: string, face: .serif, size: 1000) == thousandths)
  }

  @Test(
    arguments: [
      ("W·x", 3), ("−0.5", 4), ("語", 2), ("한글", 4), ("ｘ", 2), ("e\u{301}", 1), ("x\u{200D}", 1),
      ("🙂", 2), ("1.5·10⁻⁷", 8), ("", 0),
    ] as [(String, Int)]
  )
  func typewriterFacesHaveColumns(string: String, columns: Int) {
    #expect(TextMetrics.columns(of: string) == columns)
    #expect(
      TextMetrics.width(of: string, face: .monospace, size: 1000) == Double(602 * columns)
    )
  }

  @Test(arguments: Text.Role.allCases)
  func onlyNamesAreItalic(role: Text.Role) {
    #expect(
      TextMetrics.width(of: Text("word", role), size: 12)
        == TextMetrics.width(of: "word", face: role == .name ? .serifItalic : .serif, size: 12)
    )
  }

  @Test(arguments: [Text.Script.subscript, .superscript])
  func scriptsAreSmaller(script: Text.Script) {
    let text = Text([Text.Run("b", .name), Text.Run("10", .plain, script: script)])
    #expect(TextMetrics.scriptScale == 0.7)
    #expect(TextMetrics.width(of: text, size: 1000) == 500 + 700)
  }

  @Test(arguments: Samples.widths)
  func linesAreNoWiderThanAskedFor(width: Double) {
    for text in Samples.texts {
      for line in TextMetrics.lines(text, size: 11, width: width) {
        #expect(
          TextMetrics.width(of: line, size: 11) <= width || line.string.count == 1,
          "\(line.string)"
        )
      }
    }
  }

  @Test(arguments: Samples.widths)
  func linesJoinedBySpacesAreTheText(width: Double) {
    for text in Samples.texts {
      let lines = TextMetrics.lines(text, size: 11, width: width)
      if width >= 90 {
        // No word is as wide as this.
        #expect(lines.map(\.string).joined(separator: " ") == text.string)
      }
      // The style of each character stays as well.
      let styles = lines.map(\.styles).reduce([], +)
      #expect(styles == text.styles)
    }
  }

  @Test func textFitsIntoItsOwnWidth() {
    for text in Samples.texts {
      let width = TextMetrics.width(of: text, size: 11)
      #expect(TextMetrics.lines(text, size: 11, width: width).count == 1)
      #expect(TextMetrics.lines(text, size: 11, width: width.nextDown).count > 1)
    }
  }

  @Test func lineThatIsNotBrokenKeepsItsRuns() {
    let text = Text("a b ", .name) + Text([Text.Run("2", script: .superscript)]) + " = c d"
    #expect(TextMetrics.lines(text, size: 12, width: 1000) == [text])
  }

  @Test(
    arguments: [
      // Digits are 5 points wide and spaces 2.5 at a size of 10.
      ("00 00 00", 25, ["00 00", "00"]),
      ("0000 = 00 00", 33, ["0000", "= 00 00"]),
      ("0 = 00 00", 26, ["0 = 00", "00"]),
      ("00000000 00", 20, ["0000", "0000", "00"]),
      ("00 00000000 00", 20, ["00", "0000", "0000", "00"]),
      // A formula is broken behind a bracket or a sign, and never in a power of ten.
      ("00(00(00))", 25, ["00(", "00(", "00))"]),
      ("00·00·00", 23, ["00·", "00·00"]),
      ("[0,\u{A0}0·10⁻¹,\u{A0}0]", 38, ["[0,\u{A0}", "0·10⁻¹,\u{A0}", "0]"]),
      ("0000 + 0 ≈ 0 0", 56, ["0000 + 0", "≈ 0 0"]),
      ("00000 + 0 ≈ 0", 41, ["00000 + 0", "≈ 0"]),
      ("0000 =0 0", 34, ["0000 =0", "0"]),
      ("00\u{A0}00 00", 23, ["00\u{A0}00", "00"]),
      ("00\u{A0}00 00", 16, ["00\u{A0}", "00", "00"]),
      ("00  00", 13, ["00 ", "00"]),
      ("", 10, [""]),
    ] as [(String, Double, [String])]
  )
  func linesBreakBeforeASignWhereTheyAreFullEnough(
    string: String,
    width: Double,
    lines: [String]
  ) {
    #expect(
      TextMetrics.lines(Text(string), size: 10, width: width).map(\.string) == lines
    )
  }

  @Test func aWordOfSeveralRunsStaysTogether() {
    let name = Text([Text.Run("W", .name), Text.Run("10", .plain, script: .subscript)])
    let text = "when " + name + "," + " then"
    let lines = TextMetrics.lines(text, size: 10, width: 24)
    #expect(lines == ["when", name + ",", "then"])
  }

  @Test func textWithoutRunsIsOneLine() {
    #expect(TextMetrics.lines(Text(), size: 10, width: 100) == [Text()])
  }
}

private enum Samples {
  static let widths = Array(stride(from: 0.0, through: 400, by: 9))

  static let texts: [Text] = [
    "A sentence of plain words that says why the gradient of this variable is zero.",
    Text("z", .name) + Text([Text.Run("1", .plain, script: .subscript)]) + " = "
      + Text("W", .name) + "·" + Text("x", .name) + " + " + Text("b", .name) + " = "
      + Text("0.3333", .value) + " + " + Text("−1.25·10⁻⁷", .value) + " ≈ "
      + Text("0.3333", .value) + ", shape " + Text("3×1", .dimmed),
    " two  spaces and ones at the ends ",
    Text("a ", .name) + Text(" = ", .symbol) + Text(" b", .gradient) + "= c + +d",
  ]
}

extension Text {
  fileprivate var string: String { runs.map(\.string).joined() }

  /// The role and the script of each character but spaces.
  fileprivate var styles: [Run] {
    runs.flatMap { run in
      run.string.filter { $0 != " " }.map { Run(String($0), run.role, script: run.script) }
    }
  }
}
