import GradstepSyntax
import Testing

/// Sources are read by Unicode scalars: no letter takes a sign of the language along.
@Suite struct ScalarTests {
  /// Letters that Unicode lets take the next character along (Grapheme_Cluster_Break=Prepend).
  static let greedyLetters = ["\u{D4E}", "\u{111C2}", "\u{11A84}"]

  private func names(_ text: String) -> [String] {
    parse(text).tree.statements.compactMap { $0.name?.text }
  }

  @Test(arguments: greedyLetters, ["a", ""])
  func aLetterTakesNoSignAlong(letter: String, start: String) {
    let name = start + letter
    let (tree, diagnostics) = parse("\(name)=1;x:1;y=(\(name)+x)\(name)*[\(name)][1]/|\(name)|")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(
      tree.statements.first?.name.map { Array($0.text.unicodeScalars) }
        == Array(name.unicodeScalars)
    )
    #expect(
      tree.reading(of: tree.expressions.count - 1).unicodeScalars.elementsEqual(
        "(\(name) + x)·\(name)·[\(name)][1]/abs(\(name))".unicodeScalars
      )
    )
  }

  @Test(arguments: greedyLetters)
  func aBraceBehindALetterIsABrace(letter: String) {
    #expect(parse("a\(letter)}").diagnostics.map(\.identifier) == ["stray-bracket"])
    #expect(names("x_{a\(letter)} = 1") == ["x_a\(letter)"])
    #expect(names("\\mathbf{\(letter)} = 1") == [letter])
  }

  @Test(arguments: greedyLetters)
  func aSignBehindALetterIsOneInLaTeX(letter: String) {
    #expect(
      Name.latex(of: "\(letter)_b").unicodeScalars.elementsEqual(
        "\\text{\(letter)}_{b}".unicodeScalars
      )
    )
    #expect(
      Name.latex(of: "a_b\(letter)_c").unicodeScalars
        .elementsEqual("a_{\\text{b\(letter)\\_c}}".unicodeScalars)
    )
  }

  @Test(arguments: [
    ("x\u{20D7}", "x\u{20D7}"), ("名前2", "名前2"), ("ж", "ж"), ("ℵ", "ℵ"), ("ａ", "ａ"), ("x٣", "x٣"),
    ("कि", "कि"), ("\u{1D465}\u{302}", "\u{1D465}\u{302}"), ("\u{2126}", "\u{3A9}"),
    ("\u{212A}_1", "K_1"), ("\u{212B}", "\u{C5}"), ("A\u{30A}", "\u{C5}"),
    ("x\u{302}\u{304}", "x\u{302}\u{304}"),
  ])
  func lettersOfAllScriptsMakeNames(written: String, canonical: String) {
    let (tree, diagnostics) = parse("\(written) = 1")
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    let name = tree.statements.first?.name?.text ?? ""
    #expect(name.unicodeScalars.elementsEqual(canonical.unicodeScalars))
  }

  @Test(arguments: [
    "\u{24B6}", "\u{200D}", "\u{FE0F}", "\u{3164}", "\u{115F}",
    "\u{FFFE}", "\u{E000}", "\u{1F600}", "\u{0}", "\u{7F}", "\u{34F}", "\u{30FB}",
  ])
  func whatIsNoLetterIsPartOfNoName(sign: String) {
    let (tree, diagnostics) = parse("a : 1; y = a\(sign)")
    #expect(diagnostics.map(\.identifier) == ["unknown-sign"])
    #expect(diagnostics.first?.range?.bytes == 12..<12 + sign.utf8.count)
    #expect(tree.printed(source: 0) == "a : 1; y = a\(sign)")
  }

  @Test(arguments: ["·", "\u{387}"])
  func aDotIsNoPartOfAName(dot: String) {
    #expect(names("a\(dot)b = 1").isEmpty)
  }

  @Test(arguments: ["=\u{338}", "+\u{302}", "·\u{302}", "(\u{301}", "👩‍👩‍👧", "🇩🇪", "👍🏽", "∘\u{338}"])
  func aSignAndItsMarksAreOneMistake(sign: String) {
    let (_, diagnostics) = parse("x : 1; y = x \(sign) x")
    #expect(diagnostics.map(\.identifier) == ["unknown-sign"])
    #expect(diagnostics.first?.range?.bytes == 13..<13 + sign.utf8.count)
  }

  @Test(arguments: ["\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"])
  func everyLineEndEndsAStatement(end: String) {
    #expect(names("a = 1\(end)b = 2 # c\(end)d = 3") == ["a", "b", "d"])
    let message = messages("a = 1\(end)b = ∫")
    #expect(message.hasPrefix("a.graph:2:5: error: '∫' is no sign"))
  }

  @Test(arguments: [
    "\u{A0}", "\u{2009}", "\u{3000}", "\u{202F}", "\t", "~", "\u{200B}", "\u{2060}",
  ])
  func blanksOfAllWidthsAreBlanks(blank: String) {
    #expect(names("a\(blank)=\(blank)1;\(blank)b = 2") == ["a", "b"])
  }

  // MARK: - What turns text around

  static let bidiControls: [Unicode.Scalar] = [
    "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}",
    "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}",
  ]

  @Test(arguments: bidiControls)
  func aControlOfDirectionInACommentIsWarnedOf(control: Unicode.Scalar) throws {
    let (tree, diagnostics) = parse("x = 1 # ü\(control)2\(control)\ny = x")
    let warning = try #require(diagnostics.first)
    #expect(diagnostics.count == 1 && warning.severity == .warning)
    #expect(warning.identifier == "bidi-control")
    #expect(warning.summary.contains(String(control.value, radix: 16, uppercase: true)))
    #expect(warning.range?.bytes == 10..<10 + String(control).utf8.count)
    #expect(tree.isComplete && tree.statements.count == 2)
  }

  @Test(arguments: bidiControls)
  func aControlOfDirectionInAFormulaIsAnErrorAlone(control: Unicode.Scalar) {
    let (_, diagnostics) = parse("x = 1 \(control)")
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.first?.range?.bytes == 6..<6 + String(control).utf8.count)
  }

  @Test(arguments: bidiControls)
  func noMessageTurnsTextAround(control: Unicode.Scalar) {
    let message = messages("x = 1 # \(control)abc\ny = x\(control)\(control) [\(control)")
    #expect(message.contains("warning") && message.contains("error"))
    #expect(!message.unicodeScalars.contains(control))
  }

  @Test func everyLineHasItsOwnWarning() {
    let text = "# \u{202E}a\u{202C}\r\n# b\n# \u{2066}\u{2069}\u{2028}# \u{200F}\nx = 1 # ok"
    #expect(parse(text).diagnostics.compactMap { $0.range?.bytes.lowerBound } == [2, 17, 28])
  }

  // MARK: - Whatever comes

  /// Scalars that break what takes text for characters, and all signs of the language.
  private static let oddScalars: [Unicode.Scalar] =
    greedyLetters.flatMap { Array($0.unicodeScalars) } + bidiControls
    + [
      "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{AD}", "\u{302}", "\u{338}", "\u{600}", "\u{200B}",
      "\u{200D}", "\u{2028}", "\u{20E3}", "\u{FE0F}", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}",
      "\u{FFFF}",
      "\u{1F1E9}", "\u{1F468}", "\u{1F3FD}", "\u{1100}", "\u{1161}", "\u{E0001}", "\u{10FFFF}", "σ",
      "é", "名", "₁", "²", "ᵀ", "⊤", "·", "‖",
    ] + Array("ab1.^_{}()[]|;:=,+-*/\\$&#'\"<> \n\r".unicodeScalars)

  @Test func whateverComesTheTokensAreTheSource() {
    var random = SplitMix(state: 8)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        if let scalar = Self.oddScalars.randomElement(using: &random) { text.append(scalar) }
      }
      let source = String(text)
      let (tree, diagnostics) = parse(source)
      #expect(tree.printed(source: 0).utf8.elementsEqual(source.utf8))
      for diagnostic in diagnostics {
        let range = diagnostic.range?.bytes ?? 0..<0
        #expect(range.upperBound <= source.utf8.count)
        // A place is never within a scalar.
        let start = source.utf8.index(source.startIndex, offsetBy: range.lowerBound)
        #expect(start.samePosition(in: source.unicodeScalars) != nil)
      }
      _ = messages(source)
    }
  }
}
