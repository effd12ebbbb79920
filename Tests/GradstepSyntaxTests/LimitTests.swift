import GradstepSyntax
import Testing

@Suite struct LimitTests {
  private func identifiers(_ text: String) -> [String] {
    parse(text).diagnostics.map(\.identifier)
  }

  @Test(arguments: [
    ("(", 100_000), ("-", 100_000), ("[", 10_000), ("sin ", 10_000), ("2^", 10_000), ("|", 10_000),
    ("f(", 10_000), ("x[", 10_000), ("sin^2 ", 10_000), ("- - ", 10_000), ("(-", 10_000),
    ("{", 10_000), (#"\frac{"#, 10_000), (#"\sqrt{"#, 10_000), (#"\left("#, 10_000),
    (#"\begin{matrix}"#, 10_000), (#"\left|"#, 10_000), ("x^{", 10_000), (#"\frac1{"#, 10_000),
    (#"\sin{"#, 10_000), (#"\mathbf{-"#, 10_000),
  ])
  func nestingHasALimit(piece: String, count: Int) {
    let deep = String(repeating: piece, count: count)
    #expect(identifiers("y = " + deep + "x\nz = 1") == ["nested-too-deeply"])
  }

  @Test func theLimitIsExact() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
    }
    #expect(identifiers(nested(200)).isEmpty)
    let diagnostics = parse(nested(201)).diagnostics
    #expect(diagnostics.map(\.range?.bytes) == [200..<201])
  }

  @Test(arguments: [
    (" + x", 100_000), (" - x", 5_000), ("·x", 5_000), (" x", 5_000), ("/x", 5_000), ("'", 5_000),
    ("²'", 5_000), ("[1]", 5_000), ("·(x)", 5_000), ("/(2 x)", 5_000),
  ])
  func chainsHaveNone(piece: String, count: Int) {
    let (tree, diagnostics) = parse("x = 1; y = x" + String(repeating: piece, count: count))
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
    let last = tree.expressions.count - 1
    #expect(last >= count)
    #expect(tree.reading(of: last).utf8.count >= count)
  }

  @Test(arguments: [
    "x", "(x) ", "1 ", "x = ", "[1, 2; ", "x;", "f(x) = ", "{", "||", "x_{", "x\n", "a/b c;", "∘",
    "🇩🇪",
    #"\foo(x) + 1;"#, #"\foo "#, #"\mathbf{"#, #"\hat{"#, #"\hat"#, #"\text{a "#, #"\mathbf{a_"#,
    #"x_{\text{"#, #"x_\alpha"#, #"\frac12"#, #"\frac{"#, #"\sqrt["#, #"\label{"#, "$", "$$x",
    #"\["#, #"\]"#, #"\\"#, #"\\&"#, "&", #"\begin{align}"#, #"\end{align}"#, #"\begin{matrix}"#,
    #"\end{matrix}"#, #"\begin{x}"#, #"\begin{align}\begin{matrix}"#, #"\begin{matrix}$"#,
    #"\left"#, #"\left("#, "x.$", "x^{(1)}", "f^{", "$x\n", #"{x\\"#,
    "(\n", "x = (\n", "output x;", "f = f;", "sum(", "{\n", "P(A", "D(p|", "1 if x > 0 else ",
    #"\sum^{"#, #"\sum_{j=1}^{"#, "sum(x_i + ", "sum((x_i), ",
    #"(u_1 + \dots + u_n) + "#, #"[s u_1, \dots, s u_n] + "#, #"\dots, "#,
    "[w x for w, x in zip(a, b)] ",
    "(for ", "x if x > 0\n", "1_n ", #"\bar{x} "#, "n! ", "P(a|b) P(b|a) ", "```",
  ])
  func timeIsLinear(piece: String) {
    let text = String(repeating: piece, count: 50_000 / piece.utf8.count)
    #expect(parse(text).tree.printed(source: 0) == text)
  }

  @Test(arguments: [
    "f#(x) = x", "f_{q#}(x) = x", "def f#(x): return x", "a#_i = a@_i + x_i",
    "a_# = 1; a_# += 1",
  ])
  func timeIsLinearInTheNumberOfNames(line: String) {
    let lines = (0..<4_000).map {
      line.replacing("#", with: "\($0)").replacing("@", with: "\($0 + 1)")
    }
    let text = (lines + ["a4000 = [1, 2]", "x = [1, 2]"]).joined(separator: "\n")
    let (tree, diagnostics) = parse(text)
    #expect(diagnostics.allSatisfy { $0.severity != .error })
    #expect(tree.printed(source: 0) == text)
  }

  @Test func aChoiceIsOneHoweverLongItsValuesAre() {
    let ones = String(repeating: " + 1", count: 2_000)
    for choice in ["x if x > 0\(ones) else 2", "{ x if x > 0\(ones); 2 otherwise }"] {
      let (tree, diagnostics) = parse("x = 1; y = \(choice)")
      #expect(diagnostics.isEmpty)
      #expect(tree.mainStatementCount == 2)
    }
  }

  @Test func formulasInBracesAreReadHoweverLongAndDeepTheyAre() {
    let ones = String(repeating: " + 1", count: 10_000)
    let (tree, diagnostics) = parse("{y = x\(ones)}\n{z = y}", "x = 1")
    #expect(diagnostics.isEmpty)
    #expect(tree.mainStatementCount == 2)
    let deep = (0..<5_000).map { "{a\($0) = 1\n" }.joined() + String(repeating: "}\n", count: 5_000)
    #expect(parse(deep).tree.mainStatementCount == 5_000)
  }

  @Test func aSourceHasALargestSize() {
    let text = "y = " + String(repeating: "x + ", count: Source.sizeLimit / 4) + "x"
    let (tree, diagnostics) = parse(text)
    #expect(
      diagnostics.map(\.summary) == [
        "a source has at most \(Source.sizeLimit) bytes, and this one has \(Source.sizeLimit + 5)"
      ]
    )
    #expect(tree.printed(source: 0) == text)
  }

  @Test func bytesAreCountedBeforeTheyAreText() throws {
    // They are not valid, and nobody has looked.
    let bytes = [UInt8](repeating: 0xFF, count: Source.sizeLimit + 1)
    let error = try #require(throws: DiagnosticsError.self) {
      try Source(name: "a.graph", utf8: bytes)
    }
    #expect(
      error.description.hasPrefix(
        "a.graph:1:1: error: a source has at most \(Source.sizeLimit) bytes, and this one has "
          + "\(Source.sizeLimit + 1)\n"
      )
    )
    #expect(error.description.utf8.count < 1000)
  }

  @Test func ofManyDiagnosticsTheFirstAreShown() {
    let text =
      String(repeating: "x + ∘; ", count: 350) + String(repeating: "# \u{202E}\n", count: 120)
    let lines = messages(text).split(separator: "\n")
    #expect(lines.filter { $0.contains("error:") }.count == 100)
    #expect(lines.filter { $0.contains("warning:") }.count == 100)
    #expect(lines.last == "… and 250 more errors and 20 more warnings")
    #expect(messages(String(repeating: "∘;", count: 101)).hasSuffix("\n… and 1 more error"))
    #expect(!messages(String(repeating: "∘;", count: 100)).contains("more error"))
  }

  @Test(arguments: ["=;", "∘;", "\\foo\n", "x=;", "\\] ;", "output x;", "x = 1 1;"])
  func noiseIsNotReadToItsEnd(piece: String) {
    let text = String(repeating: piece, count: 30_000)
    let (tree, diagnostics) = parse(text)
    #expect((10_000...20_001).contains(diagnostics.count), "\(diagnostics.count)")
    #expect(!tree.isComplete)
    #expect(tree.printed(source: 0) == text)
  }

  @Test func manyHiddenCharactersAreWarnedOfOnce() {
    let text = "x = 1\n" + String(repeating: "# \u{202E}\n", count: 30_000)
    let (tree, diagnostics) = parse(text)
    #expect(diagnostics.count == 10_000)
    #expect(tree.isComplete)
    #expect(messages(text).hasSuffix("\n… and at least 9900 more warnings"))
  }

  @Test func marksWithoutEndAreOneColumn() {
    let marks = String(repeating: "\u{302}", count: 100_000)
    let message = messages("x = 1; y = x∘\(marks) + x; z = x + ∘")
    #expect(message.hasPrefix("a.graph:1:13: error"))
    #expect(message.contains("a.graph:1:28: error"))
    #expect(message.utf8.count < 1000)
  }

  @Test func manyDiagnosticsInOneLongLineAreQuick() {
    let text = String(repeating: "x + ∘; ", count: 1_000)
    #expect(messages(text).contains("a.graph:1:698: error"))
  }

  @Test func invalidBytesArePointedAt() throws {
    let bytes = Array("x = 1\nŷ = ".utf8) + [0xFF] + Array("2".utf8)
    let error = try #require(throws: DiagnosticsError.self) {
      try Source(name: "a.graph", utf8: bytes)
    }
    #expect(
      error.description == """
        a.graph:2:5: error: a source is UTF-8 text, and the byte 0xFF is not
        2 | ŷ = \u{FFFD}2
          |     ^
          | help: save the file with the encoding UTF-8
        """
    )
  }

  @Test func validBytesAreTheText() throws {
    let text = "\u{FEFF}ŷ = σ(x)\r\n"
    #expect(try Source(name: "a.graph", utf8: Array(text.utf8)).text == text)
  }
}
