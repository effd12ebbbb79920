import GradstepSyntax
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    ("x_1", "x_1"), ("x₁", "x_1"), ("x_{1}", "x_1"), ("x_{12}", "x_12"), ("x₁₂", "x_12"),
    ("W_{hh}", "W_hh"), ("hₜ", "h_t"), ("δ", "δ"), ("σ_z", "σ_z"), ("𝐱", "𝐱"), ("名前", "名前"),
    ("b_u", "b_u"), ("y\u{302}", "ŷ"), ("x1", "x1"), ("const", "const"), ("output", "output"),
  ])
  func spellingsOfANameAreOne(written: String, canonical: String) {
    let (tree, diagnostics) = parse("\(written) = 1")
    #expect(diagnostics.isEmpty)
    #expect(tree.statements.first?.name?.text == canonical)
  }

  @Test(arguments: [
    ("Wx", "W x", "W·x"), ("x1x2", "x1 x2", "x₁·x₂"), ("δσ_z", "δ σ_z", "δ·σ_z"),
    ("xyz", "x y z", "x·y·z"), ("xy", "x xy y", "xy"), ("abc", "ab c", "ab·c"),
    ("x_12x_{12}", "x_12", "x₁₂·x₁₂"), ("abc", "a b", "abc"), ("Wx^2", "W x", "W·x²"),
    ("sin x", "s i n x", "sin(x)"), ("ab[1]", "a b", "a·b[1]"), ("y\u{302}x", "ŷ x", "ŷ·x"),
  ])
  func unknownNamesAreTheProductTheySplitInto(text: String, values: String, expected: String) {
    #expect(reading(text, values: values) == expected)
  }

  @Test(arguments: ["ŷ", "y\u{302}"])
  func equalNamesHaveEqualBytes(name: String) {
    let text = parse(name + " = 1").tree.statements.first?.name?.text
    #expect(text?.utf8.elementsEqual("\u{177}".utf8) == true)
  }

  @Test func rangesOfPiecesAreTheirOwn() throws {
    let (tree, _) = parse("x_1 : 1; y : 1; z = x_{1}y")
    let names = tree.expressions.compactMap { expression -> Substring? in
      guard case .name = expression.kind else { return nil }
      return tree.sources.text(in: expression.range)
    }
    #expect(names == ["x_{1}", "y"])
  }

  @Test func aLongNameIsNotSplit() {
    let name = String(repeating: "ab", count: 33)
    #expect(reading(name, values: "a b aba bab abab") == name)
  }

  @Test(arguments: ["a", "σ", "\u{1D465}", "名"])
  func aNameHasALargestLength(letter: String) {
    let name = String(repeating: letter, count: 250)
    #expect(parse("\(name) = 1; y = \(name)").diagnostics.isEmpty)
    for long in [name + "1", name + "_{12}", String(repeating: letter, count: 50_000)] {
      let (_, diagnostics) = parse("x = 1; y = \(long)")
      #expect(diagnostics.map(\.identifier) == ["name-too-long"])
      #expect(diagnostics.first?.range?.bytes == 11..<11 + long.utf8.count)
      #expect(parse("\(long) = 1").diagnostics.map(\.identifier) == ["name-too-long"])
    }
    let command = parse("x = 1; y = \\mathbf{\(name)a}").diagnostics
    #expect(command.map(\.identifier) == ["name-too-long"])
  }

  @Test(arguments: ["σ_", "x_σ_", "σ_{ab}", "σ_a_{", "σ_\\"])
  func aNameOfManySubscriptsIsQuick(piece: String) {
    let text = String(repeating: piece, count: 200_000)
    #expect(parse(text).tree.printed(source: 0) == text)
  }

  @Test func everyWayToSplitIsNotWalked() {
    let name = String(repeating: "a", count: 64)
    let (_, diagnostics) = parse("a : 1; aa : 1; aaa : 1; y = " + name)
    #expect(diagnostics.map(\.identifier) == ["ambiguous-name"])
    #expect(diagnostics.first?.solutions.count == 3)
  }

  @Test func parametersShadowAllElse() {
    let (tree, diagnostics) = parse("W = 1; f(sin, T) = sin(W) + W^T; y = f(1, 2)")
    #expect(diagnostics.isEmpty)
    guard case .function(_, _, let body) = tree.statements[1].kind else {
      Issue.record("the function is missing")
      return
    }
    #expect(tree.reading(of: body) == "sin·W + W^T")
  }

  @Test func aNameOfTheSourceWinsOverAGivenFunction() {
    #expect(reading("sin x", values: "sin x") == "sin·x")
  }

  @Test func functionsHaveSuperscripts() {
    let (tree, diagnostics) = parse("f^h = tanh; g^o(z) = z^2; x = 1; y = g^o(f^h(2x))")
    #expect(diagnostics.isEmpty)
    guard case .definition(_, _, let value) = tree.statements[3].kind else {
      Issue.record("the definition is missing")
      return
    }
    #expect(tree.reading(of: value) == "g^o(f^h(2·x))")
  }

  @Test(arguments: ["f^(1)", "f^{(1)}", "f^{h}", "f^[2]", "f^{[2]}", "f^{(h)}"])
  func superscriptsHaveBracketsAndBraces(name: String) {
    let (tree, diagnostics) = parse("\(name) = tanh; x = 1; y = \(name)(x); g = \(name)")
    #expect(diagnostics.isEmpty)
    let canonical = name.filter { $0 != "{" && $0 != "}" }
    #expect(summaries(tree)[0] == canonical + " = tanh()")
    #expect(summaries(tree)[2...] == ["y = \(canonical)(x)", "g = \(canonical)()"])
  }

  @Test(arguments: [
    ("f = tanh; y = f(2)", ["f"]), ("f = g; g = tanh; y = f(2)", ["f", "g"]),
    ("f = g; g(z) = z; y = f(2)", ["f"]), ("f = tanh; tanh = 3", []), ("f = g; g = f", []),
    ("f = f^h; f^h = σ", ["f", "f^h"]), ("const f = 1; g = f", []), ("f = sin", ["f"]),
  ])
  func aliasesAreFollowedToTheirEnd(text: String, aliases: [String]) {
    let (tree, _) = parse(text)
    let found = tree.statements.compactMap { statement -> String? in
      guard case .alias(let name, _) = statement.kind else { return nil }
      return name.text
    }
    #expect(found == aliases)
  }
}
